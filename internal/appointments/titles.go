package appointments

import (
	"slices"
	"strings"
)

// titles are what the lines that stand over a table, or between its rows, say of
// the rows under them.
type titles struct {
	lexicon *lexicon
	dates   *calendar
	day     *written // the day that they name
	stopped bool     // the rows did not take place
	doubt   string   // why they may not have, or ""
	other   bool     // the title names something that is booked, and no rule
	carried *written // the day of the last row that has one
}

// above takes a line over the header: a title, or the parameters of a report.
func (t *titles) above(cells []string) {
	text := clean(strings.Join(cells, " "))
	t.dated(text)
	if filled(cells) == 1 || t.lexicon.stopped(text) {
		t.sorted(text)
	}
}

// line takes a line between the rows, and reports whether it is a title. A
// title stands alone in its line, or is a date with commas; it names a day or
// what the rows under it are. Anything else is a row that lacks its cells; what
// it says of those under it is heard all the same.
func (t *titles) line(cells []string) bool {
	if filled(cells) == 1 && strings.TrimSpace(cells[0]) != "" {
		text := clean(cells[0])
		sorted := t.sorted(text)
		return t.dated(text) || sorted || t.isStamp(text)
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

// isStamp is true for a line that says when the report was made.
func (t *titles) isStamp(text string) bool {
	first, _, _ := strings.Cut(text, " ")
	return t.lexicon.aboutOf(first) == aboutBooking && strings.ContainsAny(text, "0123456789")
}

// dated takes the day that a title names: "Schedule for Monday, November 23,
// 2026". Words that are not those of a title, a time, and a second day make it
// the day of something else: of the report, of a span, of a version.
func (t *titles) dated(text string) bool {
	day, ok := t.dates.within(text, func(before []string) bool {
		words := wordsOf(strings.Join(before, " "))
		return len(words) > 0 && !t.lexicon.headings.cover(words)
	})
	if ok {
		t.day = &day
	}
	return ok
}

// sorted takes a title that says which appointments follow: "Confirmed",
// "Cancelled appointments". One that says so beside other words holds them.
func (t *titles) sorted(text string) bool {
	words := slices.DeleteFunc(wordsOf(text), func(word string) bool { return number(word) >= 0 || isDateWord(word) })
	if len(words) == 0 {
		return false
	}
	_, stops := t.lexicon.stops.said(words)
	_, remote := t.lexicon.remote.find(words)
	_, waits := t.lexicon.waits.find(words)
	_, t.other = t.lexicon.treatments.find(words)
	plain := t.lexicon.headings.cover(words)
	t.stopped, t.doubt = stops && plain, ""
	if stops && !plain || remote || waits {
		t.doubt = "a title over it says that it may not have taken place"
	}
	return plain
}
