package handout_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
)

var update = flag.Bool("update", false, "write the expected reports anew")

// report is what a person sees of what was found.
func report(found diag.List) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%v: %v\n", d.Severity, d)
		if excerpt := d.Excerpt(); excerpt != "" {
			fmt.Fprintln(&b, excerpt)
		}
		if d.Hint != "" {
			fmt.Fprintln(&b, "hint: "+d.Hint)
		}
	}
	return b.String()
}

// corpus reads every file of a folder and holds the report against the text
// beside it.
func corpus(t *testing.T, folder string, parse func(name string, text []byte) diag.List) {
	files, err := filepath.Glob(filepath.Join("testdata", folder, "*.toml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got := report(parse(filepath.Base(file), text))
		golden := strings.TrimSuffix(file, ".toml") + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant:\n%s", file, got, want)
		}
	}
}

func TestInvalidDefinitions(t *testing.T) {
	v := shipped(t)
	corpus(t, "invalid", func(name string, text []byte) diag.List {
		d, found := handout.Parse(name, text, v)
		if len(found) == 0 || (d == nil) != (found.Err() != nil) {
			t.Errorf("%s: %d findings, definition %v", name, len(found), d != nil)
		}
		return found
	})
}

func TestInvalidVocabularies(t *testing.T) {
	corpus(t, "invalid-vocabulary", func(name string, text []byte) diag.List {
		v, found := handout.ParseVocabulary(name, text)
		if v != nil || found.Err() == nil {
			t.Errorf("%s is taken for sound", name)
		}
		return found
	})
}

// TestValidDefinitions: the format carries every kind of handout that a clinic
// gives out.
func TestValidDefinitions(t *testing.T) {
	files, _ := filepath.Glob("testdata/valid/*.toml")
	if len(files) < 7 {
		t.Fatalf("only %d kinds of handout", len(files))
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, found := handout.Parse(file, text, shipped(t)); len(found) > 0 {
			t.Errorf("%s", report(found))
		}
	}
}
