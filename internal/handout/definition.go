// Package handout reads handout definitions and the shared vocabulary of
// areas and flags.
package handout

// Definition is one handout in one language, as a clinic writes it in TOML.
// docs/handout-format.md is its reference; a test holds the two together.
type Definition struct {
	Schema     int        `toml:"schema,required"`
	ID         string     `toml:"id,required"`      // "dry-needling": what a person types
	Version    string     `toml:"version,required"` // printed in the foot
	Language   string     `toml:"language,required"`
	Title      string     `toml:"title,required"`
	Technique  string     `toml:"technique,required"` // in words: "dry needling"
	Needling   bool       `toml:"needling,required"`  // brings the lung rule
	KeyMessage string     `toml:"key_message,required"`
	Provenance Provenance `toml:"provenance,required"`
	Article    Article    `toml:"article,required"`
	Durations  Durations  `toml:"durations,required"`
	Stops      []Stop     `toml:"stop"` // the drawn stops, in order
	WhatWeDid  *Section   `toml:"what_we_did"`
	Expect     *Section   `toml:"expect"`
	Do         *Section   `toml:"do"`
	Avoid      *Section   `toml:"avoid"`
	Steps      *Steps     `toml:"steps"`
	Call       *Section   `toml:"call,required"`
	Emergency  *Section   `toml:"emergency,required"`
	Lung       *Section   `toml:"lung"`    // required when Needling
	Special    *Section   `toml:"special"` // title of the special cases
	Areas      []AreaText `toml:"area"`
	Flags      []FlagText `toml:"flag"`
}

// Provenance says where the text comes from and until when it may be trusted.
type Provenance struct {
	Author   string   `toml:"author,required"`
	Reviewer string   `toml:"reviewer"` // the clinician; "" prints the draft line
	Reviewed Date     `toml:"reviewed"`
	ReviewBy Date     `toml:"review_by,required"`
	Sources  []Source `toml:"source,required"`
	// Translator and TranslationReviewer are for definitions that were
	// translated (45 CFR 92).
	Translator          string `toml:"translator"`
	TranslationReviewer string `toml:"translation_reviewer"`
}

// Source is one thing the text rests on.
type Source struct {
	Title string `toml:"title,required"`
	Where string `toml:"where"` // a DOI or an address
}

// Article is what the QR code leads to.
type Article struct {
	Address string `toml:"address,required"`  // https
	LeadsTo string `toml:"leads_to,required"` // said beside the code
}

// Durations are the two clocks every handout counts on, from the end of the
// visit.
type Durations struct {
	Soreness Duration `toml:"soreness,required"`
	Call     Duration `toml:"call,required"`
}

// Stop is one of the drawn stops of the next days.
type Stop struct {
	When  When   `toml:"when,required"` // "visit", "soreness", "call" or a duration
	Label string `toml:"label,required"`
}

// Section is a titled block of sentences.
type Section struct {
	Title string `toml:"title,required"`
	Text  string `toml:"text"` // a paragraph before the items
	Items []Item `toml:"items"`
}

// Item is one line of a list: a string, or a table where it has a time.
type Item struct {
	Text  string   `toml:"text,required,plain"`
	Until Duration `toml:"until"` // zero where there is none
}

// Steps are exercises.
type Steps struct {
	Title string `toml:"title,required"`
	Text  string `toml:"text"`
	Steps []Step `toml:"step,required"`
}

// Step is one exercise.
type Step struct {
	Name  string   `toml:"name,required"`
	Text  string   `toml:"text,required"`
	Sets  int      `toml:"sets"`
	Reps  int      `toml:"reps"`
	Hold  Duration `toml:"hold"`
	Often string   `toml:"often"` // "twice a day"
}

// AreaText is what some areas add to the common sections.
type AreaText struct {
	Areas     []string `toml:"areas,required"` // identities in the vocabulary
	Expect    []Item   `toml:"expect"`
	Do        []Item   `toml:"do"`
	Avoid     []Item   `toml:"avoid"`
	Call      []Item   `toml:"call"`
	Emergency []Item   `toml:"emergency"`
}

// FlagText is what a special case adds.
type FlagText struct {
	Flag  string `toml:"flag,required"` // identity in the vocabulary
	Lines []Item `toml:"lines,required"`
	Call  []Item `toml:"call"`
}
