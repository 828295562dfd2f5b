package batch

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// printJob are the sheets of one file to print, in the order of the
// appointments. It holds all of them.
type printJob struct{ sheets []Result }

// add keeps a sheet that was laid out for it.
func (p *printJob) add(r Result) {
	if r.sheet != nil {
		p.sheets = append(p.sheets, r)
	}
}

// Combined is the print job that was made.
type Combined struct {
	File   string
	State  State
	Sheets int
}

// bookmark finds a sheet among many without naming its patient.
func bookmark(v visit.Visit, row int) string {
	return v.Start.Format("15:04") + " " + initials(v.Patient) + ", row " + itoa(row)
}

// combine makes the print job; nil where there is nothing to print.
func (r *run) combine() (*Combined, error) {
	sheets := r.prints.sheets
	if len(sheets) == 0 {
		return nil, nil
	}
	slices.SortStableFunc(sheets, func(a, b Result) int {
		return cmp.Or(a.start.Compare(b.start), cmp.Compare(a.Row, b.Row))
	})
	parts := make([]render.Part, len(sheets))
	for i, sheet := range sheets {
		parts[i] = render.Part{Sheet: sheet.sheet, Name: sheet.name}
	}
	first := sheets[0].start
	data, err := r.Renderer.Combine(combinedTitle+first.Format(time.DateOnly), parts, r.Duplex, first)
	if err != nil {
		return nil, err
	}
	state, err := r.put(r.Combined, data, isCombined)
	if errors.Is(err, errOthers) {
		return nil, taken(r.Combined)
	}
	if err != nil {
		return nil, unwritable(r.Combined, err)
	}
	return &Combined{File: r.Combined, State: state, Sheets: len(sheets)}, nil
}
