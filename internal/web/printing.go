package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/printer"
)

// printed is a sheet that was sent to paper.
type printed struct {
	id    string // of this printing; tells nothing
	sheet *sheet
	at    time.Time
	state printState
	said  string // what a person at the printer should know
}

// printState is how far a sheet has come.
type printState string

const (
	printing   printState = "printing"
	onPaper    printState = "printed"
	byBrowser  printState = "browser" // what became of it the browser does not say
	notPrinted printState = "failed"
	maybe      printState = "unsure"
)

// unknown says that nobody knows what became of it: whoever stands at the
// printer may say that there is no paper.
func (p printed) unknown() bool { return p.state == byBrowser || p.state == maybe }

// sending is what a page is told of a printing that has begun.
type sending struct {
	Print string `json:"print"` // what it is called
	At    string `json:"at"`
}

// print notes that a sheet is being printed, and sends it where a printer is
// set. What becomes of it is told by the list of printed sheets. Where there is a
// doubt, it is not printed until the page says that somebody is sure.
func (s *Server) print(w http.ResponseWriter, r *http.Request) {
	one := s.sheets.find(r.PathValue("id"))
	if one == nil {
		http.Error(w, "this sheet is no longer there", http.StatusNotFound)
		return
	}
	state := byBrowser
	if s.Printer != nil && r.URL.Query().Get("by") != "browser" {
		state = printing
	}
	p := s.sheets.onItsWay(one)
	pressedTwice := state == printing && p != nil
	if doubts := s.doubts(one, r.URL.Query()); !pressedTwice && len(doubts) > 0 && !r.URL.Query().Has("sure") {
		answerJSON(w, http.StatusOK, map[string][]string{"doubts": doubts})
		return
	}
	if !pressedTwice {
		p = s.sheets.note(one, state, s.Now())
		s.events.tell(printedChanged)
		if state == printing {
			s.send(p)
		}
	}
	answerJSON(w, http.StatusAccepted, sending{p.id, s.kit.Load().clock(p.at)})
}

// doubts are why somebody should look again before a sheet is printed. The page
// says with unseen that nobody has looked at what the export changed, and with
// again that it is known to be the second one.
func (s *Server) doubts(one *sheet, said url.Values) (all []string) {
	if v := one.request.Visit; v.Patient == "" && len(v.Areas) == 0 {
		all = append(all, "Nobody is in the form: this is a sheet with lines to write on.")
	}
	if p, ok := s.sheets.paper(one.row); ok && !said.Has("again") {
		all = append(all, fmt.Sprintf(sentBefore[p.state], of(p.sheet.request.Visit.Patient), s.kit.Load().clock(p.at)))
	}
	if said.Has("unseen") {
		all = append(all, "The export has changed this appointment"+of(one.request.Visit.Patient)+": look at what is said of it beside Print.")
	}
	return append(all, s.doubtsOfRow(one.row)...)
}

// doubtsOfRow are those that the export raises about a row, as it is now.
func (s *Server) doubtsOfRow(row string) []string {
	b, there, known := s.day.Load().find(row)
	switch d := s.answers.of(b); {
	case !known:
		return nil
	case !there:
		return []string{"This appointment" + of(b.Patient) + " is no longer in the export: it may have been cancelled or moved."}
	case d.decision == noSheet:
		return []string{"It was decided that the appointment" + of(b.Patient) + " gets no sheet."}
	case b.held == nil || d.decision == makeSheet:
		return nil
	default:
		said := "The appointment" + of(b.Patient) + " is in doubt."
		if b.held.Booked != "" {
			said += " Booked: " + b.held.Booked + "."
		}
		return append([]string{said}, s.kit.Load().doubtsOf(b)...)
	}
}

// sentBefore says that a row has a sheet, whose, and since when.
var sentBefore = map[printState]string{
	printing:  "The sheet%s was sent to the printer at %s, and is not out yet.",
	onPaper:   "The sheet%s was printed at %s already.",
	byBrowser: "The sheet%s was sent to print at %s already.",
	maybe:     "The sheet%s may have been printed at %s: look at the printer.",
}

func of(patient string) string {
	if patient == "" {
		return ""
	}
	return " of " + patient
}

// takeBack notes that there is no paper, as whoever stands at the printer says:
// the browser does not tell that its dialog was cancelled.
func (s *Server) takeBack(w http.ResponseWriter, r *http.Request) {
	p := s.sheets.printing(r.PathValue("id"))
	if p == nil {
		http.Error(w, "this is not in the list, or it is known what became of it", http.StatusNotFound)
		return
	}
	s.settle(p, notPrinted, "taken back")
	w.WriteHeader(http.StatusNoContent)
}

// printing is one that can be taken back.
func (all *sheets) printing(id string) *printed {
	all.mu.Lock()
	defer all.mu.Unlock()
	i := slices.IndexFunc(all.printed, func(p *printed) bool { return p.id == id && p.unknown() })
	if i < 0 {
		return nil
	}
	return all.printed[i]
}

// note puts a sheet at the end of the list. The oldest goes that is not being
// printed.
func (all *sheets) note(s *sheet, state printState, at time.Time) *printed {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.count++
	p := &printed{id: strconv.Itoa(all.count), sheet: s, at: at, state: state}
	all.printed = append(all.printed, p)
	if len(all.printed) > mostPrinted {
		i := slices.IndexFunc(all.printed, func(old *printed) bool { return old.state != printing })
		all.printed = slices.Delete(all.printed, max(i, 0), max(i, 0)+1)
	}
	return p
}

// onItsWay is the printing of a sheet that is not over yet; nil where there is
// none.
func (all *sheets) onItsWay(one *sheet) *printed {
	all.mu.Lock()
	defer all.mu.Unlock()
	i := slices.IndexFunc(all.printed, func(p *printed) bool { return p.sheet == one && p.state == printing })
	if i < 0 {
		return nil
	}
	return all.printed[i]
}

// send prints one sheet after the other: a printer has one tray.
func (s *Server) send(p *printed) {
	s.jobs.Go(func() {
		s.tray.Lock()
		defer s.tray.Unlock()
		s.onPrinter.Store(p)
		defer s.onPrinter.Store(nil)
		v, style := p.sheet.request.Visit, p.sheet.request.Style
		err := s.Printer.Print(s.running, printer.Document{
			Data: p.sheet.made.PDF, Name: printer.JobName(v.Start), Media: printer.MediaOf(style.Paper.Name), Duplex: s.Duplex,
		})
		s.settle(p, outcome(err), saying(err))
	})
}

// PrinterSays is told what a person should know while the printer is waited
// for: it is out of paper, say.
func (s *Server) PrinterSays(message string) {
	if p := s.onPrinter.Load(); p != nil {
		s.settle(p, printing, message)
	}
}

func (s *Server) settle(p *printed, state printState, said string) {
	s.sheets.mu.Lock()
	p.state, p.said = state, said
	s.sheets.mu.Unlock()
	s.events.tell(printedChanged)
}

func outcome(err error) printState {
	switch {
	case err == nil:
		return onPaper
	case printer.MayBePrinted(err):
		return maybe
	}
	return notPrinted
}

// saying is an error in the printer's words, with what to do about it.
func saying(err error) string {
	var list diag.List
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled) && printer.MayBePrinted(err):
		return "aftercare was stopped: it may have been printed"
	case errors.Is(err, context.Canceled):
		return "aftercare was stopped"
	case !errors.As(err, &list) || len(list) == 0:
		return err.Error()
	}
	if hint := list[0].Hint; hint != "" {
		return list[0].Message + ": " + hint
	}
	return list[0].Message
}
