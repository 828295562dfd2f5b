package visit

import (
	"errors"
	"strings"
	"time"
)

// The errors of ParseTime; none repeats what was written.
var (
	errForm  = errors.New("this is not a date and time")
	errNoDay = errors.New("the time of day is missing")
	errYear  = errors.New("the year is not between 2000 and 2199")
	errGap   = errors.New("there is no such time: the clocks go forward over it")
)

func timeHint(err error) string {
	if err == errGap {
		return "look at the clock again"
	}
	return `write it as "2026-11-23 14:30"`
}

// localForms are the ways to write a moment without a zone, in upper case.
var localForms = []string{
	"2006-01-02 15:04", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02T15:04:05",
	"2006-01-02 3:04 PM", "2006-01-02 3:04PM", "2006-01-02 3 PM", "2006-01-02 3PM",
}

// ParseTime reads a date and time such as "2026-11-23 14:30", "2026-11-23 2:30
// pm", or RFC 3339 with its zone. Without a zone it is local to loc; of the
// hour that comes twice when the clocks go back the first is meant. The moment
// is given in loc.
func ParseTime(text string, loc *time.Location) (time.Time, error) {
	text = strings.ToUpper(strings.Join(strings.Fields(text), " "))
	for _, form := range []string{time.RFC3339, "2006-01-02 15:04:05Z07:00", "2006-01-02T15:04Z07:00", "2006-01-02 15:04Z07:00"} {
		if t, err := time.Parse(form, text); err == nil {
			return inRange(t.In(loc))
		}
	}
	for _, form := range localForms {
		if wall, err := time.Parse(form, text); err == nil {
			return local(wall, loc)
		}
	}
	if _, err := time.Parse(time.DateOnly, text); err == nil {
		return time.Time{}, errNoDay
	}
	return time.Time{}, errForm
}

// local is the moment when the clocks of loc show what wall shows in UTC.
func local(wall time.Time, loc *time.Location) (time.Time, error) {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), loc)
	const form = time.DateTime
	if t.Format(form) != wall.Format(form) {
		return time.Time{}, errGap
	}
	// Clocks go back by an hour, on Lord Howe Island by half of one.
	for _, back := range []time.Duration{time.Hour, time.Hour / 2} {
		if first := t.Add(-back); first.Format(form) == wall.Format(form) {
			t = first
		}
	}
	return inRange(t)
}

// inRange catches slips such as the year 0226.
func inRange(t time.Time) (time.Time, error) {
	if t.Year() < 2000 || t.Year() > 2199 {
		return time.Time{}, errYear
	}
	return t, nil
}
