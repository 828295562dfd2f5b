package appointments

import (
	"maps"
	"strings"
	"testing"

	"aftercare/internal/table"
)

func TestClean(t *testing.T) {
	for cell, want := range map[string]string{
		"Ana":                          "Ana",
		"":                             "",
		" Ana\u00a0\t Ruiz\u200b\r\n ": "Ana Ruiz",
		"Jose\u0301":                   "José",
		"a\x00b\x1bc":                  "abc",
		"a\xffb":                       "a\uFFFDb",
	} {
		if got := clean(cell); got != want {
			t.Errorf("%q: got %q, want %q", cell, got, want)
		}
	}
}

func TestUnguard(t *testing.T) {
	for cell, want := range map[string]string{
		`="0123"`: "0123", `'+44 20`: "+44 20", `'=A1`: "=A1", `'2026-11-23`: "2026-11-23",
		`'t Hooft`: `'t Hooft`, `=""`: `=""`, `'`: `'`, "plain": "plain",
	} {
		if got := unguard(cell); got != want {
			t.Errorf("%q: got %q, want %q", cell, got, want)
		}
	}
}

func TestFoldAndKey(t *testing.T) {
	for s, want := range map[string][2]string{
		"No-Show":           {"no show", "no show"},
		"  Cancelada ":      {"cancelada", "cancelada"},
		"% Canceled < 24h":  {"% canceled < 24h", "canceled 24h"},
		"-":                 {"-", ""},
		"Punción  Seca":     {"puncion seca", "puncion seca"},
		"Start Date & Time": {"start date & time", "start date time"},
		"starts_at":         {"starts at", "starts at"},
	} {
		if fold(s) != want[0] || key(s) != want[1] {
			t.Errorf("%q: got %q and %q, want %q", s, fold(s), key(s), want)
		}
	}
}

func TestSays(t *testing.T) {
	for _, test := range []struct {
		text, phrase string
		want         bool
	}{
		{"dn lumbar", "dn", true}, {"tdn", "dn", false}, {"dna test", "dn", false}, {"dry needling 45", "dry needling", true},
		{"dry cupping and needling", "dry needling", false}, {"anything", "", false},
	} {
		if got := says(test.text, test.phrase); got != test.want {
			t.Errorf("%q says %q: %v", test.text, test.phrase, got)
		}
	}
}

func TestParseMap(t *testing.T) {
	for _, test := range []struct {
		text string
		want map[string]string
	}{
		{"patient=Client,date=Start Date", map[string]string{"Client": "patient", "Start Date": "date"}},
		{"patient='Last, First' , date=\"Day, time\"", map[string]string{"Last, First": "patient", "Day, time": "date"}},
		{"date=A=B", map[string]string{"A=B": "date"}},
		{"status=A,status=B,unused=C,unused=D", map[string]string{"A": "status", "B": "status", "C": "unused", "D": "unused"}},
		{"", map[string]string{}},
		{"patient", nil}, {"patient=", nil}, {"pacient=Client", nil}, {"date='open", nil}, {"date='a'b", nil}, {"date=A,date=B", nil}, {"date=A,time=A", nil},
	} {
		got, err := ParseMap(test.text)
		if (err == nil) != (test.want != nil) || err == nil && !maps.Equal(got, test.want) {
			t.Errorf("%q: got %q, %v, want %q", test.text, got, err, test.want)
		}
	}
}

// What an error suggests can be typed as it stands.
func TestSuggestionsAreRead(t *testing.T) {
	for _, column := range []string{"Client", "Day, time", "Therapist's client"} {
		got, err := ParseMap("patient=" + quoted(column) + ",date=Day")
		if err != nil || got[column] != "patient" && column != "Therapist's client" {
			t.Errorf("%q: got %q, %v", column, got, err)
		}
	}
}

func TestParseRows(t *testing.T) {
	got, err := ParseRows("3-9, 14")
	if err != nil || len(got) != 2 || got[0] != (Range{3, 9}) || got[1] != (Range{14, 14}) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"", "0", "9-3", "a", "3-", "1,,2", "-1"} {
		if got, err := ParseRows(bad); err == nil {
			t.Errorf("%q is read as %v", bad, got)
		}
	}
}

func TestParseOrder(t *testing.T) {
	for _, o := range []Order{DayFirst, MonthFirst, YearFirst} {
		if got, err := ParseOrder(o.String()); err != nil || got != o {
			t.Errorf("%v: got %v, %v", o, got, err)
		}
	}
	if _, err := ParseOrder("ydm"); err == nil {
		t.Error("ydm is read")
	}
}

// A repeated name gets the next number that is free.
func TestRepeatedNames(t *testing.T) {
	h := headerOf(table.Record{Cells: []string{"Charge", "Charge 2", "charge", "", "", "CHARGE"}})
	if got := strings.Join(h.names, "|"); got != "Charge|Charge 2|charge 3|||CHARGE 4" {
		t.Errorf("got %s", got)
	}
	if h.find("charge 3") != 2 || h.find("") != -1 || h.find("none", "charge") != 0 {
		t.Error("columns are not found by their keys")
	}
}
