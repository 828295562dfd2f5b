package clinic

import (
	"math"
	"math/rand/v2"
	"testing"

	"aftercare/internal/page"
)

func colour(t *testing.T, text string) page.Colour {
	t.Helper()
	c, ok := parseHex(text)
	if !ok {
		t.Fatalf("%q is no colour", text)
	}
	return c
}

func TestParseHex(t *testing.T) {
	for text, want := range map[string]page.Colour{
		"#1f6f78": {R: 0x1f, G: 0x6f, B: 0x78},
		"#1F6F78": {R: 0x1f, G: 0x6f, B: 0x78},
		"#0af":    {R: 0x00, G: 0xaa, B: 0xff},
	} {
		if got := colour(t, text); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
	for _, text := range []string{"", "#", "#12", "#12345", "#1234567", "1f6f78", "#1f6f7g", "#-1f6f7", "teal", "#ééé"} {
		if c, ok := parseHex(text); ok {
			t.Errorf("%q was read as %v", text, c)
		}
	}
}

// The ratios are those that WebAIM's and the W3C's own pages print.
func TestContrastHasTheKnownRatios(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#ffffff", 1},
		{"#767676", "#ffffff", 4.54},
		{"#777777", "#ffffff", 4.48},
		{"#949494", "#ffffff", 3.03},
		{"#595959", "#ffffff", 7.00},
		{"#ff0000", "#ffffff", 4.00},
		{"#0000ff", "#ffffff", 8.59},
		{"#008000", "#ffffff", 5.14},
		{"#ffff00", "#ffffff", 1.07},
		{"#0000ff", "#000000", 2.44},
	} {
		got := Contrast(colour(t, test.a), colour(t, test.b))
		if math.Abs(got-test.want) > 0.005 {
			t.Errorf("%s on %s: %.4f, want %.2f", test.a, test.b, got, test.want)
		}
		if back := Contrast(colour(t, test.b), colour(t, test.a)); back != got {
			t.Errorf("%s on %s differs the other way round", test.a, test.b)
		}
	}
}

func TestOklchHasThePublishedValues(t *testing.T) {
	for _, test := range []struct {
		colour                 string
		lightness, chroma, hue float64 // hue in degrees
	}{
		{"#ff0000", 0.628, 0.258, 29.2},
		{"#00ff00", 0.866, 0.295, 142.5},
		{"#0000ff", 0.452, 0.313, 264.1},
		{"#ffffff", 1, 0, math.NaN()},
	} {
		got := toOklch(colour(t, test.colour))
		degrees := math.Mod(got.hue*180/math.Pi+360, 360)
		if math.Abs(got.lightness-test.lightness) > 1e-3 || math.Abs(got.chroma-test.chroma) > 1e-3 ||
			math.Abs(degrees-test.hue) > 0.1 {
			t.Errorf("%s: %.4f %.4f %.2f", test.colour, got.lightness, got.chroma, degrees)
		}
	}
}

func TestOklchLeadsBack(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		c := anyColour(random)
		o := toOklch(c)
		if back := o.at(o.lightness); back != c {
			t.Fatalf("%s came back as %s", c, back)
		}
	}
}

func anyColour(random *rand.Rand) page.Colour {
	n := random.Uint32()
	return page.Colour{R: uint8(n >> 16), G: uint8(n >> 8), B: uint8(n)}
}

func TestReadableIsTheNearestOfTheSameHue(t *testing.T) {
	for _, test := range []struct{ colour, ground, want string }{
		{"#1f6f78", "#ffffff", "#1f6f78"}, // passes as it is
		{"#777777", "#ffffff", "#767676"},
		{"#00a0b0", "#ffffff", "#008391"},
		{"#ffd200", "#ffffff", "#8f7400"},
		{"#ff7f00", "#ffffff", "#bb5c00"},
		{"#ffffff", "#ffffff", "#767676"},
		{"#333333", "#000000", "#757575"}, // lighter on a dark ground
		{"#1f3a78", "#1f6f78", "#d4e3ff"},
	} {
		ground := colour(t, test.ground)
		got := Readable(colour(t, test.colour), ground, 4.5)
		if got.String() != test.want {
			t.Errorf("%s on %s: %s (%.2f), want %s", test.colour, test.ground, got, Contrast(got, ground), test.want)
		}
	}
}

func TestReadablePassesWhereAnyColourCan(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		c, ground := anyColour(random), anyColour(random)
		ratio := 1 + 20*random.Float64()
		got := Contrast(Readable(c, ground, ratio), ground)
		most := max(Contrast(page.Colour{}, ground), Contrast(white, ground))
		if got < min(ratio, most) {
			t.Fatalf("%s on %s: %.3f of %.3f, possible %.3f", c, ground, got, ratio, most)
		}
	}
}

func TestReadableGoesNoFurtherThanItMust(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		c := anyColour(random)
		if Contrast(c, white) >= legible {
			continue
		}
		got := Readable(c, white, legible)
		nearer := toOklch(c).at(toOklch(got).lightness + 0.01)
		if Contrast(nearer, white) >= legible {
			t.Fatalf("%s became %s, but %s would do", c, got, nearer)
		}
	}
}

func TestReadableKeepsTheHue(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 2000 {
		c := anyColour(random)
		got := Readable(c, white, 4.5)
		before, after := toOklch(c), toOklch(got)
		if after.chroma < 0.05 { // a hue that nobody sees
			continue
		}
		turn := math.Abs(math.Remainder(before.hue-after.hue, 2*math.Pi))
		if turn > 0.06 {
			t.Fatalf("%s became %s: the hue turned by %.3f", c, got, turn)
		}
	}
}

func TestGreyKeepsTheLuminance(t *testing.T) {
	for c, want := range map[string]string{
		"#000000": "#000000", "#ffffff": "#ffffff", "#767676": "#767676",
		"#ff0000": "#7f7f7f", "#00ff00": "#dcdcdc", "#0000ff": "#4c4c4c", "#1f6f78": "#656565",
	} {
		if got := Grey(colour(t, c)).String(); got != want {
			t.Errorf("%s: %s, want %s", c, got, want)
		}
	}
}

func TestTint(t *testing.T) {
	brand := colour(t, "#1f6f78")
	for percent, want := range map[int]string{-5: "#1f6f78", 0: "#1f6f78", 50: "#8fb7bc", 90: "#e9f1f2", 100: "#ffffff", 300: "#ffffff"} {
		if got := Tint(brand, percent).String(); got != want {
			t.Errorf("%d %%: %s, want %s", percent, got, want)
		}
	}
}

func TestDefaultBrandIsReadable(t *testing.T) {
	if ratio := Contrast(defaultBrand, white); ratio < 7 {
		t.Errorf("the default brand has %.2f:1 on white", ratio)
	}
}
