package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"sync"
	"syscall"

	"aftercare/internal/diag"
)

// output is what a verb says. Where nobody listens any more, as head does after
// its first lines, the verb is stopped as by Ctrl-C.
type output struct {
	io.Writer
	stop context.CancelFunc

	writing sync.Mutex // held while somebody listens, which may take for ever

	mu  sync.Mutex
	err error // the first of writing
}

func (o *output) Write(text []byte) (int, error) {
	o.writing.Lock()
	defer o.writing.Unlock()
	n, err := o.Writer.Write(text)
	if err != nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		if o.err == nil {
			o.err = err
		}
		if errors.Is(err, syscall.EPIPE) {
			o.stop()
		}
	}
	return n, err
}

// aside is where a verb says what it goes on without: who started the program may
// have read the first line and gone.
func (a *app) aside() io.Writer {
	if o, ok := a.stdout.(*output); ok {
		return o.Writer
	}
	return a.stdout
}

// outcome is the error of a verb, also if it could not be said what it did.
func (o *output) outcome(err error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	var of *fs.PathError
	switch {
	case o.err == nil, errors.Is(err, context.Canceled):
		return err
	case errors.Is(o.err, syscall.EPIPE):
		return context.Canceled
	case err != nil:
		return err
	case errors.As(o.err, &of):
		return diag.Errorf("standard output: %v", of.Err)
	}
	return diag.Errorf("standard output: %v", o.err)
}
