package appointments

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean brings a cell into one line of composed characters: white space of any
// sort becomes one space, and what has no width goes.
func clean(cell string) string {
	if plain(cell) {
		return cell
	}
	cell = strings.Map(visible, norm.NFC.String(strings.ToValidUTF8(cell, "\uFFFD")))
	return strings.Join(strings.Fields(cell), " ")
}

// plain is true for the common case: ASCII with nothing in it to clean.
func plain(cell string) bool {
	before := byte(' ')
	for i := range len(cell) {
		c := cell[i]
		if c < ' ' || c >= 0x7f || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' ' || cell == ""
}

func visible(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// unguard takes off what keeps a spreadsheet from reading a cell as a formula:
// ="0123" and '+44.
func unguard(cell string) string {
	if len(cell) > 3 && strings.HasPrefix(cell, `="`) && strings.HasSuffix(cell, `"`) {
		return cell[2 : len(cell)-1]
	}
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@0123456789", rune(cell[1])) {
		return cell[1:]
	}
	return cell
}

// fold writes words that mean the same alike: lower case, no accents, single
// spaces, "no-show" as "no show". Signs stay, for statuses that are signs.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	folded := strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case r == '-' || r == '_' || r == '’':
			return ' '
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
	if folded = strings.Join(strings.Fields(folded), " "); folded != "" {
		return folded
	}
	return strings.TrimSpace(s)
}

// isFolded is true for ASCII that folding would leave as it is.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 'A' && c <= 'Z' || c == '-' || c == '_' {
			return false
		}
	}
	return plain(s)
}

// key is fold with letters and digits alone: "Start Date & Time" and
// "start_date_time" are one column.
func key(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return ' '
	}, fold(s))
	return strings.Join(strings.Fields(s), " ")
}

// says is true where the words of phrase stand in text, whole words in their
// order; both are keys.
func says(text, phrase string) bool {
	for from := 0; phrase != ""; {
		at := strings.Index(text[from:], phrase)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(phrase)
		if (at == 0 || text[at-1] == ' ') && (end == len(text) || text[end] == ' ') {
			return true
		}
		from = at + 1
	}
	return false
}
