package bodymap

import (
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/math/fixed"

	"aftercare/internal/handout"
	"aftercare/internal/page"
)

var pictures = flag.String("pictures", "", "write pictures of the body map to this `folder`")

// canvas paints figures at so many pixels to the unit.
type canvas struct {
	*image.RGBA
	scale  float64
	filler *rasterx.Filler
	pen    *rasterx.Stroker
}

func newCanvas(height int) *canvas {
	c := &canvas{scale: float64(height) / float64(Height)}
	width := int(float64(Width) * c.scale)
	c.RGBA = image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(c, c.Bounds(), image.White, image.Point{}, draw.Src)
	scanner := rasterx.NewScannerGV(width, height, c, c.Bounds())
	c.filler, c.pen = rasterx.NewFiller(width, height, scanner), rasterx.NewStroker(width, height, scanner)
	return c
}

func (c *canvas) at(p page.XY) fixed.Point26_6 {
	return fixed.Point26_6{X: fixed.Int26_6(float64(p.X) * c.scale * 64), Y: fixed.Int26_6(float64(p.Y) * c.scale * 64)}
}

func (c *canvas) trace(to rasterx.Adder, segments []page.Segment) {
	closed := false
	for _, s := range segments {
		switch s.Verb {
		case page.MoveTo:
			to.Start(c.at(s.P[0]))
		case page.LineTo:
			to.Line(c.at(s.P[0]))
		case page.CurveTo:
			to.CubeBezier(c.at(s.P[0]), c.at(s.P[1]), c.at(s.P[2]))
		case page.Close:
			closed = true
		}
	}
	to.Stop(closed)
}

func (c *canvas) fill(paths []page.Path, ink color.Color) {
	for _, p := range paths {
		c.filler.SetColor(ink)
		c.trace(c.filler, p.Segments)
		c.filler.Draw()
		c.filler.Clear()
	}
}

func (c *canvas) stroke(paths []page.Path, width page.Length, ink color.Color) {
	for _, p := range paths {
		c.pen.SetColor(ink)
		c.pen.SetStroke(fixed.Int26_6(float64(width)*c.scale*64), 0, rasterx.RoundCap, nil, nil, rasterx.Round)
		c.trace(c.pen, p.Segments)
		c.pen.Draw()
		c.pen.Clear()
	}
}

// paint is the order that the package comment names, in black and white.
func (c *canvas) paint(f Figure) {
	c.fill(f.Body, color.Gray{235})
	c.stroke(f.Details, DetailWidth, color.Gray{150})
	for i := range f.Marked {
		c.fill(f.Marked[i:i+1], color.Gray{40})
		c.stroke(f.Marked[i:i+1], KeylineWidth, color.White)
	}
	c.stroke(f.Body, OutlineWidth, color.Gray{70})
}

// ink counts the pixels in a box that a poor copier still prints black.
func (c *canvas) ink(box page.Rect) int {
	n := 0
	for y := int(float64(box.Y) * c.scale); y <= int(float64(box.Y+box.H)*c.scale); y++ {
		for x := int(float64(box.X) * c.scale); x <= int(float64(box.X+box.W)*c.scale); x++ {
			if c.RGBAAt(x, y).R < 60 {
				n++
			}
		}
	}
	return n
}

// Printed small (160 pt) and seen at a mere 100 dpi, every mark is a spot of
// ink: at least fifteen solid pixels, some 3 pt by 3 pt.
func TestSmallMarksAreSeen(t *testing.T) {
	const pixels = 160 * 100 / 72
	for _, name := range Regions() {
		f := figure(t, Mark{name, handout.Right})
		c := newCanvas(pixels)
		c.paint(Figure{Marked: f.Marked})
		for i, box := range f.Boxes {
			if n := c.ink(box); n < 15 {
				t.Errorf("%s, path %d: %d solid pixels", name, i, n)
			}
		}
	}
}

// An unmarked body has no ink as dark as a mark.
func TestUnmarkedBodyIsLight(t *testing.T) {
	c := newCanvas(600)
	c.paint(figure(t))
	if n := c.ink(page.Rect{W: Width - 100, H: Height - 100}); n > 0 {
		t.Errorf("%d pixels are as dark as a mark", n)
	}
}

// Pictures for people: with -pictures, one of each region and a few visits.
func TestPictures(t *testing.T) {
	if *pictures == "" {
		t.Skip("no folder given")
	}
	sets := map[string][]Mark{
		"unmarked":           nil,
		"low-back-left-hip":  {{"low-back", handout.NoSide}, {"hip", handout.Left}},
		"neck-and-shoulders": {{"neck", handout.NoSide}, {"shoulder", handout.Both}},
	}
	for _, name := range Regions() {
		sets["left-"+name] = []Mark{{name, handout.Left}}
		sets["all"] = append(sets["all"], Mark{name, handout.Both})
	}
	for name, marks := range sets {
		c := newCanvas(800)
		c.paint(figure(t, marks...))
		file, err := os.Create(filepath.Join(*pictures, name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(file, c); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
