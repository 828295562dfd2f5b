package appointments

import (
	"fmt"

	"aftercare/internal/diag"
)

// Order is whether 02/01/2026 is the second of January or the first of
// February. It is decided for a file, never row by row.
type Order uint8

const (
	Undecided Order = iota
	DayFirst
	MonthFirst
)

func (o Order) String() string {
	return [...]string{"undecided", "dmy", "mdy"}[o]
}

// ParseOrder reads "dmy" or "mdy".
func ParseOrder(s string) (Order, error) {
	switch s {
	case "dmy":
		return DayFirst, nil
	case "mdy":
		return MonthFirst, nil
	}
	return Undecided, fmt.Errorf("%q is no order of dates: write dmy (day first) or mdy (month first)", s)
}

// UnmarshalText reads what ParseOrder reads.
func (o *Order) UnmarshalText(text []byte) (err error) {
	*o, err = ParseOrder(string(text))
	return err
}

// evidence is what the dates of a file say of their order: the place of the
// first date of each sort, zero where there is none.
type evidence struct {
	day, month, open place // a first number over 12; a second one; neither
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
	switch {
	case w.first > 31 || w.second > 31: // no day in either order
	case w.first > 12 && w.second <= 12:
		keep(&e.day)
	case w.second > 12 && w.first <= 12:
		keep(&e.month)
	case w.first != w.second:
		keep(&e.open)
	}
}

// settle decides the order and says why.
func (e evidence) settle(file string, asked Order, p *Profile) (Order, string, error) {
	const day, month = "%s comes first: record %d has a number over 12 there", "%s comes second: record %d has a number over 12 there"
	switch {
	case asked != Undecided:
		return asked, "asked for", nil
	case e.day.record > 0 && e.month.record > 0:
		return 0, "", e.contradiction(file)
	case e.day.record > 0:
		return DayFirst, fmt.Sprintf(day, "the day", e.day.record), nil
	case e.month.record > 0:
		return MonthFirst, fmt.Sprintf(month, "the day", e.month.record), nil
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

func (e evidence) question(file string) diag.List {
	return diag.List{{
		Position: diag.Position{File: file, Line: e.open.line},
		Message:  "the dates can be read day-first or month-first, and no row settles it",
		Hint:     "say --dates dmy (23/11/2026) or --dates mdy (11/23/2026)",
	}}
}
