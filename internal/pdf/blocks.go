package pdf

import (
	"iter"

	"aftercare/internal/page"
)

// A face is embedded cut down to whole blocks of characters, never to the
// exact set a handout uses: the names of 10,000 patients need thousands of
// sets but only a handful of combinations of blocks, and each is cut and
// compressed once. The blocks follow languages rather than Unicode's ranges,
// so that English and Spanish need the first one only.
const (
	common     = iota // English, Spanish and the punctuation of both
	western           // the rest of Latin-1: French, German, Portuguese, the Nordic languages
	central           // Polish, Czech, Hungarian, Turkish, the Baltic languages
	vietnamese        // what Vietnamese adds to western
	greek
	cyrillic
	latin     // every other Latin letter, phonetics, single marks
	polytonic // old Greek
	slavonic  // the rest of Cyrillic
	symbols   // everything else
	blocks    // how many there are
)

// mask is a set of blocks, one bit each.
type mask uint16

// spans lists the characters of each block; a later line takes characters from
// an earlier one, and what stands in none is a symbol.
var spans = []struct {
	block    uint8
	from, to rune
}{
	{western, 0x00A0, 0x00FF},
	{central, 0x0100, 0x017F}, {central, 'Ș', 'ț'}, {central, 'ẞ', 'ẞ'},
	{latin, 0x0180, 0x0217}, {latin, 0x021C, 0x036F}, {latin, 0x1E00, 0x1E9D},
	{vietnamese, 0x1EA0, 0x1EF9},
	{greek, 0x0370, 0x03FF}, {polytonic, 0x1F00, 0x1FFF},
	{cyrillic, 0x0400, 0x045F}, {slavonic, 0x0460, 0x052F}, {cyrillic, 'Ґ', 'ґ'},
	{common, 0x0020, 0x00A0}, {common, '–', '—'},
}

// singles are the characters of a block that stand apart from its spans.
var singles = []struct {
	block      uint8
	characters string
}{
	{common, "áéíóúüñÁÉÍÓÚÜÑ¿¡ªº«»°·½×‘’“”…•€"},
	{vietnamese, "ĂăĐđĨĩŨũƠơƯư"},
}

// blockTable gives the block of every character of the BMP.
func blockTable() *[0x10000]uint8 {
	table := new([0x10000]uint8)
	for r := range table {
		table[r] = symbols
	}
	for _, s := range spans {
		for r := s.from; r <= s.to; r++ {
			table[r] = s.block
		}
	}
	for _, s := range singles {
		for _, r := range s.characters {
			table[r] = s.block
		}
	}
	return table
}

// characters are those of the face that stand in the blocks of m, in order.
func (c *Catalogue) characters(face page.Face, m mask) iter.Seq[rune] {
	return func(yield func(rune) bool) {
		for r := rune(' '); r <= 0xFFFF; r++ {
			if m&(1<<c.block[r]) != 0 && c.book.Covers(face, r) && !yield(r) {
				return
			}
		}
	}
}
