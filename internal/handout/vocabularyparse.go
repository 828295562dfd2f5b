package handout

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/tomlfile"
)

// ParseVocabulary reads the shared list of areas and flags. Everything that is
// wrong is found in one run; there is a vocabulary unless the list has an
// error.
func ParseVocabulary(name string, text []byte) (*Vocabulary, diag.List) {
	v := &Vocabulary{}
	file, found := tomlfile.Decode(name, text, v)
	if file.IsTOML() {
		c := vocabularyChecker{checker: checker{file: file, found: found}, v: v}
		c.all()
		found = c.found
	}
	if found.Err() != nil {
		return nil, found
	}
	return v, found
}

type vocabularyChecker struct {
	checker
	v *Vocabulary
}

func (c *vocabularyChecker) all() {
	areas, flags := namesSeen{}, namesSeen{}
	for i := range c.v.Areas {
		area, path := &c.v.Areas[i], tomlfile.Entry("area", i)
		c.languages(path, slices.Sorted(maps.Keys(area.Words)))
		for _, lang := range slices.Sorted(maps.Keys(area.Words)) {
			c.areaWords(path, lang, area)
		}
		c.names(areas, path, area.ID, area.names())
	}
	for i := range c.v.Flags {
		flag, path := &c.v.Flags[i], tomlfile.Entry("flag", i)
		c.languages(path, slices.Sorted(maps.Keys(flag.Words)))
		c.names(flags, path, flag.ID, flag.names())
	}
	c.found.Sort()
}

// languages holds an entry to the languages of the first area, and these to
// what the program can name the sides in.
func (c *vocabularyChecker) languages(path string, has []string) {
	wants := c.v.Languages()
	for _, lang := range has {
		switch _, known := sidesIn[lang]; {
		case !known:
			c.report(c.file.KeyAt(tomlfile.Key(path+".words", lang)), fmt.Sprintf("there are no words for left and right in %q", lang),
				"known here: "+strings.Join(slices.Sorted(maps.Keys(sidesIn)), ", "))
		case !slices.Contains(wants, lang):
			c.report(c.file.KeyAt(tomlfile.Key(path+".words", lang)), fmt.Sprintf("the first area has no words in %q", lang), "every entry has the same languages")
		}
	}
	for _, lang := range wants {
		if !slices.Contains(has, lang) && len(has) > 0 {
			c.report(c.file.At(path), fmt.Sprintf("words in %q are missing", lang), "every entry has the languages of the first area")
		}
	}
}

func (c *vocabularyChecker) areaWords(path, lang string, area *Area) {
	words, path := area.Words[lang], tomlfile.Key(path+".words", lang)
	if area.Sided && words.Plural == "" && !c.file.Has(path+".plural") {
		c.report(c.file.KeyAt(path), "plural is missing: an area with sides is also printed as both", `add plural = "…"`)
	}
	switch gendered := sidesIn[lang].gendered; {
	case words.Gender == "" && gendered && area.Sided:
		c.report(c.file.KeyAt(path), "gender is missing: left and right agree with it", `add gender = "m" or gender = "f"`)
	case words.Gender != "" && words.Gender != "m" && words.Gender != "f":
		c.report(c.file.At(path+".gender"), fmt.Sprintf("%q is not a gender", words.Gender), `write "m" or "f"`)
	}
}

// namesSeen is which entry has a folded name, and whether as a plural.
type namesSeen map[string]nameSeen

type nameSeen struct {
	id     string
	plural bool
}

// names holds that a word finds one entry and no other.
func (c *vocabularyChecker) names(seen namesSeen, path, id string, names []name) {
	if id != "" && !idForm.MatchString(id) {
		c.report(c.file.At(path+".id"), fmt.Sprintf("%q cannot be an id", id), `use small letters a to z, digits and single hyphens: "low-back"`)
	}
	own := map[string]bool{}
	for _, n := range names {
		// Places are looked for only where there is something to report: a
		// vocabulary has many names.
		at := path + "." + n.path
		if r, bad := unprintable(n.words); bad {
			c.report(c.file.At(at), "the text holds a character that cannot be printed ("+describe(r)+")", "delete it")
		}
		folded := fold(n.words)
		switch other, taken := seen[folded]; {
		case folded == "" || own[folded]:
		// Two areas may be printed alike in the plural: both sides of the low
		// back, and of a muscle in it.
		case taken && n.plural && other.plural:
		case n.path == "id" && taken && other.id == id:
			c.report(c.file.At(at), fmt.Sprintf("the id %q stands twice", id), "give one of them another id")
		case taken:
			c.report(c.file.At(at), fmt.Sprintf("%q stands for %q and for %q", n.words, other.id, id), "leave it to one of them, or out")
		default:
			seen[folded] = nameSeen{id, n.plural}
		}
		own[folded] = true
	}
}
