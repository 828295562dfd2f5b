package web

import (
	"fmt"
	"io/fs"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// folder is one that exports land in, and how it is read.
func folder() (fstest.MapFS, *Exports) {
	files := fstest.MapFS{}
	return files, &Exports{Folder: files, Reading: reading}
}

// put writes a file at a minute of the hour before now.
func put(files fstest.MapFS, name, text string, minute int) {
	files[name] = &fstest.MapFile{Data: []byte(text), ModTime: clock().Add(time.Duration(minute-60) * time.Minute)}
}

// table is an export of patients who come at whole hours from 9 on.
func table(day string, patients ...string) string {
	text := "patient,date,time,area\n"
	for i, p := range patients {
		text += fmt.Sprintf("%s,%s,%02d:00,knee\n", p, day, 9+i)
	}
	return text
}

// shown is a list in one line.
func (d *day) shown() string {
	var all []string
	for _, v := range d.rows {
		all = append(all, v.Start.Format("15:04 ")+v.Patient)
	}
	return d.export + ": " + strings.Join(all, ", ")
}

const today = "2026-11-23"

func TestTheNewestExportIsRead(t *testing.T) {
	s := opened(t)
	files, e := folder()
	read := func() *day { return e.read(s.kit.Load(), clock(), clock(), &day{}) }
	if d := read(); d.shown() != ": " || d.problems != nil {
		t.Errorf("an empty folder: %s %v", d.shown(), d.problems)
	}
	put(files, "a.csv", table(today, "Nadia Brandt"), 1)
	put(files, "B.CSV", table(today, "Owen Hale"), 2)
	for name, minute := range map[string]int{"~$b.xlsx": 9, ".c.csv": 9, "c.csv.crdownload": 9, "c.csv.part": 9, "c.tmp": 9, "c.pdf": 9} {
		put(files, name, table(today, "Nobody"), minute)
	}
	files["folder.csv"] = &fstest.MapFile{Mode: fs.ModeDir, ModTime: clock().Add(time.Hour)}
	if got := read().shown(); got != "B.CSV: 09:00 Owen Hale" {
		t.Errorf("the newest: %s", got)
	}
	put(files, "c.tsv", strings.ReplaceAll(table(today, "Mei Tanaka"), ",", "\t"), 2)
	if got := read().shown(); got != "c.tsv: 09:00 Mei Tanaka" {
		t.Errorf("of one minute, by name: %s", got)
	}
	put(files, "a.csv", table(today, "Nadia Brandt", "Hugo Lindgren"), 3)
	if got := read().shown(); got != "a.csv: 09:00 Nadia Brandt, 10:00 Hugo Lindgren" {
		t.Errorf("replaced: %s", got)
	}
	e.Name = "B.CSV"
	if got := read().shown(); got != "B.CSV: 09:00 Owen Hale" {
		t.Errorf("by its name: %s", got)
	}
}

// TestDatesToCome: an export whose date is still to come is the newest only
// until another one arrives.
func TestDatesToCome(t *testing.T) {
	files, e := folder()
	now := clock()
	for _, step := range []struct {
		does   string
		name   string
		minute int // of its date, from now
		want   string
	}{
		{"one of today", "b.csv", -30, "b.csv"},
		{"one of another century", "z.csv", 40_000_000, "b.csv"},
		{"one by a clock that is ahead", "a.csv", 45, "a.csv"},
		{"the next one", "c.csv", 0, "c.csv"},
		{"nothing, until the date of the one ahead is past", "", 0, "c.csv"},
		{"the one ahead, written again", "a.csv", 10, "a.csv"},
		{"one more", "b.csv", 0, "b.csv"},
		{"two of one moment", "d.csv", 0, "d.csv"},
	} {
		if step.name != "" {
			files[step.name] = &fstest.MapFile{Data: []byte(step.does), ModTime: now.Add(time.Duration(step.minute) * time.Minute)}
		}
		all, err := e.candidates(now)
		if err != nil || all[0].Name() != step.want {
			t.Errorf("%s: %v, want %s first (%v)", step.does, all, step.want, err)
		}
		if step.does != "one more" {
			now = now.Add(time.Hour)
		}
	}
	clear(files)
	put(files, "z.csv", "", 40_000_000)
	if all, err := e.candidates(now); err != nil || all[0].Name() != "z.csv" {
		t.Errorf("the only one: %v", err)
	}
}

func TestAnExportThatIsNoOrdinaryFile(t *testing.T) {
	s := opened(t)
	files, e := folder()
	e.Folder, e.Name = pipes{files, t}, "day.csv"
	files["day.csv"] = &fstest.MapFile{Mode: fs.ModeNamedPipe}
	if d := e.read(s.kit.Load(), clock(), clock(), &day{}); fmt.Sprint(d.problems) != "day.csv: it cannot be read: this is no ordinary file" {
		t.Error(d.problems)
	}
}

func TestVisitsStandByTime(t *testing.T) {
	s := opened(t)
	files, e := folder()
	put(files, "day.csv", "patient,date,time\nB B,2026-11-23,10:00\nC C,2026-11-23,09:00\nA A,2026-11-23,10:00\nD D,2026-11-24,08:00\nE E,2026-11-22,23:59\n", 0)
	d := e.read(s.kit.Load(), clock(), clock(), &day{})
	if got := d.shown(); got != "day.csv: 09:00 C C, 10:00 A A, 10:00 B B" {
		t.Error(got)
	}
	// The day is that of the clinic, wherever the clock stands.
	late := time.Date(2026, 11, 24, 3, 0, 0, 0, time.UTC).In(s.kit.Load().clinic.Zone)
	if got := e.read(s.kit.Load(), clock(), late, d).shown(); got != "day.csv: 09:00 C C, 10:00 A A, 10:00 B B" {
		t.Errorf("at ten in the evening: %s", got)
	}
}

// TestAFileThatCannotBeRead leaves what was there, for that day.
func TestAFileThatCannotBeRead(t *testing.T) {
	s := opened(t)
	files, e := folder()
	put(files, "day.csv", table(today, "Nadia Brandt"), 1)
	good := e.read(s.kit.Load(), clock(), clock(), &day{})
	for name, breaks := range map[string]func(){
		"empty":           func() { put(files, "day.csv", "", 2) },
		"half a header":   func() { put(files, "day.csv", "patie", 2) },
		"half a workbook": func() { put(files, "day.xlsx", "PK\x03\x04\x14\x00\x06", 3) },
		"a web page":      func() { put(files, "day.csv", "<html>Nadia Brandt", 2) },
		"gone":            func() { e.Name = "other.csv" },
		"a folder gone":   func() { e.Folder = refusing{files, ".", fs.ErrPermission} },
	} {
		t.Run(name, func(t *testing.T) {
			clear(files)
			*e = Exports{Folder: files, Reading: reading}
			breaks()
			d := e.read(s.kit.Load(), clock(), clock(), good)
			if _, was, _ := strings.Cut(good.shown(), ":"); !strings.HasSuffix(d.shown(), was) {
				t.Errorf("shown: %s", d.shown())
			}
			if d.problems.Err() == nil || strings.Contains(d.problems.Error(), "secret") || strings.Contains(d.problems.Error(), "Nadia") {
				t.Errorf("said: %v", d.problems)
			}
			if next := e.read(s.kit.Load(), clock(), clock().AddDate(0, 0, 1), good); len(next.rows) > 0 || next.problems.Err() == nil {
				t.Errorf("the day after: %s %v", next.shown(), next.problems)
			}
		})
	}
}

func TestADayWithoutVisits(t *testing.T) {
	s := opened(t)
	files, e := folder()
	put(files, "day.csv", table("2026-11-20", "Nadia Brandt"), 1)
	before := &day{date: clock(), rows: e.read(s.kit.Load(), clock(), clock().AddDate(0, 0, -3), &day{}).rows}
	if len(before.rows) != 1 {
		t.Fatal("the export has no visit")
	}
	if d := e.read(s.kit.Load(), clock(), clock(), before); d.shown() != "day.csv: " || d.problems != nil {
		t.Errorf("%s %v", d.shown(), d.problems)
	}
}

// TestOpenRows: what is said of a row that a person has to look at names nobody.
func TestOpenRows(t *testing.T) {
	messy, err := os.ReadFile("../../examples/messy.csv")
	if err != nil {
		t.Fatal(err)
	}
	s := opened(t, exporting("messy.csv", string(messy)))
	d := s.day.Load()
	if len(d.rows) == 0 || len(d.open) == 0 || d.problems != nil {
		t.Fatalf("%d visits, %d open, %v", len(d.rows), len(d.open), d.problems)
	}
	said := fmt.Sprint(s.todayPage(httptest.NewRequest("GET", "/", nil)).Open)
	for _, name := range []string{"Brandt", "Hale", "Priya", "Lindgren", "Tanaka", "1970", "555"} {
		if strings.Contains(said, name) {
			t.Errorf("an open row says %s:\n%s", name, said)
		}
	}
	for _, row := range d.open {
		if row.Line == 0 || row.Reason == "" {
			t.Errorf("%+v", row)
		}
	}
}

func TestMoreVisitsThanADayHas(t *testing.T) {
	var text strings.Builder
	text.WriteString("patient,date,time\n")
	for i := range mostVisits + 5 {
		fmt.Fprintf(&text, "Patient %c%c%c,%s,%02d:%02d\n", 'A'+i%26, 'a'+i/26%26, 'a'+i/676, today, 6+i/60%14, i%60)
		fmt.Fprintf(&text, ",%s,08:00\n", today) // a row without a patient
	}
	d := opened(t, exporting("long.csv", text.String())).day.Load()
	if len(d.rows) != mostVisits || len(d.open) != mostVisits || len(d.problems) != 1 {
		t.Errorf("%d visits, %d open, %v", len(d.rows), len(d.open), d.problems)
	}
}

// stumbling is an export that makes its reader panic.
type stumbling struct{ fs.FS }

func (s stumbling) Open(name string) (fs.File, error) {
	if name == "." {
		return s.FS.Open(name)
	}
	panic("Nadia Brandt")
}

func (s stumbling) Stat(name string) (fs.FileInfo, error) { return fs.Stat(s.FS, name) }

func TestAnExportThatIsStumbledOver(t *testing.T) {
	s := opened(t)
	files, e := folder()
	put(files, "day.csv", table(today, "Nadia Brandt"), 1)
	e.Folder = stumbling{files}
	problems := e.read(s.kit.Load(), clock(), clock(), &day{}).problems
	if problems.Err() == nil || strings.Contains(problems.Error(), "Nadia") {
		t.Errorf("said: %v", problems)
	}
}
