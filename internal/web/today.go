package web

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"

	"aftercare/internal/visit"
)

// late is how long after its start a visit without a sheet is still taken for
// one that may come to the desk next.
const late = 90 * time.Minute

// appointment is a line of today's list.
type appointment struct {
	ID        string
	Time      string // "" where nobody knows it
	Patient   string
	Therapist string
	Areas     string
	Warnings  []string
	Next      bool       // the first that has no sheet yet and may still come
	Paper     printState // of its sheet; "" where there is none, or it failed
	PaperAt   string     // when that was sent to paper
	Fields    string
	Booked    string    // what was, as the export has it, where there is a doubt
	Held      *question // what a person has to decide first; nil where there is nothing
	Skipped   bool      // a person decided that it gets no sheet
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
	start := v.Start
	complete(&v, k, start)
	v.Start = start // where nobody knows it, it is not now
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
	for _, b := range s.begun() {
		a := s.line(k, b)
		a.Next = !next && a.Paper == "" && a.Held == nil && !a.Skipped && now.Before(b.Start.Add(late))
		next = next || a.Next
		all = append(all, a)
	}
	return all
}

// begun are the rows of the day by the time at which they began, as a person has
// said of those where the export does not.
func (s *Server) begun() []booked {
	rows := slices.Clone(s.day.Load().rows)
	for i, b := range rows {
		rows[i] = b.begun(s.answers.of(b).start)
	}
	slices.SortStableFunc(rows, byTime)
	return rows
}

// line is a row as it is shown.
func (s *Server) line(k *kit, b booked) appointment {
	text, _ := json.Marshal(k.fieldsOf(b.Visit)) // strings only
	a := appointment{
		ID: b.id, Patient: b.Patient, Therapist: b.Therapist, Areas: k.areaWords(b.Areas), Warnings: b.warnings, Fields: string(text),
	}
	if !b.Start.IsZero() {
		a.Time = k.clock(b.Start)
	}
	if p, ok := s.sheets.paper(b.id); ok {
		a.Paper, a.PaperAt = p.state, k.clock(p.at)
	}
	if b.held != nil {
		a.Booked = b.held.Booked
	}
	switch d := s.answers.of(b); {
	case d.decision == noSheet:
		a.Skipped = true
	case b.held != nil && d.decision == makeSheet:
		a.Warnings = append(a.Warnings, k.doubtsOf(b)...)
	case b.held != nil:
		a.Held = k.question(b)
		if len(a.Held.Halves) > 0 {
			a.Time = strings.Join([]string{a.Held.Halves[0].Label, a.Held.Halves[1].Label}, " or ")
		}
	}
	return a
}

// paper is the last sheet of a row that went to paper, as far as anybody knows.
func (all *sheets) paper(row string) (printed, bool) {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, p := range slices.Backward(all.printed) {
		if p.state != notPrinted && row != "" && p.sheet.row == row {
			return *p, true
		}
	}
	return printed{}, false
}

// todayPage is what the list of the day shows.
type todayPage struct {
	Day    string // as a script compares it
	Date   string
	Export string
	Passed []string // files in the folder that are no lists of appointments
	Rows   []appointment
	Open   []openRow
	Broken bool // the banner says why

	MayWrite bool   // who looks may answer for good
	Files    *Files // that hold such answers
}

// openRow is a row of the export that a person has to look at.
type openRow struct {
	Line         int
	Reason, Hint string
}

func (s *Server) todayPage(r *http.Request) todayPage {
	d, k := s.day.Load(), s.kit.Load()
	p := todayPage{Day: s.listed().In(k.clinic.Zone).Format(time.DateOnly), Date: k.date(s.listed()), Export: d.export, Passed: d.passed, Rows: s.list(), Broken: d.problems != nil, MayWrite: mayWrite(r), Files: s.files.Load()}
	for _, row := range d.open {
		p.Open = append(p.Open, openRow{row.Line, row.Reason, atTheDesk(row.Hint)})
	}
	return p
}

func (s *Server) today(w http.ResponseWriter, r *http.Request) { s.write(w, "today", s.todayPage(r)) }

// printedRow is a line of the list of printed sheets.
type printedRow struct {
	ID, Time, Patient, Areas, Note string
	State                          printState
	Said                           string
	Print                          string // what this printing is called
	Open                           bool   // it can be taken back
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
			Note: p.sheet.note, State: p.state, Said: p.said, Print: p.id, Open: p.unknown(),
		})
	}
	return rows
}

func (s *Server) printed(w http.ResponseWriter, _ *http.Request) {
	s.write(w, "printed", s.printedRows())
}
