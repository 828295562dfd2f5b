package appointments

import (
	"strings"
	"time"

	"aftercare/internal/visit"
)

// reader turns items into rows. What it knows was found out before the first
// row is read, so that a row never depends on its neighbours.
type reader struct {
	Options
	*layout
	dates     *calendar
	order     Order
	statuses  *statuses
	services  *services
	languages map[string]string
	zones     map[string]*time.Location
	noService bool // the file says of no row what was booked
}

// step is one thing that has to be found out of a row. The first one that has
// a verdict ends it.
type step func(*reader, *item, *Row) *verdict

var steps = []step{
	(*reader).inRange, (*reader).readable, (*reader).when, (*reader).byTherapist, (*reader).tookPlace,
	(*reader).who, (*reader).which, (*reader).where, (*reader).extras,
}

// row reads one item.
func (r *reader) row(it item) Row {
	row := Row{Record: it.record, Line: it.line}
	for _, s := range steps {
		if v := s(r, &it, &row); v != nil {
			row.State, row.Reason, row.Hint, row.Unasked = v.state, v.reason, v.hint, v.unasked
			row.Column, row.Ask, row.Warnings = r.columnName(v.column), v.ask, nil
			if v.state != Held {
				row.Visit = visit.Visit{}
			}
			return row
		}
	}
	return row
}

// columnName is the name of a field's column, "" where it has none.
func (r *reader) columnName(f field) string {
	if f >= fieldCount || r.columns[f] < 0 {
		return ""
	}
	return r.names[r.columns[f]]
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
	if problem != nil {
		if v := r.tookPlace(it, row); v != nil && v.state == Skipped {
			return v
		}
		return problem
	}
	if why := r.leftOut(start); why != "" {
		return unasked(why)
	}
	return nil
}

func (r *reader) byTherapist(it *item, row *Row) *verdict {
	row.Visit.Therapist = it.cells[therapist]
	if !r.isTherapist(row.Visit.Therapist) {
		return unasked("another therapist")
	}
	return nil
}

// tookPlace sorts out what is no visit and what did not happen.
func (r *reader) tookPlace(it *item, _ *Row) *verdict {
	for _, column := range []struct {
		field
		yes string
	}{{cancelled, "cancelled"}, {noShow, "no-show"}, {allDay, "an entry for a whole day, not a visit"}} {
		if v := happened(it, column.field, column.yes); v != nil {
			return v
		}
	}
	if r.services.isBreak(it) {
		return skipped(notAVisit)
	}
	if v := r.statuses.judge(it.cells[status]); v != nil {
		return v
	}
	if it.cells[repeats] != "" {
		return &verdict{state: Held, column: repeats, reason: "an event that repeats stands for many days at once",
			hint: "make the appointment an entry of its own in the calendar"}
	}
	return nil
}

// who finds the patient's name.
func (r *reader) who(it *item, row *Row) *verdict {
	name := it.cells[patient]
	if name == "" {
		name = strings.TrimSpace(it.cells[first] + " " + it.cells[last])
	}
	column := r.nameField()
	if name == "" && it.cells[subject] != "" {
		var v *verdict
		if name, v = r.fromTitle(it); v != nil {
			return v
		}
	}
	row.Visit.Patient = personName(name)
	switch {
	case letters(name) == 0 && name != "":
		return failed(column, "not a name")
	case row.Visit.Patient == "":
		return failed(column, "the patient's name is missing")
	case len([]rune(name)) > longestName:
		return failed(column, "too long for a name")
	}
	return nil
}

func (r *reader) nameField() field {
	for _, f := range []field{patient, last, first, subject} {
		if r.columns[f] >= 0 {
			return f
		}
	}
	return fieldCount
}

// fromTitle takes patient and service from the title of a calendar entry.
func (r *reader) fromTitle(it *item) (string, *verdict) {
	if it.cells[service] != "" {
		return it.cells[subject], nil
	}
	name, booked, ok := r.services.title(it.cells[subject])
	if !ok {
		return "", &verdict{state: Held, column: subject,
			reason: "it cannot be told which part of the title is the service and which the patient",
			hint:   `write the title as "dry needling - First Last", or add the words of the service under [services] of clinic.toml`}
	}
	it.cells[service] = booked
	return name, nil
}

// start is when the visit starts, on the clock of its place.
func (r *reader) start(it *item, row *Row) (time.Time, *verdict) {
	cell := it.cells[date]
	if cell == "" {
		return time.Time{}, failed(date, "the day of the visit is missing")
	}
	w, ok := r.dates.read(cell)
	if !ok {
		return time.Time{}, failed(date, "not %s", what(date))
	}
	at, v := r.timeOf(it, w, row)
	if v != nil {
		return time.Time{}, v
	}
	zone, v := r.zone(it)
	if v != nil {
		return time.Time{}, v
	}
	return r.moment(w, at, zone, row)
}

// moment puts day and time together.
func (r *reader) moment(w written, at TimeOfDay, zone *time.Location, row *Row) (time.Time, *verdict) {
	year, month, day, ok := w.in(r.order)
	if !ok {
		return time.Time{}, failed(date, "there is no such day")
	}
	if w.offset != nil {
		return time.Date(year, month, day, at.Hour, at.Minute, at.Second, 0, w.offset).In(zone), nil
	}
	start, exists, twice := onWall(year, month, day, at, zone)
	if !exists {
		return time.Time{}, failed(date, "there is no such time on that day: the clocks go forward")
	}
	if twice {
		row.warn("the clock shows that time twice on that day: the first is taken")
	}
	if at == (TimeOfDay{}) {
		row.warn("it starts at midnight: has the export lost its time of day?")
	}
	return start, nil
}

// timeOf is the time of day, from its own column before that of the day.
func (r *reader) timeOf(it *item, w written, row *Row) (TimeOfDay, *verdict) {
	switch cell := it.cells[clock]; {
	case cell != "":
		at, ok := r.dates.clock(cell)
		if !ok {
			return at, failed(clock, "not %s", what(clock))
		}
		return at, nil
	case w.clock != nil:
		return *w.clock, nil
	case r.Time == nil:
		v := failed(clock, "the time of day is missing")
		v.hint = "say --time 17:00 to count from that time instead"
		return TimeOfDay{}, v
	}
	row.warn("no time of day: counted from " + r.Time.String())
	return *r.Time, nil
}

// zone is the time zone that the row names, else the clinic's.
func (r *reader) zone(it *item) (*time.Location, *verdict) {
	name := it.cells[zone]
	if name == "" {
		return r.Zone, nil
	}
	if known, ok := r.zones[name]; ok {
		return known, nil
	}
	// "Local" would be this machine's, and a name could be a path.
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		return nil, failed(zone, "not %s", what(zone))
	}
	r.zones[name] = loc
	return loc, nil
}

func (row *Row) warn(warning string) { row.Warnings = append(row.Warnings, warning) }
