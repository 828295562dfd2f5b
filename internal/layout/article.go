package layout

import "aftercare/internal/page"

// module is how wide a module of the code prints where there is room, and how
// wide it is at least.
const (
	module      = 60 * page.Millimetre / 100
	moduleLarge = 90 * page.Millimetre / 100
	minModule   = 50 * page.Millimetre / 100
)

// article is the QR code with where it leads.
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
	leads, holder := c.element(page.P, parent, ""), c.element(page.P, parent, "")
	link := c.element(page.Link, holder, c.doc.Article.LeadsTo)
	small := textStyle{c.scale.caption, c.palette.ink}
	leadLines := c.breakLines(bold(c.doc.Article.LeadsTo), c.scale.body.size, width)
	addressLines := c.breakLines(plain(c.doc.Article.Printed), small.size, width)
	return articleText{c.body().lineHeight(leadLines) + small.lineHeight(addressLines), func(p *pen, x, y page.Length) {
		y = c.block(p, leads, leadLines, c.body(), x, y)
		below := c.block(p, link, addressLines, small, x, y)
		p.with(link).item(page.Item{Link: &page.Hyperlink{
			Box: page.Rect{X: x, Y: y, W: widest(addressLines), H: below - y}, URI: c.doc.Article.Address,
		}})
	}}
}
