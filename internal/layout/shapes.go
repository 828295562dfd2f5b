package layout

import "aftercare/internal/page"

func moveTo(x, y page.Length) page.Segment {
	return page.Segment{Verb: page.MoveTo, P: [3]page.XY{{X: x, Y: y}}}
}

func lineTo(x, y page.Length) page.Segment {
	return page.Segment{Verb: page.LineTo, P: [3]page.XY{{X: x, Y: y}}}
}

func curveTo(a, b, end page.XY) page.Segment {
	return page.Segment{Verb: page.CurveTo, P: [3]page.XY{a, b, end}}
}

func polygon(points ...page.XY) []page.Segment {
	segments := make([]page.Segment, 0, len(points)+1)
	for i, p := range points {
		if i == 0 {
			segments = append(segments, moveTo(p.X, p.Y))
			continue
		}
		segments = append(segments, lineTo(p.X, p.Y))
	}
	return append(segments, page.Segment{Verb: page.Close})
}

// arc is the distance of the control points that make a cubic curve of radius
// 1000 closest to a quarter circle: 4/3·(√2−1).
const arc = 552

// rounded is a rectangle whose corners have radii tl, tr, br, bl.
func rounded(b page.Rect, tl, tr, br, bl page.Length) []page.Segment {
	k := func(r page.Length) page.Length { return r - r*arc/1000 }
	x, y, r, d := b.X, b.Y, b.X+b.W, b.Y+b.H
	return []page.Segment{
		moveTo(x+tl, y), lineTo(r-tr, y),
		curveTo(page.XY{X: r - k(tr), Y: y}, page.XY{X: r, Y: y + k(tr)}, page.XY{X: r, Y: y + tr}), lineTo(r, d-br),
		curveTo(page.XY{X: r, Y: d - k(br)}, page.XY{X: r - k(br), Y: d}, page.XY{X: r - br, Y: d}), lineTo(x+bl, d),
		curveTo(page.XY{X: x + k(bl), Y: d}, page.XY{X: x, Y: d - k(bl)}, page.XY{X: x, Y: d - bl}), lineTo(x, y+tl),
		curveTo(page.XY{X: x, Y: y + k(tl)}, page.XY{X: x + k(tl), Y: y}, page.XY{X: x + tl, Y: y}),
		{Verb: page.Close},
	}
}

func circle(x, y, r page.Length) []page.Segment {
	return rounded(page.Rect{X: x - r, Y: y - r, W: 2 * r, H: 2 * r}, r, r, r, r)
}

// mark is the sign before a line of a list.
type mark uint8

const (
	dot mark = iota
	tick
	cross
	number // set as text
)

// said is the mark as a character, for who does not see it drawn; a number is
// set as text already.
func (m mark) said() string { return [...]string{dot: "•", tick: "✓", cross: "✗", number: ""}[m] }

// side is the square a mark is drawn in, in the unit of its drawing.
const side = 10 * page.Point

// mark is the mark m in a colour, shared by all lines that have it.
func (d *Drawings) mark(m mark, colour page.Colour) *page.Drawing {
	type key struct {
		mark   mark
		colour page.Colour
	}
	return keep(d, key{m, colour}, func() *page.Drawing {
		path := page.Path{Stroke: &colour, Width: side / 5, Round: true}
		switch m {
		case dot:
			path = page.Path{Fill: &colour, Segments: circle(side/2, side/2, side/4)}
		case tick:
			path.Segments = []page.Segment{moveTo(1000, 5500), lineTo(4000, 8500), lineTo(9500, 1500)}
		case cross:
			path.Segments = []page.Segment{moveTo(1500, 1500), lineTo(8500, 8500), moveTo(8500, 1500), lineTo(1500, 8500)}
		}
		return &page.Drawing{Width: side, Height: side, Paths: []page.Path{path}}
	})
}

// warningSign is a triangle with an exclamation mark, the middle of its left
// side at x, y.
func warningSign(p *pen, x, y, d page.Length, ground, sign page.Colour) {
	half := d / 2
	p.fill(ground, polygon(page.XY{X: x + half, Y: y - half}, page.XY{X: x + d, Y: y + half*9/10}, page.XY{X: x, Y: y + half*9/10})...)
	w := d / 10
	p.fill(sign, polygon(page.XY{X: x + half - w/2, Y: y - half*4/10}, page.XY{X: x + half + w/2, Y: y - half*4/10},
		page.XY{X: x + half + w/3, Y: y + half*3/10}, page.XY{X: x + half - w/3, Y: y + half*3/10})...)
	p.fill(sign, circle(x+half, y+half*6/10, w*6/10)...)
}
