package table

import (
	"bytes"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// property is a line of a calendar: NAME;PARAMETER=value:VALUE (RFC 5545, 3.1).
// Of vCalendar 1.0 it may name an encoding.
type property struct {
	line       int
	name       string
	parameters map[string]string
	value      string
	fault      string // why the value is not whole
}

// propertyReader reads the lines of a calendar, unfolded. Those that nobody
// reads, a photograph of some megabytes say, are passed over and not kept.
type propertyReader struct {
	lines *lineReader
	wants func(name string) bool
}

const faultLong = "a line of this event is longer than any title"

// next is the next property that is wanted.
func (r *propertyReader) next() (property, error) {
	for {
		l, err := r.first()
		if err != nil {
			return property{}, err
		}
		name := propertyName(l.text)
		wanted := r.wants(name)
		text, long, err := r.unfold(l.text, wanted)
		if err != nil {
			return property{}, err
		}
		if !wanted {
			continue
		}
		p := parseProperty(name, text)
		p.line = l.number
		if long {
			p.fault = faultLong
		}
		return p, nil
	}
}

// first is the first line of a property, with those into which its name was
// folded.
func (r *propertyReader) first() (line, error) {
	l, err := r.lines.next()
	for err == nil && !strings.ContainsAny(l.text, ";:") && len(l.text) < longestProperty {
		more, err := r.lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return l, err
		}
		if !isFolded(more.text) {
			r.lines.giveBack([]line{more})
			break
		}
		l.text += more.text[1:]
	}
	return l, err
}

func isFolded(line string) bool {
	return strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")
}

func propertyName(line string) string {
	end := strings.IndexAny(line, ";:")
	if end < 0 {
		end = len(line)
	}
	name := strings.ToUpper(strings.TrimSpace(line[:end]))
	return name[strings.LastIndexByte(name, '.')+1:] // vCalendar groups them: A.SUMMARY
}

// unfold reads the lines that go on from the first: those that begin with white
// space, and in quoted-printable those behind a line that ends with "=".
func (r *propertyReader) unfold(first string, keep bool) (text string, long bool, err error) {
	head, _, _ := strings.Cut(first, ":")
	quoted := strings.Contains(strings.ToUpper(head), "QUOTED-PRINTABLE")
	out, last := []byte(first), first
	for {
		more, err := r.lines.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return "", false, err
		}
		soft := quoted && strings.HasSuffix(last, "=")
		if !soft && !isFolded(more.text) {
			r.lines.giveBack([]line{more})
			break
		}
		last = more.text
		switch {
		case !keep:
		case len(out)+len(last) > longestProperty:
			long = true
		case soft:
			out = append(out[:len(out)-1], last...)
		default:
			out = append(out, last[1:]...)
		}
	}
	return string(out), long || keep && len(out) > longestProperty, nil
}

// parseProperty takes a line apart. What stands in quotation marks is one value.
func parseProperty(name, line string) property {
	p := property{name: name, parameters: map[string]string{}}
	var parts []string
	quoted, start := false, 0
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '"':
			quoted = !quoted
		case (c == ';' || c == ':') && !quoted:
			parts = append(parts, line[start:i])
			start = i + 1
			if c == ':' {
				p.value, i = line[start:], len(line)
			}
		}
	}
	if len(parts) == 0 {
		return p
	}
	for _, part := range parts[1:] {
		key, value, ok := strings.Cut(part, "=")
		if !ok { // vCalendar lets the name of an encoding stand alone
			key, value = "ENCODING", part
		}
		p.parameters[strings.ToUpper(strings.TrimSpace(key))] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	p.unescape()
	return p
}

// unquoteZone mends a date whose zone has a colon and no quotation marks, as
// some write (UTC-05:00): no date has a colon that the zone could lose.
func (p *property) unquoteZone() {
	if at := strings.LastIndexByte(p.value, ':'); at >= 0 && p.parameters["TZID"] != "" {
		p.parameters["TZID"] += ":" + p.value[:at]
		p.value = p.value[at+1:]
	}
}

// unescape decodes what the encoding of the property says.
func (p *property) unescape() {
	if !strings.EqualFold(p.parameters["ENCODING"], "QUOTED-PRINTABLE") {
		return
	}
	decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(p.value)))
	if err != nil {
		p.fault = "a text of this event cannot be decoded"
		return
	}
	p.value = textIn(decoded, p.parameters["CHARSET"])
}

// textIn is a text in a charset; what cannot be read in it becomes U+FFFD. Where
// none is named only UTF-8 can be told for certain.
func textIn(text []byte, charset string) string {
	if charset != "" && !utf8.Valid(text) || charset != "" && bytes.IndexByte(text, 0x1b) >= 0 {
		if code, err := htmlindex.Get(charset); err == nil {
			if out, err := code.NewDecoder().Bytes(text); err == nil {
				return string(out)
			}
		}
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}

// plainText is a value of text without its escapes, in one line.
var plainText = strings.NewReplacer(`\n`, " ", `\N`, " ", `\,`, ",", `\;`, ";", `\\`, `\`, "\r\n", " ", "\n", " ", "\r", " ")
