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

func (c *composer) foot() foot {
	style := textStyle{c.scale.foot, c.palette.quiet}
	pageWidth := c.width(plain(fmt.Sprintf(c.doc.Running.Page, 88, 88)), style.size) + 12*page.Point
	var f foot
	for i, text := range c.doc.Foot {
		width := c.width0
		if i == 0 {
			width -= pageWidth
		}
		f.lines = append(f.lines, c.breakLines(plain(text+" "), style.size, width)...)
	}
	f.height = style.lineHeight(f.lines) + footRule + c.scale.headingGap
	return f
}

// drawFoots closes every page once their number is known.
func (c *composer) drawFoots(f foot) {
	style := textStyle{c.scale.foot, c.palette.quiet}
	last := len(c.sheet.Pages) - 1
	element := c.element(page.P, root, "")
	for i := range c.sheet.Pages {
		p := c.pen(i)
		y := c.paper.Height - margin - style.lineHeight(f.lines)
		p.artifact().rule(c.palette.shade, page.Point/2, margin, y-footRule, margin+c.width0, y-footRule)
		if i < last {
			element, artifact := page.Artifact, f.lines
			c.block(p, element, artifact, style, margin, y)
		} else {
			c.block(p, element, f.lines, style, margin, y)
		}
		if last > 0 {
			number := c.breakLines(plain(fmt.Sprintf(c.doc.Running.Page, i+1, last+1)), style.size, c.width0)
			c.flushRight(p.artifact(), number, style, margin+c.width0, y)
		}
	}
}
