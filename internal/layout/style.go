// Package layout sets a document on paper: it breaks lines, fills columns and
// says where every item stands. What does not fit on one page goes to the next
// one; nothing is made smaller, cut or laid over something else.
package layout

import (
	"aftercare/internal/clinic"
	"aftercare/internal/page"
)

// Style is how a document is printed.
type Style struct {
	Paper Paper
	Large bool // large print: body at 18 pt, one column
	Grey  bool // every colour as the grey it copies to
}

// Paper is a sheet, portrait.
type Paper struct {
	Name          string
	Width, Height page.Length
}

// Papers are the sizes a clinic's printer takes (ISO 216; ANSI/ASME Y14.1).
var Papers = []Paper{
	{"letter", 612 * page.Point, 792 * page.Point},
	{"a4", 595276, 841890},
}

// PaperOf finds a paper by its name.
func PaperOf(name string) (Paper, bool) {
	for _, p := range Papers {
		if p.Name == name {
			return p, true
		}
	}
	return Paper{}, false
}

// margin is 12.5 mm: no office printer has to scale the page to fit it.
const margin = 25 * page.Millimetre / 2

// type sizes and distances. Distances are multiples of half a body line, so
// that lines in neighbouring columns stand level.
type scale struct {
	columns                       int
	body, strong, heading         typeSize
	key, title, caption, foot     typeSize
	gap, headingGap, pad, gutter  page.Length
	indent                        page.Length // of list text from its mark
	mapHeight, mapStretch, mapGap page.Length
	module                        page.Length // of the code, where there is room
}

// typeSize is a size with its leading.
type typeSize struct{ size, leading page.Length }

func points(size, leading page.Length) typeSize {
	return typeSize{size * page.Point / 2, leading * page.Point / 2}
}

// The two scales, sizes in half points. Normal print sets the body at 12 pt,
// large print at 18 pt (UKAAF asks for 16 or more) and nothing under 16.
var (
	normalPrint = scale{
		columns: 2,
		body:    points(24, 30), strong: points(27, 34), heading: points(27, 36),
		key: points(29, 36), title: points(45, 54), caption: points(20, 25), foot: points(18, 22),
		gap: 7 * page.Point, headingGap: 1 * page.Point, pad: 8 * page.Point, gutter: 22 * page.Point,
		indent:    13 * page.Point,
		mapHeight: 104 * page.Point, mapStretch: 46 * page.Point, mapGap: 14 * page.Point,
		module: 60 * page.Millimetre / 100,
	}
	largePrint = scale{
		columns: 1,
		body:    points(36, 46), strong: points(40, 50), heading: points(42, 54),
		key: points(44, 56), title: points(60, 70), caption: points(36, 44), foot: points(32, 40),
		gap: 18 * page.Point, headingGap: 4 * page.Point, pad: 14 * page.Point, gutter: 24 * page.Point,
		indent:    20 * page.Point,
		mapHeight: 200 * page.Point, mapStretch: 60 * page.Point, mapGap: 24 * page.Point,
		module: 90 * page.Millimetre / 100,
	}
)

// tightPrint is normal print with less white between lines and blocks: it is
// tried before a second page is. The letters stay as large as they are.
var tightPrint = func() scale {
	s := normalPrint
	s.body, s.caption, s.foot = points(24, 29), points(20, 24), points(18, 21)
	s.gap, s.headingGap, s.pad = 5*page.Point, page.Point/2, 6*page.Point
	s.heading, s.key, s.title = points(27, 32), points(29, 34), points(45, 50)
	s.mapHeight, s.mapStretch, s.module = 84*page.Point, 66*page.Point, 55*page.Millimetre/100
	return s
}()

// scales are tried one after the other until the document fits on one page.
func (s Style) scales() []scale {
	if s.Large {
		return []scale{largePrint}
	}
	return []scale{normalPrint, tightPrint}
}

// palette are the colours of one sheet. The brand's colour marks what is the
// clinic's, its accent what was treated; warnings are ink on white, because a copier takes colour away.
type palette struct {
	ink, quiet, white          page.Colour
	brand, accent, tint, shade page.Colour
}

func (s Style) palette(c *clinic.Clinic) palette {
	p := palette{
		ink: page.Colour{R: 0x1b, G: 0x1e, B: 0x23}, quiet: page.Colour{R: 0x4b, G: 0x51, B: 0x5a},
		white: page.Colour{R: 0xff, G: 0xff, B: 0xff},
		brand: c.Brand, accent: c.Accent, tint: clinic.Tint(c.Brand, 91), shade: clinic.Tint(c.Brand, 35),
	}
	if s.Grey {
		for _, colour := range []*page.Colour{&p.ink, &p.quiet, &p.brand, &p.accent, &p.tint, &p.shade} {
			*colour = clinic.Grey(*colour)
		}
		// The nearest grey to a colour just dark enough can be a shade too light.
		p.brand = clinic.Readable(p.brand, p.white, 4.5)
	}
	return p
}
