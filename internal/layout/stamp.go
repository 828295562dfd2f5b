package layout

import "aftercare/internal/page"

// stamp puts a shared drawing into a box.
func (p *pen) stamp(d *page.Drawing, box page.Rect) {
	p.item(page.Item{Stamp: &page.Stamp{Box: box, Drawing: d}})
}
