package clinic

import (
	"strconv"
	"strings"
)

// numbers reads the numbers of path data, points and transforms, which may
// stand together without a gap: "1.5.5-3" is three of them.
type numbers struct {
	text string
	at   int
}

// space goes over white space and at most one comma.
func (n *numbers) space() {
	comma := false
	for ; n.at < len(n.text); n.at++ {
		c := n.text[n.at]
		if c == ',' && comma || c != ',' && strings.IndexByte(" \t\r\n\f", c) < 0 {
			return
		}
		comma = comma || c == ','
	}
}

// next is the number that comes now.
func (n *numbers) next() (float64, bool) {
	n.space()
	start := n.at
	n.skip("+-", 1)
	n.skip(digits, -1)
	if n.skip(".", 1) {
		n.skip(digits, -1)
	}
	if mantissa := n.at; n.skip("eE", 1) {
		n.skip("+-", 1)
		if !n.skip(digits, -1) {
			n.at = mantissa
		}
	}
	v, err := strconv.ParseFloat(n.text[start:n.at], 64)
	if err != nil {
		n.at = start
		return 0, false
	}
	return v, true
}

// flag is a single 0 or 1, which the next number may follow at once.
func (n *numbers) flag() (float64, bool) {
	n.space()
	if n.at < len(n.text) && (n.text[n.at] == '0' || n.text[n.at] == '1') {
		n.at++
		return float64(n.text[n.at-1] - '0'), true
	}
	return 0, false
}

const digits = "0123456789"

// skip goes over up to most characters of set, or all where most is negative,
// and says whether there was one.
func (n *numbers) skip(set string, most int) bool {
	start := n.at
	for n.at < len(n.text) && n.at-start != most && strings.IndexByte(set, n.text[n.at]) >= 0 {
		n.at++
	}
	return n.at > start
}

// list reads the numbers that text wholly consists of.
func list(text string) ([]float64, bool) {
	n := numbers{text: text}
	var values []float64
	for n.space(); n.at < len(n.text); n.space() {
		v, ok := n.next()
		if !ok {
			return nil, false
		}
		values = append(values, v)
	}
	return values, true
}

// length reads one number that is not negative, in the drawing's own unit.
func length(text string) (float64, bool) {
	values, ok := list(strings.TrimSuffix(text, "px"))
	if !ok || len(values) != 1 || values[0] < 0 {
		return 0, false
	}
	return values[0], true
}
