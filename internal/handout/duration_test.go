package handout_test

import (
	"testing"
	"time"

	"aftercare/internal/handout"
)

func TestDuration(t *testing.T) {
	for text, want := range map[string]handout.Duration{
		"24 h": {Elapsed: 24 * time.Hour}, "1 hour": {Elapsed: time.Hour}, "90 min": {Elapsed: 90 * time.Minute}, "5 s": {Elapsed: 5 * time.Second},
		"1 day": {Days: 1}, " 3  days ": {Days: 3}, "2 weeks": {Days: 14}, "366 days": {Days: 366},
		"": {}, "24": {}, "24h": {}, "h": {}, "0 h": {}, "-1 h": {}, "1.5 h": {}, "367 days": {}, "9999999999999999999 h": {}, "3 moons": {}, "3 Days": {},
	} {
		var got handout.Duration
		if err := got.UnmarshalText([]byte(text)); got != want || (err == nil) == want.IsZero() {
			t.Errorf("%q: %+v %v, want %+v", text, got, err, want)
		}
	}
}

// TestDurationAcrossTheChangeOfTheClocks: hours run on, days keep the time of
// day.
func TestDurationAcrossTheChangeOfTheClocks(t *testing.T) {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	visit := time.Date(2026, 10, 31, 14, 30, 0, 0, loc)
	for text, want := range map[string]string{"24 h": "Sun 13:30", "1 day": "Sun 14:30", "1 week": "Sat 14:30", "90 min": "Sat 16:00"} {
		var d handout.Duration
		if err := d.UnmarshalText([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := d.After(visit).Format("Mon 15:04"); got != want {
			t.Errorf("%s after: %s, want %s", text, got, want)
		}
	}
}

func TestDateAndWhen(t *testing.T) {
	var d handout.Date
	if d.UnmarshalText([]byte("2026-11-23")) != nil || d.Day() != 23 {
		t.Errorf("a date: %v", d)
	}
	if d.UnmarshalText(nil) != nil || !d.IsZero() {
		t.Errorf("no date: %v", d)
	}
	if d.UnmarshalText([]byte("23.11.2026")) == nil {
		t.Error("a date of another form is taken")
	}
	var w handout.When
	if w.UnmarshalText([]byte("call")) != nil || w.Named != "call" {
		t.Errorf("a named moment: %+v", w)
	}
	w = handout.When{}
	if w.UnmarshalText([]byte("2 days")) != nil || w.Own.Days != 2 || w.Named != "" {
		t.Errorf("a moment of its own: %+v", w)
	}
	if w.UnmarshalText([]byte("later")) == nil {
		t.Error("any word is taken for a moment")
	}
}
