package table

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// namesFile holds words that decide between two readings of a file.
//
//go:embed names.txt
var namesFile string

// knownWords are its words, in lower case.
var knownWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(namesFile) {
		if _, list, ok := strings.Cut(line, ":"); ok && !strings.HasPrefix(line, "#") {
			for _, word := range strings.Fields(list) {
				words[strings.ToLower(word)] = true
			}
		}
	}
	return words
})

// language is how the words of a language are written: its letters beyond those
// of ASCII, those of ASCII that it lacks, and what never stands together. It
// is about names; a rule may leave out what only other words have.
type language struct {
	name, letters, lacks string
	never                string // a regular expression, over a word in lower case
	only                 string // the only encodings that its writers had, "" for any
}

// languages are those whose letters an old encoding of one byte may hold.
var languages = []language{
	{"Spanish", "áéíóúüñ", "", `ñ([^aeiouáéíóú]|$)|[^g]ü|^ü|[áéíóú].*[áéíóú]`, ""},
	{"Catalan", "àèéíïòóúüç", "w", `[àèéíòóú].*[àèéíòóú]|ç[ei]|[^aeiou][ïü]|^[ïüç]`, ""},
	{"Portuguese", "áâãçéêíóôõú", "", `ã[^oes]|õ[^e]|õ$|^[ãõç]|ç[^aouãáóõ]|ç$`, ""},
	{"Italian", "àèéìòóù", "", `[àèéìòóù].`, ""},
	{"French", "àâçéèêëîïôœùûü", "", `[èêû][aeiouyéè]|[^o]ù|^ù|ù.|œ([^u]|$)|[^aeioué]ï|^ï|[^aeiouéêè]ë|^ë|[aeiou]è|^û|à.`, ""},
	{"German", "äöüßé", "", `(^|[^aeiouyäöü])ß|[äöü][äöü]`, ""},
	{"Dutch", "éèëïóöü", "", `^[ëï]|[^aeiou][ëï]`, ""},
	{"Danish or Norwegian", "åæøé", "", `[æø][aiou]|[aiouy][æø]|å[aiou]|[æøå][æøå]`, ""},
	{"Swedish or Finnish", "åäöé", "", `å[aiou]`, ""},
	{"Icelandic", "áðéíóúýþæö", "cqwz", `^ð|þ$|[^aeiouyáéíóúýæörnlf]ð|[æ][aiou]`, "Windows-1252 ISO-8859-15 CP850"},
	{"Estonian", "õäöüšž", "cqwxy", `õ[äöü]`, "Windows-1252 Windows-1257 ISO-8859-15"},
	{"Lithuanian", "ąčęėįšųūž", "qwx", `[ąęėįųū][aeouąęėįųū]|^[ęėįųū]|[aeiouyąęėįųū][ėęą]|.į|ų.`, ""},
	{"Latvian", "āčēģīķļņšūž", "qwxy", `[āēīū][aeuāēīū]|ķ([^ieēī]|$)`, ""},
	{"Polish", "ąćęłńóśźż", "qvx", `[ćśźń][aeiouyóąę]|[bcdfghjklłmnprstwzćśźż]ń|ńn|^[ąęń]|[ąę][aeiouyóąę]|[aeuyóąę][ąę]`, ""},
	{"Czech", "áčďéěíňóřšťúůýž", "qwx", `^[ěůýň]|[bcdfghklmpstvz]ň[^aeiouáéíóú]|.ú|ř[yrljý]|[jrl]ř|[aeiouyáéíóúůýě][ěůýáéíó]|ě[aeiou]|[ďťň][iyěíaou]?[ďťň]|[ďť][vs]|[áéíóúůý][áéíóúůý]`, ""},
	{"Slovak", "áäčďéíĺľňóôŕšťúýž", "qwx", `^[äĺŕý]|[aeiouyáéíóúý][ĺŕ]|[ĺŕ]([aeiouyáéíóúýlrj]|$)|[^bpmvf]ä|ô[aeiou]|[aeouáéíóúý][ýáéíóú]`, ""},
	{"Hungarian", "áéíóöőúüű", "qx", `[őű][aeiouáéíóú]|[aeiouáéíóú][őű]`, ""},
	{"Croatian, Serbian or Slovene", "čćđšž", "qwxy", `[bcdfghkmnpstvz]ć`, ""},
	{"Romanian", "ăâîşţ", "qwy", `ă[ao]|^â|â$|[ăâî][ăâî]`, ""},
	{"Turkish", "çğıöşüâi̇", "qwx", `(^|[^aeıioöuüâ])ğ|[ıiöüaeouâ][ıöü]|[ıöü][aeiou]`, ""},
}

