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

// Mark is a region to be marked. NoSide marks all of it, as Both does.
type Mark struct {
	Region string
	Side   handout.Side
}

// Figure is the body as paths in the unit of this package, without colours.
// The segments are shared between figures and must not be written to.
type Figure struct {
	Body    []page.Path // the two silhouettes, closed: front, back
	Details []page.Path // a few quiet lines inside them, to be stroked
	Marked  []page.Path // closed; large regions before the small ones that may lie on them
	Boxes   []page.Rect // of Marked, one for one
}

// Regions are the names of all regions, those that lie beneath others first.
func Regions() []string {
	names := make([]string, len(regions))
	for i, r := range regions {
		names[i] = r.name
	}
	return names
}

// Has says whether there is such a region.
func Has(region string) bool { return find(region) >= 0 }

// Sided says whether a region is one of a pair, such as the hip, rather than
// one part across the midline, such as the low back.
func Sided(region string) bool {
	i := find(region)
	return i >= 0 && regions[i].paired()
}

// Draw is the body with the marks. A mark with a side on a region across the
// midline marks that half of it. Marks may repeat and come in any order.
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
	f := Figure{Body: clonePaths(a.body), Details: clonePaths(a.details)}
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
