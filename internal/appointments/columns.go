package appointments

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/table"
)

// header is the record that names the columns.
type header struct {
	line  int
	names []string // as the file has them; a repeated name gets a number
	keys  []string
	at    map[string]int // key → column
	tight map[string]int // key without its spaces → column: "PATIENTNAME"
	first cell           // that holds something, to know the header again by
}

// cell is one cell of a record as it stands.
type cell struct {
	at   int
	text string
}

// headerOf names the columns of a record. Of a name over several lines what
// follows an empty line is an explanation and no part of it.
func headerOf(rec table.Record) header {
	h := header{line: rec.Line, at: map[string]int{}, tight: map[string]int{}}
	count := map[string]int{}
	for _, text := range rec.Cells {
		title, _, _ := strings.Cut(paragraphs(text), "\n\n")
		name := clean(unguard(title))
		k := key(spaced(name))
		plain := name
		for _, taken := h.at[k]; taken && k != ""; _, taken = h.at[k] {
			count[key(plain)]++
			name = fmt.Sprintf("%s %d", plain, count[key(plain)]+1)
			k = key(spaced(name))
		}
		h.at[k] = len(h.keys)
		h.tight[tight(k)] = len(h.keys)
		h.names = append(h.names, strings.Clone(name))
		h.keys = append(h.keys, k)
		if k != "" && h.first.text == "" {
			h.first = cell{len(h.keys) - 1, strings.Clone(text)}
		}
	}
	return h
}

// paragraphs takes the white space off every line, so that lines that look
// empty are.
func paragraphs(cell string) string {
	if !strings.Contains(cell, "\n") {
		return cell
	}
	lines := strings.Split(strings.TrimSpace(cell), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, "\n")
}

// find is the column of the first of some keys that the header has, else -1.
func (h header) find(keys ...string) int {
	for _, k := range keys {
		if i, ok := h.at[k]; ok && k != "" {
			return i
		}
		if i, ok := h.tight[tight(k)]; ok && k != "" {
			return i
		}
	}
	return -1
}

// count is how many of some keys the header has.
func (h header) count(keys []string) int {
	n := 0
	for _, k := range keys {
		if h.find(k) >= 0 {
			n++
		}
	}
	return n
}

// same is true for a record that is the header again, as in exports that were
// put one behind the other.
func (h header) same(cells []string) bool {
	other := headerOf(table.Record{Cells: cells})
	return slices.Equal(trimmed(h.keys), trimmed(other.keys))
}

func trimmed(keys []string) []string {
	for len(keys) > 0 && keys[len(keys)-1] == "" {
		keys = keys[:len(keys)-1]
	}
	return keys
}

// columns are where each field stands: nowhere, in one column, or in several
// where each of them says something of the visit.
type columns [fieldCount][]int

// at is the first column of a field, -1 where it has none.
func (c *columns) at(f field) int {
	if len(c[f]) == 0 {
		return -1
	}
	return c[f][0]
}

// has is true where one of the fields has a column.
func (c *columns) has(fields ...field) bool {
	return slices.ContainsFunc(fields, func(f field) bool { return len(c[f]) > 0 })
}

// of is the field that a column feeds.
func (c *columns) of(column int) (field, bool) {
	for f := range fieldCount {
		if slices.Contains(c[f], column) {
			return f, true
		}
	}
	return fieldCount, false
}

// named is true where a row can become a visit: it is somebody's.
func (c *columns) named() bool { return c.has(patient, first, last, subject) }

// columnsOf finds the columns of a profile in a header: over its own words what
// a person says, and under them the usual names of the columns a clinic may
// have added. A column that the profile or a person lets fall is none of these.
func columnsOf(h header, p, common *Profile, said saying) columns {
	var c columns
	for column, f := range said.fields {
		c[f] = append(c[f], column)
		slices.Sort(c[f])
	}
	for f := range fieldCount {
		c.place(h, f, p.Columns[f.String()], said)
	}
	dropped := slices.Concat(p.Unused, p.Personal, p.Notes, p.Booking)
	for _, f := range addable {
		c.place(h, f, common.Columns[f.String()], said, dropped...)
	}
	return c
}

