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

// timed is a time as a cell writes it.
type timed struct {
	TimeOfDay
	half   bool   // am or pm stands behind it
	zoneAs string // the abbreviation of a time zone behind it: "est"
}

// aClock is a time within a text: hour, minute, second, half, and what says that
// it is an hour. aZone is the abbreviation of a zone behind it.
const aClock = `(\d{1,2})(?:\s?[:hu]\s?(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?` +
	`\s*(?:([ap])(?:\.?\s?m\b\.?|\b\.?))?\s*(h|hs|hrs|uhr|u|uur)?\.?`
const aZone = `(?:(?:\s*\(|\s+)([a-z]{2,5})\)?)?`

// loneClock is a time by itself: "14:30", "2:30 pm", "9am", "9.30", "14h",
// "9h30", "2:30 p. m.", "9:00 AM EST".
var (
	loneClock = regexp.MustCompile(`^(?:(?:at|a|a las|um|om)\s+)?` + aClock + aZone + `$`)
	dotted    = regexp.MustCompile(`^(\d{1,2})\.(\d{2})(\.\d{2})?(\D*)$`)
	military  = regexp.MustCompile(`^(\d{1,2})([0-5]\d)$`)
)

// ParseTimeOfDay reads a time on a clock of 24 hours, or of 12 with am or pm.
func ParseTimeOfDay(s string) (TimeOfDay, error) {
	if t, ok := parseClock(s); ok && t.zoneAs == "" {
		return t.TimeOfDay, nil
	}
	return TimeOfDay{}, fmt.Errorf(`%q is no time of day: write "14:30" or "2:30 pm"`, s)
}

func parseClock(s string) (timed, bool) {
	text := strings.ToLower(unaccented(strings.TrimSpace(s)))
	if m := military.FindStringSubmatch(text); m != nil {
		return clockOf(m[1], m[2], "", "")
	}
	if m := dotted.FindStringSubmatch(text); m != nil {
		text = m[1] + ":" + m[2] + strings.Replace(m[3], ".", ":", 1) + m[4]
	}
	m := loneClock.FindStringSubmatch(text)
	if m == nil || m[2] == "" && m[4] == "" && m[5] == "" {
		return timed{}, false
	}
	t, ok := clockOf(m[1], m[2], m[3], m[4])
	t.zoneAs = m[6]
	return t, ok && !isDateWord(m[6])
}

// clockOf puts a time together; half is "a", "p" or "". Some systems write
// "13:00 PM", which can only mean one thing.
func clockOf(hour, minute, second, half string) (timed, bool) {
	t := timed{TimeOfDay: TimeOfDay{number(hour), number(minute), number(second)}, half: half != ""}
	if t.Second == 60 { // a leap second, which no clock on a wall shows
		t.Second = 59
	}
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
// fraction of a day. A bare number of a workbook is a time only where it can
// mean one thing: 0.375 and 900, but neither 9 nor 9.3.
func (c *calendar) clock(cell string) (timed, bool) { return c.clocks.of(cell, c.parseTime) }

func (c *calendar) parseTime(cell string) (timed, bool) {
	if n, err := strconv.ParseFloat(cell, 64); err == nil && (c.serial || n < 1) {
		return clockOfNumber(n, cell)
	}
	if t, ok := parseClock(cell); ok {
		return t, true
	}
	if w, ok := c.read(cell); ok && w.clock != nil {
		return *w.clock, true
	}
	return timed{}, false
}

func clockOfNumber(n float64, cell string) (timed, bool) {
	_, fraction := math.Modf(n)
	switch {
	case n >= 0 && n < 1 && strings.Contains(cell, "."), fraction > 0 && isExcelDay(n):
		s := int(math.Round(fraction*86400)) % 86400
		return timed{TimeOfDay: TimeOfDay{s / 3600, s / 60 % 60, s % 60}, half: true}, true
	case fraction == 0 && n >= 100:
		return parseClock(cell)
	}
	return timed{}, false
}

// dashes part the two ends of a stretch of time.
var dashes = []string{"–", "—", " - ", " to ", " until ", " bis ", " tot ", " à ", " a ", "-"}

// cutRange parts "9:00 AM – 9:45 AM" and "2026-11-23 09:00-09:45" into their
// start, with its day, and their end, which is "" where there is none. An
// offset such as -05:00 is no end.
func (c *calendar) cutRange(cell string) (start, end string) {
	for _, dash := range dashes {
		at := strings.LastIndex(cell, dash)
		if at <= 0 {
			continue
		}
		left, right := strings.TrimSpace(cell[:at]), strings.TrimSpace(cell[at+len(dash):])
		to, ok := c.clock(right)
		if !ok {
			continue
		}
		from, begins := c.clock(left)
		if !begins { // "9 - 9:45 am"
			left += " " + halfOf(to)
			from, begins = parseClock(left)
		}
		if begins && (dash != "-" || !isOffset(left, right, from, to)) {
			return withHalf(left, from, to), right
		}
	}
	return cell, ""
}

func halfOf(t timed) string {
	switch {
	case !t.half:
		return ":00"
	case t.Hour < 12:
		return "am"
	}
	return "pm"
}

// isOffset is true where what follows the last hyphen is how far a zone is from
// UTC: behind seconds or a T, and never where it is later than the start.
func isOffset(left, right string, from, to timed) bool {
	if _, ok := offsetOf("-" + right); !ok {
		return false
	}
	return instantForm.MatchString(left) || !to.half && to.seconds() <= from.seconds()
}

// instantForm is how an instant ends before its offset.
var instantForm = regexp.MustCompile(`(?i)(\dT\d{2}:?\d{2}|:\d{2}:\d{2})(:\d{2})?([.,]\d+)?$`)

// withHalf gives the start the half of the day that only the end says.
func withHalf(left string, from, to timed) string {
	if from.half || !to.half || from.Hour > 12 {
		return left
	}
	for _, half := range []string{halfOf(to), "am", "pm"} {
		if t, ok := clockOf(strconv.Itoa(from.Hour), strconv.Itoa(from.Minute), "", half[:1]); ok && t.seconds() < to.seconds() {
			return left + " " + half
		}
	}
	return left
}

// span is a length of time: "45", "45 min", "1h 15m", "0:45", "PT45M".
var span = regexp.MustCompile(`^(?:pt)?(?:(\d{1,2})\s*(?:h|hr|hrs|hour|hours|hora|horas|std|heure|heures|uur|:)\s*)?(?:(\d{1,3})\s*(?:m|mn|min|mins|minute|minutes|minuto|minutos|minuten)?\.?)?$`)

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

// sameZone are the abbreviations that stand for one another: the general ones
// of North America, and the German ones of the continent.
var sameZone = map[string][]string{
	"et": {"EST", "EDT"}, "ct": {"CST", "CDT"}, "mt": {"MST", "MDT"}, "pt": {"PST", "PDT"}, "at": {"AST", "ADT"},
	"mez": {"CET"}, "mesz": {"CEST"},
}

// fitsZone is true where an abbreviation is that of the zone at that moment.
func fitsZone(abbreviation string, at time.Time) bool {
	name, _ := at.Zone()
	if strings.EqualFold(name, abbreviation) {
		return true
	}
	for _, other := range sameZone[abbreviation] {
		if other == name {
			return true
		}
	}
	return false
}
