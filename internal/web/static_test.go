package web

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"aftercare/internal/clinic"
	"aftercare/internal/page"
)

func TestFilesOfTheProgram(t *testing.T) {
	h := opened(t).Handler()
	for address, kind := range map[string]string{
		"/static/style.css": "text/css; charset=utf-8", "/static/checkout.js": "text/javascript; charset=utf-8", "/static/icon.svg": "image/svg+xml",
		"/favicon.ico": "image/svg+xml", "/assets/pdfjs/pdf.min.mjs": "text/javascript; charset=utf-8",
		"/assets/pdfjs/pdf.worker.min.mjs":                   "text/javascript; charset=utf-8",
		"/assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf": "font/ttf",
	} {
		w := get(t, h, address)
		tag := w.Header().Get("ETag")
		if w.Code != http.StatusOK || w.Body.Len() < 100 || w.Header().Get("Content-Type") != kind || w.Header().Get("Cache-Control") != "private, no-cache" ||
			!regexp.MustCompile(`^"[0-9a-f]{16}"$`).MatchString(tag) {
			t.Errorf("%s: %d, %d bytes, %v", address, w.Code, w.Body.Len(), w.Header())
		}
		for shown, want := range map[string]int{tag: http.StatusNotModified, `"0123456789abcdef"`: http.StatusOK} {
			r := httptest.NewRequest(http.MethodGet, address, nil)
			r.Header.Set("If-None-Match", shown)
			if w := answered(h, r); w.Code != want || (w.Body.Len() == 0) != (want == http.StatusNotModified) || w.Header().Get("ETag") != tag {
				t.Errorf("%s with %s: %d, %d bytes", address, shown, w.Code, w.Body.Len())
			}
		}
	}
}

// TestWhatIsNoFileOfTheProgram: folders, templates, what lies outside, and what
// no browser needs.
func TestWhatIsNoFileOfTheProgram(t *testing.T) {
	h := opened(t).Handler()
	for _, address := range []string{
		"/static/", "/static", "/static/checkout", "/static/other.js", "/static/style.css/", "/static/checkout.html", "/static/%2e%2e/pages/checkout.html",
		"/static/..%2fpages%2fcheckout.html", "/static/..%2fstatic.go", "/static/%2fetc%2fpasswd.css", "/static/.css",
		"/pages/checkout.html", "/assets/", "/assets/fonts", "/assets/fonts/", "/assets/assets.go", "/assets/pdfjs/LICENSE", "/assets/fonts/README.md",
		"/assets/..%2f..%2fgo.mod", "/assets/fonts/..%2ffonts%2fNotoSans-Bold.ttf", "/v2", "/index.html",
	} {
		w := get(t, h, address)
		if to := w.Header().Get("Location"); w.Code == http.StatusTemporaryRedirect || w.Code == http.StatusMovedPermanently {
			w = get(t, h, to)
		}
		if w.Code != http.StatusNotFound {
			t.Errorf("%s: %d %.60s", address, w.Code, w.Body)
		}
	}
}

// custom are the custom properties of a style sheet by day and by night.
func custom(t *testing.T, sheet string) (day, night map[string]string) {
	t.Helper()
	comments := regexp.MustCompile(`(?s)/\*.*?\*/`)
	blocks := regexp.MustCompile(`(@media \(prefers-color-scheme: dark\) \{\s*)?:root \{([^}]*)\}`)
	property := regexp.MustCompile(`--([a-z-]+):\s*([^;]+);`)
	day, night = map[string]string{}, map[string]string{}
	for _, block := range blocks.FindAllStringSubmatch(comments.ReplaceAllString(sheet, ""), -1) {
		for _, p := range property.FindAllStringSubmatch(block[2], -1) {
			if night[p[1]] = p[2]; block[1] == "" {
				day[p[1]] = p[2]
			}
		}
	}
	return day, night
}

