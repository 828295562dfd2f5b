package appointments

import (
	"fmt"
	"strings"
	"time"
)

// Remarks are what a person should know of the file before anything of it is
// printed: what was not read, what was decided for want of a column, and how far
// off its days are. They hold nothing of a patient.
func (im *Import) Remarks() []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if n := im.survey.defaulted; n > 0 {
		say("no column says what was booked: the clinic's default handout %q for %s", im.reader.DefaultHandout, rows(n))
	}
	if im.reader.onlyDay {
		say("nothing in it says which day it is: all rows are taken for %s", im.reader.On.Format(time.DateOnly))
	}
	if len(im.reader.unread) > 0 {
		say("not read, because they are hidden or have other columns: the sheets %s", strings.Join(im.reader.unread, ", "))
	}
	if im.survey.hidden > 0 {
		say("%s hidden in the workbook are skipped", rows(im.survey.hidden))
	}
	if far := im.far(); far != "" {
		say("%s", far)
	}
	return out
}

// note counts what a remark is made of.
func (s *survey) note(row *Row) {
	if row.State == Ready && row.defaulted {
		s.defaulted++
	}
	if row.Reason == hiddenRow {
		s.hidden++
	}
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

// far says how far off the visits are, or "" where they are near.
func (im *Import) far() string {
	const near = 31 * 24 * time.Hour
	now := im.reader.Now
	switch {
	case now.IsZero() || im.first.IsZero():
	case im.first.Sub(now) > near:
		return "the first visit is " + inMonths(im.first.Sub(now)) + " ahead"
	case now.Sub(im.last) > near:
		return "the last visit was " + inMonths(now.Sub(im.last)) + " ago"
	}
	return ""
}

// inMonths is a length of time in rough words.
func inMonths(d time.Duration) string {
	months := int(d.Hours() / 24 / 30.4)
	switch {
	case months < 2:
		return "a month"
	case months < 24:
		return fmt.Sprintf("%d months", months)
	}
	return fmt.Sprintf("%d years", months/12)
}
