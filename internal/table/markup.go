package table

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

var errCell = tooMuch(fmt.Sprintf("a cell is longer than %d KiB", longestCell>>10))

// flaw is what is wrong with a file that is damaged, in people's words.
type flaw string

func (f flaw) Error() string { return string(f) }

const (
	flawCut      = flaw("the file breaks off")
	flawControl  = flaw("a character stands there that no text holds")
	flawUTF8     = flaw("bytes stand there that are no characters")
	flawEntity   = flaw("a character is named that nobody has declared")
	flawTag      = flaw("a tag is not closed as it should be")
	flawMarkup   = flaw("a tag is not written as it should be")
	flawDoctype  = flaw("it declares entities of its own, as no spreadsheet does")
	flawDeep     = flaw("its elements stand too deep within one another")
	flawTrailing = flaw("text stands behind its end")
)

// markup reads XML from a stream, and strictly: whatever is not well-formed is
// a flaw, never passed over. It knows as much of XML as spreadsheets use, and
// names elements and attributes without their prefixes.
type markup struct {
	r     io.Reader
	buf   []byte // buf[at:] is read and not yet taken
	at    int
	err   error // what ended the reading
	names map[string]string
	open  []string // the elements that are open
	empty bool     // the last one was written <a/>, so that its end comes next
	root  bool     // the first element was seen

	name  string // of the element of the last token
	attrs []attribute
	text  []byte // of the last token; valid until the next one, as attrs are
}

type attribute struct {
	name  string
	value []byte
}

type token uint8

const (
	startTag token = iota
	endTag
	textToken
)

// newMarkup reads r, whose characters are UTF-8 or, with a mark, UTF-16.
func newMarkup(r io.Reader) *markup {
	m := &markup{r: r, buf: make([]byte, 0, 1<<16), names: map[string]string{}}
	m.need(3)
	switch head := string(m.buf[:min(len(m.buf), 3)]); {
	case head == "\xef\xbb\xbf":
		m.at = 3
	case strings.HasPrefix(head, "\xff\xfe"), strings.HasPrefix(head, "\xfe\xff"):
		whole := io.MultiReader(bytes.NewReader(bytes.Clone(m.buf)), r)
		m.r, m.buf = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(whole), m.buf[:0]
		m.err = nil
	}
	return m
}

// need reads until n bytes are there, or no more come.
func (m *markup) need(n int) bool {
	for len(m.buf)-m.at < n {
		if m.fill() != nil {
			return false
		}
	}
	return true
}

// fill reads on.
func (m *markup) fill() error {
	if m.err != nil {
		return m.err
	}
	if m.at > 0 {
		m.buf = m.buf[:copy(m.buf, m.buf[m.at:])]
		m.at = 0
	}
	if len(m.buf) == cap(m.buf) {
		if len(m.buf) >= 2*longestCell {
			m.err = errCell
			return m.err
		}
		m.buf = append(make([]byte, 0, 2*cap(m.buf)), m.buf...)
	}
	var n int
	n, m.err = m.r.Read(m.buf[len(m.buf):cap(m.buf)])
	m.buf = m.buf[:len(m.buf)+n]
	if n > 0 {
		return nil
	}
	return m.err
}

// next is the next tag or text; io.EOF stands behind the sound end of the file.
func (m *markup) next() (token, error) {
	if m.empty {
		m.empty = false
		return endTag, m.pop(m.name)
	}
	for {
		switch {
		case !m.need(1):
			return 0, m.end()
		case m.buf[m.at] != '<':
			if err := m.takeText(); err != nil || len(m.text) > 0 {
				return textToken, err
			}
		case !m.need(2):
			return 0, m.broken()
		case m.buf[m.at+1] == '?':
			if _, err := m.until("?>"); err != nil {
				return 0, err
			}
		case m.buf[m.at+1] == '!':
			if is, err := m.takeDeclaration(); is || err != nil {
				return textToken, err
			}
		default:
			return m.takeTag()
		}
	}
}

