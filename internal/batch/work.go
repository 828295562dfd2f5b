package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
	"aftercare/internal/render"
)

// task is one row on its way to a result.
type task struct {
	row  appointments.Row
	file string
	done chan Result
}

// ahead is how many rows may be on their way for each worker: enough that none
// waits, few enough that a long file needs no more memory than a short one.
const ahead = 16

// results reads, renders and writes at the same time and gives what came of
// it in the order of the rows. Everything that was begun is finished, also
// when ctx ends.
func (r *run) results(ctx context.Context) iter.Seq[Result] {
	work := make(chan *task)
	order := make(chan *task, r.Workers*ahead)
	var workers sync.WaitGroup
	for range r.Workers {
		workers.Go(func() {
			for t := range work {
				t.done <- r.make(t)
			}
		})
	}
	go func() {
		defer close(order)
		defer close(work)
		r.read(ctx, work, order)
	}()
	return func(yield func(Result) bool) {
		defer workers.Wait()
		for t := range order {
			// The consumer never stops early: it cancels ctx.
			yield(<-t.done)
		}
	}
}

// block is how many rows are noted at a time: for as many sheets the disk is
// waited for once, before the first of them is made.
const block = 512

// read hands out the rows until there are no more or ctx ends.
func (r *run) read(ctx context.Context, work, order chan<- *task) {
	tasks := make([]*task, 0, block)
	for row, err := range r.Rows {
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			r.readErr = err
			break
		}
		tasks = append(tasks, r.task(row))
		if len(tasks) == block {
			if !r.hand(ctx, tasks, work, order) {
				return
			}
			tasks = tasks[:0]
		}
	}
	r.hand(ctx, tasks, work, order)
}

func (r *run) task(row appointments.Row) *task {
	t := &task{row: row, done: make(chan Result, 1)}
	if row.State == appointments.Ready {
		t.file = r.names.next(row.Visit, row.Record)
	}
	return t
}

// hand notes the names of the sheets, then hands out the rows.
func (r *run) hand(ctx context.Context, tasks []*task, work, order chan<- *task) bool {
	if err := r.announce(tasks); err != nil {
		r.readErr = unwritable(r.Dir, err)
		return false
	}
	for _, t := range tasks {
		select {
		case order <- t:
		case <-ctx.Done():
			return false
		}
		if t.row.State == appointments.Ready {
			work <- t
		} else {
			t.done <- fromRow(t.row)
		}
	}
	return true
}

// announce notes in the journal what files are about to be made.
func (r *run) announce(tasks []*task) (err error) {
	n := note{Selection: r.Selection}
	for _, t := range tasks {
		if t.file != "" {
			n.Names = append(n.Names, t.file)
		}
	}
	if r.DryRun || len(n.Names) == 0 {
		return nil
	}
	if r.journal == nil {
		if r.journal, err = openJournal(r.Dir); err != nil {
			return err
		}
	}
	return r.journal.add(n)
}

// make renders one sheet and puts it in its place.
func (r *run) make(t *task) Result {
	v := t.row.Visit
	if v.Language == "" {
		v.Language = r.Language
	}
	result := Result{Row: t.row.Record, Line: t.row.Line, Sheet: t.row.Sheet, Handout: v.Handout, Warnings: t.row.Warnings,
		Cautious: len(v.Areas) == 0, start: v.Start, name: bookmark(v, t.row.Record)}
	sheet, found := r.Renderer.Render(render.Request{Visit: v, Style: r.Style, Private: r.Private})
	if problems := found.Errors(); len(problems) > 0 {
		result.State, result.Reason, result.Hint = Failed, problems[0].String(), problems[0].Hint
		return result
	}
	for _, w := range found.Warnings() {
		if !slices.Contains(result.Warnings, w.Message) { // what the export said already
			result.Warnings = append(slices.Clip(result.Warnings), w.Message)
		}
	}
	sum := sha256.Sum256(sheet.PDF)
	result.File, result.SHA256 = t.file, hex.EncodeToString(sum[:])
	result.Handout, result.Version, result.Pages = sheet.ID, sheet.Version, sheet.Pages
	if r.Combined != "" {
		result.sheet = sheet.Sheet
	}
	path := filepath.Join(r.Dir, t.file)
	var err error
	result.State, err = r.put(path, sheet.PDF, r.isSheet(t.file))
	if errors.Is(err, errOthers) {
		return Result{Row: result.Row, Line: result.Line, Sheet: result.Sheet, State: Failed, taken: true,
			Reason: path + ": " + err.Error(), Hint: "move that file away and run the same again"}
	}
	if err != nil {
		result.fatal = unwritable(path, err)
	}
	return result
}

// reason is an error of the file system without the names of temporary files.
func reason(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	var list diag.List
	if errors.As(err, &list) {
		return errors.New(list[0].Message)
	}
	return err
}
