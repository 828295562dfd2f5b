package appointments

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// TimeOfDay is a time on the wall clock.
type TimeOfDay struct{ Hour, Minute, Second int }

func (t TimeOfDay) String() string { return fmt.Sprintf("%02d:%02d", t.Hour, t.Minute) }

func (t TimeOfDay) valid() bool {
	return t.Hour >= 0 && t.Hour < 24 && t.Minute >= 0 && t.Minute < 60 && t.Second >= 0 && t.Second < 60
}

func (t TimeOfDay) seconds() int { return (t.Hour*60+t.Minute)*60 + t.Second }

// loneClock is a time by itself: "14:30", "2:30 pm", "9am", "9.30", "14h30",
// "2:30 p. m.".
var loneClock = regexp.MustCompile(
	`^(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?)?\s*([ap])?(?:\.?\s?m\.?)?\s*(?:h|hs|hrs)?\.?$`)

// ParseTimeOfDay reads a time on a clock of 24 hours, or of 12 with am or pm.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	m := loneClock.FindStringSubmatch(strings.ToLower(strings.TrimSpace(s)))
	if m != nil && (m[2] != "" || m[4] != "") {
		if t, ok := clockOf(m[1], m[2], m[3], m[4]); ok {
			return t, nil
		}
	}
	return TimeOfDay{}, fmt.Errorf(`%q is no time of day: write "14:30" or "2:30 pm"`, s)
}

// clockOf puts a time together; half is "a", "p" or "". Some systems write
// "13:00 PM", which can only mean one thing.
func clockOf(hour, minute, second, half string) (TimeOfDay, bool) {
	t := TimeOfDay{number(hour), number(minute), number(second)}
	switch {
	case half == "p" && t.Hour < 12:
		t.Hour += 12
	case half == "a" && t.Hour == 12:
		t.Hour = 0
	case half == "a" && t.Hour > 12:
		return t, false
	}
	return t, t.valid()
}

// clock is the time in a cell, which may have its day before it, or be a
// fraction of a day where the table counts days.
func (c *calendar) clock(cell string) (TimeOfDay, bool) {
	if c.serial {
		if n, err := strconv.ParseFloat(cell, 64); err == nil && n >= 0 {
			s := int(math.Round((n-math.Trunc(n))*86400)) % 86400
			return TimeOfDay{s / 3600, s / 60 % 60, s % 60}, true
		}
	}
	if t, err := ParseTimeOfDay(cell); err == nil {
		return t, true
	}
	if w, ok := c.read(cell); ok && w.clock != nil {
		return *w.clock, true
	}
	return TimeOfDay{}, false
}

// span is a length of time: "45", "45 min", "1h 15m", "0:45", "PT45M".
var span = regexp.MustCompile(`^(?:pt)?(?:(\d{1,2})\s*(?:h|hr|hrs|hour|hours|hora|horas|:)\s*)?(?:(\d{1,3})\s*(?:m|min|mins|minute|minutes|minuto|minutos)?\.?)?$`)

func parseSpan(cell string) (time.Duration, bool) {
	m := span.FindStringSubmatch(strings.ToLower(strings.TrimSuffix(cell, ".0")))
	if m == nil || m[1] == "" && m[2] == "" {
		return 0, false
	}
	d := time.Duration(number(m[1]))*time.Hour + time.Duration(number(m[2]))*time.Minute
	return d, d > 0
}

// onWall is the moment at which a clock in zone shows t on a day. exists is
// false in the hour that the change to summer time leaves out; twice is true
// in the hour that comes again, of which the first is taken.
func onWall(year int, month time.Month, day int, t TimeOfDay, zone *time.Location) (at time.Time, exists, twice bool) {
	at = time.Date(year, month, day, t.Hour, t.Minute, t.Second, 0, zone)
	shows := func(at time.Time) bool {
		return at.Hour() == t.Hour && at.Minute() == t.Minute && at.Day() == day
	}
	if earlier := at.Add(-time.Hour); shows(earlier) {
		return earlier, true, true
	}
	return at, shows(at), shows(at.Add(time.Hour))
}
