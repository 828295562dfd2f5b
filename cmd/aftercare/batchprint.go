package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"aftercare/internal/batch"
	"aftercare/internal/diag"
	"aftercare/internal/layout"
	"aftercare/internal/printer"
)

// press prints the sheets of a batch, each as a job of its own; nil where there
// is no printer. The times on record are those of the clinic.
func (a *app) press(to printer.Printer, f printFlags, paper layout.Paper, zone *time.Location) *batch.Press {
	if to == nil {
		return nil
	}
	return &batch.Press{
		Print: func(ctx context.Context, s batch.Sheet, pdf []byte) error {
			return to.Print(ctx, f.ticket(pdf, s.Start, paper))
		},
		Now: func() time.Time { return a.now().In(zone) },
	}
}

// printerOf is the printer that is to print a batch, nil where none is.
func (a *app) printerOf(o batchOptions) (printer.Printer, error) {
	if !o.print {
		return nil, nil
	}
	return a.openPrinter(o.printFlags)
}

// checkPrint looks at the flags about printing.
func (o *batchOptions) checkPrint() error {
	switch {
	case !o.print && (o.printer != "" || o.trust != "" || o.copies != 1):
		return usagef("say --print as well", "--printer, --trust and --copies are about --print")
	case !o.print && o.duplex && o.combined == "":
		return usagef("say --print or --combined day.pdf as well", "--duplex is about --print and --combined")
	case o.print && o.combined != "":
		return usagef("--print prints each sheet as a job of its own; for one job, print the file of --combined",
			"--print and --combined exclude each other")
	}
	return nil
}

// stoppedPrints says where the printing stopped and how it goes on; nil where
// it did not stop.
func stoppedPrints(s *batch.Summary, forced bool) diag.List {
	p := s.Printing
	if p == nil || p.At == nil {
		return nil
	}
	again := "the same command"
	if forced {
		again += " without --force" // with it, what is printed comes out again
	}
	sheet := fmt.Sprintf("row %d (%s)", p.At.Row, filepath.Join(s.Dir, p.At.File))
	unsure := printer.MayBePrinted(p.Err)
	stopped := diag.Errorf("stopped: printed %d of %s", p.Done, count(p.Sheets, "sheet")).WithHint("%s prints the rest", again)
	if unsure {
		stopped = diag.Errorf("stopped: printed %d of %s, and perhaps %s", p.Done, count(p.Sheets, "sheet"), sheet).
			WithHint("look at the printer before you run it again: %s prints that sheet and the rest", again)
	}
	if errors.Is(p.Err, context.Canceled) {
		return stopped
	}
	why := faultOf(p.Err)
	why.Message = sheet + ": " + why.Message
	if unsure {
		why.Hint = "" // what to do first stands in the other
	}
	return append(diag.List{why}, stopped...)
}

// faultOf is what a printer's error says, and its hint.
func faultOf(err error) diag.Diagnostic {
	var list diag.List
	switch {
	case errors.Is(err, context.Canceled):
		return diag.Diagnostic{Message: "stopped"}
	case errors.As(err, &list):
		return list[0]
	}
	return diag.Diagnostic{Message: err.Error()}
}
