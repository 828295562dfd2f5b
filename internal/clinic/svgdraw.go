package clinic

import (
	"encoding/xml"
	"slices"

	"github.com/srwiley/oksvg"
	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"aftercare/internal/page"
)

// maxPoints is how many points all paths of a drawing have at most: every
// handout carries them.
const maxPoints = 20_000

// shape draws one element: its fill, then its stroke.
func (r *svgReader) shape(e xml.StartElement, state svgState) {
	name := e.Name.Local
	data, plain := shapes[name](attributes(e))
	if !plain {
		r.refuse("a measure of <"+name+"> is not a plain number", "give measures without a unit or %")
		return
	}
	size, turned := apart(state.matrix)
	if size == 0 {
		return // squeezed to nothing
	}
	spelled, ok := spell(data, size)
	path := oksvg.PathCursor{ErrorMode: oksvg.StrictErrorMode}
	if !ok || beyond(turned) || path.CompilePath(spelled) != nil {
		r.refuse("the shape of <"+name+"> cannot be read", asPNG)
		return
	}
	if !r.room(len(path.Path) / 3) { // before a stroke multiplies them
		return
	}
	if state.style.fill != nil {
		r.add(filled(path.Path, turned), state.style.fill, state.style.evenOdd)
	}
	r.stroke(path.Path, state.style, size, turned)
}

func (r *svgReader) stroke(path rasterx.Path, s style, size float64, turned rasterx.Matrix2D) {
	width := s.width * size
	if s.stroke == nil || width*64 < 2 { // less than two steps
		return
	}
	if !evenly(turned) {
		r.refuse("a stroke that is stretched or slanted by a transform cannot be drawn",
			"turn the stroke into a path (Inkscape: Path > Stroke to Path; Illustrator: Object > Expand)")
		return
	}
	if width > long {
		r.refuse("a stroke is wider than the whole drawing", asPNG)
		return
	}
	r.add(stroked(path, turned, width, s), s.stroke, false)
}

// add keeps a finished path if it lies within the frame.
func (r *svgReader) add(segments []page.Segment, colour *page.Colour, evenOdd bool) {
	drawn := func(s page.Segment) bool { return s.Verb == page.LineTo || s.Verb == page.CurveTo }
	if !r.room(len(segments)) || !slices.ContainsFunc(segments, drawn) {
		return
	}
	if !r.frame.holds(segments) {
		r.refuse("a shape reaches over the edge of the drawing, where a browser cuts it off",
			"fit the page to the drawing (Inkscape: Edit > Resize Page to Selection; Illustrator: Object > Artboards)")
		return
	}
	r.points += len(segments)
	r.paths = append(r.paths, page.Path{Segments: segments, Fill: colour, EvenOdd: evenOdd})
}

// room says whether the drawing may have more points still.
func (r *svgReader) room(more int) bool {
	if r.points+more > maxPoints {
		r.refuse("the drawing has more than 20,000 points", "make it simpler (Inkscape: Path > Simplify), or "+asPNG)
		r.over = true
		return false
	}
	return true
}

// filled is a path as it stands, curves and all.
func filled(path rasterx.Path, m rasterx.Matrix2D) []page.Segment {
	var r recorder
	path.AddTo(&rasterx.MatrixAdder{Adder: &r, M: m})
	return r.segments
}

// recorder is a rasterx.Adder that keeps what it is given.
type recorder struct {
	segments []page.Segment
	here     page.XY
}

func (r *recorder) keep(verb page.Verb, points ...page.XY) {
	s := page.Segment{Verb: verb}
	copy(s.P[:], points)
	r.segments = append(r.segments, s)
	r.here = points[len(points)-1]
}

func (r *recorder) Start(a fixed.Point26_6) { r.keep(page.MoveTo, units(a)) }
func (r *recorder) Line(b fixed.Point26_6)  { r.keep(page.LineTo, units(b)) }

// QuadBezier keeps the cubic curve that is the same: its control points lie
// two thirds of the way to the quadratic one's.
func (r *recorder) QuadBezier(b, c fixed.Point26_6) {
	control, end := units(b), units(c)
	third := func(from page.XY) page.XY {
		return page.XY{X: from.X + (control.X-from.X)*2/3, Y: from.Y + (control.Y-from.Y)*2/3}
	}
	r.keep(page.CurveTo, third(r.here), third(end), end)
}

func (r *recorder) CubeBezier(b, c, d fixed.Point26_6) {
	r.keep(page.CurveTo, units(b), units(c), units(d))
}

// Stop closes a contour; a fill closes an open one by itself.
func (r *recorder) Stop(closed bool) {
	if closed {
		r.segments = append(r.segments, page.Segment{Verb: page.Close})
	}
}

func units(p fixed.Point26_6) page.XY {
	return page.XY{X: unit * page.Length(p.X), Y: unit * page.Length(p.Y)}
}
