package bodymap

import "slices"

// flipped is the same on the other side of the midline.
func flipped(nodes []node) []node {
	out := slices.Clone(nodes)
	for i := range out {
		out[i].x = -out[i].x
	}
	return out
}

// reflection is the mirror image in the opposite order, without what lies on
// the midline and would stand twice.
func reflection(half []node) []node {
	out := flipped(half)
	slices.Reverse(out)
	return slices.DeleteFunc(out, func(n node) bool { return n.x == 0 })
}

// around is the half of a closed shape and, back to its start, the other half.
func around(half []node) []node { return slices.Concat(half, reflection(half)) }

// across is the half of a line that starts at the midline, after the other
// half.
func across(half []node) []node { return slices.Concat(reflection(half), half) }

// atMidline says whether a half starts at the midline, so that the whole is
// one shape and not a pair.
func atMidline(half []node) bool { return half[0].x == 0 }
