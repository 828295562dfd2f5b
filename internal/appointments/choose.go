package appointments

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/table"
)

// sampleSize is how many records are looked at for the header: titles,
// parameters and summaries can stand above it.
const sampleSize = 400

// layout is how a table is to be read.
type layout struct {
	table.Table
	header
	parts    []part   // the table itself, and those of the file that look the same
	unread   []string // the names of the others
	profile  *Profile
	lexicon  *lexicon
	said     saying
	columns  columns
	lots     []lot   // of each column, once its cells were seen
	places   []int   // columns that say where a visit is
	stopping []int   // columns of which a whole cell may say that a visit did not take place
	ids      []int   // columns that tell two people of one name apart
	entries  []int   // columns that tell an appointment from every other
	scanned  []int   // columns whose text may say that a visit did not take place
	carries  bool    // a day stands once, for the rows that follow
	titled   bool    // a title names a day
	sure     float64 // share of the columns that the profile knows
}

// chooser finds the header of a table and the profile that fits it.
type chooser struct {
	*library
	file    string
	dates   *calendar
	options Options
}

// choose takes the first table that has a header which a profile fits, else
// one that the usual words do, and with it all that look the same.
func (c chooser) choose(tables []table.Table) (layout, error) {
	var refused error
	for i, t := range tables {
		if t.Hidden || c.setAside(t.Name) {
			continue
		}
		l, err := c.tableOf(t)
		if err == nil {
			return l, l.gather(slices.Concat(tables[:i], tables[i+1:]), c.setAside)
		}
		if refused == nil {
			refused = err
		}
	}
	if refused == nil {
		refused = diag.List{{Position: diag.Position{File: c.file}, Message: "the workbook has no sheet of appointments that can be seen: those whose names speak of cancelled ones or templates are not read"}}
	}
	return layout{}, refused
}

// setAside is true for the name of a sheet of visits that did not take place,
// or that are none.
func (c chooser) setAside(name string) bool {
	x := c.lexicon(c.generic)
	words := wordsOf(name)
	_, template := x.nameless.find(words)
	_, other := x.doubtful.find(words)
	return x.stopped(name) || x.isStop(name) || template || other
}

func (c chooser) tableOf(t table.Table) (layout, error) {
	headers, lines, err := sample(t)
	if err != nil {
		return layout{}, err
	}
	if len(headers) == 0 {
		return layout{}, c.refuse(0, "the file has no header: no line of it holds several cells", "export the appointments again, with the names of the columns")
	}
	l, err := c.header(t, headers, lines)
	l.parts = []part{{t, l.header.line}}
	return l, err
}

// gather adds the tables that have the same header, such as a sheet for each
// therapist, and names the others.
func (l *layout) gather(tables []table.Table, setAside func(string) bool) error {
	for _, t := range tables {
		headers, _, err := sample(t)
		if err != nil {
			return err
		}
		at := slices.IndexFunc(headers, func(h header) bool { return slices.Equal(trimmed(h.keys), trimmed(l.keys)) })
		if at >= 0 && !t.Hidden && !setAside(t.Name) {
			l.parts = append(l.parts, part{t, headers[at].line})
		} else if len(headers) > 0 {
			l.unread = append(l.unread, t.Name)
		}
	}
	return nil
}

// title is a line that may stand over rows.
type title struct {
	line  int
	alone bool // in one cell
	text  string
}

// sample are the records that could be a header, and all lines as titles.
func sample(t table.Table) (headers []header, lines []title, err error) {
	for rec, err := range t.Records(0) {
		if err != nil {
			return nil, nil, err
		}
		if len(lines) == sampleSize {
			break
		}
		n := filled(rec.Cells)
		if n > 1 {
			headers = append(headers, headerOf(rec))
		}
		lines = append(lines, title{rec.Line, n == 1, clean(strings.Join(rec.Cells, " "))})
	}
	return headers, lines, nil
}

// filled is how many cells hold something.
func filled(cells []string) int {
	n := 0
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			n++
		}
	}
	return n
}

// header finds the first record that is one.
func (c chooser) header(t table.Table, headers []header, lines []title) (layout, error) {
	for _, h := range headers {
		p, err := c.fitting(h, headers)
		if err != nil {
			return layout{}, err
		}
		if l, ok := c.with(t, h, p, headers, lines); ok {
			return l, nil
		}
	}
	for _, h := range headers {
		if l, ok := c.with(t, h, c.generic, headers, lines); ok && c.own == nil && !h.isData() {
			return l, c.notCharts(h, &l.columns)
		}
	}
	return layout{}, c.unknown(t, headers)
}

// fitting is the clinic's own profile, else the one of which the header has
// every distinctive column. Of several it is the one that asks for most; where
// two ask for as many, nobody can tell.
func (c chooser) fitting(h header, headers []header) (*Profile, error) {
	if c.own != nil {
		return c.own, nil
	}
	var fits []*Profile
	for _, p := range c.systems {
		if p.fits(h) {
			fits = append(fits, p)
		}
	}
	slices.SortStableFunc(fits, func(a, b *Profile) int { return cmp.Compare(len(b.Distinctive), len(a.Distinctive)) })
	switch {
	case len(fits) == 0:
		return nil, nil
	case len(fits) == 1 || len(fits[0].Distinctive) > len(fits[1].Distinctive):
		return fits[0], nil
	case len(c.options.Map) > 0: // the person says what is what
		return nil, nil
	}
	l, _ := c.layout(table.Table{}, h, c.generic)
	return nil, c.refuse(h.line,
		fmt.Sprintf("the header fits two import profiles, %s and %s; columns found: %s", fits[0].ID, fits[1].ID, h.listed()),
		fmt.Sprintf("say --profile %s or --profile %s, or %s", fits[0].ID, fits[1].ID, c.suggestion(&l, headers)))
}

