package clinic

import (
	"image"
	"image/color"
	"image/draw"
	"sort"

	"aftercare/internal/page"
)

// raster paints a drawing as a printer would, width pixels wide, on white. It
// counts crossings line by line, so it knows both fill rules.
func raster(logo *Logo, width int) *image.RGBA {
	height := int((logo.Height*page.Length(width) + logo.Width/2) / logo.Width)
	paper := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(paper, paper.Bounds(), image.White, image.Point{}, draw.Src)
	scale := float64(width) / float64(logo.Width)
	for _, p := range logo.Paths {
		paint(paper, flattened(p, scale), *p.Fill, p.EvenOdd)
	}
	return paper
}

type edge struct{ x0, y0, x1, y1 float64 }

func flattened(p page.Path, scale float64) []edge {
	var edges []edge
	var here, start page.XY
	to := func(next page.XY) {
		edges = append(edges, edge{float64(here.X) * scale, float64(here.Y) * scale, float64(next.X) * scale, float64(next.Y) * scale})
		here = next
	}
	for _, s := range p.Segments {
		switch s.Verb {
		case page.MoveTo:
			to(start) // a fill closes what is open
			here, start = s.P[0], s.P[0]
		case page.LineTo:
			to(s.P[0])
		case page.CurveTo:
			from := here
			for i := 1; i <= 24; i++ {
				to(bezier(from, s.P, float64(i)/24))
			}
		case page.Close:
			to(start)
		}
	}
	to(start)
	return edges
}

// paint takes 4 lines and 16 columns of samples in each pixel.
func paint(paper *image.RGBA, edges []edge, c page.Colour, evenOdd bool) {
	const lines, columns = 8, 16
	bounds := paper.Bounds()
	for y := range bounds.Dy() {
		cover := make([]int, bounds.Dx())
		for line := range lines {
			addLine(cover, edges, float64(y)+(float64(line)+0.5)/lines, columns, evenOdd)
		}
		for x, n := range cover {
			old := paper.RGBAAt(x, y)
			mix := func(below, above uint8) uint8 {
				return uint8((int(below)*(lines*columns-n) + int(above)*n) / (lines * columns))
			}
			paper.SetRGBA(x, y, color.RGBA{mix(old.R, c.R), mix(old.G, c.G), mix(old.B, c.B), 255})
		}
	}
}

func addLine(cover []int, edges []edge, y float64, columns int, evenOdd bool) {
	type crossing struct {
		x    float64
		turn int
	}
	var found []crossing
	for _, e := range edges {
		if (e.y0 <= y) == (e.y1 <= y) {
			continue
		}
		turn := 1
		if e.y0 > e.y1 {
			turn = -1
		}
		found = append(found, crossing{e.x0 + (y-e.y0)/(e.y1-e.y0)*(e.x1-e.x0), turn})
	}
	sort.Slice(found, func(i, j int) bool { return found[i].x < found[j].x })
	winding := 0
	for i := 0; i+1 < len(found); i++ {
		winding += found[i].turn
		inside := winding != 0
		if evenOdd {
			inside = i%2 == 0
		}
		if !inside {
			continue
		}
		from, to := int(found[i].x*float64(columns)+0.5), int(found[i+1].x*float64(columns)+0.5)
		for s := max(from, 0); s < min(to, len(cover)*columns); s++ {
			cover[s/columns]++
		}
	}
}
