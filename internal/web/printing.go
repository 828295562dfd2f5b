package web

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/printer"
)

// printed is a sheet that was sent to paper.
type printed struct {
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

// print notes that a sheet is being printed, and sends it where a printer is
// set. What becomes of it is told by the list of printed sheets.
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
	if state == printing && s.sheets.isPrinting(one) {
		w.WriteHeader(http.StatusAccepted) // pressed twice
		return
	}
	p := s.sheets.note(one, state, s.Now())
	s.events.tell(printedChanged)
	if state == printing {
		s.send(p)
	}
	w.WriteHeader(http.StatusAccepted)
}

// note puts a sheet at the end of the list. The oldest goes that is not being
// printed.
func (all *sheets) note(s *sheet, state printState, at time.Time) *printed {
	all.mu.Lock()
	defer all.mu.Unlock()
	p := &printed{sheet: s, at: at, state: state}
	all.printed = append(all.printed, p)
	if len(all.printed) > mostPrinted {
		i := slices.IndexFunc(all.printed, func(old *printed) bool { return old.state != printing })
		all.printed = slices.Delete(all.printed, max(i, 0), max(i, 0)+1)
	}
	return p
}

// isPrinting says whether the sheet is on its way.
func (all *sheets) isPrinting(one *sheet) bool {
	all.mu.Lock()
	defer all.mu.Unlock()
	return slices.ContainsFunc(all.printed, func(p *printed) bool { return p.sheet == one && p.state == printing })
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
