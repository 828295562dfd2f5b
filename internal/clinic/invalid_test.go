package clinic

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Each file in testdata/invalid has something wrong; the .txt beside it is
// what a person is told.
func TestInvalid(t *testing.T) {
	files, _ := filepath.Glob("testdata/invalid/*.toml")
	if len(files) < 30 {
		t.Fatalf("only %d files", len(files))
	}
	folder := os.DirFS("testdata/invalid")
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			c, found := Parse(filepath.Base(file), text, folder)
			if found == nil {
				t.Error("nothing was found wrong")
			}
			if (c == nil) != (found.Err() != nil) {
				t.Error("a clinic together with an error, or neither")
			}
			golden(t, strings.TrimSuffix(file, "toml")+"txt", told(found))
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func told(found diag.List) string {
	var b strings.Builder
	for _, d := range found {
		b.WriteString(d.Severity.String() + ": " + d.String() + "\n")
		if excerpt := d.Excerpt(); excerpt != "" {
			b.WriteString(excerpt + "\n")
		}
		if d.Hint != "" {
			b.WriteString("hint: " + d.Hint + "\n")
		}
	}
	return b.String()
}
