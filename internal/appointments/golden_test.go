package appointments

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden tables")

// with are the options that a file needs. A second reading of the same file
// has a name after the colon.
var with = map[string]func(*Options){
	"order-asked.csv": func(o *Options) { o.Dates = DayFirst },
	"mapped.csv": func(o *Options) {
		o.Map = map[string]string{"Who": "patient", "When, exactly": "date", "Kind": "service"}
	},
	"year-first-or-last.csv": func(o *Options) { o.Now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC) },
	"clock-change.csv":       func(o *Options) { o.Nights = true },
	"filters.csv": func(o *Options) {
		o.On = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
		o.From, o.To = &TimeOfDay{Hour: 13}, &TimeOfDay{Hour: 17}
		o.Therapist = "lee"
		o.Rows = []Range{{1, 7}}
	},
	"services.csv:rules": func(o *Options) {
		o.Services = map[string]string{"Cupping": "cupping", "Video call": "skip", "Dry needling video consult": "dry-needling"}
		o.ServiceAreas = map[string]string{"DN - Lumbar": "low back", "follow-up": "the same as last time"}
	},
	"services.csv:handout":    func(o *Options) { o.Handout = "cupping" },
	"day-only.csv:time":       func(o *Options) { o.Time = &TimeOfDay{Hour: 17} },
	"nookal.csv:time":         func(o *Options) { o.Time = &TimeOfDay{Hour: 17} },
	"simplepractice.csv:code": func(o *Options) { o.Services = map[string]string{"DN30": "dry-needling", "97110": "skip"} },
	"own-profile.csv": func(o *Options) {
		o.ProfileName, o.Profile = "ours.toml", readFile("testdata/own-profile.toml")
	},
	"writeupp.csv:base": func(o *Options) {
		o.ProfileName = "ours.toml"
		o.Profile = []byte("schema = 1\nid = \"ours\"\nname = \"Ours\"\nbase = \"writeupp\"\n[status]\n\"Waiting for form\" = \"print\"\n\"Complete\" = \"skip\"\n")
	},
	"unknown-base.csv": func(o *Options) {
		o.ProfileName = "ours.toml"
		o.Profile = []byte("schema = 1\nid = \"ours\"\nname = \"Ours\"\nbase = \"writeup\"\n")
	},
	"empty-day.csv":       func(o *Options) { o.On = time.Date(2026, 12, 24, 0, 0, 0, 0, time.UTC) },
	"unknown-handout.csv": func(o *Options) { o.Services = map[string]string{"Cupping": "coping"} },
	"unknown-column.csv":  func(o *Options) { o.Map = map[string]string{"Pacient": "patient"} },
	"unknown-field.csv":   func(o *Options) { o.Map = map[string]string{"Patient": "pacient"} },
	"own-profile-misfit.csv": func(o *Options) {
		o.ProfileName, o.Profile = "ours.toml", readFile("testdata/own-profile.toml")
	},
	"broken-profile.csv": func(o *Options) {
		o.ProfileName, o.Profile = "ours.toml", []byte("schema = 2\nid = \"ours\"\nname = \"Ours\"\nevidence = \"rumour\"\n[columns]\npatent = [\"Who\"]\n[status]\n\"Here\" = \"yes\"\n")
	},
}

func readFile(path string) []byte {
	text, err := os.ReadFile(path)
	if err != nil {
		panic(err)
	}
	return text
}

// TestGolden reads every file of testdata and compares what was understood of
// it, row by row, with the table beside it.
func TestGolden(t *testing.T) {
	for _, path := range testFiles(t) {
		readings := []string{""}
		for name := range with {
			if file, reading, ok := strings.Cut(name, ":"); ok && file == filepath.Base(path) {
				readings = append(readings, reading)
			}
		}
		for _, reading := range readings {
			name := strings.TrimSuffix(filepath.Base(path)+":"+reading, ":")
			t.Run(strings.ReplaceAll(name, ":", " "), func(t *testing.T) {
				compare(t, strings.TrimSuffix(path+"."+reading, ".")+".golden", understood(t, path, with[name]))
			})
		}
	}
}

func testFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	for _, folder := range []string{"traps", "systems", "clean", "sense", "refused"} {
		all, err := filepath.Glob("testdata/" + folder + "/*")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range all {
			if filepath.Ext(path) != ".golden" {
				files = append(files, path)
			}
		}
	}
	if len(files) < 60 {
		t.Fatalf("only %d files in testdata", len(files))
	}
	return files
}

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; -update rewrites it\n--- got\n%s--- want\n%s", golden, got, want)
	}
}

