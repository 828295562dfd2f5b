package layout

import (
	"aftercare/internal/document"
	"aftercare/internal/page"
)

// bodyMap is the marked figure beside its captions.
func (c *composer) bodyMap(width page.Length) stack {
	m := c.doc.BodyMap
	if m == nil {
		return nil
	}
	parent := c.element(page.Sect, root, "")
	s := c.heading(m.Title, parent, width, nil)
	figure := c.element(page.Figure, parent, m.Alt)
	s = append(s, unit{
		gap: c.scale.headingGap, height: c.scale.mapHeight, stretch: c.scale.mapStretch,
		draw: func(p *pen, b page.Rect) { c.drawBodyMap(p, m, figure, b) },
	})
	return s
}

func (c *composer) drawBodyMap(p *pen, m *document.BodyMap, figure page.ElementID, b page.Rect) {
}
