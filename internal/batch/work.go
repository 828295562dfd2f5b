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
	"aftercare/internal/outfile"
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

// read hands out the rows until there are no more or ctx ends.
func (r *run) read(ctx context.Context, work, order chan<- *task) {
	for row, err := range r.Rows {
		if err != nil || ctx.Err() != nil {
			r.readErr = err
			return
		}
		t := &task{row: row, done: make(chan Result, 1)}
		select {
		case order <- t:
		case <-ctx.Done():
			return
		}
		if row.State != appointments.Ready {
			t.done <- fromRow(row)
			continue
		}
		t.file = r.names.next(row.Visit, row.Record)
		work <- t
	}
}

// make renders one sheet and puts it in its place.
func (r *run) make(t *task) Result {
	v := t.row.Visit
	if v.Language == "" {
		v.Language = r.Language
	}
	result := Result{Row: t.row.Record, Line: t.row.Line, Handout: v.Handout, Warnings: t.row.Warnings,
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
	var err error
	if result.State, err = r.put(filepath.Join(r.Dir, t.file), sheet.PDF); err != nil {
		result.fatal = unwritable(filepath.Join(r.Dir, t.file), err)
	}
	return result
}

// put places data under path unless it is there already.
func (r *run) put(path string, data []byte) (State, error) {
	state := Replaced
	if !outfile.Exists(path) {
		state = Made
	} else if !r.Force && outfile.Same(path, data) {
		return Unchanged, nil
	}
	if r.DryRun {
		return state, nil
	}
	return state, r.Write(path, data)
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
