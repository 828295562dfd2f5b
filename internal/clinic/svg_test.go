package clinic

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
