package table

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// workbook is an .xlsx file (ECMA-376, and ISO/IEC 29500 in its strict form),
// read as a stream. A library that reads it whole, excelize, passes over what
// is not well-formed, so that rows were lost without a word.
type workbook struct {
	*archive
	name     string // of the part that lists the sheets
	sheets   []sheet
	from1904 bool // days count from 1904, as on old Macs
	formats  []format
	shared   *sharedTexts
	targets  map[string]target // of the workbook, by the names it has for them
}

type sheet struct {
	name, part string
	hidden     bool
}

// target is a part that another one names.
type target struct{ part, kind string }

// openWorkbook reads everything of a workbook but the rows.
func openWorkbook(a *archive) (*workbook, error) {
	b := &workbook{archive: a, name: "/xl/workbook.xml", shared: &sharedTexts{}}
	for _, step := range []func() error{b.findBook, b.readBook, b.readShared, b.readFormats} {
		if err := step(); err != nil {
			return nil, b.damaged(sheet{}, 0, err)
		}
	}
	return b, nil
}

// findBook finds the part that lists the sheets, and all that it names.
func (b *workbook) findBook() error {
	all, err := b.targetsOf("/")
	if err != nil && !errors.Is(err, errNoPart) {
		return err
	}
	for _, t := range all {
		if t.kind == "officeDocument" {
			b.name = t.part
		}
	}
	b.targets, err = b.targetsOf(b.name)
	return err
}

// targetsOf are the parts that a part names, with their kinds.
func (b *workbook) targetsOf(name string) (map[string]target, error) {
	folder, file := path.Split(name)
	out := map[string]target{}
	err := b.elements(path.Join(folder, "_rels", file+".rels"), func(m *markup) error {
		if m.name != "Relationship" || m.attr("TargetMode") == "External" {
			return nil
		}
		part := m.attr("Target")
		if !strings.HasPrefix(part, "/") {
			part = path.Join(folder, part)
		}
		out[m.attr("Id")] = target{part, path.Base(m.attr("Type"))}
		return nil
	})
	return out, err
}

// elements lets look see each element of a part as it begins.
func (b *workbook) elements(part string, look func(*markup) error) error {
	r, err := b.part(part)
	if err != nil {
		return err
	}
	defer r.Close()
	m := newMarkup(r)
	for {
		t, err := m.next()
		if err == io.EOF {
			return nil
		}
		if err == nil && t == startTag {
			err = look(m)
		}
		if err != nil {
			return err
		}
	}
}

// readBook reads which sheets there are.
func (b *workbook) readBook() error {
	err := b.elements(b.name, func(m *markup) error {
		switch m.name {
		case "workbookPr":
			b.from1904 = isTrue(m.attr("date1904"))
		case "sheet":
			t, ok := b.targets[m.attr("id")]
			if !ok {
				return errNoPart
			}
			if t.kind == "worksheet" { // others hold a chart, say
				b.sheets = append(b.sheets, sheet{m.attr("name"), t.part, strings.Contains(strings.ToLower(m.attr("state")), "hidden")})
			}
			if len(b.sheets) > mostSheets {
				return atMost("sheets", mostSheets)
			}
		}
		return nil
	})
	if err == nil && len(b.sheets) == 0 {
		err = errNoPart
	}
	return err
}

// partOf is the part of a kind that the workbook names, "" where there is none.
func (b *workbook) partOf(kind string) string {
	name := ""
	for _, t := range b.targets {
		if t.kind == kind && (name == "" || t.part < name) {
			name = t.part
		}
	}
	return name
}

func (b *workbook) readShared() error {
	name := b.partOf("sharedStrings")
	if !b.has(name) {
		return nil // a cell that names a text says so
	}
	r, err := b.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	texts, reached, err := readShared(r)
	if err != nil {
		return reachedError{fmt.Sprintf("in the list of its texts, after %d of them", reached), err}
	}
	b.shared = texts
	return nil
}

func (b *workbook) readFormats() error {
	name := b.partOf("styles")
	if !b.has(name) {
		return nil
	}
	r, err := b.part(name)
	if err != nil {
		return err
	}
	defer r.Close()
	b.formats, err = readStyles(r)
	return err
}

// tables are the sheets in their order.
func (b *workbook) tables() []Table {
	var out []Table
	for _, sheet := range b.sheets {
		out = append(out, Table{
			Name: sheet.name, Hidden: sheet.hidden, Format: fmt.Sprintf("Excel workbook, sheet %q", sheet.name),
			Serial: true, From1904: b.from1904, Short: true,
			Records: func(int) Records { return b.rowsOf(sheet) },
		})
	}
	return out
}

// reachedError says how far a part was sound.
type reachedError struct {
	where string
	error
}

func (r reachedError) Unwrap() error { return r.error }

const workbookHint = "open it in Excel and save it as .xlsx again, or as CSV; or export it again: it may have broken on its way here"

// damaged is the refusal of a workbook that is not sound, with the place up to
// which it was. What is no flaw of the workbook stays what it is.
func (b *workbook) damaged(s sheet, row int, err error) error {
	where := ""
	var reached reachedError
	switch {
	case errors.As(err, &reached):
		where = " " + reached.where
	case s.name != "" && row == 0:
		where = fmt.Sprintf(" in the sheet %q, before its first row", s.name)
	case s.name != "":
		where = fmt.Sprintf(" in the sheet %q, in or after row %d", s.name, row)
	}
	return b.refusal("workbook", where, err)
}

// refusal says what is wrong with a spreadsheet, and where.
func (a *archive) refusal(what, where string, err error) error {
	var f flaw
	var much tooMuch
	switch {
	case errors.As(err, &f):
		return a.source.refuse(fmt.Sprintf("the %s is damaged%s: %s", what, where, f), workbookHint)
	case errors.As(err, &much):
		return a.source.refuse(fmt.Sprintf("the %s is too large%s: %s", what, where, much),
			"export the appointments of one day, or save that sheet as CSV")
	case errors.Is(err, errNoPart):
		return a.source.refuse(fmt.Sprintf("the %s is damaged%s: a part of it is missing", what, where), workbookHint)
	case errors.Is(err, errLocked):
		return a.source.refuse(lockedMessage, lockedHint)
	}
	return err
}
