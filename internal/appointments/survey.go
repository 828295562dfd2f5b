package appointments

import (
	"fmt"
	"strings"
	"time"

	"aftercare/internal/diag"
)

// survey is what only all rows together say.
type survey struct {
	rows      int
	read      int // whose cells could be told apart
	evidence  evidence
	why       string // of the order of the dates
	timed     bool   // some row has a time of day
	dated     bool   // some row has a day
	blank     bool   // and some row has none
	again     bool   // two rows that follow one another have the same day
	last      time.Time
	counted   bool   // some day is one that a spreadsheet counts
	typed     place  // the first that is written in numbers
	shape     string // of the first cell that should hold a day
	statuses  tally
	services  tally
	staff     tally
	turned    int // names with the family name in front
	straight  int // and the others
	outside   int
	hidden    int // rows hidden in a workbook
	defaulted int // rows that get the clinic's default handout
}

// look reads the file once and settles what rows must agree on.
func (im *Import) look() error {
	s := &im.survey
	s.statuses, s.services, s.staff = tally{}, tally{}, tally{}
	s.evidence.now = im.reader.Now
	for it, err := range im.items() {
		if err != nil {
			return err
		}
		s.rows++
		if it.verdict == nil {
			s.read++
			s.add(&it, im.reader)
		}
	}
	if s.rows == 0 {
		return NoneAsked{List: im.file.Refuse("the file has a header and no rows", "export the appointments again, with the days you want")}
	}
	return im.settle()
}

func (s *survey) add(it *item, r *reader) {
	start, _ := r.dates.cutRange(it.cells[date])
	if w, ok := r.dates.read(start); ok {
		s.evidence.add(w, place{it.record, it.line})
		s.addDay(it, &w)
	}
	if it.day != nil {
		s.evidence.add(*it.day, place{it.record, it.line})
		s.dated = true
	}
	s.dated = s.dated || r.onlyDay
	if s.shape == "" {
		s.shape = shape(it.cells[date])
	}
	s.blank = s.blank || it.cells[date] == ""
	s.timed = s.timed || it.cells[clock] != ""
	for _, cell := range it.all(status) {
		if r.statuses.leads(cell) == skip {
			cell = r.statuses.known(cell)
		}
		s.statuses.add(cell)
	}
	booked := it.cells[service]
	if booked == "" && it.cells[subject] != "" {
		_, booked, _ = r.services.title(it.cells[subject])
	}
	s.services.add(booked)
	for _, e := range it.more {
		if e.field == service {
			s.services.add(e.text)
		}
	}
	s.staff.add(it.cells[therapist])
	s.addName(it.cells[patient])
}

// addDay looks at the day of a row.
func (s *survey) addDay(it *item, w *written) {
	s.dated = true
	s.timed = s.timed || w.clock != nil
	if it.counted {
		s.counted = true
	} else if w.numbered && s.typed.record == 0 {
		s.typed = place{it.record, it.line}
	}
	day := w.day(MonthFirst)
	s.again = s.again || day.Equal(s.last)
	s.last = day
}

// addName looks at how names are written.
func (s *survey) addName(name string) {
	if parts := nameParts(name); len(parts) == 2 {
		s.turned++
	} else if strings.Contains(name, " ") {
		s.straight++
	}
}

// settle decides what no single row can, and refuses what no row could mend.
func (im *Import) settle() error {
	s, r := &im.survey, im.reader
	r.noService = len(s.services) == 0
	r.carries = s.blank && !s.again
	r.people.turned = s.turned > s.straight
	for name := range s.staff {
		r.people.employ(name)
	}
	var err error
	r.order, s.why, err = s.evidence.settle(im.file.Name(), r.Dates, r.ClinicDates, r.profile)
	if err != nil {
		return err
	}
	if len(s.statuses) == mostDistinct {
		return im.file.Refuse(fmt.Sprintf("the column %q holds more different values than there are statuses", r.columnName(status)),
			"name the right column with --map status=…")
	}
	return im.settleDays()
}

// settleDays refuses a file whose days or times cannot be read.
func (im *Import) settleDays() error {
	s, r := &im.survey, im.reader
	at := diag.Position{File: im.file.Name(), Line: r.header.line}
	switch {
	case s.counted && s.typed.record > 0 && r.order != YearFirst:
		at.Line = s.typed.line
		return diag.List{{Position: at,
			Message: fmt.Sprintf("the column %q holds days of the spreadsheet and days written as text: it has probably swapped day and month where it could", r.columnName(date)),
			Hint:    "export the appointments again, and give the file to aftercare without opening and saving it"}}
	case !s.dated && s.read > 0:
		return im.file.Refuse(fmt.Sprintf("no row has a day that can be read in the column %q: its cells look like %q", r.columnName(date), s.shape),
			"name the right column with --map date=…; "+daysAre)
	case s.dated && !s.timed && r.Time == nil:
		return diag.List{{Position: at,
			Message: "no row has a time of day, and a handout counts its hours from the visit",
			Hint:    "name its column with --map time=…, or say --time 17:00 to count from then"}}
	}
	return nil
}

// Explain says how the file was understood.
func (im *Import) Explain() Explanation {
	r := im.reader
	e := Explanation{
		Unread: r.unread, Remarks: im.Remarks(),
		Format: r.Format, Encoding: r.Table.Encoding, Delimiter: r.Delimiter, HeaderLine: r.header.line,
		Profile: r.profile.ID, ProfileName: r.profile.Name, Evidence: evidences[r.profile.Evidence],
		Confidence: r.sure, Dates: r.order.String(), DatesWhy: im.survey.why,
		Counts: im.counts, Outside: im.survey.outside,
	}
	for _, p := range r.parts {
		if len(r.parts) > 1 {
			e.Sheets = append(e.Sheets, p.Name)
		}
	}
	for i, name := range r.names {
		e.Columns = append(e.Columns, r.column(i, name))
	}
	e.Statuses = im.survey.statuses.met(func(value string) string { return leads(r.statuses.judge(value), "print") })
	e.Services = im.survey.services.met(r.leadsTo)
	return e
}

// column is what became of the nth column.
func (l *layout) column(n int, name string) Column {
	c := Column{Name: name}
	if f, ok := l.columns.of(n); ok {
		c.Field = f.String()
	}
	if given, ok := l.byName(n); ok {
		c.Use = given.use
	} else if l.lots != nil {
		c.Use = l.lots[n].use
	}
	return c
}

// leadsTo says what a service leads to by itself, in people's words.
func (r *reader) leadsTo(name string) string {
	if r.lexicon.isKind(name) {
		return "a kind of visit: another column has to say what was done"
	}
	var row Row
	it := &item{}
	it.cells[service] = name
	return leads(r.which(it, &row), row.Visit.Handout)
}

func leads(v *verdict, otherwise string) string {
	switch {
	case v == nil:
		return otherwise
	case v.hint != "":
		return v.state.String() + ": " + v.hint
	}
	return v.state.String()
}
