package layout_test

import (
	"strings"

	"aftercare/internal/page"
)

// box is where the ink of a text is, from the top of a small letter with an
// ascender to the foot of one with a descender.
func (s *set) box(t *page.Text) page.Rect {
	width := s.book.Width(t.Face, t.Size, strings.TrimRight(t.Text, " \u00a0"))
	return page.Rect{X: t.X, Y: t.Y - t.Size*72/100, W: width, H: t.Size * 94 / 100}
}

// bounds is the box of any item.
func (s *set) bounds(i page.Item) page.Rect {
	if i.Text != nil {
		return s.box(i.Text)
	}
	return i.Bounds()
}

func overlap(a, b page.Rect) bool {
	const touch = 100 // a tenth of a point is no overlap
	return a.X+touch < b.X+b.W && b.X+touch < a.X+a.W && a.Y+touch < b.Y+b.H && b.Y+touch < a.Y+a.H
}

func within(a, b page.Rect) bool {
	return a.X >= b.X && a.Y >= b.Y && a.X+a.W <= b.X+b.W && a.Y+a.H <= b.Y+b.H
}

// grown is a box with by more on every side.
func grown(r page.Rect, by page.Length) page.Rect {
	return page.Rect{X: r.X - by, Y: r.Y - by, W: r.W + 2*by, H: r.H + 2*by}
}

// spot is an item with its page.
type spot struct {
	page int
	page.Item
}

// spots are the items of an element, in drawing order.
func (s *set) spots(id page.ElementID) (list []spot) {
	for i, p := range s.sheet.Pages {
		for _, item := range p.Items {
			if item.Element == id {
				list = append(list, spot{i, item})
			}
		}
	}
	return list
}

// children are the elements in an element.
func (s *set) children(id page.ElementID) (list []page.ElementID) {
	for i, e := range s.sheet.Elements {
		if e.Parent == id {
			list = append(list, page.ElementID(i))
		}
	}
	return list
}

// saying is what an element says itself.
func (s *set) saying(id page.ElementID) string {
	var said strings.Builder
	for _, at := range s.spots(id) {
		if at.Text != nil {
			said.WriteString(at.Text.Text)
		}
	}
	return said.String()
}

// readOut is the whole sheet in the order of its structure tree.
func (s *set) readOut() string {
	said := make([]strings.Builder, len(s.sheet.Elements))
	for _, p := range s.sheet.Pages {
		for _, item := range p.Items {
			if item.Text != nil && item.Element != page.Artifact {
				said[item.Element].WriteString(item.Text.Text)
			}
		}
	}
	inside := make([][]int, len(s.sheet.Elements))
	for i, e := range s.sheet.Elements {
		if e.Parent != page.Artifact {
			inside[e.Parent] = append(inside[e.Parent], i)
		}
	}
	var b strings.Builder
	var read func(int)
	read = func(i int) {
		b.WriteString(said[i].String())
		b.WriteByte('\n')
		for _, child := range inside[i] {
			read(child)
		}
	}
	read(0)
	return plain(b.String())
}

// plain is text with one ordinary space wherever there is white space, and
// ordinary hyphens.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u2011", "-")), " ")
}

// ground is the colour of the paper at a place, before item n is drawn.
func ground(p *page.Page, n int, at page.XY) page.Colour {
	under := page.Colour{R: 255, G: 255, B: 255}
	for _, item := range p.Items[:n] {
		if item.Path == nil || item.Path.Fill == nil {
			continue
		}
		if within(page.Rect{X: at.X, Y: at.Y}, item.Path.Bounds()) {
			under = *item.Path.Fill
		}
	}
	return under
}
