package tomlfile

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"aftercare/internal/diag"
)

// Set gives text with the key at path set to value, a string, bool, int or
// []string: {"services", "Cupping"} is the key "Cupping" of [services]. Every
// other byte stays as it is, comments, order and line ends with it. A key that is
// there gets the new value in its place; a new one stands after the last key of
// its table, and a new table after the tables around it, or at the end.
//
// name is the file's, as the person knows it. A text that is not valid TOML, a
// path that leads through a value or a list, and a table within braces to add
// to, are errors, and nothing is changed.
func Set(name string, text []byte, path []string, value any) ([]byte, diag.List) {
	before, found := treeOf(name, text)
	if found != nil {
		return nil, found
	}
	if found := settable(name, before, path, value); found != nil {
		return nil, found
	}
	body, marked := bytes.CutPrefix(text, []byte(byteOrderMark))
	written, ok := outlineOf(string(body)).set(path, literal(value))
	if !ok {
		return nil, unsettable(name, path, "it is written within braces, { … }", "write its keys on lines of their own, under ["+strings.Join(path[:len(path)-1], ".")+"]")
	}
	if marked {
		written = byteOrderMark + written
	}
	after, found := treeOf(name, []byte(written))
	plant(before, path, value)
	if found != nil || !same(before, after) {
		return nil, unsettable(name, path, "it is written in a way that cannot be changed here", "change it in an editor")
	}
	return []byte(written), nil
}

// Unset gives text without the key at path and without the rest of its lines, a
// comment behind the value among it. Every other byte stays as it is. A key that
// is not there is an error, as is one that Set could not change.
func Unset(name string, text []byte, path []string) ([]byte, diag.List) {
	before, found := treeOf(name, text)
	if found != nil {
		return nil, found
	}
	body, marked := bytes.CutPrefix(text, []byte(byteOrderMark))
	written, ok := outlineOf(string(body)).unset(path)
	if !ok {
		return nil, unsettable(name, path, "it does not stand on a line of its own", "")
	}
	if marked {
		written = byteOrderMark + written
	}
	after, found := treeOf(name, []byte(written))
	table := before
	for _, key := range path[:len(path)-1] {
		table, _ = table[key].(map[string]any)
	}
	delete(table, path[len(path)-1])
	if found != nil || !same(before, after) {
		return nil, unsettable(name, path, "it is written in a way that cannot be changed here", "change it in an editor")
	}
	return []byte(written), nil
}

const byteOrderMark = "\ufeff"

// treeOf is what a text says, or what is wrong with it.
func treeOf(name string, text []byte) (map[string]any, diag.List) {
	f := &File{name: name, text: strings.TrimPrefix(string(text), byteOrderMark)}
	f.lines = lineStarts(f.text)
	if found := f.unreadable(); found != nil {
		return nil, found
	}
	if _, deep := index(f.text); deep >= 0 {
		return nil, diag.List{{Position: f.span(deep, 1), Message: "tables or lists are nested too deeply"}}
	}
	return f.parse()
}

// settable refuses what leads to no key of a table, and what is no value.
func settable(name string, tree map[string]any, path []string, value any) diag.List {
	if len(path) == 0 || len(path) > deepest || !writable(path...) || literal(value) == "" {
		return unsettable(name, path, "this is no key, or no value, that can be written", "")
	}
	for i, key := range path {
		old, there := tree[key]
		table, isTable := old.(map[string]any)
		switch last := i == len(path)-1; {
		case !there:
			return nil
		case last && isTable, !last && !isTable:
			return unsettable(name, path[:i+1], "it is no table where one is needed, or the other way round", "change it in an editor")
		}
		tree = table
	}
	return nil
}

func unsettable(name string, path []string, why, hint string) diag.List {
	joined := ""
	for _, key := range path {
		joined = Key(joined, key)
	}
	return diag.List{{Position: diag.Position{File: name}, Message: joined + " cannot be set: " + why, Hint: hint}}
}

// plant sets a value in a tree, as Set does in the text.
func plant(tree map[string]any, path []string, value any) {
	for _, key := range path[:len(path)-1] {
		if _, there := tree[key]; !there {
			tree[key] = map[string]any{}
		}
		tree = tree[key].(map[string]any) // settable has looked
	}
	tree[path[len(path)-1]] = asRead(value)
}

// asRead is a value of the kind that the library reads it as.
func asRead(value any) any {
	switch v := value.(type) {
	case int:
		return int64(v)
	case []string:
		list := make([]any, len(v))
		for i := range v {
			list[i] = v[i]
		}
		return list
	}
	return value
}

// same compares what two texts say. Written out, two numbers that are none are
// alike.
func same(a, b map[string]any) bool { return fmt.Sprintf("%#v", a) == fmt.Sprintf("%#v", b) }

// literal is a value as TOML writes it, "" where it is none.
func literal(value any) string {
	switch v := value.(type) {
	case string:
		if writable(v) {
			return quote(v)
		}
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case []string:
		if writable(v...) {
			return list(v)
		}
	}
	return ""
}

func list(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = quote(text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func writable(texts ...string) bool {
	for _, text := range texts {
		if !utf8.ValidString(text) {
			return false
		}
	}
	return true
}

// quote writes a basic string (TOML 1.0, String). What breaks a line or cannot be
// seen is written as its number.
func quote(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || 0x7f <= r && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff':
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// dotted is a key as TOML writes it.
func dotted(path []string) string {
	names := make([]string, len(path))
	for i, name := range path {
		if names[i] = name; !bare(name) {
			names[i] = quote(name)
		}
	}
	return strings.Join(names, ".")
}
