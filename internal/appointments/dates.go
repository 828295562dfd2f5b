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
	year, first, second int           // month and day, unless numbered
	numbered            bool          // the order of first and second is the file's
	short               bool          // the year has two digits, so that it may as well stand first
	weekday             *time.Weekday // where it is named
	clock               *timed
	offset              *time.Location // of an instant: UTC or a fixed one
}

// in is the date in an order. It reports false where there is no such day.
func (w written) in(o Order) (year int, month time.Month, day int, ok bool) {
	year, m, d := w.year, w.first, w.second
	switch {
	case w.numbered && o == DayFirst:
		m, d = d, m
	case w.short && o == YearFirst:
		year, m, d = 2000+w.first, w.second, w.year%100
	}
	t := time.Date(year, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return year, time.Month(m), d, t.Day() == d && int(t.Month()) == m && plausible(year)
}

// day is the date in an order, at midnight UTC; zero where there is none.
func (w written) day(o Order) time.Time {
	year, month, day, ok := w.in(o)
	if !ok {
		return time.Time{}
	}
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// calendar reads the dates of one table.
type calendar struct {
	serial   bool // bare numbers are a spreadsheet's
	from1904 bool
	days     memo[written]
	clocks   memo[timed]
}

// memo keeps what cells were read as: exports repeat the same few days and times.
type memo[T any] map[string]reading[T]

type reading[T any] struct {
	value T
	ok    bool
}

// of is what a cell is read as, by parse where it was not met before.
func (m *memo[T]) of(cell string, parse func(string) (T, bool)) (T, bool) {
	if known, ok := (*m)[cell]; ok {
		return known.value, known.ok
	}
	if len(*m) == mostMemos || *m == nil {
		*m = memo[T]{}
	}
	value, ok := parse(cell)
	(*m)[strings.Clone(cell)] = reading[T]{value, ok}
	return value, ok
}

const mostMemos = 1 << 12

// read is the date in a cell.
func (c *calendar) read(cell string) (written, bool) { return c.days.of(cell, c.parse) }

func (c *calendar) parse(cell string) (written, bool) {
	if n, err := strconv.ParseFloat(cell, 64); err == nil && isExcelDay(n) {
		return c.serialDate(n)
	}
	text := strings.ToLower(unaccented(cell))
	text = zoneName.ReplaceAllString(text, "")
	if w, ok := compact(text); ok {
		return w, true
	}
	var w written
	text = w.takeClock(text)
	return w, w.takeDate(text)
}

// zoneName is the name of a zone that stands behind an offset, which says it
// all: "GMT-0500 (Eastern Standard Time)", "-05:00[America/New_York]".
var zoneName = regexp.MustCompile(`\s*(\([a-z .&/-]{5,}\)|\[[a-z_/]+\])$`)

// isExcelDay is true for numbers that a spreadsheet would show as a day of the
// years in which visits are.
func isExcelDay(n float64) bool { return n >= 31400 && n < 73051 }

// isSerial is true for a cell that holds such a number.
func isSerial(cell string) bool {
	n, err := strconv.ParseFloat(cell, 64)
	return err == nil && isExcelDay(n)
}

// serialDate is a day that a workbook counts, with its time as a fraction.
func (c *calendar) serialDate(n float64) (written, bool) {
	t := excelDay(n, c.from1904)
	w := written{year: t.Year(), first: int(t.Month()), second: t.Day()}
	if n != math.Trunc(n) {
		w.clock = &timed{TimeOfDay: TimeOfDay{t.Hour(), t.Minute(), t.Second()}, half: true}
	}
	return w, plausible(t.Year())
}

// excelDay is the moment that a workbook counts in days, to the second: from the
// day before 1900, a leap year that was none behind it, or from 1904.
func excelDay(n float64, from1904 bool) time.Time {
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
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
		at, ok := clockOf(m[4], m[5], m[6], "")
		if !ok {
			return w, false
		}
		w.clock = &at
	}
	if m[7] != "" {
		w.offset = time.UTC
	}
	return w, plausible(w.year)
}

// A time stands at the end of a date, with the offset of an instant, or at its
// beginning.
var (
	trailingClock = regexp.MustCompile(`(?:^|[\st,])` + aClock + aZone + `\s*(z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?)?$`)
	leadingClock  = regexp.MustCompile(`^` + aClock + `[,\s]+`)
)

// takeClock takes the time off a text.
func (w *written) takeClock(text string) string {
	for _, form := range []*regexp.Regexp{trailingClock, leadingClock} {
		m := form.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		part := func(n int) string {
			if 2*n >= len(m) || m[2*n] < 0 {
				return ""
			}
			return text[m[2*n]:m[2*n+1]]
		}
		if w.isClock(part) {
			return strings.TrimSpace(text[:m[0]] + " " + text[m[1]:])
		}
	}
	return text
}

// isClock keeps a time that was found, unless it is none: "23 nov 26" ends in no
// time, and no zone is called November.
func (w *written) isClock(part func(int) string) bool {
	if part(2) == "" && part(4) == "" && part(5) == "" || isDateWord(part(6)) {
		return false
	}
	at, ok := clockOf(part(1), part(2), part(3), part(4))
	zone, known := offsetOf(part(7))
	switch at.zoneAs = part(6); {
	case !ok || !known:
		return false
	case at.zoneAs == "utc" || at.zoneAs == "gmt":
		at.zoneAs, zone = "", time.UTC
	}
	w.clock, w.offset = &at, zone
	return true
}

// offsetOf is the zone of "Z", "-05:00", "GMT+1"; nil of nothing. It reports
// false for what is none: no place is further from UTC than 14 hours, and the
// minutes are half an hour, or three quarters east of it.
func offsetOf(s string) (*time.Location, bool) {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "utc"), "gmt")
	switch s {
	case "":
		return nil, true
	case "z":
		return time.UTC, true
	}
	hours, minutes, _ := strings.Cut(s[1:], ":")
	if len(hours) > 2 {
		hours, minutes = hours[:len(hours)-2], hours[len(hours)-2:]
	}
	seconds := number(hours)*3600 + number(minutes)*60
	real := minutes == "" || minutes == "00" || minutes == "30" || minutes == "45" && s[0] == '+'
	if !real || seconds < 0 || seconds > 14*3600 {
		return nil, false
	}
	if s[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone("", seconds), true
}

