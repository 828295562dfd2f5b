package bodymap

import (
	"math"
	"testing"

	"aftercare/internal/handout"
	"aftercare/internal/page"
)

// place is a point of a flattened curve.
type place struct{ x, y float64 }

func placeOf(p page.XY) place { return place{float64(p.X), float64(p.Y)} }

// flatten is a closed path as a polygon.
func flatten(segments []page.Segment) []place {
	const steps = 16
	var out []place
	for _, s := range segments {
		switch s.Verb {
		case page.MoveTo, page.LineTo:
			out = append(out, placeOf(s.P[0]))
		case page.CurveTo:
			a, b, c, d := out[len(out)-1], placeOf(s.P[0]), placeOf(s.P[1]), placeOf(s.P[2])
			for i := 1; i <= steps; i++ {
				t := float64(i) / steps
				u := 1 - t
				out = append(out, place{
					u*u*u*a.x + 3*u*u*t*b.x + 3*u*t*t*c.x + t*t*t*d.x,
					u*u*u*a.y + 3*u*u*t*b.y + 3*u*t*t*c.y + t*t*t*d.y,
				})
			}
		}
	}
	return out
}

// inside says, by the even-odd rule, whether a place lies in a polygon.
func (p place) inside(polygon []place) bool {
	in := false
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		if (a.y > p.y) != (b.y > p.y) && p.x < a.x+(p.y-a.y)*(b.x-a.x)/(b.y-a.y) {
			in = !in
		}
	}
	return in
}

// distance is from a place to the nearest edge of a polygon.
func (p place) distance(polygon []place) float64 {
	nearest := math.Inf(1)
	for i, a := range polygon {
		b := polygon[(i+1)%len(polygon)]
		dx, dy := b.x-a.x, b.y-a.y
		t := 0.0
		if l := dx*dx + dy*dy; l > 0 {
			t = max(0, min(1, ((p.x-a.x)*dx+(p.y-a.y)*dy)/l))
		}
		nearest = min(nearest, math.Hypot(p.x-a.x-t*dx, p.y-a.y-t*dy))
	}
	return nearest
}

func figure(t testing.TB, marks ...Mark) Figure {
	t.Helper()
	f, err := Draw(marks)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The body is inside its box with room for its outline, and the two views keep
// clear of each other.
func TestBodyFitsItsBox(t *testing.T) {
	f := figure(t)
	if len(f.Body) != 2 {
		t.Fatalf("%d silhouettes, want front and back", len(f.Body))
	}
	front, back := bounds(f.Body[0].Segments), bounds(f.Body[1].Segments)
	for _, box := range []page.Rect{front, back} {
		if box.X < OutlineWidth || box.Y < OutlineWidth || box.X+box.W > Width-OutlineWidth || box.Y+box.H > Height-OutlineWidth {
			t.Errorf("a silhouette fills %v, the box is %d by %d", box, Width, Height)
		}
	}
	if gap := back.X - (front.X + front.W); gap < 200 {
		t.Errorf("front and back are %d apart, too near to tell the hands from each other", gap)
	}
}

// A person is seven and a half heads tall, here in the unit that says so.
func TestProportions(t *testing.T) {
	box := bounds(figure(t).Body[0].Segments)
	if box.Y != crown || box.H < 7490 || box.H > 7510 {
		t.Errorf("the body reaches from %d over %d units, want 7500", box.Y, box.H)
	}
}

func TestBodyIsSymmetric(t *testing.T) {
	for i, centre := range []page.Length{FrontCentre, BackCentre} {
		nodes := map[page.XY]bool{}
		for _, s := range figure(t).Body[i].Segments {
			for _, p := range s.P[:places[s.Verb]] {
				nodes[p] = true
			}
		}
		for p := range nodes {
			if !nodes[page.XY{X: 2*centre - p.X, Y: p.Y}] {
				t.Errorf("silhouette %d: %v has no mirror image", i, p)
			}
		}
	}
}

// Every mark lies inside a silhouette and leaves its outline to be seen.
func TestMarksKeepInsideTheBody(t *testing.T) {
	f := figure(t)
	bodies := [][]place{flatten(f.Body[0].Segments), flatten(f.Body[1].Segments)}
	for _, name := range Regions() {
		for _, side := range []handout.Side{handout.Both, handout.Left} {
			for i, m := range figure(t, Mark{name, side}).Marked {
				body := bodies[0]
				if placeOf(m.Segments[0].P[0]).x > float64(FrontCentre+BackCentre)/2 {
					body = bodies[1]
				}
				for _, p := range flatten(m.Segments) {
					if !p.inside(body) {
						t.Fatalf("%s, path %d: %.0f is outside the body", name, i, p)
					}
					if d := p.distance(body); d < float64(OutlineWidth)/2 {
						t.Fatalf("%s, path %d: %.0f is %.0f from the outline, under its stroke", name, i, p, d)
					}
				}
			}
		}
	}
}

// Quiet lines end at the outline at most.
func TestDetailsKeepInsideTheBody(t *testing.T) {
	f := figure(t)
	front, back := flatten(f.Body[0].Segments), flatten(f.Body[1].Segments)
	for i, d := range f.Details {
		for _, p := range flatten(d.Segments) {
			inside := p.inside(front) || p.inside(back)
			if !inside && min(p.distance(front), p.distance(back)) > float64(OutlineWidth)/2 {
				t.Errorf("line %d leaves the body at %.0f", i, p)
			}
		}
	}
}