// place gives a field the columns of some names, the first of them unless it
// can have several.
func (c *columns) place(h header, f field, names []string, said saying, dropped ...string) {
	if len(c[f]) > 0 && !slices.Contains(manifold, f) || f == service && slices.Contains(slices.Collect(maps.Values(said.fields)), f) {
		return
	}
	for _, name := range names {
		column := h.find(name)
		if _, taken := c.of(column); column < 0 || taken || said.unused[column] || slices.Contains(dropped, name) {
			continue
		}
		if c[f] = append(c[f], column); !slices.Contains(manifold, f) {
			return
		}
	}
}

// saying is what a person says of the columns of a header.
type saying struct {
	fields map[int]field
	unused map[int]bool
}

// say makes a column that of a field, and of one that can have a single column
// no other.
func (s saying) say(column int, f field) {
	if !slices.Contains(manifold, f) {
		maps.DeleteFunc(s.fields, func(_ int, other field) bool { return other == f })
	}
	delete(s.unused, column)
	s.fields[column] = f
}

// said are the columns that a person named: on the command line, where each
// has to be there, and in clinic.toml, where it need not. It reports false where
// the header lacks one.
func (c chooser) said(h header) (saying, bool) {
	out := saying{map[int]field{}, map[int]bool{}}
	for _, said := range []map[string]string{c.options.Columns, c.options.Map} {
		for _, column := range slices.Sorted(maps.Keys(said)) {
			at := h.find(key(spaced(column)))
			f, isField := fieldNamed(said[column]) // checkMap has seen to it
			switch {
			case at >= 0 && isField:
				out.say(at, f)
			case at >= 0:
				out.unused[at] = true
			case len(c.options.Map[column]) > 0:
				return out, false
			}
		}
	}
	return out, true
}

// Unused is what a column is said to be that does not matter.
const Unused = "unused"

// checkMap refuses fields that there are not. from is where they were named.
func checkMap(from string, m map[string]string) error {
	for _, column := range slices.Sorted(maps.Keys(m)) {
		if _, ok := fieldNamed(m[column]); !ok && m[column] != Unused {
			return diag.Errorf("%s: %q is no field of a visit", from, m[column]).WithHint("%s", fieldHint(m[column]))
		}
	}
	return nil
}

// ParseMap reads "patient=Client,date='Date, start',unused=Tags": a field, or
// that it does not matter, and the name of its column, in quotation marks where
// it holds a comma. The result has the field of each column.
func ParseMap(s string) (map[string]string, error) {
	out := map[string]string{}
	for s != "" {
		name, rest, ok := strings.Cut(s, "=")
		name = strings.TrimSpace(name)
		column, after, ok2 := columnName(strings.TrimSpace(rest))
		if !ok || !ok2 || column == "" {
			return nil, fmt.Errorf("%q is no map of columns: write patient=Client,date='Start date'", s)
		}
		if out[column] != "" {
			return nil, fmt.Errorf("the map names the column %q twice", column)
		}
		if f, ok := fieldNamed(name); ok && !slices.Contains(manifold, f) && slices.Contains(slices.Collect(maps.Values(out)), name) {
			return nil, fmt.Errorf("the map names two columns for %q", name)
		}
		out[column], s = name, after
	}
	return out, checkMap("--map", out)
}

// columnName takes a name off the front of a map.
func columnName(s string) (name, rest string, ok bool) {
	if s != "" && (s[0] == '\'' || s[0] == '"') {
		name, rest, ok = strings.Cut(s[1:], s[:1])
		rest = strings.TrimSpace(rest)
		if rest != "" && rest[0] != ',' {
			return "", "", false
		}
		return name, strings.TrimPrefix(rest, ","), ok
	}
	name, rest, _ = strings.Cut(s, ",")
	return strings.TrimSpace(name), rest, true
}
