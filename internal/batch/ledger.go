package batch

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aftercare/internal/outfile"
)

// ledger puts the manifest together, row by row in the order of the file, with
// the one that was there: rows that were not asked for this time keep what was
// known of them, and a sheet that is the same stays printed.
type ledger struct {
	*record
	former   *manifest
	same     bool            // the former manifest is of the same file
	certain  bool            // every sheet of the former manifest was asked for again
	next     int             // the row whose turn it is
	waiting  map[int]Result  // rows that came before their turn
	leftover []Leftover      // as far as known
	present  map[uint64]bool // files of the rows; only where some may be left over
	marks    marks
	kin      kinship
	killed   []note // of runs that were killed
	open     bool   // rows are held or failed
	queue    *queue // nil where nothing is printed
	anew     bool   // what was printed is printed again
}

func newLedger(job *Job, former *manifest, killed []note) (*ledger, error) {
	l := &ledger{former: former, killed: killed, certain: true, next: 1, waiting: map[int]Result{}, present: map[uint64]bool{}}
	selection := job.Selection
	if former != nil {
		l.same = former.Source == job.SHA256
		l.certain = l.same || job.Selection == "" || job.Selection == former.Selection
		if l.same {
			selection = both(job.Selection, former.Selection)
		}
	}
	if job.Press != nil {
		l.queue, l.anew = &queue{}, job.Force
	}
	var err error
	for _, n := range killed {
		l.certain = l.certain && (job.Selection == "" || n.Names == nil || job.Selection == n.Selection)
	}
	if l.marks, l.kin, err = earlierMarks(job.Dir, job.SHA256); err != nil {
		return nil, err
	}
	l.record, err = newRecord(job.Dir, head{manifestFormat, job.SHA256, selection}, job.DryRun)
	return l, err
}

// both is what two runs of one file asked for together.
func both(a, b string) string {
	switch {
	case a == "" || b == "":
		return ""
	case a == b:
		return a
	}
	return "several"
}

// add takes the results in, whatever their order, and writes those whose turn
// has come.
func (l *ledger) add(r Result) {
	l.waiting[r.Row] = r
	for {
		r, ok := l.waiting[l.next]
		if !ok {
			return
		}
		delete(l.waiting, l.next)
		l.next++
		l.settle(r)
	}
}

// settle compares a row with what was known of it.
func (l *ledger) settle(r Result) {
	e, known := r.entry(), l.known(r.Row)
	l.kin.now(r, known)
	l.open = l.open || e.isOpen() || known != nil && l.same && r.unasked && known.isOpen()
	switch {
	case known != nil && l.same && r.unasked:
		l.row(*known)
		return
	case known != nil && known.File != "" && known.File != e.File && !r.taken:
		l.leave(*known, r.since(), !e.isOpen())
	}
	l.release(known)
	e.Printed = l.printed(e)
	l.queue.add(r, e.Printed)
	l.row(e)
}

// release gives up the mark of a row: in the same file it stood with that row,
// in another it is among the marks from the beginning.
func (l *ledger) release(known *Entry) {
	if known != nil && l.same {
		l.marks.add(known.SHA256, known.Printed)
	}
}

// printed is when the sheet of a row was printed, zero where it has to be.
func (l *ledger) printed(e Entry) time.Time {
	if e.File == "" {
		return time.Time{}
	}
	at := l.marks.take(e.SHA256)
	if l.anew {
		return time.Time{}
	}
	return at
}

// known is the row in the former manifest, nil where it is not there.
func (l *ledger) known(row int) *Entry {
	if l.former == nil {
		return nil
	}
	for e := l.former.next(); e != nil; e = l.former.next() {
		if e.Row == row {
			return e
		}
		if e.Row > row {
			l.former.unread(e)
			break
		}
		l.unreached(*e, false)
	}
	return nil
}

// unreached is for a row that this run did not come to: a run of the same file
// that was stopped leaves it as it is.
func (l *ledger) unreached(e Entry, complete bool) {
	switch {
	case l.same && !complete:
		l.row(e)
	case e.File != "":
		l.release(&e)
		l.leave(e, "row "+itoa(e.Row)+" is no longer in the file", false)
	}
}

func (l *ledger) leave(e Entry, reason string, settled bool) {
	l.leftover = append(l.leftover, Leftover{File: e.File, Reason: reason, SHA256: e.SHA256, settled: settled})
}

