package layout

import (
	"slices"
	"strings"

	"aftercare/internal/document"
	"aftercare/internal/page"
)

// setHead sets what stands above the columns: whose sheet it is, the one message,
// the next days, and the lung warning where it applies. In large print there is
// no room for all of them on the first page: the warning comes first.
func (c *composer) setHead() stack {
	var s stack
	s = append(s, c.sample()...)
	s = append(s, c.brandBand()...)
	s = append(s, c.title()...)
	s = append(s, c.facts()...)
	if c.style.Large {
		s = append(s, c.lung()...)
		return append(s, c.keyMessage()...)
	}
	s = append(s, c.keyMessage()...)
	return append(s, c.lung()...)
}

// sample marks a sheet that no clinic stands behind.
func (c *composer) sample() stack {
	if c.doc.Sample == "" {
		return nil
	}
	p0 := c.element(page.P, root, "")
	style := textStyle{c.scale.body, c.palette.white}
	lines := c.breakLines(bold(c.doc.Sample), style.size, c.measure-2*c.scale.pad)
	draw := func(p *pen, b page.Rect) {
		p.artifact().fill(c.palette.ink, rounded(b, radius, radius, radius, radius)...)
		c.block(p, p0, lines, style, b.X+c.scale.pad, b.Y+3*page.Point)
	}
	return stack{{height: style.lineHeight(lines) + 6*page.Point, glued: true, draw: draw}}
}

// brandBand is logo, name and address at the left, telephone, web and hours at
// the right. It is drawn first and read out last: who listens wants to hear
// whose sheet it is before the letterhead.
func (c *composer) brandBand() stack {
	strong, small := textStyle{c.scale.strong, c.palette.ink}, textStyle{c.scale.caption, c.palette.quiet}
	logo, logoBox := c.logo()
	indent := logoBox.W
	if indent > 0 {
		indent += 10 * page.Point
	}
	k := c.doc.Clinic
	right := letterhead{{c.body(), bold(k.Phone)}, {small, plain(unhyphenated(k.Web))}, {small, plain(hours(k.Hours))}}.set(c, c.measure*45/100)
	left := letterhead{{strong, bold(k.Name)}, {small, plain(strings.Join(k.Address, ", "))}}.set(c, c.measure-indent-right.width-c.scale.gutter)
	height := max(logoBox.H, left.height, right.height)
	draw := func(p *pen, b page.Rect) {
		if logo != nil {
			logo(p.artifact(), page.Rect{X: b.X, Y: b.Y + (height-logoBox.H)/2, W: logoBox.W, H: logoBox.H})
		}
		left.draw(c, p, b.Y+(height-left.height)/2, func(line) page.Length { return b.X + indent })
		right.draw(c, p, b.Y+(height-right.height)/2, func(l line) page.Length { return b.X + b.W - l.width })
		p.artifact().rule(c.palette.brand, 3*page.Point/2, b.X, b.Y+height+7*page.Point, b.X+b.W, b.Y+height+7*page.Point)
	}
	c.letterhead = slices.Concat(left.paragraphs, right.paragraphs)
	return stack{{gap: 8 * page.Point, height: height + 8*page.Point, glued: true, draw: draw}}
}

// readLetterhead puts the clinic at the end of what is read out.
func (c *composer) readLetterhead() {
	parent := c.element(page.Sect, root, "")
	for _, p := range c.letterhead {
		p.element = c.element(page.P, parent, "")
	}
}

// hours joins the opening hours, so that a line ends between two of them.
func hours(list []string) string {
	whole := make([]string, len(list))
	for i, entry := range list {
		whole[i] = entry
		if len(entry) < 30 {
			whole[i] = strings.ReplaceAll(entry, " ", "\u00a0")
		}
	}
	return strings.Join(whole, ", ")
}

// letterhead are the paragraphs at one side of the band.
type letterhead []struct {
	style textStyle
	spans []span
}

// setParagraph is a paragraph, broken into lines.
type setParagraph struct {
	element page.ElementID
	lines   []line
	style   textStyle
}

// bandSide is one side of the band, set.
type bandSide struct {
	paragraphs    []*setParagraph
	width, height page.Length
}

func (h letterhead) set(c *composer, width page.Length) (out bandSide) {
	for _, k := range h {
		if k.spans[0].text == "" {
			continue
		}
		p := &setParagraph{lines: c.breakLines(k.spans, k.style.size, width), style: k.style}
		out.paragraphs = append(out.paragraphs, p)
		out.width, out.height = max(out.width, widest(p.lines)), out.height+p.style.lineHeight(p.lines)
	}
	return out
}

func (h bandSide) draw(c *composer, p *pen, y page.Length, x func(line) page.Length) {
	for _, k := range h.paragraphs {
		y = c.aligned(p, k.element, k.lines, k.style, y, x)
	}
}

