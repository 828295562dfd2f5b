package layout

import (
	"aftercare/internal/bodymap"
	"aftercare/internal/document"
	"aftercare/internal/handout"
	"aftercare/internal/page"
)

// treated is the body map with its words beside it, and under those the next
// visit. Without a map the next visit is a section like the others.
func (c *composer) treated(width page.Length) stack {
	next := c.find(document.Next)
	if c.doc.BodyMap == nil {
		if next == nil {
			return nil
		}
		return c.section(*next, width)
	}
	figure := c.element(page.Figure, root, c.doc.BodyMap.Alt)
	tallest := c.scale.mapHeight + c.scale.mapStretch
	side := c.mapWidth(tallest)
	words := c.mapWords(next, width-side-c.scale.mapGap)
	height := max(c.scale.mapHeight, words.height())
	return stack{{
		height: height, stretch: max(0, tallest-height),
		draw: func(p *pen, b page.Rect) {
			m := page.Rect{X: b.X, Y: b.Y, H: min(b.H, tallest)}
			m.W = c.mapWidth(m.H)
			c.drawBodyMap(p, figure, m)
			x := b.X + m.W + c.scale.mapGap
			at := column{page.Rect{X: x, Y: b.Y, W: width - side - c.scale.mapGap, H: b.H}}
			drawAll(p, at.set(words, 0))
		},
	}}.opening(c.scale.gap)
}

// mapWords name what is marked, and the next visit.
func (c *composer) mapWords(next *document.Section, width page.Length) stack {
	m := c.doc.BodyMap
	words := c.section(document.Section{Title: m.Title, Text: m.Caption}, width)
	if next != nil {
		words = append(words, c.section(*next, width)...)
	}
	return words
}

func (c *composer) find(kind document.Kind) *document.Section {
	for i := range c.doc.Sections {
		if c.doc.Sections[i].Kind == kind {
			return &c.doc.Sections[i]
		}
	}
	return nil
}

func (c *composer) mapWidth(height page.Length) page.Length {
	return (height - c.captionHeight()) * bodymap.Width / bodymap.Height
}

func (c *composer) captionHeight() page.Length { return c.scale.caption.leading }

// drawBodyMap draws the figure into a box, with its captions under front and
// back.
func (c *composer) drawBodyMap(p *pen, figure page.ElementID, b page.Rect) {
	m := c.doc.BodyMap
	marked, err := bodymap.Draw(m.Marks)
	if err != nil {
		c.err = err
		return
	}
	box := page.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H - c.captionHeight()}
	f := p.with(figure)
	f.stamp(c.bodies(), box)
	for _, shape := range marked.Marked {
		shape.Segments = scaled(shape.Segments, box, bodymap.Height)
		shape.Fill, shape.Stroke, shape.Width = &c.palette.accent, &c.palette.white, bodymap.KeylineWidth*box.H/bodymap.Height
		f.item(page.Item{Path: &shape})
	}
	c.mapCaptions(f, m, box)
	p.bounds(figure, b)
}

// bodies are the two silhouettes, which every sheet of a clinic shares.
func (c *composer) bodies() *page.Drawing {
	type key struct{ fill, line page.Colour }
	k := key{c.palette.tint, c.palette.shade}
	return keep(c.drawings, k, func() *page.Drawing {
		figure, _ := bodymap.Draw(nil) // only a mark can be unknown
		d := &page.Drawing{Width: bodymap.Width, Height: bodymap.Height}
		for _, body := range figure.Body {
			body.Fill, body.Stroke, body.Width, body.Round = &k.fill, &k.line, 2*bodymap.OutlineWidth, true
			d.Paths = append(d.Paths, body)
		}
		for _, detail := range figure.Details {
			detail.Stroke, detail.Width, detail.Round = &k.line, 2*bodymap.DetailWidth, true
			d.Paths = append(d.Paths, detail)
		}
		return d
	})
}

// scaled moves segments of a drawing height units high into a box.
func scaled(segments []page.Segment, box page.Rect, height page.Length) []page.Segment {
	out := make([]page.Segment, len(segments))
	for i, s := range segments {
		for k, at := range s.P {
			s.P[k] = page.XY{X: box.X + at.X*box.H/height, Y: box.Y + at.Y*box.H/height}
		}
		out[i] = s
	}
	return out
}

// mapCaptions name the views, and the sides as the patient has them: seen from
// the front, the right hand is at the left.
func (c *composer) mapCaptions(p *pen, m *document.BodyMap, box page.Rect) {
	at := func(x page.Length) page.Length { return box.X + x*box.H/bodymap.Height }
	for _, letter := range bodymap.Letters() {
		name := m.Left
		if letter.Side == handout.Right {
			name = m.Right
		}
		c.centred(p, name+" ", at(letter.At.X), box.Y+letter.At.Y*box.H/bodymap.Height-c.scale.caption.leading/2)
	}
	foot := box.Y + box.H
	c.centred(p, m.Front+" ", at(bodymap.FrontCentre), foot)
	c.centred(p, m.Back+" ", at(bodymap.BackCentre), foot)
}

func (c *composer) centred(p *pen, text string, x, y page.Length) {
	style := c.caption()
	lines := c.breakLines(plain(text), style.size, c.measure)
	c.aligned(p, p.element, lines, style, y, func(l line) page.Length { return x - l.width/2 })
}
