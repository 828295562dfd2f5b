package web

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/infile"
)

// Exports is where today's appointments come from.
type Exports struct {
	Folder fs.FS
	Name   string    // of the export in Folder; "" takes the newest one there
	On     time.Time // the day that is listed; zero is today, whichever day that is
	// Reading is how an export is read; its On is the day.
	Reading func(c *clinic.Clinic, l *handout.Library, day time.Time) (appointments.Options, error)

	newest appointments.Newest
	order  atomic.Uint32                     // of day and month, as the desk has said, where no file keeps it
	named  atomic.Pointer[map[string]string] // columns of the export that the desk has named, where no file keeps it
}

// day is the list of one day. It is never changed, only replaced.
type day struct {
	date     time.Time
	export   string               // the file that the rows are of, "" where there is none
	written  time.Time            // when that was; zero where nobody knows
	fresh    bool                 // the rows are those of the export as it is now
	rows     []booked             // by time
	gone     []booked             // rows that the export had before
	open     []appointments.Row   // what a person has to look at, with neither name nor time
	problems diag.List            // why the export cannot be read; the rows are those of before
	unclear  *unclear             // its columns, where a person has to name them first
	orders   []appointments.Order // in which its days can be read, where nothing settles it
	noList   bool                 // the file is something else than a list of appointments
	passed   []string             // newer files in the folder that are
}

// mostVisits is how many visits of a day, and how many of its open rows, the
// page shows: more than a clinic has, and few enough for a tablet.
const mostVisits = 2000

// candidates are what the list may be read from: the export that was named, or
// those in the folder, the newest first.
func (e *Exports) candidates(now time.Time) ([]fs.FileInfo, error) {
	if e.Name == "" {
		return e.newest.All(e.Folder, now)
	}
	info, err := infile.Stat(e.Folder, e.Name)
	return []fs.FileInfo{info}, err
}

// read is the list of a day out of the export as it is now. Where that cannot
// be read, the rows are those of before, if they are of the same day.
func (e *Exports) read(k *kit, now, date time.Time, before *day) *day {
	all, err := e.candidates(now)
	switch {
	case errors.Is(err, appointments.ErrNoExport):
		return &day{date: date, fresh: true}
	case err != nil:
		return before.stays(date, e.why(e.Name, err))
	}
	var passed []string
	for _, info := range all {
		d := e.readOne(k, info, now, date, before)
		d.passed = passed
		if e.Name != "" || !d.noList {
			return d
		}
		passed = append(passed, info.Name())
	}
	return &day{date: date, fresh: true, passed: passed} // none of them is an export
}

// readOne is the list of a day out of one file.
func (e *Exports) readOne(k *kit, info fs.FileInfo, now, date time.Time, before *day) *day {
	d := &day{date: date, export: info.Name(), written: e.newest.Written(info, now), fresh: true}
	err := e.readInto(d, k)
	if err == nil {
		return d
	}
	kept := before.stays(date, e.why(d.export, err))
	var columns *appointments.Unclear
	if errors.As(err, &columns) {
		kept.unclear = &unclear{d.export, columns}
	}
	var order appointments.Unsettled
	if errors.As(err, &order) {
		kept.orders = order.Orders
	}
	kept.noList = appointments.NoList(d.export, err)
	return kept
}

// stays is a list whose export cannot be read any more, if it is of that day.
func (d *day) stays(date time.Time, why diag.List) *day {
	kept := day{}
	if sameDay(d.date, date) {
		kept = *d
	}
	kept.date, kept.problems, kept.fresh, kept.unclear, kept.orders, kept.passed = date, why, false, nil, nil, nil
	return &kept
}

// why is an error of reading as findings, each with the name of the export.
func (e *Exports) why(export string, err error) diag.List {
	var of *fs.PathError
	if errors.As(err, &of) {
		return unreadable(export, err)
	}
	return findings(err)
}

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// readInto fills the list of a day.
func (e *Exports) readInto(d *day, k *kit) (err error) {
	defer func() {
		if recover() != nil { // what a file made a reader do is not the end of the page, and could hold its words
			err = diag.Errorf("%s: aftercare stumbled over this file", d.export).WithHint("export it again, as CSV if there is a choice")
		}
	}()
	options, err := e.Reading(k.clinic, k.library, d.date)
	if err != nil {
		return err
	}
	if order := appointments.Order(e.order.Load()); order != appointments.Undecided {
		options.Dates = order
	}
	if named := e.named.Load(); named != nil {
		options.Columns = maps.Clone(options.Columns)
		if options.Columns == nil {
			options.Columns = map[string]string{}
		}
		maps.Copy(options.Columns, *named)
	}
	file, err := e.Folder.Open(d.export)
	if err != nil {
		return err
	}
	defer file.Close()
	im, err := appointments.Open(d.export, file, options)
	var nobody appointments.NoneAsked
	if errors.As(err, &nobody) {
		return nil // a day without visits
	}
	if err != nil {
		return err
	}
	defer im.Close()
	return d.collect(im)
}

// untimed puts rows whose time nobody knows behind the others.
func untimed(b booked) int {
	if b.Start.IsZero() {
		return 1
	}
	return 0
}

func byTime(a, b booked) int {
	return cmp.Or(untimed(a)-untimed(b), a.Start.Compare(b.Start), cmp.Compare(a.Patient, b.Patient))
}

// collect takes the visits and the rows that a person has to look at.
func (d *day) collect(im *appointments.Import) error {
	for row, err := range im.Rows() {
		switch {
		case err != nil:
			return err
		case row.State == appointments.Ready:
			d.rows = append(d.rows, booked{Visit: row.Visit, warnings: row.Warnings, entry: row.Entry, person: row.Person})
		case row.State != appointments.Held && row.State != appointments.Failed:
		case row.Visit.Patient != "" || !row.Visit.Start.IsZero():
			d.rows = append(d.rows, booked{Visit: row.Visit, held: &row, entry: row.Entry, person: row.Person})
		default:
			d.open = append(d.open, row)
		}
	}
	slices.SortStableFunc(d.rows, byTime)
	if shown := min(len(d.rows), mostVisits); shown < len(d.rows) {
		d.problems = diag.Errorf("%s: it has %d visits on this day, and the first %d are shown", d.export, len(d.rows), shown)
		d.rows = slices.Clone(d.rows[:shown])
	}
	d.open = slices.Clone(d.open[:min(len(d.open), mostVisits)])
	return nil
}
