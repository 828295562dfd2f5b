package pdf

import (
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var out = flag.String("out", "", "folder to write the fixtures to as PDF files, for validators")

// TestFixtures writes the sheets built by hand, and a combined file of them.
func TestFixtures(t *testing.T) {
	c := NewCatalogue(book(t))
	var parts []Part
	write := func(name string, data []byte, err error) {
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if *out == "" {
			return
		}
		if err := os.WriteFile(filepath.Join(*out, name+".pdf"), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sheets := fixtures(t)
	for _, name := range slices.Sorted(maps.Keys(sheets)) {
		data, err := c.NewWriter().Write(sheets[name], made)
		write(name, data, err)
		for range 5 { // enough for several object streams
			parts = append(parts, Part{sheets[name], "Sheet: " + name})
		}
	}
	data, err := c.NewWriter().Combine("Handouts of a day", "en-US", parts, made)
	write("combined", data, err)
}
