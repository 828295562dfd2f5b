package layout

import (
	"fmt"

	"aftercare/internal/page"
)

// foot is where the text comes from. It stands at the bottom of every page,
// and is read out once, on the last one.
type foot struct {
	lines  []line
	height page.Length
}

const footRule = 5 * page.Point

func (c *composer) setFoot() foot {
	style := textStyle{c.scale.foot, c.palette.quiet}
	number := c.width(plain(fmt.Sprintf(c.doc.Running.Page, 88, 88)), style.size) + 12*page.Point
	lines := c.breakLines(plain(c.doc.Foot.Identity+" "), style.size, c.measure-number)
	if c.scale.columns > 1 {
		lines = append(lines, c.breakLines(plain(c.doc.Foot.Sources), style.size, c.measure)...)
	}
	return foot{lines: lines, height: style.lineHeight(lines) + footRule + 5*page.Point}
}

// sources close the text in one column, where the foot is too large to hold
// them on every page.
func (c *composer) sources(width page.Length) stack {
	if c.scale.columns > 1 {
		return nil
	}
	style := textStyle{c.scale.foot, c.palette.quiet}
	return c.paragraph(c.element(page.P, root, ""), plain(c.doc.Foot.Sources), style, width, nil).opening(c.scale.gap)
}

// drawFoots closes every page once their number is known.
func (c *composer) drawFoots(f foot) {
	last := len(c.sheet.Pages) - 1
	for i := range last {
		c.drawFoot(c.pen(i), f, page.Artifact)
	}
	c.drawFoot(c.pen(last), f, c.element(page.P, root, ""))
}

func (c *composer) drawFoot(p *pen, f foot, element page.ElementID) {
	style := textStyle{c.scale.foot, c.palette.quiet}
	y := c.paper.Height - margin - style.lineHeight(f.lines)
	p.artifact().rule(c.palette.shade, page.Point/2, margin, y-footRule, margin+c.measure, y-footRule)
	c.block(p, element, f.lines, style, margin, y)
	if pages := len(c.sheet.Pages); pages > 1 {
		number := c.breakLines(plain(fmt.Sprintf(c.doc.Running.Page, p.number+1, pages)), style.size, c.measure)
		c.flushRight(p.artifact(), number, style, margin+c.measure, y)
	}
}
