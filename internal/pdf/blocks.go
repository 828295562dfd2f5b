package pdf

import (
	"iter"

	"aftercare/internal/page"
)

// A face is embedded cut down to whole blocks of characters, never to the
// exact set a handout uses: the names of 10,000 patients need thousands of
// sets but only a handful of combinations of blocks, and each is cut and
// compressed once. The blocks follow languages rather than Unicode's ranges:
// a handout is in one language and a name mostly in another, so that few
// combinations are met and a name adds a kilobyte, not five.
const (
	always     = iota // what a name in any script may need: in every cut face
	english           // ASCII, as far as people write it, and the punctuation of print
	spanish           // what it adds to English, as do the next
	german            // and Dutch
	romance           // French, Portuguese, Italian, Catalan
	nordic            //
	polish            //
	czech             // and Slovak, Slovene, Croatian
	turkish           // and Hungarian, Romanian
	baltic            //
	vietnamese        //
	western           // the rest of Latin-1
	central           // the rest of Latin Extended-A
	latin             // every other Latin letter, phonetics, single marks
	greek             //
	polytonic         // old Greek
	cyrillic          // Russian, Ukrainian, Bulgarian
	slavonic          // Serbian, Macedonian and the rest
	office            // the signs of sums and addresses
	symbols           // everything else
)

// mask is a set of blocks, one bit each.
type mask uint32

// spans lists the characters of the blocks that are ranges. What stands neither
// here nor among the singles is a symbol.
var spans = []struct {
	block    uint8
	from, to rune
}{
	{english, ' ', '}'}, {english, '–', '—'},
	{western, 0x00A0, 0x00FF}, {central, 0x0100, 0x017F},
	{latin, 0x0180, 0x036F}, {latin, 0x1E00, 0x1E9F}, {vietnamese, 0x1EA0, 0x1EF9},
	{polytonic, 0x0370, 0x03FF}, {greek, 0x0386, 0x03CE}, {polytonic, 0x1F00, 0x1FFF},
	{slavonic, 0x0400, 0x052F}, {cyrillic, 0x0410, 0x044F},
}

// singles takes characters out of the spans.
var singles = []struct {
	block      uint8
	characters string
}{
	{always, " \u00A0-.,'’"},
	{english, "‘“”·"},
	{office, "#$%&*+=@[]_~…•°½×€"}, // two kilobytes in two faces, for what few handouts say
	{symbols, "<>\\^`{|}"},
	{spanish, "áéíóúüñÁÉÍÓÚÜÑ¿¡ªº«»"},
	{german, "ÄÖäößẞËÏëï"},
	{romance, "ÀÂÃÆÇÈÊÌÎÒÔÕÙÛàâãæçèêìîòôõùûÿŒœŸ"},
	{nordic, "ÅØÐÞÝåøðþý"},
	{polish, "ĄąĆćĘęŁłŃńŚśŹźŻż"},
	{czech, "ČčĎďĚěĹĺĽľŇňŘřŔŕŠšŤťŮůŽž"},
	{turkish, "ĞğİıŞşŐőŰűȘșȚț"},
	{baltic, "ĀāĒēĖėĢģĪīĮįĶķĻļŅņŪūŲų"},
	{vietnamese, "ĂăĐđĨĩŨũƠơƯư"},
	{cyrillic, "ЁёЄєІіЇїҐґ"},
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