// colourOf is the colour that a property comes to.
func colourOf(t *testing.T, all map[string]string, name string) page.Colour {
	t.Helper()
	value := all[name]
	if other, ok := strings.CutPrefix(value, "var(--"); ok {
		return colourOf(t, all, strings.TrimSuffix(other, ")"))
	}
	hex, ok := strings.CutPrefix(value, "#")
	if len(hex) == 3 {
		hex = strings.Join([]string{hex[:1], hex[:1], hex[1:2], hex[1:2], hex[2:], hex[2:]}, "")
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil || len(hex) != 6 {
		t.Fatalf("--%s is %q", name, value)
	}
	return page.Colour{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
}

// stands is which colours stand on which grounds, and the contrast that they
// need there (WCAG 2.2, 1.4.3 for text and 1.4.11 for what else is to be seen).
var stands = []struct {
	colours, grounds string
	ratio            float64
}{
	{"ink", "ground raised soft alert-ground caution-ground", 4.5},
	{"quiet", "ground raised soft alert-ground caution-ground", 4.5},
	{"brand", "ground raised soft", 4.5},
	{"alert", "ground raised", 4.5},
	{"caution", "caution-ground", 4.5},
	{"on-brand", "brand", 4.5},
	{"ground", "alert", 4.5},
	{"field", "ground raised soft", 3},
	{"alert", "alert-ground", 3},
	{"mark", "skin raised", 3},
	{"line", "skin raised", 3},
}

// brands are colours of all hues that a clinic may have: the lightest that can
// be read on paper, darker ones, and those without a hue.
func brands() []string {
	all := []string{"#000000", "#767676", "#155e6b", "#333"}
	for i := range 48 {
		hue := float64(i) * 7.5
		vivid := clinic.Readable(hsl(hue, 1, .5), page.Colour{R: 255, G: 255, B: 255}, legible)
		all = append(all, hexOf(vivid), hexOf(hsl(hue, .6, .22)))
	}
	return all
}

// hsl is a colour by hue in degrees, saturation and lightness (CSS Color 4, 7).
func hsl(hue, saturation, lightness float64) page.Colour {
	channel := func(n float64) uint8 {
		k := math.Mod(n+hue/30, 12)
		return uint8(math.Round(255 * (lightness - saturation*min(lightness, 1-lightness)*max(-1, min(k-3, 9-k, 1)))))
	}
	return page.Colour{R: channel(0), G: channel(8), B: channel(4)}
}

// TestColoursCanBeRead on their grounds, whatever colours a clinic has, by day
// and by night.
func TestColoursCanBeRead(t *testing.T) {
	all := brands()
	if len(all) < 100 {
		t.Fatalf("only %d brands", len(all))
	}
	for i, brand := range all {
		accent := all[(i+17)%len(all)]
		s := opened(t, otherClinic(t, "#155e6b", brand, "#b4481e", accent))
		day, night := custom(t, get(t, s.Handler(), "/static/style.css").Body.String())
		for name, properties := range map[string]map[string]string{"day": day, "night": night} {
			for _, c := range stands {
				for colour := range strings.FieldsSeq(c.colours) {
					for ground := range strings.FieldsSeq(c.grounds) {
						if got := clinic.Contrast(colourOf(t, properties, colour), colourOf(t, properties, ground)); got < c.ratio {
							t.Errorf("%s and %s, by %s: %s on %s has %.2f:1, not %.1f:1", brand, accent, name, colour, ground, got, c.ratio)
						}
					}
				}
			}
		}
	}
}

// TestTheStyleSheetBeginsWithTheClinicsColours, as they are where they can be
// read.
func TestTheStyleSheetBeginsWithTheClinicsColours(t *testing.T) {
	s := opened(t)
	want := fmt.Sprintf(":root { --brand: #155e6b; --tint: %s; --soft: %s; --accent: #b4481e; --brand-night: ",
		hexOf(clinic.Tint(page.Colour{R: 0x15, G: 0x5e, B: 0x6b}, 95)), hexOf(clinic.Tint(page.Colour{R: 0x15, G: 0x5e, B: 0x6b}, 84)))
	sheet := get(t, s.Handler(), "/static/style.css").Body.String()
	if !strings.HasPrefix(sheet, want) {
		t.Errorf("it begins with %.200s", sheet)
	}
	own := newFolder(t)
	s = opened(t, func(o *Options) { o.Files = own.open() })
	before := get(t, s.Handler(), "/static/style.css")
	own.save("clinic.toml", builtIn(t, "clinic.toml")+"\n[colours]\nbrand = \"#7a1f5c\"\n")
	s.look()
	after := get(t, s.Handler(), "/static/style.css")
	if !strings.HasPrefix(after.Body.String(), ":root { --brand: #7a1f5c;") || before.Header().Get("ETag") == after.Header().Get("ETag") {
		t.Errorf("after the colour changed it begins with %.60s", after.Body)
	}
}
