package clinic

import (
	"math"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"aftercare/internal/page"
)

// stroked is the outline of a stroke. The library's stroker hands out its
// edges one by one, in no order that makes a contour; they are joined here.
func stroked(path rasterx.Path, m rasterx.Matrix2D, width float64, s style) []page.Segment {
	const sharpest = 1000 // a miter limit beyond it runs over the library's numbers
	var edges edges
	stroker := &rasterx.Stroker{}
	stroker.Scanner = &edges
	stroker.SetStroke(fixed.Int26_6(width*64), fixed.Int26_6(min(s.miter, sharpest)*64), s.cap, s.cap, nil, s.join)
	path.AddTo(&rasterx.MatrixAdder{Adder: stroker, M: m})
	var segments []page.Segment
	for _, loop := range edges.loops() {
		segments = append(segments, contour(thinned(loop))...)
	}
	return segments
}

// edges is a rasterx.Scanner that keeps the edges it is given. The stroker
// calls no method of a scanner but the two below.
type edges struct {
	rasterx.Scanner
	here page.XY
	list [][2]page.XY
}

// maxEdges ends the recording of a stroke that will be refused in any case.
const maxEdges = 15 * maxPoints

func (e *edges) Start(a fixed.Point26_6) { e.here = units(a) }

func (e *edges) Line(b fixed.Point26_6) {
	if to := units(b); to != e.here && len(e.list) < maxEdges {
		e.list = append(e.list, [2]page.XY{e.here, to})
		e.here = to
	}
}

// loops joins edges end to end until each contour is back at its start. As
// many edges enter a point as leave it, so the way never ends elsewhere.
func (e *edges) loops() [][]page.XY {
	leaving := map[page.XY][]page.XY{}
	for _, edge := range e.list {
		leaving[edge[0]] = append(leaving[edge[0]], edge[1])
	}
	var loops [][]page.XY
	for _, edge := range e.list {
		start := edge[0]
		loop := []page.XY{}
		for here := start; len(leaving[here]) > 0; {
			loop = append(loop, here)
			here, leaving[here] = leaving[here][0], leaving[here][1:]
			if here == start {
				break
			}
		}
		if len(loop) > 2 {
			loops = append(loops, loop)
		}
	}
	return loops
}

// flat is how far a point may lie off the line before it counts:
// a fiftieth of a point where a logo is printed largest.
const flat = 4 * unit

// thinned leaves out the points of a loop that lie on the line between their
// neighbours (Ramer 1972; Douglas and Peucker 1973). It takes a long loop piece
// by piece, since the way's time grows with the square of the length.
func thinned(loop []page.XY) []page.XY {
	const piece = 256
	var out []page.XY
	loop = append(loop, loop[0])
	for len(loop) > 1 {
		last := min(len(loop)-1, piece)
		out = bends(out, loop[:last+1])
		loop = loop[last:]
	}
	return out
}

// bends adds to out the points of a line that it takes to draw it, but for its
// last one.
func bends(out, points []page.XY) []page.XY {
	last := len(points) - 1
	if last < 1 {
		return out
	}
	furthest, most := 0, float64(flat)
	for i := 1; i < last; i++ {
		if d := offLine(points[i], points[0], points[last]); d > most {
			furthest, most = i, d
		}
	}
	if furthest == 0 {
		return append(out, points[0])
	}
	return bends(bends(out, points[:furthest+1]), points[furthest:])
}

// offLine is the distance of p from the line segment from a to b.
func offLine(p, a, b page.XY) float64 {
	dx, dy := float64(b.X-a.X), float64(b.Y-a.Y)
	px, py := float64(p.X-a.X), float64(p.Y-a.Y)
	along := 0.0
	if square := dx*dx + dy*dy; square > 0 {
		along = min(max((px*dx+py*dy)/square, 0), 1)
	}
	return math.Hypot(px-along*dx, py-along*dy)
}

func contour(points []page.XY) []page.Segment {
	if len(points) < 3 {
		return nil
	}
	segments := []page.Segment{{Verb: page.MoveTo, P: [3]page.XY{points[0]}}}
	for _, p := range points[1:] {
		segments = append(segments, page.Segment{Verb: page.LineTo, P: [3]page.XY{p}})
	}
	return append(segments, page.Segment{Verb: page.Close})
}
