package clinic

import (
	"math"

	"github.com/srwiley/rasterx"

	"aftercare/internal/page"
)

// long is how long the long side of a drawing is in the points that the
// library works in, each of 64 steps. Longer, and its products of two lengths
// would not fit 32 bits; shorter, and edges would show. unit is a step in
// thousandths of a page's point: exporters round those.
const (
	long = 512
	unit = 10
	side = long * 64 * unit
)

// frame is the part of the plane that a drawing shows.
type frame struct {
	width, height page.Length
	matrix        rasterx.Matrix2D // into the frame, in the library's points
}

// readFrame takes the view box, or the width and height where there is none.
func readFrame(attributes map[string]string) (frame, *flaw) {
	box, ok := list(attributes["viewBox"])
	if len(box) == 0 {
		width, hasWidth := length(attributes["width"])
		height, hasHeight := length(attributes["height"])
		box, ok = []float64{0, 0, width, height}, hasWidth && hasHeight
	}
	if !ok || len(box) != 4 || !(box[2] > 0 && box[3] > 0) || max(box[2], box[3]) > 1e9 {
		return frame{}, &flaw{message: "the drawing does not say how large it is",
			hint: `give the svg element a viewBox, such as viewBox="0 0 240 64"`}
	}
	scale := long / max(box[2], box[3])
	if broken := proportions(box[2], box[3]); broken != nil {
		return frame{}, broken
	}
	return frame{
		width:  page.Length(math.Round(64 * unit * scale * box[2])),
		height: page.Length(math.Round(64 * unit * scale * box[3])),
		matrix: rasterx.Identity.Scale(scale, scale).Translate(-box[0], -box[1]),
	}, nil
}

// holds says whether the segments lie within the frame, but for a hundredth
// that nobody sees.
func (f frame) holds(segments []page.Segment) bool {
	const slack = side / 100
	here := page.XY{}
	for _, s := range segments {
		for _, p := range along(here, s) {
			if p.X < -slack || p.Y < -slack || p.X > f.width+slack || p.Y > f.height+slack {
				return false
			}
			here = p
		}
	}
	return true
}

// along are points on a segment, its end last.
func along(from page.XY, s page.Segment) []page.XY {
	const steps = 8
	switch s.Verb {
	case page.Close:
		return nil
	case page.MoveTo, page.LineTo:
		return s.P[:1]
	}
	points := make([]page.XY, steps)
	for i := range points {
		points[i] = bezier(from, s.P, float64(i+1)/steps)
	}
	return points
}

// bezier is the point at t, 0 to 1, of a cubic curve in Bernstein's form.
func bezier(from page.XY, p [3]page.XY, t float64) page.XY {
	u := 1 - t
	mix := func(a, b, c, d page.Length) page.Length {
		return page.Length(math.Round(u*u*u*float64(a) + 3*u*u*t*float64(b) + 3*u*t*t*float64(c) + t*t*t*float64(d)))
	}
	return page.XY{X: mix(from.X, p[0].X, p[1].X, p[2].X), Y: mix(from.Y, p[0].Y, p[1].Y, p[2].Y)}
}
