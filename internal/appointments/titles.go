package appointments

import "strings"

// titles are what the lines that stand over a table, or between its rows, say of
// the rows under them.
type titles struct {
	lexicon *lexicon
	dates   *calendar
	day     *written // the day that they name
	stopped bool     // the rows did not take place
	carried *written // the day of the last row that has one
}

// above takes a line over the header: a title, or the parameters of a report.
func (t *titles) above(cells []string) {
	text := clean(strings.Join(cells, " "))
	t.dated(text)
	t.sorted(text)
}

// line takes a line between the rows, and reports whether it is a title. A
// title stands alone in its line, or is a date with commas; it names a day or
// what the rows under it are. Anything else is a row that lacks its cells.
func (t *titles) line(cells []string) bool {
	if filled(cells) == 1 && strings.TrimSpace(cells[0]) != "" {
		return t.dated(clean(cells[0])) || t.sorted(clean(cells[0]))
	}
	if len(cells) > 4 || filled(cells) != len(cells) {
		return false
	}
	day, ok := t.dates.read(clean(strings.Join(cells, ",")))
	if ok = ok && day.clock == nil; ok {
		t.day = &day
	}
	return ok
}

// dated takes the day that a title names, unless it is that of the report.
func (t *titles) dated(text string) bool {
	day, ok := t.dates.within(text, func(before []string) bool {
		return t.lexicon.aboutOf(strings.Join(before, " ")) == aboutBooking
	})
	if ok {
		t.day = &day
	}
	return ok
}

// sorted takes a title that says which appointments follow: "Confirmed",
// "Cancelled appointments".
func (t *titles) sorted(text string) bool {
	words := wordsOf(text)
	if !t.lexicon.headings.cover(words) {
		return false
	}
	_, t.stopped = t.lexicon.stops.said(words)
	return true
}
