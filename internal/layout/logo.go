package layout

import "aftercare/internal/page"

// logoHeight and logoWidth are the most a logo takes.
const (
	logoHeight = 40 * page.Point
	logoWidth  = 180 * page.Point
)

// logo is how to draw the clinic's logo and the size it takes; nil without one.
func (c *composer) logo() (draw func(p *pen, box page.Rect), box page.Rect) {
	logo := c.doc.Clinic.Logo
	if logo == nil {
		return nil, page.Rect{}
	}
	h := logoHeight
	w := logo.Width * h / logo.Height
	if w > logoWidth {
		w, h = logoWidth, logo.Height*logoWidth/logo.Width
	}
	return func(p *pen, box page.Rect) {
		p.item(page.Item{Image: &page.Image{Box: box, Picture: logo.Picture}})
	}, page.Rect{W: w, H: h}
}
