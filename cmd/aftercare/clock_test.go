package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/internal/raster"
)

// moments are when a day and a clock are easily mistaken in the clinic of the
// examples, by New York's clocks: every third hour of a day, the turn of the
// year, the leap day, both changes of the clocks and the hours about them.
var moments = []string{
	"2026-11-23T00:00:00-05:00", "2026-11-23T03:00:00-05:00", "2026-11-23T06:00:00-05:00", "2026-11-23T09:00:00-05:00",
	"2026-11-23T12:00:00-05:00", "2026-11-23T15:00:00-05:00", "2026-11-23T18:00:00-05:00", "2026-11-23T21:00:00-05:00",
	"2026-12-31T23:59:30-05:00", "2027-01-01T00:00:30-05:00", "2028-02-29T10:00:00-05:00", "2028-02-29T23:30:00-05:00",
	"2027-03-14T01:30:00-05:00", "2027-03-14T03:30:00-04:00", "2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00",
	"2019-07-04T16:00:00-04:00", "2041-05-06T08:00:00-04:00",
}

// zones are where the machine may think that it is: the first and the last
// place of a day, the clinic's own, none.
var zones = []string{"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "UTC"}

// atEveryMoment runs a test with the machine's clock at each of the moments, in
// each zone. The second clock is the clinic's.
func atEveryMoment(t *testing.T, zones []string, test func(t *testing.T, now func() time.Time, clinics time.Time)) {
	t.Helper()
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, moment := range moments {
		at, err := time.Parse(time.RFC3339, moment)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range zones {
			zone, err := time.LoadLocation(name)
			if err != nil {
				t.Fatal(err)
			}
			t.Run(moment+" in "+name, func(t *testing.T) {
				test(t, func() time.Time { return at.In(zone) }, at.In(newYork))
			})
		}
	}
}

func at(now func() time.Time, args ...string) (code int, stdout, stderr string) {
	var out, said bytes.Buffer
	code = run(context.Background(), args, strings.NewReader(""), &out, &said, now)
	return code, out.String(), said.String()
}

var exampleClinic = filepath.Join("..", "..", "examples", "clinic.toml")

// onTheClock is a time as the clinic's country says it.
func onTheClock(t time.Time) string {
	return strings.NewReplacer("12:00 am", "12 midnight", "12:00 pm", "12 noon").Replace(t.Format("3:04 pm"))
}

// TestMakeAtAnyMoment: without --at the session is now, by the clinic's clock.
func TestMakeAtAnyMoment(t *testing.T) {
	reader, err := raster.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	atEveryMoment(t, zones, func(t *testing.T, now func() time.Time, clinics time.Time) {
		code, pdf, said := at(now, "make", "dry-needling", "--area", "neck", "--out", "-", "--clinic", exampleClinic)
		if code != exitDone {
			t.Fatal(said)
		}
		pages, err := reader.Texts([]byte(pdf))
		if err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(strings.Join(strings.Fields(strings.Join(pages, " ")), " "), "\u00a0", " ")
		if want := clinics.Format("January 2, 2006, ") + onTheClock(clinics); !strings.Contains(text, want) {
			t.Errorf("%q does not stand in %.300s", want, text)
		}
	})
}

// threeDays is an export of yesterday, today and tomorrow.
func threeDays(t *testing.T, today time.Time) string {
	t.Helper()
	text := "patient,date,time,area\n"
	for i, name := range []string{"Ana Marsh", "Nadia Brandt", "Owen Hale"} {
		text += fmt.Sprintf("%s,%s,11:00,neck\n", name, today.AddDate(0, 0, i-1).Format(time.DateOnly))
	}
	file := filepath.Join(t.TempDir(), "days.csv")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestBatchOfTodayAtAnyMoment: today is the clinic's, wherever the machine is.
func TestBatchOfTodayAtAnyMoment(t *testing.T) {
	atEveryMoment(t, zones, func(t *testing.T, now func() time.Time, clinics time.Time) {
		file := threeDays(t, clinics)
		out := filepath.Join(filepath.Dir(file), "sheets")
		code, told, said := at(now, "batch", file, "--on", "today", "--out", out, "--clinic", exampleClinic)
		if code != exitDone || strings.Count(told, "made ") != 1 || !strings.Contains(told, "1100-2-dry-needling.pdf") {
			t.Errorf("exit code %d, want the sheet of the second row alone:\n%s%s", code, told, said)
		}
	})
}

// TestTheExamplesAtAnyMoment: what the README shows works in any year.
func TestTheExamplesAtAnyMoment(t *testing.T) {
	atEveryMoment(t, zones[:1], func(t *testing.T, now func() time.Time, _ time.Time) {
		out := filepath.Join(t.TempDir(), "sheets")
		code, told, said := at(now, "batch", filepath.Join("..", "..", "examples", "appointments.csv"), "--out", out, "--clinic", exampleClinic)
		if code != exitDone || strings.Count(told, "made ") != 11 {
			t.Errorf("exit code %d:\n%s%s", code, told, said)
		}
	})
}

// TestServeAtAnyMoment lists the clinic's today, and makes a sheet of now.
func TestServeAtAnyMoment(t *testing.T) {
	for _, zone := range zones[:2] {
		atEveryMoment(t, []string{zone}, func(t *testing.T, now func() time.Time, clinics time.Time) {
			s := servingAt(t, now, threeDays(t, clinics))
			s.wants(t, "/today", clinics.Format("Monday, January 2, 2006"), "Nadia Brandt")
			if _, text := s.ask(t, "GET", "/today", ""); strings.Contains(text, "Ana Marsh") || strings.Contains(text, "Owen Hale") {
				t.Error("it lists another day as well")
			}
			told := clinics.Format("2 Jan 2006 ") + onTheClock(clinics)
			if _, text := s.ask(t, "POST", "/sheets", `{"areas": ["neck"]}`); !strings.Contains(text, told) {
				t.Errorf("a sheet of now is not of %s: %s", told, text)
			}
		})
	}
}

// TestTheShippedClockIsTheMachines: nothing from outside turns it.
func TestTheShippedClockIsTheMachines(t *testing.T) {
	t.Setenv("AFTERCARE_CLOCK", "2001-01-01T00:00:00Z")
	if year := clock()().Year(); year == 2001 {
		t.Error("the clock of the program can be turned from outside")
	}
}
