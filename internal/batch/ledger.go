package batch

import (
	"bufio"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// ledger writes the manifest, row by row in the order of the file, and puts it
// together with the one that was there: rows that were not asked for this time
// keep what was known of them.
type ledger struct {
	dir       string
	selection string
	former    *manifest
	same      bool     // the former manifest is of the same file
	certain   bool     // every sheet of the former manifest was asked for again
	file      *os.File // nil where nothing is to be written
	out       *bufio.Writer
	err       error
	started   bool
	next      int
	waiting   map[int]Result  // rows that came before their turn
	leftover  []Leftover      // as far as known
	present   map[uint64]bool // files of the rows; only where some may be left over
}

func newLedger(job *Job, former *manifest) (*ledger, error) {
	l := &ledger{dir: job.Dir, selection: job.Selection, former: former, present: map[uint64]bool{}, next: 1, waiting: map[int]Result{},
		out: bufio.NewWriter(io.Discard)}
	if former != nil {
		l.same = former.Source == job.SHA256
		l.certain = l.same || job.Selection == "" || job.Selection == former.Selection
		if l.same {
			l.selection = both(job.Selection, former.Selection)
		}
	}
	if !job.DryRun {
		file, err := os.CreateTemp(job.Dir, temporary)
		if err != nil {
			return nil, err
		}
		l.file, l.out = file, bufio.NewWriterSize(file, 1<<16)
	}
	first, _ := json.Marshal(head{manifestFormat, job.SHA256, l.selection})
	l.print(append(first[:len(first)-1], `,"rows":[`...))
	return l, nil
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

// temporary is the pattern of files that are not complete yet.
const temporary = ".aftercare-*"

func (l *ledger) print(text []byte) {
	if _, err := l.out.Write(text); l.err == nil {
		l.err = err
	}
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
	e := r.entry()
	if known := l.known(r.Row); known != nil {
		if l.same && r.unasked {
			e = *known
		} else if known.File != "" && known.File != e.File {
			l.leftover = append(l.leftover, Leftover{known.File, r.since()})
		}
	}
	l.row(e)
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
		l.leftover = append(l.leftover, Leftover{e.File, "row " + itoa(e.Row) + " is no longer in the file"})
	}
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
	if l.former != nil && e.File != "" {
		l.present[nameKey(e.File)] = true
	}
	text, err := json.Marshal(e)
	if l.err == nil {
		l.err = err
	}
	separator := ",\n"
	if !l.started {
		separator = "\n"
	}
	l.started = true
	l.print(append([]byte(separator), text...))
}

// finish writes what is left and puts the manifest in its place. It gives the
// sheets that certainly no row stands for any more.
func (l *ledger) finish(complete, prune bool) ([]Leftover, error) {
	for _, row := range slices.Sorted(maps.Keys(l.waiting)) {
		l.settle(l.waiting[row])
	}
	l.rest(complete)
	l.leftover = l.reallyLeft()
	told := l.leftover
	if !complete || !l.certain {
		told = nil
	}
	var err error
	if prune && l.file != nil && told != nil {
		l.leftover, err = l.remove(told)
	}
	end, _ := json.Marshal(tail{append([]Leftover{}, l.leftover...), complete})
	l.print(append([]byte("\n],"), append(end[1:], '\n')...))
	if placed := l.place(); err == nil {
		err = placed
	}
	return told, err
}

// rest goes through what the former manifest has beyond the last row.
func (l *ledger) rest(complete bool) {
	if l.former == nil {
		return
	}
	for e := l.former.next(); e != nil; e = l.former.next() {
		l.unreached(*e, complete)
	}
	l.leftover = append(l.leftover, l.former.Leftover...)
}

// reallyLeft are the sheets that are still there and that no other row took
// over, each once.
func (l *ledger) reallyLeft() []Leftover {
	seen := map[string]bool{}
	return slices.DeleteFunc(l.leftover, func(left Leftover) bool {
		_, err := os.Lstat(filepath.Join(l.dir, left.File))
		gone := err != nil || seen[left.File] || l.present[nameKey(left.File)]
		seen[left.File] = true
		return gone
	})
}

// remove gives what could not be removed.
func (l *ledger) remove(sheets []Leftover) (stay []Leftover, err error) {
	for _, sheet := range sheets {
		if e := os.Remove(filepath.Join(l.dir, sheet.File)); e != nil {
			stay, err = append(stay, sheet), e
		}
	}
	return stay, err
}

// place gives the manifest its name, unless the same is there already.
func (l *ledger) place() error {
	if err := l.out.Flush(); l.err == nil {
		l.err = err
	}
	l.former.close()
	if l.file == nil {
		return l.err
	}
	if err := l.file.Close(); l.err == nil {
		l.err = err
	}
	path := filepath.Join(l.dir, ManifestName)
	if l.err == nil && !sameContent(path, l.file.Name()) {
		l.err = os.Rename(l.file.Name(), path)
	}
	os.Remove(l.file.Name()) // gone already where it has its name
	return l.err
}
