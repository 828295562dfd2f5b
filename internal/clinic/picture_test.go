package clinic

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"strings"
	"testing"

	"aftercare/internal/page"
)

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// halves is a picture whose left half has one colour and whose right half
// another.
func halves(width, height int, left, right color.Color) *image.NRGBA64 {
	m := image.NewNRGBA64(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, left)
			if x >= width/2 {
				m.Set(x, y, right)
			}
		}
	}
	return m
}

func at(p *page.Picture, x, y int) page.Colour {
	i := 3 * (y*p.Width + x)
	return page.Colour{R: p.Pixels[i], G: p.Pixels[i+1], B: p.Pixels[i+2]}
}

func near(a, b page.Colour, most int) bool {
	d := func(x, y uint8) int { return int(max(x, y)) - int(min(x, y)) }
	return max(d(a.R, b.R), d(a.G, b.G), d(a.B, b.B)) <= most
}

var teal = color.NRGBA{21, 94, 107, 255}

func TestPictures(t *testing.T) {
	file := func(name string) []byte {
		data, err := os.ReadFile("testdata/pictures/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	for name, test := range map[string]struct {
		data  []byte
		left  page.Colour
		slack int
	}{
		"16 bits":         {pngOf(t, halves(24, 12, teal, color.White)), page.Colour{R: 21, G: 94, B: 107}, 0},
		"transparent":     {pngOf(t, halves(24, 12, teal, color.Transparent)), page.Colour{R: 21, G: 94, B: 107}, 0},
		"half opaque":     {pngOf(t, halves(24, 12, color.NRGBA{21, 94, 107, 128}, color.White)), page.Colour{R: 138, G: 175, B: 181}, 1},
		"palette":         {file("palette.png"), page.Colour{R: 21, G: 94, B: 107}, 0},
		"interlaced":      {file("interlaced.png"), page.Colour{R: 21, G: 94, B: 107}, 0},
		"grey JPEG":       {file("grey.jpg"), page.Colour{R: 60, G: 60, B: 60}, 2},
		"progressive":     {file("progressive.jpg"), page.Colour{R: 21, G: 94, B: 107}, 6},
		"CMYK":            {file("cmyk.jpg"), page.Colour{R: 46, G: 164, B: 181}, 6},
		"larger than use": {pngOf(t, halves(2400, 1200, teal, color.White)), page.Colour{R: 21, G: 94, B: 107}, 0},
	} {
		logo, flaws := decodeLogo(test.data)
		if flaws != nil {
			t.Errorf("%s: %v", name, flaws)
			continue
		}
		p := logo.Picture
		if logo.Width != 2*logo.Height || p.Width != 2*p.Height || len(p.Pixels) != 3*p.Width*p.Height {
			t.Errorf("%s: %d × %d drawn as %d × %d", name, p.Width, p.Height, logo.Width, logo.Height)
		}
		if got := at(p, p.Width/6, p.Height/2); !near(got, test.left, test.slack) {
			t.Errorf("%s: left is %v, want %v", name, got, test.left)
		}
		if got := at(p, p.Width-2, p.Height/2); !near(got, white, test.slack) {
			t.Errorf("%s: right is %v", name, got)
		}
	}
}

// A JPEG of printers' colours can say that its first three are coded as
// lightness and two differences (Adobe's transform 2).
func TestYCCK(t *testing.T) {
	data, err := os.ReadFile("testdata/pictures/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	mark := bytes.Index(data, []byte("Adobe"))
	data[mark+11] = 2
	if _, flaws := decodeLogo(data); flaws != nil {
		t.Error(flaws)
	}
}

// All eight files show the same picture once they are turned upright.
func TestCamerasOrientation(t *testing.T) {
	for _, name := range []string{"upright", "turned-2", "turned-3", "turned-4", "turned-5", "turned-6", "turned-7", "turned-8"} {
		data, err := os.ReadFile("testdata/pictures/" + name + ".jpg")
		if err != nil {
			t.Fatal(err)
		}
		logo, flaws := decodeLogo(data)
		if flaws != nil {
			t.Fatal(flaws)
		}
		p := logo.Picture
		if p.Width != 32 || p.Height != 16 || logo.Width != 2*logo.Height {
			t.Errorf("%s: %d × %d", name, p.Width, p.Height)
			continue
		}
		red, paper, blue := at(p, 2, 13), at(p, 28, 2), at(p, 16, 13)
		if !near(red, page.Colour{R: 180}, 12) || !near(paper, white, 12) || !near(blue, page.Colour{B: 180}, 12) {
			t.Errorf("%s: %v %v %v", name, red, paper, blue)
		}
	}
}

func TestSizesArePrintedSizes(t *testing.T) {
	for _, test := range []struct{ w, h, wantW, wantH int }{
		{40, 40, 40, 40}, {750, 200, 750, 200}, {751, 200, 750, 200}, {3000, 800, 750, 200},
		{3000, 300, 750, 75}, {1000, 1000, 200, 200}, {100, 800, 25, 200}, {2000, 3, 750, 1},
	} {
		if w, h := fitted(test.w, test.h, printedWidth, printedHeight); w != test.wantW || h != test.wantH {
			t.Errorf("%d × %d became %d × %d", test.w, test.h, w, h)
		}
	}
}

// claiming is a PNG whose head says it is of a size.
func claiming(width, height uint32) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), width)
	head = append(binary.BigEndian.AppendUint32(head, height), 8, 2, 0, 0, 0)
	data := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(data, crc32.ChecksumIEEE(head))
}

