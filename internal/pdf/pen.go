package pdf

import (
	"bytes"

	"github.com/go-pdf/fpdf"
)

// CutFont leaves only the glyphs of the given characters in a TrueType font,
// always in the same way.
func CutFont(font []byte, characters string) []byte {
	return fpdf.UTF8CutFont(bytes.Clone(font), characters) // it writes into what it reads
}
