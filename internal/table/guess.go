package table

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// reading is what the words of a file become in one charset.
type reading struct {
	charset
	texts   []string
	knows   []bool // of each whether it has a word that is in the list
	wrong   int    // words that are of no language
	typed   int    // words that are letters of ASCII and typographic marks
	doubt   int    // of them, those that are not joined as people do
	words   int
	small   int // words that begin with a small letter beyond ASCII
	han     int // words of Chinese, and names among them
	chinese int
	rarity  float64 // of the letters of another script, and their number
	letters int
	strange int // words of another script
}

// readWords reads the words of a file in a charset.
func readWords(c charset, words []string) reading {
	r := reading{charset: c, words: len(words)}
	for _, raw := range words {
		word, err := c.code.NewDecoder().String(raw)
		if err != nil {
			word = "\uFFFD"
		}
		r.texts, r.knows = append(r.texts, word), append(r.knows, false)
		r.add(word)
	}
	return r
}

// Marks of typography that stand before a word, behind it, or by themselves.
const (
	marksBefore = "“‘„‚«»‹›¿¡–—•…\u00a0\u00ad"
	marksBehind = "”’“‘»«›‹–—…%™®©°ªº\u00a0\u00ad"
	marksAlone  = "–—•·…€£¥%½¼¾×÷±™®©“”‘’«»§²³¹ªº°µ\u00a0\u00ad"
)

// measures are the words that end in marks which stand at no other.
var measures = []string{"m²", "m³", "cm²", "cm³", "µg", "µl", "µm", "°C", "°F", "Mª", "Fª", "Nº", "nº", "Dª", "Sª"}

// add looks at what stands between two signs of ASCII. A mark about a word may
// be a letter of it that was not known for one, and so may one within.
func (r *reading) add(word string) {
	word = strings.Trim(word, "0123456789")
	core := strings.TrimRight(strings.TrimLeft(word, marksBefore), marksBehind)
	switch {
	case slices.Contains(measures, word):
		r.typed++
		return
	case !strings.ContainsFunc(core, unicode.IsLetter):
		r.addMarks(word)
		return
	case core != word:
		r.doubt++
	}
	parts := strings.FieldsFunc(core, isJoint)
	ascii, wrong := true, false
	for i, part := range parts {
		if i > 0 && !joins(parts[i-1], jointBetween(core, parts[i-1], part), part) {
			r.doubt++
		}
		if !isASCII(part) {
			ascii, wrong = false, !r.addWord(part) || wrong
		}
	}
	if wrong || strings.TrimFunc(core, isJoint) != core {
		r.wrong++
	}
	if ascii {
		r.typed++
	}
}

// addMarks looks at marks without a word: one of those that stand alone, or a
// few of quotation.
func (r *reading) addMarks(word string) {
	r.typed++
	if strings.Trim(word, marksAlone) != "" || utf8.RuneCountInString(strings.Trim(word, "“”‘’…")) > 1 {
		r.wrong++
	}
}

// isJoint is true for what stands between the parts of a word.
func isJoint(c rune) bool { return strings.ContainsRune("’‘´·–—\u00a0\u00ad", c) }

// jointBetween is what stands between two parts that follow each other.
func jointBetween(word, before, after string) string {
	_, rest, _ := strings.Cut(word, before)
	joint, _, _ := strings.Cut(rest, after)
	return joint
}

// elided are what stands before an apostrophe, and shortened what stands behind
// it, in small letters.
var (
	elided    = []string{"d", "l", "n", "j", "m", "c", "s", "qu", "dell", "all", "sant"}
	shortened = []string{"s", "t", "ll", "re", "ve"}
)

// joins is true for parts as people join them: O’Neill, d’une, Women’s, Mon–Fri,
// Paral·lel. What joins others may be a letter that was not known for one.
func joins(before, joint, after string) bool {
	switch r, _ := utf8.DecodeRuneInString(after); {
	case joint == "·":
		return strings.HasSuffix(before, "l") && strings.HasPrefix(after, "l")
	case unicode.IsUpper(r):
		return true
	case joint != "’":
		return false
	}
	return slices.Contains(elided, strings.ToLower(before)) || len(before) > 3 && slices.Contains(shortened, after)
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return c >= utf8.RuneSelf })
}

