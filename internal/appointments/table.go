package appointments

import (
	"bytes"
	"io"
)

// table is one table of a file: all of a text, a sheet of a workbook, the
// events of a calendar.
type table struct {
	format    string // in people's words
	encoding  string
	delimiter string
	rows      func(width int) records
	serial    bool // a bare number in a column of dates is a day of Excel's
	from1904  bool
	short     bool // rows end at their last cell that holds something
}

// tablesOf are the tables of a file that could hold the appointments. The
// closer frees what reading them needs.
func tablesOf(s *source, dir string) ([]table, io.Closer, error) {
	k, c, err := sniff(s)
	if err != nil {
		return nil, nil, err
	}
	switch k {
	case workbookFile:
		book, err := openWorkbook(s, dir)
		if err != nil {
			return nil, nil, err
		}
		return book.tables(), book, nil
	case calendarFile:
		t := table{format: "iCalendar", encoding: c.name}
		t.rows = func(int) records { return calendarRecords(s.decoded(c)) }
		return []table{t}, io.NopCloser(nil), nil
	}
	t, err := textTable(s, c)
	return []table{t}, io.NopCloser(nil), err
}

func textTable(s *source, c charset) (table, error) {
	head, err := s.prefix(prefixSize)
	if err != nil {
		return table{}, err
	}
	prefix, err := io.ReadAll(c.decode(bytes.NewReader(head)))
	if err != nil {
		return table{}, err
	}
	comma := delimiterOf(string(prefix))
	if comma == 0 {
		return table{}, s.refuse("this is no table: no comma, semicolon, tab or bar divides its lines into cells",
			"export the appointments as CSV")
	}
	t := table{format: "text", encoding: c.name, delimiter: delimiterName(comma)}
	t.rows = func(width int) records { return textRecords(s.decoded(c), comma, width) }
	return t, nil
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
