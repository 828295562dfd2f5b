package layout_test

import (
	"testing"

	"aftercare/internal/clinic"
	"aftercare/internal/layout"
	"aftercare/internal/page"
)

// TestLogosKeepTheirProportions: wide and tall ones, drawn and photographed.
func TestLogosKeepTheirProportions(t *testing.T) {
	for _, size := range [][2]int{{100, 100}, {300, 100}, {100, 300}, {1200, 100}, {40, 1000}} {
		w, h := page.Length(size[0])*page.Point, page.Length(size[1])*page.Point
		red := page.Colour{R: 0xc0, G: 0x20, B: 0x10}
		square := page.Path{Fill: &red, Segments: []page.Segment{
			{Verb: page.MoveTo}, {Verb: page.LineTo, P: [3]page.XY{{X: w}}}, {Verb: page.LineTo, P: [3]page.XY{{X: w, Y: h}}}, {Verb: page.Close},
		}}
		photo := &page.Picture{Width: size[0], Height: size[1], Pixels: make([]byte, 3*size[0]*size[1])}
		for i := range photo.Pixels {
			photo.Pixels[i] = byte(i)
		}
		for name, logo := range map[string]clinic.Logo{"drawing": {Paths: []page.Path{square}}, "picture": {Picture: photo}} {
			logo.Width, logo.Height = w, h
			for _, style := range []layout.Style{{}, {Grey: true}, {Large: true}} {
				style.Paper = layout.Papers[0]
				o := dryNeedling("en", common("low back"))
				own := *o.clinic
				own.Logo = &logo
				o.clinic, o.style = &own, style
				s := o.set(t)
				if !s.hasLogo() {
					t.Errorf("%s of %v is not on the page", name, size)
				}
				s.judge()
				s.report(t)
			}
		}
	}
}

// hasLogo says whether a drawing or picture is at the head of the first page.
func (s *set) hasLogo() bool {
	for _, item := range s.sheet.Pages[0].Items {
		if (item.Stamp != nil || item.Image != nil) && item.Bounds().Y < 2*page.Inch {
			return true
		}
	}
	return false
}
