package bodymap

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/handout"
	"aftercare/internal/page"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// What the vocabulary of areas may name.
var known = strings.Fields(`head face jaw neck shoulder upper-trapezius rotator-cuff shoulder-blade chest ribs
	between-shoulder-blades upper-back mid-back low-back flank abdomen pelvis groin hip glute upper-arm elbow
	forearm wrist hand thigh hamstring it-band knee shin calf achilles ankle foot sole`)

func TestRegions(t *testing.T) {
	got, want := slices.Sorted(slices.Values(Regions())), slices.Sorted(slices.Values(known))
	if !slices.Equal(got, want) {
		t.Errorf("regions\n%q\nwant\n%q", got, want)
	}
	for _, name := range known {
		if !Has(name) {
			t.Errorf("Has(%q) is false", name)
		}
	}
	if Has("tail") || Sided("tail") {
		t.Error("a region that does not exist is known")
	}
}

func TestSided(t *testing.T) {
	whole := strings.Fields("head face neck between-shoulder-blades upper-back mid-back low-back abdomen pelvis")
	for _, name := range Regions() {
		if want := !slices.Contains(whole, name); Sided(name) != want {
			t.Errorf("Sided(%q) = %t", name, !want)
		}
	}
}

// halves says on which halves of which views a figure has marks.
func halves(f Figure) string {
	var out []string
	for _, b := range f.Boxes {
		view, centre := "front", FrontCentre
		if b.X > (FrontCentre+BackCentre)/2 {
			view, centre = "back", BackCentre
		}
		switch {
		case b.X >= centre:
			out = append(out, view+" right")
		case b.X+b.W <= centre:
			out = append(out, view+" left")
		default:
			out = append(out, view+" across")
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

// In words, as the reader sees the page: the front view faces the reader, so
// that the patient's left is on the right of it.
func TestSides(t *testing.T) {
	for _, c := range []struct {
		region string
		side   handout.Side
		want   string
	}{
		{"knee", handout.Left, "back left, front right"},
		{"knee", handout.Right, "back right, front left"},
		{"knee", handout.Both, "back left, back right, front left, front right"},
		{"knee", handout.NoSide, "back left, back right, front left, front right"},
		{"thigh", handout.Left, "front right"},
		{"thigh", handout.Right, "front left"},
		{"calf", handout.Left, "back left"},
		{"calf", handout.Right, "back right"},
		{"low-back", handout.NoSide, "back across"},
		{"low-back", handout.Both, "back across"},
		{"low-back", handout.Left, "back left"},
		{"low-back", handout.Right, "back right"},
		{"abdomen", handout.Left, "front right"},
		{"neck", handout.NoSide, "back across, front across"},
		{"neck", handout.Right, "back right, front left"},
	} {
		if got := halves(figure(t, Mark{c.region, c.side})); got != c.want {
			t.Errorf("%s, side %d: marked %s, want %s", c.region, c.side, got, c.want)
		}
	}
}

// The same holds of every region there is.
func TestEverySideOfEveryRegion(t *testing.T) {
	for _, name := range Regions() {
		left, right := halves(figure(t, Mark{name, handout.Left})), halves(figure(t, Mark{name, handout.Right}))
		if left == "" || strings.Contains(left, "front left") || strings.Contains(left, "back right") || strings.Contains(left, "across") {
			t.Errorf("the left %s is marked %s", name, left)
		}
		if right == "" || strings.Contains(right, "front right") || strings.Contains(right, "back left") || strings.Contains(right, "across") {
			t.Errorf("the right %s is marked %s", name, right)
		}
		both := figure(t, Mark{name, handout.Both})
		if one := len(figure(t, Mark{name, handout.Left}).Marked); Sided(name) && len(both.Marked) != 2*one || !Sided(name) && len(both.Marked) != one {
			t.Errorf("both sides of %s are %d paths, one side is %d", name, len(both.Marked), one)
		}
		if none := figure(t, Mark{name, handout.NoSide}); !reflect.DeepEqual(none, both) {
			t.Errorf("%s without a side is not all of it", name)
		}
	}
}

// The left and the right of a region are each other's mirror image.
func TestMarksAreSymmetric(t *testing.T) {
	for _, name := range Regions() {
		left, right := figure(t, Mark{name, handout.Left}), figure(t, Mark{name, handout.Right})
		for i, l := range left.Boxes {
			centre := FrontCentre
			if l.X > (FrontCentre+BackCentre)/2 {
				centre = BackCentre
			}
			mirrored := page.Rect{X: 2*centre - l.X - l.W, Y: l.Y, W: l.W, H: l.H}
			if right.Boxes[i] != mirrored {
				t.Errorf("%s: the right is at %v, the left mirrored at %v", name, right.Boxes[i], mirrored)
			}
		}
	}
}

func TestMarksRepeatAndComeInAnyOrder(t *testing.T) {
	want := figure(t, Mark{"low-back", handout.NoSide}, Mark{"hip", handout.Both})
	got := figure(t, Mark{"hip", handout.Right}, Mark{"low-back", handout.Left}, Mark{"hip", handout.Left},
		Mark{"low-back", handout.Right}, Mark{"hip", handout.Right})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("marked %s, want %s", halves(got), halves(want))
	}
}

func TestUnknownRegion(t *testing.T) {
	_, err := Draw([]Mark{{"hip", handout.Left}, {"tail", handout.Left}})
	if err == nil || err.Error() != `the body map has no region "tail"` {
		t.Errorf("error %v", err)
	}
}

// Figures may be painted at the same time: what one writes to its paths does
// not reach another, and the colours are left to the page.
func TestFiguresDoNotShareTheirPaint(t *testing.T) {
	f := figure(t, Mark{"hip", handout.Left})
	for _, paths := range [][]page.Path{f.Body, f.Details, f.Marked} {
		for i := range paths {
			if paths[i].Fill != nil || paths[i].Stroke != nil {
				t.Fatal("a path has a colour")
			}
			paths[i].Fill = &page.Colour{}
		}
	}
	for _, paths := range [][]page.Path{figure(t).Body, figure(t).Details, figure(t, Mark{"hip", handout.Left}).Marked} {
		for _, p := range paths {
			if p.Fill != nil {
				t.Fatal("the paint of one figure shows on another")
			}
		}
	}
}

// Each letter is nearest to the knee of its own side, and stands on paper, not
// on the body.
func TestLetters(t *testing.T) {
	f := figure(t)
	for _, l := range Letters() {
		nearest := func(s handout.Side) page.Length {
			d := Width
			for _, b := range figure(t, Mark{"knee", s}).Boxes {
				d = min(d, max(b.X-l.At.X, l.At.X-b.X))
			}
			return d
		}
		if own, other := nearest(l.Side), nearest(handout.Left+handout.Right-l.Side); own >= other {
			t.Errorf("the letter at %v, side %d, stands by the other knee", l.At, l.Side)
		}
		for _, corner := range []page.XY{{X: -400, Y: -400}, {X: 400, Y: -400}, {X: -400, Y: 120}, {X: 400, Y: 120}} {
			p := placeOf(page.XY{X: l.At.X + corner.X, Y: l.At.Y + corner.Y})
			if p.inside(flatten(f.Body[0].Segments)) || p.inside(flatten(f.Body[1].Segments)) || p.x < 0 || p.x > float64(Width) {
				t.Errorf("the letter at %v has no room", l.At)
			}
		}
	}
}

// The golden file says where everything is, so that a change of the drawing is
// seen in review.
func TestBoxes(t *testing.T) {
	var out strings.Builder
	f := figure(t)
	for i, view := range []string{"front", "back"} {
		fmt.Fprintf(&out, "%-24s%s\n", view, edges(bounds(f.Body[i].Segments)))
	}
	for _, name := range Regions() {
		for _, side := range []handout.Side{handout.Left, handout.Both} {
			f := figure(t, Mark{name, side})
			for i, box := range f.Boxes {
				fmt.Fprintf(&out, "%-24s%-6s%s, %d segments\n", name, [...]string{"", "left", "", "both"}[side], edges(box), len(f.Marked[i].Segments))
			}
		}
	}
	const golden = "testdata/boxes.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if out.String() != string(want) {
		t.Errorf("the drawing has changed; -update rewrites %s\n%s", golden, out.String())
	}
}

func edges(r page.Rect) string {
	return fmt.Sprintf("x %d to %d, y %d to %d", int64(r.X), int64(r.X+r.W), int64(r.Y), int64(r.Y+r.H))
}

func BenchmarkArtwork(b *testing.B) {
	for b.Loop() {
		newArtwork()
	}
}

func BenchmarkDraw(b *testing.B) {
	b.ReportAllocs()
	marks := []Mark{{"low-back", handout.NoSide}, {"hip", handout.Left}}
	for b.Loop() {
		if _, err := Draw(marks); err != nil {
			b.Fatal(err)
		}
	}
}
