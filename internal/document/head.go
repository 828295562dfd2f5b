package document

import (
	"fmt"
	"strings"
	"unicode"

	"aftercare/internal/diag"
)

// patient is whose sheet it is. A name that cannot be set does not deny the
// patient a sheet: it is written by hand.
func (b *builder) patient() Fact {
	name := b.Visit.Patient
	if b.Private {
		name = initials(name)
	}
	return b.fact(b.loc.For, "patient", "patient's name", name)
}

// visitLines say when the visit was and with whom. A therapist whose name
// cannot be set is left out: the clinic knows who it was.
func (b *builder) visitLines() []string {
	lines := []string{b.loc.Date(b.Visit.Start) + ", " + b.loc.Clock(b.Visit.Start)}
	switch therapist := b.Visit.Therapist; {
	case therapist == "":
	case b.Settable(therapist):
		lines = append(lines, fmt.Sprintf(b.loc.With, therapist))
	default:
		b.warn("therapist", "write it on the sheet by hand", "the therapist's name has characters that the fonts cannot set: left out")
	}
	return lines
}

// fact is a line of the head, blank where there is nothing to print or no face
// to print it in. what says what it is, key which field of the visit.
func (b *builder) fact(label, key, what, text string) Fact {
	if text != "" && !b.Settable(text) {
		b.warn(key, "write it on the line by hand", "the %s has characters that the fonts cannot set: printed as a line to write on", what)
		text = ""
	}
	return Fact{Label: label, Text: text, Blank: text == ""}
}

// initials are the first letters of a name, "Z. Ł.".
func initials(name string) string {
	var out []string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		out = append(out, firstLetter(word)+".")
	}
	return strings.Join(out, "\u00a0")
}

// firstLetter is the first character of a word with its marks.
func firstLetter(word string) string {
	for i, r := range word {
		if i > 0 && !unicode.Is(unicode.M, r) {
			return word[:i]
		}
	}
	return word
}

// requireSettable refuses text that would lose letters: unlike a name it
// cannot be written by hand at the desk without being lost first.
func (b *builder) requireSettable(key, text string) {
	if !b.Settable(text) {
		b.problems = append(b.problems, diag.Diagnostic{Field: key,
			Message: fmt.Sprintf("the %s has characters that the fonts cannot set", key),
			Hint:    "use Latin, Greek, Cyrillic or Vietnamese letters, and no emoji"})
	}
}
