package table

import (
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// rule is the rule of an event that comes again (RFC 5545, 3.3.10), as far as
// people make appointments by it. Days are asked one by one whether it holds on
// them, so that a rule which never holds costs no more than another; the
// libraries look for the next day until they find one. All times are of the
// wall clock, whatever its zone does.
type rule struct {
	start    time.Time
	every    string // DAILY, WEEKLY, MONTHLY or YEARLY
	interval int
	count    int       // 0 is without end
	until    time.Time // the last moment; zero is without end
	week     time.Weekday
	months   []int
	days     []int // of the month, from its end where negative
	yearDays []int
	weekdays []nthDay
	at       []int // seconds of the day
	places   []int // BYSETPOS
	steps    *int  // how many days all rules of a file may still look at
}

// nthDay is a weekday: every one, or the nth of its month or year.
type nthDay struct {
	n   int
	day time.Weekday
}

var errRule = errors.New("a rule that is not read")

// parseRule reads a rule. until says what a moment that it ends with is on the
// event's clock.
func parseRule(text string, start time.Time, until func(string) (time.Time, bool)) (*rule, error) {
	r := &rule{start: start, interval: 1, week: time.Monday}
	clocks := [3][]int{{start.Hour()}, {start.Minute()}, {start.Second()}}
	for part := range strings.SplitSeq(strings.ToUpper(strings.TrimSpace(text)), ";") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		ok := false
		switch name {
		case "FREQ":
			r.every, ok = value, slices.Contains([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}, value)
		case "INTERVAL":
			r.interval, ok = oneNumber(value, 1, 10_000)
		case "COUNT":
			r.count, ok = oneNumber(value, 1, math.MaxInt32)
		case "UNTIL":
			r.until, ok = until(value)
		case "WKST":
			r.week, ok = weekdayNames[value]
		case "BYMONTH":
			r.months, ok = numbersOf(value, 1, 12, false)
		case "BYMONTHDAY":
			r.days, ok = numbersOf(value, 1, 31, true)
		case "BYYEARDAY":
			r.yearDays, ok = numbersOf(value, 1, 366, true)
		case "BYSETPOS":
			r.places, ok = numbersOf(value, 1, 366, true)
		case "BYDAY":
			r.weekdays, ok = nthDays(value)
		case "BYHOUR":
			clocks[0], ok = numbersOf(value, 0, 23, false)
		case "BYMINUTE":
			clocks[1], ok = numbersOf(value, 0, 59, false)
		case "BYSECOND":
			clocks[2], ok = numbersOf(value, 0, 59, false)
		}
		if !ok {
			return nil, errRule
		}
	}
	if r.every == "" || !r.fits() {
		return nil, errRule
	}
	if r.at = timesOf(clocks); len(r.at) > mostTimes {
		return nil, errRule
	}
	r.complete()
	return r, nil
}

// fits is false for parts that this frequency does not have.
func (r *rule) fits() bool {
	nth := slices.ContainsFunc(r.weekdays, func(d nthDay) bool { return d.n != 0 })
	switch r.every {
	case "DAILY", "WEEKLY":
		return !nth && len(r.yearDays) == 0 && (r.every == "DAILY" || len(r.days) == 0)
	case "MONTHLY":
		return len(r.yearDays) == 0
	}
	return true
}

// complete takes from the start what the rule leaves open.
func (r *rule) complete() {
	if len(r.days)+len(r.yearDays)+len(r.weekdays) > 0 {
		return
	}
	switch r.every {
	case "WEEKLY":
		r.weekdays = []nthDay{{0, r.start.Weekday()}}
	case "YEARLY":
		if len(r.months) == 0 {
			r.months = []int{int(r.start.Month())}
		}
		r.days = []int{r.start.Day()}
	case "MONTHLY":
		r.days = []int{r.start.Day()}
	}
}

var weekdayNames = map[string]time.Weekday{
	"SU": time.Sunday, "MO": time.Monday, "TU": time.Tuesday, "WE": time.Wednesday, "TH": time.Thursday, "FR": time.Friday, "SA": time.Saturday,
}

func nthDays(list string) (out []nthDay, ok bool) {
	for item := range strings.SplitSeq(list, ",") {
		at := max(0, len(item)-2)
		day, known := weekdayNames[item[at:]]
		n := 0
		if known && at > 0 {
			n, known = oneNumber(item[:at], -53, 53)
			known = known && n != 0
		}
		if !known {
			return nil, false
		}
		out = append(out, nthDay{n, day})
	}
	return out, true
}

func oneNumber(text string, least, most int) (int, bool) {
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= least && n <= most
}

