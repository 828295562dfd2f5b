package web

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/infile"
	"aftercare/internal/visit"
)

// Exports is where today's appointments come from.
type Exports struct {
	Folder fs.FS
	Name   string    // of the export in Folder; "" takes the newest one there
	On     time.Time // the day that is listed; zero is today, whichever day that is
	// Reading is how an export is read; its On is the day.
	Reading func(c *clinic.Clinic, l *handout.Library, day time.Time) (appointments.Options, error)

	newest appointments.Newest
}

// day is the list of one day. It is never changed, only replaced.
type day struct {
	date     time.Time
	export   string             // the file that the visits are of, "" where there is none
	visits   []booked           // by time
	open     []appointments.Row // rows that a person has to look at, without visits
	problems diag.List          // why the export cannot be read; the visits are those of before
}

// booked is a visit, and what was doubtful in its row: no patient's data.
type booked struct {
	visit.Visit
	warnings []string
}

// mostVisits is how many visits of a day, and how many of its open rows, the
// page shows: more than a clinic has, and few enough for a tablet.
const mostVisits = 2000

// find is the export as it is now: the one that was named, or the newest.
func (e *Exports) find(now time.Time) (fs.FileInfo, error) {
	if e.Name != "" {
		return infile.Stat(e.Folder, e.Name)
	}
	return e.newest.Find(e.Folder, now)
}

// read is the list of a day out of the export as it is now. Where that cannot
// be read, the visits are those of before, if they are of the same day.
func (e *Exports) read(k *kit, now, date time.Time, before *day) *day {
	info, err := e.find(now)
	if errors.Is(err, appointments.ErrNoExport) {
		return &day{date: date}
	}
	read := &day{date: date, export: e.Name}
	if err == nil {
		read.export = info.Name()
		err = e.readInto(read, k)
	}
	if err == nil {
		return read
	}
	failed := day{}
	if sameDay(before.date, date) {
		failed = *before
	}
	failed.date, failed.problems = date, e.why(read.export, err)
	return &failed
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

// collect takes the visits and the rows that a person has to look at.
func (d *day) collect(im *appointments.Import) error {
	for row, err := range im.Rows() {
		switch {
		case err != nil:
			return err
		case row.State == appointments.Ready:
			d.visits = append(d.visits, booked{row.Visit, row.Warnings})
		case row.State == appointments.Held || row.State == appointments.Failed:
			d.open = append(d.open, row)
		}
	}
	slices.SortStableFunc(d.visits, func(a, b booked) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Patient, b.Patient))
	})
	if shown := min(len(d.visits), mostVisits); shown < len(d.visits) {
		d.problems = diag.Errorf("%s: it has %d visits on this day, and the first %d are shown", d.export, len(d.visits), shown)
		d.visits = slices.Clone(d.visits[:shown])
	}
	d.open = slices.Clone(d.open[:min(len(d.open), mostVisits)])
	return nil
}
