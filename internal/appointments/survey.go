package appointments

import (
	"fmt"

	"aftercare/internal/diag"
)

// survey is what only all rows together say.
type survey struct {
	rows     int
	read     int // whose cells could be told apart
	evidence evidence
	why      string // of the order of the dates
	timed    bool   // some row has a time of day
	dated    bool   // some row has a day
	statuses tally
	services tally
	outside  int
}

// look reads the file once and settles what rows must agree on.
func (im *Import) look() error {
	s := &im.survey
	s.statuses, s.services = tally{}, tally{}
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
		return im.file.Refuse("the file has a header and no rows", "export the appointments again, with the days you want")
	}
	im.reader.noService = len(s.services) == 0
	return im.settle()
}

func (s *survey) add(it *item, r *reader) {
	for _, f := range []field{date, next} {
		w, ok := r.dates.read(it.cells[f])
		if !ok {
			continue
		}
		s.evidence.add(w, place{it.record, it.line})
		if f == date {
			s.dated = true
			s.timed = s.timed || w.clock != nil
		}
	}
	s.timed = s.timed || it.cells[clock] != ""
	s.statuses.add(it.cells[status])
	booked := it.cells[service]
	if booked == "" && it.cells[subject] != "" {
		_, booked, _ = r.services.title(it.cells[subject])
	}
	s.services.add(booked)
}

// settle decides the order of the dates and refuses what no row could mend.
func (im *Import) settle() error {
	s, r := &im.survey, im.reader
	var err error
	r.order, s.why, err = s.evidence.settle(im.file.Name(), r.Dates, r.profile)
	if err != nil {
		return err
	}
	if len(s.statuses) == mostDistinct {
		return im.file.Refuse(fmt.Sprintf("the column %q holds more different values than there are statuses", r.columnName(status)),
			"name the right column with --map status=…")
	}
	if !s.dated && s.read > 0 {
		return im.file.Refuse(fmt.Sprintf("no row has a day in the column %q", r.columnName(date)),
			"name the right column with --map date=…")
	}
	if s.dated && !s.timed && r.Time == nil {
		return diag.List{{Position: diag.Position{File: im.file.Name(), Line: r.header.line},
			Message: "no row has a time of day, and a handout counts its hours from the visit",
			Hint:    "name its column with --map time=…, or say --time 17:00 to count from then"}}
	}
	return nil
}

// Explain says how the file was understood.
func (im *Import) Explain() Explanation {
	r := im.reader
	e := Explanation{
		Format: r.Format, Encoding: r.Encoding, Delimiter: r.Delimiter, HeaderLine: r.header.line,
		Profile: r.profile.ID, ProfileName: r.profile.Name, Evidence: evidences[r.profile.Evidence],
		Confidence: r.sure, Dates: r.order.String(), DatesWhy: im.survey.why,
		Counts: im.counts, Outside: im.survey.outside,
	}
	for i, name := range r.names {
		e.Columns = append(e.Columns, r.column(i, name, im.library.generic))
	}
	e.Statuses = im.survey.statuses.met(func(value string) string { return leads(r.statuses.judge(value), "print") })
	e.Services = im.survey.services.met(r.leadsTo)
	return e
}

// column is what became of the nth column.
func (l *layout) column(n int, name string, common *Profile) Column {
	c := Column{Name: name, Use: l.use(n, common)}
	for f, at := range l.columns {
		if at == n {
			c.Field = field(f).String()
		}
	}
	return c
}

// leadsTo says what a service leads to by itself, in people's words.
func (r *reader) leadsTo(name string) string {
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
