package table

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// sheetReader reads the rows of one sheet.
type sheetReader struct {
	*markup
	book *workbook
	row  int // the number of the last row that was begun
	seen int // how many cells went by

	text  []byte // of all cells of the row, one behind the other
	cells []cellAt
	out   []string
	days  []bool
}

// cellAt is a cell of the row, whose text is text[start:end] or shared.
type cellAt struct {
	column     int
	start, end int
	shared     string
	day        bool
}

// next is the next row with something in it.
func (s *sheetReader) next() (Record, error) {
	for {
		t, err := s.markup.next()
		if err != nil {
			return Record{}, err
		}
		if t != startTag || s.name != "row" || len(s.open) != 3 || s.open[1] != "sheetData" {
			continue
		}
		rec, err := s.readRow()
		if err != nil || len(rec.Cells) > 0 {
			return rec, err
		}
	}
}

func (s *sheetReader) readRow() (Record, error) {
	if err := s.nextRow(s.attr("r")); err != nil {
		return Record{}, err
	}
	rec := Record{Line: s.row, Hidden: isTrue(s.attr("hidden"))}
	s.text, s.cells = s.text[:0], s.cells[:0]
	for last := -1; len(s.open) >= 3; {
		t, err := s.markup.next()
		if err == nil && t == startTag && s.name == "c" && len(s.open) == 4 {
			last, err = s.readCell(last)
		}
		if err != nil {
			return rec, err
		}
	}
	rec.Cells, rec.Days = s.line()
	s.seen += len(rec.Cells)
	if s.seen > mostCells {
		return rec, atMost("cells", mostCells)
	}
	return rec, nil
}

// nextRow is the number of a row: the one that it says, or the next. One that
// does not come after those before it would be lost or read twice.
func (s *sheetReader) nextRow(said string) error {
	n := s.row + 1
	if said != "" {
		var err error
		if n, err = strconv.Atoi(said); err != nil || n <= s.row {
			return flaw("a row is not numbered as it should be")
		}
	}
	if n > mostRows {
		return atMost("rows", mostRows)
	}
	s.row = n
	return nil
}

// readCell reads a cell, which comes after the column last, and gives its own.
func (s *sheetReader) readCell(last int) (int, error) {
	column, err := columnOf(s.value("r"), last)
	if err != nil {
		return last, err
	}
	kind, style := s.attr("t"), s.style(s.attr("s"))
	start := len(s.text)
	formula := false
	for len(s.open) >= 4 {
		t, err := s.markup.next()
		if t == startTag {
			formula = formula || s.name == "f"
		}
		switch {
		case err != nil:
			return last, err
		case t == startTag && s.name == "is" && kind == "inlineStr":
			s.text, err = s.richText(s.text)
		case t == startTag && s.name != "v":
			err = s.skip() // a formula, say
		case t == textToken && s.open[len(s.open)-1] == "v" && len(s.open) == 5:
			s.text = append(s.text, s.markup.text...)
		}
		if err != nil {
			return last, err
		}
	}
	if formula && len(s.text) == start && kind != "str" { // nobody has worked it out, and what it says is not known
		s.text, kind = append(s.text, "#VALUE!"...), "str"
	}
	cell := cellAt{column: column, start: start}
	if err := s.show(&cell, kind, style); err != nil {
		return last, err
	}
	if cell.end > cell.start || cell.shared != "" {
		s.cells = append(s.cells, cell)
	}
	return column, nil
}

func (s *sheetReader) style(said string) format {
	if n, err := strconv.Atoi(said); err == nil && n >= 0 && n < len(s.book.formats) {
		return s.book.formats[n]
	}
	return bare
}

// show turns what a cell holds into what it shows.
func (s *sheetReader) show(c *cellAt, kind string, f format) error {
	raw := s.text[c.start:]
	switch kind {
	case "s":
		return s.sharedValue(c, raw)
	case "str":
		s.text = unescaped(s.text, c.start)
	case "b":
		s.text = append(s.text[:c.start], truth(string(raw))...)
	case "d":
		text, day := isoText(string(raw))
		s.text, c.day = append(s.text[:c.start], text...), day
	case "", "n":
		text, day := numberText(string(raw), f, s.book.from1904)
		s.text, c.day = append(s.text[:c.start], text...), day
	}
	c.end = len(s.text)
	return nil
}

func (s *sheetReader) sharedValue(c *cellAt, raw []byte) error {
	s.text = s.text[:c.start]
	c.end = c.start
	if len(raw) == 0 {
		return nil
	}
	n, err := strconv.Atoi(string(bytes.TrimSpace(raw)))
	if err == nil {
		if text, ok := s.book.shared.at(n); ok {
			c.shared = text
			return nil
		}
	}
	return flaw("a cell names a text that is not there")
}

// line sets the cells of the row in their columns. Their text is one string.
func (s *sheetReader) line() ([]string, []bool) {
	if len(s.cells) == 0 {
		return nil, nil
	}
	width := s.cells[len(s.cells)-1].column + 1
	s.out, s.days = blank(s.out, width), blank(s.days, width)
	all, timed := string(s.text), 0
	for _, c := range s.cells {
		text := c.shared
		if c.end > c.start {
			text = all[c.start:c.end]
		}
		s.out[c.column] = text
		if c.day {
			s.days[c.column], timed = true, c.column+1
		}
	}
	return s.out, s.days[:timed]
}

// blank is a slice of n zero values, in the old one's memory if that is enough.
func blank[T any](old []T, n int) []T {
	if cap(old) < n {
		return make([]T, n, max(n, 2*cap(old)))
	}
	old = old[:n]
	clear(old)
	return old
}

// columnOf is the column of a cell such as "AB12", from 0, or the one after last
// where it does not say.
func columnOf(said []byte, last int) (int, error) {
	n := 0
	for _, letter := range said {
		if letter |= 'a' - 'A'; letter < 'a' || letter > 'z' || n > mostColumns {
			break
		}
		n = n*26 + int(letter-'a') + 1
	}
	switch {
	case len(said) == 0:
		n = last + 2
	case n <= last+1:
		return 0, flaw("a cell stands where none can")
	}
	if n > mostColumns {
		return 0, atMost("columns", mostColumns)
	}
	return n - 1, nil
}

func isTrue(s string) bool { return s == "1" || s == "true" || s == "on" }

func truth(s string) string {
	switch strings.TrimSpace(s) {
	case "1", "true":
		return "TRUE"
	case "0", "false":
		return "FALSE"
	}
	return s
}

// rowsOf runs over the rows of a sheet.
func (b *workbook) rowsOf(sheet sheet) Records {
	return func(yield func(Record, error) bool) {
		r, err := b.part(sheet.part)
		if err != nil {
			yield(Record{}, b.damaged(sheet, 0, err))
			return
		}
		defer r.Close()
		s := &sheetReader{markup: newMarkup(r), book: b}
		for {
			rec, err := s.next()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Record{}, b.damaged(sheet, s.row, err))
				return
			}
			if !yield(rec, nil) {
				return
			}
		}
	}
}
