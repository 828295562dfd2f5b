package handout

import (
	"cmp"
	"slices"
	"strings"
)

// spelling is one name of an area, folded. Lang is "" where it is a name in
// every language.
type spelling struct {
	area   *Area
	lang   string
	folded string
	label  bool // it is printed, and not only typed
}

// likeness is how well a name fits what was typed, the best first.
type likeness uint8

const (
	whole      likeness = iota // all of it was typed
	label                      // it begins like that
	synonym                    // this one does
	otherLabel                 // of another language
	otherSynonym
	inside // one of its later words does
	unlike
)

// Complete is what words that are still being typed may become: the areas that
// have a name, in any language, whose words begin with theirs one by one. "l hi"
// becomes the left hip, and "sh" the left, the right and both shoulders. At
// most so many are given: whole names first, then labels, then synonyms, each
// in lang before other languages, and in the order of the vocabulary.
func (v *Vocabulary) Complete(words, lang string, most int) []Treated {
	typed := withoutArticle(fold(words))
	if len(words) > longestWords || typed == "" {
		return nil
	}
	found := v.completions(typed, lang)
	slices.SortStableFunc(found, func(a, b completion) int { return cmp.Compare(a.how, b.how) })
	var best []Treated
	for _, c := range found {
		if len(best) < most && !slices.Contains(best, c.Treated) {
			best = append(best, c.Treated)
		}
	}
	return best
}

type completion struct {
	Treated
	how likeness
}

func (v *Vocabulary) completions(typed, lang string) (all []completion) {
	ways := append([]onSide{{name: typed}}, splitSides(typed)...)
	for _, way := range append(ways, begunSides(typed)...) {
		for _, b := range v.begun(withoutArticle(way.name), lang) {
			for _, side := range b.area.sidesFor(way.side) {
				all = append(all, completion{Treated{b.area, side}, b.how})
			}
		}
	}
	return all
}

// begunSides are the ways to read the last word as a side that is still being
// typed: "hip le".
func begunSides(typed string) (ways []onSide) {
	at := strings.LastIndexByte(typed, ' ')
	if at < 0 {
		return nil
	}
	begins := func(word string) bool { return strings.HasPrefix(word, typed[at+1:]) && !strings.Contains(word, " ") }
	for _, side := range sidesTyped {
		if slices.ContainsFunc(side.words, begins) {
			ways = append(ways, onSide{name: typed[:at], side: side.side})
		}
	}
	return ways
}

// begun is an area with a name that was begun.
type begun struct {
	area *Area
	how  likeness
}

// begun are the areas that have a name like typed, in the order of the file.
func (v *Vocabulary) begun(typed, lang string) (all []begun) {
	x := v.lookup()
	plural, _ := x.area(typed) // "traps" is no beginning of "trap"
	for _, s := range x.spellings {
		how := s.like(typed, lang)
		if s.area == plural.area {
			how = whole
		}
		switch last := len(all) - 1; {
		case how == unlike:
		case last >= 0 && all[last].area == s.area:
			all[last].how = min(all[last].how, how)
		default:
			all = append(all, begun{s.area, how})
		}
	}
	return all
}

func (s spelling) like(typed, lang string) likeness {
	own := s.lang == "" || s.lang == lang
	switch begins := beginsLike(s.folded, typed); {
	case s.folded == typed:
		return whole
	case !begins:
		return s.inside(typed)
	case own && s.label:
		return label
	case own:
		return synonym
	case s.label:
		return otherLabel
	}
	return otherSynonym
}

// inside looks for what was typed from a later word on: "back" in "low back".
func (s spelling) inside(typed string) likeness {
	for _, rest, more := strings.Cut(s.folded, " "); more; _, rest, more = strings.Cut(rest, " ") {
		if beginsLike(rest, typed) {
			return inside
		}
	}
	return unlike
}

// beginsLike says whether each word that was typed begins the word of the name
// in its place.
func beginsLike(name, typed string) bool {
	for typed != "" {
		var word, start string
		word, name, _ = strings.Cut(name, " ")
		start, typed, _ = strings.Cut(typed, " ")
		if !strings.HasPrefix(word, start) {
			return false
		}
	}
	return true
}

// sidesFor are the sides to offer where one was typed, or none. An area across
// the midline may be meant as a whole.
func (a *Area) sidesFor(typed Side) []Side {
	switch {
	case !a.Sided:
		return []Side{NoSide}
	case typed != NoSide:
		return []Side{typed}
	case a.paired():
		return []Side{Left, Right, Both}
	}
	return []Side{NoSide, Left, Right, Both}
}
