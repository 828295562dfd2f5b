// Package appointments understands the exports of scheduling systems: it finds
// out how a file is written and turns its rows into visits, one at a time, so
// that a file of a million rows needs no more memory than a small one.
//
// internal/table makes records of a file. Each idea of what they mean stands in
// a file of its own, in the order in which an export passes them: header,
// profile, choose, columns; then each row passes dates, filter, status, people,
// service, area; and merge puts the rows of one visit together.
package appointments

import (
	"io/fs"
	"time"

	"aftercare/internal/handout"
	"aftercare/internal/visit"
)

// Options say how a file is to be read. The zero value finds everything out
// by itself, as far as Profiles holds import profiles.
type Options struct {
	Profiles    fs.FS             // import profiles, *.toml, generic.toml among them
	Profile     []byte            // the clinic's own profile; nil lets the header choose
	ProfileName string            // the file name of Profile, for errors
	Map         map[string]string // column → field or Unused, over the profile; see ParseMap
	Columns     map[string]string // the clinic's own: the same, and a file may lack the column
	Dates       Order             // Undecided lets the file decide
	ClinicDates Order             // of the clinic: where no row says otherwise
	Encoding    string            // how the characters are written; "" lets the file decide

	On        time.Time  // only visits of this calendar day; zero is every day
	From, To  *TimeOfDay // only visits that start at From or later and before To
	Therapist string     // only visits whose therapist's name holds this
	Rows      []Range    // only these records; see ParseRows

	// Now lets a date that is far off raise a question, or a remark; it never
	// decides how one is read. Zero raises none.
	Now    time.Time
	Nights bool // visits do start between nine in the evening and six in the morning

	Therapists []string // the clinic's, who are no patients

	Zone *time.Location // of times that name none, and for instants in UTC; nil is UTC
	Time *TimeOfDay     // start of visits whose row has a day and no time; nil refuses them

	Services     map[string]string // words of a service → handout, or "skip"
	Statuses     map[string]string // a status → "print" or "skip"
	ServiceAreas map[string]string // words of a service → treated area

	Handout        string   // of rows that name none and whose service leads nowhere
	DefaultHandout string   // of files that have no service at all
	Handouts       []string // all that are known; empty accepts every name

	Vocabulary *handout.Vocabulary // nil lets every area and flag stand
	Spool      string              // folder for what cannot be read twice; "" is the system's
}

// State is what became of a row.
type State uint8

const (
	Ready   State = iota // a visit
	Merged               // its visit is that of another row
	Skipped              // rightly gets no handout
	Held                 // a person has to decide; Hint says the line to add
	Failed               // could not be read
)

func (s State) String() string {
	return [...]string{"ready", "merged", "skipped", "held", "failed"}[s]
}

// Row is one record of the file and what became of it. No text in it but
// Visit and the Key of Ask holds a patient's data.
type Row struct {
	Record  int    // counted from 1 among the data records
	Line    int    // in the file, from 1; of a workbook, the row of the sheet
	Sheet   string // of a file of which several are read, else ""
	State   State
	Column  string // the column at fault, as the header names it
	Reason  string // why it is not Ready, or into which record it was merged
	Hint    string // what to do about it
	Into    int    // the Record that a Merged row went into
	Unasked bool   // Skipped because a filter leaves it out, whatever it is
	// Visit is that of a Ready row; Handout is set unless nothing decides it. Of
	// a Held row, and of one that Failed for its special cases, it is what could be
	// read, for who has to decide.
	Visit visit.Visit
	Ask   *Question // of a Held row that an answer for good would cure, else nil
	// What else who decides about such a row has to know: every doubt, the one of
	// Reason first, and what was booked, as the file has it.
	Doubts   []Doubt
	Booked   string
	Warnings []string

	// What the appointment and the patient are known by in the next export: hashes
	// of their numbers there, "" where it has none.
	Entry, Person string

	identity  identity // what tells the patient from another of the same name
	defaulted bool     // nothing said which handout: it is the clinic's default
}

// Doubt is one of the reasons why a row is Held.
type Doubt struct {
	Reason string
	Ask    *Question // that an answer for good would cure it, else nil
	Night  bool      // the time may be the other half of the day
}

// Question is what a person has to decide once, for all rows that say the same:
// the words to write into a table of clinic.toml, "services" or "statuses".
type Question struct{ Table, Key string }

// Counts are how many rows there are in each state. Rows is always the sum of
// the others.
type Counts struct {
	Rows    int `json:"rows"`
	Ready   int `json:"ready"`
	Merged  int `json:"merged"`
	Skipped int `json:"skipped"`
	Held    int `json:"held"`
	Failed  int `json:"failed"`
}

func (c *Counts) add(s State) {
	c.Rows++
	*[...]*int{&c.Ready, &c.Merged, &c.Skipped, &c.Held, &c.Failed}[s]++
}
