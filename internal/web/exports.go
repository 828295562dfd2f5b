package web

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/visit"
)

// Exports is where today's appointments come from.
type Exports struct {
	Folder fs.FS
	Name   string    // of the export in Folder; "" takes the newest one there
	On     time.Time // the day that is listed; zero is today, whichever day that is
	// Reading is how an export is read; its On is the day.
	Reading func(c *clinic.Clinic, l *handout.Library, day time.Time) (appointments.Options, error)
}

// day is the list of one day. It is never changed, only replaced.
type day struct {
	date     time.Time
	export   string             // the file's name, "" where there is none
	visits   []visit.Visit      // by time
	open     []appointments.Row // rows that a person has to look at, without visits
	problems diag.List          // why the export cannot be read; the visits are those of before
}

// mostVisits is how many visits of a day, and how many of its open rows, the
// page shows: more than a clinic has, and few enough for a tablet.
const mostVisits = 2000

// tableEndings are those of files that appointments are exported to.
var tableEndings = []string{".csv", ".ics", ".tab", ".tsv", ".txt", ".xlsm", ".xlsx"}

// isExport leaves out what hides and what programs keep beside a file that is
// open or half written: "~$day.xlsx", ".day.csv". What a browser has not yet
// wholly downloaded has an ending of its own.
func isExport(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~") &&
		slices.Contains(tableEndings, strings.ToLower(path.Ext(name)))
}

// find is the export as it is now: the one that was named, or the newest.
func (e *Exports) find() (fs.FileInfo, error) {
	if e.Name != "" {
		return fs.Stat(e.Folder, e.Name)
	}
	entries, err := fs.ReadDir(e.Folder, ".")
	if err != nil {
		return nil, err
	}
	var all []fs.FileInfo
	for _, entry := range entries {
		if !isExport(entry.Name()) {
			continue
		}
		// Stat, because what lies there may be a link. Who is not there any
		// more is no export.
		if info, err := fs.Stat(e.Folder, entry.Name()); err == nil && info.Mode().IsRegular() {
			all = append(all, info)
		}
	}
	if len(all) == 0 {
		return nil, errNoExport
	}
	return slices.MaxFunc(all, older), nil
}

var errNoExport = errors.New("no export has been put into the folder yet")

// older orders files by when they were written, those of one moment by name.
func older(a, b fs.FileInfo) int {
	return cmp.Or(a.ModTime().Compare(b.ModTime()), cmp.Compare(a.Name(), b.Name()))
}

// read is the list of a day out of the export as it is now. Where that cannot
// be read, the visits are those of before, if they are of the same day.
func (e *Exports) read(k *kit, date time.Time, before *day) *day {
	info, err := e.find()
	if errors.Is(err, errNoExport) {
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
	failed := &day{date: date, export: read.export, problems: e.why(read.export, err)}
	if sameDay(before.date, date) {
		failed.visits, failed.open = before.visits, before.open
	}
	return failed
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
			d.visits = append(d.visits, row.Visit)
		case row.State == appointments.Held || row.State == appointments.Failed:
			d.open = append(d.open, row)
		}
	}
	slices.SortStableFunc(d.visits, func(a, b visit.Visit) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.Patient, b.Patient))
	})
	if shown := min(len(d.visits), mostVisits); shown < len(d.visits) {
		d.problems = diag.Errorf("%s: it has %d visits on this day, and the first %d are shown", d.export, len(d.visits), shown)
		d.visits = slices.Clone(d.visits[:shown])
	}
	d.open = slices.Clone(d.open[:min(len(d.open), mostVisits)])
	return nil
}
