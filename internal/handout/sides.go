package handout

import (
	"slices"
	"strings"
)

// sideWords are the words of a language for the sides of the body.
type sideWords struct {
	before bool // the side stands before the name: "left hip"
	// gendered languages have four forms of each side: masculine and
	// feminine, singular and plural.
	gendered    bool
	left, right [4]string
	both        [2]string // masculine and feminine, before a plural
	and         string
}

// The forms of a side in a gendered language.
const (
	masculine = iota
	feminine
	masculines
	feminines
)

// sidesIn has every language that a vocabulary can have words in.
var sidesIn = map[string]sideWords{
	"en": {before: true, left: [4]string{"left"}, right: [4]string{"right"}, both: [2]string{"both", "both"}, and: "and"},
	"es": {gendered: true,
		left:  [4]string{"izquierdo", "izquierda", "izquierdos", "izquierdas"},
		right: [4]string{"derecho", "derecha", "derechos", "derechas"},
		both:  [2]string{"ambos", "ambas"}, and: "y"},
}

// sidesTyped are the ways people write a side, folded, in the order in which
// they are tried: so "left side of the low back" is first looked up as a left
// "side of the low back", which is an area of its own.
var sidesTyped = []struct {
	side  Side
	words []string
}{
	{Left, []string{"left", "l", "lt", "lft", "izquierdo", "izquierda", "izquierdos", "izquierdas", "izq", "izqdo", "izqda", "izdo", "izda"}},
	{Right, []string{"right", "r", "rt", "rgt", "derecho", "derecha", "derechos", "derechas", "der", "dcho", "dcha", "drcho", "drcha"}},
	{Both, []string{"both", "bilateral", "bilaterally", "bilaterales", "bilat", "bilats", "bl", "b l", "ambos", "ambas", "los dos", "las dos",
		"left and right", "right and left", "l and r", "r and l", "l r", "r l", "izquierdo y derecho", "derecho e izquierdo",
		"izquierda y derecha", "derecha e izquierda", "both sides of the", "both sides of", "ambos lados de la", "ambos lados del", "ambos lados de"}},
	{Left, []string{"left side of the", "left side of", "left side", "left sided", "on the left", "lado izquierdo de la", "lado izquierdo del", "lado izquierdo"}},
	{Right, []string{"right side of the", "right side of", "right side", "right sided", "on the right", "lado derecho de la", "lado derecho del", "lado derecho"}},
}

// onSide is a name without the side that was written before or after it.
type onSide struct {
	name    string
	side    Side
	leading bool // the side stood first
}

// splitSides are the ways to read folded words as a name with a side. The
// words as they stand are not among them.
func splitSides(folded string) []onSide {
	var ways []onSide
	for _, typed := range sidesTyped {
		for _, words := range typed.words {
			if name, ok := strings.CutPrefix(folded, words+" "); ok {
				ways = append(ways, onSide{name, typed.side, true})
			}
			if name, ok := strings.CutSuffix(folded, " "+words); ok {
				ways = append(ways, onSide{name, typed.side, false})
			}
		}
	}
	return ways
}

// isSide says whether words are a side and nothing else.
func isSide(words string) bool {
	folded := fold(words)
	for _, typed := range sidesTyped {
		if slices.Contains(typed.words, folded) {
			return true
		}
	}
	return false
}

// Label is the area with its side in the words of a language: "left hip",
// "both hips", "cadera izquierda".
func (t Treated) Label(lang string) string {
	words, ok := t.Area.Words[lang]
	sides, known := sidesIn[lang]
	switch {
	case !ok:
		return t.Area.ID
	case t.Side == NoSide || !known:
		return words.Label
	case t.Side == Both:
		return sides.both[words.form(sides)%2] + " " + words.Plural
	}
	side := sides.left
	if t.Side == Right {
		side = sides.right
	}
	if sides.before {
		return side[0] + " " + words.Label
	}
	return words.Label + " " + side[words.form(sides)]
}

// form is which form of a side agrees with the label.
func (w AreaWords) form(sides sideWords) int {
	form := masculine
	if sides.gendered && w.Gender == "f" {
		form = feminine
	}
	if sides.gendered && w.IsPlural {
		form += masculines
	}
	return form
}

// JoinLabels lists areas in words: "neck, jaw and left shoulder".
func (v *Vocabulary) JoinLabels(lang string, treated []Treated) string {
	labels := make([]string, len(treated))
	for i, t := range treated {
		labels[i] = t.Label(lang)
	}
	return Join(lang, labels)
}

// Join lists words as a sentence of a language has them: "a, b and c".
func Join(lang string, labels []string) string {
	if len(labels) < 2 {
		return strings.Join(labels, "")
	}
	last := labels[len(labels)-1]
	and := sidesIn[lang].and
	if lang == "es" && soundsLikeY(last) {
		and = "e"
	}
	return strings.Join(labels[:len(labels)-1], ", ") + " " + and + " " + last
}

// soundsLikeY says whether a Spanish word begins with the sound of "y", which
// turns the "y" before it into "e": "ingle", "hígado", but not "hielo".
func soundsLikeY(word string) bool {
	word = strings.TrimPrefix(fold(word), "h")
	return strings.HasPrefix(word, "i") && !strings.HasPrefix(word, "ie") && !strings.HasPrefix(word, "ia") && !strings.HasPrefix(word, "io")
}
