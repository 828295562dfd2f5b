package document

import (
	"strings"
	"unicode"

	"aftercare/internal/visit"
)

// Clean brings what people typed into the form the page can set.
func Clean(v visit.Visit) visit.Visit {
	v.Patient, v.Therapist, v.Note = strip(v.Patient), strip(v.Therapist), strip(v.Note)
	v.Areas, v.Flags = stripAll(v.Areas), stripAll(v.Flags)
	// Composed last: what was taken out may have stood between a letter and its
	// mark.
	return v.Clean()
}

// strip takes out what has no width and no meaning in print: controls,
// direction marks, soft hyphens.
func strip(s string) string {
	return strings.Map(printable, strings.ToValidUTF8(s, "\uFFFD"))
}

func stripAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = strip(s)
	}
	return out
}

func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
		return -1
	case r == '\u2010', r == '\u2011': // hyphens the faces do not all have
		return '-'
	}
	return r
}