// fillers are words of a date that say nothing.
var fillers = wordSet("de del of the at a las los le la les du den der am um om op le")

// names numbers the words of several lists, each in its order, from start.
func names(start int, lists ...string) map[string]int {
	out := map[string]int{}
	for _, list := range lists {
		for i, name := range strings.Fields(list) {
			out[name] = start + i
		}
	}
	return out
}

// months and weekdays have the names of English, Spanish, French, German and
// Dutch, and their short forms, without accents.
var (
	months = names(1,
		"january february march april may june july august september october november december",
		"jan feb mar apr may jun jul aug sept oct nov dec", "jan feb mar apr may jun jul aug sep oct nov dec",
		"enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
		"ene feb mar abr may jun jul ago set oct nov dic",
		"janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
		"janv fevr mars avr mai juin juil aout sept oct nov dec",
		"januar februar marz april mai juni juli august september oktober november dezember",
		"jan feb mrz apr mai jun jul aug sep okt nov dez",
		"januari februari maart april mei juni juli augustus september oktober november december",
		"jan feb mrt apr mei jun jul aug sep okt nov dec")
	weekdays = names(0,
		"sunday monday tuesday wednesday thursday friday saturday", "sun mon tue wed thu fri sat", "sun mon tues weds thur fri sat",
		"su mo tu we th fr sa", "sun mon tues wed thurs fri sat",
		"domingo lunes martes miercoles jueves viernes sabado", "dom lun mar mie jue vie sab",
		"dimanche lundi mardi mercredi jeudi vendredi samedi", "dim lun mar mer jeu ven sam",
		"sonntag montag dienstag mittwoch donnerstag freitag samstag", "so mo di mi do fr sa",
		"zondag maandag dinsdag woensdag donderdag vrijdag zaterdag", "zo ma di wo do vr za")
)

// isDateWord is true for a word that is no abbreviation of a zone, because it
// is part of a date.
func isDateWord(word string) bool {
	_, month := months[word]
	_, weekday := weekdays[word]
	return month || weekday || fillers[word]
}

// takeDate reads what is left of a text when its time is gone.
func (w *written) takeDate(text string) bool {
	parts := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var numbers []string
	monthAt, month := -1, 0
	for i, part := range parts {
		m, named := months[part]
		day, isDay := weekdays[part]
		switch {
		case unicode.IsDigit(rune(part[0])):
			numbers = append(numbers, ordinal(part))
		case named && month == 0 && !(isDay && monthIsElsewhere(parts, i)):
			monthAt, month = len(numbers), m
		case isDay && w.weekday == nil:
			w.weekday = new(time.Weekday(day))
		case !fillers[part]:
			return false
		}
	}
	if month > 0 {
		return w.named(numbers, monthAt, month)
	}
	return w.threeNumbers(numbers)
}

// monthIsElsewhere is for "mar", which is Tuesday in Spanish and French and
// March in English: it is the day where another word names the month, or the
// date has three numbers.
func monthIsElsewhere(parts []string, at int) bool {
	numbers := 0
	for i, other := range parts {
		if _, named := months[other]; named && i != at && other != parts[at] {
			return true
		}
		if unicode.IsDigit(rune(other[0])) {
			numbers++
		}
	}
	return numbers == 3
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
	w.short = w.numbered && len(year) == 2
	return len(n[0]) <= 2 && len(n[1]) <= 2 && w.setYear(year)
}

// setYear takes a year of four digits, or of two in this century.
func (w *written) setYear(digits string) bool {
	w.year = number(digits)
	if len(digits) == 2 {
		w.year += 2000
	}
	return len(digits) <= 4 && plausible(w.year)
}

// plausible is true for the years that a visit can be in; others are slips, or
// numbers of another sort.
func plausible(year int) bool { return year >= 1990 && year < 2100 }

// ordinals are what stands behind the number of a day.
var ordinals = wordSet("st nd rd th o a er e ter")

// ordinal takes the letters off "2nd".
func ordinal(part string) string {
	bare := strings.TrimRightFunc(part, unicode.IsLetter)
	if ordinals[part[len(bare):]] {
		return bare
	}
	return part
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

// within is the one day that stands somewhere in a text, such as the title of
// a table. Two days are none: they are a span.
func (c *calendar) within(text string, skip func(before []string) bool) (written, bool) {
	words := strings.Fields(text)
	var found []written
	for from := 0; from < len(words); from++ {
		for size := min(6, len(words)-from); size > 0; size-- {
			w, ok := c.read(strings.Trim(strings.Join(words[from:from+size], " "), ",.:;()"))
			if !ok || skip(words[:from]) {
				continue
			}
			found = append(found, w)
			from += size - 1
			break
		}
	}
	if len(found) != 1 {
		return written{}, false
	}
	found[0].clock, found[0].offset = nil, nil
	return found[0], true
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
