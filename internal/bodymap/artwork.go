package bodymap

import (
	"slices"

	"aftercare/internal/handout"
	"aftercare/internal/page"
)

// artwork is everything that can be drawn, placed in the box.
type artwork struct {
	body, details []page.Path
	regions       [regionCount][whole + 1][]piece // by region and side
}

// piece is one closed path of a region.
type piece struct {
	segments []page.Segment
	box      page.Rect
}

// sideSet is which of the patient's sides are marked.
type sideSet uint8

const (
	left  sideSet = 1
	right sideSet = 2
	whole         = left | right
)

func setOf(s handout.Side) sideSet {
	switch s {
	case handout.Left:
		return left
	case handout.Right:
		return right
	}
	return whole
}

// view is one of the two bodies: where its midline is and which of the
// patient's sides is on the reader's right.
type view struct {
	centre  page.Length
	onRight sideSet
}

func newArtwork() *artwork {
	front, back := view{FrontCentre, left}, view{BackCentre, right}
	a := &artwork{
		body: []page.Path{
			{Segments: front.place(loop(around(outline(frontFoot))))},
			{Segments: back.place(loop(around(outline(backFoot))))},
		},
		details: slices.Concat(front.lines(frontDetails), front.lines(fingers), back.lines(backDetails), back.lines(fingers)),
	}
	for i, r := range regions {
		for s := left; s <= whole; s++ {
			a.regions[i][s] = append(front.pieces(r.seenFromFront(), s), back.pieces(r.seenFromBack(), s)...)
		}
	}
	return a
}

// lines are the quiet lines of both halves.
func (v view) lines(halves [][]node) []page.Path {
	var out []page.Path
	for _, half := range halves {
		if atMidline(half) {
			out = append(out, page.Path{Segments: v.place(line(across(half)))})
			continue
		}
		for _, nodes := range [][]node{half, flipped(half)} {
			out = append(out, page.Path{Segments: v.place(line(nodes))})
		}
	}
	return out
}

// pieces are the paths of a region, of which half is given, on the sides s.
func (v view) pieces(half []node, s sideSet) []piece {
	switch {
	case half == nil:
		return nil
	case s == whole && atMidline(half):
		return []piece{v.piece(loop(around(half)))}
	case s == whole:
		return append(v.pieces(half, left), v.pieces(half, right)...)
	}
	if s != v.onRight {
		half = flipped(half)
	}
	if atMidline(half) {
		return []piece{v.piece(append(line(half), page.Segment{Verb: page.Close}))}
	}
	return []piece{v.piece(loop(half))}
}

func (v view) piece(segments []page.Segment) piece {
	placed := v.place(segments)
	return piece{placed, bounds(placed)}
}

// place moves a path from the midline and the crown to where they are in the
// box.
func (v view) place(segments []page.Segment) []page.Segment {
	for i := range segments {
		for j := range segments[i].P[:places[segments[i].Verb]] {
			segments[i].P[j].X += v.centre
			segments[i].P[j].Y += crown
		}
	}
	return segments
}

// places is how many places a segment names.
var places = [...]int{page.MoveTo: 1, page.LineTo: 1, page.CurveTo: 3, page.Close: 0}

// bounds is the box around a path's nodes and handles, which no curve leaves.
func bounds(segments []page.Segment) page.Rect {
	low, high := segments[0].P[0], segments[0].P[0]
	for _, s := range segments {
		for _, p := range s.P[:places[s.Verb]] {
			low = page.XY{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
			high = page.XY{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
		}
	}
	return page.Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
}
