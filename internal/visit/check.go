package visit

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"aftercare/internal/diag"
)

// What a sheet can hold; more is a mistake, such as a whole file in a field.
const (
	longestName = 200 // characters of a name, an area, a flag and the like
	longestNote = 2000
	mostWords   = 20 // areas, and flags
)

// problem is something wrong with a field, named by its key in a file.
type problem struct{ key, message, hint string }

// Check is everything that is wrong with a visit. It names fields and repeats
// no value.
func (v Visit) Check() diag.List {
	var found diag.List
	for _, p := range v.problems() {
		found = append(found, diag.Diagnostic{Field: p.key, Message: p.message, Hint: p.hint})
	}
	return found
}

func (v Visit) problems() []problem {
	var found []problem
	for _, field := range []struct {
		key     string
		texts   []string
		longest int
	}{
		{"patient", []string{v.Patient}, longestName}, {"areas", v.Areas, longestName}, {"therapist", []string{v.Therapist}, longestName},
		{"flags", v.Flags, longestName}, {"note", []string{v.Note}, longestNote},
		{"handout", []string{v.Handout}, longestName}, {"language", []string{v.Language}, longestName},
	} {
		if len(field.texts) > mostWords {
			found = append(found, problem{field.key, fmt.Sprintf("%s: there are %d, and at most %d fit", field.key, len(field.texts), mostWords), ""})
		}
		for _, text := range field.texts {
			if message, hint := wrongText(text, field.longest); message != "" {
				found = append(found, problem{field.key, field.key + ": " + message, hint})
				break
			}
		}
	}
	return append(found, v.wrongTimes()...)
}

func wrongText(text string, longest int) (message, hint string) {
	n := utf8.RuneCountInString(text)
	switch {
	case !utf8.ValidString(text):
		return "the text is not UTF-8", "save the file as UTF-8"
	case strings.ContainsFunc(text, unicode.IsControl):
		return "the text holds a control character", "write it again by hand"
	case n > longest:
		return fmt.Sprintf("the text has %d characters, and at most %d fit", n, longest), "shorten it"
	}
	return "", ""
}

// wrongTimes compares what is known: a visit without a start is given one
// later.
func (v Visit) wrongTimes() []problem {
	var found []problem
	if v.Start.IsZero() {
		return nil
	}
	if !v.End.IsZero() && v.End.Before(v.Start) {
		found = append(found, problem{"end", "the visit ends before it begins", "check both times"})
	}
	if v.End.After(v.Start.Add(24 * time.Hour)) {
		found = append(found, problem{"end", "the visit ends more than a day after it begins", "check the dates"})
	}
	if !v.Next.IsZero() && !v.Next.After(v.Start) {
		found = append(found, problem{"next", "the next visit is not after this one", "check both dates"})
	}
	return found
}
