package clinic

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"

	"aftercare/internal/page"
)

// numbers reads the numbers of path data, points and transforms, which may
// stand together without a gap: "1.5.5-3" is three of them.
type numbers struct {
	text string
	at   int
}

// space goes over white space and at most one comma.
func (n *numbers) space() {
	comma := false
	for ; n.at < len(n.text); n.at++ {
		c := n.text[n.at]
		if c == ',' && comma || c != ',' && strings.IndexByte(" \t\r\n\f", c) < 0 {
			return
		}
		comma = comma || c == ','
	}
}

// next is the number that comes now.
func (n *numbers) next() (float64, bool) {
	n.space()
	start := n.at
	n.skip("+-", 1)
	n.skip(digits, -1)
	if n.skip(".", 1) {
		n.skip(digits, -1)
	}
	if mantissa := n.at; n.skip("eE", 1) {
		n.skip("+-", 1)
		if !n.skip(digits, -1) {
			n.at = mantissa
		}
	}
	v, err := strconv.ParseFloat(n.text[start:n.at], 64)
	if err != nil {
		n.at = start
		return 0, false
	}
	return v, true
}

// flag is a single 0 or 1, which the next number may follow at once.
func (n *numbers) flag() (float64, bool) {
	n.space()
	if n.at < len(n.text) && (n.text[n.at] == '0' || n.text[n.at] == '1') {
		n.at++
		return float64(n.text[n.at-1] - '0'), true
	}
	return 0, false
}

const digits = "0123456789"

// skip goes over up to most characters of set, or all where most is negative,
// and says whether there was one.
func (n *numbers) skip(set string, most int) bool {
	start := n.at
	for n.at < len(n.text) && n.at-start != most && strings.IndexByte(set, n.text[n.at]) >= 0 {
		n.at++
	}
	return n.at > start
}

// list reads the numbers that text wholly consists of.
func list(text string) ([]float64, bool) {
	n := numbers{text: text}
	var values []float64
	for n.space(); n.at < len(n.text); n.space() {
		v, ok := n.next()
		if !ok {
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// length reads one number that is not negative, in the drawing's own unit.
func length(text string) (float64, bool) {
	values, ok := list(strings.TrimSuffix(text, "px"))
	if !ok || len(values) != 1 || values[0] < 0 {
		return 0, false
	}
	return values[0], true
}

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
