package layout

import (
	"fmt"
	"strings"

	"aftercare/internal/document"
	"aftercare/internal/page"
)

// sections sets everything below the head, in reading order.
func (c *composer) sections(width page.Length) stack {
	var s stack
	for _, section := range c.doc.Sections {
		switch section.Kind {
		case document.Call, document.Emergency:
			s = append(s, c.warning(section, width)...)
		case document.Next: // set beside the body map
		case document.Note:
			s = append(s, c.note(section, width)...)
		default:
			s = append(s, c.section(section, width)...)
		}
	}
	s = append(s, c.treated(width)...)
	s = append(s, c.article(width)...)
	return append(s, c.sources(width)...)
}

// section is a heading with its text and list.
func (c *composer) section(section document.Section, width page.Length) stack {
	parent := c.element(page.Sect, root, "")
	s := c.heading(section.Title, parent, width, nil)
	return append(s, c.content(section, parent, width, nil)...)
}

func (c *composer) heading(title string, parent page.ElementID, width page.Length, pn *panel) stack {
	style := textStyle{c.scale.heading, c.palette.brand}
	s := c.paragraph(c.element(page.H2, parent, ""), bold(title), style, width, pn).glue().keep()
	return s.opening(c.scale.gap)
}

// content is the text and the list of a section.
func (c *composer) content(section document.Section, parent page.ElementID, width page.Length, pn *panel) stack {
	var s stack
	if section.Text != "" {
		s = c.paragraph(c.element(page.P, parent, ""), plain(section.Text), c.body(), width, pn)
		if len(section.Items) > 0 {
			s = s.keep()
		}
	}
	if section.Kind == document.Lung {
		return append(s, c.grid(section, parent, width, pn)...)
	}
	return append(s, c.list(section, parent, width, pn)...)
}

var marks = map[document.Kind]mark{document.Do: tick, document.Avoid: cross, document.Steps: number}

// list sets the items of a section, each with its mark.
func (c *composer) list(section document.Section, parent page.ElementID, width page.Length, pn *panel) stack {
	if len(section.Items) == 0 {
		return nil
	}
	l := c.element(page.L, parent, "")
	c.sheet.Elements[l].Ordered = section.Ordered
	var s stack
	for i, item := range section.Items {
		set := c.item(item, i+1, marks[section.Kind], l, width, pn)
		if together(i, len(section.Items)) {
			set = set.keep()
		}
		s = append(s, set...)
	}
	return s
}

// together says whether item i of n stays with the next: a short list is not
// torn, and a longer one leaves no item alone.
func together(i, n int) bool {
	return i < n-1 && (n <= 3 || i == 0 || i == n-2)
}

func (c *composer) item(item document.Item, n int, m mark, list page.ElementID, width page.Length, pn *panel) stack {
	li := c.element(page.LI, list, "")
	label := c.element(page.Lbl, li, m.said())
	body := c.element(page.LBody, li, "")
	style := c.body()
	indent := c.scale.indent
	if m == number {
		indent = c.scale.indent * 3 / 2
	}
	lines := c.breakLines(itemSpans(item), style.size, width-indent)
	s := c.lineUnits(body, lines, style, indent, pn)
	if len(s) == 0 {
		return nil
	}
	first := s[0].draw
	s[0].draw = func(p *pen, b page.Rect) {
		c.mark(p.with(label), m, n, b)
		first(p, b)
	}
	s[0].gap, s[0].spring = c.scale.headingGap, itemSpring
	return s
}

// mark draws the sign of a list's line, or its number.
func (c *composer) mark(p *pen, m mark, n int, b page.Rect) {
	size, baseline := c.scale.body.size, c.baseline(b.Y, c.scale.body, page.Regular)
	if m == number {
		text := fmt.Sprintf("%d. ", n)
		p.item(page.Item{Text: &page.Text{X: b.X, Y: baseline, Face: page.Bold, Size: size, Colour: c.palette.brand, Text: text}})
		return
	}
	d := size * 7 / 10
	middle := baseline - c.book.XHeight(page.Regular, size)/2
	p.stamp(c.drawings.mark(m, c.palette.brand), page.Rect{X: b.X, Y: middle - d/2, W: d, H: d})
}

// itemSpans joins what an item says: its name, its text, until when.
func itemSpans(item document.Item) []span {
	var spans []span
	if item.Name != "" {
		spans = append(spans, span{true, strings.TrimSuffix(item.Name, ".") + ". "})
	}
	if item.Until == "" {
		return append(spans, span{false, item.Text})
	}
	text, stopped := strings.CutSuffix(item.Text, ".")
	until := item.Until
	if stopped {
		until += "."
	}
	return append(spans, span{false, text + " "}, span{true, until})
}

// warning is "call us if" and "emergency": a box with a dark head.
func (c *composer) warning(section document.Section, width page.Length) stack {
	colour, stroke := c.palette.brand, 5*page.Point/4
	if section.Kind != document.Call {
		colour, stroke = c.palette.ink, 2*page.Point
	}
	pn := &panel{pad: c.scale.pad, inset: c.scale.pad, stroke: &colour, width: stroke}
	parent := c.element(page.Sect, root, "")
	s := c.band(section.Title, colour, section.Kind != document.Call, parent, width, pn)
	s[0].leads = section.Kind == document.Call
	rest := c.content(section, parent, width-2*pn.inset, pn).lead(c.scale.pad * 2 / 3)
	return append(s, rest...).glue()
}

// lung is the warning over the columns, across the page.
func (c *composer) lung() stack {
	if c.doc.Lung == nil {
		return nil
	}
	return c.warning(*c.doc.Lung, c.measure)
}

// grid sets short items in as many columns as the page has, row by row, so
// that they are read in the order they stand in.
func (c *composer) grid(section document.Section, parent page.ElementID, width page.Length, pn *panel) stack {
	n := c.scale.columns
	each := (width - page.Length(n-1)*c.scale.gutter) / page.Length(n)
	list := c.element(page.L, parent, "")
	var s stack
	for at := 0; at < len(section.Items); at += n {
		var row []stack
		for i, item := range section.Items[at:min(at+n, len(section.Items))] {
			row = append(row, c.item(item, at+i+1, dot, list, each, pn))
		}
		s = append(s, c.beside(row, each+c.scale.gutter, pn))
	}
	return s
}

// beside makes one unit of stacks that stand side by side.
func (c *composer) beside(row []stack, step page.Length, pn *panel) unit {
	var height page.Length
	for _, s := range row {
		height = max(height, s.height()-pn.pad-pn.top)
	}
	return unit{gap: c.scale.headingGap, height: height, panel: pn, draw: func(p *pen, b page.Rect) {
		for i, s := range row {
			y := b.Y
			for k, u := range s {
				if k > 0 {
					y += u.gap
				}
				u.draw(p, page.Rect{X: b.X + page.Length(i)*step, Y: y, W: step, H: u.height})
				y += u.height
			}
		}
	}}
}

// note is what the therapist wrote, set apart by a rule.
func (c *composer) note(section document.Section, width page.Length) stack {
	pn := &panel{inset: 12 * page.Point, bar: &c.palette.brand}
	parent := c.element(page.Sect, root, "")
	s := c.heading(section.Title, parent, width-2*pn.inset, pn)
	return append(s, c.content(section, parent, width-2*pn.inset, pn)...)
}
