package appointments

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// written is a day, with or without a time, as a cell writes it: before it is
// known what the order of the numbers means.
type written struct {
	year, first, second int  // month and day, unless numbered
	numbered            bool // the order of first and second is the file's
	clock               *TimeOfDay
	offset              *time.Location // of an instant: UTC or a fixed one
}

// in is the date in an order. It reports false where there is no such day.
func (w written) in(o Order) (year int, month time.Month, day int, ok bool) {
	m, d := w.first, w.second
	if w.numbered && o == DayFirst {
		m, d = d, m
	}
	t := time.Date(w.year, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return w.year, time.Month(m), d, t.Day() == d && int(t.Month()) == m
}

// calendar reads the dates of one table.
type calendar struct {
	serial   bool // bare numbers are days of Excel's
	from1904 bool
	memo     map[string]moment // exports repeat the same few days
}

type moment struct {
	written
	ok bool
}

const mostMemos = 1 << 12

// read is the date in a cell.
func (c *calendar) read(cell string) (written, bool) {
	if m, ok := c.memo[cell]; ok {
		return m.written, m.ok
	}
	if len(c.memo) == mostMemos || c.memo == nil {
		c.memo = map[string]moment{}
	}
	w, ok := c.parse(cell)
	c.memo[strings.Clone(cell)] = moment{w, ok}
	return w, ok
}

func (c *calendar) parse(cell string) (written, bool) {
	if c.serial {
		if w, ok := c.serialDate(cell); ok {
			return w, true
		}
	}
	text := strings.ToLower(unaccented(cell))
	if w, ok := compact(text); ok {
		return w, true
	}
	var w written
	text = w.takeClock(text)
	return w, w.takeDate(text)
}

// serialDate is a day that a workbook counts, with its time as a fraction.
func (c *calendar) serialDate(cell string) (written, bool) {
	n, err := strconv.ParseFloat(cell, 64)
	if err != nil || n < 1 {
		return written{}, false
	}
	t := excelDay(n, c.from1904)
	if !plausible(t.Year()) {
		return written{}, false
	}
	w := written{year: t.Year(), first: int(t.Month()), second: t.Day()}
	if n != math.Trunc(n) {
		w.clock = &TimeOfDay{t.Hour(), t.Minute(), t.Second()}
	}
	return w, true
}

// excelDay is the moment that a workbook counts in days, to the second: from the
// day before 1900, a leap year that was none behind it, or from 1904.
func excelDay(n float64, from1904 bool) time.Time {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	if n > 1e6 { // beyond any year that a visit is in
		return time.Time{}
	}
	return first.Add(time.Duration(math.Round(n*86400)) * time.Second)
}

// compactForm is the basic format of ISO 8601, as calendars write it.
var compactForm = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})(?:t(\d{2})(\d{2})(\d{2})?(z)?)?$`)

func compact(text string) (written, bool) {
	m := compactForm.FindStringSubmatch(text)
	if m == nil {
		return written{}, false
	}
	w := written{year: number(m[1]), first: number(m[2]), second: number(m[3])}
	if m[4] != "" {
		w.clock = &TimeOfDay{number(m[4]), number(m[5]), number(m[6])}
	}
	if m[7] != "" {
		w.offset = time.UTC
	}
	return w, plausible(w.year) && (w.clock == nil || w.clock.valid())
}

// trailingClock is a time at the end of a date, with the offset of an instant.
var trailingClock = regexp.MustCompile(
	`(?:^|[\st,])(\d{1,2})(?::(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*([ap])?(?:\.?\s?m\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$`)

// takeClock takes the time off the end of a text.
func (w *written) takeClock(text string) string {
	m := trailingClock.FindStringSubmatchIndex(text)
	part := func(n int) string {
		if m[2*n] < 0 {
			return ""
		}
		return text[m[2*n]:m[2*n+1]]
	}
	if m == nil || part(2) == "" && part(4) == "" { // "23 nov 26" ends in no time
		return text
	}
	clock, ok := clockOf(part(1), part(2), part(3), part(4))
	if !ok {
		return text
	}
	w.clock, w.offset = &clock, offsetOf(part(5))
	return text[:m[0]]
}

func offsetOf(s string) *time.Location {
	switch {
	case s == "":
		return nil
	case unicode.IsLetter(rune(s[0])):
		return time.UTC
	}
	digits := strings.ReplaceAll(s[1:], ":", "") + "00"
	seconds := number(digits[:2])*3600 + number(digits[2:4])*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds)
}

// fillers are words of a date that say nothing: names of weekdays too, since
// the date says which it is.
var fillers = wordSet(`de del of the at a las los
	mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday
	lun lunes mar martes mie miercoles jue jueves vie viernes sab sabado dom domingo`)

var months = func() map[string]int {
	out := map[string]int{"sept": 9, "set": 9}
	for _, list := range []string{
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago sep oct nov dic",
	} {
		for i, name := range strings.Fields(list) {
			out[name] = i + 1
		}
	}
	return out
}()

// takeDate reads what is left of a text when its time is gone.
func (w *written) takeDate(text string) bool {
	var numbers []string
	monthAt, month := -1, 0
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch m, named := months[part]; {
		case unicode.IsDigit(rune(part[0])):
			numbers = append(numbers, ordinal(part))
		case named && month == 0 && !w.weekday(part, text):
			monthAt, month = len(numbers), m
		case !fillers[part]:
			return false
		}
	}
	if month > 0 {
		return w.named(numbers, monthAt, month)
	}
	return w.threeNumbers(numbers)
}

// weekday is true for "mar", which is Tuesday in Spanish and March in English,
// where another word names the month.
func (w *written) weekday(part, text string) bool {
	if part != "mar" {
		return false
	}
	for _, other := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if other != part && months[other] > 0 {
			return true
		}
	}
	return false
}

// named reads a date with the month in words: the year is the number of four
// digits, or the last.
func (w *written) named(numbers []string, monthAt, month int) bool {
	if len(numbers) != 2 {
		return false
	}
	day, year := numbers[0], numbers[1]
	if len(day) == 4 && monthAt == 1 {
		day, year = year, day
	}
	w.first, w.second = month, number(day)
	return len(day) <= 2 && w.setYear(year)
}

func (w *written) threeNumbers(n []string) bool {
	if len(n) != 3 {
		return false
	}
	year := n[2]
	w.first, w.second, w.numbered = number(n[0]), number(n[1]), true
	if len(n[0]) == 4 {
		year, n = n[0], n[1:]
		w.first, w.second, w.numbered = number(n[0]), number(n[1]), false
	}
	return len(n[0]) <= 2 && len(n[1]) <= 2 && w.setYear(year)
}

// setYear takes a year of four digits, or of two in this century.
func (w *written) setYear(digits string) bool {
	w.year = number(digits)
	if len(digits) == 2 {
		w.year += 2000
	}
	return plausible(w.year)
}

// plausible is true for the years that a visit can be in; others are slips, or
// numbers of another sort.
func plausible(year int) bool { return year >= 1990 && year < 2100 }

// ordinal takes the letters off "2nd".
func ordinal(part string) string {
	bare := strings.TrimRight(part, "stndrhoa")
	if len(part)-len(bare) > 2 {
		return part
	}
	return bare
}

// number is the value of up to nine digits, -1 for anything else.
func number(digits string) int {
	if digits == "" {
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 9 {
		return -1
	}
	return n
}

func unaccented(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}
