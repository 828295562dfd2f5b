package layout

import "aftercare/internal/page"

// pen puts items on one page, for one element at a time.
type pen struct {
	page    *page.Page
	number  int // of the page, from 0
	element page.ElementID
	sheet   *page.Sheet
}

func (p *pen) with(element page.ElementID) *pen {
	return &pen{p.page, p.number, element, p.sheet}
}

func (p *pen) artifact() *pen { return p.with(page.Artifact) }

func (p *pen) item(i page.Item) {
	i.Element = p.element
	p.page.Items = append(p.page.Items, i)
}

// line sets a line with its left end at x and its baseline at y.
func (p *pen) line(l line, x, y, size page.Length, colour page.Colour) {
	for _, r := range l.runs {
		p.item(page.Item{Text: &page.Text{X: x, Y: y, Face: r.face, Size: size, Colour: colour, Text: r.text}})
		x += r.width
	}
}

// bounds tells a figure where it stands. A figure of several parts takes the
// box around those on its first page.
func (p *pen) bounds(element page.ElementID, box page.Rect) {
	e := &p.sheet.Elements[element]
	switch there := e.BBox; {
	case there == page.Rect{}:
		e.BBox, e.Page = box, p.number
	case e.Page == p.number:
		x, y := min(there.X, box.X), min(there.Y, box.Y)
		right, foot := max(there.X+there.W, box.X+box.W), max(there.Y+there.H, box.Y+box.H)
		e.BBox = page.Rect{X: x, Y: y, W: right - x, H: foot - y}
	}
}

func (p *pen) fill(colour page.Colour, segments ...page.Segment) {
	p.item(page.Item{Path: &page.Path{Segments: segments, Fill: &colour}})
}

// stamp puts a shared drawing into a box.
func (p *pen) stamp(d *page.Drawing, box page.Rect) {
	p.item(page.Item{Stamp: &page.Stamp{Box: box, Drawing: d}})
}

func (p *pen) rule(colour page.Colour, width, x1, y1, x2, y2 page.Length) {
	p.item(page.Item{Path: &page.Path{
		Segments: []page.Segment{moveTo(x1, y1), lineTo(x2, y2)}, Stroke: &colour, Width: width,
	}})
}
