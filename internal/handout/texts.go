package handout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"aftercare/internal/tomlfile"
)

// text is one text of a definition and its path in the file.
type text struct {
	path  string
	words *string
}

// texts are all that may hold placeholders, in the order they stand in a file.
func (d *Definition) texts() []text {
	all := []text{{"title", &d.Title}, {"key_message", &d.KeyMessage}, {"article.leads_to", &d.Article.LeadsTo}}
	for i := range d.Stops {
		all = append(all, text{tomlfile.Entry("stop", i) + ".label", &d.Stops[i].Label})
	}
	for _, s := range d.sections() {
		all = append(all, text{s.name + ".title", &s.section.Title}, text{s.name + ".text", &s.section.Text})
		all = append(all, itemTexts(s.name+".items", s.section.Items)...)
	}
	all = append(all, d.stepTexts()...)
	for i := range d.Areas {
		for _, list := range d.Areas[i].lists() {
			all = append(all, itemTexts(tomlfile.Entry("area", i)+"."+list.name, list.items)...)
		}
	}
	for i := range d.Flags {
		path := tomlfile.Entry("flag", i)
		all = append(all, itemTexts(path+".lines", d.Flags[i].Lines)...)
		all = append(all, itemTexts(path+".call", d.Flags[i].Call)...)
	}
	return all
}

func itemTexts(path string, items []Item) []text {
	var all []text
	for i := range items {
		all = append(all, text{tomlfile.Entry(path, i) + ".text", &items[i].Text})
	}
	return all
}

func (d *Definition) stepTexts() []text {
	if d.Steps == nil {
		return nil
	}
	all := []text{{"steps.title", &d.Steps.Title}, {"steps.text", &d.Steps.Text}}
	for i := range d.Steps.Steps {
		step, path := &d.Steps.Steps[i], tomlfile.Entry("steps.step", i)
		all = append(all, text{path + ".name", &step.Name}, text{path + ".text", &step.Text}, text{path + ".often", &step.Often})
	}
	return all
}

// names are the texts that are printed as they stand, without placeholders.
func (d *Definition) names() []text {
	p := &d.Provenance
	all := []text{
		{"version", &d.Version}, {"technique", &d.Technique}, {"provenance.author", &p.Author}, {"provenance.reviewer", &p.Reviewer},
		{"provenance.translator", &p.Translator}, {"provenance.translation_reviewer", &p.TranslationReviewer},
	}
	for i := range p.Sources {
		path := tomlfile.Entry("provenance.source", i)
		all = append(all, text{path + ".title", &p.Sources[i].Title}, text{path + ".where", &p.Sources[i].Where})
	}
	return all
}

// namedSection is a section that the definition has, under its key.
type namedSection struct {
	name    string
	section *Section
}

func (d *Definition) sections() []namedSection {
	var present []namedSection
	for _, s := range []namedSection{
		{"what_we_did", d.WhatWeDid}, {"expect", d.Expect}, {"do", d.Do}, {"avoid", d.Avoid},
		{"call", d.Call}, {"emergency", d.Emergency}, {"lung", d.Lung}, {"special", d.Special},
	} {
		if s.section != nil {
			present = append(present, s)
		}
	}
	return present
}

// namedItems is a list of an area block, under its key, which is also that of
// the section it adds to.
type namedItems struct {
	name  string
	items []Item
}

func (a AreaText) lists() []namedItems {
	return []namedItems{{"expect", a.Expect}, {"do", a.Do}, {"avoid", a.Avoid}, {"call", a.Call}, {"emergency", a.Emergency}}
}

// tidy composes letters with their accents and makes one space of every line
// end or run of blanks: where lines break is up to the page. Spaces that do not
// break stay.
func tidy(words string) string {
	blank := func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }
	return strings.Join(strings.FieldsFunc(norm.NFC.String(words), blank), " ")
}

// unprintable is the first character that is no text, such as a control or a
// change of direction.
func unprintable(words string) (rune, bool) {
	for _, r := range words {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar {
			return r, true
		}
	}
	return 0, false
}

// refused are the beginnings of words that promise or explain what nobody
// knows to be true, in English and Spanish, without accents. One that ends in
// a $ is a whole word.
var refused = []string{
	"toxin", "detox", "desintoxic", "flush", "proven$", "demostrad", "comprobad", "guarant", "garanti",
	"cure$", "cures$", "cured$", "curing$", "cura$", "curan$", "curar",
}

// refusedWords are the words of a text, as they stand there, that a handout
// should not use.
func refusedWords(words string) []string {
	var found []string
	for _, word := range strings.FieldsFunc(words, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		whole := fold(word) + "$"
		bad := slices.ContainsFunc(refused, func(start string) bool { return strings.HasPrefix(whole, start) })
		if bad && !slices.Contains(found, word) {
			found = append(found, word)
		}
	}
	return found
}

func describe(r rune) string { return fmt.Sprintf("U+%04X", r) }
