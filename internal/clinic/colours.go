package clinic

import (
	"math"
	"strconv"

	"aftercare/internal/page"
)

// defaultBrand is the quiet colour of a clinic that names none.
var defaultBrand = page.Colour{R: 0x2f, G: 0x5d, B: 0x62}

var white = page.Colour{R: 255, G: 255, B: 255}

// legible is the least contrast of body text on its ground (WCAG 2.1, success
// criterion 1.4.3).
const legible = 4.5

// parseHex reads "#1f6f78" or "#abc".
func parseHex(text string) (page.Colour, bool) {
	if len(text) == 4 {
		text = string([]byte{text[0], text[1], text[1], text[2], text[2], text[3], text[3]})
	}
	if len(text) != 7 || text[0] != '#' {
		return page.Colour{}, false
	}
	n, err := strconv.ParseUint(text[1:], 16, 32)
	return page.Colour{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}, err == nil
}

// Contrast is the contrast ratio of two colours, from 1 to 21, as WCAG 2.1
// defines it (https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio).
func Contrast(a, b page.Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// luminance is the relative luminance, 0 to 1, as WCAG 2.1 defines it
// (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance).
func luminance(c page.Colour) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// linear takes the gamma off one channel of an sRGB colour. WCAG prints the
// threshold as 0.03928; no 8-bit value lies between that and IEC 61966-2-1.
func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

// Grey is the grey as light as c to the eye: what a black-and-white printer
// that knows its trade makes of it.
func Grey(c page.Colour) page.Colour {
	want, best := luminance(c), page.Colour{}
	for v := range 256 {
		grey := page.Colour{R: uint8(v), G: uint8(v), B: uint8(v)}
		if math.Abs(luminance(grey)-want) < math.Abs(luminance(best)-want) {
			best = grey
		}
	}
	return best
}

// Tint is c mixed with white: 0 percent is c itself, 100 the bare paper.
func Tint(c page.Colour, percent int) page.Colour {
	percent = min(max(percent, 0), 100)
	mix := func(channel uint8) uint8 {
		return uint8((int(channel)*(100-percent) + 255*percent + 50) / 100)
	}
	return page.Colour{R: mix(c.R), G: mix(c.G), B: mix(c.B)}
}

// Readable is the colour nearest to c that has at least the given contrast
// ratio to ground: the same hue, only as much darker or lighter as it must be.
// Where no lightness of the hue reaches the ratio it is black or white,
// whichever stands out more.
func Readable(c, ground page.Colour, ratio float64) page.Colour {
	if Contrast(c, ground) >= ratio {
		return c
	}
	from := toOklch(c)
	darker, lighter := from.until(0, ground, ratio), from.until(1, ground, ratio)
	switch dark, light := Contrast(darker, ground) >= ratio, Contrast(lighter, ground) >= ratio; {
	case dark && light:
		return from.nearer(darker, lighter)
	case dark:
		return darker
	case light:
		return lighter
	}
	if black := (page.Colour{}); Contrast(black, ground) >= Contrast(white, ground) {
		return black
	}
	return white
}
