package layout

import (
	"slices"

	"aftercare/internal/document"
	"aftercare/internal/font"
	"aftercare/internal/page"
)

// Fit sets a document in a style, on one page where it can; large print takes
// several in any case. It fails only where the article's address
// makes no code that can be read off paper.
func Fit(doc *document.Document, style Style, book *font.Book, drawings *Drawings) (*page.Sheet, error) {
	if style.Large {
		return fitLong(warningsFirst(doc), style, book, drawings)
	}
	for _, scale := range style.scales() {
		c := newComposer(doc, style, scale, book, drawings)
		c.compose()
		if c.err != nil {
			return nil, c.err
		}
		if c.onePage() {
			return c.place(), c.err
		}
	}
	return fitLong(warningsFirst(doc), style, book, drawings)
}

// fitLong sets a document that needs several pages: in the first setting that
// leaves the warnings on the first page, or else in the most open one.
func fitLong(doc *document.Document, style Style, book *font.Book, drawings *Drawings) (*page.Sheet, error) {
	var open *page.Sheet
	for _, scale := range style.scales() {
		c := newComposer(doc, style, scale, book, drawings)
		c.compose()
		sheet := c.place()
		if c.err != nil {
			return nil, c.err
		}
		if c.warned() {
			return sheet, nil
		}
		if open == nil {
			open = sheet
		}
	}
	return open, nil
}

// warned says whether every warning stands on the first page.
func (c *composer) warned() bool {
	first := map[page.ElementID]bool{}
	for _, item := range c.sheet.Pages[0].Items {
		first[item.Element] = true
	}
	return !slices.ContainsFunc(c.warnings, func(id page.ElementID) bool { return !first[id] })
}

// warningsFirst moves the warnings before what only this patient's sheet says,
// so that they stand on the first page where the rest has to go to a second.
func warningsFirst(doc *document.Document) *document.Document {
	late := func(s document.Section) int {
		if s.Kind == document.Special || s.Kind == document.Note {
			return 1
		}
		return 0
	}
	moved := *doc
	moved.Sections = slices.Clone(doc.Sections)
	slices.SortStableFunc(moved.Sections, func(a, b document.Section) int { return late(a) - late(b) })
	return &moved
}

// compose sets everything, and says nothing yet of where.
func (c *composer) compose() {
	c.head, c.text = c.setHead(), c.sections(c.columnWidth())
	c.readLetterhead()
	c.foot = c.setFoot()
	c.bottom = c.paper.Height - margin - c.foot.height
}

// onePage says whether the document fits on one page, in two columns.
func (c *composer) onePage() bool {
	_, ok := c.text.balance(c.bottom - margin - c.head.height() - c.scale.gap)
	return ok
}

func (c *composer) place() *page.Sheet {
	c.pour(c.text, c.placeHead(c.head))
	c.drawFoots(c.foot)
	return c.sheet
}

func (c *composer) columnWidth() page.Length {
	n := page.Length(c.scale.columns)
	return (c.measure - (n-1)*c.scale.gutter) / n
}

func (c *composer) pen(i int) *pen {
	return &pen{page: &c.sheet.Pages[i], number: i, element: page.Artifact, sheet: c.sheet}
}

// newPage opens a page and returns where its content starts.
func (c *composer) newPage() page.Length {
	c.sheet.Pages = append(c.sheet.Pages, page.Page{Width: c.paper.Width, Height: c.paper.Height})
	if len(c.sheet.Pages) == 1 {
		return margin
	}
	return c.runningHead(c.pen(len(c.sheet.Pages) - 1))
}

// runningHead says on a later page which sheet it belongs to, and whose it is.
func (c *composer) runningHead(p *pen) page.Length {
	style := textStyle{c.scale.strong, c.palette.brand}
	name := c.breakLines(plain(c.doc.Patient.Text), c.scale.body.size, c.measure/2)
	if len(name) > 1 {
		name = nil // a name is not cut, and the first page has it whole
	}
	lines := c.breakLines(bold(c.doc.Running.Head), style.size, c.measure-widest(name)-c.scale.gutter)
	y := c.block(p, page.Artifact, lines, style, margin, margin)
	y = max(y, c.flushRight(p, name, c.body(), margin+c.measure, margin)) + 3*page.Point
	p.rule(c.palette.brand, 3*page.Point/2, margin, y, margin+c.measure, y)
	return y + c.scale.gap
}

// placeHead sets the head across the page and returns where the columns start.
func (c *composer) placeHead(head stack) page.Length {
	top := c.newPage()
	for len(head) > 0 {
		here := column{page.Rect{X: margin, Y: top, W: c.measure, H: c.bottom - top}}
		n := head.fits(here.H)
		if n == 0 {
			n = max(head.crams(here.H), 1)
		}
		drawAll(c.pen(len(c.sheet.Pages)-1), here.set(head[:n], 0))
		top += head[:n].height() + c.scale.gap
		if head = head[n:]; len(head) > 0 {
			top = c.newPage()
		}
	}
	return top
}

// pour fills columns from top on, page after page.
func (c *composer) pour(body stack, top page.Length) {
	for len(body) > 0 {
		n := c.fillPage(body, top)
		if body = body[n:]; len(body) > 0 {
			top = c.newPage()
		}
	}
}

// fillPage sets as many units as fit between top and the foot and returns
// their number. On the last page the columns are balanced.
func (c *composer) fillPage(body stack, top page.Length) int {
	height := c.bottom - top
	if c.scale.columns == 1 {
		return c.fillColumn(body, 0, top, 0)
	}
	if at, ok := body.balance(height); ok {
		c.drawColumn(body[:at], 0, top, body[:at].looseness(height))
		c.drawColumn(body[at:], 1, top, body[at:].looseness(height))
		return len(body)
	}
	n := c.fillColumn(body, 0, top, 0)
	return n + c.fillColumn(body[n:], 1, top, n)
}

// fillColumn takes what fits. A run of glued units that even an empty page
// cannot hold is broken all the same, rather than lost.
func (c *composer) fillColumn(body stack, i int, top page.Length, before int) int {
	n := body.fits(c.bottom - top)
	if fresh := len(c.sheet.Pages) > 1 && before == 0 && i == 0; n == 0 && fresh {
		n = max(body.crams(c.bottom-top), 1)
	}
	c.drawColumn(body[:n], i, top, 0)
	return n
}

func (c *composer) drawColumn(s stack, i int, top, loose page.Length) {
	width := c.columnWidth()
	x := margin + page.Length(i)*(width+c.scale.gutter)
	here := column{page.Rect{X: x, Y: top, W: width, H: c.bottom - top}}
	drawAll(c.pen(len(c.sheet.Pages)-1), here.set(s, loose))
}
