package visit

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Clean is the visit with every text in Unicode's composed form and one space
// where there were several, or a line end; areas and flags without words are
// left out.
func (v Visit) Clean() Visit {
	for _, text := range []*string{&v.Patient, &v.Therapist, &v.Note, &v.Handout, &v.Language} {
		*text = clean(*text)
	}
	v.Areas, v.Flags = cleanAll(v.Areas), cleanAll(v.Flags)
	return v
}

func clean(text string) string {
	return strings.Join(strings.Fields(norm.NFC.String(text)), " ")
}

func cleanAll(texts []string) []string {
	var cleaned []string
	for _, text := range texts {
		if text = clean(text); text != "" {
			cleaned = append(cleaned, text)
		}
	}
	return cleaned
}
