package layout

import (
	"slices"

	"aftercare/internal/clinic"
	"aftercare/internal/page"
)

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
	box = page.Rect{W: w, H: h}
	if logo.Picture != nil {
		picture := c.picture(logo.Picture)
		return func(p *pen, box page.Rect) { p.item(page.Item{Image: &page.Image{Box: box, Picture: picture}}) }, box
	}
	drawing := c.logoDrawing(logo)
	return func(p *pen, box page.Rect) { p.stamp(drawing, box) }, box
}

// logoDrawing is the logo as a drawing, in grey where the style asks for it.
func (c *composer) logoDrawing(logo *clinic.Logo) *page.Drawing {
	type key struct {
		logo *clinic.Logo
		grey bool
	}
	return keep(c.drawings, key{logo, c.style.Grey}, func() *page.Drawing {
		d := &page.Drawing{Width: logo.Width, Height: logo.Height, Paths: slices.Clone(logo.Paths)}
		if c.style.Grey {
			for i := range d.Paths {
				d.Paths[i].Fill, d.Paths[i].Stroke = greyed(d.Paths[i].Fill), greyed(d.Paths[i].Stroke)
			}
		}
		return d
	})
}

func greyed(c *page.Colour) *page.Colour {
	if c == nil {
		return nil
	}
	grey := clinic.Grey(*c)
	return &grey
}

// picture is the logo's pixels, in grey where the style asks for it.
func (c *composer) picture(p *page.Picture) *page.Picture {
	if !c.style.Grey {
		return p
	}
	return keep(c.drawings, p, func() *page.Picture {
		grey := &page.Picture{Width: p.Width, Height: p.Height, Pixels: slices.Clone(p.Pixels)}
		for i := 0; i+2 < len(grey.Pixels); i += 3 {
			// ITU-R BT.601 luma, as printers weigh it.
			r, g, b := int(grey.Pixels[i]), int(grey.Pixels[i+1]), int(grey.Pixels[i+2])
			luma := uint8((299*r + 587*g + 114*b + 500) / 1000)
			grey.Pixels[i], grey.Pixels[i+1], grey.Pixels[i+2] = luma, luma, luma
		}
		return grey
	})
}
