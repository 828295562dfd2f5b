package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
	"aftercare/internal/gate"
)

// decision is what a person at the desk decided about one row.
type decision string

const (
	undecided decision = ""
	makeSheet decision = "make"
	noSheet   decision = "none"
)

// answers are the decisions about rows, by the row, as long as the program runs.
type answers struct {
	mu   sync.Mutex
	by   map[string]decision
	last []string // the key of the clinic's file that was set last for good
}

func (a *answers) of(row string) decision {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.by[row]
}

func (a *answers) decide(row string, d decision) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.by == nil {
		a.by = map[string]decision{}
	}
	a.by[row] = d
}

// question is what a held row asks at the desk.
type question struct {
	Doubt  string
	Always []choice // an answer for all rows that say the same; none where there is no such
	Words  string   // that they say
}

// doubtOf says why a row is held in words for the desk.
func doubtOf(row *appointments.Row) string {
	switch {
	case row.Ask == nil:
		return row.Reason
	case row.Ask.Table == statusesTable:
		return fmt.Sprintf("The status is “%s”: did the visit take place?", row.Ask.Key)
	}
	return fmt.Sprintf("Booked is “%s”: does that get a sheet?", row.Ask.Key)
}

// The tables of the clinic's file that an answer for good is written to, and
// the answer that no sheet is made.
const (
	servicesTable = "services"
	statusesTable = "statuses"
	columnsTable  = "columns"
	skipped       = "skip"
)

func (k *kit) question(row *appointments.Row) *question {
	q := &question{Doubt: doubtOf(row)}
	if row.Ask != nil {
		q.Words, q.Always = row.Ask.Key, k.always(row.Ask.Table)
	}
	return q
}

// always are the answers for good that a table of the clinic's file can hold.
func (k *kit) always(table string) []choice {
	all := []choice{{skipped, "no sheet"}}
	if table == statusesTable {
		return append(all, choice{"print", "a sheet: the visit took place"})
	}
	for _, id := range k.library.Handouts() {
		all = append(all, choice{id, "the sheet about " + k.title(id)})
	}
	return all
}

// answerRow notes what a person decided about one row, today.
func (s *Server) answerRow(w http.ResponseWriter, r *http.Request) {
	row, there, _ := s.day.Load().find(r.PathValue("id"))
	decided := decision(r.FormValue("sheet"))
	switch {
	case !there:
		http.Error(w, "this row is no longer in the list", http.StatusNotFound)
		return
	case !slices.Contains([]decision{undecided, makeSheet, noSheet}, decided):
		http.Error(w, "a row gets a sheet or none", http.StatusBadRequest)
		return
	}
	s.answers.decide(row.id, decided)
	s.events.tell(todayChanged)
	w.WriteHeader(http.StatusNoContent)
}

// answerAlways writes what a person decided into the clinic's file, for all rows
// that say the same, and for good.
func (s *Server) answerAlways(w http.ResponseWriter, r *http.Request) {
	row, there, _ := s.day.Load().find(r.PathValue("id"))
	answer := r.FormValue("answer")
	switch {
	case !there || row.held == nil || row.held.Ask == nil:
		http.Error(w, "this row asks nothing any more", http.StatusNotFound)
	case !slices.ContainsFunc(s.kit.Load().always(row.held.Ask.Table), func(c choice) bool { return c.Value == answer }):
		http.Error(w, "this is no answer to it", http.StatusBadRequest)
	default:
		s.setInClinic(w, r, []string{row.held.Ask.Table, row.held.Ask.Key}, answer)
	}
}

// mayWrite says whether a visitor may change the clinic's file: whoever sits at
// this computer, and never a tablet.
func mayWrite(r *http.Request) bool {
	visitor, _ := gate.From(r.Context())
	return visitor.Local
}

// setInClinic sets a key of the clinic's file.
func (s *Server) setInClinic(w http.ResponseWriter, r *http.Request, path []string, value string) {
	files := s.files.Load()
	switch {
	case !mayWrite(r):
		http.Error(w, "this is decided for good on the desk’s own computer", http.StatusForbidden)
	case files.Set == nil:
		http.Error(w, "there is no file of the clinic yet to keep this in", http.StatusConflict)
	default:
		problems := files.Set(path, value)
		if problems.Err() == nil {
			s.answers.note(path)
		}
		answerSet(w, problems)
		s.lookSoon()
	}
}

// note keeps which answer for good was the last one, and gives the one before.
func (a *answers) note(path []string) (before []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	before, a.last = a.last, path
	return before
}

// undoAlways takes the last answer for good back: the rows ask again.
func (s *Server) undoAlways(w http.ResponseWriter, r *http.Request) {
	files := s.files.Load()
	if !mayWrite(r) || files.Unset == nil {
		http.Error(w, "this is done on the desk’s own computer", http.StatusForbidden)
		return
	}
	path := s.answers.note(nil)
	if path == nil {
		http.Error(w, "there is nothing to take back", http.StatusConflict)
		return
	}
	answerSet(w, files.Unset(path))
	s.lookSoon()
}

// answerSet tells what became of a change of the clinic's file.
func answerSet(w http.ResponseWriter, problems diag.List) {
	if problems.Err() == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	said := []string{"the clinic’s file could not be changed"}
	for _, p := range problems.Errors() {
		said = append(said, p.String())
	}
	http.Error(w, strings.Join(said, ": "), http.StatusConflict)
}

// startClinic makes a file of the clinic where there is none.
func (s *Server) startClinic(w http.ResponseWriter, r *http.Request) {
	files := s.files.Load()
	switch {
	case !mayWrite(r):
		http.Error(w, "this is done on the desk’s own computer", http.StatusForbidden)
		return
	case files.Start == nil:
		http.Error(w, "the clinic has a file already", http.StatusConflict)
		return
	}
	made, problems := files.Start()
	if problems.Err() == nil {
		s.files.Store(&made)
		s.lookSoon()
	}
	answerSet(w, problems)
}
