package layout

import "aftercare/internal/page"

// unit is the smallest thing that is never split: a line, a row, a figure.
type unit struct {
	gap     page.Length // white space above; dropped at the top of a column
	height  page.Length
	stretch page.Length // how much taller it may be drawn where there is room
	glued   bool        // stays with the next one
	opens   bool        // starts a section: a good place to break a column
	leads   bool        // should stand at the top of a column if it can
	spring  page.Length // how readily the gap grows where there is room
	panel   *panel
	draw    func(p *pen, box page.Rect)
}

// panel is the ground under a run of units. Where a column ends inside it, it
// is drawn again around what follows.
type panel struct {
	pad    page.Length // white space above the first and below the last unit
	top    page.Length // the same above, where a band fills the top
	inset  page.Length // of the units from its sides
	fill   *page.Colour
	stroke *page.Colour
	width  page.Length
	bar    *page.Colour // a thick rule at the left
}

// stack is a run of units set below each other.
type stack []unit

// height is what the stack takes, with stretch nothing more.
func (s stack) height() (h page.Length) {
	for i, u := range s {
		h += s.above(i) + u.height
	}
	if n := len(s); n > 0 {
		h += s[n-1].below()
	}
	return h
}

// above is the distance from the unit before (its bottom) to unit i (its top).
func (s stack) above(i int) (h page.Length) {
	u := s[i]
	if i > 0 {
		h = u.gap
		if s[i-1].panel != u.panel {
			h += s[i-1].below()
		}
	}
	if u.panel != nil && (i == 0 || s[i-1].panel != u.panel) {
		h += u.panel.top
	}
	return h
}

// breakable says whether a column may end before unit i.
func (s stack) breakable(i int) bool {
	return i == 0 || i >= len(s) || !s[i-1].glued
}

// glue keeps all units of a stack together.
func (s stack) glue() stack {
	for i := range len(s) - 1 {
		s[i].glued = true
	}
	return s
}

// fits is how many leading units go into height, ending where a column may
// end.
func (s stack) fits(height page.Length) (n int) {
	for i := s.crams(height); i > 0; i-- {
		if s.breakable(i) {
			return i
		}
	}
	return 0
}

// crams is how many go into height wherever it ends: for a run of glued units
// that is higher than any column.
func (s stack) crams(height page.Length) int {
	var h page.Length
	for i, u := range s {
		h += s.above(i) + u.height
		if h+u.below() > height {
			return i
		}
	}
	return len(s)
}

func (u unit) below() page.Length {
	if u.panel == nil {
		return 0
	}
	return u.panel.pad
}
