package assets_test

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"strings"
	"testing"

	"aftercare/assets"
)

// What others have made is what its README says it is.
func TestPDFJSIsThePinnedOne(t *testing.T) {
	readme, err := fs.ReadFile(assets.FS, "pdfjs/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"pdf.min.mjs", "pdf.worker.min.mjs"} {
		text, err := fs.ReadFile(assets.FS, "pdfjs/"+name)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		line := "`" + name + "` | `legacy/build/" + name + "` | `" + hex.EncodeToString(sum[:]) + "`"
		if !strings.Contains(string(readme), line) {
			t.Errorf("%s has the hash %x, which its README does not have", name, sum)
		}
		if !strings.Contains(string(text), "pdfjsVersion = 6.5.438") {
			t.Errorf("%s does not say that it is version 6.5.438", name)
		}
	}
}
