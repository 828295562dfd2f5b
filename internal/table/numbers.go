package table

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// numberText is how a number of a spreadsheet is shown in its format. day is
// true for what the spreadsheet counts as a day or a time.
func numberText(raw string, f format, from1904 bool) (text string, day bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil {
		return raw, false
	}
	switch {
	case f == elapsed && n >= 1:
		return elapsedText(n), false
	case f != bare && n >= 0 && n < lastDay:
		return momentText(n, from1904), true
	}
	return plainNumber(n), false
}

// plainNumber is a number in its shortest form, to the 15 digits that
// spreadsheets show: 0.375, not 0.37500000000000006.
func plainNumber(n float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil || math.Abs(rounded) >= 1e15 {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// lastDay is the day after 9999-12-31.
const lastDay = 2958466

// momentText is a number of days as the wall clock shows it, to the second:
// "2026-11-23", "2026-11-23 09:00:00", and below one day "09:00:00".
func momentText(n float64, from1904 bool) string {
	if n < 1 {
		return clockText(int(math.Round(n*86400)) % 86400)
	}
	days := math.Floor(n)
	seconds := int(math.Round((n - days) * 86400))
	day := firstDay(days, from1904).AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	if seconds%86400 == 0 {
		return day.Format(time.DateOnly)
	}
	return day.Format(time.DateTime)
}

// firstDay is day 0. Excel takes 1900 for a leap year, so the days after its
// February are one off.
func firstDay(days float64, from1904 bool) time.Time {
	switch {
	case from1904:
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		return time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

func clockText(seconds int) string {
	return fmt.Sprintf("%02d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
}

func elapsedText(days float64) string {
	if days > 1e6 {
		return plainNumber(days)
	}
	return clockText(int(math.Round(days * 86400)))
}

// isoForms are how days and times are written out in spreadsheets' files, and
// how they come to stand in a cell.
var isoForms = []struct{ read, write string }{
	{"2006-01-02T15:04:05.999999999Z07:00", time.DateTime + "Z07:00"},
	{"2006-01-02T15:04:05.999999999", time.DateTime},
	{"2006-01-02T15:04", time.DateTime},
	{"2006-01-02", time.DateOnly},
	{"15:04:05.999999999", time.TimeOnly},
}

// isoText is a day or time of ISO 8601 as it stands in a cell: a midnight is the
// day alone, as a spreadsheet shows it.
func isoText(raw string) (text string, day bool) {
	raw = strings.TrimSpace(raw)
	for _, form := range isoForms {
		t, err := time.Parse(form.read, raw)
		if err != nil {
			continue
		}
		if form.write == time.DateTime && t.Equal(t.Truncate(24*time.Hour)) {
			return t.Format(time.DateOnly), true
		}
		return t.Format(form.write), true
	}
	return raw, false
}
