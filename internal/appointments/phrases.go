package appointments

import (
	"slices"
	"strings"
	"unicode"
)

// phrases are words to look for in a text: whole words in their order, the last
// of which can stand for all words that begin so ("cancel*").
type phrases struct {
	first map[string][]phrase // by their first word
	stems map[string][]phrase // those of one word that may go on, by its first two letters
}

type phrase struct {
	words []string
	open  bool // the last word may go on
}

func phrasesOf(lists ...[]string) phrases {
	p := phrases{map[string][]phrase{}, map[string][]phrase{}}
	for _, text := range slices.Concat(lists...) {
		words := strings.Fields(key(text))
		if len(words) == 0 {
			continue
		}
		ph := phrase{words, strings.HasSuffix(strings.TrimSpace(text), "*")}
		if start := beginning(words[0]); ph.open && len(words) == 1 {
			p.stems[start] = append(p.stems[start], ph)
		} else {
			p.first[words[0]] = append(p.first[words[0]], ph)
		}
	}
	return p
}

func beginning(word string) string { return word[:min(2, len(word))] }

// stretch is a run of words, of which end is the first behind it.
type stretch struct{ from, end int }

// find is the first place where a phrase stands in the words of a text.
func (p phrases) find(words []string) (stretch, bool) {
	for at := range words {
		if end := p.at(words[at:]); end > 0 {
			return stretch{at, at + end}, true
		}
	}
	return stretch{}, false
}

// at is how many words the longest phrase takes that the text begins with, 0
// where none does.
func (p phrases) at(words []string) int {
	most := 0
	if len(words) == 0 {
		return most
	}
	for _, list := range [][]phrase{p.first[words[0]], p.stems[beginning(words[0])]} {
		for _, ph := range list {
			if n := len(ph.words); n > most && n <= len(words) && ph.begins(words) {
				most = n
			}
		}
	}
	return most
}

func (ph phrase) begins(words []string) bool {
	last := len(ph.words) - 1
	return slices.Equal(ph.words[:last], words[:last]) &&
		(ph.words[last] == words[last] || ph.open && strings.HasPrefix(words[last], ph.words[last]))
}

// cover is true where phrases make up all of a text.
func (p phrases) cover(words []string) bool {
	for at := 0; at < len(words); {
		n := p.at(words[at:])
		if n == 0 {
			return false
		}
		at += n
	}
	return len(words) > 0
}

// negators turn the word behind them into its contrary.
var negators = wordSet("not no never non nicht nie kein nao niet geen pas jamais sin nunca un")

// said is the first place where a phrase stands that no word before it denies:
// "not cancelled" says nothing of the kind.
func (p phrases) said(words []string) (stretch, bool) {
	for from := 0; from < len(words); {
		at, ok := p.find(words[from:])
		if !ok {
			return stretch{}, false
		}
		at.from, at.end = at.from+from, at.end+from
		if at.from == 0 || !negators[words[at.from-1]] {
			return at, true
		}
		from = at.end
	}
	return stretch{}, false
}

// wordsOf are the words of a text, as phrases have them.
func wordsOf(text string) []string { return strings.Fields(key(spaced(text))) }

// spaced parts words that are written as one: "NoShow", "PatientName",
// "NHSNumber".
func spaced(text string) string {
	letters := []rune(text)
	var b strings.Builder
	for i, r := range letters {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(letters[i-1]) ||
			unicode.IsUpper(letters[i-1]) && i+1 < len(letters) && unicode.IsLower(letters[i+1])) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}
