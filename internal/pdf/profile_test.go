package pdf

import (
	"encoding/binary"
	"math"
	"testing"
)

// TestColourProfile reads the profile back: the three primaries make the white
// of the connection space, and the curve is that of sRGB.
func TestColourProfile(t *testing.T) {
	p := colourProfile()
	if size := int(binary.BigEndian.Uint32(p)); size != len(p) || string(p[36:40]) != "acsp" {
		t.Fatalf("%d bytes, the header says %d", len(p), size)
	}
	number := func(at int) float64 { return float64(int32(binary.BigEndian.Uint32(p[at:]))) / 65536 }
	places := map[string]int{}
	for i := range int(binary.BigEndian.Uint32(p[128:])) {
		entry := p[132+12*i:]
		places[string(entry[:4])] = int(binary.BigEndian.Uint32(entry[4:]))
	}
	for i, white := range []float64{0.9642, 1, 0.8249} {
		sum := 0.0
		for _, tag := range []string{"rXYZ", "gXYZ", "bXYZ"} {
			sum += number(places[tag] + 8 + 4*i)
		}
		if math.Abs(sum-white) > 1e-4 {
			t.Errorf("the primaries add up to %.5f on axis %d, white is %.4f", sum, i, white)
		}
	}
	at := places["gTRC"] + 12
	g, a, b, c, d := number(at), number(at+4), number(at+8), number(at+12), number(at+16)
	for _, known := range [][2]float64{{0, 0}, {0.02, 0.02 / 12.92}, {0.5, 0.21404}, {1, 1}} {
		got := c * known[0]
		if known[0] >= d {
			got = math.Pow(a*known[0]+b, g)
		}
		if math.Abs(got-known[1]) > 1e-4 {
			t.Errorf("the curve gives %.5f at %.2f, sRGB %.5f", got, known[0], known[1])
		}
	}
}
