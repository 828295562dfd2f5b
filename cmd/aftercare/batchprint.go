package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"aftercare/internal/appointments"
	"aftercare/internal/batch"
)

// batchPrinter tells of a batch while it runs, in words or as JSON.
type batchPrinter interface {
	begin(job *batch.Job, rows appointments.Counts)
	row(result batch.Result)
	end(summary *batch.Summary)
}

func (a *app) printer(file string, o batchOptions, sample bool) batchPrinter {
	if o.json {
		return newJSONPrinter(a.stdout, file)
	}
	p := &textPrinter{out: a.stdout, file: file, quiet: o.quiet, sample: sample}
	if o.quiet {
		p.out = a.stderr
	} else if isTerminal(a.stderr) {
		p.terminal = a.stderr
	}
	return p
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// count is a number of things in words: "1 row", "2 rows".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
