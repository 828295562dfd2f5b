package web

import (
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
	for _, column := range u.Columns {
		one := columnChoice{Name: column.Name, Is: column.Field, Fields: fields}
		if column.Doubt {
			one.Doubt = column.Use
		}
		c.Columns = append(c.Columns, one)
	}
	return c
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
	said := map[string]string{}
	for i, column := range d.unclear.Columns {
		is := r.FormValue(columnKey(i))
		if is != "" && !slices.Contains(appointments.Fields(), is) {
			http.Error(w, "a column cannot be this", http.StatusBadRequest)
			return
		}
		if is == "" && column.Doubt {
			http.Error(w, fmt.Sprintf("say what the column “%s” is", column.Name), http.StatusBadRequest)
			return
		}
		if is != "" && column.Name != "" { // what was guessed holds only once a person has seen it
			said[column.Name] = is
		}
	}
	s.keepColumns(w, said)
}

func (s *Server) keepColumns(w http.ResponseWriter, said map[string]string) {
	if files := s.files.Load(); files.Set != nil {
		for _, name := range slices.Sorted(maps.Keys(said)) {
			if problems := files.Set([]string{columnsTable, name}, said[name]); problems.Err() != nil {
				answerSet(w, problems)
				return
			}
		}
	} else {
		named := map[string]string{}
		if before := s.Exports.named.Load(); before != nil {
			maps.Copy(named, *before)
		}
		maps.Copy(named, said)
		s.Exports.named.Store(&named)
	}
	s.named.Store(true)
	s.lookSoon()
	w.WriteHeader(http.StatusNoContent)
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
	if files := s.files.Load(); files.Set != nil {
		problems = files.Set([]string{"import", "dates"}, order.String())
	} else {
		s.Exports.order.Store(uint32(order))
	}
	s.named.Store(true)
	s.lookSoon()
	answerSet(w, problems)
}

// columnKey is what the choice above a column is called in the form.
func columnKey(i int) string { return fmt.Sprintf("column-%d", i) }
