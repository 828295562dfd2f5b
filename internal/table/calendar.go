package table

import (
	"bytes"
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// eventColumns are the properties of an event that are read, as if they were
// the columns of a table; icalendar.toml says what they mean. Descriptions,
// attendees and what else an event holds of a person are not among them.
var eventColumns = []string{
	"SUMMARY", "DTSTART", "DTEND", "DURATION", "TZID", "ALL-DAY", "STATUS", "RRULE", "LOCATION", "CATEGORIES",
}

// event is an entry of a calendar (RFC 5545, and vCalendar 1.0).
type event struct {
	line  int
	fault string
	in    *calendarHead

	uid, summary, status, location, categories, duration string

	start, end   stamp
	allDay       bool
	rules        []string
	dates, gone  []stamp // RDATE and EXDATE
	unread       bool    // it comes again in a way that is not read
	instead      stamp   // of which day of a series it stands, RECURRENCE-ID
	sequence     int
	made, change string // DTSTAMP and LAST-MODIFIED
}

// calendarHead is what a calendar says of all its events.
type calendarHead struct {
	method string            // METHOD: CANCEL calls them all off, an answer is no appointment
	zone   string            // X-WR-TIMEZONE, of times that name none
	places map[string]string // TZID → X-LIC-LOCATION
}

// stamp is a day or moment as it is written. A wall time is held as if it were
// UTC.
type stamp struct {
	raw, zone    string
	wall         time.Time
	utc, day, ok bool
}

// stampForms are how calendars write days and moments.
var stampForms = []string{"20060102T150405", "20060102T1504", "20060102", "2006-01-02T15:04:05", "2006-01-02"}

func stampOf(text, zone string) stamp {
	text = strings.ToUpper(strings.TrimSpace(text))
	s := stamp{raw: text, zone: zone, utc: strings.HasSuffix(text, "Z")}
	bare := strings.TrimSuffix(text, "Z")
	// The second that is put in once in some years is the one before it for
	// every program that knows none (RFC 5545, 3.3.12).
	if len(bare) == len(stampForms[0]) && strings.HasSuffix(bare, "60") {
		bare = bare[:len(bare)-2] + "59"
	}
	for _, form := range stampForms {
		if t, err := time.Parse(form, bare); err == nil {
			s.wall, s.ok, s.day = t, true, !strings.Contains(form, "T")
			return s
		}
	}
	return s
}

// text is the stamp as a cell has it, of another moment where at is not zero.
func (s stamp) text(at time.Time) string {
	switch {
	case !s.ok:
		return s.raw
	case at.IsZero():
		at = s.wall
	}
	out := at.Format("20060102")
	if !s.day {
		out = at.Format("20060102T150405")
	}
	if s.utc {
		out += "Z"
	}
	return out
}

// calendar is all that a file of calendars holds.
type calendar struct {
	events      []*event
	zones       map[string]*time.Location
	first, last time.Time // days for which series are written out; zero for none
}

var calendarProperties = []string{
	"BEGIN", "END", "METHOD", "X-WR-TIMEZONE", "TZID", "X-LIC-LOCATION", "UID", "SUMMARY", "STATUS", "LOCATION", "CATEGORIES", "DURATION",
	"DTSTART", "DTEND", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "X-MICROSOFT-CDO-ALLDAYEVENT",
}

// readCalendar reads a file of calendars.
func readCalendar(r io.Reader) (*calendar, error) {
	p := &propertyReader{
		lines: newSplitReader(r, 2*longestProperty, foldingLines()),
		wants: func(name string) bool { return slices.Contains(calendarProperties, name) },
	}
	b := calendarBuilder{calendar: &calendar{zones: map[string]*time.Location{}}, head: &calendarHead{places: map[string]string{}}}
	for {
		line, err := p.next()
		if err == io.EOF {
			b.breakOff()
			return b.calendar, nil
		}
		if err == nil && len(b.events) > mostEvents {
			err = atMost("entries", mostEvents)
		}
		if err != nil {
			return nil, err
		}
		b.take(&line)
	}
}

// foldingLines splits lines, and folds those that are longer than any title, so
// that they need not be held.
func foldingLines() func(data []byte, atEOF bool) (int, []byte, error) {
	inside, split := false, lineSplitter()
	return func(data []byte, atEOF bool) (int, []byte, error) {
		advance, piece, err := split(data, atEOF)
		whole := advance > 0
		if !whole && len(data) > longestProperty {
			// A return may be half of the end of a line.
			advance = len(bytes.TrimRight(data, "\r"))
			piece, split = data[:advance], lineSplitter()
		}
		if inside && advance > 0 {
			piece = append([]byte(" "), piece...)
		}
		if advance > 0 {
			inside = !whole
		}
		return advance, piece, err
	}
}

// calendarBuilder puts calendars together from their lines.
type calendarBuilder struct {
	*calendar
	head  *calendarHead
	open  []string // components
	event *event
	tzid  string
}

// take takes the next line.
func (b *calendarBuilder) take(p *property) {
	switch value := strings.ToUpper(strings.TrimSpace(p.value)); {
	case p.name == "BEGIN":
		b.begin(value, p.line)
	case p.name == "END":
		b.end(value)
	case b.event != nil && len(b.open) > 0 && b.open[len(b.open)-1] == "VEVENT": // an alarm within has a summary of its own
		b.event.take(p)
	case p.name == "METHOD":
		b.head.method = value
	case p.name == "X-WR-TIMEZONE":
		b.head.zone = p.value
	case p.name == "TZID":
		b.tzid = p.value
	case p.name == "X-LIC-LOCATION":
		b.head.places[b.tzid] = p.value
	}
}

func (b *calendarBuilder) begin(name string, line int) {
	switch name {
	case "VCALENDAR":
		b.breakOff()
		b.head, b.open = &calendarHead{places: map[string]string{}}, nil
	case "VEVENT":
		b.breakOff()
		b.event = &event{line: line, in: b.head}
	}
	if len(b.open) < deepest {
		b.open = append(b.open, name)
	}
}

// end closes a component, and all in it that were not closed.
func (b *calendarBuilder) end(name string) {
	if name == "VEVENT" && b.event != nil {
		b.events = append(b.events, b.event)
		b.event = nil
	}
	for i := len(b.open) - 1; i >= 0; i-- {
		if b.open[i] == name {
			b.open = b.open[:i]
			return
		}
	}
}

// breakOff ends an event that has no end.
func (b *calendarBuilder) breakOff() {
	if b.event == nil {
		return
	}
	b.event.fault = "the file breaks off within this event"
	b.end("VEVENT")
}

// take takes a property of the event.
func (e *event) take(p *property) {
	if p.fault != "" {
		e.fault = p.fault
	}
	switch p.name {
	case "UID":
		e.uid = p.value
	case "SUMMARY":
		e.summary = plainText.Replace(p.value)
	case "STATUS":
		e.status = plainText.Replace(p.value)
	case "LOCATION":
		e.location = plainText.Replace(p.value)
	case "CATEGORIES":
		e.categories = plainText.Replace(p.value)
	case "DURATION":
		e.duration = p.value
	case "X-MICROSOFT-CDO-ALLDAYEVENT":
		e.allDay = e.allDay || strings.EqualFold(p.value, "TRUE")
	case "SEQUENCE":
		e.sequence, _ = strconv.Atoi(p.value) // none is 0
	case "DTSTAMP":
		e.made = p.value
	case "LAST-MODIFIED":
		e.change = p.value
	case "RRULE":
		e.rules = append(e.rules, p.value)
	case "EXRULE":
		e.unread = true
	default:
		e.takeStamps(p)
	}
}

func (e *event) takeStamps(p *property) {
	p.unquoteZone()
	zone := p.parameters["TZID"]
	switch p.name {
	case "DTSTART":
		e.start = stampOf(p.value, zone)
		e.allDay = e.allDay || e.start.day
	case "DTEND":
		e.end = stampOf(p.value, zone)
	case "RECURRENCE-ID":
		e.instead = stampOf(p.value, zone)
		e.unread = e.unread || p.parameters["RANGE"] != "" // and all that follow
	case "RDATE", "EXDATE":
		list := &e.dates
		if p.name == "EXDATE" {
			list = &e.gone
		}
		for item := range strings.FieldsFuncSeq(p.value, func(r rune) bool { return r == ',' || r == ';' }) {
			start, _, _ := strings.Cut(item, "/") // of a period
			*list = append(*list, stampOf(start, zone))
		}
	}
}

// repeats is true for an event that stands for many days, unless those are
// written out.
func (e *event) repeats() bool { return len(e.rules)+len(e.dates) > 0 || e.unread }

// zoneOf is the zone of a stamp, nil where it has none of its own; ok is false
// for one that nobody knows.
func (c *calendar) zoneOf(s stamp, in *calendarHead) (zone *time.Location, ok bool) {
	name := s.zone
	switch {
	case s.utc:
		return time.UTC, true
	case name == "" && in.zone == "":
		return nil, true
	case name == "":
		name = in.zone
	}
	for _, name := range []string{name, in.places[name]} {
		zone, known := c.zones[name]
		if !known && name != "" {
			zone, _ = Zone(name)
			c.zones[name] = zone
		}
		if zone != nil {
			return zone, true
		}
	}
	return nil, false
}

// wallIn is what a clock in a zone shows at a stamp. A stamp without a zone is
// on every clock.
func (c *calendar) wallIn(s stamp, in *calendarHead, zone *time.Location) (time.Time, bool) {
	own, ok := c.zoneOf(s, in)
	switch {
	case !ok || !s.ok || zone == nil && own != nil:
		return time.Time{}, false
	case own == nil || zone == own || s.day:
		return s.wall, true
	}
	w := s.wall
	at := time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), 0, own).In(zone)
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC), true
}