// flushRight sets lines of the pen's element with their right ends at right.
func (c *composer) flushRight(p *pen, lines []line, style textStyle, right, y page.Length) page.Length {
	return c.aligned(p, p.element, lines, style, y, func(l line) page.Length { return right - l.width })
}

func widest(lines []line) (w page.Length) {
	for _, l := range lines {
		w = max(w, l.width)
	}
	return w
}

// title stands beside what says when and by whom; below each other where the
// line is too short for both.
func (c *composer) title() stack {
	title := textStyle{c.scale.title, c.palette.brand}
	h := c.element(page.H1, root, "")
	lines := c.breakLines(bold(c.doc.Title), title.size, c.measure)
	visit := c.visitLines(c.measure)
	side := c.columnWidth() + c.scale.gutter
	if widest(lines) > c.columnWidth() {
		side = max(widest(lines)+c.scale.gutter, c.measure-c.visitWidth(visit))
	}
	if c.scale.columns == 1 || side+c.visitWidth(visit) > c.measure {
		s := c.lineUnits(h, lines, title, 0, nil).keep()
		for _, v := range visit {
			s = append(s, c.lineUnits(v.element, v.lines, v.style, 0, nil).keep()...)
		}
		return s.lead(c.titleGap()).glue().keep()
	}
	height := max(title.lineHeight(lines), c.body().leading*page.Length(len(visit)))
	draw := func(p *pen, b page.Rect) {
		c.block(p, h, lines, title, b.X, b.Y+(height-title.lineHeight(lines))/2)
		y := b.Y + (height-c.body().leading*page.Length(len(visit)))/2
		for _, v := range visit {
			y = c.block(p, v.element, v.lines, v.style, b.X+side, y)
		}
	}
	return stack{{gap: c.titleGap(), height: height, glued: true, draw: draw}}
}

func (c *composer) titleGap() page.Length { return c.scale.gap/2 + 5*page.Point }

func (c *composer) visitLines(width page.Length) []setParagraph {
	var out []setParagraph
	for _, text := range c.doc.Visit {
		out = append(out, setParagraph{c.element(page.P, root, ""), c.breakLines(plain(text), c.scale.body.size, width), c.body()})
	}
	return out
}

func (c *composer) visitWidth(visit []setParagraph) (w page.Length) {
	for _, v := range visit {
		w = max(w, widest(v.lines))
	}
	return w
}

// keep glues a stack to what follows it.
func (s stack) keep() stack {
	if len(s) > 0 {
		s[len(s)-1].glued = true
	}
	return s
}

// cell is a fact set in its column.
type cell struct {
	element page.ElementID
	fact    document.Fact
	label   []line
	value   []line
	style   textStyle
	width   page.Length
}

// facts say whose sheet it is and what was treated, beside each other, or below
// each other where one of them is long.
func (c *composer) facts() stack {
	cells := []cell{c.cell(c.doc.Patient), c.cell(c.doc.Area)}
	half := (c.measure - c.scale.gutter) / 2
	for i := range cells {
		c.setCell(&cells[i], half)
	}
	if len(cells[0].value) <= 2 && len(cells[1].value) <= 2 {
		return stack{c.factRow(cells)}
	}
	var s stack
	for i := range cells {
		c.setCell(&cells[i], c.measure)
		s = append(s, c.factRow(cells[i:i+1]))
	}
	return s.glue()
}

func (c *composer) cell(fact document.Fact) cell {
	return cell{element: c.element(page.P, root, ""), fact: fact, style: textStyle{c.scale.strong, c.palette.ink}}
}

func (c *composer) setCell(k *cell, width page.Length) {
	k.width = width
	label := k.fact.Label
	if k.fact.Text != "" {
		label += " " // so that label and value do not fuse when read out
	}
	k.label = c.breakLines(plain(label), c.scale.caption.size, width)
	k.value = c.breakLines(bold(k.fact.Text), k.style.size, width)
}

func (c *composer) factRow(row []cell) unit {
	caption := c.caption()
	var height page.Length
	for _, k := range row {
		height = max(height, caption.lineHeight(k.label)+max(k.style.lineHeight(k.value), k.style.leading))
	}
	draw := func(p *pen, b page.Rect) {
		x := b.X
		for _, k := range row {
			y := c.block(p, k.element, k.label, caption, x, b.Y)
			c.block(p, k.element, k.value, k.style, x, y)
			if k.fact.Blank {
				base := y + k.style.leading - 2*page.Point
				p.artifact().rule(c.palette.quiet, page.Point*3/4, x, base, x+k.width, base)
			}
			x += k.width + c.scale.gutter
		}
	}
	return unit{gap: 4 * page.Point, height: height, draw: draw}
}
