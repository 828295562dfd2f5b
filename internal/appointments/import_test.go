package appointments

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/visit"
)

// rowsOf reads everything of a file and holds the accounting: every record
// once, and as many in each state as was promised.
func rowsOf(t *testing.T, name string, r io.Reader, o Options) ([]Row, error) {
	t.Helper()
	im, err := Open(name, r, o)
	if err != nil {
		return nil, err
	}
	return allRows(t, name, im)
}

func allRows(t *testing.T, name string, im *Import) ([]Row, error) {
	t.Helper()
	defer func() {
		if err := im.Close(); err != nil {
			t.Error(err)
		}
	}()
	var rows []Row
	var counts Counts
	for row, err := range im.Rows() {
		if err != nil {
			return rows, err
		}
		rows = append(rows, row)
		counts.add(row.State)
	}
	if counts != im.Counts() || counts.Rows != counts.Ready+counts.Merged+counts.Skipped+counts.Held+counts.Failed {
		t.Errorf("%s: promised %+v, came %+v", name, im.Counts(), counts)
	}
	everyRecordOnce(t, rows)
	return rows, nil
}

func everyRecordOnce(t *testing.T, rows []Row) {
	t.Helper()
	var records []int
	for _, row := range rows {
		records = append(records, row.Record)
	}
	slices.Sort(records)
	for i, record := range records {
		if record != i+1 {
			t.Fatalf("records %v are not 1 to %d", records, len(rows))
		}
	}
}

// FuzzOpen opens anything. Nothing panics, and no row is lost.
func FuzzOpen(f *testing.F) {
	for _, folder := range []string{"traps", "systems", "refused"} {
		paths, err := filepath.Glob("testdata/" + folder + "/*")
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range paths {
			if filepath.Ext(path) != ".golden" {
				f.Add(readFile(path))
			}
		}
	}
	o := testOptions()
	o.Dates, o.Time = DayFirst, &TimeOfDay{Hour: 17}
	lib, err := loadLibrary(o)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		im, err := lib.open("fuzz.csv", bytes.NewReader(file), o)
		if err != nil {
			return
		}
		rows, err := allRows(t, "fuzz.csv", im)
		if err != nil {
			return
		}
		for _, row := range rows {
			if row.State == Ready && (row.Visit.Patient == "" || row.Visit.Start.IsZero()) {
				t.Errorf("row %d is ready without a name or a start", row.Record)
			}
			if (row.State == Ready) != (row.Reason == "") {
				t.Errorf("row %d is %s for the reason %q", row.Record, row.State, row.Reason)
			}
		}
	})
}

// FuzzSheet puts anything into the sheet of a sound workbook. A checksum keeps
// FuzzOpen from getting so far.
func FuzzSheet(f *testing.F) {
	const head = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	f.Add(head + `<row r="1"><c r="A1" t="inlineStr"><is><t>Patient</t></is></c><c r="B1" t="inlineStr"><is><t>Date</t></is></c></row>` +
		`<row r="2"><c r="A2" t="inlineStr"><is><t>Ana</t></is></c><c r="B2"><v>46349.5</v></c></row></sheetData></worksheet>`)
	f.Add(head + `<row r="9"><c r="ZZZ9" t="s"><v>99</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c></row>`)
	lib, err := loadLibrary(testOptions())
	if err != nil {
		f.Fatal(err)
	}
	sound := workbookOf(f)
	f.Fuzz(func(t *testing.T, sheet string) {
		im, err := lib.open("fuzz.xlsx", bytes.NewReader(withSheet(t, sound, sheet)), testOptions())
		if err != nil {
			return
		}
		_, _ = allRows(t, "fuzz.xlsx", im) // an error is fine, a lost row is not
	})
}

