package layout

import "aftercare/internal/page"

// placed is a unit with the box it is drawn in.
type placed struct {
	unit
	box page.Rect
}

// column is a place to put units into.
type column struct{ page.Rect }

// set places a stack from the top of the column. Room that is left goes to the
// units that can stretch, after every gap has grown by loose for each part of
// its spring.
func (c column) set(s stack, loose page.Length) []placed {
	spare := c.H - s.height()
	out := make([]placed, len(s))
	y := c.Y
	for i, u := range s {
		y += s.above(i)
		if i > 0 {
			y += u.spring * loose
			spare -= u.spring * loose
		}
		out[i] = placed{u, page.Rect{X: c.X + u.inset(), Y: y, W: c.W - 2*u.inset(), H: u.height}}
		y += u.height
	}
	stretch(out, spare)
	return out
}

// stretch makes the units that can taller and moves those below them down.
func stretch(list []placed, spare page.Length) {
	var moved page.Length
	for i := range list {
		list[i].box.Y += moved
		if by := min(list[i].stretch, spare-moved); by > 0 {
			list[i].box.H += by
			moved += by
		}
	}
}

func (u unit) inset() page.Length {
	if u.panel == nil {
		return 0
	}
	return u.panel.inset
}

// balance finds where to break a stack into two columns so that the higher one
// is as low as can be; a break inside a section has to win its price, and one
// before the warnings wins a prize.
func (s stack) balance(height page.Length) (at int, ok bool) {
	const price, prize = 45 * page.Point, 120 * page.Point
	var best page.Length
	for i := 0; i <= len(s); i++ {
		if !s.breakable(i) {
			continue
		}
		left, right := s[:i].height(), s[i:].height()
		if left > height || right > height {
			continue
		}
		cost := max(left, right)
		switch {
		case i < len(s) && s[i].leads:
			cost -= prize
		case i < len(s) && !s[i].opens:
			cost += price
		}
		if !ok || cost < best {
			best, at, ok = cost, i, true
		}
	}
	return at, ok
}

// loosest is how much a gap grows at most for each part of its spring.
const loosest = 5 * page.Point / 2

// looseness is how much each part of a spring may grow so that the stack still
// fits.
func (s stack) looseness(height page.Length) page.Length {
	var springs page.Length
	for i, u := range s {
		if i > 0 {
			springs += u.spring
		}
		height -= u.stretch // a larger figure is worth more than wider gaps
	}
	if springs == 0 {
		return loosest
	}
	return max(0, min((height-s.height())/springs, loosest))
}
