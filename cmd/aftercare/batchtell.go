package main

import (
	"fmt"
	"os"

	"golang.org/x/term"

	"aftercare/internal/appointments"
	"aftercare/internal/batch"
)

// batchTeller tells of a batch while it runs, in words or as JSON.
type batchTeller interface {
	begin(job *batch.Job, rows appointments.Counts, remarks []string)
	row(result batch.Result)
	printed(sheet batch.Sheet)
	end(summary *batch.Summary)
}

func (a *app) teller(file string, o batchOptions, sample bool) batchTeller {
	if o.json {
		return newJSONTeller(a.stdout, file)
	}
	p := &textTeller{out: a.stdout, file: file, quiet: o.quiet, sample: sample}
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
