package appointments

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"aftercare/internal/table"
)

// item is a data record with only the cells that a handout needs: what else a
// row says of a person ends here.
type item struct {
	record   int
	line     int
	sheet    string // of a file with several tables
	cells    [fieldCount]string
	more     []extra  // further columns of fields that can have several
	day      *written // from a line above, where the row has none
	counted  bool     // its day is one that a spreadsheet counts
	asks     int      // a column, outside all fields, that takes the sense from the row; else -1
	why      string   // and how
	other    bool     // a title over the row names something that is booked, and no rule does
	titled   string   // why a title over the row takes its sense, or ""
	identity identity // what tells the patient from another of the same name
	entry    identity // what tells the appointment from all others
	place    []string // where the visit is, and in whose calendar
	raw      []string // the record as it stands, valid until the next
	verdict  *verdict // why the record cannot be read, or need not be
}

// extra is a cell of a further column of a field.
type extra struct {
	field
	column int
	text   string
}

// all are the cells of a field, those of every column it has.
func (it *item) all(f field) []string {
	out := []string{it.cells[f]}
	for _, e := range it.more {
		if e.field == f {
			out = append(out, e.text)
		}
	}
	return out
}

// part is a table of the file that is read, and the line of its header.
type part struct {
	table.Table
	header int
}

// walker goes through the records under the header.
type walker struct {
	*layout
	part    part
	totals  []string
	dates   *calendar
	record  int
	inside  bool // within a section that holds appointments
	outside int  // records without one
	titles  titles
}

// items runs over the data records of the tables. outside, where it is not nil,
// is told how many records stand outside the sections that hold appointments.
func (l *layout) items(common *Profile, dates *calendar, outside *int) iter.Seq2[item, error] {
	return func(yield func(item, error) bool) {
		w := walker{layout: l, dates: dates}
		for _, words := range slices.Concat(common.Totals, l.profile.Totals) {
			w.totals = append(w.totals, key(words))
		}
		for _, w.part = range l.parts {
			w.inside, w.titles = true, titles{lexicon: l.lexicon, dates: dates}
			for rec, err := range w.part.Records(len(l.names)) {
				if err != nil {
					yield(item{}, err)
					return
				}
				if it, ok := w.step(rec); ok && !yield(it, nil) {
					return
				}
			}
		}
		if outside != nil {
			*outside = w.outside
		}
	}
}

// step is the item of a record, unless it is no data.
func (w *walker) step(rec table.Record) (item, bool) {
	if rec.Line < w.part.header {
		w.titles.above(rec.Cells)
	}
	if rec.Line <= w.part.header {
		return item{}, false
	}
	if rec.Fault == "" {
		if w.isOtherHeader(rec.Cells) {
			w.titles.doubt = "another table begins above it, with columns of its own"
		}
		if filled(rec.Cells) == 0 || w.headerAgain(rec.Cells) || w.titles.line(rec.Cells) {
			return item{}, false
		}
		if w.profile.Sections && w.outsideSections(rec.Cells) {
			w.outside++
			return item{}, false
		}
	}
	w.record++
	it := item{record: w.record, line: rec.Line, asks: -1, raw: rec.Cells}
	if len(w.parts) > 1 {
		it.sheet = w.part.Name
	}
	w.fill(&it, rec)
	return it, true
}

// isOtherHeader is true for a line of names of columns that is not the header.
func (w *walker) isOtherHeader(cells []string) bool {
	const least = 3
	n := 0
	for _, cell := range cells {
		if cell != "" && w.lexicon.columns[tight(key(spaced(cell)))] {
			n++
		}
	}
	return n >= least && !w.same(cells)
}

// headerAgain is true for the header of a further section, or of a further
// export in the same file.
func (w *walker) headerAgain(cells []string) bool {
	if w.first.at >= len(cells) || cells[w.first.at] != w.first.text || !w.same(cells) {
		return false
	}
	w.inside = true
	return true
}

// outsideSections is true for titles, which end a section, and for everything
// until the header comes again.
func (w *walker) outsideSections(cells []string) bool {
	if filled(cells) == 1 && strings.TrimSpace(cells[0]) != "" {
		if _, isDate := w.dates.read(clean(cells[0])); !isDate {
			w.inside = false
		}
	}
	return !w.inside
}

// fill takes the cells that are needed, or says why they cannot be trusted.
func (w *walker) fill(it *item, rec table.Record) {
	switch short := w.missing(rec.Cells); {
	case rec.Fault != "":
		it.verdict = failed(fieldCount, "%s", rec.Fault)
		return
	case rec.Hidden:
		it.verdict = skipped(hiddenRow)
		return
	case w.isTotal(rec.Cells):
		it.verdict = skipped("a line of totals, not an appointment")
		return
	case w.shifted(rec.Cells):
		it.verdict = failed(fieldCount, "the row has %d cells and the header has %d: a cell that holds the delimiter lacks its quotation marks",
			len(rec.Cells), len(w.names))
		return
	case short < fieldCount && !w.Short:
		it.verdict = failed(short, "the row ends early, after %d of %d cells", len(rec.Cells), len(w.names))
		return
	case w.titles.stopped:
		it.verdict = skipped("under a title that says that it did not take place")
		return
	}
	it.titled, it.other = w.titles.doubt, w.titles.other
	it.identity, it.entry = hashOf(rec.Cells, w.ids), hashOf(rec.Cells, w.entries)
	for f := range fieldCount {
		for n, at := range w.columns[f] {
			w.take(it, f, n, at, rec.Cells)
		}
	}
	w.ask(it)
	w.dayOf(it, rec)
}

const hiddenRow = "hidden in the workbook"

// identity is a hash of a birth date and the numbers of a record, to tell two
// people of one name, or two appointments, apart without keeping either.
type identity [8]byte