func numbersOf(list string, least, most int, negative bool) (out []int, ok bool) {
	for item := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(item)
		if size := max(n, -n); err != nil || size < least || size > most || n < 0 && !negative {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}

// timesOf are the seconds of the day at which each of the days comes.
func timesOf(clocks [3][]int) []int {
	var out []int
	for _, hour := range clocks[0] {
		for _, minute := range clocks[1] {
			for _, second := range clocks[2] {
				out = append(out, (hour*60+minute)*60+second)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// between are the moments of the rule from first to last, both days. The start
// is one of them, and the first that is counted, whether or not the rule holds
// on it.
func (r *rule) between(first, last time.Time) ([]time.Time, error) {
	from := first
	if start := dayOf(r.start); r.count > 0 || from.Before(start) {
		from = start
	}
	var out []time.Time
	left := r.count
	for day := from; !day.After(last); day = day.AddDate(0, 0, 1) {
		if *r.steps--; *r.steps < 0 {
			return nil, errRule
		}
		for _, at := range r.on(day) {
			if !r.until.IsZero() && at.After(r.until) {
				return out, nil
			}
			if !day.Before(first) {
				out = append(out, at)
			}
			if left--; left == 0 {
				return out, nil
			}
		}
	}
	return out, nil
}

func dayOf(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

// on are the moments of a day.
func (r *rule) on(day time.Time) []time.Time {
	var out []time.Time
	if day.Equal(dayOf(r.start)) {
		out = append(out, r.start)
	}
	for _, at := range r.clocksOn(day) {
		if moment := day.Add(time.Duration(at) * time.Second); moment.After(r.start) {
			out = append(out, moment)
		}
	}
	return out
}

// clocksOn are the seconds of a day on which the rule holds.
func (r *rule) clocksOn(day time.Time) []int {
	if !r.inPeriod(day) || !r.holds(day) {
		return nil
	}
	if len(r.places) == 0 {
		return r.at
	}
	first, after := r.period(day)
	var all []time.Time
	for d := first; d.Before(after); d = d.AddDate(0, 0, 1) {
		*r.steps--
		if r.holds(d) {
			for _, at := range r.at {
				all = append(all, d.Add(time.Duration(at)*time.Second))
			}
		}
	}
	var out []int
	for _, place := range r.places {
		i := place - 1
		if place < 0 {
			i = len(all) + place
		}
		if i >= 0 && i < len(all) && dayOf(all[i]).Equal(day) {
			out = append(out, int(all[i].Sub(day)/time.Second))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// period is the day, week, month or year around a day, to the day after it.
func (r *rule) period(day time.Time) (first, after time.Time) {
	switch r.every {
	case "WEEKLY":
		first = r.weekOf(day)
		return first, first.AddDate(0, 0, 7)
	case "MONTHLY":
		first = day.AddDate(0, 0, 1-day.Day())
		return first, first.AddDate(0, 1, 0)
	case "YEARLY":
		first = time.Date(day.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		return first, first.AddDate(1, 0, 0)
	}
	return day, day.AddDate(0, 0, 1)
}

func (r *rule) weekOf(day time.Time) time.Time {
	return day.AddDate(0, 0, -(int(day.Weekday()-r.week)+7)%7)
}

// inPeriod is true for the days of every nth day, week, month or year.
func (r *rule) inPeriod(day time.Time) bool {
	start := dayOf(r.start)
	n := 0
	switch r.every {
	case "DAILY":
		n = daysFrom(start, day)
	case "WEEKLY":
		n = daysFrom(r.weekOf(start), r.weekOf(day)) / 7
	case "MONTHLY":
		n = (day.Year()-start.Year())*12 + int(day.Month()-start.Month())
	case "YEARLY":
		n = day.Year() - start.Year()
	}
	return n >= 0 && n%r.interval == 0
}

func daysFrom(a, b time.Time) int { return int((b.Unix() - a.Unix()) / 86400) }

// holds is true for a day that has what the rule asks of it.
func (r *rule) holds(day time.Time) bool {
	month, year := daysIn(day.Year(), day.Month()), daysInYear(day.Year())
	return (len(r.months) == 0 || slices.Contains(r.months, int(day.Month()))) &&
		(len(r.days) == 0 || fromEither(r.days, day.Day(), month)) &&
		(len(r.yearDays) == 0 || fromEither(r.yearDays, day.YearDay(), year)) &&
		(len(r.weekdays) == 0 || slices.ContainsFunc(r.weekdays, func(d nthDay) bool { return r.isNth(d, day) }))
}

// isNth is true for a weekday that is the nth of its month, or of its year where
// the rule names no month.
func (r *rule) isNth(d nthDay, day time.Time) bool {
	at, length := day.Day(), daysIn(day.Year(), day.Month())
	if r.every == "YEARLY" && len(r.months) == 0 {
		at, length = day.YearDay(), daysInYear(day.Year())
	}
	return d.day == day.Weekday() && (d.n == 0 || d.n == (at+6)/7 || d.n == -(length-at)/7-1)
}

// fromEither finds n in a list, where negative numbers count from the end.
func fromEither(list []int, n, length int) bool {
	return slices.Contains(list, n) || slices.Contains(list, n-length-1)
}

func daysIn(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func daysInYear(year int) int { return time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC).YearDay() }
