package tomlfile

import (
	"strings"

	"github.com/BurntSushi/toml"
)

// place is where a key and its value stand, in bytes. A table has its header,
// or the key that first names it, as both.
type place struct {
	key, keyLength     int
	value, valueLength int
}

// deepest is how far tables and lists may be nested, and how many names a
// dotted key may have. The library's time and stack have no bound in it.
const deepest = 16

// index finds the place of every key and list entry by its path, and the
// offset where nesting grows too deep, or -1. It leaves it to the library to
// say what is no TOML: in such text it merely comes to the end.
func index(text string) (places map[string]place, deep int) {
	s := scanner{text: text, places: map[string]place{}, entries: map[string]int{}, deep: -1}
	table := ""
	for s.blank(); s.at < len(s.text); s.blank() {
		before := s.at
		if s.text[s.at] == '[' {
			table = s.header()
		} else {
			s.pair(table)
		}
		if s.at == before {
			s.at++
		}
	}
	return s.places, s.deep
}

type scanner struct {
	text    string
	at      int
	places  map[string]place
	entries map[string]int // of the [[lists]] so far, by their path
	depth   int            // of the value being read
	deep    int            // where depth went over deepest, or -1
}

// tooDeep ends the scan where a nesting of n is too deep.
func (s *scanner) tooDeep(n int) bool {
	if n > deepest && s.deep < 0 {
		s.deep = min(s.at, len(s.text)-1)
		s.at = len(s.text)
	}
	return n > deepest
}

// blank skips white space, line ends and comments.
func (s *scanner) blank() {
	for s.at < len(s.text) {
		switch s.text[s.at] {
		case ' ', '\t', '\r', '\n':
			s.at++
		case '#':
			s.skipUntil("\n")
		default:
			return
		}
	}
}

func (s *scanner) skipUntil(ends string) {
	if n := strings.IndexAny(s.text[s.at:], ends); n >= 0 {
		s.at += n
	} else {
		s.at = len(s.text)
	}
}

func (s *scanner) next(c byte) bool {
	if s.at < len(s.text) && s.text[s.at] == c {
		s.at++
		return true
	}
	return false
}

// header reads [a.b] or [[a.b]] and gives the path of the table it opens.
func (s *scanner) header() string {
	start := s.at
	s.next('[')
	list := s.next('[')
	parts := s.key()
	if s.next(']') && list {
		s.next(']')
	}
	whole := place{start, s.at - start, start, s.at - start}
	path := s.through("", parts, whole)
	if list {
		s.add(path, whole)
		s.entries[path]++
		path = Entry(path, s.entries[path]-1)
	}
	// A table that was only implied until now is better shown by its header.
	s.places[path] = whole
	return path
}

// part is one name of a dotted key.
type part struct {
	name       string
	start, end int
}

// key reads a.b."c" up to what follows it.
func (s *scanner) key() []part {
	var parts []part
	for {
		s.space()
		start := s.at
		name := s.name()
		parts = append(parts, part{name, start, s.at})
		s.space()
		if !s.next('.') || s.tooDeep(len(parts)) {
			return parts
		}
	}
}

func (s *scanner) space() {
	for s.next(' ') || s.next('\t') {
	}
}

func (s *scanner) name() string {
	start := s.at
	if s.at < len(s.text) && (s.text[s.at] == '"' || s.text[s.at] == '\'') {
		s.quoted()
		return unquoted(s.text[start:s.at])
	}
	for s.at < len(s.text) && strings.IndexByte(bareKey, s.text[s.at]) >= 0 {
		s.at++
	}
	return s.text[start:s.at]
}

// unquoted leaves the escapes of a quoted key to the library.
func unquoted(quoted string) string {
	if !strings.Contains(quoted, `\`) || quoted[0] == '\'' {
		return quoted[1:max(1, len(quoted)-1)]
	}
	var read struct{ Key string }
	if _, err := toml.Decode("Key = "+quoted, &read); err != nil {
		return quoted
	}
	return read.Key
}

// pair reads key = value in the table at path.
func (s *scanner) pair(path string) {
	parts := s.key()
	first, last := parts[0].start, parts[len(parts)-1].end
	path = s.through(path, parts, place{first, last - first, first, last - first})
	s.next('=')
	s.blank()
	p := place{key: first, keyLength: last - first, value: s.at}
	s.value(path)
	p.valueLength = s.at - p.value
	s.add(path, p)
}

// through follows parts from the table at path, records the tables that they
// imply, and goes on in the last entry of every [[list]] on the way.
func (s *scanner) through(path string, parts []part, whole place) string {
	for i, part := range parts {
		path = Key(path, part.name)
		if i == len(parts)-1 {
			break
		}
		s.add(path, whole)
		if n := s.entries[path]; n > 0 {
			path = Entry(path, n-1)
		}
	}
	return path
}

// add records a place unless an earlier one named the same table.
func (s *scanner) add(path string, p place) {
	if _, ok := s.places[path]; !ok {
		s.places[path] = p
	}
}

func (s *scanner) value(path string) {
	s.depth++
	defer func() { s.depth-- }()
	if s.at >= len(s.text) || s.tooDeep(s.depth) {
		return
	}
	switch s.text[s.at] {
	case '"', '\'':
		s.quoted()
	case '[':
		s.list(path)
	case '{':
		s.inline(path)
	default:
		start := s.at
		s.skipUntil(",]}#\n")
		s.at = start + len(strings.TrimRight(s.text[start:s.at], " \t\r"))
	}
}

func (s *scanner) list(path string) {
	s.next('[')
	for n := 0; s.more(']'); n++ {
		entry := Entry(path, n)
		start := s.at
		s.value(entry)
		s.add(entry, place{start, s.at - start, start, s.at - start})
	}
}

func (s *scanner) inline(path string) {
	s.next('{')
	for s.more('}') {
		s.pair(path)
	}
}

// more skips what stands between the values of a list or table, its end too. An
// end of the other kind is no TOML; passed over, it does not hold up the scan.
func (s *scanner) more(end byte) bool {
	other := ']' ^ '}' ^ end
	s.blank()
	for s.next(',') || s.next(other) {
		s.blank()
	}
	return !s.next(end) && s.at < len(s.text)
}

// quoted skips a string of any of the four kinds.
func (s *scanner) quoted() {
	quote := s.text[s.at]
	long := strings.Repeat(string(quote), 3)
	if !strings.HasPrefix(s.text[s.at:], long) {
		s.at++
		s.skipString(string(quote), quote == '"')
		return
	}
	s.at += 3
	s.skipString(long, quote == '"')
	// Up to two quotation marks may stand right before the closing three.
	for range 2 {
		s.next(quote)
	}
}

func (s *scanner) skipString(end string, escapes bool) {
	for s.at < len(s.text) && !strings.HasPrefix(s.text[s.at:], end) {
		if escapes && s.text[s.at] == '\\' {
			s.at++
		}
		s.at++
	}
	s.at = min(s.at+len(end), len(s.text))
}