// withSheet is a workbook with another first sheet.
func withSheet(t *testing.T, workbook []byte, sheet string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(workbook), int64(len(workbook)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range r.File {
		if part.Name != "xl/worksheets/sheet1.xml" {
			err = errors.Join(err, w.Copy(part))
			continue
		}
		to, err2 := w.Create(part.Name)
		_, err3 := io.WriteString(to, sheet)
		err = errors.Join(err, err2, err3)
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Of a table that is well written, as many rows come out as went in, whatever
// their cells hold.
func TestNoRowIsLost(t *testing.T) {
	cells := []string{"", "Ana Ruiz", "RUIZ, ANA", "Total", "Break", "2026-11-23", "23/11/2026", "11/24/2026", "09:00", "9 am", "24:00",
		"Dry needling", "Yoga", "Cancelled", "Mystery", "\"", "a, b", "=\"x\"", "#REF!", "\u00a0", "yes", "Patient", "café", "long " + strings.Repeat("x", 5000)}
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		table := [][]string{{"Patient", "Date", "Time", "Service", "Status", "Area"}}
		for range 1 + random.IntN(30) {
			row := []string{"x", "", "", "", "", ""} // never blank
			for i := range row {
				if cell := cells[random.IntN(len(cells))]; i > 0 || cell != "" && cell != "\u00a0" {
					row[i] = cell
				}
			}
			table = append(table, row)
		}
		if err := w.WriteAll(table); err != nil {
			t.Fatal(err)
		}
		o := testOptions()
		o.Dates, o.Time = DayFirst, &TimeOfDay{Hour: 17}
		rows, err := rowsOf(t, "random.csv", &text, o)
		if err != nil {
			if !strings.Contains(err.Error(), "no row has a day") {
				t.Errorf("%v", err)
			}
			continue
		}
		if len(rows) != len(table)-1 {
			t.Fatalf("%d rows of %d", len(rows), len(table)-1)
		}
	}
}

// The first example ends well, with the words of the real vocabulary; the
// second shows everything else.
func TestExamples(t *testing.T) {
	vocabulary, found := handout.ParseVocabulary("vocabulary.toml", readFile("../../templates/vocabulary.toml"))
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	o := testOptions()
	o.Vocabulary = vocabulary
	for name, want := range map[string]Counts{
		"appointments.csv": {Rows: 12, Ready: 11, Skipped: 1},
		"messy.csv":        {Rows: 14, Ready: 2, Merged: 1, Skipped: 4, Held: 2, Failed: 5},
	} {
		rows, err := rowsOf(t, name, bytes.NewReader(readFile("../../examples/"+name)), o)
		if err != nil {
			t.Fatal(err)
		}
		var got Counts
		for _, row := range rows {
			got.add(row.State)
			if len(row.Warnings) > 0 && name == "appointments.csv" {
				t.Errorf("row %d: %s", row.Record, row.Warnings)
			}
		}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", name, got, want)
		}
	}
}

// day is a table with everything in it, in characters that Windows-1252 has.
var day = [][]string{
	{"Patient", "Date", "Time", "End", "Service", "Status", "Practitioner", "Area", "Notes"},
	{"Núñez, José", "23/11/2026", "9:00 am", "9:45 am", "Punción seca", "Booked", "Kim Lee", "low back", "a \"quoted\" note, with a comma"},
	{"O’NEILL, ZOË", "23/11/2026", "14:30", "", "Dry needling; long", "Arrived", "Kim Lee", "", "two\nlines"},
	{"Núñez, José", "23/11/2026", "09:00", "10:00", "DN", "Booked", "Kim Lee", "hip", ""},
	{"Ana Ruiz", "23/11/2026", "15:00", "", "Dry needling", "Cancelled", "Kim Lee", "", "=1+1"},
	{"Ben Ode", "never", "16:00", "", "Dry needling", "Booked", "Kim Lee", "", "|"},
	{"Cy Tran", "24/11/2026", "16:00", "", "Yoga", "Booked", "Kim Lee", "", "\t"},
}

// The same rows give the same visits, however they are written.
func TestOneDayInEveryFormat(t *testing.T) {
	var want string
	for _, format := range formats(t) {
		rows, err := rowsOf(t, format.name, bytes.NewReader(format.file), testOptions())
		if err != nil {
			t.Errorf("%s: %v", format.name, err)
			continue
		}
		got := ""
		for _, row := range rows {
			row.Line = 0
			got += rowText(row)
		}
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("%s differs:\n%s\nfrom the first:\n%s", format.name, got, want)
		}
	}
	for _, part := range []string{"José Núñez", "Zoë O’Neill", "low back + hip", "merged", "skipped", "failed", "held"} {
		if !strings.Contains(want, part) {
			t.Errorf("the day lacks %q:\n%s", part, want)
		}
	}
}

type format struct {
	name string
	file []byte
}

func formats(t *testing.T) []format {
	out := []format{
		{"day.csv", delimited(',', "\r\n")}, {"day-semicolons.csv", delimited(';', "\n")},
		{"day.tsv", delimited('\t', "\r\n")}, {"day-bars.txt", delimited('|', "\r")},
		{"day-mark.csv", append([]byte("\xef\xbb\xbf"), delimited(',', "\n")...)},
		{"day-sep.csv", append([]byte("sep=;\r\n"), delimited(';', "\r\n")...)},
		{"day.xlsx", workbookOf(t)},
	}
	tabs := delimited('\t', "\r\n")
	for name, to := range map[string]interface{ Bytes([]byte) ([]byte, error) }{
		"day-1252.tsv":     charmap.Windows1252.NewEncoder(),
		"day-16le.txt":     unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder(),
		"day-16be.txt":     unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder(),
		"day-bare16le.txt": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder(),
	} {
		file, err := to.Bytes(tabs)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, format{name, file})
	}
	return out
}

// delimited writes the day by hand: the writer of encoding/csv would share the
// mistakes of its reader.
func delimited(comma rune, end string) []byte {
	var b strings.Builder
	for _, row := range day {
		for i, cell := range row {
			if i > 0 {
				b.WriteRune(comma)
			}
			b.WriteString(`"` + strings.ReplaceAll(cell, `"`, `""`) + `"`)
		}
		b.WriteString(end)
	}
	return []byte(b.String())
}

