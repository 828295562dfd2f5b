package table

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// openDocument is an .ods file (OpenDocument, ISO/IEC 26300).
type openDocument struct{ *archive }

// isLocked is true where the parts are encrypted, as the manifest says.
func (d openDocument) isLocked() bool {
	r, err := d.part("META-INF/manifest.xml")
	if err != nil {
		return false
	}
	defer r.Close()
	m := newMarkup(r)
	for {
		t, err := m.next()
		if err != nil {
			return false
		}
		if t == startTag && m.name == "encryption-data" {
			return true
		}
	}
}

// odsWalk goes through the sheets of a document.
type odsWalk struct {
	*markup
	grid
	hiddenStyles map[string]bool
	style        string // that is read
	sheets       []sheet
	only         int // the sheet whose rows are read, from 0
	isSheet      bool
	alive        func() error
}

// step takes the next token, and gives the row that begins with it, if any.
func (w *odsWalk) step(yield func(Record) bool) (more bool, err error) {
	t, err := w.next()
	if err != nil || t != startTag {
		return true, err
	}
	switch w.name {
	case "spreadsheet":
		w.isSheet = true
	case "style":
		w.style = w.attr("name")
	case "table-properties":
		if w.attr("display") == "false" {
			w.hiddenStyles[w.style] = true
		}
	case "tracked-changes", "forms", "shapes", "dde-links", "named-expressions", "database-ranges":
		return true, w.skip()
	case "table":
		w.sheets = append(w.sheets, sheet{name: w.attr("name"), hidden: w.hiddenStyles[w.attr("style-name")]})
		w.grid = grid{}
		if len(w.sheets) > mostSheets {
			return true, atMost("sheets", mostSheets)
		}
	case "table-row":
		if len(w.sheets)-1 == w.only {
			return w.readRow(yield)
		}
		return true, w.skip()
	}
	return true, nil
}

// repeats is how often a row or a cell is there.
func (w *odsWalk) repeats(name string) (int, error) {
	said := w.attr(name)
	if said == "" {
		return 1, nil
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		return 0, flaw("a row or a cell is not repeated as it should be")
	}
	return n, nil
}

func (w *odsWalk) readRow(yield func(Record) bool) (bool, error) {
	times, err := w.repeats("number-rows-repeated")
	if err != nil {
		return true, err
	}
	hidden := w.attr("visibility") == "collapse" || w.attr("visibility") == "filter"
	first := w.line
	if err := w.begin(0); err != nil {
		return true, err
	}
	blanks := 0 // cells that would be nothing at the end of the row
	for depth := len(w.open); len(w.open) >= depth; {
		t, err := w.next()
		if err == nil && t == startTag && len(w.open) == depth+1 && (w.name == "table-cell" || w.name == "covered-table-cell") {
			err = w.readCell(&blanks)
		}
		if err != nil {
			return true, err
		}
	}
	for i := range times {
		if len(w.cells) == 0 { // a million empty rows end most sheets
			w.line = min(first+times, mostRows)
			return true, nil
		}
		if w.line = first + 1 + i; w.line > mostRows {
			return true, atMost("rows", mostRows)
		}
		rec, err := w.record(hidden)
		if err == nil && i%aliveEvery == aliveEvery-1 {
			err = w.alive()
		}
		if err != nil || !yield(rec) {
			return err != nil, err
		}
	}
	return true, nil
}

func (w *odsWalk) readCell(blanks *int) error {
	times, err := w.repeats("number-columns-repeated")
	if err != nil {
		return err
	}
	kind := w.attr("value-type")
	raw := w.attr(map[string]string{"date": "date-value", "time": "time-value", "boolean": "boolean-value"}[kind])
	if raw == "" {
		raw = w.attr("value")
	}
	shown, err := w.paragraphs()
	if err != nil {
		return err
	}
	text, day := odsValue(kind, raw, shown)
	if text == "" {
		*blanks = min(*blanks+times, mostColumns)
		return nil
	}
	if err := w.put("", false, *blanks); err != nil {
		return err
	}
	*blanks = 0
	return w.put(text, day, times)
}

// paragraphs is the text of the cell that was just opened, without its notes.
func (w *odsWalk) paragraphs() (string, error) {
	var out []byte
	depth := len(w.open)
	for len(w.open) >= depth {
		t, err := w.next()
		switch {
		case err != nil:
			return "", err
		case t == textToken && len(w.open) > depth:
			out = append(out, w.text...)
		case t != startTag:
		case w.name == "annotation" || w.name == "ruby-text" || w.name == "shapes":
			err = w.skip()
		case w.name == "p" && len(out) > 0, w.name == "line-break":
			out = append(out, '\n')
		case w.name == "tab":
			out = append(out, '\t')
		case w.name == "s":
			n, _ := strconv.Atoi(w.attr("c")) // none is one
			out = append(out, strings.Repeat(" ", min(max(n, 1), 100))...)
		}
		if err == nil && len(out) > longestCell {
			err = errCell
		}
		if err != nil {
			return "", err
		}
	}
	return mended(string(out)), nil
}

// odsTime is a length of time in ISO 8601, as the time of day is written.
var odsTime = regexp.MustCompile(`^PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$`)

// odsValue is what a cell shows: its value, where that says more than its text.
func odsValue(kind, raw, shown string) (text string, day bool) {
	switch kind {
	case "date":
		return isoText(raw)
	case "time":
		m := odsTime.FindStringSubmatch(raw)
		if m == nil {
			return shown, false
		}
		hours, _ := strconv.Atoi(m[1])
		return fmt.Sprintf("%02d:%02s:%02s", hours, m[2], m[3]), hours < 24
	case "float", "currency", "percentage":
		return numberText(raw, bare, false)
	case "boolean":
		return truth(raw), false
	}
	return shown, false
}

// walk goes through the document and gives the rows of the nth sheet, from 0,
// or of none for -1.
func (d openDocument) walk(only int, yield func(Record) bool) (*odsWalk, error) {
	w := &odsWalk{hiddenStyles: map[string]bool{}, only: only, alive: d.source.alive}
	if only < 0 {
		w.only = -2
	}
	r, err := d.part("content.xml")
	if err != nil {
		return w, err
	}
	defer r.Close()
	w.markup = newMarkup(r)
	for {
		more, err := w.step(yield)
		if err == io.EOF {
			return w, nil
		}
		if err != nil || !more {
			return w, err
		}
	}
}

// tables are the sheets that a person can see.
func (d openDocument) tables() ([]Table, error) {
	if d.isLocked() {
		return nil, d.source.refuse(lockedMessage, "open it and save it as .ods without a password, or as CSV")
	}
	w, err := d.walk(-1, nil)
	switch {
	case err != nil:
		return nil, d.refusal("spreadsheet", "", err)
	case !w.isSheet:
		return nil, d.source.refuse("this is a text document, not a table", "export the appointments as CSV")
	}
	var out []Table
	for n, s := range w.sheets {
		out = append(out, Table{Name: s.name, Hidden: s.hidden, Format: fmt.Sprintf("OpenDocument spreadsheet, sheet %q", s.name), Serial: true, Short: true,
			Records: func(int) Records { return d.records(n, s) }})
	}
	return out, nil
}

func (d openDocument) records(n int, s sheet) Records {
	return func(yield func(Record, error) bool) {
		w, err := d.walk(n, func(rec Record) bool { return yield(rec, nil) })
		if err != nil {
			yield(Record{}, d.refusal("spreadsheet", fmt.Sprintf(" in the sheet %q, in or after row %d", s.name, w.line), err))
		}
	}
}
