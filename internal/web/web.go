// Package web is the page at the desk: today's appointments, what was treated,
// the very sheet beside it, and one button that prints it. It also shows
// authors their texts while they write them, and makes sheets for other
// software.
//
// Who may talk to it is decided by package gate, outside. All state is in
// memory: files are what the clinic keeps, kit what handouts are made with,
// exports and rows the list of the day, today how it is shown, answers what a
// person decided about its rows, drafts what was typed for them, sheets what was
// made, printing what went to paper. events tells open pages that one of them has changed.
package web

import (
	"context"
	"encoding/hex"
	"html/template"
	"io"
	"io/fs"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/gate"
	"aftercare/internal/printer"
)

// Options are what the page is given from outside.
type Options struct {
	Files   Files
	Exports *Exports // nil where nothing is exported: the form is filled by hand
	Assets  fs.FS    // fonts/ and pdfjs/

	Printer     printer.Printer // nil leaves printing to the browser
	PrinterName string          // as the page calls it
	Duplex      bool            // on both sides

	Now    func() time.Time
	Random io.Reader
	Gate   *gate.Gate // for pairing devices; nil where there is only this machine
	Pair   Pair       // how devices reach this machine
	Token  string     // of other software; "" leaves the API out
}

// Server is the page and everything that answers to it. It is safe for
// concurrent use.
type Server struct {
	Options
	pages   *template.Template
	files   atomic.Pointer[Files] // those of Options, until the clinic gets its own
	kit     atomic.Pointer[kit]
	day     atomic.Pointer[day]
	watched watched
	sheets  sheets
	drafts  drafts
	answers answers
	events  events
	changed chan struct{} // something that is watched was changed by the page
	named   atomic.Bool   // the columns of the export were named, so that it is read again

	running   context.Context         // ends when the page does
	tray      sync.Mutex              // one sheet is printed after the other
	onPrinter atomic.Pointer[printed] // the sheet that is being printed
	jobs      sync.WaitGroup
}

// New reads the clinic's files and today's appointments. Problems in a
// handout's definition do not stop it: the authors' tab shows them.
//
// What is being printed when ctx ends is taken back, if it can be.
func New(ctx context.Context, o Options) (*Server, diag.List) {
	s := &Server{Options: o, pages: parsePages(), running: ctx, changed: make(chan struct{}, 1)}
	s.files.Store(&o.Files)
	k, problems := openKit(o.Files, o.Assets, nil)
	if k == nil {
		return nil, problems
	}
	s.kit.Store(k)
	s.day.Store(&day{})
	s.look()
	return s, nil
}

// Handler answers every path of the page.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.checkout)
	mux.HandleFunc("GET /today", s.today)
	mux.HandleFunc("GET /banner", s.banner)
	mux.HandleFunc("POST /rows/{id}/answer", s.answerRow)
	mux.HandleFunc("POST /rows/{id}/always", s.answerAlways)
	mux.HandleFunc("POST /always/undo", s.undoAlways)
	mux.HandleFunc("POST /columns", s.nameColumns)
	mux.HandleFunc("POST /dates", s.chooseOrder)
	mux.HandleFunc("POST /clinic", s.startClinic)
	mux.HandleFunc("GET /drafts/{row}", s.draft)
	mux.HandleFunc("POST /drafts/{row}", s.keepDraft)
	mux.HandleFunc("GET /areas", s.areas)
	mux.HandleFunc("POST /sheets", s.makeSheet)
	mux.HandleFunc("GET /sheets/{file}", s.sheet)
	mux.HandleFunc("POST /sheets/{id}/print", s.print)
	mux.HandleFunc("GET /printed", s.printed)
	mux.HandleFunc("POST /printed/{id}/undo", s.takeBack)
	mux.HandleFunc("GET /texts", s.texts)
	mux.HandleFunc("GET /texts/state", s.textsState)
	mux.HandleFunc("GET /events", s.listen)
	mux.HandleFunc("GET /devices", s.devices)
	mux.HandleFunc("POST /devices", s.inviteDevice)
	mux.HandleFunc("POST /devices/{id}/remove", s.removeDevice)
	mux.HandleFunc("GET /static/style.css", s.style)
	mux.Handle("GET /static/", fixed(files))
	mux.HandleFunc("GET /favicon.ico", s.icon)
	mux.Handle("GET /assets/", http.StripPrefix("/assets", fixed(s.Assets)))
	if s.Token != "" {
		mux.HandleFunc("POST /v1/handouts", s.postHandout)
		mux.HandleFunc("GET /v1/openapi.json", s.openAPI)
	}
	return s.orMissing(mux)
}

// Wait comes back when nothing is being printed any more.
func (s *Server) Wait() { s.jobs.Wait() }

// name is a short name that nobody can guess.
func (s *Server) name() string {
	secret := make([]byte, 16)
	if _, err := io.ReadFull(s.Random, secret); err != nil {
		panic(err) // crypto/rand never fails; a page without it is none
	}
	return hex.EncodeToString(secret)
}
