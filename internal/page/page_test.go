package page_test

import (
	"testing"

	"aftercare/internal/page"
)

var ink, tint = page.Colour{R: 0x1b, G: 0x1e, B: 0x23}, page.Colour{R: 0xe8, G: 0xef, B: 0xf0}

// small is a sheet with one item of every kind.
func small() *page.Sheet {
	at := func(x, y page.Length) page.XY { return page.XY{X: x * page.Point, Y: y * page.Point} }
	box := page.Rect{X: 40 * page.Point, Y: 60 * page.Point, W: 20 * page.Point, H: 30 * page.Point}
	curve := page.Segment{Verb: page.CurveTo, P: [3]page.XY{at(40, 70), at(90, 80), at(50, 75)}}
	path := &page.Path{
		Segments: []page.Segment{{Verb: page.MoveTo, P: [3]page.XY{at(40, 60)}}, curve, {Verb: page.Close}},
		Fill:     &tint, Stroke: &ink, Width: 2 * page.Point,
	}
	return &page.Sheet{
		Title: "After", Lang: "en",
		Elements: []page.Element{
			{Role: page.Document, Parent: page.Artifact},
			{Role: page.H1, Parent: 0},
			{Role: page.Figure, Parent: 0, Alt: "A code."},
			{Role: page.P, Parent: 0},
			{Role: page.Link, Parent: 3, Alt: "More"},
		},
		Pages: []page.Page{{Width: 612 * page.Point, Height: 792 * page.Point, Items: []page.Item{
			{Element: page.Artifact, Path: path},
			{Element: 1, Text: &page.Text{X: 36850, Y: 50 * page.Point, Face: page.Bold, Size: 22 * page.Point, Colour: ink, Text: "After your "}},
			{Element: 1, Text: &page.Text{X: 150 * page.Point, Y: 50 * page.Point, Size: 22 * page.Point, Colour: ink, Text: "session"}},
			{Element: 2, Stamp: &page.Stamp{Box: box, Drawing: &page.Drawing{Paths: make([]page.Path, 3)}}},
			{Element: 2, Image: &page.Image{Box: box, Picture: &page.Picture{Width: 4, Height: 2}}},
			{Element: 4, Link: &page.Hyperlink{Box: box, URI: "https://example.com"}},
		}}},
	}
}

const dumped = `page 1  612.0 × 792.0
  artifact     39.0    59.0    52.0    22.0 path of 3 fill #e8eff0 stroke #1b1e23/2.0
  H1           36.9    28.0     0.0    22.0 text 1/22.0 #1b1e23 "After your "
  H1          150.0    28.0     0.0    22.0 text 0/22.0 #1b1e23 "session"
  Figure       40.0    60.0    20.0    30.0 drawing of 3 paths
  Figure       40.0    60.0    20.0    30.0 image 4 × 2 pixels
  Link         40.0    60.0    20.0    30.0 link https://example.com
`

const tree = `Document
  H1 "After your session"
  Figure (A code.)
  P
    Link (More)
`

func TestDumpAndTree(t *testing.T) {
	if got := small().Dump(); got != dumped {
		t.Errorf("got\n%swant\n%s", got, dumped)
	}
	if got := small().Tree(); got != tree {
		t.Errorf("got\n%swant\n%s", got, tree)
	}
}

func TestLengthInPoints(t *testing.T) {
	for _, c := range []struct {
		length page.Length
		want   string
	}{
		{0, "0.0"}, {49, "0.0"}, {50, "0.1"}, {12 * page.Point, "12.0"}, {-49, "0.0"}, {-50, "-0.1"}, {-1950, "-2.0"},
		{page.Inch, "72.0"}, {10 * page.Millimetre, "28.4"}, {999, "1.0"},
	} {
		if got := c.length.String(); got != c.want {
			t.Errorf("%d is %q, want %q", int64(c.length), got, c.want)
		}
	}
}

func TestBoundsOfNothing(t *testing.T) {
	if got := (page.Item{}).Bounds(); got != (page.Rect{}) {
		t.Errorf("an item that is nothing takes %v", got)
	}
	if got := (&page.Path{}).Bounds(); got != (page.Rect{}) {
		t.Errorf("a path without segments takes %v", got)
	}
}
