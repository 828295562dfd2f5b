package web

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
)

// unclear is an export whose columns a person has to name first.
type unclear struct {
	export string
	*appointments.Unclear
}

// columns are those of an export as a person names them: a choice above each, the
// first rows below it.
type columns struct {
	Export  string
	Columns []columnChoice
	Rows    [][]string
	May     bool // who looks may name them
	Keeps   bool // for good
}

// columnChoice is one column and what it can be.
type columnChoice struct {
	Name   string
	Is     string // a field, appointments.Unused, or "" where nobody said
	Doubt  string // why it has to be named, "" where it need not be
	Fields []choice
}

// fieldWords are what a column can be in words for the desk.
var fieldWords = map[string]string{
	"patient": "Patient’s name", "first": "First name", "last": "Last name", "date": "Day", "time": "Begins at", "end": "Ends at",
	"duration": "Minutes", "zone": "Time zone", "therapist": "Therapist", "service": "What is booked", "subject": "Title of the entry",
	"status": "Status: booked, cancelled, …", "cancelled": "Cancelled: yes or no", "no_show": "Did not come: yes or no",
	"all_day": "All day: yes or no", "repeats": "Repeats", "area": "Treated area", "handout": "Handout", "language": "Language",
	"flags": "Special cases", "note": "Note to the patient", "next": "Next visit", appointments.Unused: "does not matter",
}

func (u *unclear) columns(may, keeps bool) *columns {
	c := &columns{Export: u.export, Rows: u.Rows, May: may, Keeps: keeps}
	var fields []choice
	for _, field := range appointments.Fields() {
		if words, ok := fieldWords[field]; ok {
			fields = append(fields, choice{field, words})
		}
	}
	could := map[string]int{} // how many columns could be a field
	for _, column := range u.Columns {
		could[column.Field]++
	}
	for _, column := range u.Columns {
		one := columnChoice{Name: column.Name, Is: column.Field, Fields: fields}
		switch {
		case column.Doubt:
			one.Doubt = column.Use
		case single[column.Field] && could[column.Field] > 1:
			one.Is, one.Doubt = "", fmt.Sprintf("more than one column could be this: %s", fieldWords[column.Field])
		}
		c.Columns = append(c.Columns, one)
	}
	return c
}

// single are the fields of which a visit has one.
var single = map[string]bool{"patient": true, "first": true, "last": true, "date": true, "time": true, "end": true}

// said is what a person says of the columns, or what is wrong with that.
func (c *columns) said(form func(string) string) (map[string]string, error) {
	said, first := map[string]string{}, map[string]string{}
	for i, column := range c.Columns {
		is := form(columnKey(i))
		switch {
		case is != "" && !slices.Contains(appointments.Fields(), is):
			return nil, errors.New("a column cannot be this")
		case is == "" && column.Doubt != "":
			return nil, fmt.Errorf("say what the column “%s” is", column.Name)
		case single[is] && first[is] != "":
			return nil, fmt.Errorf("“%s” and “%s” cannot both be this: %s. Say of one of them that it does not matter", first[is], column.Name, fieldWords[is])
		case is != "" && column.Name != "": // what was guessed holds only once a person has seen it
			said[column.Name], first[is] = is, column.Name
		}
	}
	return said, nil
}

// nameColumns takes what a person says of the columns of an export. The clinic's
// file keeps it where there is one, else it holds until the program ends.
func (s *Server) nameColumns(w http.ResponseWriter, r *http.Request) {
	d := s.day.Load()
	if d.unclear == nil {
		http.Error(w, "the export is read already", http.StatusConflict)
		return
	}
	if !mayWrite(r) {
		http.Error(w, "this is done on the desk’s own computer", http.StatusForbidden)
		return
	}
	said, err := d.unclear.columns(true, true).said(r.FormValue)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	undo, problems := s.keepColumns(said)
	if problems.Err() == nil {
		s.answers.note(undo)
	}
	s.named.Store(true)
	s.lookSoon()
	answerSet(w, problems)
}

// keepColumns keeps all that was said of the columns, or nothing, and gives how it
// is taken back.
func (s *Server) keepColumns(said map[string]string) (undo func() diag.List, problems diag.List) {
	files := s.files.Load()
	if files.Set == nil {
		before, named := s.Exports.named.Load(), map[string]string{}
		if before != nil {
			maps.Copy(named, *before)
		}
		maps.Copy(named, said)
		s.Exports.named.Store(&named)
		return func() diag.List { s.Exports.named.Store(before); return nil }, nil
	}
	before := s.kit.Load().clinic.Columns
	var written []string
	undo = func() (problems diag.List) {
		for _, name := range written {
			if was, there := before[name]; there {
				problems = append(problems, files.Set([]string{columnsTable, name}, was)...)
			} else {
				problems = append(problems, files.Unset([]string{columnsTable, name})...)
			}
		}
		return problems
	}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		if problems := files.Set([]string{columnsTable, name}, said[name]); problems.Err() != nil {
			undo()
			return nil, problems
		}
		written = append(written, name)
	}
	return undo, nil
}

// chooseOrder takes what a person says of the order of day and month.
func (s *Server) chooseOrder(w http.ResponseWriter, r *http.Request) {
	d := s.day.Load()
	order, err := appointments.ParseOrder(r.FormValue("order"))
	switch {
	case !mayWrite(r):
		http.Error(w, "this is done on the desk’s own computer", http.StatusForbidden)
		return
	case err != nil || !slices.Contains(d.orders, order):
		http.Error(w, "the days cannot be read so", http.StatusBadRequest)
		return
	}
	var problems diag.List
	path := []string{"import", "dates"}
	undo := func() diag.List { s.Exports.order.Store(uint32(appointments.Undecided)); return nil }
	if files := s.files.Load(); files.Set != nil {
		problems = files.Set(path, order.String())
		undo = func() diag.List { return files.Unset(path) }
	} else {
		s.Exports.order.Store(uint32(order))
	}
	if problems.Err() == nil {
		s.answers.note(undo)
	}
	s.named.Store(true)
	s.lookSoon()
	answerSet(w, problems)
}

// columnKey is what the choice above a column is called in the form.
func columnKey(i int) string { return fmt.Sprintf("column-%d", i) }