// record is the event as a record; at is its start where it is one of a series.
func (c *calendar) record(e *event, at time.Time) Record {
	if e.fault != "" {
		return Record{Line: e.line, Fault: e.fault}
	}
	values := map[string]string{
		"SUMMARY": e.summary, "DTSTART": e.start.text(at), "DTEND": c.endText(e, at), "DURATION": e.duration,
		"TZID": c.zoneName(e), "STATUS": e.status, "LOCATION": e.location, "CATEGORIES": e.categories,
	}
	if e.allDay {
		values["ALL-DAY"] = "yes"
	}
	switch e.in.method {
	case "CANCEL":
		values["STATUS"] = "CANCELLED"
	case "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH":
		values["STATUS"] = "METHOD:" + e.in.method
	}
	if at.IsZero() && e.repeats() {
		values["RRULE"] = cmp.Or(strings.Join(e.rules, " "), "RDATE")
	}
	cells := make([]string, len(eventColumns))
	for i, name := range eventColumns {
		cells[i] = values[name]
	}
	return Record{Line: e.line, Cells: cells}
}

// zoneName is the zone of the start by its name in the database, as the file has
// it where that is not known, and "" where the start needs none.
func (c *calendar) zoneName(e *event) string {
	zone, ok := c.zoneOf(e.start, e.in)
	switch {
	case !ok:
		return cmp.Or(e.start.zone, e.in.zone)
	case zone == nil || e.start.utc || e.start.day:
		return ""
	}
	return zone.String()
}

