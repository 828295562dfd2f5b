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

// vector is a direction or the way from one node to another. Products are
// rounded by a conversion of their own: the language then forbids the fused
// multiply-add that would place a curve differently on some processors.
type vector struct{ x, y float64 }

func (n node) to(m node) vector { return vector{float64(m.x - n.x), float64(m.y - n.y)} }

func (v vector) plus(w vector) vector { return vector{v.x + w.x, v.y + w.y} }

func (v vector) times(f float64) vector { return vector{float64(v.x * f), float64(v.y * f)} }

func (v vector) length() float64 { return math.Sqrt(float64(v.x*v.x) + float64(v.y*v.y)) }

// from is the place at v from n, on the grid of whole units.
func (v vector) from(n node) page.XY {
	return page.XY{X: n.x + page.Length(math.Round(v.x)), Y: n.y + page.Length(math.Round(v.y))}
}

// loop is a closed curve through the nodes.
func loop(nodes []node) []page.Segment {
	return append(curve(knots(nodes), true), page.Segment{Verb: page.Close})
}

// line is an open curve through the nodes.
func line(nodes []node) []page.Segment {
	k := knots(nodes)
	k[0].corner, k[len(k)-1].corner = true, true
	return curve(k, false)
}

func curve(nodes []knot, closed bool) []page.Segment {
	pieces := len(nodes)
	if !closed {
		pieces--
	}
	leaving, arriving := slopes(nodes)
	out := append(make([]page.Segment, 0, pieces+2), page.Segment{Verb: page.MoveTo, P: [3]page.XY{{X: nodes[0].x, Y: nodes[0].y}}})
	for i := range pieces {
		j := (i + 1) % len(nodes)
		a, b := nodes[i].node, nodes[j].node
		third := a.to(b).length() / 3
		out = append(out, page.Segment{Verb: page.CurveTo, P: [3]page.XY{
			leaving[i].times(third).from(a), arriving[j].times(-third).from(b), {X: b.x, Y: b.y},
		}})
	}
	return out
}

// rounds of the iteration in slopes: each halves the error, which starts below
// two; the grid needs eleven.
const rounds = 40

// slopes are the directions in which a cubic spline over the length of its
// chords leaves and arrives at each node; they differ at corners only.
func slopes(nodes []knot) (leaving, arriving []vector) {
	n := len(nodes)
	leaving, arriving = make([]vector, n), make([]vector, n)
	nextL, nextA := make([]vector, n), make([]vector, n)
	for range rounds {
		for i, b := range nodes {
			p, q := (i+n-1)%n, (i+1)%n
			in, out := nodes[p].to(b.node), b.to(nodes[q].node)
			h, k := in.length(), out.length()
			if b.corner {
				nextL[i] = out.times(3 / k).plus(arriving[q].times(-1)).times(0.5)
				nextA[i] = in.times(3 / h).plus(leaving[p].times(-1)).times(0.5)
				continue
			}
			pull := in.times(3 * k / h).plus(out.times(3 * h / k))
			rest := leaving[p].times(-k).plus(arriving[q].times(-h))
			s := pull.plus(rest).times(0.5 / (h + k))
			nextL[i], nextA[i] = s, s
		}
		leaving, nextL = nextL, leaving
		arriving, nextA = nextA, arriving
	}
	return leaving, arriving
}
