package table

import (
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// sharedTexts are the texts that the cells of a workbook name by number: one
// long string, and where each of them ends.
type sharedTexts struct {
	all  string
	ends []uint32
}

// at is the nth text.
func (s *sharedTexts) at(n int) (string, bool) {
	if n < 0 || n >= len(s.ends) {
		return "", false
	}
	start := uint32(0)
	if n > 0 {
		start = s.ends[n-1]
	}
	return s.all[start:s.ends[n]], true
}

// readShared reads them. reached is how many were read where an error stops it.
func readShared(r io.Reader) (texts *sharedTexts, reached int, err error) {
	m := newMarkup(r)
	var all strings.Builder
	var ends []uint32
	for {
		t, err := m.next()
		switch {
		case err == io.EOF:
			return &sharedTexts{all.String(), ends}, len(ends), nil
		case err != nil:
			return nil, len(ends), err
		case t != startTag || m.name != "si" || len(m.open) != 2:
			continue
		}
		text, err := m.richText(nil)
		all.Write(text)
		if ends = append(ends, uint32(all.Len())); err == nil && (all.Len() > largestStrings || len(ends) > mostStrings) {
			err = tooMuch("its texts are longer than 64 MiB")
		}
		if err != nil {
			return nil, len(ends) - 1, err
		}
	}
}

// richText adds the text of the element that was just opened: that of all its
// runs, without what is said of how to read them aloud (rPh, in Japanese).
func (m *markup) richText(out []byte) ([]byte, error) {
	start := len(out)
	for depth := len(m.open); len(m.open) >= depth; {
		t, err := m.next()
		switch {
		case err != nil:
			return out, err
		case t == startTag && m.name == "rPh":
			err = m.skip()
		case t == textToken && m.open[len(m.open)-1] == "t":
			out = append(out, m.text...)
		}
		if err == nil && len(out)-start > longestCell {
			err = errCell
		}
		if err != nil {
			return out, err
		}
	}
	out = unescaped(out, start)
	return append(out[:start], mended(string(out[start:]))...), nil
}

// escape is how Excel writes a character that XML cannot (ST_Xstring).
var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped is a text from start on with its escapes as the characters they are.
// What prints nothing is left out.
func unescaped(text []byte, start int) []byte {
	if !strings.Contains(string(text[start:]), "_x") {
		return text
	}
	clean := escape.ReplaceAllFunc(text[start:], func(code []byte) []byte {
		n, _ := strconv.ParseUint(string(code[2:6]), 16, 16)
		if r := rune(n); isCharacter(r) && r != '\r' && !utf16.IsSurrogate(r) {
			return []byte(string(r))
		}
		return nil
	})
	return append(text[:start], clean...)
}
