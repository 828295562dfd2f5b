package pdf

import (
	"math"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/internal/font"
	"aftercare/internal/page"
)

var (
	ink    = page.Colour{R: 0x1A, G: 0x1A, B: 0x1A}
	brand  = page.Colour{R: 0x0B, G: 0x5C, B: 0x6B}
	tint   = page.Colour{R: 0xE6, G: 0xF1, B: 0xF3}
	danger = page.Colour{R: 0xA0, G: 0x1C, B: 0x1C}
	white  = page.Colour{R: 0xFF, G: 0xFF, B: 0xFF}
)

// made is when the fixtures say they were made.
var made = time.Date(2026, 11, 23, 14, 30, 0, 0, time.FixedZone("", -5*3600))

// book opens the built-in fonts once for all tests.
func book(t testing.TB) *font.Book {
	t.Helper()
	b, err := font.Open(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// builder puts a sheet together by hand, in the way layout does.
type builder struct {
	book  *font.Book
	sheet page.Sheet
	y     page.Length
}

const (
	left  = 48 * page.Point
	width = 516 * page.Point
)

func newBuilder(b *font.Book, title, lang string) *builder {
	s := &builder{book: b}
	s.sheet = page.Sheet{Title: title, Lang: lang, Elements: []page.Element{{Role: page.Document, Parent: page.Artifact}}}
	s.turn()
	return s
}

// turn begins another page.
func (s *builder) turn() {
	s.sheet.Pages = append(s.sheet.Pages, page.Page{Width: 612 * page.Point, Height: 792 * page.Point})
	s.y = 60 * page.Point
}

func (s *builder) element(role page.Role, parent page.ElementID) page.ElementID {
	s.sheet.Elements = append(s.sheet.Elements, page.Element{Role: role, Parent: parent})
	return page.ElementID(len(s.sheet.Elements) - 1)
}

func (s *builder) item(i page.Item) {
	p := &s.sheet.Pages[len(s.sheet.Pages)-1]
	p.Items = append(p.Items, i)
}

// text sets one line and moves down.
func (s *builder) text(id page.ElementID, face page.Face, size page.Length, colour page.Colour, x page.Length, words string) {
	s.y += size * 3 / 2
	s.item(page.Item{Element: id, Text: &page.Text{X: x, Y: s.y, Face: face, Size: size, Colour: colour, Text: words}})
}

// heading sets a line of an element of its own.
func (s *builder) heading(role page.Role, parent page.ElementID, size page.Length, words string) {
	s.y += size / 2
	s.text(s.element(role, parent), page.Bold, size, brand, left, words)
}

// paragraph sets lines of one element.
func (s *builder) paragraph(parent page.ElementID, lines ...string) page.ElementID {
	id := s.element(page.P, parent)
	for _, line := range lines {
		s.text(id, page.Regular, 12*page.Point, ink, left, line)
	}
	return id
}

// list sets items with a bullet drawn as decoration, or a number as a label.
func (s *builder) list(parent page.ElementID, ordered bool, items ...string) {
	l := s.element(page.L, parent)
	s.sheet.Elements[l].Ordered = ordered
	for i, words := range items {
		li := s.element(page.LI, l)
		y := s.y
		if ordered {
			s.text(s.element(page.Lbl, li), page.Bold, 12*page.Point, brand, left+6*page.Point, string(rune('1'+i))+". ")
			s.y = y
		} else {
			s.item(page.Item{Element: page.Artifact, Path: dot(left+10*page.Point, y+14*page.Point, 2*page.Point, brand)})
		}
		s.text(s.element(page.LBody, li), page.Regular, 12*page.Point, ink, left+22*page.Point, words)
	}
}

// panel is a rounded area behind text.
func (s *builder) panel(height page.Length, fill, stroke page.Colour) {
	const r = 6 * page.Point
	x0, y0, x1, y1 := left-r, s.y+r, left+width+r, s.y+height+r
	k := r * 45 / 100
	to := func(x, y page.Length) page.Segment {
		return page.Segment{Verb: page.LineTo, P: [3]page.XY{{X: x, Y: y}}}
	}
	curve := func(a, b, c page.XY) page.Segment {
		return page.Segment{Verb: page.CurveTo, P: [3]page.XY{a, b, c}}
	}
	s.item(page.Item{Element: page.Artifact, Path: &page.Path{Fill: &fill, Stroke: &stroke, Width: page.Point, Segments: []page.Segment{
		{Verb: page.MoveTo, P: [3]page.XY{{X: x0 + r, Y: y0}}},
		to(x1-r, y0), curve(page.XY{X: x1 - k, Y: y0}, page.XY{X: x1, Y: y0 + k}, page.XY{X: x1, Y: y0 + r}),
		to(x1, y1-r), curve(page.XY{X: x1, Y: y1 - k}, page.XY{X: x1 - k, Y: y1}, page.XY{X: x1 - r, Y: y1}),
		to(x0+r, y1), curve(page.XY{X: x0 + k, Y: y1}, page.XY{X: x0, Y: y1 - k}, page.XY{X: x0, Y: y1 - r}),
		to(x0, y0+r), curve(page.XY{X: x0, Y: y0 + k}, page.XY{X: x0 + k, Y: y0}, page.XY{X: x0 + r, Y: y0}),
		{Verb: page.Close},
	}}})
}

// dot is a filled circle of four curves.
func dot(x, y, r page.Length, fill page.Colour) *page.Path {
	k := r * 552 / 1000
	return &page.Path{Fill: &fill, Segments: []page.Segment{
		{Verb: page.MoveTo, P: [3]page.XY{{X: x + r, Y: y}}},
		{Verb: page.CurveTo, P: [3]page.XY{{X: x + r, Y: y + k}, {X: x + k, Y: y + r}, {X: x, Y: y + r}}},
		{Verb: page.CurveTo, P: [3]page.XY{{X: x - k, Y: y + r}, {X: x - r, Y: y + k}, {X: x - r, Y: y}}},
		{Verb: page.CurveTo, P: [3]page.XY{{X: x - r, Y: y - k}, {X: x - k, Y: y - r}, {X: x, Y: y - r}}},
		{Verb: page.CurveTo, P: [3]page.XY{{X: x + k, Y: y - r}, {X: x + r, Y: y - k}, {X: x + r, Y: y}}},
		{Verb: page.Close},
	}}
}

func rectangleOf(x, y, w, h page.Length) []page.Segment {
	at := func(v page.Verb, x, y page.Length) page.Segment {
		return page.Segment{Verb: v, P: [3]page.XY{{X: x, Y: y}}}
	}
	return []page.Segment{at(page.MoveTo, x, y), at(page.LineTo, x+w, y), at(page.LineTo, x+w, y+h), at(page.LineTo, x, y+h), {Verb: page.Close}}
}

// code looks like a QR code of 33 modules: many rectangles in one path.
func code() *page.Drawing {
	const modules = 33
	path := page.Path{Fill: &ink}
	for y := range page.Length(modules) {
		for x := page.Length(0); x < modules; x++ {
			if (x*x+3*y*y+x*y)%7 < 3 {
				path.Segments = append(path.Segments, rectangleOf((x+4)*page.Point, (y+4)*page.Point, page.Point, page.Point)...)
			}
		}
	}
	return &page.Drawing{Width: (modules + 8) * page.Point, Height: (modules + 8) * page.Point, Paths: []page.Path{path}}
}

// logo is a picture with a slope of colours.
func logo() *page.Picture {
	p := &page.Picture{Width: 48, Height: 32}
	for y := range p.Height {
		for x := range p.Width {
			p.Pixels = append(p.Pixels, byte(5*x), byte(7*y), byte(math.MaxUint8-5*x))
		}
	}
	return p
}

// figure marks a place on a drawn body.
func (s *builder) figure(parent page.ElementID, alt string) {
	id := s.element(page.Figure, parent)
	box := page.Rect{X: left, Y: s.y + 8*page.Point, W: 120 * page.Point, H: 110 * page.Point}
	e := &s.sheet.Elements[id]
	e.Alt, e.BBox, e.Page = alt, box, len(s.sheet.Pages)-1
	body := dot(left+60*page.Point, box.Y+30*page.Point, 22*page.Point, tint)
	body.Stroke, body.Width, body.Round = &brand, 3*page.Point/2, true
	s.item(page.Item{Element: id, Path: body})
	s.item(page.Item{Element: id, Path: &page.Path{
		Stroke: &danger, Width: 2 * page.Point, Dash: []page.Length{3 * page.Point, 2 * page.Point},
		Segments: rectangleOf(left+30*page.Point, box.Y+60*page.Point, 60*page.Point, 40*page.Point),
	}})
	s.item(page.Item{Element: id, Path: dot(left+60*page.Point, box.Y+80*page.Point, 8*page.Point, danger)})
	s.y = box.Y + box.H
}

// article is the panel with the code and the printed address.
func (s *builder) article(parent page.ElementID, drawing *page.Drawing) {
	figure := s.element(page.Figure, parent)
	box := page.Rect{X: left + 380*page.Point, Y: s.y - 110*page.Point, W: 90 * page.Point, H: 90 * page.Point}
	e := &s.sheet.Elements[figure]
	e.Alt, e.BBox, e.Page = "QR code: opens the article at https://example.com/dry-needling", box, len(s.sheet.Pages)-1
	s.item(page.Item{Element: figure, Stamp: &page.Stamp{Box: box, Drawing: drawing}})
	p := s.paragraph(parent, "Read more about your treatment at ")
	a := s.element(page.Link, p)
	s.sheet.Elements[a].Alt = "What is dry needling, at example.com"
	s.text(a, page.Bold, 12*page.Point, brand, left, "example.com/dry-needling")
	s.item(page.Item{Element: a, Link: &page.Hyperlink{
		Box: page.Rect{X: left, Y: s.y - 12*page.Point, W: 150 * page.Point, H: 16 * page.Point}, URI: "https://example.com/dry-needling?a=1&b=(2)",
	}})
	s.text(p, page.Regular, 12*page.Point, ink, left, "when you have a minute.")
}

// frame is the band at the head and the line at the foot of a page.
func (s *builder) frame(words string) {
	s.item(page.Item{Element: page.Artifact, Path: &page.Path{Fill: &brand, Segments: rectangleOf(0, 0, 612*page.Point, 44*page.Point)}})
	s.item(page.Item{Element: page.Artifact, Text: &page.Text{X: left, Y: 28 * page.Point, Face: page.Bold, Size: 14 * page.Point, Colour: white, Text: words}})
	s.item(page.Item{Element: page.Artifact, Text: &page.Text{X: left, Y: 770 * page.Point, Face: page.Regular, Size: 9 * page.Point, Colour: ink, Text: "Version 1.0 · Draft: not yet reviewed by a clinician"}})
}

// handoutSheet is a page as the real ones are, for a patient of the given name.
func handoutSheet(b *font.Book, face page.Face, patient string) *page.Sheet {
	s := newBuilder(b, "After dry needling", "en-US")
	s.frame("Riverside Physical Therapy")
	s.item(page.Item{Element: page.Artifact, Image: &page.Image{Box: page.Rect{X: 500 * page.Point, Y: 6 * page.Point, W: 48 * page.Point, H: 32 * page.Point}, Picture: logo()}})
	s.heading(page.H1, 0, 24*page.Point, "After your dry needling session")
	p := s.paragraph(0, "For ")
	s.y -= 18 * page.Point
	s.text(p, face, 12*page.Point, ink, left+26*page.Point, patient)
	first := s.element(page.Sect, 0)
	s.panel(64*page.Point, tint, danger)
	s.heading(page.H2, first, 16*page.Point, "Call 911 if")
	s.paragraph(first, "You are suddenly short of breath, or it hurts to breathe in. ", "This can start hours or two days later (\\ is rare).")
	s.y += 12 * page.Point
	expect := s.element(page.Sect, 0)
	s.heading(page.H2, expect, 16*page.Point, "What to expect")
	s.list(expect, false, "Sore or stiff muscles, like after a workout.", "A small bruise where a needle went in.", "You may feel drowsy: if you do, don’t drive.")
	do := s.element(page.Sect, 0)
	s.heading(page.H2, do, 16*page.Point, "What helps")
	s.list(do, true, "Walk a little every hour.", "Drink water as you normally would.", "Rest if you’re tired – that is fine.")
	where := s.element(page.Sect, 0)
	s.heading(page.H2, where, 16*page.Point, "Where you were treated")
	s.figure(where, "Front and back of a body. Marked: low back, left hip.")
	s.article(where, code())
	return &s.sheet
}

// longSheet goes on over two pages in the midst of a paragraph, and has a word
// in another language.
func longSheet(b *font.Book) *page.Sheet {
	s := newBuilder(b, "Después de la punción seca: «qué esperar»", "es-US")
	s.frame("Clínica Ñandú")
	s.heading(page.H1, 0, 24*page.Point, "Después de su sesión")
	p := s.paragraph(0, "¿Le duele? Es normal, ", "y suele pasar en un día. ")
	s.turn()
	s.frame("Clínica Ñandú")
	s.text(p, page.Regular, 12*page.Point, ink, left, "Llámenos si no mejora con ")
	span := s.element(page.Span, p)
	s.sheet.Elements[span].Lang = "en-US"
	s.text(span, page.Bold, 12*page.Point, ink, left, "gentle movement")
	s.text(p, page.Regular, 12*page.Point, ink, left, " hasta el jueves.")
	s.heading(page.H2, 0, 16*page.Point, "Nombres")
	for i, names := range []string{"Ελένη Παπαδοπούλου", "Ольга Ґалаґан", "Nguyễn Văn Ánh", "Đặng Thị Hằng"} {
		s.text(s.element(page.P, 0), page.WideRegular+page.Face(i%2), 12*page.Point, ink, left, names)
	}
	return &s.sheet
}

// fixtures are all sheets built by hand, by name.
func fixtures(t testing.TB) map[string]*page.Sheet {
	b := book(t)
	return map[string]*page.Sheet{
		"plain":      handoutSheet(b, page.Bold, "Dana Reyes"),
		"polish":     handoutSheet(b, page.Bold, "Zoë Łukasiewicz"),
		"vietnamese": handoutSheet(b, page.WideBold, "Nguyễn Văn Ánh"),
		"greek":      handoutSheet(b, page.WideBold, "Ελένη Παπαδοπούλου"),
		"cyrillic":   handoutSheet(b, page.WideRegular, "Ольга Петрівна"),
		"long":       longSheet(b),
	}
}
