package layout

import (
	"aftercare/internal/document"
	"aftercare/internal/page"
)

// module is how wide a module of the code prints where there is room, and how
// wide it is at least.
const (
	module      = 72 * page.Millimetre / 100
	moduleLarge = 90 * page.Millimetre / 100
	minModule   = 50 * page.Millimetre / 100
)

// article is the QR code with where it leads, and how to reach the clinic.
func (c *composer) article(width page.Length) stack {
	code, err := c.drawings.code(c.doc.Article.Address, c.palette.ink)
	if err != nil {
		c.err = err
		return nil
	}
	side := c.codeSide(code, width)
	parent := c.element(page.Sect, root, "")
	figure := c.element(page.Figure, parent, c.doc.Article.Alt)
	t := c.articleText(parent, width-side-c.scale.pad)
	height := max(side, t.height)
	draw := func(p *pen, b page.Rect) {
		box := page.Rect{X: b.X, Y: b.Y + (height-side)/2, W: side, H: side}
		p.with(figure).stamp(code, box)
		p.bounds(figure, box)
		t.draw(p, b.X+side+c.scale.pad, b.Y+(height-t.height)/2)
	}
	return stack{{height: height, draw: draw}}.opening(c.scale.gap)
}

func (c *composer) codeSide(code *page.Drawing, width page.Length) page.Length {
	across := code.Width / page.Point
	size := page.Length(module)
	if c.style.Large {
		size = moduleLarge
	}
	return across * max(minModule, min(size, width*2/5/across))
}

// articleText is what stands beside the code.
type articleText struct {
	height page.Length
	draw   func(p *pen, x, y page.Length)
}

func (c *composer) articleText(parent page.ElementID, width page.Length) articleText {
	leads, contact := c.element(page.P, parent, ""), page.Artifact
	holder := c.element(page.P, parent, "")
	link := c.element(page.Link, holder, c.doc.Article.LeadsTo)
	small := textStyle{c.scale.caption, c.palette.ink}
	leadLines := c.breakLines(bold(c.doc.Article.LeadsTo), small.size, width)
	addressLines := c.breakLines(plain(c.doc.Article.Printed), small.size, width)
	var contactLines []line
	if section := c.find(document.Contact); section != nil {
		contact = c.element(page.P, parent, "")
		contactLines = c.contactLines(section, small.size, width)
	}
	gap := c.scale.headingGap * 2
	height := small.lineHeight(leadLines) + small.lineHeight(addressLines) + gap + small.lineHeight(contactLines)
	return articleText{height, func(p *pen, x, y page.Length) {
		y = c.block(p, leads, leadLines, small, x, y)
		below := c.block(p, link, addressLines, small, x, y)
		p.with(link).item(page.Item{Link: &page.Hyperlink{
			Box: page.Rect{X: x, Y: y, W: widest(addressLines), H: below - y}, URI: c.doc.Article.Address,
		}})
		c.block(p, contact, contactLines, small, x, below+gap)
	}}
}

// contactLines set "Questions? 555-0134" with hours and address below it, each
// on a line of its own.
func (c *composer) contactLines(s *document.Section, size, width page.Length) []line {
	spans := []span{{true, s.Title + " "}}
	var lines []line
	for _, item := range s.Items {
		spans = append(spans, span{true, item.Name}, span{false, item.Text + " "})
		lines = append(lines, c.breakLines(spans, size, width)...)
		spans = nil
	}
	return lines
}
