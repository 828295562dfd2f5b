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
	text    string // all words, to see which charsets read the file alike
	wrong   int    // words that are of no language
	known   int    // words that are in the list
	typed   int    // words that are letters of ASCII and typographic marks
	doubt   int    // of them, those that are not joined as people do
	words   int
	common  uint32  // languages that all Latin words can be of
	rarity  float64 // of the letters of another script, and their number
	letters int
}

// readWords reads the words of a file in a charset.
func readWords(c charset, words []string) reading {
	r := reading{charset: c, common: ^uint32(0), words: len(words)}
	var all strings.Builder
	for _, raw := range words {
		word, err := c.code.NewDecoder().String(raw)
		if err != nil {
			word = "\uFFFD"
		}
		all.WriteString(word)
		all.WriteByte(' ')
		r.add(word)
	}
	r.text = all.String()
	return r
}

// Marks of typography, and where they stand about a word.
const (
	marksBefore = "“‘„‚«¿¡‹–—•€£$©®°§\u00a0"
	marksAfter  = "”’“‘»›…–—€£%©®™°ªº"
)

// doubtful are those that at the end of a word may be a letter of it as well.
const doubtful = "\u00a0–—€"

// measures are the words that end in marks which stand at no other.
var measures = []string{"m²", "m³", "cm²", "cm³", "µg", "µl", "µm", "°C", "°F", "Mª", "Fª", "Nº", "nº", "Dª", "Sª"}

func (r *reading) add(word string) {
	word = strings.Trim(word, "0123456789")
	core := strings.TrimRight(strings.TrimLeft(word, marksBefore), marksAfter)
	switch {
	case slices.Contains(measures, word):
		r.typed++
		return
	case !strings.ContainsFunc(core, unicode.IsLetter):
		r.wrong += wrongMarks(word)
		r.typed++
		if utf8.RuneCountInString(strings.Trim(word, "“”‘’…")) > 1 {
			r.doubt++
		}
		return
	}
	if strings.TrimRight(word, doubtful) != word || strings.TrimLeft(word, doubtful) != word {
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
	if wrong {
		r.wrong++
	}
	if ascii {
		r.typed++
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

// wrongMarks is 1 for what stands alone and is no mark that does.
func wrongMarks(word string) int {
	if utf8.RuneCountInString(word) > 4 {
		return 1
	}
	for _, c := range word {
		if unicode.IsLetter(c) || unicode.IsControl(c) || c == utf8.RuneError || unicode.Is(unicode.Co, c) || c >= 0x2500 && c < 0x25A0 {
			return 1
		}
	}
	return 0
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
		r.known++
	}
	if which, rarity, letters := scriptOf(word); which >= 0 {
		r.rarity += rarity
		r.letters += letters
		return letters > 1
	}
	if unicode.Is(unicode.Han, runes[0]) {
		if isChineseName(word) {
			r.known++
			return true
		}
		return false
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
	bits := languagesOf(word)
	r.common &= bits
	return bits != 0
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

// fewWords is from how many words on some may be of no language.
const fewWords = 40

// plausible is true for a reading that can be the right one.
func (r *reading) plausible() bool {
	if r.words >= fewWords && r.wrong*33 > r.words || r.words < fewWords && r.wrong > 0 {
		return false
	}
	return r.letters == 0 || r.rarity/float64(r.letters) < mostRarity
}

// mostRarity is how rare the letters of a text may be on the whole; by chance
// they are at 0.5.
const mostRarity = 0.36

// bestReadings are the readings that nothing tells from one another. One alone
// is the right one.
func bestReadings(words []string) []reading {
	var all []reading
	for _, c := range oldCharsets {
		if r := readWords(c, words); r.plausible() && !slices.ContainsFunc(all, func(o reading) bool { return o.text == r.text }) {
			all = append(all, r)
		}
	}
	for _, better := range []func(a, b *reading) bool{
		func(a, b *reading) bool { return a.wrong == 0 && b.wrong > 0 || a.wrong > 0 && b.wrong > 3*a.wrong },
		func(a, b *reading) bool { return a.known > 0 && b.known == 0 || a.known >= 3 && a.known > 4*b.known },
		func(a, b *reading) bool { return a.letters > 3 && b.letters > 3 && a.doubt == 0 && b.doubt > 0 },
		func(a, b *reading) bool { return a.letters > 3 && b.letters > 3 && a.rarity*1.4 < b.rarity },
		func(a, b *reading) bool { return a.words >= 10 && a.common != 0 && b.common == 0 && b.letters == 0 },
		func(a, b *reading) bool {
			return a.typed == a.words && a.doubt == 0 && b.known == 0 && a.name == windows1252.name
		},
	} {
		all = slices.DeleteFunc(slices.Clone(all), func(b reading) bool {
			return slices.ContainsFunc(all, func(a reading) bool { return better(&a, &b) && !better(&b, &a) })
		})
	}
	return all
}
