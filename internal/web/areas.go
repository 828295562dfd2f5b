package web

import (
	"net/http"
	"slices"
	"strings"

	"aftercare/internal/handout"
)

// mostOptions is how many areas are offered at once: what a person reads at a
// glance.
const mostOptions = 8

// chip is an area of a visit as the page shows it.
type chip struct {
	Label string `json:"label"`
	Area  string `json:"area"` // its identity, "" where nobody knows it
	Side  string `json:"side"` // "left", "right", "both" or ""
	Lung  bool   `json:"lung"` // brings the lung warning
}

// option is what the typed words may mean: mostly one area, or a whole list.
type option struct {
	Label string `json:"label"`
	Chips []chip `json:"chips"`
}

// offered is the answer to what was typed.
type offered struct {
	Options []option `json:"options"`
	Suggest string   `json:"suggest,omitempty"` // where there are none
}

// areas answers what was typed with the areas that it may mean.
func (s *Server) areas(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	k := s.kit.Load()
	writeJSON(w, k.offer(query.Get("q"), k.spoken(query.Get("lang"))))
}

// spoken is lang, or the clinic's own where the vocabulary has no words in it.
func (k *kit) spoken(lang string) string {
	if !slices.Contains(k.library.Vocabulary().Languages(), lang) {
		return k.clinic.Language
	}
	return lang
}

// offer reads what was typed as a list of areas, and then as the start of one.
func (k *kit) offer(words, lang string) offered {
	vocabulary := k.library.Vocabulary()
	o := offered{Options: []option{}}
	if treated, unknown := vocabulary.FindAll(words); len(treated) > 0 && len(unknown) == 0 {
		o.Options = append(o.Options, optionOf(vocabulary, lang, treated...))
	}
	for _, t := range vocabulary.Complete(words, lang, mostOptions) {
		one := optionOf(vocabulary, lang, t)
		if !slices.ContainsFunc(o.Options, func(other option) bool { return slices.Equal(other.Chips, one.Chips) }) && len(o.Options) < mostOptions {
			o.Options = append(o.Options, one)
		}
	}
	if len(o.Options) == 0 {
		o.Suggest, _ = vocabulary.Suggest(words)
	}
	return o
}

func optionOf(v *handout.Vocabulary, lang string, treated ...handout.Treated) option {
	o := option{Label: v.JoinLabels(lang, treated)}
	for _, t := range treated {
		o.Chips = append(o.Chips, chipOf(t, lang))
	}
	return o
}

func chipOf(t handout.Treated, lang string) chip {
	return chip{Label: t.Label(lang), Area: t.Area.ID, Side: sideNames[t.Side], Lung: t.Area.Lung}
}

// chips are the areas of a visit, those that nobody knows last and as they
// were written. An area that nobody knows may be near the lung.
func (k *kit) chips(words []string, lang string) []chip {
	treated, unknown := k.library.Vocabulary().FindAll(strings.Join(words, "; "))
	chips := []chip{}
	for _, t := range treated {
		chips = append(chips, chipOf(t, k.spoken(lang)))
	}
	for _, w := range unknown {
		chips = append(chips, chip{Label: w, Lung: true})
	}
	return chips
}
