package handout

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longestWords is how many bytes of words are looked up: no name of an area is
// longer.
const longestWords = 200

// fold makes words comparable: lower case, without accents, apostrophes and
// punctuation, one space between them.
func fold(words string) string {
	var folded strings.Builder
	folded.Grow(len(words))
	for _, r := range norm.NFD.String(words) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			folded.WriteRune(unicode.ToLower(r))
		case unicode.IsMark(r) || r == '\'' || r == '’' || r == '‘':
		default:
			folded.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(folded.String()), " ")
}

// singular takes the ending of a regular plural, "s" or "es", from every word.
// What is left need not be a word: both sides of a comparison go through it.
func singular(folded, ending string) string {
	words := strings.Fields(folded)
	for i, word := range words {
		if len(word) > 3 {
			words[i] = strings.TrimSuffix(word, ending)
		}
	}
	return strings.Join(words, " ")
}

// entry is what a name in the vocabulary stands for.
type entry struct {
	area   *Area
	flag   *Flag
	lang   string
	plural bool // the name is the plural of a sided area
}

// wordIndex finds areas and flags by folded names. A regular plural or
// singular that two of them share is in neither.
type wordIndex struct {
	areas, areaForms map[string]entry
	flags            map[string]entry
	areaNames        []string // of areas, in the order of the file
	flagNames        []string
	spellings        []spelling // every name of every area, in the order of the file
}

// lookup is the index of the vocabulary's words.
func (v *Vocabulary) lookup() *wordIndex {
	v.once.Do(func() {
		v.index = wordIndex{areas: map[string]entry{}, areaForms: map[string]entry{}, flags: map[string]entry{}}
		for i := range v.Areas {
			v.index.addArea(&v.Areas[i])
		}
		for i := range v.Flags {
			v.index.addFlag(&v.Flags[i])
		}
	})
	return &v.index
}

func (x *wordIndex) addArea(area *Area) {
	for _, n := range area.names() {
		e := entry{area: area, lang: n.lang, plural: n.plural}
		folded := fold(n.words)
		label := n.plural || n.lang == "" || n.words == area.Words[n.lang].Label
		x.spellings = append(x.spellings, spelling{area, n.lang, folded, label})
		other, taken := x.areas[folded]
		if taken && (other.area.Lung || !area.Lung) {
			continue
		}
		// Of two areas with the same plural the one near the lung is found,
		// which brings its warning.
		x.areas[folded] = e
		x.areaNames = append(x.areaNames, folded)
		for _, form := range []string{singular(folded, "s"), singular(folded, "es")} {
			if other, taken := x.areaForms[form]; taken && other.area != area {
				e = entry{}
			}
			x.areaForms[form] = e
		}
	}
}

func (x *wordIndex) addFlag(flag *Flag) {
	for _, n := range flag.names() {
		folded := fold(n.words)
		if _, taken := x.flags[folded]; !taken {
			x.flags[folded] = entry{flag: flag, lang: n.lang}
			x.flagNames = append(x.flagNames, folded)
		}
	}
}

// area finds a name without a side.
func (x *wordIndex) area(folded string) (entry, bool) {
	if e, ok := x.areas[folded]; ok {
		return e, true
	}
	for _, ending := range []string{"s", "es"} {
		if e := x.areaForms[singular(folded, ending)]; e.area != nil {
			return e, true
		}
	}
	return entry{}, false
}
