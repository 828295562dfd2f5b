package web

import (
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"

	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// How many sheets are kept: the last ones of every page that is open, so that
// none loses its own to another that types, and all that a busy day prints.
const (
	mostLooked  = 4
	mostPages   = 128
	mostPrinted = 500
)

// sheet is one that was made. It is never changed.
type sheet struct {
	id      string // in its address; tells nothing
	request render.Request
	made    *render.Handout
	note    string // the line for the patient's chart
	row     string // that it was made for, or a name that the page gave it; "" where it has none
}

// fileName holds nothing of the patient.
func (s *sheet) fileName() string {
	return "aftercare-" + s.request.Visit.Start.Format("1504") + ".pdf"
}

// sheets are those that were made while the page runs.
type sheets struct {
	mu      sync.Mutex
	looked  []look     // the page that asked last is the last
	printed []*printed // in the order of printing
	count   int        // of all that were ever printed
}

// look is what one page has looked at, the newest last.
type look struct {
	page   string
	sheets []*sheet
}

// add keeps a sheet for the page that it was made for.
func (all *sheets) add(page string, s *sheet) {
	all.mu.Lock()
	defer all.mu.Unlock()
	mine := look{page: page}
	if at := slices.IndexFunc(all.looked, func(l look) bool { return l.page == page }); at >= 0 {
		mine = all.looked[at]
		all.looked = slices.Delete(all.looked, at, at+1)
	}
	mine.sheets = append(mine.sheets, s)
	mine.sheets = mine.sheets[max(0, len(mine.sheets)-mostLooked):]
	all.looked = append(all.looked, mine)
	all.looked = all.looked[max(0, len(all.looked)-mostPages):]
}

// find looks among the printed ones as well: they can be printed again.
func (all *sheets) find(id string) *sheet {
	all.mu.Lock()
	defer all.mu.Unlock()
	for _, l := range all.looked {
		if at := slices.IndexFunc(l.sheets, func(s *sheet) bool { return s.id == id }); at >= 0 {
			return l.sheets[at]
		}
	}
	for _, p := range all.printed {
		if p.sheet.id == id {
			return p.sheet
		}
	}
	return nil
}

// made is what a page is told of a sheet.
type made struct {
	ID       string  `json:"id"`
	Address  string  `json:"address"`
	Pages    int     `json:"pages"`
	Note     string  `json:"note"` // for the chart
	Warnings []fault `json:"warnings"`
}

// makeSheet makes the sheet of the visit in the body.
func (s *Server) makeSheet(w http.ResponseWriter, r *http.Request) {
	k := s.kit.Load()
	o, wrong := k.order(w, r, s.Now())
	if wrong != nil {
		wrong.answer(w)
		return
	}
	o.handout.Sheet = nil // laid out it takes many times the room of the file
	row := r.Header.Get("Aftercare-Row")
	if !rowName.MatchString(row) {
		row = ""
	}
	one := &sheet{id: s.name(), row: row, request: o.request, made: o.handout, note: k.chartNote(o.request.Visit, o.handout)}
	s.sheets.add(r.Header.Get("Aftercare-Page"), one)
	writeJSON(w, made{one.id, "/sheets/" + one.id + ".pdf", o.handout.Pages, one.note, withoutCommands(append(missing(o.request.Visit), o.warnings...))})
}

// missing is what a form that was begun lacks.
func missing(v visit.Visit) []fault {
	faults := []fault{}
	switch {
	case v.Patient == "" && len(v.Areas) == 0: // it was not
	case v.Patient == "":
		faults = append(faults, fault{Field: "patient", Message: "no name: the sheet has a line to write it on"})
	case len(v.Areas) == 0:
		faults = append(faults, fault{Field: "areas", Message: "no treated area: the sheet has the lung warning, and a line to write the area on"})
	}
	return faults
}

// withoutCommands leaves out what hints nobody at the desk can follow.
func withoutCommands(faults []fault) []fault {
	for i := range faults {
		faults[i].Hint = atTheDesk(faults[i].Hint)
	}
	return faults
}

// commands are in hints for those who type and edit files.
var commands = regexp.MustCompile(`aftercare |--[a-z]|\.toml|import profile`)

// atTheDesk is a hint, unless it is for a command line or an editor: there is
// none at the desk.
func atTheDesk(hint string) string {
	if commands.MatchString(hint) {
		return ""
	}
	return hint
}

// sheet gives the file itself, to look at or, with ?download, to keep.
func (s *Server) sheet(w http.ResponseWriter, r *http.Request) {
	id, isPDF := strings.CutSuffix(r.PathValue("file"), ".pdf")
	one := s.sheets.find(id)
	if one == nil || !isPDF {
		http.Error(w, "this sheet is no longer there", http.StatusNotFound)
		return
	}
	way := "inline"
	if r.URL.Query().Has("download") {
		way = "attachment"
	}
	head := w.Header()
	head.Set("Content-Type", "application/pdf")
	head.Set("Content-Disposition", way+`; filename="`+one.fileName()+`"`)
	// The page prints the sheet from a frame of its own.
	head.Set("Content-Security-Policy", "frame-ancestors 'self'")
	_, _ = w.Write(one.made.PDF) // whoever asked has gone
}

func writeJSON(w http.ResponseWriter, value any) { answerJSON(w, http.StatusOK, value) }

func answerJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(value) // whoever asked has gone
}
