package layout

import (
	"aftercare/internal/document"
	"aftercare/internal/page"
)

// keyMessage is the one thing to know, with the next days drawn under it.
func (c *composer) keyMessage() stack {
	pn := &panel{pad: c.scale.pad, top: c.scale.pad, inset: c.scale.pad + 5*page.Point, fill: &c.palette.tint}
	width := c.measure - 2*pn.inset
	message := c.element(page.P, root, "")
	style := textStyle{c.scale.key, c.palette.ink}
	s := c.paragraph(message, bold(c.doc.KeyMessage), style, width, pn).glue()
	if len(c.doc.Stops) > 0 {
		if c.scale.columns > 1 {
			s = s.keep()
		}
		s = append(s, c.stops(pn, width)...)
	}
	return s.lead(c.scale.gap)
}

func (c *composer) stops(pn *panel, width page.Length) stack {
	figure := c.element(page.Figure, root, c.doc.StopsAlt)
	if c.scale.columns == 1 {
		return c.stopsBelow(figure, pn, width)
	}
	return stack{c.stopsBeside(figure, pn, width)}
}

// stop is one stop, set to a width.
type stop struct{ when, what []line }

func (c *composer) stop(s document.Stop, width page.Length) stop {
	when := s.Day
	if s.Clock != "" {
		when += ", " + s.Clock
	}
	var out stop
	out.when = c.breakLines(bold(when+" "), c.scale.body.size, width)
	for _, text := range s.Lines {
		out.what = append(out.what, c.breakLines(plain(text+" "), c.scale.body.size, width)...)
	}
	return out
}

func (c *composer) drawStop(p *pen, figure page.ElementID, s stop, x, y page.Length) {
	y = c.block(p, figure, s.when, c.body(), x, y)
	c.block(p, figure, s.what, c.body(), x, y)
}

const dotRadius = 9 * page.Point / 2

// dot is a ring for the visit itself and a disc for what is to come.
func (c *composer) dot(p *pen, first bool, x, y page.Length) {
	colour := c.palette.accent
	if first {
		colour = c.palette.brand
	}
	p.fill(colour, circle(x, y, dotRadius)...)
	if first {
		p.fill(c.palette.white, circle(x, y, dotRadius-2*page.Point)...)
	}
}

// stopsBeside draws the stops on a line from left to right.
func (c *composer) stopsBeside(figure page.ElementID, pn *panel, width page.Length) unit {
	widths, at := c.stopWidths(width), page.Length(0)
	var set []stop
	var starts []page.Length
	var lines int
	for i, s := range c.doc.Stops {
		set, starts = append(set, c.stop(s, widths[i])), append(starts, at)
		lines = max(lines, len(set[i].when)+len(set[i].what))
		at += widths[i] + stopGutter
	}
	top := 2*dotRadius + 5*page.Point
	draw := func(p *pen, b page.Rect) {
		f, y := p.with(figure), b.Y+dotRadius
		f.rule(c.palette.brand, 2*page.Point, b.X+dotRadius, y, b.X+starts[len(starts)-1]+dotRadius, y)
		for i, s := range set {
			x := b.X + starts[i]
			c.dot(f, i == 0, x+dotRadius, y)
			c.drawStop(p, figure, s, x, b.Y+top)
		}
		p.bounds(figure, b)
	}
	return unit{gap: 8 * page.Point, height: top + page.Length(lines)*c.scale.body.leading, panel: pn, draw: draw}
}

const stopGutter = 14 * page.Point

// stopWidths gives each stop what it takes on one line, and an equal share of
// what is left over; equal widths where that is not enough for all.
func (c *composer) stopWidths(width page.Length) []page.Length {
	n := page.Length(len(c.doc.Stops))
	spare := width - (n-1)*stopGutter
	widths := make([]page.Length, n)
	for i, s := range c.doc.Stops {
		widths[i] = widest(c.stop(s, width).when)
		for _, label := range s.Lines {
			widths[i] = max(widths[i], c.width(plain(label), c.scale.body.size))
		}
		spare -= widths[i]
	}
	for i := range widths {
		if spare < 0 {
			widths[i] = (width - (n-1)*stopGutter) / n
		} else {
			widths[i] += spare / n
		}
	}
	return widths
}

// stopsBelow draws the stops on a line from top to bottom, for large print.
func (c *composer) stopsBelow(figure page.ElementID, pn *panel, width page.Length) stack {
	indent := 2*dotRadius + 12*page.Point
	var s stack
	for i, st := range c.doc.Stops {
		set := c.stop(st, width-indent)
		last := i == len(c.doc.Stops)-1
		height := c.body().lineHeight(set.when) + c.body().lineHeight(set.what)
		gap := c.scale.gap / 2
		s = append(s, unit{gap: gap, height: height, panel: pn, glued: !last, draw: func(p *pen, b page.Rect) {
			f, x, y := p.with(figure), b.X+dotRadius, b.Y+c.scale.body.leading/2
			if !last {
				f.rule(c.palette.brand, 2*page.Point, x, y, x, y+height+gap)
			}
			c.dot(f, i == 0, x, y)
			c.drawStop(p, figure, set, b.X+indent, b.Y)
			p.bounds(figure, b)
		}})
	}
	return s
}
