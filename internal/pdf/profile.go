package pdf

import "encoding/binary"

// colourProfile is an ICC profile (ICC.1:2004-10) of sRGB as IEC 61966-2-1
// defines it: primaries and white adapted to D50 after Bradford, and the curve
// as its formula instead of a table.
func colourProfile() []byte {
	white := xyz(0.9642, 1, 0.8249)
	curve := append([]byte("para\x00\x00\x00\x00\x00\x03\x00\x00"),
		fixed(2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045)...) // type 3: g a b c d
	adaptation := append([]byte("sf32\x00\x00\x00\x00"), fixed( // from D65 to D50
		1.047882, 0.022919, -0.050217,
		0.029587, 0.990479, -0.017059,
		-0.009232, 0.015076, 0.751678)...)
	tags := []tagged{
		{"desc", unicodeText("sRGB IEC61966-2.1")},
		{"cprt", unicodeText("No copyright, use freely")},
		{"wtpt", white},
		{"chad", adaptation},
		{"rXYZ", xyz(0.436030, 0.222438, 0.013897)},
		{"gXYZ", xyz(0.385101, 0.716942, 0.097076)},
		{"bXYZ", xyz(0.143067, 0.060621, 0.713926)},
		{"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve},
	}
	return assemble(tags)
}

// tagged is one entry of the profile.
type tagged struct {
	name string
	data []byte
}

// assemble puts the header, the list of tags and their data in a row. Tags with
// the same data share it.
func assemble(tags []tagged) []byte {
	const header = 128
	at := header + 4 + 12*len(tags)
	list := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	places := map[string]int{}
	for _, t := range tags {
		place, ok := places[string(t.data)]
		if !ok {
			place = at + len(data)
			places[string(t.data)] = place
			data = append(data, t.data...)
			data = append(data, make([]byte, -len(data)&3)...)
		}
		list = append(list, t.name...)
		list = binary.BigEndian.AppendUint32(list, uint32(place))
		list = binary.BigEndian.AppendUint32(list, uint32(len(t.data)))
	}
	return append(append(profileHeader(at+len(data)), list...), data...)
}

// profileHeader is that of a display profile, version 4.2, of the given size.
func profileHeader(size int) []byte {
	h := make([]byte, 128)
	binary.BigEndian.PutUint32(h, uint32(size))
	copy(h[8:], "\x04\x20\x00\x00mntrRGB XYZ ")
	copy(h[24:], "\x07\xE0\x00\x01\x00\x01") // a date: 1 January 2016
	copy(h[36:], "acsp")
	copy(h[68:], fixed(0.9642, 1, 0.8249)) // D50, the white of the connection space
	return h
}

// xyz is a colour of the connection space.
func xyz(x, y, z float64) []byte {
	return append([]byte("XYZ \x00\x00\x00\x00"), fixed(x, y, z)...)
}

// fixed are numbers with 16 bits before and 16 behind the point.
func fixed(numbers ...float64) (out []byte) {
	for _, n := range numbers {
		v := int32(n*65536 + 0.5)
		if n < 0 {
			v = int32(n*65536 - 0.5)
		}
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	return out
}

// unicodeText is a text in one language.
func unicodeText(s string) []byte {
	out := []byte("mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0CenUS")
	out = binary.BigEndian.AppendUint32(out, uint32(2*len(s)))
	out = binary.BigEndian.AppendUint32(out, 28) // the text follows
	for _, r := range s {
		out = binary.BigEndian.AppendUint16(out, uint16(r))
	}
	return out
}