type compiled struct {
	letters map[rune]bool
	lacks   string
	never   *regexp.Regexp
}

var compiledLanguages = sync.OnceValue(func() []compiled {
	out := make([]compiled, len(languages))
	for i, l := range languages {
		out[i] = compiled{letters: map[rune]bool{}, lacks: l.lacks}
		for _, r := range l.letters {
			out[i].letters[r] = true
		}
		if l.never != "" {
			out[i].never = regexp.MustCompile(l.never)
		}
	}
	return out
})

// languagesOf are the languages, as bits, that a word of Latin letters can be of.
// charset is the one that it was read in.
func languagesOf(word, charset string) uint32 {
	word = strings.ToLower(word)
	var bits uint32
	for i, l := range compiledLanguages() {
		fits := !strings.ContainsAny(word, l.lacks) && (languages[i].only == "" || strings.Contains(languages[i].only, charset))
		for _, r := range word {
			fits = fits && (r < utf8.RuneSelf || l.letters[r])
		}
		if fits && (l.never == nil || !l.never.MatchString(word)) {
			bits |= 1 << i
		}
	}
	return bits
}

// script is a script that is not Latin, with its letters by how often they come.
type script struct {
	table           *unicode.RangeTable
	letters, vowels string
}

var scripts = []script{
	{unicode.Cyrillic, "оаеинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ", "аеёиоуыэюяіїє"},
	{unicode.Greek, "αοιετσνηυρπκμλςωγδχθφβξζψ", "αεηιουω"},
	{unicode.Arabic, "ايلمنرتبةعدسفهكوحقجشطصخزضذثىأئءغظؤآإ", "ايلمنرتبةعدسفهكوحقجشطصخزضذثىأئءغظؤآإ"},
}

// plainGreek takes the accents off Greek letters.
var plainGreek = strings.NewReplacer("ά", "α", "έ", "ε", "ή", "η", "ί", "ι", "ό", "ο", "ύ", "υ", "ώ", "ω", "ϊ", "ι", "ϋ", "υ", "ΐ", "ι", "ΰ", "υ")

// scriptOf is which script a word is wholly of, and how rare its letters are, as
// the sum of their places among all; -1 for none.
func scriptOf(word string) (which int, rarity float64, letters int) {
	word = plainGreek.Replace(strings.ToLower(word))
	for i, s := range scripts {
		rarity, letters = 0, 0
		whole := true
		size := float64(utf8.RuneCountInString(s.letters))
		for _, r := range word {
			whole = whole && unicode.Is(s.table, r)
			place := utf8.RuneCountInString(s.letters[:max(0, strings.IndexRune(s.letters, r))])
			if !strings.ContainsRune(s.letters, r) {
				place = int(size)
			}
			rarity += float64(place) / size
			letters++
		}
		if whole && letters > 0 {
			return i, rarity, letters
		}
	}
	return -1, 0, 0
}

// surnames are the commonest family names of Chinese, which come first.
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤" +
	"張劉陳楊黃趙吳孫馬鄭謝許鄧馮韓曾彭蕭葉蔣蘇魏呂盧傅鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯"

// isChineseName is true for two to four characters with a known family name in
// front.
func isChineseName(word string) bool {
	runes := []rune(word)
	return len(runes) >= 2 && len(runes) <= 4 && strings.ContainsRune(surnames, runes[0]) &&
		!slices.ContainsFunc(runes, func(r rune) bool { return !unicode.Is(unicode.Han, r) })
}

// hasCaseOfWord is true where large and small letters stand as in a word: no
// accented one is large within small ones, or small within large ones.
func hasCaseOfWord(word []rune) bool {
	for i, r := range word {
		if r == 'ß' { // of which large words have no large one
			continue
		}
		if i > 1 && word[i-1] == 'ß' && unicode.IsUpper(r) && unicode.IsLower(word[i-2]) {
			return false
		}
		if i == 0 || !unicode.IsLetter(r) || !unicode.IsLetter(word[i-1]) {
			continue
		}
		before := word[i-1]
		if r < utf8.RuneSelf && before < utf8.RuneSelf {
			continue // McDonald
		}
		switch {
		case unicode.IsUpper(r) && unicode.IsLower(before) && before != 'ß':
			return false
		case unicode.IsLower(r) && unicode.IsUpper(before) && i > 1 && unicode.IsUpper(word[i-2]):
			return false
		}
	}
	return true
}