// end is the end of the file, if it is a sound one.
func (m *markup) end() error {
	if m.err == io.EOF && (len(m.open) > 0 || !m.root) {
		return flawCut
	}
	return m.err
}

// broken is why a token does not end.
func (m *markup) broken() error {
	if m.err == io.EOF {
		return flawCut
	}
	return m.err
}

// until takes what stands before the next stop, and that too.
func (m *markup) until(stop string) ([]byte, error) {
	for from := 0; ; {
		if i := bytes.Index(m.buf[m.at+from:], []byte(stop)); i >= 0 {
			piece := m.buf[m.at : m.at+from+i]
			m.at += from + i + len(stop)
			return piece, nil
		}
		from = max(0, len(m.buf)-m.at-len(stop)+1)
		if m.fill() != nil {
			return nil, m.broken()
		}
	}
}

// takeText takes the text before the next tag. Outside of all elements only
// white space may stand.
func (m *markup) takeText() error {
	from := 0
	for {
		if i := bytes.IndexByte(m.buf[m.at+from:], '<'); i >= 0 {
			from += i
			break
		}
		from = len(m.buf) - m.at
		if m.fill() != nil {
			break
		}
	}
	piece := m.buf[m.at : m.at+from]
	m.at += from
	if len(m.open) > 0 {
		var err error
		m.text, err = m.characters(piece)
		return err
	}
	m.text = nil
	if len(bytes.TrimSpace(piece)) > 0 {
		return flawTrailing
	}
	return nil
}

// takeDeclaration passes over a comment and reports true for text that stands
// as it is.
func (m *markup) takeDeclaration() (bool, error) {
	const cdata = "<![CDATA["
	m.need(len(cdata))
	switch rest := m.buf[m.at:]; {
	case bytes.HasPrefix(rest, []byte("<!--")):
		m.at += 4
		_, err := m.until("-->")
		return false, err
	case bytes.HasPrefix(rest, []byte(cdata)) && len(m.open) > 0:
		m.at += len(cdata)
		piece, err := m.until("]]>")
		if err == nil {
			m.text, err = lineEnds(piece), checkCharacters(piece)
		}
		return true, err
	case bytes.HasPrefix(rest, []byte("<!DOCTYPE")):
		return false, flawDoctype
	}
	return false, flawMarkup
}

// takeTag takes a tag.
func (m *markup) takeTag() (token, error) {
	tag, err := m.tag()
	if err != nil {
		return 0, err
	}
	if len(tag) > 0 && tag[0] == '/' {
		return endTag, m.pop(m.local(bytes.TrimRight(tag[1:], " \t\r\n")))
	}
	m.empty = len(tag) > 0 && tag[len(tag)-1] == '/'
	if m.empty {
		tag = tag[:len(tag)-1]
	}
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	if end == 0 {
		return 0, flawMarkup
	}
	m.name = m.local(tag[:end])
	if err := m.takeAttributes(tag[end:]); err != nil {
		return 0, err
	}
	return startTag, m.push()
}

// tag is what stands within the next angle brackets. One within an attribute
// does not end it.
func (m *markup) tag() ([]byte, error) {
	quote := byte(0)
	for i := 1; ; i++ {
		if m.at+i >= len(m.buf) && m.fill() != nil {
			return nil, m.broken()
		}
		switch c := m.buf[m.at+i]; {
		case c == '<':
			return nil, flawMarkup
		case quote == 0 && c == '>':
			tag := m.buf[m.at+1 : m.at+i]
			m.at += i + 1
			return tag, checkCharacters(tag)
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case c == quote:
			quote = 0
		}
	}
}

// takeAttributes takes them apart.
func (m *markup) takeAttributes(text []byte) error {
	m.attrs = m.attrs[:0]
	for {
		spaced := text
		if text = bytes.TrimLeft(text, " \t\r\n"); len(text) == 0 {
			return nil
		}
		name, rest, ok := bytes.Cut(text, []byte("="))
		rest = bytes.TrimLeft(rest, " \t\r\n")
		if !ok || len(rest) == 0 || len(spaced) == len(text) {
			return flawMarkup
		}
		value, after, ok := bytes.Cut(rest[1:], rest[:1])
		if !ok || rest[0] != '"' && rest[0] != '\'' {
			return flawMarkup
		}
		if err := m.keepAttribute(bytes.TrimRight(name, " \t\r\n"), value); err != nil {
			return err
		}
		text = after
	}
}

