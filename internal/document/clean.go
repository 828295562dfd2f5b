package document

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cleanVisit brings what people typed into the form the page can set.
func (b *builder) cleanVisit() {
	v := &b.Visit
	v.Patient, v.Therapist, v.Note = Clean(v.Patient), Clean(v.Therapist), Clean(v.Note)
	v.Areas, v.Flags = cleanAll(v.Areas), cleanAll(v.Flags)
}

// Clean composes characters (NFC), takes out what has no width and no meaning
// in print (controls, direction marks, soft hyphens), and makes white space
// single spaces.
func Clean(s string) string {
	kept := strings.Map(printable, strings.ToValidUTF8(s, "\uFFFD"))
	// Composed last: what was taken out may have stood between a letter and its
	// mark.
	return strings.Join(strings.Fields(norm.NFC.String(kept)), " ")
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

// cleanAll leaves out what is empty.
func cleanAll(list []string) []string {
	var out []string
	for _, s := range list {
		if s = Clean(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// firstLetter is the first character of a word with its marks.
func firstLetter(word string) string {
	for i := range word {
		if i > 0 && !unicode.Is(unicode.M, []rune(word[i:])[0]) {
			return word[:i]
		}
	}
	return word
}
