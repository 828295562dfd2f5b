package bodymap

import (
	"math"

	"aftercare/internal/page"
)

// node is a place a curve runs through: smoothly, with no jump in its bend. A
// node that stands twice is a corner.
type node struct{ x, y page.Length }

// knot is a node that stands once.
type knot struct {
	node
	corner bool
}

func knots(nodes []node) []knot {
	out := make([]knot, 0, len(nodes))
	for i, n := range nodes {
		if i > 0 && n == nodes[i-1] {
			out[len(out)-1].corner = true
			continue
		}
		out = append(out, knot{node: n})
	}
	return out
}

// loop is a closed curve through the nodes.
func loop(nodes []node) []page.Segment {
	k := knots(nodes)
	return append(curve(k, len(k)), page.Segment{Verb: page.Close})
}

// line is an open curve through the nodes.
func line(nodes []node) []page.Segment {
	k := knots(nodes)
	k[0].corner, k[len(k)-1].corner = true, true
	return curve(k, len(k)-1)
}

// curve is as many pieces from knot to knot, one past the last being the first.
func curve(k []knot, pieces int) []page.Segment {
	out := make([]page.Segment, 1, pieces+2)
	out[0] = page.Segment{Verb: page.MoveTo, P: [3]page.XY{vector{}.from(k[0].node)}}
	s := slopes(k)
	for i := range pieces {
		j := (i + 1) % len(k)
		a, b := k[i].node, k[j].node
		third := a.to(b).length() / 3
		out = append(out, page.Segment{Verb: page.CurveTo, P: [3]page.XY{
			s[i].leaving.times(third).from(a), s[j].arriving.times(-third).from(b), vector{}.from(b),
		}})
	}
	return out
}

// slope is how a curve arrives at a knot and leaves it, as a share of the
// length of the chord; the two differ at a corner only.
type slope struct{ arriving, leaving vector }

// rounds of relaxation in slopes. Each at least halves the error, and a length
// in these drawings is below 2^11 units: the rest is lost in rounding to the
// grid.
const rounds = 16

// slopes solves, by Jacobi's method, the equations of the cubic spline whose
// parameter is the length along the chords: its second derivative is the same
// on both sides of a knot, and naught at a corner. All knots are taken together
// in each round, so that a symmetric shape stays so to the last bit.
func slopes(k []knot) []slope {
	s, next := make([]slope, len(k)), make([]slope, len(k))
	for range rounds {
		for i := range k {
			before, after := (i+len(k)-1)%len(k), (i+1)%len(k)
			next[i] = relaxed(k[before], k[i], k[after], s[before].leaving, s[after].arriving)
		}
		s, next = next, s
	}
	return s
}

// relaxed is the slope at b that suits its neighbours a and c and how the curve
// leaves a and arrives at c.
func relaxed(a, b, c knot, leavingA, arrivingC vector) slope {
	in, out := a.to(b.node), b.to(c.node)
	h, k := in.length(), out.length()
	if b.corner {
		return slope{
			arriving: in.times(3 / h).minus(leavingA).times(0.5),
			leaving:  out.times(3 / k).minus(arrivingC).times(0.5),
		}
	}
	chords := in.times(3 * k / h).plus(out.times(3 * h / k))
	smooth := chords.minus(leavingA.times(k).plus(arrivingC.times(h))).times(0.5 / (h + k))
	return slope{smooth, smooth}
}

// vector is the way from one node to another. Each product is rounded by a
// conversion of its own: the language then forbids the fused multiply-add that
// would place a curve differently on some processors.
type vector struct{ x, y float64 }

func (n node) to(m node) vector { return vector{float64(m.x - n.x), float64(m.y - n.y)} }

func (v vector) plus(w vector) vector { return vector{v.x + w.x, v.y + w.y} }

func (v vector) minus(w vector) vector { return vector{v.x - w.x, v.y - w.y} }

func (v vector) times(f float64) vector { return vector{float64(v.x * f), float64(v.y * f)} }

func (v vector) length() float64 { return math.Sqrt(float64(v.x*v.x) + float64(v.y*v.y)) }

// from is the place at v from n, on the grid of whole units.
func (v vector) from(n node) page.XY {
	return page.XY{X: n.x + page.Length(math.Round(v.x)), Y: n.y + page.Length(math.Round(v.y))}
}