func (m *markup) keepAttribute(name, value []byte) error {
	if bytes.HasPrefix(name, []byte("xmlns")) {
		return nil
	}
	value, err := m.characters(value)
	m.attrs = append(m.attrs, attribute{m.local(name), value})
	return err
}

// attr is an attribute of the last start tag, "" where it has none.
func (m *markup) attr(name string) string { return string(m.value(name)) }

// value is the same, valid until the next token.
func (m *markup) value(name string) []byte {
	for i := range m.attrs {
		if m.attrs[i].name == name {
			return m.attrs[i].value
		}
	}
	return nil
}

// local is a name without its prefix. The same few come again and again.
func (m *markup) local(name []byte) string {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	known, ok := m.names[string(name)]
	if !ok {
		known = string(name)
		if len(m.names) < 1<<10 {
			m.names[known] = known
		}
	}
	return known
}

func (m *markup) push() error {
	if len(m.open) == 0 && m.root {
		return flawTrailing
	}
	if len(m.open) == deepest {
		return flawDeep
	}
	m.root = true
	m.open = append(m.open, m.name)
	return nil
}

func (m *markup) pop(name string) error {
	last := len(m.open) - 1
	if last < 0 || m.open[last] != name {
		return flawTag
	}
	m.name, m.open = name, m.open[:last]
	return nil
}

// skip passes over what is left of the element that was just opened.
func (m *markup) skip() error {
	for depth := len(m.open); len(m.open) >= depth; {
		if _, err := m.next(); err != nil {
			return err
		}
	}
	return nil
}

// characters are those of a text, with those that have a name.
func (m *markup) characters(text []byte) ([]byte, error) {
	if err := checkCharacters(text); err != nil {
		return nil, err
	}
	text = lineEnds(text)
	if bytes.IndexByte(text, '&') < 0 {
		return text, nil
	}
	var out []byte
	for {
		before, rest, ok := bytes.Cut(text, []byte("&"))
		out = append(out, before...)
		if !ok {
			return out, nil
		}
		name, _, ok := bytes.Cut(rest[:min(len(rest), longestEntity)], []byte(";"))
		r, known := entity(string(name))
		if !ok || !known {
			return nil, flawEntity
		}
		out = utf8.AppendRune(out, r)
		text = rest[len(name)+1:]
	}
}

const longestEntity = len("#x10FFFF;") + 3

var entities = map[string]rune{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

// entity is the character of a name or a number.
func entity(name string) (rune, bool) {
	digits, numbered := strings.CutPrefix(name, "#")
	if !numbered {
		r, ok := entities[name]
		return r, ok
	}
	base := 10
	if strings.HasPrefix(digits, "x") {
		base, digits = 16, digits[1:]
	}
	n, err := strconv.ParseUint(digits, base, 32)
	r := rune(n)
	return r, err == nil && n <= utf8.MaxRune && utf8.ValidRune(r) && isCharacter(r)
}

func isCharacter(r rune) bool {
	return (r >= ' ' || r == '\t' || r == '\n' || r == '\r') && r != 0xFFFE && r != 0xFFFF
}

// checkCharacters refuses what XML allows nowhere.
func checkCharacters(text []byte) error {
	plain := true
	for _, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' {
			return flawControl
		}
		plain = plain && c < utf8.RuneSelf
	}
	if plain {
		return nil
	}
	if !utf8.Valid(text) {
		return flawUTF8
	}
	if bytes.Contains(text, []byte("\uFFFE")) || bytes.Contains(text, []byte("\uFFFF")) {
		return flawControl
	}
	return nil
}

// lineEnds are all \n.
func lineEnds(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}
