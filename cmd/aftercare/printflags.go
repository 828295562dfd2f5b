package main

import (
	"time"

	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/layout"
	"aftercare/internal/printer"
)

// printFlags say where something is printed and how.
type printFlags struct {
	printer string
	trust   string
	copies  int
	duplex  bool // each verb has its own words for it
}

func (f *printFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.printer, "printer", "", "an ipp:// or ipps:// `address`, or the name of a print queue (default the computer's printer)")
	flags.StringVar(&f.trust, "trust", "", "the SHA-256 `fingerprint` of an ipps printer's own certificate")
	flags.IntVar(&f.copies, "copies", 1, "print this `many`")
}

// openPrinter finds the printer that is meant. It does not speak to it yet.
func (a *app) openPrinter(f printFlags) (printer.Printer, error) {
	if f.copies < 1 {
		return nil, usagef("", "--copies: there is at least 1")
	}
	return printer.Open(f.printer, printer.Options{Trust: f.trust, Tell: a.tellOfPrinter, Sleep: printer.Sleep})
}

// ticket is the print job of a sheet for a visit that begins at start.
func (f printFlags) ticket(pdf []byte, start time.Time, paper layout.Paper) printer.Document {
	return printer.Document{
		Data: pdf, Name: printer.JobName(start), Media: printer.MediaOf(paper.Name), Copies: f.copies, Duplex: f.duplex,
	}
}

func (a *app) tellOfPrinter(message string) {
	a.report(diag.List{{Severity: diag.Warning, Message: message}})
}
