// Package tomlfile reads TOML files that people write: strictly, everything
// wrong in one run, each finding with the line and a caret. It is the only
// importer of the TOML library, which stops at the first wrong type and keeps
// the places of keys to itself.
package tomlfile

import (
	"fmt"
	"reflect"
	"sort"
	"strings"
	"unicode/utf8"

	"aftercare/internal/diag"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 1 << 20

// File is a TOML file that was read, and where everything in it stands.
type File struct {
	name    string
	text    string
	private bool
	places  map[string]place // by path
	lines   []int            // byte offset of the start of each line
}

// Decode reads text into the struct that dst points to; name is the file's, as
// the person knows it.
//
// A field is filled from the key in its tag `toml:"key"`, which may go on with
// required (the key must be given, and not be blank or empty), plain (a value
// of the field's type may stand in place of the whole table that the struct
// is) and single (one value may stand in place of a list of one). Types that
// are an encoding.TextUnmarshaler are read from strings, dates and times; an
// error of theirs that has a Hint() string gives its hint.
//
// The File is never nil; it gives places to checks that come later.
func Decode(name string, text []byte, dst any) (*File, diag.List) {
	return decode(&File{name: name}, text, dst)
}

// DecodePrivate is Decode for files that hold patients' data: what it reports
// repeats nothing of the file but keys that dst has.
func DecodePrivate(name string, text []byte, dst any) (*File, diag.List) {
	return decode(&File{name: name, private: true}, text, dst)
}

func decode(f *File, text []byte, dst any) (*File, diag.List) {
	f.text = strings.TrimPrefix(string(text), "\ufeff")
	f.lines = lineStarts(f.text)
	if found := f.unreadable(); found != nil {
		return f, found
	}
	places, deep := index(f.text)
	if deep >= 0 {
		return f, diag.List{{Position: f.span(deep, 1), Message: "tables or lists are nested too deeply"}}
	}
	tree, found := f.parse()
	if found != nil {
		return f, found
	}
	f.places = places
	b := binder{file: f, root: fieldsOf(reflect.TypeOf(dst).Elem()), known: map[reflect.Type][]field{}}
	b.table("", tree, reflect.ValueOf(dst).Elem())
	b.found.Sort()
	return f, b.found
}

// unreadable is what keeps the bytes from being TOML text at all.
func (f *File) unreadable() diag.List {
	if len(f.text) > MaxSize {
		return diag.List{{Position: diag.Position{File: f.name}, Message: "the file is larger than 1 MiB",
			Hint: "is this the right file?"}}
	}
	if strings.HasPrefix(f.text, "\xff\xfe") || strings.HasPrefix(f.text, "\xfe\xff") {
		return diag.List{{Position: diag.Position{File: f.name}, Message: "the file is UTF-16 text",
			Hint: "save it as UTF-8"}}
	}
	if at := firstControl(f.text); at >= 0 {
		return diag.List{{Position: f.span(at, 1), Message: fmt.Sprintf("the file holds a control character (U+%04X)", f.text[at]),
			Hint: "delete it, or save the file as plain text in UTF-8"}}
	}
	if !utf8.ValidString(f.text) {
		return diag.List{{Position: f.span(firstInvalid(f.text), 1), Message: "the file is not UTF-8 text",
			Hint: "save it as UTF-8"}}
	}
	return nil
}

// firstControl is the offset of the first character that TOML forbids
// everywhere, -1 where there is none.
func firstControl(text string) int {
	for at := range len(text) {
		switch c := text[at]; {
		case c == '\t', c == '\n', c == '\r' && strings.HasPrefix(text[at:], "\r\n"):
		case c < ' ', c == 0x7f:
			return at
		}
	}
	return -1
}

func firstInvalid(text string) int {
	for at, r := range text {
		if r == utf8.RuneError && !strings.HasPrefix(text[at:], string(utf8.RuneError)) {
			return at
		}
	}
	return len(text)
}

// At is the place of the value at a path such as "area[2].do[0].text": of a
// table, its header. What the file does not give is looked for in the table
// around it, and at last in the file as a whole.
func (f *File) At(path string) diag.Position {
	p, ok := f.nearest(path)
	if !ok {
		return diag.Position{File: f.name}
	}
	return f.span(p.value, p.valueLength)
}

// KeyAt is the place of the key itself at a path, found as At finds it.
func (f *File) KeyAt(path string) diag.Position {
	p, ok := f.nearest(path)
	if !ok {
		return diag.Position{File: f.name}
	}
	return f.span(p.key, p.keyLength)
}

// Within is the place where part is first written in the value at path, or
// the whole value where it does not stand there in these letters.
func (f *File) Within(path, part string) diag.Position {
	p, ok := f.nearest(path)
	if !ok {
		return diag.Position{File: f.name}
	}
	at := strings.Index(f.text[p.value:p.value+p.valueLength], part)
	if at < 0 || part == "" {
		return f.At(path)
	}
	return f.span(p.value+at, len(part))
}

// IsTOML says whether the text was TOML, so that later checks have something
// to look at.
func (f *File) IsTOML() bool { return f.places != nil }

// Has says whether the file gives the key or list entry at path.
func (f *File) Has(path string) bool {
	_, ok := f.places[path]
	return ok
}

func (f *File) nearest(path string) (place, bool) {
	for path != "" {
		if p, ok := f.places[path]; ok {
			return p, true
		}
		path = parent(path)
	}
	return place{}, false
}

// span is the position of length bytes from a byte offset on, as far as they
// stand on one line.
func (f *File) span(offset, length int) diag.Position {
	n := sort.SearchInts(f.lines, offset+1) - 1
	line, _, _ := strings.Cut(f.text[f.lines[n]:], "\n")
	line = strings.TrimSuffix(line, "\r")
	from := min(offset-f.lines[n], len(line))
	to := min(from+length, len(line))
	p := diag.Position{File: f.name, Line: n + 1,
		Column: utf8.RuneCountInString(line[:from]) + 1,
		Length: utf8.RuneCountInString(line[from:to])}
	if !f.private {
		p.Text = line
	}
	return p
}

func lineStarts(text string) []int {
	starts := []int{0}
	for at := range len(text) {
		if text[at] == '\n' {
			starts = append(starts, at+1)
		}
	}
	return starts
}
