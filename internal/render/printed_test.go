package render_test

import (
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"aftercare/internal/layout"
	"aftercare/internal/page"
	"aftercare/internal/raster"
)

// opened is PDFium, which tests share and nobody closes: a page is judged as
// somebody sees it who opens it.
func opened(t *testing.T) *raster.Reader {
	t.Helper()
	reader, err := raster.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { reader.Close() })
	return reader
}

const dpi = 200

// TestCodeOnPaper: the code of every kind of sheet is found and read, in
// colour, in grey, and on a copy that knows only black and white.
func TestCodeOnPaper(t *testing.T) {
	reader := opened(t)
	for _, paper := range layout.Papers {
		for _, style := range []layout.Style{{}, {Large: true}, {Grey: true}, {Large: true, Grey: true}} {
			style.Paper = paper
			req := request()
			req.Style = style
			h := made(t, fresh(t), req)
			images, err := reader.Images(h.PDF, dpi)
			if err != nil || len(images) != h.Pages {
				t.Fatal(len(images), err)
			}
			at, stamp := code(t, h.Sheet)
			module := pixels(stamp.Box.W) * float64(page.Point) / float64(stamp.Drawing.Width)
			if least := 0.5 / 25.4 * dpi; module < least {
				t.Errorf("%+v: a module is %.2f dots, at least %.2f", style, module, least)
			}
			printed := cut(images[at], quiet(stamp))
			for name, seen := range map[string]image.Image{"as it is": printed, "copied": copied(printed)} {
				if got := decoded(t, seen); got != "https://www.example.com/harbor-street/dry-needling" {
					t.Errorf("%+v, %s: the code says %q", style, name, got)
				}
			}
			bareAround(t, printed, 4*module)
		}
	}
}

// code is the stamp of the article's code, and the page it is on.
func code(t *testing.T, s *page.Sheet) (int, *page.Stamp) {
	t.Helper()
	for i, p := range s.Pages {
		for _, item := range p.Items {
			if item.Stamp != nil && item.Element != page.Artifact && strings.Contains(s.Elements[item.Element].Alt, "QR") {
				return i, item.Stamp
			}
		}
	}
	t.Fatal("there is no code")
	return 0, nil
}

func pixels(l page.Length) float64 { return float64(l) / float64(page.Inch) * dpi }

// quiet is the code with its quiet zone of four modules, on the paper.
func quiet(stamp *page.Stamp) page.Rect {
	scale := func(l page.Length) page.Length { return l * stamp.Box.W / stamp.Drawing.Width }
	dark := stamp.Drawing.Paths[0].Bounds()
	four := scale(4 * page.Point)
	return page.Rect{
		X: stamp.Box.X + scale(dark.X) - four, Y: stamp.Box.Y + scale(dark.Y) - four, W: scale(dark.W) + 2*four, H: scale(dark.H) + 2*four,
	}
}

func cut(from *image.RGBA, r page.Rect) *image.RGBA {
	box := image.Rect(int(pixels(r.X))+1, int(pixels(r.Y))+1, int(pixels(r.X+r.W)), int(pixels(r.Y+r.H)))
	return from.SubImage(box).(*image.RGBA)
}

// bareAround: the frame of the quiet zone is white paper.
func bareAround(t *testing.T, seen *image.RGBA, width float64) {
	t.Helper()
	inner := seen.Rect.Inset(int(width) - 1)
	for y := seen.Rect.Min.Y; y < seen.Rect.Max.Y; y++ {
		for x := seen.Rect.Min.X; x < seen.Rect.Max.X; x++ {
			if c := seen.RGBAAt(x, y); !image.Pt(x, y).In(inner) && (c != color.RGBA{255, 255, 255, 255}) {
				t.Fatalf("a dot of %v at %d, %d in the quiet zone", c, x, y)
			}
		}
	}
}

// copied is what an old copier makes of a page.
func copied(seen *image.RGBA) image.Image {
	out := image.NewGray(seen.Rect)
	for y := seen.Rect.Min.Y; y < seen.Rect.Max.Y; y++ {
		for x := seen.Rect.Min.X; x < seen.Rect.Max.X; x++ {
			if color.GrayModel.Convert(seen.At(x, y)).(color.Gray).Y > 127 {
				out.SetGray(x, y, color.Gray{Y: 255})
			}
		}
	}
	return out
}

func decoded(t *testing.T, seen image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(seen)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Errorf("no code was found: %v", err)
		return ""
	}
	return result.GetText()
}

// TestWordsOnPaper: what is copied out of a file are the words of the sheet,
// in whatever script.
func TestWordsOnPaper(t *testing.T) {
	reader, r := opened(t), fresh(t)
	for _, name := range []string{"Zoë Łukasiewicz", "Nguyễn Văn An", "Ελένη", "Ольга", "Þórbjörg Ægisdóttir"} {
		for _, style := range []layout.Style{{Paper: layout.Papers[0]}, {Paper: layout.Papers[1], Large: true}} {
			req := request()
			req.Visit.Patient, req.Style = name, style
			h := made(t, r, req)
			texts, err := reader.Texts(h.PDF)
			if err != nil || len(texts) != h.Pages {
				t.Fatal(len(texts), err)
			}
			if all := plain(strings.Join(texts, " ")); !strings.Contains(all, name) {
				t.Errorf("%q is not in %q", name, all)
			}
			for i, p := range h.Sheet.Pages {
				found := plain(texts[i])
				for _, item := range p.Items {
					if item.Text == nil {
						continue
					}
					for _, word := range strings.Fields(plain(item.Text.Text)) {
						if !strings.Contains(found, word) {
							t.Errorf("%s, page %d: %q is not in %q", name, i+1, word, found)
						}
					}
				}
			}
		}
	}
}

// plain has an ordinary space wherever there is white space, and a hyphen for
// what PDFium takes for one that a program put at the end of a line.
func plain(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\x02", "-")), " ")
}

// What a file says of itself is the handout, and nothing of the visit: it shows
// in windows, queues and searches.
func TestMetadataHoldsNothingOfTheVisit(t *testing.T) {
	reader := opened(t)
	h := made(t, fresh(t), request())
	said, err := reader.Metadata(h.PDF)
	if err != nil || said["Title"] == "" {
		t.Fatal(said, err)
	}
	for key, value := range said {
		for _, secret := range []string{"Zo", "ukasiewicz", "back", "hip", "Dana", "blood", "progress"} {
			if strings.Contains(value, secret) {
				t.Errorf("%s is %q", key, value)
			}
		}
	}
	for _, secret := range []string{"Zoë", "Łukasiewicz", "Dana Reyes"} {
		if strings.Contains(string(h.PDF), secret) {
			t.Errorf("%q stands in the file in plain bytes", secret)
		}
	}
}
