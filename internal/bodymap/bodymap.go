// Package bodymap draws a body from the front and from the back, side by side,
// with treated regions marked.
//
// The unit is a thousandth of the head's height and the body is seven and a
// half heads tall. The origin is the top left corner of the box of Width by
// Height; X runs to the right and Y down. The front view stands on the left and
// faces the reader, so that the patient's left is on the reader's right; the
// back view stands on the right and its left is the reader's left.
//
// Paths have neither fill nor stroke: what they mean is in which field of
// Figure they stand, and how that is painted is the page's business. They are
// meant to be painted in the order Body (filled), Details (stroked), Marked
// (filled, with a thin stroke in the colour of the paper, which keeps
// neighbours apart on a copy), Body again (stroked).
package bodymap

import (
	"fmt"
	"slices"
	"sync"

	"aftercare/internal/handout"
	"aftercare/internal/page"
)

const (
	Width  page.Length = 6700 // of both views
	Height page.Length = 7700

	FrontCentre page.Length = 1650 // X of the midline of the front view
	BackCentre  page.Length = 5050
	crown       page.Length = 100 // Y of the top of the head
)

// Widths of strokes that suit the drawing, in its unit. At a height of 170 pt
// the outline is 0.66 pt and the others are 0.35 pt.
const (
	OutlineWidth page.Length = 30
	DetailWidth  page.Length = 16
	KeylineWidth page.Length = 16 // around marks, in the colour of the paper
)

// Mark is a region to be marked. NoSide marks all of it, as Both does.
type Mark struct {
	Region string
	Side   handout.Side
}

// Figure is the body as paths in the unit of this package, without colours.
// The segments are shared between figures and must not be written to.
type Figure struct {
	Body    []page.Path // the two silhouettes, closed: front, back
	Details []page.Path // a few quiet lines inside them, open
	Marked  []page.Path // closed; what may lie on another comes after it
	Boxes   []page.Rect // around Marked, one for one
}

// Letter is where the letter or word of a side may stand: At is the middle of
// its baseline, in the space beside the lower leg. There is room for a width of
// 800 units.
type Letter struct {
	Side handout.Side
	At   page.XY
}

// Letters are the places for the sides of both views, from left to right.
func Letters() [4]Letter {
	const aside, baseline = 1150, 6100
	return [4]Letter{
		{handout.Right, page.XY{X: FrontCentre - aside, Y: baseline}},
		{handout.Left, page.XY{X: FrontCentre + aside, Y: baseline}},
		{handout.Left, page.XY{X: BackCentre - aside, Y: baseline}},
		{handout.Right, page.XY{X: BackCentre + aside, Y: baseline}},
	}
}

// Regions are the names of all regions, in the order in which they are drawn.
func Regions() []string {
	names := make([]string, regionCount)
	for i, r := range regions {
		names[i] = r.name
	}
	return names
}

// Has says whether there is such a region.
func Has(region string) bool { return find(region) >= 0 }

// Sided says whether the body has two of a region, such as the hip, rather than
// one across the midline, such as the low back.
func Sided(region string) bool {
	i := find(region)
	return i >= 0 && regions[i].paired()
}

// Draw is the body with the marks, which may repeat and stand in any order. A
// side on a region across the midline marks that half of it: "left low back".
func Draw(marks []Mark) (Figure, error) {
	var sides [regionCount]sideSet
	for _, m := range marks {
		i := find(m.Region)
		if i < 0 {
			return Figure{}, fmt.Errorf("the body map has no region %q", m.Region)
		}
		sides[i] |= setOf(m.Side)
	}
	a := drawn()
	most := 4 * len(marks) // both sides in both views
	f := Figure{
		Body: slices.Clone(a.body), Details: slices.Clone(a.details),
		Marked: make([]page.Path, 0, most), Boxes: make([]page.Rect, 0, most),
	}
	for i, s := range sides {
		for _, p := range a.regions[i][s] {
			f.Marked = append(f.Marked, page.Path{Segments: p.segments})
			f.Boxes = append(f.Boxes, p.box)
		}
	}
	return f, nil
}

// drawn is the artwork, computed once and read by all.
var drawn = sync.OnceValue(newArtwork)