// since says what has become of the row that a sheet was made for.
func (r Result) since() string {
	if r.State.HasSheet() {
		return "row " + itoa(r.Row) + " is now " + r.File
	}
	why := r.State.String()
	if r.Reason != "" {
		why += ", " + r.Reason
	}
	return "row " + itoa(r.Row) + " is now " + why
}

func (l *ledger) row(e Entry) {
	if (l.former != nil || l.killed != nil) && e.File != "" {
		l.present[nameKey(e.File)] = true
	}
	l.record.row(e)
}

// finish writes what is left and puts the manifest in its place. It gives the
// sheets that certainly no row stands for any more. Of them it removes what it
// may: with prune all, else what killed runs made, which nobody was ever told of.
func (l *ledger) finish(complete, prune bool) ([]Leftover, error) {
	for _, row := range slices.Sorted(maps.Keys(l.waiting)) {
		l.settle(l.waiting[row])
	}
	l.rest(complete)
	l.leftover = l.reallyLeft()
	var err error
	told := l.leftover
	if !complete || !l.certain {
		told = nil
	} else {
		l.judge(told)
		err = l.remove(told, prune)
	}
	l.end(tail{slices.DeleteFunc(slices.Clone(l.leftover), func(left Leftover) bool { return left.Removed }), complete})
	l.former.close()
	if placed := l.place(); err == nil {
		err = placed
	}
	return told, err
}

// rest goes through what the former manifest has beyond the last row.
func (l *ledger) rest(complete bool) {
	if l.former != nil {
		for e := l.former.next(); e != nil; e = l.former.next() {
			l.unreached(*e, complete)
		}
		for i := range l.leftover {
			l.leftover[i].Unjudged = !l.same
		}
		l.leftover = append(l.leftover, l.former.Leftover...)
		if complete {
			l.recognise()
		}
	}
	for _, file := range slices.Sorted(maps.Keys(namesIn(l.killed))) {
		l.leftover = append(l.leftover, Leftover{File: file, Reason: "a run that was stopped by force made it, and no row stands for it", killed: true})
	}
}

// recognise judges whether the sheets are of an export that this one is a newer
// one of.
func (l *ledger) recognise() {
	stranger := l.kin.stranger()
	for i := range l.leftover {
		if left := &l.leftover[i]; left.Unjudged {
			left.Strange, left.Unjudged = stranger, false
		}
	}
}

// reallyLeft are the sheets that are still there and that no other row took
// over, each once. A mark that no row has taken stays with its sheet: that
// paper lies somewhere.
func (l *ledger) reallyLeft() []Leftover {
	seen := map[string]bool{}
	left := slices.DeleteFunc(l.leftover, func(left Leftover) bool {
		_, err := os.Lstat(filepath.Join(l.dir, left.File))
		gone := err != nil || seen[left.File] || l.present[nameKey(left.File)]
		seen[left.File] = true
		return gone
	})
	for i := range left {
		if left[i].Printed = l.marks.take(left[i].SHA256); left[i].Printed.IsZero() && !left[i].Unjudged {
			left[i].SHA256 = ""
		}
	}
	return left
}

// Why a sheet is not removed.
const (
	keptStrange = "this export has little in common with the one they were made from: remove them yourself if nobody needs them"
	keptOpen    = "a row is held or failed, and one of them may be its visit: settle that first"
	keptChanged = "they are not as aftercare made them: look at them, and remove them yourself"
)

// judge says of each sheet why it has to stay, if it has to. Doubt never removes
// anything.
func (l *ledger) judge(sheets []Leftover) {
	for i := range sheets {
		left := &sheets[i]
		there, err := outfile.Read(filepath.Join(l.dir, left.File))
		switch {
		case left.Strange:
			left.Kept = keptStrange
		case l.open && !left.settled:
			left.Kept = keptOpen
		case err != nil || !isOurSheet(there):
			left.Kept = keptChanged
		}
	}
}

// remove removes what may be removed.
func (l *ledger) remove(sheets []Leftover, prune bool) (err error) {
	for i := range sheets {
		left := &sheets[i]
		if l.file == nil || left.Kept != "" || !prune && !left.killed {
			continue
		}
		if e := os.Remove(filepath.Join(l.dir, left.File)); e != nil {
			err = e
		}
		left.Removed = err == nil
	}
	return err
}
