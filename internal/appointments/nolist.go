package appointments

import (
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"aftercare/internal/table"
)

// dayInNumbers finds a day that is written in numbers alone.
var dayInNumbers = regexp.MustCompile(`\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{8}T\d{4}`)

// aDay says whether there is a day in a cell, however it is written.
func aDay(cell string) bool {
	if dayInNumbers.MatchString(cell) {
		return true
	}
	words := strings.FieldsFunc(strings.ToLower(cell), func(r rune) bool { return !unicode.IsLetter(r) })
	return strings.ContainsAny(cell, "0123456789") && slices.ContainsFunc(words, func(w string) bool { return months[w] > 0 })
}

// NoList says of a file that Open could not read that it is something else than a
// list of appointments: a letter, or a table with no day in any of its first rows,
// such as prices or addresses. Of several files in a folder it is not the export.
func NoList(name string, err error) bool {
	var letter table.NoTable
	if errors.As(err, &letter) {
		return strings.EqualFold(path.Ext(name), ".txt") // else it may be the half of an export
	}
	var columns *Unclear
	if !errors.As(err, &columns) || len(columns.Rows) == 0 {
		return false
	}
	return !slices.ContainsFunc(columns.Rows, func(row []string) bool { return slices.ContainsFunc(row, aDay) })
}
