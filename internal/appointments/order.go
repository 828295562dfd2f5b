package appointments

import (
	"fmt"
	"time"

	"aftercare/internal/diag"
)

// Order is whether 02/01/2026 is the second of January or the first of
// February. It is decided for a file, never row by row.
type Order uint8

const (
	Undecided Order = iota
	DayFirst
	MonthFirst
	YearFirst // with two digits: 26/11/23
)

func (o Order) String() string {
	return [...]string{"undecided", "dmy", "mdy", "ymd"}[o]
}

// ParseOrder reads "dmy", "mdy" or "ymd".
func ParseOrder(s string) (Order, error) {
	switch s {
	case "dmy":
		return DayFirst, nil
	case "mdy":
		return MonthFirst, nil
	case "ymd":
		return YearFirst, nil
	}
	return Undecided, fmt.Errorf("%q is no order of dates: write dmy (day first), mdy (month first) or ymd (year first)", s)
}

// UnmarshalText reads what ParseOrder reads.
func (o *Order) UnmarshalText(text []byte) (err error) {
	*o, err = ParseOrder(string(text))
	return err
}

// evidence is what the dates of a file say of their order: the place of the
// first date of each sort, zero where there is none.
type evidence struct {
	now              time.Time
	day, month, open place // the day comes first; the month does; neither is sure
	year             place // two digits that are nearer to now when the year comes first
}

type place struct{ record, line int }

// add looks at one date.
func (e *evidence) add(w written, at place) {
	if !w.numbered {
		return
	}
	keep := func(p *place) {
		if p.record == 0 {
			*p = at
		}
	}
	first, second := w.day(DayFirst), w.day(MonthFirst)
	isDay, isMonth := w.isOn(first), w.isOn(second)
	switch {
	case isDay && !isMonth:
		keep(&e.day)
	case isMonth && !isDay:
		keep(&e.month)
	case isDay && !first.Equal(second):
		keep(&e.open)
	}
	if w.short && !e.now.IsZero() && e.near(w.day(YearFirst)) && !(isDay && e.near(first)) && !(isMonth && e.near(second)) {
		keep(&e.year)
	}
}

// isOn is true for a day that there is, and that is the weekday that is named.
func (w written) isOn(day time.Time) bool {
	return !day.IsZero() && (w.weekday == nil || *w.weekday == day.Weekday())
}

// near is true for a day within a year of now. It decides nothing: it only asks.
func (e *evidence) near(day time.Time) bool {
	const year = 366 * 24 * time.Hour
	return !day.IsZero() && day.Sub(e.now).Abs() < year
}

// settle decides the order and says why.
func (e evidence) settle(file string, asked, clinics Order, p *Profile) (Order, string, error) {
	const day, month = "%s comes first: record %d can be read in no other way", "%s comes second: record %d can be read in no other way"
	switch {
	case asked != Undecided:
		return asked, "asked for", nil
	case p.Dates == YearFirst:
		return p.Dates, p.Name + " writes dates so", nil
	case clinics == YearFirst:
		return clinics, "the clinic writes dates so", nil
	case e.year.record > 0 && clinics == Undecided:
		return 0, "", e.centuries(file)
	case e.day.record > 0 && e.month.record > 0:
		return 0, "", e.contradiction(file)
	case e.day.record > 0:
		return DayFirst, fmt.Sprintf(day, "the day", e.day.record), nil
	case e.month.record > 0:
		return MonthFirst, fmt.Sprintf(month, "the day", e.month.record), nil
	case clinics != Undecided:
		return clinics, "the clinic writes dates so, and no row says otherwise", nil
	case p.Dates != Undecided:
		return p.Dates, fmt.Sprintf("%s writes dates so, and no row says otherwise", p.Name), nil
	case e.open.record > 0:
		return 0, "", e.question(file)
	}
	return Undecided, "no date of the file depends on it", nil
}

func (e evidence) contradiction(file string) diag.List {
	first, second := e.day, e.month
	if second.line < first.line {
		first, second = second, first
	}
	return diag.List{{
		Position: diag.Position{File: file, Line: second.line},
		Message: fmt.Sprintf("the dates of records %d and %d contradict each other: one is day-first, the other month-first",
			first.record, second.record),
		Hint: "correct the export, or say --dates dmy or --dates mdy: rows that do not fit then fail",
	}}
}

// Unsettled is the error of Open for a file whose days can be read in several
// orders, and that no row settles: Options.Dates does, or for good the clinic's.
type Unsettled struct {
	diag.List
	Orders []Order // that are possible
}

// Unwrap gives what a person is told.
func (u Unsettled) Unwrap() error { return u.List }

func (e evidence) question(file string) Unsettled {
	return Unsettled{Orders: []Order{DayFirst, MonthFirst}, List: diag.List{{
		Position: diag.Position{File: file, Line: e.open.line},
		Message:  "the dates can be read day-first or month-first, and no row settles it",
		Hint:     "say --dates dmy (23/11/2026) or --dates mdy (11/23/2026)",
	}}}
}

func (e evidence) centuries(file string) Unsettled {
	return Unsettled{Orders: []Order{YearFirst, DayFirst, MonthFirst}, List: diag.List{{
		Position: diag.Position{File: file, Line: e.year.line},
		Message:  "the years of the dates have two digits, and can stand first or last",
		Hint:     "say --dates ymd (26/11/23 is the 23rd of November 2026), --dates dmy or --dates mdy",
	}}}
}
