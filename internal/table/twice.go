package table

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// utf8Twice is UTF-8 that was taken for an old encoding and written as UTF-8
// once more, so that é stands there as Ã© or as √©. What was written once among
// it stays.
var utf8Twice = charset{"UTF-8 that was encoded twice", twice{}, 0}

// mistaken are the encodings for which UTF-8 is taken.
var mistaken = []*charmap.Charmap{charmap.Windows1252, charmap.Macintosh}

// once is a run of characters beyond ASCII as it was before it was encoded a
// second time. ok is false for one that was not: none of the letters that
// people's names have comes out of it.
func once(run string) (out string, ok bool) {
	for _, code := range mistaken {
		bytes := make([]byte, 0, len(run))
		for _, r := range run {
			b, known := code.EncodeRune(r)
			if !known && r >= 0x80 && r < 0xA0 { // those that Windows-1252 leaves open
				b, known = byte(r), true
			}
			if !known {
				bytes = nil
				break
			}
			bytes = append(bytes, b)
		}
		if out = string(bytes); out != "" && utf8.ValidString(out) && !isASCII(out) && !strings.ContainsFunc(out, isUnlikely) {
			return out, true
		}
	}
	return run, false
}

// isUnlikely is true for characters that stand in no name and no note.
func isUnlikely(r rune) bool {
	switch {
	case r < 0x180, r >= 0x386 && r < 0x3CF, r >= 0x400 && r < 0x460, r >= 0x620 && r < 0x650, r >= 0x2010 && r < 0x2040, r == '€', unicode.Is(unicode.Han, r):
		return unicode.IsControl(r)
	}
	return true
}

// twice is true where words were encoded twice.
func (c *census) twice() bool {
	for word := range c.words {
		for _, run := range strings.FieldsFunc(word, func(r rune) bool { return r < utf8.RuneSelf }) {
			if _, ok := once(run); ok {
				return true
			}
		}
	}
	return false
}

// twice decodes such a file.
type twice struct{ encoding.Encoding }

func (twice) NewDecoder() *encoding.Decoder { return &encoding.Decoder{Transformer: undo{}} }

// mended is a text that may have been encoded twice before it came into its file.
func mended(text string) string {
	if isASCII(text) {
		return text
	}
	out, _, err := transform.String(undo{}, text)
	if err != nil {
		return text
	}
	return out
}

// undo encodes each run of characters beyond ASCII back.
type undo struct{ transform.NopResetter }

const longestRun = 240 // bytes; a longer one is looked at in pieces

func (undo) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		rest := src[nSrc:]
		n := runLength(rest)
		if n == len(rest) && !atEOF && n < longestRun && rest[0] >= utf8.RuneSelf {
			return nDst, nSrc, transform.ErrShortSrc
		}
		piece := string(rest[:n])
		if rest[0] >= utf8.RuneSelf {
			piece, _ = once(strings.ToValidUTF8(piece, "\uFFFD"))
		}
		if len(dst)-nDst < len(piece) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += copy(dst[nDst:], piece)
		nSrc += n
	}
	return nDst, nSrc, nil
}

// runLength is how many bytes at the start are all ASCII or all beyond it, up
// to the end of a character.
func runLength(b []byte) int {
	n := 0
	for n < len(b) && (b[n] < utf8.RuneSelf) == (b[0] < utf8.RuneSelf) && (n < longestRun || b[0] < utf8.RuneSelf && n < 1000 || b[n]&0xC0 == 0x80) {
		n++
	}
	return n
}