// endText is the end on the clock of the start.
func (c *calendar) endText(e *event, at time.Time) string {
	zone, ok := c.zoneOf(e.start, e.in)
	end, known := c.wallIn(e.end, e.in, zone)
	switch {
	case !ok || !known || !e.start.ok || e.end.day != e.start.day:
		if at.IsZero() {
			return e.end.text(time.Time{})
		}
		return ""
	case !at.IsZero():
		end = at.Add(end.Sub(e.start.wall))
	}
	return e.start.text(end)
}

// records are the events, the latest version of each, after a first record that
// names the columns.
func (c *calendar) records() Records {
	return func(yield func(Record, error) bool) {
		if !yield(Record{Line: 1, Cells: eventColumns}, nil) {
			return
		}
		series := c.series()
		steps := mostSteps
		for _, e := range c.latest() {
			for _, at := range c.starts(e, series[e.uid], &steps) {
				if !yield(c.record(e, at), nil) {
					return
				}
			}
		}
	}
}

// starts are when an event starts for the records that it becomes; zero stands
// for the event as it is. They are in the days that were asked for and a day
// around them: its clock may be another one. A series that has none of these is
// there with another of its days, so that it can be said that it is not among them.
func (c *calendar) starts(e *event, instead []*event, steps *int) []time.Time {
	asIs := []time.Time{{}}
	if c.first.IsZero() || e.fault != "" || !e.repeats() || e.instead.ok {
		return asIs
	}
	first, last := c.first.AddDate(0, 0, -1), c.last.AddDate(0, 0, 1)
	moments, known := c.moments(e, instead, first, last, steps)
	if !known {
		return asIs
	}
	for _, days := range []int{7, 31, 366} {
		if len(moments) > 0 {
			return moments
		}
		moments, _ = c.moments(e, instead, last.AddDate(0, 0, 1), last.AddDate(0, 0, days), steps)
		moments = moments[:min(1, len(moments))]
	}
	if day := dayOf(e.start.wall); len(moments) == 0 && (day.Before(first) || day.After(last)) {
		return []time.Time{e.start.wall}
	}
	return moments
}

