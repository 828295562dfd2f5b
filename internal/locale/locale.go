// Package locale says dates, times and the fixed words of a page in a
// patient's language and in the manner of the clinic's country.
package locale

import (
	"fmt"
	"strings"
	"time"
)

// Locale is one language in one country.
type Locale struct {
	Words
	lang    string
	country Country
	dates   *dates
}

// New is the locale of a language ("en", "es") in a country. It reports false
// where the language has no words.
func New(lang string, country Country) (Locale, bool) {
	w, ok := words[lang]
	if !ok {
		return Locale{}, false
	}
	return Locale{Words: w, lang: lang, country: country, dates: datesOf[lang]}, true
}

// nbsp keeps a time or a date in one piece at the end of a line.
const nbsp = "\u00a0"

type dates struct {
	days               [7]string // "Mon"
	months, longMonths [12]string
	am, pm             string
	long, longMonth    string // day, month, year; month first where that is the custom
	dayFirstOnly       bool   // the language has no month-first order
}

var datesOf = map[string]*dates{
	"en": {
		days:       [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
		months:     [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		longMonths: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		am:         "am", pm: "pm",
		long: "%[1]d %[2]s %[3]d", longMonth: "%[2]s %[1]d, %[3]d",
	},
	"es": {
		days:       [7]string{"dom", "lun", "mar", "mié", "jue", "vie", "sáb"},
		months:     [12]string{"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"},
		longMonths: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		am:         "a. m.", pm: "p. m.",
		long: "%[1]d de %[2]s de %[3]d", dayFirstOnly: true,
	},
}

func (l Locale) monthFirst() bool {
	return l.country.Order == MonthFirst && !l.dates.dayFirstOnly
}

// Clock is a time of day: "2:30 pm", "14:30", "12 noon".
func (l Locale) Clock(t time.Time) string {
	hour, minute := t.Hour(), t.Minute()
	switch {
	case l.country.Clock24:
		return fmt.Sprintf("%d:%02d", hour, minute)
	case minute == 0 && hour == 12:
		return glue(l.Noon)
	case minute == 0 && hour == 0:
		return glue(l.Midnight)
	}
	half := l.dates.am
	if hour >= 12 {
		half = l.dates.pm
	}
	return glue(fmt.Sprintf("%d:%02d %s", (hour+11)%12+1, minute, half))
}

// AboutClock is a rounded time of day: "about 2:30 pm".
func (l Locale) AboutClock(t time.Time) string {
	form := l.AboutTime
	if t.Hour() == 1 || t.Hour() == 13 && !l.country.Clock24 {
		form = l.AboutOne
	}
	return fmt.Sprintf(form, l.Clock(t))
}

// Day is a short date without the year: "Mon Nov 23", "Mon 23 Nov".
func (l Locale) Day(t time.Time) string {
	day, month := l.dates.days[t.Weekday()], l.dates.months[t.Month()-1]
	if l.monthFirst() {
		return glue(fmt.Sprintf("%s %s %d", day, month, t.Day()))
	}
	return glue(fmt.Sprintf("%s %d %s", day, t.Day(), month))
}

// Moment is a day with its time: "Mon Nov 23, 2:30 pm". It may break after the
// comma alone.
func (l Locale) Moment(t time.Time) string { return l.Day(t) + ", " + l.Clock(t) }

// Date is a day in full: "November 23, 2026".
func (l Locale) Date(t time.Time) string {
	form := l.dates.long
	if l.monthFirst() {
		form = l.dates.longMonth
	}
	return fmt.Sprintf(form, t.Day(), l.dates.longMonths[t.Month()-1], t.Year())
}

// ShortDate is a day with its year, short: "Nov 23, 2026".
func (l Locale) ShortDate(t time.Time) string {
	month := l.dates.months[t.Month()-1]
	if l.monthFirst() {
		return fmt.Sprintf("%s %d, %d", month, t.Day(), t.Year())
	}
	return fmt.Sprintf("%d %s %d", t.Day(), month, t.Year())
}

// Count says n of something in the right number: Count(l.Sets, 1) is "1 set".
func (l Locale) Count(form string, n int) string {
	if one, ok := l.One[form]; ok && n == 1 {
		return one
	}
	return fmt.Sprintf(form, n)
}

// Span says a duration in its largest whole unit: "24 hours", "90 minutes".
func (l Locale) Span(days int, elapsed time.Duration) string {
	switch {
	case days > 0:
		return l.Count(l.Days, days)
	case elapsed%time.Hour == 0:
		return l.Count(l.Hours, int(elapsed/time.Hour))
	case elapsed%time.Minute == 0:
		return l.Count(l.Minutes, int(elapsed/time.Minute))
	}
	return l.Count(l.Seconds, int(elapsed/time.Second))
}

func glue(s string) string { return strings.ReplaceAll(s, " ", nbsp) }
