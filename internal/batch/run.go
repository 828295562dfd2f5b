package batch

import (
	"cmp"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"aftercare/internal/diag"
	"aftercare/internal/outfile"
)

// run is a Job at work.
type run struct {
	Job
	names   *names
	ledger  *ledger
	summary *Summary
	prints  printJob
	journal *journal // nil until the first sheets are announced
	// announced are the sheets that runs which were killed set out to make.
	announced map[string]bool
	readErr   error // why no more rows could be read
	fatal     error // why no more sheets can be written
}

// Run carries out a job. It calls report for every row, in the order in which
// rows come and from this goroutine alone. A row that fails never stops the
// others; a folder that cannot be written to, or ctx, stops the run: then what
// is there is complete, the manifest says so, and running the same job again
// makes the rest. While another run works in the folder, it does nothing.
func Run(ctx context.Context, job Job, report func(Result)) (*Summary, error) {
	if !job.DryRun {
		lock, err := prepare(job.Dir)
		if err != nil {
			return nil, err
		}
		defer lock.Close()
		if job.Combined != "" {
			outfile.Sweep(filepath.Dir(job.Combined))
		}
	}
	r, err := begin(job)
	if err != nil {
		return nil, err
	}
	inner, stop := context.WithCancel(ctx)
	defer stop()
	for result := range r.results(inner) {
		if r.fatal = cmp.Or(r.fatal, result.fatal); r.fatal != nil {
			stop() // nothing that follows could be written either
			continue
		}
		r.take(result, report)
	}
	return r.summary, r.end(ctx)
}

// begin reads what is known of the folder.
func begin(job Job) (*run, error) {
	if job.Write == nil {
		job.Write = outfile.Write
	}
	if job.Workers == 0 {
		job.Workers = runtime.GOMAXPROCS(0) + 1 // one more, since writing waits for the disk
	}
	former, err := openManifest(job.Dir)
	if err != nil {
		return nil, err
	}
	r := &run{Job: job, names: newNames(job.Name), summary: &Summary{Dir: job.Dir, DryRun: job.DryRun}}
	if err := cmp.Or(r.combinable(), r.keepNames(former)); err != nil {
		former.close()
		return nil, err
	}
	notes := readJournal(job.Dir)
	r.announced = namesIn(notes)
	r.ledger, err = newLedger(&r.Job, former, notes)
	if err != nil {
		former.close()
		return nil, unwritable(job.Dir, err)
	}
	return r, nil
}

// prepare makes the folder, keeps it from other runs until the lock is closed,
// and takes away what a killed run left half done. Where no run has been yet, the
// folder may be somebody's for another purpose: then it gets no lock either.
func prepare(dir string) (io.Closer, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unwritable(dir, err)
	}
	if !outfile.Exists(filepath.Join(dir, lockName)) {
		m, err := openManifest(dir)
		if err != nil {
			return nil, err
		}
		m.close()
	}
	lock, err := hold(dir)
	if err != nil {
		return nil, err
	}
	outfile.Sweep(dir)
	return lock, nil
}

// keepNames reserves the files of rows that are not asked for this time: only
// names without the row's number could be given to two of them.
func (r *run) keepNames(former *manifest) error {
	if former == nil || former.Source != r.SHA256 || r.Selection == "" || r.Name.numbered {
		return nil
	}
	all, err := openManifest(r.Dir)
	if err != nil {
		return err
	}
	defer all.close()
	for e := all.next(); e != nil; e = all.next() {
		if e.File != "" {
			r.names.keep(e.File, e.Row)
		}
	}
	return nil
}

// take deals with one result.
func (r *run) take(result Result, report func(Result)) {
	r.prints.add(result)
	result.sheet = nil
	r.ledger.add(result)
	r.summary.add(result)
	report(result)
}

// end writes the manifest and the print job, then prints: what is made is on
// record before the first sheet goes to the printer.
func (r *run) end(ctx context.Context) error {
	stopped := cmp.Or(ctx.Err(), r.readErr, r.fatal)
	r.journal.close()
	left, err := r.ledger.finish(stopped == nil, r.Prune)
	r.summary.Leftover = left
	if err != nil {
		err = unwritable(r.Dir, err)
	}
	if stopped == nil && err == nil && r.Combined != "" {
		r.summary.Combined, err = r.combine()
	}
	if stopped == nil && err == nil && r.Press != nil {
		err = r.print(ctx)
	}
	return cmp.Or(stopped, err)
}

// unwritable says of a folder what is wrong with it, and that nothing is lost.
func unwritable(dir string, err error) error {
	return diag.Errorf("%s: %v", dir, reason(err)).
		WithHint("mend that and run the same again: sheets that are there stay, the others are made")
}
