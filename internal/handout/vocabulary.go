package handout

import (
	"maps"
	"slices"
	"sync"

	"aftercare/internal/tomlfile"
)

// Vocabulary is the shared list of areas and flags, templates/vocabulary.toml.
// It is safe for concurrent use and must not be changed once words were looked
// up in it.
type Vocabulary struct {
	Areas []Area `toml:"area,required"`
	Flags []Flag `toml:"flag,required"`

	// The index of words is built when the first is looked up, because some
	// commands start and end without.
	once  sync.Once
	index wordIndex
}

// Area is a part of the body that can be treated.
type Area struct {
	ID      string               `toml:"id,required"` // "low-back"
	Lung    bool                 `toml:"lung"`        // near the lung: brings its warning
	Sided   bool                 `toml:"sided"`       // has a left and a right
	Regions []string             `toml:"regions"`     // of the body map
	Words   map[string]AreaWords `toml:"words,required"`
}

// AreaWords are an area's words in one language.
type AreaWords struct {
	Label    string   `toml:"label,required"` // "hip", "cadera"
	Plural   string   `toml:"plural"`         // "hips", "caderas"; of sided areas
	Gender   string   `toml:"gender"`         // "m" or "f" where the language has it
	IsPlural bool     `toml:"is_plural"`      // the label itself is a plural: "ribs"
	Synonyms []string `toml:"synonyms"`       // lower case: "lbp", "lumbar"
}

// Flag is a special case of a visit.
type Flag struct {
	ID    string               `toml:"id,required"` // "blood-thinner"
	Words map[string]FlagWords `toml:"words,required"`
}

// FlagWords are a flag's words in one language.
type FlagWords struct {
	Label    string   `toml:"label,required"` // a yes-or-no in plain words
	Synonyms []string `toml:"synonyms"`
}

// Side of the body, as the patient has it.
type Side uint8

const (
	NoSide Side = iota
	Left
	Right
	Both
)

// Treated is an area that was found, with its side.
type Treated struct {
	Area *Area
	Side Side
}

// name is one name of an area or flag. Lang is "" and path "id" for the
// identity, which is a name in every language.
type name struct {
	words, lang, path string
	plural            bool
}

// names are everything an area is called, its languages in order.
func (a *Area) names() []name {
	all := []name{{words: a.ID, path: "id"}}
	for _, lang := range slices.Sorted(maps.Keys(a.Words)) {
		w, path := a.Words[lang], tomlfile.Key("words", lang)
		all = append(all, name{w.Label, lang, path + ".label", false})
		if w.Plural != "" {
			all = append(all, name{w.Plural, lang, path + ".plural", true})
		}
		for i, synonym := range w.Synonyms {
			all = append(all, name{synonym, lang, tomlfile.Entry(path+".synonyms", i), false})
		}
	}
	return all
}

func (f *Flag) names() []name {
	all := []name{{words: f.ID, path: "id"}}
	for _, lang := range slices.Sorted(maps.Keys(f.Words)) {
		w, path := f.Words[lang], tomlfile.Key("words", lang)
		all = append(all, name{w.Label, lang, path + ".label", false})
		for i, synonym := range w.Synonyms {
			all = append(all, name{synonym, lang, tomlfile.Entry(path+".synonyms", i), false})
		}
	}
	return all
}

// Languages are those the vocabulary has words in, sorted.
func (v *Vocabulary) Languages() []string {
	if len(v.Areas) == 0 {
		return nil
	}
	return slices.Sorted(maps.Keys(v.Areas[0].Words))
}

func (v *Vocabulary) area(id string) *Area {
	for i := range v.Areas {
		if v.Areas[i].ID == id {
			return &v.Areas[i]
		}
	}
	return nil
}

func (v *Vocabulary) flag(id string) *Flag {
	for i := range v.Flags {
		if v.Flags[i].ID == id {
			return &v.Flags[i]
		}
	}
	return nil
}

func (v *Vocabulary) flagIDs() []string {
	ids := make([]string, len(v.Flags))
	for i, flag := range v.Flags {
		ids[i] = flag.ID
	}
	return ids
}