// String is "" where the record had nothing of the kind.
func (id identity) String() string {
	if id == (identity{}) {
		return ""
	}
	return hex.EncodeToString(id[:])
}

func hashOf(cells []string, columns []int) (id identity) {
	text := ""
	for _, at := range columns {
		if at < len(cells) && !none[fold(clean(cells[at]))] {
			text += "\x00" + fold(clean(cells[at]))
		}
	}
	if strings.Trim(text, "\x00") != "" {
		sum := sha256.Sum256([]byte(text))
		copy(id[:], sum[:])
	}
	return id
}

// take takes the cell of a field's nth column.
func (w *walker) take(it *item, f field, n, at int, cells []string) {
	if at >= len(cells) || it.verdict != nil {
		return
	}
	var text string
	if text, it.verdict = cellOf(f, cells[at]); n == 0 {
		it.cells[f] = text
	} else if text != "" {
		it.more = append(it.more, extra{f, at, text})
	}
}

// ask looks in what is not read for words that take the sense from a row.
func (w *walker) ask(it *item) {
	for _, at := range w.scanned {
		if at >= len(it.raw) {
			continue
		}
		if w.lexicon.stopped(it.raw[at]) || w.lexicon.isStop(it.raw[at]) {
			it.asks, it.why = at, "its text has a word that says that the visit did not take place"
			return
		}
	}
	for _, at := range w.stopping {
		if at < len(it.raw) && w.lexicon.isStop(it.raw[at]) {
			it.asks, it.why = at, "it says that the visit did not take place"
			return
		}
	}
	for _, at := range w.places {
		if at >= len(it.raw) {
			continue
		}
		number := strings.ContainsFunc(it.raw[at], unicode.IsDigit) // of a telephone, or of a room
		if _, remote := w.lexicon.remote.find(wordsOf(it.raw[at])); remote && !number {
			it.asks, it.why = at, "by its place the visit was not in the room"
		}
		it.place = append(it.place, fold(clean(it.raw[at])))
	}
}

// dayOf gives a row without a day that of a line above: of its title, or of the
// row where it stands once for all that follow.
func (w *walker) dayOf(it *item, rec table.Record) {
	at := w.columns.at(date)
	if at >= 0 && it.cells[date] != "" {
		it.counted = at < len(rec.Days) && rec.Days[at] || isSerial(it.cells[date])
		if day, ok := w.dates.read(it.cells[date]); ok {
			day.clock, day.offset = nil, nil
			w.titles.carried = &day
		}
		return
	}
	if it.day = w.titles.day; it.day == nil && w.carries {
		it.day = w.titles.carried
	}
	if at < 0 && it.cells[patient]+it.cells[first]+it.cells[last]+it.cells[subject] == "" {
		// Nobody's row may be a title that was not understood: the rows under it
		// are of a day that is not known.
		w.titles.day, it.day = nil, nil
	}
}

// shifted is true for a row that is wider than the header and holds something
// out there, or no day where the day should be.
func (w *walker) shifted(cells []string) bool {
	if len(cells) <= len(w.names) {
		return false
	}
	if !w.columns.has(date) {
		return filled(cells[len(w.names):]) > 0
	}
	_, isDate := w.dates.read(clean(unguard(strings.TrimSpace(cells[w.columns.at(date)]))))
	return !isDate || filled(cells[len(w.names):]) > 0
}

// decisive are the fields without which a row must not be printed where the
// file has a column for them.
var decisive = []field{patient, last, date, service, status, cancelled, noShow, allDay}

// missing is the first decisive field whose column a short row does not reach,
// fieldCount where there is none.
func (w *walker) missing(cells []string) field {
	for _, f := range decisive {
		if slices.ContainsFunc(w.columns[f], func(at int) bool { return at >= len(cells) }) {
			return f
		}
	}
	return fieldCount
}

// isTotal is true for a row that adds others up: "Total" in front, and no day.
func (w *walker) isTotal(cells []string) bool {
	first := slices.IndexFunc(cells, func(cell string) bool { return strings.TrimSpace(cell) != "" })
	if first < 0 {
		return false
	}
	if at := w.columns.at(date); at >= 0 && at < len(cells) {
		if _, isDate := w.dates.read(clean(cells[at])); isDate {
			return false
		}
	}
	return slices.ContainsFunc(w.totals, func(words string) bool {
		return strings.HasPrefix(key(cells[first])+" ", words+" ")
	})
}

// cellOf is a cell as it is meant. The copy lets go of the rest of the row.
func cellOf(f field, raw string) (string, *verdict) {
	raw = strings.TrimSpace(raw)
	if strings.Contains(raw, "\n") && slices.Contains(inOneLine, f) {
		return "", failed(f, "the cell runs over several lines: a quotation mark may be missing in this row")
	}
	cell := clean(unguard(raw))
	switch {
	case isSpreadsheetError(cell):
		return "", failed(f, "the cell holds an error of the spreadsheet")
	case strings.ContainsRune(cell, '\uFFFD'):
		return "", failed(f, "the cell holds a character that cannot be read: save the export as UTF-8")
	}
	return strings.Clone(cell), nil
}

// isSpreadsheetError knows #NAME?, #REF!, #N/A and the hashes of a column that
// was too narrow.
func isSpreadsheetError(cell string) bool {
	return len(cell) > 2 && cell[0] == '#' && strings.ToUpper(cell) == cell &&
		(strings.HasSuffix(cell, "!") || strings.HasSuffix(cell, "?") || cell == "#N/A" || strings.Trim(cell, "#") == "")
}

// what names the kind of value that a column should hold.
func what(f field) string {
	if kind, ok := kinds[f]; ok {
		return kind
	}
	return fmt.Sprintf("a %s", f)
}
