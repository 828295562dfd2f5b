package clinic

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/page"
)

// The pictures beside the drawings were made by another program (resvg), 240
// pixels wide on white.
func TestDrawingsLookAsElsewhere(t *testing.T) {
	files, _ := filepath.Glob("testdata/svg/*.svg")
	if len(files) < 7 {
		t.Fatalf("only %d drawings", len(files))
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			logo, flaws := parseSVG(data)
			if flaws != nil {
				t.Fatalf("%+v", flaws)
			}
			want := readPNG(t, strings.TrimSuffix(file, "svg")+"png")
			got := raster(logo, want.Bounds().Dx())
			compare(t, got, want)
		})
	}
}

func readPNG(t *testing.T, file string) image.Image {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// compare lets edges differ by a shade, as two ways of smoothing do (the other
// program counts in quarters of a pixel), and nothing else.
func compare(t *testing.T, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("size %v, want %v", got.Bounds(), want.Bounds())
	}
	const shade = 80 // of 255
	off, worst := 0, 0
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			r, g, b, _ := got.At(x, y).RGBA()
			r2, g2, b2, _ := want.At(x, y).RGBA()
			d := max(apartBy(r, r2), apartBy(g, g2), apartBy(b, b2))
			worst = max(worst, d)
			if d > shade {
				off++
			}
		}
	}
	if off > 0 {
		t.Errorf("%d pixels differ by more than %d, the worst by %d", off, shade, worst)
	}
}

func apartBy(a, b uint32) int { return int(max(a, b)-min(a, b)) >> 8 }

// svg wraps shapes into a drawing of 64 × 64.
func svg(shapes string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">` + shapes + `</svg>`
}

const square = `<path d="M8 8h48v48H8z"/>`