// addWord looks at one word, which has letters beyond ASCII. It reports false
// for one of no language.
func (r *reading) addWord(word string) bool {
	runes := []rune(word)
	if !hasCaseOfWord(runes) || slices.ContainsFunc(runes, func(c rune) bool { return !unicode.IsLetter(c) && !unicode.Is(unicode.Mn, c) }) {
		return false
	}
	if knownWords()[strings.ToLower(word)] {
		r.knows[len(r.knows)-1] = true
	}
	if which, rarity, letters := scriptOf(word); which >= 0 {
		r.rarity += rarity
		r.letters += letters
		r.strange++
		return letters > 1 && strings.ContainsAny(plainGreek.Replace(strings.ToLower(word)), scripts[which].vowels)
	}
	if unicode.Is(unicode.Han, runes[0]) {
		r.han++
		if isChineseName(word) {
			r.chinese++
		}
		return len(runes) <= 4 && !slices.ContainsFunc(runes, func(c rune) bool { return !unicode.Is(unicode.Han, c) })
	}
	if unicode.IsLower(runes[0]) && runes[0] >= utf8.RuneSelf {
		r.small++
	}
	if len(runes) == 1 {
		return strings.ContainsRune("àáóòèéÀÓÉ", runes[0])
	}
	if !strings.ContainsFunc(norm.NFD.String(strings.ToLower(word)), isVowel) {
		return false
	}
	if beyond := countFunc(runes, func(c rune) bool { return c >= utf8.RuneSelf }); beyond*4 > len(runes)*3 {
		return false
	}
	return languagesOf(word, r.name) != 0
}

// isVowel is true for what a syllable is built around, in Czech also an r or l.
func isVowel(c rune) bool { return strings.ContainsRune("aeiouyrlæøœı", c) }

func countFunc(runes []rune, f func(rune) bool) int {
	n := 0
	for _, c := range runes {
		if f(c) {
			n++
		}
	}
	return n
}

// knownBeyond is how many words are in the list that another reading reads
// otherwise.
func (r *reading) knownBeyond(other *reading) int {
	n := 0
	for i, known := range r.knows {
		if known && r.texts[i] != other.texts[i] {
			n++
		}
	}
	return n
}

// fewWords is from how many words on some may be of no language.
const fewWords = 40

// plausible is true for a reading that can be the right one.
func (r *reading) plausible() bool {
	if r.words >= fewWords && r.wrong*33 > r.words || r.words < fewWords && r.wrong > 0 {
		return false
	}
	if r.doubt*3 > r.words && r.name != windows1252.name { // which is what typographic marks are written in
		return false
	}
	if r.letters > 0 && (r.letters < fewLetters || 2*r.letters < 7*r.strange || r.rarity >= mostRarity*float64(r.letters)) {
		return false
	}
	return r.han == 0 || r.chinese*3 >= r.han
}

// fewLetters of another script say nothing, and neither do words of two.
const fewLetters = 5

// mostRarity is how rare the letters of a text may be on the whole; by chance
// they are at 0.5.
const mostRarity = 0.36

// bestReadings are the readings that nothing tells from one another. One alone
// is the right one.
func bestReadings(words []string) []reading {
	var all []reading
	for _, c := range oldCharsets {
		if r := readWords(c, words); r.plausible() && !slices.ContainsFunc(all, func(o reading) bool { return slices.Equal(o.texts, r.texts) }) {
			all = append(all, r)
		}
	}
	for _, better := range []func(a, b *reading) bool{
		func(a, b *reading) bool { return a.wrong == 0 && b.wrong > 0 || a.wrong > 0 && b.wrong > 3*a.wrong },
		func(a, b *reading) bool { return a.knownBeyond(b) > 3*b.knownBeyond(a) },
		func(a, b *reading) bool { return a.letters > 3 && b.letters > 3 && a.doubt == 0 && b.doubt > 0 },
		func(a, b *reading) bool { return a.letters > 3 && b.letters > 3 && a.rarity*1.4 < b.rarity },
		func(a, b *reading) bool {
			return a.han == 0 && b.han == 0 && a.doubt == 0 && a.small == 0 && b.small > 0
		},
		func(a, b *reading) bool { return a.chinese >= 3 && b.knownBeyond(a) == 0 && b.chinese == 0 },
		func(a, b *reading) bool {
			return a.typed == a.words && a.doubt == 0 && b.knownBeyond(a) == 0 && a.name == windows1252.name
		},
	} {
		all = slices.DeleteFunc(slices.Clone(all), func(b reading) bool {
			return slices.ContainsFunc(all, func(a reading) bool { return better(&a, &b) && !better(&b, &a) })
		})
	}
	return all
}
