package pdf

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var out = flag.String("out", "", "folder to write the fixtures to as PDF files, for validators")

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
	for name, sheet := range fixtures(t) {
		data, err := c.NewWriter().Write(sheet, made)
		write(name, data, err)
		parts = append(parts, Part{sheet, "Sheet: " + name})
	}
	data, err := c.NewWriter().Combine("Handouts of a day", "en-US", parts, made)
	write("combined", data, err)
}
