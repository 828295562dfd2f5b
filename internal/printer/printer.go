// Package printer sends a document to paper: straight to an IPP Everywhere
// printer, or to a print queue of this computer. It takes bytes and knows
// nothing of what they say; no name it sends along is taken from them.
//
// A print goes through these files: address (which printer), attributes (what
// it can do), job (send, follow, take back), reasons and faults (what is told
// to a person), over exchange (one question and its answer). queue is the
// other way, through the programs of CUPS.
package printer

import (
	"context"
	"errors"
	"time"
)

// Document is a PDF to print.
type Document struct {
	Data   []byte
	Name   string // of the job, for all to read on the printer's display
	Media  string // the paper by its PWG name, "" leaves it to the printer
	Copies int    // 0 is one
	Duplex bool   // on both sides, turned over the long edge
}

// The papers by the names of PWG 5101.1.
const (
	Letter = "na_letter_8.5x11in"
	A4     = "iso_a4_210x297mm"
)

// paperNames are the papers as people call them.
var paperNames = map[string]string{Letter: "Letter", A4: "A4"}

// Printer prints. Print comes back when the document is on paper or, with a
// queue, in the queue's care; its error says whether MayBePrinted.
type Printer interface {
	Print(ctx context.Context, doc Document) error
}

// Options are what a printer is opened with.
type Options struct {
	// Trust is the SHA-256 of an ipps printer's certificate in hexadecimal,
	// for one that no authority vouches for; "" asks the system.
	Trust string
	// Tell is told what a person standing at the printer should know while it
	// is waited for.
	Tell func(message string)
	// Sleep waits, or comes back early with the error of ctx.
	Sleep func(ctx context.Context, d time.Duration) error
	// Answer is how long the printer may take to answer; 0 is 15 seconds. It
	// has eight times as long to take a document.
	Answer time.Duration
}

// Open gives the printer that target means: an ipp:// or ipps:// address, the
// name of a print queue, or "" for the queue that the system prints to.
func Open(target string, o Options) (Printer, error) {
	if !isAddress(target) {
		return openQueue(target)
	}
	at, err := parseAddress(target)
	if err != nil {
		return nil, err
	}
	return newIPP(at, o)
}

// Sleep waits for d by the clock of the system.
func Sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// unsure is an error after which nobody can know whether there is paper.
type unsure struct{ error }

func (e unsure) Unwrap() error { return e.error }

// MayBePrinted says of an error of Print whether the document may have come
// out, or may yet. Otherwise it has not and will not.
func MayBePrinted(err error) bool {
	var e unsure
	return errors.As(err, &e)
}