// Nothing of this can be left out of a drawing without changing it.
func TestRefused(t *testing.T) {
	in := func(attributes string) string { return svg(`<g ` + attributes + `>` + square + `</g>`) }
	for _, test := range []struct{ svg, want string }{
		{svg(square + "<text>A</text>"), "<text> cannot be drawn"},
		{svg(square + "<image href='a.png'/>"), "<image> cannot be drawn"},
		{svg(square + "<use href='#a'/>"), "<use> cannot be drawn"},
		{svg(square + "<style>path{fill:red}</style>"), "<style> cannot be drawn"},
		{svg("<defs><style>path{fill:red}</style></defs>" + square), "<style> cannot be drawn"},
		{svg(square + "<script>1</script>"), "<script> cannot be drawn"},
		{svg(square + "<foreignObject/>"), "<foreignObject> cannot be drawn"},
		{svg("<switch>" + square + "</switch>"), "<switch> cannot be drawn"},
		{svg("<a>" + square + "</a>"), "<a> cannot be drawn"},
		{svg("<svg>" + square + "</svg>"), "<svg> cannot be drawn"},
		{svg("<path d='M8 8h9v9z'><animate attributeName='d'/></path>"), "<animate> cannot be drawn"},
		{in("fill='url(#a)'"), `gradient or pattern fill="url(#a)"`},
		{in("style='stroke: url(#a)'"), `gradient or pattern stroke="url(#a)"`},
		{in("opacity='.5'"), `opacity=".5"`},
		{in("style='fill-opacity:0.5'"), `fill-opacity="0.5"`},
		{in("fill='rgba(0,0,0,.5)'"), `the colour fill="rgba(0,0,0,.5)"`},
		{in("fill='#12345678'"), `the colour fill="#12345678"`},
		{in("fill='currentColor'"), `the colour fill="currentColor"`},
		{in("fill='rgb(300,0,0)'"), `the colour fill="rgb(300,0,0)"`},
		{in("fill=''"), `the colour fill=""`},
		{in("filter='url(#f)'"), "filter="},
		{in("mask='url(#m)'"), "mask="},
		{in("clip-path='url(#c)'"), "clip-path="},
		{in("marker-end='url(#m)'"), "marker-end="},
		{in("style='mix-blend-mode:multiply'"), "mix-blend-mode="},
		{in("visibility='hidden'"), "visibility="},
		{in("stroke-dasharray='3 2'"), "stroke-dasharray="},
		{in("style='paint-order:stroke'"), "paint-order="},
		{in("vector-effect='non-scaling-stroke'"), "vector-effect="},
		{in("style='transform:scale(2)'"), "transform="},
		{in("style='background:navy'"), "background="},
		{in("onload='x()'"), "onload is a script"},
		{in("transform='turn(3)'"), `the transform "turn(3)"`},
		{in("transform='rotate(3'"), `the transform "rotate(3"`},
		{in("transform='scale(1e999)'"), `the transform "scale(1e999)"`},
		{in("stroke='#000' transform='scale(.5 .8)'"), "a stroke that is stretched"},
		{in("stroke='#000' stroke-width='900'"), "wider than the whole drawing"},
		{in("stroke='#000' stroke-width='2mm'"), `stroke-width="2mm"`},
		{in("stroke='#000' stroke-linejoin='arcs'"), `stroke-linejoin="arcs"`},
		{in("fill-rule='odd'"), `fill-rule="odd"`},
		{in("transform='translate(20)'"), "reaches over the edge"},
		{in("transform='translate(1e9)'"), "the shape of <path> cannot be read"},
		{svg("<rect width='50%' height='8'/>"), "a measure of <rect>"},
		{svg("<circle r='-1'/>"), "a measure of <circle>"},
		{svg("<path style='d:path(\"M0 0\")'/>"), "d within style"},
		{svg("<path d='8 8h9v9z'/>"), "the shape of <path> cannot be read"},
		{svg("<path d='M8 8h9v9zN3'/>"), "the shape of <path> cannot be read"},
		{svg("<path d='M8 8L9'/>"), "the shape of <path> cannot be read"},
		{svg("<path d='M8 8a4 4 0 2 1 8 8'/>"), "the shape of <path> cannot be read"},
		{svg("<path d='M1e30 8h9v9z'/>"), "the shape of <path> cannot be read"},
		{svg("<polygon points='1 2 3'/>"), "the shape of <polygon> cannot be read"},
		{svg("<path d='M8 8" + strings.Repeat("h1v1h-1v-1", 6000) + "'/>"), "more than 20,000 points"},
		{svg(""), "the drawing is empty"},
		{svg("<path d='M8 8'/>"), "the drawing is empty"},
		{in("fill='#fff'"), "white, or nearly"},
		{in("display='none'"), "the drawing is empty"},
		{"<svg xmlns='http://www.w3.org/2000/svg'>" + square + "</svg>", "does not say how large"},
		{"<svg viewBox='0 0 64 0'>" + square + "</svg>", "does not say how large"},
		{"<svg viewBox='0 0 64'>" + square + "</svg>", "does not say how large"},
		{"<svg width='100%' height='100%'>" + square + "</svg>", "does not say how large"},
		{"<svg viewBox='0 0 900 64'>" + square + "</svg>", "12 times as wide"},
		{"<html><body/></html>", "starts with <html>"},
		{"<!-- nothing -->", "no <svg>"},
		{`<!DOCTYPE svg [<!ENTITY a "b">]>` + svg(square), "declares entities"},
		{svg("<path d='&a;'/>"), "an entity"},
		{`<?xml-stylesheet href="a.css"?>` + svg(square), "<?xml-stylesheet?>"},
		{`<?xml version="1.0" encoding="ISO-8859-1"?>` + svg(square), "not UTF-8"},
		{svg("<g>"), "not well-formed"},
		{svg(square)[:70], "cut short"},
		{svg(square) + svg(square), "goes on after </svg>"},
	} {
		logo, flaws := parseSVG([]byte(test.svg))
		if logo != nil || len(flaws) == 0 || !strings.Contains(flaws[0].message, test.want) || flaws[0].hint == "" {
			t.Errorf("%s:\n%+v", short(test.svg), flaws)
		}
	}
}

