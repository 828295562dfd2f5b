package appointments

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/internal/visit"
)

// reader turns items into rows. What it knows was found out before the first
// row is read, so that a row never depends on its neighbours.
type reader struct {
	Options
	*layout
	common    *Profile
	dates     *calendar
	order     Order
	statuses  *statuses
	services  *services
	people    *people
	languages map[string]string
	zones     map[string]*time.Location
	noService bool // the file says of no row what was booked
	onlyDay   bool // no line of the file has a day: the one that was asked for is meant
}

// step is one thing that has to be found out of a row. The first one that has
// a verdict ends it.
type step func(*reader, *item, *Row) *verdict

var steps = []step{
	(*reader).inRange, (*reader).readable, (*reader).when, (*reader).byTherapist, (*reader).tookPlace,
	(*reader).asked, (*reader).who, (*reader).which, (*reader).where, (*reader).extras,
}

// row reads one item. Of a row that is held, what can be read is read all the
// same: who decides has to know whose it is.
func (r *reader) row(it item) Row {
	row := Row{Record: it.record, Line: it.line, Sheet: it.sheet, identity: it.identity, Entry: it.entry.String(), Person: it.identity.String()}
	var held *verdict
	for _, s := range steps {
		v := s(r, &it, &row)
		if v != nil && v.state != Skipped {
			row.Doubts = append(row.Doubts, Doubt{v.reason, v.ask, v.night})
		}
		if v == nil || held != nil && v.state != Skipped {
			continue
		}
		if held = v; v.state != Held {
			break
		}
	}
	if held != nil {
		row.State, row.Reason, row.Hint, row.Unasked, row.Ask = held.state, held.reason, held.hint, held.unasked, held.ask
		row.Column, row.Warnings = cmp.Or(held.name, r.columnName(held.column)), nil
		if held.state != Held && held.column != flags { // a special case leaves the rest as it is
			row.Visit, row.Doubts = visit.Visit{}, nil
		} else {
			row.Booked = strings.Join(slices.DeleteFunc(it.all(service), func(text string) bool { return text == "" }), " · ")
		}
	}
	return row
}

// columnName is the name of a field's first column, "" where it has none.
func (r *reader) columnName(f field) string {
	if f >= fieldCount || !r.columns.has(f) {
		return ""
	}
	return r.names[r.columns.at(f)]
}

func (r *reader) inRange(it *item, _ *Row) *verdict {
	if !asked(r.Rows, it.record) {
		return unasked("not among the rows asked for")
	}
	return nil
}

func (r *reader) readable(it *item, _ *Row) *verdict { return it.verdict }

// when finds the start. A row of another day is left out whatever else is
// wrong with it; a cancelled row may lack its day.
func (r *reader) when(it *item, row *Row) *verdict {
	start, problem := r.start(it, row)
	row.Visit.Start = start
	again := it.cells[repeats] != "" && !r.On.IsZero() && !start.After(r.On.AddDate(0, 0, 1)) // it may come on that day
	if why := r.leftOut(start); why != "" && !start.IsZero() && !again {
		return unasked(why)
	}
	if problem != nil {
		if v := r.tookPlace(it, row); v != nil && v.state == Skipped {
			return v
		}
	}
	return problem
}

func (r *reader) byTherapist(it *item, row *Row) *verdict {
	row.Visit.Therapist = staffName(it.cells[therapist])
	if !r.isTherapist(row.Visit.Therapist) {
		return unasked("another therapist")
	}
	return nil
}

// tookPlace sorts out what is no visit and what did not happen. Of several
// columns any one that stops the visit stops it.
func (r *reader) tookPlace(it *item, _ *Row) *verdict {
	if r.services.isBreak(it) {
		return skipped(notAVisit)
	}
	var held *verdict
	for _, v := range r.signs(it) {
		if v.state == Skipped {
			return v
		}
		held = cmp.Or(held, v)
	}
	if held == nil && it.cells[repeats] != "" {
		held = &verdict{state: Held, column: repeats, reason: "an event that repeats stands for many days at once",
			hint: "say which day is meant: --on 2026-11-23, or --on today"}
		if !r.On.IsZero() {
			held.reason = "an event repeats in a way that is not understood, and may come on this day"
			held.hint = "make the appointment an entry of its own in the calendar"
		}
	}
	return held
}

// signs are the verdicts of all columns that say whether a visit took place.
func (r *reader) signs(it *item) []*verdict {
	var out []*verdict
	keep := func(v *verdict) {
		if v != nil {
			out = append(out, v)
		}
	}
	for _, column := range []struct {
		field
		yes string
	}{{cancelled, "cancelled"}, {noShow, "no-show"}, {allDay, "an entry for a whole day, not a visit"}} {
		for _, cell := range it.all(column.field) {
			keep(r.happened(column.field, cell, column.yes))
		}
	}
	for _, cell := range it.all(status) {
		keep(r.statuses.judge(cell))
	}
	there := slices.ContainsFunc(it.all(attended), func(cell string) bool { return yeses[fold(cell)] })
	for _, cell := range it.all(attended) {
		if noes[fold(cell)] && !there {
			keep(&verdict{state: Held, column: attended, reason: "it says that the patient was not there"})
		}
	}
	for _, cell := range it.all(service) {
		keep(r.services.rule(cell).stopped)
	}
	keep(r.services.stopped(subject, it.cells[subject]))
	return out
}

// asked holds a row from which a title over it, a column that is not read or
// one that should say something else takes the sense.
func (r *reader) asked(it *item, _ *Row) *verdict {
	if it.other && r.noService && it.cells[sheet] == "" {
		return &verdict{state: Held, column: fieldCount, reason: "a title over it names another treatment"}
	}
	if it.titled != "" {
		return &verdict{state: Held, column: fieldCount, reason: it.titled}
	}
	for _, f := range []field{therapist, area, end, duration, next, language, flags} {
		if r.lexicon.isStop(it.cells[f]) {
			return &verdict{state: Held, column: f, reason: "it says that the visit did not take place"}
		}
	}
	if it.asks < 0 {
		return nil
	}
	name := r.names[it.asks]
	return &verdict{state: Held, column: fieldCount, name: name, reason: it.why,
		hint: fmt.Sprintf(`if the column never decides, say --map "unused=%s"`, quoted(name))}
}

func (row *Row) warn(warning string) { row.Warnings = append(row.Warnings, warning) }
