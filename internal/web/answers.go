package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

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

// decided is a decision, and what the person knew of the row.
type decided struct {
	decision
	start  time.Time // that was chosen, where the export does not say which half of the day; else zero
	doubts []string
}

// answers are the decisions about rows, by the row, as long as the program runs.
type answers struct {
	mu   sync.Mutex
	by   map[string]decided
	last func() diag.List // takes back what was set last for good
}

// of is what was decided about a row. A doubt that came later is not decided.
func (a *answers) of(b booked) decided {
	a.mu.Lock()
	defer a.mu.Unlock()
	d := a.by[b.id]
	for _, doubt := range b.doubts() {
		if !slices.Contains(d.doubts, doubt) {
			return decided{}
		}
	}
	return d
}

func (a *answers) decide(row string, d decided) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.by == nil {
		a.by = map[string]decided{}
	}
	a.by[row] = d
}

// doubts tell the doubts about a row from those about another.
func (b booked) doubts() (all []string) {
	if b.held == nil {
		return nil
	}
	for _, d := range b.held.Doubts {
		text := d.Reason
		if d.Ask != nil {
			text += "\n" + d.Ask.Key
		}
		if d.Night {
			text += "\n" + b.held.Visit.Start.String()
		}
		all = append(all, text)
	}
	return all
}

// question is what a held row asks at the desk.
type question struct {
	Doubts []string
	Halves []choice // when it may have begun, where the export does not say which half of the day
	Always []always
}

// always is a question that can be answered for all rows that say the same.
type always struct {
	Table   string // of the clinic's file
	When    string // a row says what
	Answers []choice
}

// doubtsOf says why a row is held in words for the desk.
func (k *kit) doubtsOf(b booked) (all []string) {
	for _, d := range b.held.Doubts {
		all = append(all, k.doubt(b, d))
	}
	for _, words := range b.Flags {
		if _, known := k.library.Vocabulary().FindFlag(words); !known {
			all = append(all, fmt.Sprintf("The export says “%s”: tick what is meant, or write it into the note.", words))
		}
	}
	return all
}

func (k *kit) doubt(b booked, d appointments.Doubt) string {
	switch {
	case d.Night:
		halves := k.halves(b)
		return fmt.Sprintf("Did it begin at %s or at %s?", halves[0].Label, halves[1].Label)
	case d.Ask == nil:
		return sentence(d.Reason)
	case d.Ask.Table == statusesTable:
		return fmt.Sprintf("The status is “%s”: did the visit take place?", d.Ask.Key)
	}
	return fmt.Sprintf("Does “%s” get a sheet?", d.Ask.Key)
}

// sentence is a reason that begins as one.
func sentence(reason string) string {
	first, size := utf8.DecodeRuneInString(reason)
	return string(unicode.ToUpper(first)) + reason[size:]
}

// halves are the two starts that a time without am and pm can mean.
func (k *kit) halves(b booked) []choice {
	var all []choice
	for _, at := range halvesOf(b.Start.In(k.clinic.Zone)) {
		all = append(all, choice{k.local(at), k.clock(at)})
	}
	return all
}

func halvesOf(t time.Time) [2]time.Time {
	at := func(hour int) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), hour, t.Minute(), t.Second(), 0, t.Location())
	}
	return [2]time.Time{at(t.Hour() % 12), at(t.Hour()%12 + 12)}
}

// begun is a row whose start a person has chosen. Its end keeps its distance,
// unless the export said that it is of the other half.
func (b booked) begun(start time.Time) booked {
	if start.IsZero() {
		return b
	}
	if length := b.End.Sub(b.Start); !b.End.IsZero() && (length < 12*time.Hour || b.End.Before(start)) {
		b.End = start.Add(length)
	}
	b.Start = start
	return b
}

// The tables of the clinic's file that an answer for good is written to, and
// the answer that no sheet is made.
const (
	servicesTable = "services"
	statusesTable = "statuses"
	columnsTable  = "columns"
	skipped       = "skip"
)

