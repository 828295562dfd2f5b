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
// patient's sides is drawn on the reader's right.
type view struct {
	centre  page.Length
	onRight sideSet
}

var (
	front = view{centre: FrontCentre, onRight: left}
	back  = view{centre: BackCentre, onRight: right}
)

func newArtwork() *artwork {
	a := &artwork{}
	a.body = []page.Path{
		{Segments: front.place(loop(mirrored(slices.Concat(frontOutline...))))},
		{Segments: back.place(loop(mirrored(slices.Concat(backOutline...))))},
	}
	a.details = append(front.details(frontDetails), back.details(backDetails)...)
	for i, r := range regions {
		for s := left; s <= whole; s++ {
			a.regions[i][s] = append(front.pieces(r.front, s), back.pieces(r.back, s)...)
		}
	}
	return a
}

// details are the quiet lines, each on both sides unless it crosses the
// midline.
func (v view) details(lines [][]node) []page.Path {
	var out []page.Path
	for _, nodes := range lines {
		if nodes[0].x == 0 {
			out = append(out, page.Path{Segments: v.place(line(across(nodes)))})
			continue
		}
		out = append(out, page.Path{Segments: v.place(line(nodes))}, page.Path{Segments: v.place(line(flipped(nodes)))})
	}
	return out
}

// pieces are the paths of a region with the half given as nodes.
func (v view) pieces(nodes []node, s sideSet) []piece {
	switch {
	case nodes == nil:
		return nil
	case nodes[0].x != 0 && s == whole:
		return append(v.pieces(nodes, left), v.pieces(nodes, right)...)
	case nodes[0].x == 0 && s == whole:
		return []piece{v.piece(loop(mirrored(nodes)))}
	}
	if s != v.onRight {
		nodes = flipped(nodes)
	}
	if nodes[0].x == 0 {
		return []piece{v.piece(append(line(nodes), page.Segment{Verb: page.Close}))}
	}
	return []piece{v.piece(loop(nodes))}
}

func (v view) piece(segments []page.Segment) piece {
	placed := v.place(segments)
	return piece{segments: placed, box: bounds(placed)}
}
