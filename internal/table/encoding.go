package table

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// charset is how the characters of a text file are written.
type charset struct {
	name string
	code encoding.Encoding
	mark int // bytes of the byte-order mark
}

var (
	utf8Plain   = charset{"UTF-8", unicode.UTF8, 0}
	windows1252 = charset{"Windows-1252", charmap.Windows1252, 0}
	utf16le     = charset{"UTF-16LE", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0}
	utf16be     = charset{"UTF-16BE", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0}
)

var byteOrderMarks = []struct {
	bytes string
	charset
}{
	{"\xef\xbb\xbf", charset{"UTF-8 with a byte-order mark", unicode.UTF8, 3}},
	{"\xff\xfe", charset{"UTF-16LE with a byte-order mark", utf16le.code, 2}},
	{"\xfe\xff", charset{"UTF-16BE with a byte-order mark", utf16be.code, 2}},
}

// charsetOf tells from the start of a file, and from a census of all of it,
// how its characters are written.
func charsetOf(head []byte, all census) charset {
	for _, mark := range byteOrderMarks {
		if bytes.HasPrefix(head, []byte(mark.bytes)) {
			return mark.charset
		}
	}
	if c, ok := bareUTF16(head); ok {
		return c
	}
	// One damaged character among many sound ones is a damaged UTF-8 file:
	// taken for Windows-1252 it would garble every name.
	if all.invalid+len(all.rest) > all.multibyte {
		return windows1252
	}
	return utf8Plain
}

// bareUTF16 knows UTF-16 without a mark by its zeros: in a table in a Latin
// script nearly every second byte is one, on the same side.
func bareUTF16(head []byte) (charset, bool) {
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(head) / 2
	switch {
	case half == 0:
		return charset{}, false
	case zeros[1] > half/2 && zeros[0] < half/20+1:
		return utf16le, true
	case zeros[0] > half/2 && zeros[1] < half/20+1:
		return utf16be, true
	}
	return charset{}, false
}

// decode reads bytes of the charset as UTF-8; what it cannot read becomes
// U+FFFD.
func (c charset) decode(r io.Reader) io.Reader {
	_, _ = io.CopyN(io.Discard, r, int64(c.mark)) // a short file fails at the next read
	return c.code.NewDecoder().Reader(r)
}

// census counts the characters outside ASCII of a file that may be UTF-8.
type census struct {
	multibyte int    // sound characters of two bytes or more
	invalid   int    // bytes that are part of no character
	rest      []byte // a character that the next Write may complete
}

// Write counts p. It never fails.
func (c *census) Write(p []byte) (int, error) {
	text := append(c.rest, p...)
	for len(text) > 0 {
		if text[0] < utf8.RuneSelf {
			text = text[1:]
			continue
		}
		if !utf8.FullRune(text) {
			break
		}
		r, size := utf8.DecodeRune(text)
		if r == utf8.RuneError && size == 1 {
			c.invalid++
		} else {
			c.multibyte++
		}
		text = text[size:]
	}
	c.rest = append(c.rest[:0:0], text...)
	return len(p), nil
}
