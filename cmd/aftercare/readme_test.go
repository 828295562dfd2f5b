package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestReadmeNamesEveryFlag holds the manual in the README against the verbs:
// each flag stands in the part about its verb, and no other does.
func TestReadmeNamesEveryFlag(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, part := range strings.Split(string(text), "\n## ") {
		title, _, _ := strings.Cut(part, "\n")
		parts[title] = part
	}
	root := (&app{}).command()
	for verb, title := range map[string]string{
		"make": "Make one handout", "batch": "Make a day of them", "list": "See what there is", "init": "Make it yours", "serve": "At the desk",
	} {
		cmd, _, err := root.Find([]string{verb})
		if err != nil || parts[title] == "" {
			t.Fatalf("%s: %v, %d bytes under %q", verb, err, len(parts[title]), title)
		}
		sameFlags(t, cmd, parts[title])
	}
}

var flagForm = regexp.MustCompile(`--[a-z][a-z-]+`)

func sameFlags(t *testing.T, cmd *cobra.Command, part string) {
	written := map[string]bool{}
	for _, flag := range flagForm.FindAllString(part, -1) {
		written[strings.TrimPrefix(flag, "--")] = true
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !written[f.Name] && f.Name != "help" {
			t.Errorf("%s: the README does not know --%s", cmd.Name(), f.Name)
		}
		delete(written, f.Name)
	})
	delete(written, "clinic") // where init says what its files are for
	for flag := range written {
		t.Errorf("%s: the README knows --%s, and the verb does not", cmd.Name(), flag)
	}
}
