package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
)

// export is the file of appointments that is meant.
type export struct {
	path    string
	folder  bool // it is the newest in the folder that was named
	stdin   bool
	pipe    bool
	written time.Time // zero where that is not known
}

// findExports are the export that a person named, or those in a folder, the newest
// first.
func findExports(named string, now time.Time) ([]export, error) {
	if named == "-" {
		return []export{{path: "standard input", stdin: true}}, nil
	}
	info, err := os.Stat(named)
	var newest appointments.Newest
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, diag.Errorf("%s: there is no such file", named)
	case err != nil:
		return nil, err
	case info.IsDir():
		all, err := newest.All(os.DirFS(named), now)
		if err != nil {
			return nil, diag.Errorf("%s: %v", named, err).WithHint("export the appointments into it, as CSV if there is a choice")
		}
		var found []export
		for _, info := range all {
			found = append(found, export{path: filepath.Join(named, info.Name()), folder: true, written: newest.Written(info, now)})
		}
		return found, nil
	case info.Mode()&fs.ModeNamedPipe != 0: // of a shell: batch <(…)
		return []export{{path: named, pipe: true}}, nil
	case !info.Mode().IsRegular():
		return nil, notAFile(named)
	}
	return []export{{path: named, written: newest.Written(info, now)}}, nil
}

// open does not wait for somebody to write into a pipe.
func (e export) open(stdin io.Reader) (io.ReadCloser, error) {
	if e.stdin {
		return io.NopCloser(stdin), nil
	}
	flags := os.O_RDONLY
	if e.pipe {
		flags |= syscall.O_NONBLOCK
	}
	return os.OpenFile(e.path, flags, 0)
}

// openFile is an import and the file it reads.
type openFile struct {
	*appointments.Import
	file io.Closer
	name string
}

func (f *openFile) Close() error { return errors.Join(f.Import.Close(), f.file.Close()) }

// openExport opens what a person named and finds out how it is written. now is
// that of the clinic.
func (a *app) openExport(ctx context.Context, named string, o appointments.Options, now time.Time) (*openFile, error) {
	all, err := findExports(named, now)
	if err != nil {
		return nil, err
	}
	var first error // of the newest, where none of them is a list
	for i, e := range all {
		open, err := a.openOne(ctx, e, o, now)
		if !appointments.NoList(e.path, err) {
			a.report(passedOver(all[:i]))
			return open, err
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// passedOver are the warnings about files in a folder that are no lists of
// appointments, and newer than the export.
func passedOver(all []export) (list diag.List) {
	for _, e := range all {
		list = append(list, diag.Diagnostic{Severity: diag.Warning, Message: e.path + ": passed over, since nobody has an appointment in it", Hint: "give the exports a folder of their own"})
	}
	return list
}

// openOne opens one file.
func (a *app) openOne(ctx context.Context, e export, o appointments.Options, now time.Time) (*openFile, error) {
	f, err := e.open(a.stdin)
	if err != nil {
		return nil, err
	}
	var failed error
	im, err := await(ctx, func() (im *appointments.Import) {
		im, failed = appointments.Open(e.path, readerOf(ctx, f), o)
		return im
	})
	if err != nil {
		return nil, err // what reads on ends with the program
	}
	if failed != nil {
		f.Close()
		return nil, e.why(failed, o.On, now)
	}
	open := &openFile{im, f, e.path}
	if err := e.past(im, o.On, now); err != nil {
		open.Close()
		return nil, err
	}
	a.report(e.old(o.On, now))
	return open, nil
}

// why is an error of reading: that of a sound export without a visit on the day
// says whether the export is stale.
func (e export) why(err error, on, now time.Time) error {
	var none appointments.NoneAsked
	if !errors.As(err, &none) || on.IsZero() && !none.Last.IsZero() {
		return err
	}
	if on.IsZero() {
		on = now
	}
	ends := !none.Last.IsZero() && earlier(none.Last, on)
	if !ends && !e.oldOn(on, now) {
		return noVisits{error: none.List}
	}
	stale := slices.Clone(none.List)
	stale[0].Message += ", and the export is stale"
	if stale[0].Hint = "export the appointments again"; !none.Last.IsZero() {
		stale[0].Hint += fmt.Sprintf(": these are from %s to %s", none.First.Format(time.DateOnly), none.Last.Format(time.DateOnly))
	}
	return noVisits{error: stale, stale: true}
}

// past is the error of a folder whose newest export has no visit from today on.
// Days that are over are made from a file that is named.
func (e export) past(im *appointments.Import, on, now time.Time) error {
	first, last := im.Span()
	if !e.folder || !on.IsZero() || last.IsZero() || !earlier(last, now) {
		return nil
	}
	return noVisits{stale: true, error: diag.Errorf("%s: no visit is today or later, and the export is stale", e.path).
		WithHint("export the appointments again: these are from %s to %s; to make the sheets of a day that is over, name the file",
			first.Format(time.DateOnly), last.Format(time.DateOnly))}
}

// old is the warning about a folder whose newest export is of an earlier day.
func (e export) old(on, now time.Time) diag.List {
	if on.IsZero() {
		on = now
	}
	if !e.folder || !e.oldOn(on, now) {
		return nil
	}
	return diag.List{{Severity: diag.Warning, Message: fmt.Sprintf("%s: the newest export was written on %s", e.path, e.written.In(now.Location()).Format(time.DateOnly)),
		Hint: "export the appointments again if they have changed since"}}
}

// oldOn says whether the export was written before that day, and before today: one
// of this evening is new enough for tomorrow.
func (e export) oldOn(on, now time.Time) bool {
	return !e.written.IsZero() && earlier(e.written.In(now.Location()), on) && earlier(e.written.In(now.Location()), now)
}

// earlier says whether a is on an earlier day than b.
func earlier(a, b time.Time) bool { return a.Format(time.DateOnly) < b.Format(time.DateOnly) }

// readerOf is a file as the import reads it, until ctx ends.
func readerOf(ctx context.Context, f io.ReadCloser) io.Reader {
	if seeker, ok := f.(io.Seeker); ok {
		return struct {
			io.Reader
			io.Seeker
		}{stoppable{ctx, f}, seeker}
	}
	return stoppable{ctx, f}
}

// stoppable ends reading when ctx ends: a long file takes a while.
type stoppable struct {
	ctx context.Context
	io.Reader
}

func (s stoppable) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.Reader.Read(b)
}