// understood is a file as text: how it was understood, and each row.
func understood(t *testing.T, path string, change func(*Options)) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	o := testOptions()
	if change != nil {
		change(&o)
	}
	im, err := Open(filepath.Base(path), f, o)
	if err != nil {
		return refusalText(err)
	}
	defer im.Close()
	var b strings.Builder
	explain(&b, im.Explain())
	counts := Counts{}
	for row, err := range im.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		counts.add(row.State)
		b.WriteString(rowText(row))
	}
	if counts != im.Counts() {
		t.Errorf("%+v were promised and %+v came", im.Counts(), counts)
	}
	return b.String()
}

func refusalText(err error) string {
	var list diag.List
	if !errors.As(err, &list) {
		return "refused: " + err.Error() + "\n"
	}
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "refused: %s\n", d)
		if d.Hint != "" {
			fmt.Fprintf(&b, "   hint: %s\n", d.Hint)
		}
	}
	return b.String()
}

func explain(b *strings.Builder, e Explanation) {
	fmt.Fprintf(b, "%s\n", strings.Join(nonEmpty(e.Format, e.Encoding, e.Delimiter, fmt.Sprintf("header in line %d", e.HeaderLine)), ", "))
	fmt.Fprintf(b, "profile %s (%.0f %%; %s)\n", e.Profile, 100*e.Confidence, e.Evidence)
	for _, c := range e.Columns {
		fmt.Fprintf(b, "  %q: %s\n", c.Name, strings.Join(nonEmpty(c.Field, c.Use), ", "))
	}
	fmt.Fprintf(b, "dates %s: %s\n", e.Dates, e.DatesWhy)
	for _, m := range e.Statuses {
		fmt.Fprintf(b, "status %q ×%d → %s\n", m.Value, m.Rows, m.Leads)
	}
	for _, m := range e.Services {
		fmt.Fprintf(b, "service %q ×%d → %s\n", m.Value, m.Rows, m.Leads)
	}
	if e.Outside > 0 {
		fmt.Fprintf(b, "%d lines outside the appointments\n", e.Outside)
	}
	c := e.Counts
	fmt.Fprintf(b, "%d rows: %d ready, %d merged, %d skipped, %d held, %d failed\n\n", c.Rows, c.Ready, c.Merged, c.Skipped, c.Held, c.Failed)
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

func rowText(row Row) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d (line %d) %s", row.Record, row.Line, row.State)
	if row.State == Ready {
		b.WriteString(": " + visitText(row))
	} else {
		fmt.Fprintf(&b, ": %s", strings.Join(nonEmpty(row.Column, row.Reason), ": "))
	}
	b.WriteByte('\n')
	if row.Hint != "" {
		fmt.Fprintf(&b, "    hint: %s\n", row.Hint)
	}
	for _, w := range row.Warnings {
		fmt.Fprintf(&b, "    warning: %s\n", w)
	}
	return b.String()
}

func visitText(row Row) string {
	v := row.Visit
	text := fmt.Sprintf("%s | %s", v.Patient, v.Start.Format("2006-01-02 15:04:05 MST"))
	if !v.End.IsZero() {
		text += " to " + v.End.Format("2006-01-02 15:04")
	}
	text += " | " + v.Handout
	for _, field := range []struct{ name, value string }{
		{"area", strings.Join(v.Areas, " + ")}, {"therapist", v.Therapist}, {"flags", strings.Join(v.Flags, " + ")},
		{"language", v.Language}, {"note", v.Note},
	} {
		if field.value != "" {
			text += " | " + field.name + " " + field.value
		}
	}
	if !v.Next.IsZero() {
		text += " | next " + v.Next.Format("2006-01-02 15:04")
	}
	return text
}

// Holding is no way out: clean exports of the systems that are named hold no
// row and fail none, and of those that have a status nobody who did not come is
// printed.
func TestCleanExportsHoldNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/clean/*")
	if err != nil || len(files) < 20 {
		t.Fatal(len(files), err)
	}
	for _, path := range files {
		if filepath.Ext(path) == ".golden" {
			continue
		}
		rows, err := rowsOf(t, filepath.Base(path), bytes.NewReader(readFile(path)), testOptions())
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		ready := 0
		for _, row := range rows {
			switch {
			case row.State == Ready:
				ready++
			case row.State != Skipped:
				t.Errorf("%s: row %d is %s: %s", path, row.Record, row.State, row.Reason)
			}
			if who := row.Visit.Patient; strings.HasSuffix(who, "Paz") || strings.HasSuffix(who, "Dow") {
				t.Errorf("%s: %s did not come", path, who)
			}
		}
		if ready == 0 {
			t.Errorf("%s: no sheet", path)
		}
	}
}
