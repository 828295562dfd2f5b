package clinic

import (
	"math"

	"aftercare/internal/page"
)

// oklch is a colour by lightness (0 black, 1 white), chroma and hue (radians),
// measured so that equal steps look equal. It is Björn Ottosson's Oklab, "A
// perceptual color space for image processing" (2020,
// https://bottosson.github.io/posts/oklab/), in polar form.
type oklch struct{ lightness, chroma, hue float64 }

func toOklch(c page.Colour) oklch {
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	lightness := 0.2104542553*l + 0.7936177850*m - 0.0040720468*s
	greenRed := 1.9779984951*l - 2.4285922050*m + 0.4505937099*s
	blueYellow := 0.0259040371*l + 0.7827717662*m - 0.8086757660*s
	return oklch{lightness, math.Hypot(greenRed, blueYellow), math.Atan2(blueYellow, greenRed)}
}

// fine is how often an interval is halved: to less than a step of 8 bits.
const fine = 16

// at is the sRGB colour of the same hue at another lightness. A screen cannot
// show every chroma at every lightness: what is too much is taken off.
func (o oklch) at(lightness float64) page.Colour {
	o.lightness = min(max(lightness, 0), 1)
	if rgb := o.linearRGB(); shown(rgb) {
		return encode(rgb)
	}
	most := o.chroma
	o.chroma = 0
	for step := most / 2; step > most/(1<<fine); step /= 2 {
		if more := (oklch{o.lightness, o.chroma + step, o.hue}); shown(more.linearRGB()) {
			o = more
		}
	}
	return encode(o.linearRGB())
}

// until is the first colour on the way to black (0) or white (1) that has the
// contrast ratio to ground, or the end of the way.
func (o oklch) until(end float64, ground page.Colour, ratio float64) page.Colour {
	fails, passes := o.lightness, end
	for range fine {
		middle := (fails + passes) / 2
		if Contrast(o.at(middle), ground) >= ratio {
			passes = middle
		} else {
			fails = middle
		}
	}
	return o.at(passes)
}

// nearer is the one of two colours of o's hue that looks more like it.
func (o oklch) nearer(x, y page.Colour) page.Colour {
	if math.Abs(toOklch(x).lightness-o.lightness) <= math.Abs(toOklch(y).lightness-o.lightness) {
		return x
	}
	return y
}

func (o oklch) linearRGB() [3]float64 {
	a, b := o.chroma*math.Cos(o.hue), o.chroma*math.Sin(o.hue)
	l := cube(o.lightness + 0.3963377774*a + 0.2158037573*b)
	m := cube(o.lightness - 0.1055613458*a - 0.0638541728*b)
	s := cube(o.lightness - 0.0894841775*a - 1.2914855480*b)
	return [3]float64{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	}
}

func cube(v float64) float64 { return v * v * v }

// shown says whether a colour lies within sRGB, but for rounding.
func shown(rgb [3]float64) bool {
	const slack = 1e-4
	for _, v := range rgb {
		if v < -slack || v > 1+slack {
			return false
		}
	}
	return true
}

// encode puts the gamma of sRGB (IEC 61966-2-1) back on.
func encode(rgb [3]float64) page.Colour {
	var channels [3]uint8
	for i, v := range rgb {
		v = min(max(v, 0), 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		channels[i] = uint8(math.Round(255 * v))
	}
	return page.Colour{R: channels[0], G: channels[1], B: channels[2]}
}
