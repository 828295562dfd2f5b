package handout

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"aftercare/internal/tomlfile"
)

// all runs every check.
func (c *checker) all() {
	c.identity()
	c.provenance()
	c.address()
	for _, t := range slices.Concat(c.d.names(), c.d.texts()) {
		c.characters(t)
	}
	for _, t := range c.d.texts() {
		c.placeholders(t)
		c.refused(t)
	}
	c.lung()
	c.steps()
	c.emptySections()
	c.areas()
	c.flags()
	c.found.Sort()
}

var (
	idForm       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	languageForm = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z]{2})?$`)
)

func (c *checker) identity() {
	if at := c.file.At("schema"); c.file.Has("schema") && c.d.Schema < Schema && !c.reported(at) {
		c.report(at, fmt.Sprintf("schema must be %d", Schema), "")
	}
	if id := c.d.ID; id != "" && !idForm.MatchString(id) {
		c.report(c.file.At("id"), fmt.Sprintf("%q cannot be an id", id),
			`use small letters a to z, digits and single hyphens: "dry-needling"`)
	}
	if language := c.d.Language; language != "" && !languageForm.MatchString(language) {
		c.report(c.file.At("language"), fmt.Sprintf("%q is not a language code", language), `write "en" or "es"`)
	} else if language != "" && !slices.Contains(c.vocabulary.Languages(), language) {
		c.report(c.file.At("language"), fmt.Sprintf("the vocabulary has no words in %q", language),
			"it has "+strings.Join(c.vocabulary.Languages(), ", "))
	}
}

// longestTrust is how many months after its review a text may be printed.
const longestTrust = 36

func (c *checker) provenance() {
	p := c.d.Provenance
	reviewed := !p.Reviewed.IsZero()
	switch {
	case p.Reviewer != "" && !reviewed:
		c.report(c.file.At("provenance.reviewer"), "a reviewer is named, but not when the review was", `add reviewed = "2026-11-23"`)
	case p.Reviewer == "" && reviewed:
		c.report(c.file.At("provenance.reviewed"), "there is a date of review, but nobody who reviewed", `add reviewer = "…"`)
	}
	if !reviewed || p.ReviewBy.IsZero() {
		return
	}
	if p.Reviewed.After(p.ReviewBy.Time) {
		c.report(c.file.At("provenance.reviewed"), "reviewed is later than review_by", "")
	}
	if last := p.Reviewed.AddDate(0, longestTrust, 0); p.ReviewBy.After(last) {
		c.report(c.file.At("provenance.review_by"), fmt.Sprintf("review_by is more than %d months after reviewed", longestTrust),
			"the latest is "+last.Format("2006-01-02"))
	}
}

func (c *checker) address() {
	address := c.d.Article.Address
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || strings.ContainsAny(address, " {}<>\"\\") {
		c.report(c.file.At("article.address"), fmt.Sprintf("%q is not an https address", address),
			`write it in full: "https://www.example.com/dry-needling"`)
	}
}

// characters tidies a text and refuses what cannot be printed.
func (c *checker) characters(t text) {
	*t.words = tidy(*t.words)
	if r, ok := unprintable(*t.words); ok {
		c.report(c.file.At(t.path), "the text holds a character that cannot be printed ("+describe(r)+")", "delete it")
	}
}

func (c *checker) placeholders(t text) {
	names, err := namesIn(*t.words)
	for i, name := range names {
		if !slices.Contains(placeholderNames(), name) && !slices.Contains(names[:i], name) {
			c.report(c.file.Within(t.path, "{"+name+"}"), fmt.Sprintf("unknown placeholder {%s}", name),
				didYouMean(name, placeholderNames()))
		}
	}
	var brace braceError
	if errors.As(err, &brace) {
		at := c.file.Within(t.path, brace.rest)
		if at != c.file.At(t.path) {
			at.Length = 1
		}
		c.report(at, brace.message, "write {{ or }} for a brace that is to be printed")
	}
}

func (c *checker) refused(t text) {
	for _, word := range refusedWords(*t.words) {
		c.warn(c.file.Within(t.path, word), fmt.Sprintf("%q promises or explains more than is known", word),
			"say what helps, without it")
	}
}

// lung holds the rule that a needling handout cannot lose its warning.
func (c *checker) lung() {
	const why = "a needle near the chest can let a lung collapse, and the patient must know the signs"
	lung := c.d.Lung
	switch {
	case lung == nil && c.d.Needling && !c.file.Has("lung"):
		c.report(c.file.At("needling"), "the lung warning is missing: a needling handout needs [lung]", why)
	case lung != nil && c.d.Needling && c.saysNothing(namedSection{"lung", lung}):
		c.report(c.file.At("lung"), "the lung warning is empty: a needling handout needs its signs", why)
	}
}

func blank(words string) bool { return strings.TrimSpace(words) == "" }

func (c *checker) steps() {
	if c.d.Steps == nil {
		return
	}
	for i, step := range c.d.Steps.Steps {
		c.count(tomlfile.Entry("steps.step", i)+".sets", step.Sets)
		c.count(tomlfile.Entry("steps.step", i)+".reps", step.Reps)
	}
}

func (c *checker) count(path string, n int) {
	if at := c.file.At(path); c.file.Has(path) && n < 1 && !c.reported(at) {
		c.report(at, path+" must be 1 or more", "leave it out where it does not apply")
	}
}
