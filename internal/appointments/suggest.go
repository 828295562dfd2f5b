package appointments

import (
	"fmt"
	"slices"
	"strings"
)

// suggestion is the --map to type: what is understood already, and for what is
// missing the column whose cells are of that sort. It is tried on the rows of
// the file before anybody reads it.
func (c chooser) suggestion(l *layout, headers []header) string {
	g := guesser{layout: l, rows: below(l.header, headers), dates: c.dates, reader: newReader(c.options, l, c.generic)}
	l.startIsDate(c.dates, g.rows, false)
	known := l.columns
	parts := g.parts()
	if !g.works() {
		l.columns = known
		parts = g.known()
	}
	return fmt.Sprintf(`say which column is which: --map "%s"`, strings.Join(parts, ","))
}

// guesser finds columns by what their cells hold.
type guesser struct {
	*layout
	*reader
	rows  []header // whose names are the cells of a row
	dates *calendar
}

// parts are the columns as --map takes them, those that are known among them.
func (g *guesser) parts() []string {
	g.guess(date, func(cell string) bool { _, ok := g.dates.read(cell); return ok })
	if !g.columns.named() {
		g.guess(subject, func(cell string) bool { _, _, ok := g.services.title(cell); return ok })
	}
	if !g.columns.named() {
		g.guess(patient, g.isName)
	}
	g.guess(clock, func(cell string) bool { _, ok := g.dates.clock(cell); return ok && number(cell) < 0 })
	g.guess(status, func(cell string) bool { return g.statuses.leads(cell) != "" })
	if !g.columns.has(subject) {
		g.guess(service, g.isService)
	}
	return g.known()
}

// known are the columns of which it is known what they are, and what is missing.
func (g *guesser) known() []string {
	var parts []string
	for _, f := range []field{patient, first, last, subject, date, clock, service, status} {
		for _, column := range g.columns[f] {
			parts = append(parts, f.String()+"="+quoted(g.names[column]))
		}
		if f == subject && !g.columns.named() || f == date && !g.columns.has(date) {
			parts = append(parts, map[field]string{subject: "patient=COLUMN", date: "date=COLUMN"}[f])
		}
	}
	return parts
}

// guess takes for a field without a column the one of which most cells are of
// its sort, and of several the first. Dates of the booking are not tried.
func (g *guesser) guess(f field, is func(string) bool) {
	if g.columns.has(f) {
		return
	}
	best, most := -1, 0
	for column := range g.names {
		_, taken := g.columns.of(column)
		if lot, ok := g.byName(column); taken || ok && lot.use != unusedUse && lot.use != notesUse {
			continue
		}
		if f == date && g.lexicon.aboutOf(g.names[column]) == aboutBooking {
			continue
		}
		if n := g.count(column, is); n > most {
			best, most = column, n
		}
	}
	if best >= 0 {
		g.columns[f] = []int{best}
	}
}

// count is how many cells of a column are of a sort, 0 where it is not most.
func (g *guesser) count(column int, is func(string) bool) int {
	n, filled := 0, 0
	for _, row := range g.rows {
		if column >= len(row.names) || row.names[column] == "" {
			continue
		}
		if filled++; is(row.names[column]) {
			n++
		}
	}
	if 2*n <= filled {
		return 0
	}
	return n
}

// isName is true for two words or more that can be one person's name.
func (g *guesser) isName(cell string) bool {
	return strings.Contains(cell, " ") && g.people.doubt(g.people.untitled(unnumbered(cell))) == ""
}

// works is true where a row becomes a visit with these columns.
func (g *guesser) works() bool {
	return g.columns.named() && g.columns.has(date) && slices.ContainsFunc(g.rows, func(row header) bool {
		at := g.columns.at(date)
		if at >= len(row.names) {
			return false
		}
		start, _ := g.dates.cutRange(row.names[at])
		_, ok := g.dates.read(start)
		return ok
	})
}

// shape is how a cell is written, without what it says: "Aaa 99 …".
func shape(cell string) string {
	const most = 24
	var b strings.Builder
	for i, r := range []rune(cell) {
		if i == most {
			return b.String() + "…"
		}
		switch {
		case r >= '0' && r <= '9':
			r = '9'
		case letters(string(r)) > 0 && inCapitals(string(r)+"AAA"):
			r = 'A'
		case letters(string(r)) > 0:
			r = 'a'
		}
		b.WriteRune(r)
	}
	return b.String()
}
