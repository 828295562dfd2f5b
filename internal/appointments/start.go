package appointments

import (
	"fmt"
	"time"

	"aftercare/internal/table"
)

// start is when the visit starts, on the clock of its place.
func (r *reader) start(it *item, row *Row) (time.Time, *verdict) {
	w, v := r.day(it)
	if v != nil {
		return time.Time{}, v
	}
	zone, v := r.zone(it)
	if v != nil {
		return time.Time{}, v
	}
	at, v := r.timeOf(it, &w, zone, row)
	if v != nil {
		return time.Time{}, v
	}
	return r.moment(w, at, zone, row)
}

// day is the day of the visit as its cell, or a line above, has it. Where the
// cell is a stretch of time, its end is that of the visit.
func (r *reader) day(it *item) (written, *verdict) {
	cell := it.cells[date]
	switch {
	case cell == "" && it.day != nil:
		return *it.day, nil
	case cell == "" && !r.columns.has(date) && r.onlyDay:
		return written{year: r.On.Year(), first: int(r.On.Month()), second: r.On.Day()}, nil
	case cell == "":
		return written{}, failed(date, "the day of the visit is missing")
	}
	cell = r.untilEnd(it, cell)
	w, ok := r.dates.read(cell)
	if !ok {
		return w, unread(date, cell, daysAre)
	}
	if zone := headerZone(r.columnName(date)); zone != "" && w.clock != nil && w.offset == nil {
		w, ok = r.dates.read(cell + " " + zone)
		if !ok {
			return w, unread(date, cell, daysAre)
		}
	}
	return w, nil
}

// headerZone is the abbreviation of a zone that the name of a column has, or "".
func headerZone(name string) string {
	for _, word := range wordsOf(name) {
		if zonesInHeaders[word] {
			return word
		}
	}
	return ""
}

var zonesInHeaders = wordSet("utc gmt est edt cst cdt mst mdt pst pdt akst akdt hst cet cest mez mesz bst wet west eet eest aest aedt")

// How days and times are written that can be read.
const (
	daysAre  = `days are read as 2026-11-23, 11/23/2026, 23.11.2026 or "Nov 23, 2026"`
	timesAre = `times are read as 14:30, "2:30 pm", 14h30 or 1430`
)

// unread is for a cell that is not written as what it should hold; the hint has
// its shape, and nothing that it says.
func unread(f field, cell, forms string) *verdict {
	v := failed(f, "not %s", what(f))
	v.hint = fmt.Sprintf("it looks like %q; %s", shape(cell), forms)
	return v
}

// untilEnd takes the end off a stretch of time, for the visit's end where no
// column has it.
func (r *reader) untilEnd(it *item, cell string) string {
	start, stop := r.dates.cutRange(cell)
	if stop != "" && it.cells[end] == "" {
		it.cells[end] = stop
	}
	return start
}

// timeOf is the time of day, from its own column before that of the day. Where
// both have one they must agree; midnight beside a time is the day alone.
func (r *reader) timeOf(it *item, w *written, zone *time.Location, row *Row) (timed, *verdict) {
	cell := it.cells[clock]
	if cell == "" {
		return r.ownTime(*w, row)
	}
	text := r.untilEnd(it, cell)
	at, ok := r.dates.clock(text)
	if half := fold(it.cells[half]); ok && half != "" && !at.half {
		at, ok = r.dates.clock(text + " " + half)
	}
	if zone := headerZone(r.columnName(clock)); ok && zone != "" && at.zoneAs == "" {
		at.zoneAs = zone
	}
	if !ok {
		return at, unread(clock, cell, timesAre)
	}
	if w.clock == nil {
		return at, nil
	}
	if w.offset == nil {
		if w.clock.seconds() != 0 && w.clock.TimeOfDay != at.TimeOfDay {
			return at, disagree()
		}
		return at, nil
	}
	return r.beside(w, at, zone)
}

// beside is a time beside an instant: of midnight, in UTC or here, only the day
// counts.
func (r *reader) beside(w *written, at timed, zone *time.Location) (timed, *verdict) {
	day := w.day(r.order)
	instant := time.Date(day.Year(), day.Month(), day.Day(), w.clock.Hour, w.clock.Minute, w.clock.Second, 0, w.offset)
	here := instant.In(zone)
	switch {
	case w.clock.seconds() == 0:
	case here.Hour() == 0 && here.Minute() == 0, here.Hour() == at.Hour && here.Minute() == at.Minute:
		w.year, w.first, w.second, w.numbered, w.short = here.Year(), int(here.Month()), here.Day(), false, false
	default:
		return at, disagree()
	}
	w.offset = nil
	return at, nil
}

func disagree() *verdict {
	return &verdict{state: Held, column: clock, reason: "the columns of the day and of the time say two different times"}
}

// ownTime is the time that stands with the day, else the one that was asked for.
func (r *reader) ownTime(w written, row *Row) (timed, *verdict) {
	switch {
	case w.clock != nil:
		return *w.clock, nil
	case r.Time == nil:
		v := failed(clock, "the time of day is missing")
		v.hint = "say --time 17:00 to count from that time instead"
		return timed{}, v
	}
	row.warn("no time of day: counted from " + r.Time.String())
	return timed{TimeOfDay: *r.Time, half: true}, nil
}

// moment puts day and time together.
func (r *reader) moment(w written, at timed, zone *time.Location, row *Row) (time.Time, *verdict) {
	year, month, day, ok := w.in(r.order)
	if !ok {
		return time.Time{}, failed(date, "there is no such day")
	}
	if w.weekday != nil && time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Weekday() != *w.weekday {
		return time.Time{}, failed(date, "that day is another day of the week")
	}
	if w.offset != nil {
		start := time.Date(year, month, day, at.Hour, at.Minute, at.Second, 0, w.offset).In(zone)
		return start, r.atNight(start, at)
	}
	start, exists, twice := onWall(year, month, day, at.TimeOfDay, zone)
	switch {
	case !exists:
		return time.Time{}, failed(date, "there is no such time on that day: the clocks go forward")
	case at.zoneAs != "" && !fitsZone(at.zoneAs, start):
		return start, &verdict{state: Held, column: clock, reason: "the time names a time zone that is not the clinic's on that day"}
	case twice:
		row.warn("the clock shows that time twice on that day: the first is taken")
	}
	return start, r.atNight(start, at)
}

// Nobody is treated between nine in the evening and six in the morning, unless
// somebody says so: it is the other half of the day, another time zone, or a
// lost time.
const nightFrom, nightTo = 21, 6

func (r *reader) atNight(start time.Time, at timed) *verdict {
	midnight := start.Hour() == 0 && start.Minute() == 0
	hour := start.Hour()
	if r.Nights || !midnight && (at.half || hour < nightFrom && hour >= nightTo) {
		return nil
	}
	reason := "it starts at night: am and pm are not said"
	if midnight {
		reason = "it starts at midnight: the export may have lost its time of day"
	}
	f := clock
	if !r.columns.has(clock) {
		f = date
	}
	return &verdict{state: Held, column: f, reason: reason, night: !midnight,
		hint: "write am or pm behind the time; where visits do start at night, say --nights"}
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
	loc, ok := table.Zone(name)
	if !ok {
		return nil, failed(zone, "not %s", what(zone))
	}
	r.zones[name] = loc
	return loc, nil
}
