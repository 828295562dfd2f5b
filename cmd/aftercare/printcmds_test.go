package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/OpenPrinting/goipp"
	"github.com/rogpeppe/go-internal/testscript"

	"aftercare/internal/printer/printertest"
)

// printers are what ippprinter can start.
var printers = map[string]func() *printertest.Printer{
	"ready": willing, "second": willing, "taking": willing, "aborts-third": willing, "breaks-third": willing,
	"busy":    func() *printertest.Printer { return &printertest.Printer{Busy: 2} },
	"broken":  func() *printertest.Printer { return &printertest.Printer{Cut: true} },
	"raster":  func() *printertest.Printer { return having("document-format-supported", "image/urf") },
	"a4-only": func() *printertest.Printer { return having("media-supported", "iso_a4_210x297mm") },
	"closed":  func() *printertest.Printer { return &printertest.Printer{Forbid: goipp.StatusErrorNotAcceptingJobs} },
	"aborts":  func() *printertest.Printer { return saying(printertest.Moment{Job: 8}) },
	"refilled": func() *printertest.Printer {
		return saying(printertest.Moment{Job: 6, Printer: 5, Reasons: []string{"media-empty-error"}}, printertest.Moment{})
	},
}

func willing() *printertest.Printer { return &printertest.Printer{} }

// turns are what becomes of some of them with the third job.
var turns = map[string]func(*printertest.Printer){
	"aborts-third": func(p *printertest.Printer) { p.Moments = []printertest.Moment{{Job: 8}} },
	"breaks-third": func(p *printertest.Printer) { p.Cut = true },
}

func having(name, value string) *printertest.Printer {
	return &printertest.Printer{Can: map[string][]string{name: {value}}}
}

func saying(moments ...printertest.Moment) *printertest.Printer {
	return &printertest.Printer{Moments: moments}
}

// ippprinter KIND starts a printer that runs to the end of the script. Its
// address is $PRINTER; what it takes is KIND-N.pdf and KIND-N.txt.
func ippprinter(ts *testscript.TestScript, _ bool, args []string) {
	start, ok := printers[args[0]]
	if !ok {
		ts.Fatalf("there is no printer %q", args[0])
	}
	p, n := start(), 0
	work := ts.Getenv("WORK") // read here: the printer answers from another goroutine
	p.Received = func(job printertest.Job) {
		n++
		stem := filepath.Join(work, fmt.Sprintf("%s-%d", args[0], n))
		if turn := turns[args[0]]; turn != nil && n == 3 {
			turn(p)
		}
		text := ""
		for _, name := range []string{"job-name", "requesting-user-name", "media", "sides", "print-scaling", "copies"} {
			text += name + ": " + job.Attributes[name] + "\n"
		}
		_ = os.WriteFile(stem+".pdf", job.Data, 0o600) // a script misses the file
		_ = os.WriteFile(stem+".txt", []byte(text), 0o600)
	}
	server := p.Start()
	ts.Defer(server.Close)
	ts.Setenv("PRINTER", printertest.Address(server))
}
