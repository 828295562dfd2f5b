package handout

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Duration is a span of time as a clinic writes it. Hours and minutes are
// counted on the running clock, so that 24 hours across the change to summer
// time end an hour later by the wall clock; days and weeks are calendar days
// at the same wall-clock time.
type Duration struct {
	Days    int
	Elapsed time.Duration
}

// After is the moment d after t, in t's location.
func (d Duration) After(t time.Time) time.Time {
	return t.AddDate(0, 0, d.Days).Add(d.Elapsed)
}

// IsZero says whether d was left out.
func (d Duration) IsZero() bool { return d == Duration{} }

// UnmarshalText reads "30 s", "90 min", "24 h", "3 days" or "2 weeks", up to a
// year.
func (d *Duration) UnmarshalText(text []byte) error {
	number, unit, ok := strings.Cut(strings.TrimSpace(string(text)), " ")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 1 {
		return notDuration(text)
	}
	parsed, known := spans[strings.TrimSpace(unit)]
	if !known || n > parsed.most {
		return notDuration(text)
	}
	*d = Duration{Days: n * parsed.days, Elapsed: time.Duration(n) * parsed.elapsed}
	return nil
}

// formError is a value that does not have the form it should.
type formError struct{ message, hint string }

func (e formError) Error() string { return e.message }

// Hint says how the value is written.
func (e formError) Hint() string { return e.hint }

func notDuration(text []byte) error {
	return formError{fmt.Sprintf("%q is not a duration of up to a year", text),
		`write a number, a space and s, min, h, days or weeks: "24 h", "3 days"`}
}

type span struct {
	days    int
	elapsed time.Duration
	most    int // a year
}

var spans = map[string]span{
	"s": {elapsed: time.Second, most: 3600}, "min": {elapsed: time.Minute, most: 525600},
	"h": {elapsed: time.Hour, most: 8784}, "hour": {elapsed: time.Hour, most: 8784}, "hours": {elapsed: time.Hour, most: 8784},
	"day": {days: 1, most: 366}, "days": {days: 1, most: 366},
	"week": {days: 7, most: 53}, "weeks": {days: 7, most: 53},
}

// Date is a calendar day, "2026-11-23".
type Date struct{ time.Time }

// UnmarshalText reads an ISO 8601 calendar date; "" is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	t, err := time.Parse(time.DateOnly, string(text))
	if err != nil {
		return formError{fmt.Sprintf("%q is not a date", text), `write year, month and day: "2026-11-23"`}
	}
	*d = Date{t}
	return nil
}

// When is the moment of a drawn stop: the visit itself, one of the two named
// durations, or a duration of its own.
type When struct {
	Named string // "visit", "soreness", "call" or ""
	Own   Duration
}

// UnmarshalText reads "visit", "soreness", "call" or a Duration.
func (w *When) UnmarshalText(text []byte) error {
	switch named := string(text); named {
	case "visit", "soreness", "call":
		*w = When{Named: named}
		return nil
	}
	if w.Own.UnmarshalText(text) != nil {
		return formError{fmt.Sprintf("%q is not the moment of a stop", text),
			`write "visit", "soreness", "call" or a duration such as "3 days"`}
	}
	return nil
}