// latest are the events without those that a later version replaces. Two that
// say nothing of which is later are two, unless they are the same.
func (c *calendar) latest() []*event {
	var out []*event
	at := map[string]int{}
	for _, e := range c.events {
		key := e.uid + "\x00" + c.insteadKey(e)
		i, again := at[key]
		if e.uid == "" || e.fault != "" || !again {
			if e.fault == "" {
				at[key] = len(out)
			}
			out = append(out, e)
			continue
		}
		switch order := laterOf(e, out[i]); {
		case order > 0:
			out[i] = e
		case order == 0 && !slices.Equal(c.record(e, time.Time{}).Cells, c.record(out[i], time.Time{}).Cells):
			out = append(out, e)
		}
	}
	return out
}

func laterOf(a, b *event) int {
	return cmp.Or(cmp.Compare(a.sequence, b.sequence), cmp.Compare(a.made, b.made), cmp.Compare(a.change, b.change))
}

// insteadKey is which day of a series an event stands for, alike however its
// zone is written.
func (c *calendar) insteadKey(e *event) string {
	if wall, ok := c.wallIn(e.instead, e.in, time.UTC); ok {
		return wall.Format(time.DateTime)
	}
	return e.instead.raw
}

// series are the events that stand for one day of another, by its UID.
func (c *calendar) series() map[string][]*event {
	out := map[string][]*event{}
	for _, e := range c.events {
		if e.instead.raw != "" {
			out[e.uid] = append(out[e.uid], e)
		}
	}
	return out
}

// moments are when an event of a series starts, on its own clock, on some days.
// ok is false where it comes again in a way that is not read.
func (c *calendar) moments(e *event, instead []*event, first, last time.Time, steps *int) (out []time.Time, ok bool) {
	zone, ok := c.zoneOf(e.start, e.in)
	if !ok || !e.start.ok || e.unread {
		return nil, false
	}
	out, ok = c.ruled(e, zone, first, last, steps)
	for _, s := range e.dates {
		at, known := c.wallIn(s, e.in, zone)
		if s.day && !e.start.day {
			at = at.Add(e.start.wall.Sub(dayOf(e.start.wall)))
		}
		ok = ok && known
		if day := dayOf(at); !day.Before(first) && !day.After(last) {
			out = append(out, at)
		}
	}
	gone := e.gone
	for _, other := range instead {
		ok = ok && !other.unread
		gone = append(slices.Clip(gone), other.instead)
	}
	for _, s := range gone {
		wall, known := c.wallIn(s, e.in, zone)
		ok = ok && known
		out = slices.DeleteFunc(out, func(at time.Time) bool { return at.Equal(wall) || s.day && dayOf(at).Equal(wall) })
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal), ok
}

// ruled are the moments of the rules, or the start alone where there are none.
func (c *calendar) ruled(e *event, zone *time.Location, first, last time.Time, steps *int) ([]time.Time, bool) {
	if len(e.rules) == 0 {
		if day := dayOf(e.start.wall); day.Before(first) || day.After(last) {
			return nil, true
		}
		return []time.Time{e.start.wall}, true
	}
	var out []time.Time
	for _, text := range e.rules {
		r, err := parseRule(text, e.start.wall, func(text string) (time.Time, bool) {
			s := stampOf(text, "")
			if s.day {
				return s.wall.AddDate(0, 0, 1).Add(-time.Second), s.ok
			}
			if !s.utc {
				return s.wall, s.ok
			}
			return c.wallIn(s, e.in, zone)
		})
		if err != nil {
			return nil, false
		}
		r.steps = steps
		moments, err := r.between(first, last)
		if err != nil {
			return nil, false
		}
		out = append(out, moments...)
	}
	return out, true
}

// calendarTable is a file of calendars as a table. It is read once.
func calendarTable(s *source, c charset, o Options) Table {
	var read *calendar
	return Table{Format: "iCalendar", Encoding: c.name, Records: func(int) Records {
		return func(yield func(Record, error) bool) {
			if read == nil {
				r, err := s.decoded(c)()
				if err == nil {
					read, err = readCalendar(r)
				}
				if err != nil {
					yield(Record{}, err)
					return
				}
				read.first, read.last = dayOf(o.First), dayOf(o.Last)
				if o.First.IsZero() {
					read.first = time.Time{}
				}
			}
			n := 0
			for rec, err := range read.records() {
				if n++; err == nil && n%aliveEvery == 0 {
					err = s.alive()
				}
				if !yield(rec, err) || err != nil {
					return
				}
			}
		}
	}}
}
