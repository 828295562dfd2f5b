package handout

import "aftercare/internal/diag"

// Find reads words as one area, with its side where one is written: whatever
// the case and the accents, in any language of the vocabulary, the name or a
// synonym, singular or plural, the side before or after it. A side is dropped
// where the area has none.
func (v *Vocabulary) Find(words string) (Treated, bool) {
	r, ok := v.read(words)
	return r.Treated, ok
}

// reading is what words were taken for, and how it was written.
type reading struct {
	Treated
	leading bool // its side stood before it
	plural  bool // it was named in the plural
}

func (v *Vocabulary) read(words string) (reading, bool) {
	if len(words) > longestWords {
		return reading{}, false
	}
	folded := withoutArticle(fold(words))
	if e, ok := v.lookup().area(folded); ok {
		return reading{Treated: Treated{Area: e.area}, plural: e.plural}, true
	}
	for _, way := range splitSides(folded) {
		e, ok := v.lookup().area(withoutArticle(way.name))
		if !ok {
			continue
		}
		r := reading{Treated{e.area, way.side}, way.leading, e.plural}
		if !e.area.Sided {
			r.Side = NoSide
		}
		return r, true
	}
	return reading{}, false
}

// withoutArticle takes the "the" off folded words.
func withoutArticle(folded string) string {
	for _, article := range []string{"the ", "el ", "la ", "los ", "las "} {
		if len(folded) > len(article) && folded[:len(article)] == article {
			// "las dos caderas" names a side with its article.
			if rest := folded[len(article):]; len(rest) < 4 || rest[:4] != "dos " {
				return rest
			}
		}
	}
	return folded
}

// Suggest is the area that words nobody knows were probably meant to be, as it
// would be typed.
func (v *Vocabulary) Suggest(words string) (string, bool) {
	treated, lang, ok := v.nearest(words)
	if !ok {
		return "", false
	}
	return treated.Label(lang), true
}

// nearest is the area with the name that is nearest to words, and the language
// of that name.
func (v *Vocabulary) nearest(words string) (near Treated, lang string, ok bool) {
	if len(words) > longestWords {
		return Treated{}, "", false
	}
	x := v.lookup()
	folded := fold(words)
	for _, way := range append(splitSides(folded), onSide{name: folded}) {
		near, ok := diag.Nearest(way.name, x.areaNames)
		if !ok {
			continue
		}
		e := x.areas[near]
		if !e.area.Sided {
			way.side = NoSide
		}
		if e.lang == "" {
			e.lang = v.Languages()[0]
		}
		return Treated{e.area, way.side}, e.lang, true
	}
	return Treated{}, "", false
}

// FindFlag reads words as a flag: its identity, label or a synonym, in any
// language, whatever the case and the accents.
func (v *Vocabulary) FindFlag(words string) (*Flag, bool) {
	if len(words) > longestWords {
		return nil, false
	}
	e, ok := v.lookup().flags[fold(words)]
	return e.flag, ok
}

// SuggestFlag is the identity of the flag that words nobody knows were
// probably meant to be.
func (v *Vocabulary) SuggestFlag(words string) (string, bool) {
	if len(words) > longestWords {
		return "", false
	}
	near, ok := diag.Nearest(fold(words), v.lookup().flagNames)
	if !ok {
		return "", false
	}
	return v.lookup().flags[near].flag.ID, true
}
