package clinic

import (
	"fmt"
	"math"
	"strings"

	"github.com/srwiley/rasterx"
)

// parseTransform reads "translate(3 4) rotate(90)".
func parseTransform(text string) (rasterx.Matrix2D, bool) {
	matrix := rasterx.Identity
	for text = strings.Trim(text, " \t\r\n,"); text != ""; text = strings.TrimLeft(text, " \t\r\n,") {
		name, rest, opened := strings.Cut(text, "(")
		inner, after, closed := strings.Cut(rest, ")")
		values, ok := list(inner)
		step, known := transform(strings.TrimSpace(name), values)
		if !opened || !closed || !ok || !known {
			return rasterx.Identity, false
		}
		matrix, text = matrix.Mult(step), after
	}
	return matrix, true
}

// transform is one step, with the parameters that SVG lets one leave out.
func transform(name string, v []float64) (rasterx.Matrix2D, bool) {
	m := rasterx.Identity
	switch fmt.Sprint(name, len(v)) {
	case "matrix6":
		return rasterx.Matrix2D{A: v[0], B: v[1], C: v[2], D: v[3], E: v[4], F: v[5]}, true
	case "translate1":
		return m.Translate(v[0], 0), true
	case "translate2":
		return m.Translate(v[0], v[1]), true
	case "scale1":
		return m.Scale(v[0], v[0]), true
	case "scale2":
		return m.Scale(v[0], v[1]), true
	case "rotate1":
		return m.Rotate(radians(v[0])), true
	case "rotate3":
		return m.Translate(v[1], v[2]).Rotate(radians(v[0])).Translate(-v[1], -v[2]), true
	case "skewX1":
		return m.SkewX(radians(v[0])), true
	case "skewY1":
		return m.SkewY(radians(v[0])), true
	}
	return m, false
}

func radians(degrees float64) float64 { return degrees * math.Pi / 180 }

// apart takes the size out of a matrix, so that lengths can be multiplied by
// it before they are rounded, and strokes come out as wide as they should.
func apart(m rasterx.Matrix2D) (size float64, turned rasterx.Matrix2D) {
	size = math.Sqrt(math.Abs(m.A*m.D - m.B*m.C))
	return size, rasterx.Matrix2D{A: m.A / size, B: m.B / size, C: m.C / size, D: m.D / size, E: m.E, F: m.F}
}

// beyond says whether a matrix would lead out of the library's numbers.
func beyond(m rasterx.Matrix2D) bool {
	const strongest = 64
	within := max(math.Abs(m.A), math.Abs(m.B), math.Abs(m.C), math.Abs(m.D)) <= strongest &&
		max(math.Abs(m.E), math.Abs(m.F)) <= far
	return !within // so that what is not a number is beyond
}

// evenly says whether a matrix only turns and mirrors.
func evenly(m rasterx.Matrix2D) bool {
	const slack = 1e-3
	return math.Abs(m.A*m.A+m.B*m.B-1) < slack && math.Abs(m.C*m.C+m.D*m.D-1) < slack &&
		math.Abs(m.A*m.C+m.B*m.D) < slack
}