// fits is true for a header that has every distinctive column.
func (p *Profile) fits(h header) bool {
	n := len(p.Distinctive)
	return n > 0 && h.count(p.Distinctive) == n && (!p.Closed || p.coversAll(h))
}

func (p *Profile) coversAll(h header) bool {
	covered := 0
	for _, names := range p.Columns {
		covered += h.count(names)
	}
	return covered == len(h.found())
}

// with reads a header with a profile, where that gives all a visit needs:
// somebody, on some day.
func (c chooser) with(t table.Table, h header, p *Profile, headers []header, lines []title) (layout, bool) {
	l, ok := c.layout(t, h, p)
	if !ok {
		return l, false
	}
	l.titled = c.dated(h, lines, l.lexicon)
	l.startIsDate(c.dates, below(h, headers), l.titled || !c.options.On.IsZero())
	l.sure = float64(l.known()) / float64(max(len(h.found()), 1))
	return l, l.columns.named() && l.columns.has(date, clock)
}

// startIsDate takes a column of start times for that of the days where there is
// no other: "Start Time" often holds both. A title may name the day instead.
func (l *layout) startIsDate(dates *calendar, rows []header, titled bool) {
	if l.columns.has(date) || !l.columns.has(clock) {
		return
	}
	at := l.columns.at(clock)
	isDay := func(row header) bool {
		if at >= len(row.names) {
			return false
		}
		start, _ := dates.cutRange(row.names[at])
		_, ok := dates.read(start)
		return ok
	}
	if !titled || slices.ContainsFunc(rows, isDay) {
		l.columns[date], l.columns[clock] = l.columns[clock], nil
	}
}

// layout is a header as a profile reads it. It reports false where there is no
// profile, or a column that --map names.
func (c chooser) layout(t table.Table, h header, p *Profile) (layout, bool) {
	said, ok := c.said(h)
	if p == nil || !ok {
		return layout{}, false
	}
	l := layout{Table: t, header: h, profile: p, lexicon: c.lexicon(p), said: said,
		columns: columnsOf(h, p, c.generic, said)}
	for column, key := range h.keys {
		if l.lexicon.identity[key] {
			l.ids = append(l.ids, column)
		}
		if entryKeys[key] {
			l.entries = append(l.entries, column)
		}
	}
	return l, true
}

// entryKeys are columns that an export counts its appointments in.
var entryKeys = keys([]string{"Appointment ID", "Appt ID", "Appointment Number", "Booking ID", "Booking Number", "Booking Reference",
	"Visit ID", "Event ID", "UID", "Confirmation Number"})

// dated is true where a title of the table names a day.
func (c chooser) dated(h header, lines []title, x *lexicon) bool {
	t := titles{lexicon: x, dates: c.dates}
	return slices.ContainsFunc(lines, func(l title) bool { return (l.alone || l.line < h.line) && t.dated(l.text) })
}

// known is how many columns of the header the profile knows, whether they are
// of use or not.
func (l *layout) known() int {
	n := 0
	for i := range l.names {
		if _, ok := l.byName(i); ok && l.names[i] != "" {
			n++
		}
	}
	return n
}

// notCharts refuses clinical notes, which have patients and dates as well: by
// two columns of theirs, or by one where nothing else is of an appointment.
func (c chooser) notCharts(h header, at *columns) error {
	notes := h.only(c.generic.Charts)
	if len(notes) == 0 || len(notes) == 1 && at.has(service, status, end, duration, area, sheet) {
		return nil
	}
	return c.refuse(h.line, "this is an export of charts or notes, not of appointments: its header has "+
		strings.Join(notes, ", "), "export the appointments or the schedule instead")
}

// only names the columns of the header that some keys are of.
func (h header) only(keys []string) []string {
	var out []string
	for _, k := range keys {
		if i := h.find(k); i >= 0 {
			out = append(out, h.names[i])
		}
	}
	return out
}

// listed are the columns that have a name, as far as a message needs them: a
// line of two words could be a form, with somebody's name in it.
func (h header) listed() string {
	const most, least = 50, 3
	found := h.found()
	switch {
	case len(found) < least:
		return fmt.Sprintf("%d", len(found))
	case len(found) > most:
		return fmt.Sprintf("%s and %d more", strings.Join(found[:most], ", "), len(found)-most)
	}
	return strings.Join(found, ", ")
}

// found are the columns that have a name.
func (h header) found() []string {
	var out []string
	for _, name := range h.names {
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

func (c chooser) refuse(line int, message, hint string) diag.List {
	return diag.List{{Position: diag.Position{File: c.file, Line: line}, Message: message, Hint: hint}}
}