func workbookOf(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range day {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A pipe can be read once only. It goes to a spool file that nobody else can
// read and that is gone afterwards.
func TestStandardInput(t *testing.T) {
	folder := t.TempDir()
	file := delimited(',', "\n")
	o := testOptions()
	o.Spool = folder
	im, err := Open("standard input", pipe(t, file), o)
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(file); im.SHA256() != hex.EncodeToString(sum[:]) {
		t.Error(im.SHA256())
	}
	for range 2 { // rows can be read again
		n := 0
		for _, err := range im.Rows() {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		if n != len(day)-1 {
			t.Errorf("%d rows", n)
		}
	}
	if err := im.Close(); err != nil {
		t.Error(err)
	}
	nothingLeft(t, folder)
}

func pipe(t *testing.T, content []byte) *os.File {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	go func() {
		defer w.Close()
		_, _ = w.Write(content) // a reader that gives up early is no fault
	}()
	return r
}

func nothingLeft(t *testing.T, folder string) {
	t.Helper()
	left, err := fs.Glob(os.DirFS(folder), "*")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// A refused file leaves nothing behind either, and neither does a workbook.
func TestNothingIsLeftBehind(t *testing.T) {
	folder := t.TempDir()
	o := testOptions()
	o.Spool = folder
	if _, err := Open("standard input", pipe(t, []byte("%PDF-1.7")), o); err == nil {
		t.Error("a PDF is read")
	}
	nothingLeft(t, folder)
	if _, err := rowsOf(t, "day.xlsx", pipe(t, workbookOf(t)), o); err != nil {
		t.Error(err)
	}
	nothingLeft(t, folder)
}

// failing is a file on a disk that goes away.
type failing struct{ *bytes.Reader }

func (f failing) Read(p []byte) (int, error) {
	n, err := f.Reader.Read(p)
	if f.Reader.Len() == 0 {
		return n, fmt.Errorf("input/output error")
	}
	return n, err
}

func TestReadErrorsAreNotTheEnd(t *testing.T) {
	_, err := rowsOf(t, "day.csv", failing{bytes.NewReader(delimited(',', "\n"))}, testOptions())
	if err == nil || !strings.Contains(err.Error(), "day.csv: input/output error") {
		t.Errorf("got %v", err)
	}
}

// What a person stops early stops.
func TestRowsCanBeLeft(t *testing.T) {
	im, err := Open("day.csv", bytes.NewReader(delimited(',', "\n")), testOptions())
	if err != nil {
		t.Fatal(err)
	}
	defer im.Close()
	for _, err := range im.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		break
	}
}

// Nothing of a person but what a handout prints gets past the door, and what
// is said of a file or a row repeats no value of a patient's.
func TestPersonalDataStaysOutside(t *testing.T) {
	secrets := []string{"1970-01-31", "555-01", "example.com", "999 000", "SecretPlan", "M54.5", "secret", "Example St", "Private - Physio", "backache"}
	names := []string{"Ruiz", "Ode", "Tran", "Fox", "Núñez", "Nguy", "O'Neill", "García"}
	for _, path := range testFiles(t) {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		o := testOptions()
		if change := with[filepath.Base(path)]; change != nil {
			change(&o)
		}
		im, err := Open(filepath.Base(path), f, o)
		if err != nil {
			holdsNone(t, path, fmt.Sprintf("%+v", err), append(secrets, names...))
			continue
		}
		defer im.Close()
		holdsNone(t, path, fmt.Sprintf("%+v", im.Explain()), append(secrets, names...))
		for row, err := range im.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			if row.State == Ready { // of a held row its visit is what was read, whatever that is
				holdsNone(t, path, fmt.Sprintf("%+v", row), secrets)
			}
			row.Visit = visit.Visit{}
			holdsNone(t, path, fmt.Sprintf("%+v", row), names)
		}
	}
}

func holdsNone(t *testing.T, path, text string, parts []string) {
	t.Helper()
	for _, part := range parts {
		if strings.Contains(text, part) {
			t.Errorf("%s: %q is repeated in %s", path, part, text)
		}
	}
}

// TestNoneAsked: a sound file without a row of that day can be told from one
// that is wrong, and says its message as any other.
func TestNoneAsked(t *testing.T) {
	const table = "patient,date,time,area\nNadia Brandt,2026-11-23,08:00,neck\n"
	for _, c := range []struct {
		text          string
		day           int
		refused, none bool
	}{{table, 23, false, false}, {table, 24, true, true}, {"patient,date,time,area\n", 24, true, true}, {"Nadia Brandt", 24, true, false}} {
		o := testOptions()
		o.On = time.Date(2026, 11, c.day, 0, 0, 0, 0, time.UTC)
		_, err := Open("day.csv", strings.NewReader(c.text), o)
		var none NoneAsked
		var list diag.List
		if errors.As(err, &list) != c.refused || errors.As(err, &none) != c.none || !none.Last.IsZero() && none.Last.Day() != 23 {
			t.Errorf("the %dth of %q: %v", c.day, c.text, err)
		}
	}
}
