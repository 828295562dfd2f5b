package font

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync/atomic"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"aftercare/internal/page"
)

// missing stands in the table of advances for what a face cannot set.
const missing = -1

// sheaf holds the advances of 256 neighbouring characters.
type sheaf [256]int16

// face is one parsed font. Its lengths are in thousandths of the type size.
type face struct {
	name                                string
	bounds                              [4]int
	ascent, descent, capHeight, xHeight page.Length

	font    *sfnt.Font
	sheaves [256]atomic.Pointer[sheaf] // by the high byte of a character; nil until asked for
}

// none is the sheaf of characters that no face has.
var none = func() (s sheaf) {
	for i := range s {
		s[i] = missing
	}
	return s
}()

// sheaf is the one that holds r.
func (f *face) sheaf(r rune) *sheaf {
	if uint32(r) > 0xFFFF {
		return &none
	}
	s := f.sheaves[r>>8].Load()
	if s == nil {
		s = f.read(r &^ 0xFF)
		f.sheaves[r>>8].Store(s) // two goroutines may do this at once, with the same result
	}
	return s
}

// advance is the advance of r, or missing.
func (f *face) advance(r rune) int16 { return f.sheaf(r)[r&0xFF] }

// width is the sum of the advances of text. Neighbours in a text are mostly
// neighbours in a sheaf, so that is looked up only where it changes.
func (f *face) width(text string) (sum page.Length) {
	s, high := &none, rune(-1)
	for _, r := range text {
		if r>>8 != high {
			s, high = f.sheaf(r), r>>8
		}
		sum += page.Length(max(0, s[r&0xFF]))
	}
	return sum
}

// parse reads a font that check has passed.
func parse(data []byte) *face {
	f := new(face)
	parsed, err := sfnt.Parse(data)
	if err != nil {
		return f
	}
	f.font = parsed
	f.name, _ = parsed.Name(nil, sfnt.NameIDPostScript)
	f.measure(parsed)
	return f
}

// em makes sfnt give lengths in thousandths of the type size.
var em = fixed.I(1000)

func (f *face) measure(parsed *sfnt.Font) {
	m, err := parsed.Metrics(nil, em, font.HintingNone)
	if err != nil {
		return
	}
	f.ascent, f.descent = page.Length(m.Ascent.Round()), page.Length(m.Descent.Round())
	f.capHeight, f.xHeight = page.Length(m.CapHeight.Round()), page.Length(m.XHeight.Round())
	if box, err := parsed.Bounds(nil, em, font.HintingNone); err == nil { // Y runs down in sfnt
		f.bounds = [4]int{box.Min.X.Floor(), -box.Max.Y.Ceil(), box.Max.X.Ceil(), -box.Min.Y.Floor()}
	}
}

// read looks up the advances of the 256 characters from first on. One that
// cannot be read is one the face does not have.
func (f *face) read(first rune) *sheaf {
	s := new(sheaf)
	var buffer sfnt.Buffer
	for i := range s {
		s[i] = missing
		r := first + rune(i)
		if f.font == nil || !printable(r) {
			continue
		}
		glyph, err := f.font.GlyphIndex(&buffer, r)
		if err != nil || glyph == 0 {
			continue
		}
		if advance, err := f.font.GlyphAdvance(&buffer, glyph, em, font.HintingNone); err == nil {
			s[i] = int16(advance.Round())
		}
	}
	return s
}

// printable leaves out what a font may hold but a reader cannot see or name:
// controls, line separators, format characters other than the soft hyphen, and
// private use, which PDF/A refuses in extracted text.
func printable(r rune) bool {
	const softHyphen = '\u00AD'
	return r == softHyphen || !unicode.In(r, unicode.C, unicode.Zl, unicode.Zp)
}

// check reads the directory of a TrueType file and compares the checksum of
// each table, so that a file cut short or overwritten is found before a page
// is set with it.
func check(data []byte) error {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 {
		return errors.New("it is not a TrueType font")
	}
	tables := int(binary.BigEndian.Uint16(data[4:]))
	if len(data) < 12+16*tables {
		return errors.New("it ends within its table of contents")
	}
	for i := range tables {
		if err := checkTable(data, data[12+16*i:]); err != nil {
			return err
		}
	}
	_, err := sfnt.Parse(data)
	return err
}

// checkTable checks the table that one 16-byte directory entry describes.
func checkTable(data, entry []byte) error {
	name := string(entry[:4])
	want := binary.BigEndian.Uint32(entry[4:])
	start, size := uint64(binary.BigEndian.Uint32(entry[8:])), uint64(binary.BigEndian.Uint32(entry[12:]))
	if start+size > uint64(len(data)) {
		return fmt.Errorf("it ends within its table %q", name)
	}
	table := data[start : start+size]
	sum := checksum(table)
	if name == "head" && len(table) >= 12 {
		sum -= binary.BigEndian.Uint32(table[8:]) // the file's own checksum counts as zero
	}
	if sum != want {
		return fmt.Errorf("its table %q is damaged", name)
	}
	return nil
}

// checksum adds the table up as big-endian words, zeros after its end.
func checksum(table []byte) (sum uint32) {
	for len(table) >= 4 {
		sum += binary.BigEndian.Uint32(table)
		table = table[4:]
	}
	var rest [4]byte
	copy(rest[:], table)
	return sum + binary.BigEndian.Uint32(rest[:])
}
