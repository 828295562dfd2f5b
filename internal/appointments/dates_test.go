package appointments

import (
	"testing"
	"time"
)

func TestDates(t *testing.T) {
	const day, month = DayFirst, MonthFirst
	for _, test := range []struct {
		cell  string
		order Order
		want  string // with its offset where it has one, "" where it is no date
	}{
		{"2026-11-23", Undecided, "2026-11-23"},
		{"2026-11-23 14:30", Undecided, "2026-11-23 14:30"},
		{"2026-11-23T14:30:05", Undecided, "2026-11-23 14:30:05"},
		{"2026-11-23T14:30:05.123Z", Undecided, "2026-11-23 14:30:05 +0000"},
		{"2026-11-23 14:30:00+00", Undecided, "2026-11-23 14:30 +0000"},
		{"2026-11-23 14:30 -05:30", Undecided, "2026-11-23 14:30 -0530"},
		{"2026-11-23 14:30 UTC", Undecided, "2026-11-23 14:30 +0000"},
		{"20261123", Undecided, "2026-11-23"},
		{"20261123T143000Z", Undecided, "2026-11-23 14:30 +0000"},
		{"2026/11/23", day, "2026-11-23"},
		{"02/01/2026", day, "2026-01-02"},
		{"02/01/2026", month, "2026-02-01"},
		{"9/24/2026 1:00 PM", month, "2026-09-24 13:00"},
		{"29-06-26", day, "2026-06-29"},
		{"23.11.2026, 9:05", day, "2026-11-23 09:05"},
		{"30/02/2026", day, ""},
		{"13/13/2026", day, ""},
		{"December 2, 2020 9:00 am", Undecided, "2020-12-02 09:00"},
		{"September 2, 2019 10:15", Undecided, "2019-09-02 10:15"},
		{"Mon, 23 Nov 2026 12:00 am", Undecided, "2026-11-23"},
		{"23rd of November 2026 at 12:00 pm", Undecided, "2026-11-23 12:00"},
		{"2026 Nov 23", Undecided, "2026-11-23"},
		{"lunes 23 de noviembre de 2026, 9:30 a. m.", Undecided, "2026-11-23 09:30"},
		{"mar 24 nov 2026", Undecided, "2026-11-24"},
		{"3 mar 2026", Undecided, "2026-03-03"},
		{"mié. 25 may 2026", Undecided, "2026-05-25"},
		{"31 sept 2026", Undecided, ""},
		{"23 Nov", Undecided, ""},
		{"11/23", month, ""},
		{"555-123-4567", month, ""},
		{"23/11/1826", day, ""},
		{"2026-11-23 25:00", Undecided, ""},
		{"2026-11-23 14:60", Undecided, ""},
		{"soon", Undecided, ""},
		{"99999999999999999999/1/2026", day, ""},
		{"46349", Undecided, "2026-11-23"}, // a day of Excel's, and this is no workbook
		{"", Undecided, ""},
	} {
		var dates calendar
		w, ok := dates.read(test.cell)
		got := ""
		if year, m, d, exists := w.in(test.order); ok && exists {
			got = inWords(w, time.Date(year, m, d, 0, 0, 0, 0, time.UTC))
		}
		if got != test.want {
			t.Errorf("%q as %v: got %q, want %q", test.cell, test.order, got, test.want)
		}
	}
}

func inWords(w written, day time.Time) string {
	format := "2006-01-02"
	at := TimeOfDay{}
	if w.clock != nil {
		at = w.clock.TimeOfDay
	}
	switch {
	case at.Second > 0:
		format += " 15:04:05"
	case at != TimeOfDay{}:
		format += " 15:04"
	}
	zone := time.UTC
	if w.offset != nil {
		format += " -0700"
		zone = w.offset
	}
	return time.Date(day.Year(), day.Month(), day.Day(), at.Hour, at.Minute, at.Second, 0, zone).Format(format)
}

