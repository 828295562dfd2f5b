package batch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aftercare/internal/diag"
)

// Press puts sheets on paper, one at a time. What it prints with, a batch does
// not know.
type Press struct {
	// Print comes back when the sheet, a PDF, is printed. Its first error stops
	// the printing.
	Print func(ctx context.Context, s Sheet, pdf []byte) error
	// Printed is told of each sheet when its print is on record.
	Printed func(Sheet)
	Now     func() time.Time
}

// Sheet is one to print. It holds nothing of a patient but what a person asked
// to have in File.
type Sheet struct {
	Row     int
	File    string // within Job.Dir
	SHA256  string
	Start   time.Time // of the visit
	Printed time.Time // zero until it is
}

// Printing is what came of printing the sheets of a run.
type Printing struct {
	Sheets int    // that were to be printed: of a dry run, that would be
	Before int    // sheets that an earlier run had printed
	Done   int    // of Sheets
	At     *Sheet // where it stopped, nil where it did not
	Err    error  // of Press.Print for At, or of the folder
}

// queue are the sheets that wait for the press.
type queue struct {
	sheets []Sheet
	before int
}

func (q *queue) add(r Result, printed time.Time) {
	switch {
	case q == nil || !r.State.HasSheet():
	case !printed.IsZero():
		q.before++
	default:
		q.sheets = append(q.sheets, Sheet{Row: r.Row, File: r.File, SHA256: r.SHA256, Start: r.start})
	}
}

// print prints what is not printed yet, in the order of the appointments. A
// fault of the press is no error of the run: it stands in the summary.
func (r *run) print(ctx context.Context) error {
	sheets := r.ledger.queue.sheets
	p := &Printing{Sheets: len(sheets), Before: r.ledger.queue.before}
	r.summary.Printing = p
	if len(sheets) == 0 || r.DryRun {
		return nil
	}
	slices.SortFunc(sheets, func(a, b Sheet) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Row, b.Row))
	})
	j, err := openJournal(r.Dir)
	if err != nil {
		return unwritable(r.Dir, err)
	}
	for i := range sheets {
		if p.Err = r.printOne(ctx, j, sheets[i]); p.Err != nil {
			p.At = &sheets[i]
			break
		}
		p.Done++
	}
	j.close()
	err = noteDown(r.Dir)
	switch {
	case p.At != nil:
		return ctx.Err() // what could not be noted down stays in the journal
	case err != nil:
		return unwritable(r.Dir, err)
	}
	return nil // also if ctx ended with the last sheet
}

// printOne prints a sheet as it lies in the folder, and notes it.
func (r *run) printOne(ctx context.Context, j *journal, s Sheet) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	pdf, err := os.ReadFile(filepath.Join(r.Dir, s.File))
	if err != nil {
		return diag.Errorf("the sheet cannot be read: %v", reason(err)).WithHint("the same command makes it again")
	}
	if sum := sha256.Sum256(pdf); hex.EncodeToString(sum[:]) != s.SHA256 {
		return diag.Errorf("the sheet was changed while others were printed").WithHint("the same command makes it again")
	}
	if err := r.Press.Print(ctx, s, pdf); err != nil {
		return err
	}
	s.Printed = r.Press.Now().Truncate(time.Second)
	if err := j.add(note{Row: s.Row, SHA256: s.SHA256, Printed: s.Printed}); err != nil {
		return diag.Errorf("it is printed, but that cannot be written down: %v", reason(err)).
			WithHint("mend the folder; the same command prints this sheet again")
	}
	r.Press.Printed(s)
	return nil
}
