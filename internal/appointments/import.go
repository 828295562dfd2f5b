package appointments

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/table"
)

// Import is a file that was understood: everything about it that no single row
// can say is known, and its rows can be read.
type Import struct {
	file    *table.File
	library *library
	reader  *reader
	survey  survey
	counts  Counts
	first   time.Time // start of the earliest visit to print
	last    time.Time
	shared  map[visitKey]int
}

// Open finds out how the file r is written; name is what the person calls it.
// It reads r from its start several times where it can seek, and from a spool
// file where it cannot; nothing else may read r until Close. A file that cannot
// be right is an error that says why and what to do.
func Open(name string, r io.Reader, o Options) (*Import, error) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if err := checkMap("--map", o.Map); err != nil {
		return nil, err
	}
	if err := checkMap("[columns] of clinic.toml", o.Columns); err != nil {
		return nil, err
	}
	if err := unknownHandouts(o); err != nil {
		return nil, err
	}
	lib, err := loadLibrary(o)
	if err != nil {
		return nil, err
	}
	return lib.open(name, r, o)
}

func (lib *library) open(name string, r io.Reader, o Options) (*Import, error) {
	file, err := table.Open(name, r, table.Options{Spool: o.Spool, Encoding: o.Encoding, First: o.On, Last: o.On})
	if err != nil {
		return nil, named(name, err)
	}
	im := &Import{file: file, library: lib}
	if err := im.understand(o); err != nil {
		_ = im.Close() // why the file cannot be read says more
		return nil, named(name, err)
	}
	return im, nil
}

// named puts the file's name before an error that lacks it.
func named(file string, err error) error {
	var list diag.List
	if errors.As(err, &list) {
		return err
	}
	return fmt.Errorf("%s: %w", file, err)
}

func (im *Import) understand(o Options) error {
	l, err := chooser{library: im.library, file: im.file.Name(), dates: &calendar{}, options: o}.choose(im.file.Tables())
	if err != nil {
		return err
	}
	im.reader = newReader(o, &l, im.library.generic)
	for _, step := range []func() error{im.gauge, im.doubts, im.look} {
		if err := step(); err != nil {
			return err
		}
	}
	return im.count()
}

func newReader(o Options, l *layout, common *Profile) *reader {
	r := &reader{
		Options: o, layout: l, common: common,
		dates:     &calendar{serial: l.Serial, from1904: l.From1904},
		statuses:  statusesOf(o, common, l.profile, l.lexicon),
		services:  servicesOf(o, l.lexicon, l.profile, common),
		languages: map[string]string{},
		zones:     map[string]*time.Location{},
	}
	r.onlyDay = !l.columns.has(date) && !l.titled && !o.On.IsZero()
	r.people = newPeople(o, l.lexicon, r.services)
	for _, p := range []*Profile{common, l.profile} {
		for _, words := range slices.Sorted(maps.Keys(p.Languages)) {
			r.languages[fold(words)] = p.Languages[words]
		}
	}
	return r
}

// count reads every row once, to know which of them are one visit and that
// the run has something to do.
func (im *Import) count() error {
	keys := make([]visitKey, 0, im.survey.rows) // grown by steps it would be twice as large
	wanted := 0
	for row, err := range im.read() {
		if err != nil {
			return err
		}
		im.counts.add(row.State)
		im.survey.note(&row)
		if row.State == Ready {
			keys = append(keys, keyOf(&row))
			im.widen(row.Visit.Start)
		}
		if row.State != Skipped {
			wanted++
		}
	}
	im.shared = shared(keys)
	for _, n := range im.shared {
		im.counts.Ready -= n - 1
		im.counts.Merged += n - 1
	}
	if wanted == 0 && im.reader.filters() {
		return im.nothingAsked()
	}
	return nil
}

// widen makes the span of the visits hold start.
func (im *Import) widen(start time.Time) {
	if im.first.IsZero() || start.Before(im.first) {
		im.first = start
	}
	if start.After(im.last) {
		im.last = start
	}
}

// NoneAsked is the error of Open for a file that is sound, and none of whose
// rows is among those asked for. First and Last are the days that it spans; of
// one without any row they are zero.
type NoneAsked struct {
	diag.List
	First, Last time.Time
}

// Unwrap gives what a person is told.
func (n NoneAsked) Unwrap() error { return n.List }

// nothingAsked is the error of filters that leave nothing over.
func (im *Import) nothingAsked() error {
	message := "no row to print is among those asked for"
	if on := im.reader.On; !on.IsZero() {
		message = "no row to print is on " + on.Format(time.DateOnly)
	}
	first, last, err := im.days()
	if err != nil {
		return err
	}
	has := fmt.Sprintf("the file has %s, and no day of them can be read", rows(im.counts.Rows))
	if !first.IsZero() {
		has = fmt.Sprintf("the file has %s, from %s to %s", rows(im.counts.Rows), first.Format(time.DateOnly), last.Format(time.DateOnly))
	}
	return NoneAsked{im.file.Refuse(message, has), first, last}
}

// days are the first and the last day of the file.
func (im *Import) days() (first, last time.Time, err error) {
	for it, err := range im.items() {
		if err != nil {
			return first, last, err
		}
		start, v := im.reader.start(&it, &Row{})
		if v != nil {
			continue
		}
		if first.IsZero() || start.Before(first) {
			first = start
		}
		if start.After(last) {
			last = start
		}
	}
	return first, last, nil
}

// read are the rows before those of one visit are put together.
func (im *Import) read() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for it, err := range im.items() {
			if err != nil {
				yield(Row{}, named(im.file.Name(), err))
				return
			}
			if !yield(im.reader.row(it), nil) {
				return
			}
		}
	}
}

func (im *Import) items() iter.Seq2[item, error] {
	return im.reader.items(im.library.generic, im.reader.dates, &im.survey.outside)
}

// Rows reads the file from its start: every record once, in the order of the
// file, but that a visit with several rows comes with the last of them. An
// error ends it. It may be run again, and not twice at the same time.
func (im *Import) Rows() iter.Seq2[Row, error] { return merging(im.read(), im.shared) }

// Span is when the earliest and the latest of the Ready visits start; zero
// where there are none.
func (im *Import) Span() (first, last time.Time) { return im.first, im.last }

// Counts are how many rows Rows will give in each state.
func (im *Import) Counts() Counts { return im.counts }

// SHA256 is the hash of the file, in hexadecimal.
func (im *Import) SHA256() string { return im.file.SHA256() }

// Close removes what had to be written to disk to read the file.
func (im *Import) Close() error { return im.file.Close() }
