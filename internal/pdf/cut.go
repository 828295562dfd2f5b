package pdf

import (
	"encoding/binary"
	"fmt"
	"strconv"

	"golang.org/x/image/font/sfnt"

	"aftercare/internal/page"
)

// The objects of a face, by number from the first.
const (
	fontFile ref = iota
	fontGlyphs
	fontToUnicode
	fontDescriptor
	fontDescendant
	fontItself
	fontPack    // the object stream of the last three
	fontObjects // how many there are
)

// fontRef is the number of an object of a face. Every face has numbers of its
// own in every file, so that a cut face is the same bytes in all of them.
func fontRef(face page.Face, object ref) ref { return firstFontRef + ref(face)*fontObjects + object }

// cutFace casts a plate of face cut down to the blocks of m. Codes are Unicode
// values, so that even a reader that ignores ToUnicode takes out the right text.
func (c *Catalogue) cutFace(face page.Face, m mask) (*plate, error) {
	var characters []rune
	for r := range c.characters(face, m) {
		characters = append(characters, r)
	}
	cut := CutFont(c.book.Bytes(face), string(characters))
	glyphs, err := glyphMap(cut, characters)
	if err != nil {
		return nil, fmt.Errorf("font %s cannot be cut: %w", c.book.Name(face), err)
	}
	f := c.presses.Get().(*file)
	defer c.presses.Put(f)
	return cast(f, fontRef(face, 0), fontRef(face, fontPack), func() {
		bare := prune(cut)
		f.deflate(fontRef(face, fontFile), fmt.Sprintf("/Length1 %d", len(bare)), bare)
		f.deflate(fontRef(face, fontGlyphs), "", glyphs)
		f.deflate(fontRef(face, fontToUnicode), "", toUnicode(characters))
		c.fontDictionaries(f, face, tag(face, m)+"+"+c.book.Name(face), c.widths(face, characters))
	}), nil
}

// fontDictionaries writes what ties the parts of a font together.
func (c *Catalogue) fontDictionaries(f *file, face page.Face, name string, widths []byte) {
	f.object(fontRef(face, fontDescriptor), func(b []byte) []byte {
		const em, symbolic, stem = 1000, 4, 80
		return fmt.Appendf(b, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox%v/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %v>>",
			name, symbolic, c.book.Bounds(face), int(c.book.Ascent(face, em)), -int(c.book.Descent(face, em)),
			int(c.book.CapHeight(face, em)), stem, fontRef(face, fontFile))
	})
	f.object(fontRef(face, fontDescendant), func(b []byte) []byte {
		return fmt.Appendf(b, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %v/CIDToGIDMap %v/W%s>>",
			name, fontRef(face, fontDescriptor), fontRef(face, fontGlyphs), widths)
	})
	f.object(fontRef(face, fontItself), func(b []byte) []byte {
		return fmt.Appendf(b, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>",
			name, fontRef(face, fontDescendant), fontRef(face, fontToUnicode))
	})
}

// tag is the prefix of six capitals that marks a cut font, another one for each
// face and set of blocks.
func tag(face page.Face, m mask) string {
	letters := []byte("AAAAAA")
	for i, n := len(letters)-1, int(m)*int(page.Faces)+int(face); i >= 0; i, n = i-1, n/26 {
		letters[i] += byte(n % 26)
	}
	return string(letters)
}

// glyphMap is the CIDToGIDMap of a cut font: two bytes for every code up to the
// last one in use.
func glyphMap(cut []byte, characters []rune) ([]byte, error) {
	font, err := sfnt.Parse(cut)
	if err != nil {
		return nil, err
	}
	var buffer sfnt.Buffer
	table := make([]byte, 2*(int(characters[len(characters)-1])+1))
	for _, r := range characters {
		glyph, err := font.GlyphIndex(&buffer, r)
		if err != nil {
			return nil, err
		}
		if glyph == 0 {
			return nil, fmt.Errorf("%U has no glyph after it", r)
		}
		binary.BigEndian.PutUint16(table[2*r:], uint16(glyph))
	}
	return table, nil
}

// embedded are the tables a viewer needs of a TrueType font whose codes come
// with a CIDToGIDMap. Left out are names, character map and metrics for other
// uses, a kilobyte a face.
var embedded = map[string]bool{
	"glyf": true, "head": true, "hhea": true, "hmtx": true, "loca": true, "maxp": true,
	"cvt ": true, "fpgm": true, "prep": true,
}

// prune leaves only the embedded tables of a TrueType file.
func prune(font []byte) []byte {
	var entries [][]byte
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if entry := font[12+16*i : 28+16*i]; embedded[string(entry[:4])] {
			entries = append(entries, entry)
		}
	}
	out := directory(len(entries))
	body := 12 + 16*len(entries)
	var tables []byte
	for _, entry := range entries {
		start, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		out = append(out, entry[:8]...)
		out = binary.BigEndian.AppendUint32(out, uint32(body+len(tables)))
		out = binary.BigEndian.AppendUint32(out, size)
		tables = append(tables, font[start:start+size]...)
		tables = append(tables, make([]byte, -len(tables)&3)...) // each starts on a word
	}
	return append(out, tables...)
}

// directory is the head of a TrueType file of n tables, with the figures for a
// binary search that the format asks for.
func directory(n int) []byte {
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := []byte{0, 1, 0, 0}
	for _, v := range []int{n, 16 * power, log, 16 * (n - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(v))
	}
	return out
}

// widths is the W array: for each row of neighbouring codes the first and then
// the advances, in thousandths of the type size.
func (c *Catalogue) widths(face page.Face, characters []rune) []byte {
	out := []byte("[")
	for i, r := range characters {
		if i == 0 || r != characters[i-1]+1 {
			if i > 0 {
				out = append(out, ']')
			}
			out = append(strconv.AppendInt(out, int64(r), 10), '[')
		} else {
			out = append(out, ' ')
		}
		out = strconv.AppendInt(out, int64(c.book.Advance(face, r)), 10)
	}
	return append(out, "]]"...)
}

// toUnicode is the CMap that turns codes back into text: a range for each row
// of neighbours, none across a change of the high byte. One range over
// everything, as libraries write it, is refused by the standards because it
// also names what is no character.
func toUnicode(characters []rune) []byte {
	var rows [][2]rune
	for i, r := range characters {
		if i == 0 || r != characters[i-1]+1 || r&0xFF == 0 {
			rows = append(rows, [2]rune{r, r})
		}
		rows[len(rows)-1][1] = r
	}
	out := []byte("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	const most = 100 // rows a block may hold
	for len(rows) > 0 {
		n := min(most, len(rows))
		out = fmt.Appendf(out, "%d beginbfrange\n", n)
		for _, row := range rows[:n] {
			out = fmt.Appendf(out, "<%04X><%04X><%04X>\n", row[0], row[1], row[0])
		}
		out, rows = append(out, "endbfrange\n"...), rows[n:]
	}
	return append(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"...)
}
