package layout

import (
	"strings"

	"aftercare/internal/page"
)

// minModule is how wide a module of the code is at least, so that a phone reads
// it off a copy.
const minModule = page.Millimetre / 2

// article is the QR code with where it leads.
func (c *composer) article(width page.Length) stack {
	code, err := c.drawings.code(c.doc.Article.Address, c.palette.ink)
	if err != nil {
		c.err = err
		return nil
	}
	size := c.moduleSize(code, width)
	side, quiet := code.Width/page.Point*size, QuietZone*size
	parent := c.element(page.Sect, root, "")
	figure := c.element(page.Figure, parent, c.doc.Article.Alt)
	beside := side + quiet + c.scale.pad
	t := c.articleText(parent, width-beside)
	height := max(side+2*quiet, t.height)
	draw := func(p *pen, b page.Rect) {
		// Gutter and margin are wider than the quiet zone, so that the code can
		// stand in line with the text above it.
		box := page.Rect{X: b.X, Y: b.Y + (height-side)/2, W: side, H: side}
		p.with(figure).stamp(code, box)
		p.bounds(figure, box)
		t.draw(p, b.X+beside, b.Y+(height-t.height)/2)
	}
	return stack{{height: height, draw: draw}}.opening(c.scale.gap)
}

// moduleSize is how wide a module prints: as wide as is pleasant, or less where
// the code would take more than two fifths of the column, but never too small
// to be read off a copy.
func (c *composer) moduleSize(code *page.Drawing, width page.Length) page.Length {
	return max(minModule, min(c.scale.module, width*2/5/(code.Width/page.Point)))
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
	addressLines := c.breakLines(plain(unhyphenated(c.doc.Article.Printed)), small.size, width)
	return articleText{c.body().lineHeight(leadLines) + small.lineHeight(addressLines), func(p *pen, x, y page.Length) {
		y = c.block(p, leads, leadLines, c.body(), x, y)
		below := c.block(p, link, addressLines, small, x, y)
		p.with(link).item(page.Item{Link: &page.Hyperlink{
			Box: page.Rect{X: x, Y: y, W: widest(addressLines), H: below - y}, URI: c.doc.Article.Address,
		}})
	}}
}

// unhyphenated keeps an address from being broken after a hyphen, where nobody
// could tell whether the hyphen belongs to it.
func unhyphenated(address string) string {
	return strings.ReplaceAll(address, "-", string(noBreakHyphen))
}
