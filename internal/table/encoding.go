package table

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"aftercare/internal/diag"
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

// oldCharsets are the encodings of one language or a few, the commoner first.
var oldCharsets = []charset{
	windows1252,
	{"Windows-1250", charmap.Windows1250, 0}, {"Windows-1254", charmap.Windows1254, 0}, {"ISO-8859-2", charmap.ISO8859_2, 0},
	{"ISO-8859-15", charmap.ISO8859_15, 0}, {"MacRoman", charmap.Macintosh, 0}, {"CP850", charmap.CodePage850, 0}, {"CP437", charmap.CodePage437, 0},
	{"CP852", charmap.CodePage852, 0}, {"Windows-1257", charmap.Windows1257, 0},
	{"Windows-1251", charmap.Windows1251, 0}, {"KOI8-R", charmap.KOI8R, 0}, {"ISO-8859-5", charmap.ISO8859_5, 0}, {"CP866", charmap.CodePage866, 0}, {"MacCyrillic", charmap.MacintoshCyrillic, 0},
	{"Windows-1253", charmap.Windows1253, 0}, {"ISO-8859-7", charmap.ISO8859_7, 0}, {"Windows-1256", charmap.Windows1256, 0}, {"ISO-8859-6", charmap.ISO8859_6, 0},
	{"GB18030", simplifiedchinese.GB18030, 0}, {"Big5", traditionalchinese.Big5, 0},
}

// charsetOf tells from the start of a file, and from a census of all of it, how
// its characters are written. Several are those that give different names, and
// none is an encoding that is not known.
func charsetOf(head []byte, all *census) []charset {
	for _, mark := range byteOrderMarks {
		if bytes.HasPrefix(head, []byte(mark.bytes)) {
			return []charset{mark.charset}
		}
	}
	if c, ok := bareUTF16(head); ok {
		return []charset{c}
	}
	// One damaged character among many sound ones is a damaged UTF-8 file:
	// taken for Windows-1252 it would garble every name.
	if all.invalid+len(all.rest) <= all.multibyte && !all.chinese() {
		if all.twice() {
			return []charset{utf8Twice}
		}
		return []charset{utf8Plain}
	}
	var out []charset
	for _, r := range bestReadings(all.list()) {
		out = append(out, r.charset)
	}
	return out
}

// chinese is true where what looks like a few letters of UTF-8 is names of
// Chinese.
func (c *census) chinese() bool {
	if c.multibyte == 0 || c.multibyte > 1000 {
		return false
	}
	names := 0
	for _, word := range c.list() {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().String(word)
		if err == nil && isChineseName(decoded) && !isSound(word) {
			names++
		}
	}
	return names > 0
}

// isSound is true for a word of UTF-8 that is of one script.
func isSound(word string) bool {
	if !utf8.ValidString(word) {
		return false
	}
	if which, rarity, letters := scriptOf(word); which >= 0 {
		return rarity < mostRarity*float64(letters)
	}
	return !isASCII(word) && (languagesOf(word, utf8Plain.name) != 0 || strings.ContainsFunc(word, func(r rune) bool { return r > 0x7FF }))
}

// KnownEncoding is an error where no encoding has that name.
func KnownEncoding(name string) error {
	_, err := charsetNamed(name)
	return err
}

// charsetNamed is an encoding by the name that a person says: one of those above,
// or any of the Encoding Standard.
func charsetNamed(name string) (charset, error) {
	plain := func(s string) string {
		return strings.NewReplacer("-", "", "_", "", " ", "").Replace(strings.ToLower(s))
	}
	for _, c := range slices.Concat([]charset{utf8Plain, utf16le, utf16be}, oldCharsets) {
		if plain(c.name) == plain(name) || plain(c.name) == strings.Replace(plain(name), "ibm", "cp", 1) {
			return c, nil
		}
	}
	if code, err := htmlindex.Get(name); err == nil {
		known, _ := htmlindex.Name(code)
		return charset{known, code, 0}, nil
	}
	var names []string
	for _, c := range oldCharsets {
		names = append(names, strings.ToLower(c.name))
	}
	return charset{}, diag.List{{Message: fmt.Sprintf("%q is no encoding that is known", name), Hint: "known are utf-8, " + strings.Join(names, ", ") + " and others"}}
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

// census counts the characters outside ASCII of a file that may be UTF-8, and
// keeps the words that have some.
type census struct {
	multibyte int    // sound characters of two bytes or more
	invalid   int    // bytes that are part of no character
	rest      []byte // a character that the next Write may complete

	word  []byte // that the next Write may go on with
	words map[string]bool
}

const (
	mostWords   = 1500 // different ones, of which an encoding is told
	longestWord = 60
)

// Write counts p. It never fails.
func (c *census) Write(p []byte) (int, error) {
	c.gather(p)
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

// gather keeps the words with bytes beyond ASCII. Digits are part of them, as
// they are of characters in GB18030.
func (c *census) gather(p []byte) {
	for i := 0; i < len(p); {
		start, beyond := i, false
		for i < len(p) && isWordByte(p[i]) {
			beyond = beyond || p[i] >= utf8.RuneSelf
			i++
		}
		if beyond || i == len(p) || len(c.word) > 0 {
			c.keep(p[start:i], i < len(p))
		}
		for i < len(p) && !isWordByte(p[i]) {
			i++
		}
	}
}

func isWordByte(b byte) bool {
	return b >= utf8.RuneSelf || 'a' <= b|0x20 && b|0x20 <= 'z' || '0' <= b && b <= '9'
}

// keep adds to the word, and ends it.
func (c *census) keep(piece []byte, ended bool) {
	if len(c.word) <= longestWord {
		c.word = append(c.word, piece...)
	}
	if !ended {
		return
	}
	if word := string(c.word); !isASCIIBytes(c.word) && len(word) <= longestWord && len(c.words) < mostWords {
		if c.words == nil {
			c.words = map[string]bool{}
		}
		c.words[word] = true
	}
	c.word = c.word[:0]
}

func isASCIIBytes(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
}

// list are the words, in an order that is always the same.
func (c *census) list() []string {
	c.keep(nil, true)
	return slices.Sorted(maps.Keys(c.words))
}
