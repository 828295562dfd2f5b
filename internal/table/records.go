package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
)

// Record is one line of a table: of a text file, of a sheet or of a calendar.
type Record struct {
	Line   int      // in the file, from 1; of a workbook, the row of the sheet
	Cells  []string // valid until the next record is read
	Days   []bool   // which cells a spreadsheet counts as days; shorter where no more do
	Hidden bool     // by a filter or by hand, in a spreadsheet
	Fault  string   // why the cells could not be told apart, or ""
}

// Records runs over a table from its start, as often as it is asked to. An
// error ends it.
type Records = iter.Seq2[Record, error]

const (
	faultQuote = "a quotation mark stands where none may, so the cells cannot be told apart"
	faultOpen  = "a quotation mark is opened and not closed, so the cells cannot be told apart"
	faultWide  = "the row has more cells than the widest spreadsheet"
	faultCell  = "a cell is longer than a spreadsheet allows"
)

// textRecords are the records of a delimited text. width is how many cells the
// header has, 0 while it is not known: a quoted cell that holds whole lines of
// that width has swallowed rows.
func textRecords(open func() (io.Reader, error), comma rune, width int) Records {
	return func(yield func(Record, error) bool) {
		r, err := open()
		if err != nil {
			yield(Record{}, err)
			return
		}
		t := newTextReader(r, comma, width)
		for n := 0; ; n++ {
			rec, err := t.next()
			if err == nil && n == mostRecords {
				err = atMost("rows", mostRecords)
			}
			if err == io.EOF || !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// textReader gathers the lines of one record and hands them to encoding/csv,
// which alone would lose the rest of the file at a stray quotation mark.
type textReader struct {
	lines *lineReader
	comma rune
	width int
	chunk strings.Reader
	csv   *csv.Reader
}

func newTextReader(r io.Reader, comma rune, width int) *textReader {
	t := &textReader{lines: newLineReader(r), comma: comma, width: width}
	t.reset()
	return t
}

// reset forgets what encoding/csv has read ahead of a fault.
func (t *textReader) reset() {
	// The chunk is hidden from bufio's short cuts, so that it can be refilled.
	t.csv = csv.NewReader(struct{ io.Reader }{&t.chunk})
	t.csv.Comma = t.comma
	t.csv.FieldsPerRecord = -1
	t.csv.ReuseRecord = true
}

func (t *textReader) next() (Record, error) {
	lines, err := t.gather()
	if err != nil {
		return Record{}, err
	}
	rec := Record{Line: lines[0].number, Fault: faultOpen}
	switch text := joined(lines); {
	case strings.Count(text, string(t.comma)) >= mostColumns:
		rec.Fault = ""
		if strings.Trim(text, string(t.comma)+" \t\n\"") != "" { // else it is a blank row
			rec.Fault = faultWide
		}
		return rec, nil
	case strings.Count(text, `"`)%2 == 0:
		rec.Cells, rec.Fault = t.parse(text)
	}
	switch {
	case rec.Fault != "":
	case t.swallowed(lines):
		rec.Cells, rec.Fault = nil, faultOpen
	case slices.ContainsFunc(rec.Cells, func(cell string) bool { return len(cell) > longestCell }):
		rec.Cells, rec.Fault = nil, faultCell
		return rec, nil
	}
	if rec.Fault != "" {
		t.lines.giveBack(lines[1:])
	}
	return rec, nil
}

// gather reads lines until every quotation mark has its partner.
func (t *textReader) gather() ([]line, error) {
	var lines []line
	quotes, size := 0, 0
	for len(lines) < tallestCell && size <= longestLine {
		l, err := t.lines.next()
		if err == io.EOF && len(lines) > 0 {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 && strings.TrimSpace(l.text) == "" {
			continue
		}
		lines = append(lines, l)
		size += len(l.text)
		if quotes += strings.Count(l.text, `"`); quotes%2 == 0 {
			break
		}
	}
	return lines, nil
}

// parse tells the cells of one record apart. Cells guarded as ="0123" are not
// CSV, but common; they are tried second.
func (t *textReader) parse(text string) ([]string, string) {
	cells, err := t.read(text)
	if err != nil {
		cells, err = t.read(t.unguarded(text))
	}
	if err != nil {
		return nil, faultQuote
	}
	for i, cell := range cells {
		cells[i] = unescapedCell(cell)
	}
	return cells, ""
}

func (t *textReader) read(text string) ([]string, error) {
	t.chunk.Reset(text)
	cells, err := t.csv.Read()
	if err != nil {
		t.reset()
	}
	return cells, err
}

func (t *textReader) unguarded(text string) string {
	text = strings.ReplaceAll(text, string(t.comma)+`="`, string(t.comma)+`"`)
	if strings.HasPrefix(text, `="`) {
		text = text[1:]
	}
	return text
}

// swallowed is true where a line within a quoted cell is a whole row by itself.
func (t *textReader) swallowed(lines []line) bool {
	if t.width < 2 || len(lines) < 3 {
		return false
	}
	for _, l := range lines[1 : len(lines)-1] {
		if strings.Count(l.text, string(t.comma)) >= t.width-1 {
			return true
		}
	}
	return false
}

// line is one physical line without its end.
type line struct {
	number int
	text   string
}

func joined(lines []line) string {
	if len(lines) == 1 {
		return lines[0].text + "\n"
	}
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text)
		b.WriteByte('\n')
	}
	return b.String()
}

// lineReader reads lines that end as on Windows, Unix or old Macs, and takes
// lines back.
type lineReader struct {
	scanner *bufio.Scanner
	number  int
	back    []line // next first
}

var errLongLine = tooMuch("a line is longer than 1 MiB")

func newLineReader(r io.Reader) *lineReader { return newSplitReader(r, longestLine, lineSplitter()) }

func newSplitReader(r io.Reader, longest int, split bufio.SplitFunc) *lineReader {
	s := bufio.NewScanner(r)
	s.Buffer(make([]byte, 0, 1<<12), longest)
	s.Split(split)
	return &lineReader{scanner: s}
}

func (r *lineReader) next() (line, error) {
	if len(r.back) > 0 {
		l := r.back[0]
		r.back = r.back[1:]
		return l, nil
	}
	if !r.scanner.Scan() {
		return line{}, r.err()
	}
	if r.number++; r.number > mostLines {
		return line{}, atMost("lines", mostLines)
	}
	return line{r.number, r.scanner.Text()}, nil
}

func (r *lineReader) err() error {
	err := r.scanner.Err()
	switch {
	case err == nil:
		return io.EOF
	case errors.Is(err, bufio.ErrTooLong):
		return errLongLine
	}
	return err
}

func (r *lineReader) giveBack(lines []line) {
	r.back = append(append([]line{}, lines...), r.back...)
}

// lineSplitter is bufio.ScanLines that also ends a line at a lone return, and
// looks at no byte of a long line twice.
func lineSplitter() bufio.SplitFunc {
	seen := 0
	return func(data []byte, atEOF bool) (advance int, token []byte, err error) {
		i := bytes.IndexAny(data[seen:], "\r\n")
		if i < 0 && !atEOF {
			seen = len(data)
			return 0, nil, nil
		}
		if i >= 0 {
			i += seen
		}
		seen = 0
		switch {
		case i < 0 && len(data) > 0:
			return len(data), data, nil
		case i < 0:
			return 0, nil, nil
		case data[i] == '\n' || i+1 < len(data) && data[i+1] != '\n':
			return i + 1, data[:i], nil
		case i+1 < len(data):
			return i + 2, data[:i], nil
		case atEOF:
			return i + 1, data[:i], nil
		}
		seen = i // whether more follows the return is not read yet
		return 0, nil, nil
	}
}
