// Package table reads any file that holds a table into records: delimited text
// in any encoding, workbooks, spreadsheets, tables of web pages, calendars. It
// knows no visits; what the columns mean is for its callers to say. A file is
// read whole or refused: never in part, and never with other letters than it was
// written with. limits.go holds every limit on size, depth and memory.
//
// Each idea stands in a file of its own, in the order in which a file passes
// them: source and sniff; for text encoding (guess, letters, twice), delimiter,
// records, escapes; for workbooks archive, markup, workbook (strings, styles,
// numbers), sheet, and grid under ods, spreadsheetml and page; for calendars
// property, calendar, zone, recur.
package table

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"time"

	"aftercare/internal/diag"
)

// Options say how a file is to be read.
type Options struct {
	Spool string // folder for what cannot be read twice; "" is the system's
	// First and Last are the days, Last among them, for which the entries of a
	// calendar that repeat are written out. Where they are zero, such an entry
	// is one record that says by its rule that it repeats.
	First, Last time.Time
	// Encoding is how the characters of a text are written, by its name:
	// "windows-1250", "cp850". Where it is "" the file shows it, or is refused.
	Encoding string
}

// File is a file that holds tables.
type File struct {
	source *source
	tables []Table
}

// Table is one table of a file: all of a text, a sheet of a workbook, the
// events of a calendar.
type Table struct {
	Name      string // of a sheet, as its tab says it; "" where the file is one table
	Format    string // in people's words
	Encoding  string
	Delimiter string
	Serial    bool // a bare number can be a day as a spreadsheet counts them
	From1904  bool // and counts from 1904, as on old Macs
	Short     bool // rows end at their last cell that holds something
	Hidden    bool // a sheet that a person does not see
	// Records reads the table from its start. width is how many cells the
	// header has, 0 while it is not known. Not twice at the same time.
	Records func(width int) Records
}

// Open finds out how the file r is written; name is what the person calls it.
// It reads r from its start several times where it can seek, and from a spool
// file where it cannot; nothing else may read r until Close. A file that cannot
// be a table is an error that says why and what to do.
func Open(name string, r io.Reader, o Options) (*File, error) {
	s, err := newSource(name, r, o.Spool)
	if err != nil {
		return nil, err
	}
	f := &File{source: s}
	if f.tables, err = f.read(o); err != nil {
		_ = f.Close() // why the file cannot be read says more
		return nil, err
	}
	return f, nil
}

// Tables are those of the file in their order, the hidden ones among them.
func (f *File) Tables() []Table { return f.tables }

// Name is what the person calls the file.
func (f *File) Name() string { return f.source.name }

// SHA256 is the hash of the file, in hexadecimal.
func (f *File) SHA256() string { return hex.EncodeToString(f.source.sum[:]) }

// Refuse is an error about the file as a whole.
func (f *File) Refuse(message, hint string) diag.List { return f.source.refuse(message, hint) }

// Close removes what had to be written to disk to read the file.
func (f *File) Close() error { return f.source.Close() }

// read is what the file holds, by its kind.
func (f *File) read(o Options) ([]Table, error) {
	k, c, err := sniff(f.source, o.Encoding)
	if err != nil {
		return nil, err
	}
	switch k {
	case archiveFile:
		return archiveTables(f.source)
	case pageFile:
		return pageTables(f.source, c)
	case xmlBookFile:
		return xmlBook{f.source, f.source.decoded(c)}.tables()
	case calendarFile:
		t := calendarTable(f.source, c, o)
		read := t.Records
		t.Records = func(width int) Records { return f.source.refusing(read(width)) }
		return []Table{t}, nil
	}
	t, err := textTable(f.source, c)
	return []Table{t}, err
}

// NoTable is the error about a text of one column: a letter, a list of words.
type NoTable struct{ diag.List }

// Unwrap gives what a person is told.
func (n NoTable) Unwrap() error { return n.List }

func textTable(s *source, c charset) (Table, error) {
	head, err := s.prefix(prefixSize)
	if err != nil {
		return Table{}, err
	}
	prefix, err := io.ReadAll(c.decode(bytes.NewReader(head)))
	if err != nil {
		return Table{}, err
	}
	comma := delimiterOf(string(prefix))
	if comma == 0 {
		return Table{}, NoTable{s.refuse("this is no table: no comma, semicolon, tab or bar divides its lines into cells",
			"export the appointments as CSV")}
	}
	t := Table{Format: "text", Encoding: c.name, Delimiter: delimiterName(comma)}
	t.Records = func(width int) Records { return s.refusing(textRecords(s.decoded(c), comma, width)) }
	return t, nil
}

// refusing are records whose end at a limit is an error about the file.
func (s *source) refusing(records Records) Records {
	return func(yield func(Record, error) bool) {
		for rec, err := range records {
			var much tooMuch
			if errors.As(err, &much) {
				err = s.refuse("the file is too large: "+string(much), "export the appointments of one day")
			}
			if !yield(rec, err) {
				return
			}
		}
	}
}

// decoded opens the source as UTF-8, from its start.
func (s *source) decoded(c charset) func() (io.Reader, error) {
	return func() (io.Reader, error) {
		r, err := s.open()
		if err != nil {
			return nil, err
		}
		return c.decode(r), nil
	}
}
