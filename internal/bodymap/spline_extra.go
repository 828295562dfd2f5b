package bodymap

import (
	"slices"

	"aftercare/internal/page"
)

// flipped is the half on the other side of the midline.
func flipped(nodes []node) []node {
	out := slices.Clone(nodes)
	for i := range out {
		out[i].x = -out[i].x
	}
	return out
}

// mirrored goes on from a half with its mirror image, back to the start.
func mirrored(nodes []node) []node {
	other := flipped(nodes)
	slices.Reverse(other)
	out := slices.Clone(nodes)
	for _, n := range other {
		if n.x != 0 {
			out = append(out, n)
		}
	}
	return out
}

// across is a half line, from the midline outwards, with its mirror image
// before it.
func across(nodes []node) []node {
	other := flipped(nodes)
	slices.Reverse(other)
	return append(other[:len(other)-1], nodes...)
}

func (v view) place(segments []page.Segment) []page.Segment {
	for i := range segments {
		for j := range segments[i].P {
			segments[i].P[j].X += v.centre
			segments[i].P[j].Y += crown
		}
	}
	return segments
}

// bounds is the box of a path's nodes and handles, which no curve leaves.
func bounds(segments []page.Segment) page.Rect {
	low, high := segments[0].P[0], segments[0].P[0]
	for _, s := range segments {
		for _, p := range s.P[:points[s.Verb]] {
			low = page.XY{X: min(low.X, p.X), Y: min(low.Y, p.Y)}
			high = page.XY{X: max(high.X, p.X), Y: max(high.Y, p.Y)}
		}
	}
	return page.Rect{X: low.X, Y: low.Y, W: high.X - low.X, H: high.Y - low.Y}
}

// points is how many places a segment names.
var points = [...]int{page.MoveTo: 1, page.LineTo: 1, page.CurveTo: 3, page.Close: 0}

func clonePaths(p []page.Path) []page.Path { return slices.Clone(p) }