func TestBrokenPictures(t *testing.T) {
	good := pngOf(t, halves(200, 100, teal, color.White))
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, halves(200, 100, teal, color.White), nil); err != nil {
		t.Fatal(err)
	}
	damaged := bytes.Clone(good)
	damaged[len(damaged)/2] ^= 0xff
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"cut PNG":          {good[:len(good)/2], "cut short"},
		"cut in its head":  {good[:20], "cut short"},
		"cut JPEG":         {photo.Bytes()[:photo.Len()/2], "cut short"},
		"damaged":          {damaged, "damaged"},
		"40 megapixels":    {claiming(10_000, 4_001), "10000 × 4001 pixels"},
		"billions":         {claiming(1<<31-1, 1<<31-1), "more pixels than"},
		"sliver":           {pngOf(t, halves(130, 10, teal, teal)), "12 times as wide"},
		"tall sliver":      {pngOf(t, halves(10, 81, teal, teal)), "8 times as high"},
		"white":            {pngOf(t, halves(20, 10, color.White, color.Transparent)), "white, or nearly"},
		"GIF":              {[]byte("GIF89a\x01\x00\x01\x00"), "looks like a GIF"},
		"WebP":             {[]byte("RIFF\x24\x00\x00\x00WEBPVP8 "), "looks like a WebP picture"},
		"HEIC":             {[]byte("\x00\x00\x00\x18ftypheic"), "looks like a HEIC or AVIF photo"},
		"EPS":              {[]byte("%!PS-Adobe-3.0 EPSF-3.0"), "looks like an EPS"},
		"compressed SVG":   {[]byte("\x1f\x8b\x08\x00"), "looks like a compressed file"},
		"words":            {[]byte("our logo"), "looks like something else"},
		"one byte":         {[]byte("x"), "looks like something else"},
		"no SVG at all":    {[]byte("<note/>"), "starts with <note>"},
		"12-bit JPEG":      {bytes.Replace(photo.Bytes(), []byte("\xff\xc0\x00\x11\x08"), []byte("\xff\xc0\x00\x11\x0c"), 1), "rare kind"},
		"end of the scans": {photo.Bytes()[:4], "cut short"},
	} {
		logo, flaws := decodeLogo(test.data)
		if logo != nil || len(flaws) != 1 || !strings.Contains(flaws[0].message, test.want) || flaws[0].hint == "" {
			t.Errorf("%s: %+v", name, flaws)
		}
	}
}

func TestTooLargeAFile(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(folder+"/logo.png", make([]byte, maxLogoBytes+1), 0o600); err != nil {
		t.Fatal(err)
	}
	text := "name = 'T'\nphone = '555-0100'\ncountry = 'US'\ntime_zone = 'America/Chicago'\nlogo = 'logo.png'\n"
	if _, found := Parse("clinic.toml", []byte(text), os.DirFS(folder)); !strings.Contains(fmt.Sprint(found), "larger than 5 MiB") {
		t.Error(found)
	}
	if _, found := Parse("clinic.toml", []byte(text), nil); !strings.Contains(fmt.Sprint(found), "no folder") {
		t.Error(found)
	}
}

func FuzzPicture(f *testing.F) {
	f.Add(pngOf(f, halves(12, 6, teal, color.Transparent)))
	for _, name := range []string{"cmyk.jpg", "grey.jpg", "palette.png", "interlaced.png", "progressive.jpg", "turned-6.jpg"} {
		data, err := os.ReadFile("testdata/pictures/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		config, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err == nil && config.Width*config.Height > 1<<16 {
			t.Skip("only slow")
		}
		logo, flaws := decodeLogo(data)
		if (logo == nil) == (flaws == nil) {
			t.Fatalf("%v and %v", logo, flaws)
		}
		if logo != nil && logo.Picture != nil && len(logo.Picture.Pixels) != 3*logo.Picture.Width*logo.Picture.Height {
			t.Fatal("pixels and size do not agree")
		}
	})
}
