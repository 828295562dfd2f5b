package bodymap

import (
	"math"
	"testing"

	"aftercare/internal/page"
)

// A curve through eight places of a circle is that circle to within a hundredth
// of its radius.
func TestLoopIsRound(t *testing.T) {
	const radius = 1000
	var nodes []node
	for i := range 8 {
		sin, cos := math.Sincos(float64(i) * math.Pi / 4)
		nodes = append(nodes, node{page.Length(math.Round(radius * cos)), page.Length(math.Round(radius * sin))})
	}
	for _, p := range flatten(loop(nodes)) {
		if r := math.Hypot(p.x, p.y); math.Abs(r-radius) > radius/100 {
			t.Errorf("%.0f is %.0f from the centre", p, r)
		}
	}
}

// ends are the directions of the handles at the joint of two pieces, in
// degrees.
func ends(before, after page.Segment) (arriving, leaving float64) {
	joint := before.P[2]
	angle := func(a, b page.XY) float64 {
		return math.Atan2(float64(b.Y-a.Y), float64(b.X-a.X)) * 180 / math.Pi
	}
	return angle(before.P[1], joint), angle(joint, after.P[0])
}

func TestJointsAreSmoothButForCorners(t *testing.T) {
	smooth := loop([]node{{0, 0}, {900, 100}, {1000, 1000}, {-100, 800}})
	for i := 1; i < 4; i++ {
		if a, l := ends(smooth[i], smooth[i+1]); math.Abs(math.Remainder(a-l, 360)) > 1 {
			t.Errorf("node %d: the curve arrives at %.1f° and leaves at %.1f°", i, a, l)
		}
	}
	corner := loop([]node{{0, 0}, {900, 100}, {1000, 1000}, {1000, 1000}, {-100, 800}})
	if a, l := ends(corner[2], corner[3]); math.Abs(math.Remainder(a-l, 360)) < 45 {
		t.Errorf("a node that stands twice is no corner: %.1f°, %.1f°", a, l)
	}
}

func TestCurvesRunThroughTheirNodes(t *testing.T) {
	nodes := []node{{0, 0}, {300, 40}, {310, 500}, {20, 900}}
	for name, segments := range map[string][]page.Segment{"line": line(nodes), "loop": loop(nodes)} {
		for i, n := range nodes {
			s := segments[i]
			if got := s.P[places[s.Verb]-1]; got != (page.XY{X: n.x, Y: n.y}) {
				t.Errorf("%s: node %d is at %v, want %v", name, i, got, n)
			}
		}
	}
}

// A line of two nodes is straight.
func TestLineOfTwoNodes(t *testing.T) {
	s := line([]node{{0, 0}, {300, 600}})
	if want := [3]page.XY{{X: 100, Y: 200}, {X: 200, Y: 400}, {X: 300, Y: 600}}; len(s) != 2 || s[1].P != want {
		t.Errorf("%v", s)
	}
}
