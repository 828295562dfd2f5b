package appointments

import (
	"slices"

	"aftercare/internal/diag"
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
	Field string // what it is read as, or ""
	Use   string // in people's words
	Doubt bool   // it has to be named
}

// Unwrap gives what a person is told.
func (u *Unclear) Unwrap() error { return u.List }

// shownRows are how many rows a person sees to tell the columns by.
const shownRows = 5

// unclear is the error about a header of which not enough is understood.
func (c chooser) unclear(h header, headers []header, why diag.List) *Unclear {
	mapped, _ := c.mapped(h)
	l := layout{header: h, profile: c.generic, columns: columnsOf(h, c.generic, c.generic, mapped)}
	u := &Unclear{List: why}
	for i, name := range h.names {
		column := l.column(i, name, c.generic)
		u.Columns = append(u.Columns, UnclearColumn{Name: name, Field: column.Field, Use: column.Use})
	}
	for _, row := range below(h, headers) {
		if len(u.Rows) < shownRows {
			u.Rows = append(u.Rows, slices.Clone(row.names))
		}
	}
	return u
}

// Fields are the names of what a column can be, in the order to offer them; the
// last says that it does not matter.
func Fields() []string {
	return append(slices.Clone(fieldNames[:]), Unused)
}
