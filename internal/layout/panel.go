package layout

import "aftercare/internal/page"

const radius = 5 * page.Point

// drawAll draws placed units in order, each run of a panel on its ground.
func drawAll(p *pen, list []placed) {
	for i, u := range list {
		if u.panel != nil && (i == 0 || list[i-1].panel != u.panel) {
			u.panel.draw(p.artifact(), fragment(list[i:]))
		}
		u.draw(p, u.box)
	}
}

// fragment is the ground under the leading units of one panel.
func fragment(list []placed) page.Rect {
	pn := list[0].panel
	top, bottom := list[0].box.Y-pn.top, list[0].box.Y
	for _, u := range list {
		if u.panel != pn {
			break
		}
		bottom = u.box.Y + u.box.H
	}
	return page.Rect{X: list[0].box.X - pn.inset, Y: top, W: list[0].box.W + 2*pn.inset, H: bottom + pn.pad - top}
}

func (pn *panel) draw(p *pen, b page.Rect) {
	if pn.fill != nil {
		p.fill(*pn.fill, rounded(b, radius, radius, radius, radius)...)
	}
	if pn.bar != nil {
		p.fill(*pn.bar, rounded(page.Rect{X: b.X, Y: b.Y, W: 3 * page.Point, H: b.H}, 0, 0, 0, 0)...)
	}
	if pn.stroke != nil {
		// The stroke lies inside the box, so that it touches nothing outside.
		half := pn.width / 2
		inner := page.Rect{X: b.X + half, Y: b.Y + half, W: b.W - pn.width, H: b.H - pn.width}
		p.item(page.Item{Path: &page.Path{Segments: rounded(inner, radius, radius, radius, radius), Stroke: pn.stroke, Width: pn.width}})
	}
}

// band is the filled head of a panel with its title in white on it.
func (c *composer) band(title string, colour page.Colour, sign bool, parent page.ElementID, width page.Length, pn *panel) stack {
	h := c.element(page.H2, parent, "")
	c.warnings = append(c.warnings, h)
	f := c.scale.heading
	left := pn.inset
	if sign {
		left += f.size*11/10 + 7*page.Point
	}
	lines := c.breakLines(bold(title), f.size, width-left-pn.inset)
	height := page.Length(len(lines))*f.leading + 4*page.Point
	draw := func(p *pen, b page.Rect) {
		ground := page.Rect{X: b.X - pn.inset, Y: b.Y - pn.top, W: b.W + 2*pn.inset, H: b.H + pn.top}
		p.artifact().fill(colour, rounded(ground, radius, radius, 0, 0)...)
		if sign {
			warningSign(p.artifact(), ground.X+pn.inset, b.Y+2*page.Point+f.leading/2, f.size*11/10, c.palette.white, colour)
		}
		for i, l := range lines {
			p.with(h).line(l, ground.X+left, c.baseline(b.Y+2*page.Point+page.Length(i)*f.leading, f, page.Bold), f.size, c.palette.white)
		}
	}
	return stack{{height: height, glued: true, panel: pn, draw: draw}}.opening(c.scale.gap)
}
