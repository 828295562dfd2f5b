// Package batch makes the sheets of many appointments: it reads rows, renders
// and writes them at the same time, and keeps a record of what became of each.
//
// A run passes through these files: name (what a sheet's file is called), lock
// (one run in a folder at a time), run and work (the line from row to file), put
// (what may be replaced), ledger over record and manifest (what is written down,
// put together with what the run before wrote; journal is what a run notes in
// case it is killed, kinship tells a newer export from another one), combine (one
// print job), press (a job for each sheet, with marks, which know what is
// printed), summary (what a person is told).
package batch

import (
	"iter"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/layout"
	"aftercare/internal/page"
	"aftercare/internal/render"
)

// Job is what a run is to do. The bytes of a sheet depend on its own row, on
// Renderer, Style, Private and Language alone.
type Job struct {
	Rows      iter.Seq2[appointments.Row, error]
	SHA256    string // of the file that Rows come from
	Selection string // which part of it Rows were asked for, in any words; "" is all
	Renderer  *render.Renderer
	Style     layout.Style
	Private   bool   // initials on the sheets
	Language  string // of rows that name none
	Dir       string // where the sheets go; made with mode 0700 where it is not there
	Name      *Name
	Workers   int // 0 suits this machine
	Force     bool
	Prune     bool // remove the sheets that no row stands for any more
	DryRun    bool // render everything, write nothing
	Combined  string
	Duplex    bool   // every sheet of Combined begins on a front
	Press     *Press // prints what is not printed yet; nil prints nothing

	// Write puts data under path in one step; nil is outfile.Write. It may be
	// called several times at once.
	Write func(path string, data []byte) error
}

// State is what became of a row.
type State uint8

const (
	Made      State = iota // a new file
	Replaced               // a file that was there and is another now
	Unchanged              // the file was there and the same
	Merged                 // its visit is that of another row
	Skipped                // rightly gets no sheet
	Held                   // a person has to decide
	Failed
	states
)

func (s State) String() string {
	return [...]string{"made", "replaced", "unchanged", "merged", "skipped", "held", "failed"}[s]
}

// HasSheet says whether the row has a sheet of its own.
func (s State) HasSheet() bool { return s <= Unchanged }

// Result is what became of one row. It holds nothing of a patient but what a
// person asked to have in File.
type Result struct {
	Row      int    // counted from 1 among the data records
	Line     int    // in the file
	Sheet    string // of a workbook of which several are read, else ""
	State    State
	File     string // within Job.Dir
	SHA256   string // of the sheet, in hexadecimal
	Handout  string
	Version  string
	Pages    int
	Into     int    // the Row that a Merged one went into
	Column   string // at fault
	Reason   string
	Hint     string
	Warnings []string
	Cautious bool // no treated area is known, so the sheet is the cautious one

	unasked bool
	taken   bool // a file of somebody else has the sheet's name
	start   time.Time
	name    string      // bookmark
	sheet   *page.Sheet // where a print job is made of them
	fatal   error       // nothing more can be written
}

// fromRow is the result of a row that needs no sheet.
func fromRow(row appointments.Row) Result {
	state := map[appointments.State]State{
		appointments.Merged: Merged, appointments.Skipped: Skipped, appointments.Held: Held, appointments.Failed: Failed,
	}[row.State]
	return Result{Row: row.Record, Line: row.Line, Sheet: row.Sheet, State: state, Into: row.Into, Column: row.Column,
		Reason: row.Reason, Hint: row.Hint, Warnings: row.Warnings, unasked: row.Unasked}
}
