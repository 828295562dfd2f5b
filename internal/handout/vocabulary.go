package handout

// Vocabulary is the shared list of areas and flags, templates/vocabulary.toml.
type Vocabulary struct {
	Areas []Area `toml:"area,required"`
	Flags []Flag `toml:"flag,required"`
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