func TestTimeOfDay(t *testing.T) {
	for cell, want := range map[string]string{
		"14:30": "14:30", "2:30 pm": "14:30", "2:30PM": "14:30", "9am": "09:00", "9:00am": "09:00", "09:00:00": "09:00",
		"9.30": "09:30", "14h30": "14:30", "14:30 h": "14:30", "2:30 p. m.": "14:30", "12:00 am": "00:00", "12 pm": "12:00",
		"13:00 PM": "13:00", "0:15": "00:15", " 7:05 a.m. ": "07:05",
		"9": "", "24:00": "", "14:60": "", "14:30 am": "", "noon": "", "": "", "9:5": "",
	} {
		got, err := ParseTimeOfDay(cell)
		if (err == nil) != (want != "") || err == nil && got.String() != want {
			t.Errorf("%q: got %v, %v, want %q", cell, got, err, want)
		}
	}
}

func TestSpans(t *testing.T) {
	for cell, want := range map[string]time.Duration{
		"45": 45 * time.Minute, "45.0": 45 * time.Minute, "45 min": 45 * time.Minute, "45min.": 45 * time.Minute,
		"1h 15min": 75 * time.Minute, "1 hour": time.Hour, "0:45": 45 * time.Minute, "1:00": time.Hour,
		"PT1H15M": 75 * time.Minute, "PT45M": 45 * time.Minute, "2 horas": 2 * time.Hour,
		"": 0, "0": 0, "a while": 0, "-45": 0,
	} {
		if got, ok := parseSpan(cell); got != want && ok || ok != (want > 0) {
			t.Errorf("%q: got %v, %v, want %v", cell, got, ok, want)
		}
	}
}

// A clock that goes forward leaves an hour out; one that goes back shows an
// hour twice, and the first is meant.
func TestOnWall(t *testing.T) {
	for _, test := range []struct {
		day           string
		at            TimeOfDay
		want          string
		exists, twice bool
	}{
		{"2026-03-08", TimeOfDay{2, 30, 0}, "", false, false},
		{"2026-03-08", TimeOfDay{3, 0, 0}, "2026-03-08T03:00:00-04:00", true, false},
		{"2026-11-01", TimeOfDay{1, 30, 0}, "2026-11-01T01:30:00-04:00", true, true},
		{"2026-11-01", TimeOfDay{2, 0, 0}, "2026-11-01T02:00:00-05:00", true, false},
		{"2026-11-23", TimeOfDay{9, 0, 0}, "2026-11-23T09:00:00-05:00", true, false},
	} {
		day, err := time.Parse(time.DateOnly, test.day)
		if err != nil {
			t.Fatal(err)
		}
		got, exists, twice := onWall(day.Year(), day.Month(), day.Day(), test.at, newYork)
		if exists != test.exists || twice != test.twice || exists && got.Format(time.RFC3339) != test.want {
			t.Errorf("%s %s: got %v, %v, %v", test.day, test.at, got, exists, twice)
		}
	}
}

func TestExcelDays(t *testing.T) {
	dates := calendar{serial: true}
	w, ok := dates.read("46349.604166666664")
	if year, month, day, _ := w.in(Undecided); !ok || year != 2026 || month != 11 || day != 23 || w.clock.TimeOfDay != (TimeOfDay{14, 30, 0}) {
		t.Errorf("got %+v, %v", w, ok)
	}
	if w, ok := dates.read("46349"); !ok || w.clock != nil {
		t.Errorf("a whole day has no time: %+v, %v", w, ok)
	}
	for _, cell := range []string{"1", "-3", "1e9", "NaN", "Inf"} {
		if w, ok := dates.read(cell); ok {
			t.Errorf("%s is read as %+v", cell, w)
		}
	}
	if at, ok := dates.clock("0.6041666"); !ok || at.String() != "14:30" {
		t.Errorf("got %v, %v", at, ok)
	}
}
