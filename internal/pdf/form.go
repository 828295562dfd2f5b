package pdf

import (
	"slices"

	"aftercare/internal/page"
)

// A drawing becomes a form in whole numbers of a grain: a power of ten, in
// thousandths of a point, of which its longer side has 500 to 5,000. That is finer
// than a printer where the drawing is as large as a page, a third of the bytes of
// finer figures, and leaves the rows of a QR code on common edges. In a form Y
// runs down as in its drawing: the matrix that places it turns it over.

// mostGrains is how many grains the longer side of a drawing may have.
const mostGrains = 5000

// grain is the unit of the form of d.
func grain(d *page.Drawing) page.Length {
	g := page.Length(1)
	for max(d.Width, d.Height)/g >= mostGrains {
		g *= 10
	}
	return g
}

// formBox is the box of the form of d, in points of the form.
func formBox(d *page.Drawing) page.Rect {
	g := grain(d)
	return page.Rect{W: d.Width * page.Point / g, H: d.Height * page.Point / g}
}

// regrain is the path in the form. Widths and dashes are kept as they are: they
// would vanish in whole numbers.
func regrain(path *page.Path, grain page.Length) *page.Path {
	p := *path
	p.Width = p.Width * page.Point / grain
	p.Segments = slices.Clone(p.Segments)
	for i := range p.Segments {
		for j := range p.Segments[i].P {
			at := &p.Segments[i].P[j]
			at.X = nearest(at.X, grain) / grain * page.Point
			at.Y = -nearest(at.Y, grain) / grain * page.Point
		}
	}
	p.Dash = slices.Clone(p.Dash)
	for i := range p.Dash {
		p.Dash[i] = p.Dash[i] * page.Point / grain
	}
	return &p
}

// nearest is the multiple of step nearest to l.
func nearest(l, step page.Length) page.Length {
	if l < 0 {
		return -nearest(-l, step)
	}
	return (l + step/2) / step * step
}
