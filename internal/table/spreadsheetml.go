package table

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// xmlBook is a workbook in one XML file, SpreadsheetML of Excel 2003, which many
// systems call .xls.
type xmlBook struct {
	source *source
	open   func() (io.Reader, error)
}

const xmlBookMark = "urn:schemas-microsoft-com:office:spreadsheet"

// walk gives each row of the nth sheet, from 0, or of none for -1, and tells
// the names of the sheets and which of them are hidden.
func (b xmlBook) walk(only int, sheet func(name string), hide func(), yield func(Record) bool) (name string, row int, err error) {
	r, err := b.open()
	if err != nil {
		return "", 0, err
	}
	m := newMarkup(r)
	g, n := &grid{}, -1
	for {
		t, err := m.next()
		if err == io.EOF {
			return name, g.line, nil
		}
		if err == nil && t == startTag {
			switch {
			case m.name == "Worksheet" && len(m.open) == 2:
				n++
				g, name = &grid{}, m.attr("Name")
				sheet(name)
			case m.name == "Visible" && len(m.open) == 4:
				hide()
			case m.name == "Row" && len(m.open) == 4 && n == only:
				var rec Record
				if rec, err = b.row(m, g); err == nil && len(rec.Cells) > 0 && !yield(rec) {
					return name, g.line, nil
				}
			}
		}
		if err == nil && n > mostSheets {
			err = atMost("sheets", mostSheets)
		}
		if err != nil {
			return name, g.line, err
		}
	}
}

// index is what ss:Index says, 0 where it does not.
func index(m *markup) (int, error) {
	said := m.attr("Index")
	if said == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 1 {
		return 0, flaw("a row or a cell is not numbered as it should be")
	}
	return n, nil
}

func (b xmlBook) row(m *markup, g *grid) (Record, error) {
	at, err := index(m)
	if err == nil {
		err = g.begin(at)
	}
	hidden := isTrue(m.attr("Hidden"))
	for err == nil && len(m.open) >= 4 {
		var t token
		if t, err = m.next(); err == nil && t == startTag && m.name == "Cell" && len(m.open) == 5 {
			err = b.cell(m, g)
		}
	}
	if err != nil {
		return Record{}, err
	}
	return g.record(hidden)
}

func (b xmlBook) cell(m *markup, g *grid) error {
	at, err := index(m)
	if err != nil {
		return err
	}
	if at > 0 {
		if at <= len(g.cells) {
			return flaw("a cell stands where none can")
		}
		if err := g.put("", false, at-1-len(g.cells)); err != nil {
			return err
		}
	}
	across, _ := strconv.Atoi(m.attr("MergeAcross")) // none is 0
	kind, text := "", []byte(nil)
	for len(m.open) >= 5 {
		t, err := m.next()
		switch {
		case err != nil:
			return err
		case t == startTag && m.name == "Data" && len(m.open) == 6:
			kind = m.attr("Type")
		case t == startTag && (m.name == "Comment" || m.name == "PhoneticText"):
			err = m.skip()
		case t == textToken && len(m.open) >= 6:
			text = append(text, m.text...)
		}
		if err == nil && len(text) > longestCell {
			err = errCell
		}
		if err != nil {
			return err
		}
	}
	shown, day := xmlValue(kind, string(text))
	if err := g.put(shown, day, 1); err != nil {
		return err
	}
	return g.put("", false, across)
}

// xmlValue is what a cell shows. Times are those of the day before the first.
func xmlValue(kind, raw string) (text string, day bool) {
	switch kind {
	case "Number":
		return numberText(raw, bare, false)
	case "Boolean":
		return truth(raw), false
	case "DateTime":
		text, day = isoText(raw)
		for _, none := range []string{"1899-12-31 ", "1899-12-30 ", "1904-01-01 "} {
			text = strings.TrimPrefix(text, none)
		}
		return text, day
	}
	return raw, false
}

// tables are the sheets that a person can see.
func (b xmlBook) tables() ([]Table, error) {
	var sheets []sheet
	_, _, err := b.walk(-1, func(name string) { sheets = append(sheets, sheet{name: name}) },
		func() {
			if len(sheets) > 0 {
				sheets[len(sheets)-1].hidden = true
			}
		}, nil)
	if err == nil && len(sheets) == 0 {
		err = errNoPart
	}
	if err != nil {
		return nil, (&workbook{archive: &archive{source: b.source}}).damaged(sheet{}, 0, err)
	}
	var out []Table
	for n, s := range sheets {
		out = append(out, Table{Name: s.name, Hidden: s.hidden, Format: fmt.Sprintf("Excel workbook in XML, sheet %q", s.name), Serial: true, Short: true,
			Records: func(int) Records { return b.records(n, s) }})
	}
	return out, nil
}

func (b xmlBook) records(n int, s sheet) Records {
	return func(yield func(Record, error) bool) {
		_, row, err := b.walk(n, func(string) {}, func() {}, func(rec Record) bool { return yield(rec, nil) })
		if err != nil {
			yield(Record{}, (&workbook{archive: &archive{source: b.source}}).damaged(s, row, err))
		}
	}
}
