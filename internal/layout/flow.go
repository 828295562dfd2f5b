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
// units that can stretch, then to the gaps before sections, up to extra.
func (c column) set(s stack, extra page.Length) []placed {
	spare := c.H - s.height()
	out := make([]placed, len(s))
	y := c.Y
	for i, u := range s {
		y += s.above(i)
		if u.opens && i > 0 && extra > 0 {
			y += extra
			spare -= extra
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
// is as low as can be; a break inside a section has to win its price.
func (s stack) balance(height page.Length) (at int, ok bool) {
	const price = 45 * page.Point
	best := page.Length(-1)
	for i := 0; i <= len(s); i++ {
		if !s.breakable(i) {
			continue
		}
		left, right := s[:i].height(), s[i:].height()
		if left > height || right > height {
			continue
		}
		cost := max(left, right)
		if i < len(s) && !s[i].opens {
			cost += price
		}
		if best < 0 || cost < best {
			best, at, ok = cost, i, true
		}
	}
	return at, ok
}

// sections counts the gaps of a stack that may take extra room.
func (s stack) sections() (n page.Length) {
	for i, u := range s {
		if u.opens && i > 0 {
			n++
		}
	}
	return n
}

// looseness is how much each gap before a section may grow so that the stack
// still fits, at most most.
func (s stack) looseness(height, most page.Length) page.Length {
	n := s.sections()
	if n == 0 {
		return most
	}
	return max(0, min((height-s.height())/n, most))
}
