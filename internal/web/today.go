package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"aftercare/internal/visit"
)

// late is how long after its start a visit without a sheet is still taken for
// one that may come to the desk next.
const late = 90 * time.Minute

// appointment is a line of today's list.
type appointment struct {
	Time      string
	Patient   string
	Therapist string
	Areas     string
	Warnings  []string
	Next      bool       // the first that has no sheet yet and may still come
	Paper     printState // of its sheet; "" where there is none, or it failed
	Fields    string
}

// fields are what the form is filled with, as its script has them.
type fields struct {
	Patient   string   `json:"patient"`
	Chips     []chip   `json:"chips"`
	At        string   `json:"at"`  // local, as an input of type datetime-local has it
	End       string   `json:"end"` // "" where it is not known
	Therapist string   `json:"therapist"`
	Flags     []string `json:"flags"` // identities
	Note      string   `json:"note"`
	Next      string   `json:"next"`
	Handout   string   `json:"handout"`
	Language  string   `json:"language"`
}

// localTime is how an input of type datetime-local writes a time.
const localTime = "2006-01-02T15:04"

func (k *kit) fieldsOf(v visit.Visit) fields {
	complete(&v, k, v.Start)
	return fields{
		Patient: v.Patient, Chips: k.chips(v.Areas, staff), At: k.local(v.Start), End: k.local(v.End), Therapist: v.Therapist,
		Flags: k.flags(v.Flags), Note: v.Note, Next: k.local(v.Next), Handout: v.Handout, Language: v.Language,
	}
}

func (k *kit) local(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(k.clinic.Zone).Format(localTime)
}

// flags are their identities. An import takes no row with one that nobody
// knows.
func (k *kit) flags(words []string) []string {
	ids := make([]string, len(words))
	for i, w := range words {
		ids[i] = w
		if flag, ok := k.library.Vocabulary().FindFlag(w); ok {
			ids[i] = flag.ID
		}
	}
	return ids
}

// list is today's list with what has been printed so far.
func (s *Server) list() []appointment {
	k, now := s.kit.Load(), s.Now()
	var all []appointment
	next := false
	for _, v := range s.day.Load().visits {
		f := k.fieldsOf(v.Visit)
		text, _ := json.Marshal(f) // strings only
		a := appointment{Time: k.clock(v.Start), Patient: v.Patient, Therapist: v.Therapist, Areas: k.areaWords(v.Areas), Warnings: v.warnings, Fields: string(text)}
		a.Paper = s.sheets.paper(v.Visit)
		a.Next = !next && a.Paper == "" && now.Before(v.Start.Add(late))
		next = next || a.Next
		all = append(all, a)
	}
	return all
}

// paper is how far the last sheet of this visit has come. The form it was made
// with knows no seconds.
func (all *sheets) paper(v visit.Visit) printState {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, p := range slices.Backward(all.printed) {
		of := p.sheet.request.Visit
		if p.state != notPrinted && of.Patient == v.Patient && of.Start.Truncate(time.Minute).Equal(v.Start.Truncate(time.Minute)) {
			return p.state
		}
	}
	return ""
}

// todayPage is what the list of the day shows.
type todayPage struct {
	Date     string
	Export   string
	Rows     []appointment
	Open     []openRow
	Problems []fault
}

// openRow is a row of the export that a person has to look at.
type openRow struct {
	Line         int
	Reason, Hint string
}

func (s *Server) todayPage() todayPage {
	d, k := s.day.Load(), s.kit.Load()
	p := todayPage{Date: k.date(s.listed()), Export: d.export, Rows: s.list(), Problems: faultsOf(d.problems)}
	for _, row := range d.open {
		p.Open = append(p.Open, openRow{row.Line, row.Reason, atTheDesk(row.Hint)})
	}
	return p
}

func (s *Server) today(w http.ResponseWriter, _ *http.Request) { s.write(w, "today", s.todayPage()) }

// printedRow is a line of the list of printed sheets.
type printedRow struct {
	ID, Time, Patient, Areas, Note string
	State                          printState
	Said                           string
}

// printedRows are those of today, the newest first.
func (s *Server) printedRows() []printedRow {
	k := s.kit.Load()
	s.sheets.mu.Lock()
	defer s.sheets.mu.Unlock()
	var rows []printedRow
	for _, p := range slices.Backward(s.sheets.printed) {
		if !sameDay(p.at.In(k.clinic.Zone), s.Now().In(k.clinic.Zone)) {
			break
		}
		v := p.sheet.request.Visit
		rows = append(rows, printedRow{
			ID: p.sheet.id, Time: k.clock(p.at), Patient: v.Patient, Areas: k.areaWords(v.Areas),
			Note: p.sheet.note, State: p.state, Said: p.said,
		})
	}
	return rows
}

func (s *Server) printed(w http.ResponseWriter, _ *http.Request) {
	s.write(w, "printed", s.printedRows())
}