func (k *kit) question(b booked) *question {
	q := &question{Doubts: k.doubtsOf(b)}
	for _, d := range b.held.Doubts {
		if d.Night {
			q.Halves = k.halves(b)
		}
		if d.Ask != nil {
			q.Always = append(q.Always, always{d.Ask.Table, whenever(d.Ask), k.always(d.Ask.Table)})
		}
	}
	return q
}

// whenever says for which rows an answer holds.
func whenever(ask *appointments.Question) string {
	if ask.Table == statusesTable {
		return fmt.Sprintf("Whenever the status is “%s”", ask.Key)
	}
	return fmt.Sprintf("Whenever “%s” is booked", ask.Key)
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
	d := decided{decision: decision(r.FormValue("sheet")), doubts: row.doubts()}
	var known bool
	d.start, known = s.kit.Load().chosen(row, r.FormValue("at"))
	switch {
	case !there:
		http.Error(w, "this row is no longer in the list", http.StatusNotFound)
		return
	case !slices.Contains([]decision{undecided, makeSheet, noSheet}, d.decision):
		http.Error(w, "a row gets a sheet or none", http.StatusBadRequest)
		return
	case !known || d.decision == makeSheet && d.start.IsZero() && row.atNight():
		http.Error(w, "say when it began", http.StatusBadRequest)
		return
	}
	s.answers.decide(row.id, d)
	s.events.tell(todayChanged)
	w.WriteHeader(http.StatusNoContent)
}

// atNight says that a row may be of the other half of the day.
func (b booked) atNight() bool {
	return b.held != nil && slices.ContainsFunc(b.held.Doubts, func(d appointments.Doubt) bool { return d.Night })
}

// chosen is one of the two starts of a row that it is asked of; zero where none was
// chosen.
func (k *kit) chosen(b booked, at string) (time.Time, bool) {
	if at == "" {
		return time.Time{}, true
	}
	for _, half := range halvesOf(b.Start.In(k.clinic.Zone)) {
		if b.atNight() && k.local(half) == at {
			return half, true
		}
	}
	return time.Time{}, false
}

// asks is the question of a row that a table of the clinic's file answers; nil
// where there is none.
func (b booked) asks(table string) *appointments.Question {
	if b.held == nil {
		return nil
	}
	for _, d := range b.held.Doubts {
		if d.Ask != nil && d.Ask.Table == table {
			return d.Ask
		}
	}
	return nil
}

// answerAlways writes what a person decided into the clinic's file, for all rows
// that say the same, and for good.
func (s *Server) answerAlways(w http.ResponseWriter, r *http.Request) {
	row, there, _ := s.day.Load().find(r.PathValue("id"))
	answer, ask := r.FormValue("answer"), row.asks(r.FormValue("of"))
	switch {
	case !there || ask == nil:
		http.Error(w, "this row asks nothing of this any more", http.StatusNotFound)
	case !slices.ContainsFunc(s.kit.Load().always(ask.Table), func(c choice) bool { return c.Value == answer }):
		http.Error(w, "this is no answer to it", http.StatusBadRequest)
	default:
		s.setInClinic(w, r, []string{ask.Table, ask.Key}, answer)
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
			s.answers.note(func() diag.List { return files.Unset(path) })
		}
		answerSet(w, problems)
		s.lookSoon()
	}
}

// note keeps how the last answer for good is taken back, and gives that of the one
// before.
func (a *answers) note(undo func() diag.List) (before func() diag.List) {
	a.mu.Lock()
	defer a.mu.Unlock()
	before, a.last = a.last, undo
	return before
}

// undoAlways takes the last answer for good back: it is asked again.
func (s *Server) undoAlways(w http.ResponseWriter, r *http.Request) {
	if !mayWrite(r) {
		http.Error(w, "this is done on the desk’s own computer", http.StatusForbidden)
		return
	}
	undo := s.answers.note(nil)
	if undo == nil {
		http.Error(w, "there is nothing to take back", http.StatusConflict)
		return
	}
	answerSet(w, undo())
	s.named.Store(true)
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
