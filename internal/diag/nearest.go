package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Nearest is the candidate that word was probably meant to be, whatever the
// case, and whether there is one. Of equally near ones the first is taken.
func Nearest(word string, candidates []string) (string, bool) {
	word = strings.ToLower(word)
	nearest, found := "", false
	most := slips(word) + 1
	for _, candidate := range candidates {
		lower := strings.ToLower(candidate)
		// The difference in length is a lower bound, and a file can hold very
		// long words.
		if difference := utf8.RuneCountInString(lower) - utf8.RuneCountInString(word); max(difference, -difference) >= most {
			continue
		}
		if d := levenshtein.ComputeDistance(word, lower); d < most {
			nearest, found, most = candidate, true, d
		}
	}
	return nearest, found
}

// DidYouMean is the hint for a word that is none of known: the nearest of them,
// or all.
func DidYouMean(word string, known []string) string {
	if near, ok := Nearest(word, known); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "known here: " + strings.Join(known, ", ")
}

// slips is how many letters may be wrong before a suggestion would be a guess:
// none in "en", one in "hip", two in "titel", four at the most.
func slips(word string) int {
	n := utf8.RuneCountInString(word)
	if n < 3 {
		return 0
	}
	return min((n+1)/3, 4)
}
