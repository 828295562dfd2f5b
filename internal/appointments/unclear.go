package appointments

import (
	"slices"

	"aftercare/internal/diag"
	"aftercare/internal/table"
)

// Unclear is the error of Open for a table whose columns a person has to name
// first: with Options.Map, or for good in clinic.toml.
type Unclear struct {
	diag.List // what a person is told who types
	Columns   []UnclearColumn
	Rows      [][]string // the first rows under the header: patients' data, for a screen alone
}

// UnclearColumn is what is known of one column.
type UnclearColumn struct {
	Name  string
	Field string // what it is read as, or probably is, or ""
	Use   string // in people's words
	Doubt bool   // it has to be named
}

// Unwrap gives what a person is told.
func (u *Unclear) Unwrap() error { return u.List }

// shownRows are how many rows a person sees to tell the columns by.
const shownRows = 5

// unclear is the error about a layout of which not enough is understood.
func (l *layout) unclear(why diag.List) *Unclear {
	u := &Unclear{List: why, Rows: firstRows(l.Table, l.header)}
	for i, name := range l.names {
		c := UnclearColumn{Name: name}
		column := l.column(i, name)
		c.Field, c.Use = column.Field, column.Use
		if l.lots != nil && l.lots[i].doubt != "" {
			c.Use, c.Doubt = l.lots[i].doubt, true
			if l.lots[i].as < fieldCount {
				c.Field = l.lots[i].as.String()
			}
		}
		u.Columns = append(u.Columns, c)
	}
	return u
}

// firstRows are some rows under a header.
func firstRows(t table.Table, h header) [][]string {
	var out [][]string
	for rec, err := range t.Records(len(h.names)) {
		if err != nil || len(out) == shownRows {
			break
		}
		if rec.Line > h.line && rec.Fault == "" && filled(rec.Cells) > 0 {
			out = append(out, slices.Clone(rec.Cells))
		}
	}
	return out
}

// offered are the fields in the order in which a person is offered them.
var offered = []field{
	patient, first, last, date, clock, half, end, duration, therapist, service, subject, status, cancelled, noShow, attended,
	area, language, flags, next, note, sheet, allDay, zone,
}

// Fields are the names of what a column can be, in the order to offer them; the
// last says that it does not matter.
func Fields() []string {
	var names []string
	for _, f := range offered {
		names = append(names, f.String())
	}
	return append(names, Unused)
}
