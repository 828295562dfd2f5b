package pdf

import (
	"strconv"
	"strings"

	"aftercare/internal/page"
)

// What follows writes values in the notation of PDF (ISO 32000-1, 7.3).

func (r ref) String() string { return string(appendRef(nil, r)) }

func appendRef(b []byte, r ref) []byte {
	return append(appendInt(b, int(r)), " 0 R"...)
}

func appendRefs(b []byte, refs []ref) []byte {
	b = append(b, '[')
	for _, r := range refs {
		b = append(appendRef(b, r), ' ')
	}
	return append(b, ']')
}

// appendLength appends a length in points with at most three decimals, from
// integers alone.
func appendLength(b []byte, l page.Length) []byte {
	if l < 0 {
		b, l = append(b, '-'), -l
	}
	return appendDecimal(b, int(l/1000), int(l%1000), 100)
}

// appendDecimal appends a number of which whole stands before the point and
// rest, whose first digit counts unit, behind it.
func appendDecimal(b []byte, whole, rest, unit int) []byte {
	b = appendInt(b, whole)
	if rest == 0 {
		return b
	}
	b = append(b, '.')
	for ; rest > 0; unit /= 10 {
		b = append(b, byte('0'+rest/unit))
		rest %= unit
	}
	return b
}

// appendColour appends a colour and the operator that sets it: one number where
// it is a grey.
func appendColour(b []byte, c page.Colour, grey, colour string) []byte {
	part := func(n uint8) {
		thousandths := (int(n)*1000 + 127) / 255
		b = append(appendDecimal(b, thousandths/1000, thousandths%1000, 100), ' ')
	}
	part(c.R)
	if c.R == c.G && c.G == c.B {
		return append(b, grey...)
	}
	part(c.G)
	part(c.B)
	return append(b, colour...)
}

// appendRatio appends the quotient of two lengths with at most eight decimals,
// from integers alone.
func appendRatio(b []byte, over, under page.Length) []byte {
	const fine = 100_000_000
	n := int64(over*fine+under/2) / int64(under)
	return appendDecimal(b, int(n/fine), int(n%fine), fine/10)
}

// appendRect appends a rectangle the way PDF wants it: lower left and upper
// right corner, upwards from the bottom of a page of the given height.
func appendRect(b []byte, r page.Rect, height page.Length) []byte {
	b = append(b, '[')
	for i, l := range [4]page.Length{r.X, height - r.Y - r.H, r.X + r.W, height - r.Y} {
		if i > 0 {
			b = append(b, ' ')
		}
		b = appendLength(b, l)
	}
	return append(b, ']')
}

// appendText appends a text string: in PDFDocEncoding where that is Latin-1,
// else in UTF-16.
func appendText(b []byte, s string) []byte {
	if !latin1(s) {
		return appendUTF16(b, s)
	}
	b = append(b, '(')
	for _, r := range s {
		b = appendEscaped(b, byte(r))
	}
	return append(b, ')')
}

// appendEscaped appends a byte of a literal string. A carriage return would be
// read as a line feed.
func appendEscaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r':
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

// latin1 says whether all of s is where PDFDocEncoding and Latin-1 agree, and
// its start no mark of another encoding: þÿ of UTF-16, ï of UTF-8.
func latin1(s string) bool {
	for _, r := range s {
		ascii := ' ' <= r && r <= '~'
		if !ascii && (r < 0xA1 || r > 0xFF || r == 0xAD) {
			return false
		}
	}
	return !strings.HasPrefix(s, "þ") && !strings.HasPrefix(s, "ï")
}

// appendUTF16 appends s as a literal string with a byte-order mark.
func appendUTF16(b []byte, s string) []byte {
	b = append(b, "(\xFE\xFF"...)
	for _, r := range s {
		if r <= 0xFFFF {
			b = appendUnit(b, uint16(r))
			continue
		}
		r -= 0x10000
		b = appendUnit(appendUnit(b, uint16(0xD800+r>>10)), uint16(0xDC00+r&0x3FF))
	}
	return append(b, ')')
}

func appendUnit(b []byte, u uint16) []byte {
	return appendEscaped(appendEscaped(b, byte(u>>8)), byte(u))
}

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