func TestAccepted(t *testing.T) {
	for _, text := range []string{
		svg("<desc>text here</desc><title>t</title><metadata><x/></metadata>" + square),
		svg("<defs><linearGradient id='a'/><text>never drawn</text></defs>" + square),
		svg("<g opacity='1' style='filter:none;mask:none;stroke-dasharray:none;visibility:visible'>" + square + "</g>"),
		svg("<g style=' ; fill : teal ; '>" + square + "</g>"),
		svg("<g transform=''>" + square + "</g>"),
		svg("<g transform='scale(0)'>" + square + "</g>" + square),
		svg("<g xmlns:x='urn:x' x:fill='url(#a)'><x:text>a</x:text>" + square + "</g>"),
		svg("<g class='a' id='b' aria-hidden='true' data-name='c' fill='TEAL'>" + square + "</g>"),
		"\ufeff" + svg(square),
		"<svg width='64' height='64px'>" + square + "</svg>",
		"<svg viewBox='0,0,64,64' width='100%' preserveAspectRatio='none'>" + square + "</svg>",
		`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">` + svg(square),
	} {
		logo, flaws := parseSVG([]byte(text))
		if flaws != nil || len(logo.Paths) != 1 || len(logo.Paths[0].Segments) != 5 {
			t.Errorf("%s:\n%+v", text, flaws)
		}
	}
}

// A fault far down a long line is shown where it stands.
func TestFlawsKnowTheirLine(t *testing.T) {
	text := svg("\n<g>\n  é <text>A</text></g>")
	_, flaws := parseSVG([]byte(text))
	if len(flaws) != 1 || flaws[0].line != 3 {
		t.Fatalf("%+v", flaws)
	}
	if at := linePosition("logo.svg", []byte(text), flaws[0]); at.Column != 5 || at.Text != "  é <text>A</text></g></svg>" {
		t.Errorf("%+v", at)
	}
}

// The outline of a circle's stroke is two rings with no more points than it
// takes.
func TestStrokesAreThin(t *testing.T) {
	logo, flaws := parseSVG([]byte(svg(`<circle cx="32" cy="32" r="28" fill="none" stroke="#000" stroke-width="3"/>`)))
	if flaws != nil {
		t.Fatal(flaws)
	}
	moves, all := 0, len(logo.Paths[0].Segments)
	for _, s := range logo.Paths[0].Segments {
		if s.Verb == page.MoveTo {
			moves++
		}
	}
	if all > 450 || moves > 20 {
		t.Errorf("%d segments in %d contours", all, moves)
	}
}

func TestTheExamplesLogo(t *testing.T) {
	data, err := os.ReadFile("../../examples/logo.svg")
	if err != nil {
		t.Fatal(err)
	}
	logo, flaws := parseSVG(data)
	if flaws != nil {
		t.Fatal(flaws)
	}
	for _, p := range logo.Paths {
		if ratio := Contrast(*p.Fill, white); ratio < legible {
			t.Errorf("%v has %.2f:1", *p.Fill, ratio)
		}
	}
}

func FuzzSVG(f *testing.F) {
	files, _ := filepath.Glob("testdata/*/*.svg")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add(svg(`<g stroke="#000" stroke-linejoin="round"><path d="M8 8a4 9 30 1 0 8 8T3 3S4 5 6 7q1 1 1 1zl3 3"/></g>`))
	f.Fuzz(func(t *testing.T, text string) {
		logo, flaws := parseSVG([]byte(text))
		if (logo == nil) == (flaws == nil) {
			t.Fatalf("%v and %v", logo, flaws)
		}
		if logo == nil {
			return
		}
		points := 0
		for _, p := range logo.Paths {
			points += len(p.Segments)
			if p.Segments[0].Verb != page.MoveTo || !(frame{width: logo.Width, height: logo.Height}).holds(p.Segments) {
				t.Fatal("a path outside of the frame, or without a start")
			}
		}
		if points == 0 || points > maxPoints || proportions(float64(logo.Width), float64(logo.Height)) != nil {
			t.Fatalf("%d points in %d × %d", points, logo.Width, logo.Height)
		}
	})
}
