package visit_test

import (
	"testing"
	"time"

	"aftercare/internal/visit"
)

func TestParseTime(t *testing.T) {
	newYork, lordHowe := zone(t, "America/New_York"), zone(t, "Australia/Lord_Howe")
	for _, c := range []struct {
		text string
		loc  *time.Location
		want string // RFC 3339, or an error
	}{
		{"2026-11-23 14:30", newYork, "2026-11-23T14:30:00-05:00"},
		{"2026-11-23T14:30", newYork, "2026-11-23T14:30:00-05:00"},
		{" 2026-11-23   2:30 pm ", newYork, "2026-11-23T14:30:00-05:00"},
		{"2026-11-23 2:30PM", newYork, "2026-11-23T14:30:00-05:00"},
		{"2026-11-23 2 pm", newYork, "2026-11-23T14:00:00-05:00"},
		{"2026-11-23 12:15 am", newYork, "2026-11-23T00:15:00-05:00"},
		{"2026-11-23 14:30:15", newYork, "2026-11-23T14:30:15-05:00"},
		{"2026-11-23T19:30:00Z", newYork, "2026-11-23T14:30:00-05:00"},
		{"2026-11-23 19:30z", newYork, "2026-11-23T14:30:00-05:00"},
		{"2026-11-23T21:30:00.5+02:00", newYork, "2026-11-23T14:30:00-05:00"},
		// The clocks go forward over 2:30, and come twice through 1:30.
		{"2026-03-08 01:59", newYork, "2026-03-08T01:59:00-05:00"},
		{"2026-03-08 02:30", newYork, "there is no such time: the clocks go forward over it"},
		{"2026-03-08 03:00", newYork, "2026-03-08T03:00:00-04:00"},
		{"2026-11-01 01:30", newYork, "2026-11-01T01:30:00-04:00"},
		{"2026-11-01 02:00", newYork, "2026-11-01T02:00:00-05:00"},
		{"2026-04-05 01:45", lordHowe, "2026-04-05T01:45:00+11:00"},
		{"2026-10-04 02:15", lordHowe, "there is no such time: the clocks go forward over it"},
		{"2026-11-23", newYork, "the time of day is missing"},
		{"2026-02-30 10:00", newYork, "this is not a date and time"},
		{"2026-11-23 25:00", newYork, "this is not a date and time"},
		{"2026-11-23 14:30 pm", newYork, "this is not a date and time"},
		{"11/23/2026 14:30", newYork, "this is not a date and time"},
		{"", newYork, "this is not a date and time"},
		{"0226-11-23 14:30", newYork, "the year is not between 2000 and 2199"},
	} {
		got, err := visit.ParseTime(c.text, c.loc)
		text := got.Format(time.RFC3339)
		if err != nil {
			text = err.Error()
		} else if got.Location() != c.loc {
			t.Errorf("%q is in %v", c.text, got.Location())
		}
		if text != c.want {
			t.Errorf("%q: %s, want %s", c.text, text, c.want)
		}
	}
}
