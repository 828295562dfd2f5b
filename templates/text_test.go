package templates_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/templates"
)

var languages = []string{"en", "es"}

// library is the shipped templates; reading them finds nothing, not even a
// warning.
func library(t *testing.T) *handout.Library {
	t.Helper()
	l, found := shipped()
	if len(found) > 0 {
		t.Fatal(found)
	}
	return l
}

var shipped = sync.OnceValues(func() (*handout.Library, diag.List) { return handout.OpenLibrary(templates.FS) })

func definition(t *testing.T, lang string) *handout.Definition {
	t.Helper()
	d, found := library(t).Find("dry-needling", lang)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return d
}

// part is a piece of the sheet that is read in one go.
type part struct {
	name  string
	texts []string
}

// parts are all texts of a definition that a patient reads, placeholders filled.
func parts(d *handout.Definition) []part {
	out := []part{{"title and key message", []string{d.Title, d.KeyMessage}}, {"stops", nil}}
	for _, s := range d.Stops {
		out[1].texts = append(out[1].texts, s.Label)
	}
	for name, s := range sections(d) {
		out = append(out, part{name, append([]string{s.Title, s.Text}, texts(s.Items)...)})
	}
	for _, a := range d.Areas {
		all := slices.Concat(a.Expect, a.Do, a.Avoid, a.Call, a.Emergency)
		out = append(out, part{"area " + a.Areas[0], texts(all)})
	}
	for _, f := range d.Flags {
		out = append(out, part{"flag " + f.Flag, texts(slices.Concat(f.Lines, f.Call))})
	}
	for _, p := range out {
		for i := range p.texts {
			p.texts[i] = plain.Replace(p.texts[i])
		}
	}
	return out
}

// plain fills placeholders with what does not count as reading: a number is no
// word, and a day is a plain one.
var plain = strings.NewReplacer("{emergency}", "911", "{clinic.phone}", "555-0142", "{call_after}", "Sunday")

func sections(d *handout.Definition) func(yield func(string, *handout.Section) bool) {
	return func(yield func(string, *handout.Section) bool) {
		_ = yield("expect", d.Expect) && yield("do", d.Do) && yield("avoid", d.Avoid) &&
			yield("call", d.Call) && yield("emergency", d.Emergency) && yield("lung", d.Lung) && yield("special", d.Special)
	}
}

func texts(items []handout.Item) []string {
	var out []string
	for _, item := range items {
		out = append(out, item.Text)
	}
	return out
}

func whole(d *handout.Definition) []string {
	var out []string
	for _, p := range parts(d) {
		out = append(out, p.texts...)
	}
	return out
}

// The limits are those of the AMA and the NIH: grade 6 or lower.
func TestEnglishIsPlain(t *testing.T) {
	d := definition(t, "en")
	if grade := measure(whole(d), english).grade(); grade > 6 {
		t.Errorf("the sheet reads at grade %.1f, at most 6", grade)
	}
	for _, p := range parts(d) {
		grade := measure(p.texts, english).grade()
		t.Logf("%5.1f %s", grade, p.name)
		if grade > 8 {
			t.Errorf("%s reads at grade %.1f, at most 8: %q", p.name, grade, p.texts)
		}
	}
}

// 65 is the lower end of "fairly easy" on the INFLESZ scale; a single part may
// be "normal" (55).
func TestSpanishIsPlain(t *testing.T) {
	d := definition(t, "es")
	if ease := measure(whole(d), spanish).ease(); ease < 65 {
		t.Errorf("the sheet has an ease of %.0f, at least 65", ease)
	}
	for _, p := range parts(d) {
		ease := measure(p.texts, spanish).ease()
		t.Logf("%5.0f %s", ease, p.name)
		if ease < 55 {
			t.Errorf("%s has an ease of %.0f, at least 55: %q", p.name, ease, p.texts)
		}
	}
}

// refused are claims without evidence, and what promises too much.
var refused = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)\b(toxins?|flush\w*|detox\w*|proven|cur(e|es|ed|ing)|guarantee\w*|huge|miracle|always|never|safe)\b`),
	"es": regexp.MustCompile(`(?i)\b(toxinas?|depura\w*|elimina\w*|desintoxica\w*|comprobad\w*|cura(r|n|rá|do)?|garanti\w*|milagro\w*|siempre|nunca|seguro)\b`),
}

// medical are words a patient should not need; each has a plain one.
var medical = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)(hydrat|hematoma|contusion|dyspnea|pneumothorax|edema|paresthesia|erythema|inflam|exudate|incontinen|saddle|syncope|nausea|dizziness|myofascial|analges|post-?treatment|intervention|musculature|strenuous|discomfort|adverse|symptom|[a-z]itis\b|therapeutic)`),
	"es": regexp.MustCompile(`(?i)(hidrat|hematoma|equimosis|contusión|disnea|neumotórax|edema|parestesia|eritema|inflama|exudado|incontinen|silla de montar|síncope|cefalea|miofascial|analg|postratamiento|intervención|musculatura|extenuante|adverso|síntoma|[a-z]itis\b|terapéutic)`),
}

func TestWords(t *testing.T) {
	for _, lang := range languages {
		for _, text := range whole(definition(t, lang)) {
			for _, list := range []map[string]*regexp.Regexp{refused, medical} {
				if found := list[lang].FindString(text); found != "" {
					t.Errorf("%s: %q has no place in %q", lang, found, text)
				}
			}
		}
	}
}

// A list item may be followed by a time, so none ends in a full stop; and it
// speaks in the form the style asks for.
func TestItems(t *testing.T) {
	informal := regexp.MustCompile(`(?i)\b(tú|tu|tus|te|ti|vos|debes|puedes|tienes|llama)\b`)
	for _, lang := range languages {
		for _, p := range parts(definition(t, lang)) {
			for _, text := range p.texts {
				if strings.HasSuffix(text, ".") && !strings.Contains(text, ". ") {
					t.Errorf("%s: %q ends in a full stop", lang, text)
				}
				if text != strings.TrimSpace(text) || strings.Contains(text, "  ") {
					t.Errorf("%s: %q has stray spaces", lang, text)
				}
				if lang == "es" && informal.MatchString(text) {
					t.Errorf("es: %q does not say usted", text)
				}
			}
		}
	}
}

// Lines that are set large or in a narrow place stay short.
func TestShortLines(t *testing.T) {
	for _, lang := range languages {
		d := definition(t, lang)
		within := func(limit int, text string) {
			t.Helper()
			if n := len(strings.Fields(text)); n > limit {
				t.Errorf("%s: %d words, at most %d: %q", lang, n, limit, text)
			}
		}
		within(5, d.Title)
		within(16, d.KeyMessage)
		within(14, d.Lung.Text)
		for _, s := range d.Stops {
			within(7, s.Label)
		}
		for _, item := range d.Lung.Items {
			within(8, item.Text)
		}
		for _, p := range parts(d)[2:] {
			for _, text := range p.texts[min(2, len(p.texts)):] {
				within(16, text)
			}
		}
	}
}

// skeleton is a definition without its words: what two languages must share.
func skeleton(d *handout.Definition) []string {
	out := []string{d.ID, d.Version, fmt.Sprint(d.Schema, d.Needling, d.Durations, d.Article.Address, d.Provenance.ReviewBy)}
	for _, s := range d.Stops {
		out = append(out, fmt.Sprint("stop ", s.When))
	}
	for name, s := range sections(d) {
		out = append(out, fmt.Sprint(name, s.Text != "", placeholder.FindAllString(s.Title+s.Text, -1), shape(s.Items)))
	}
	for _, a := range d.Areas {
		out = append(out, fmt.Sprint(a.Areas, shape(a.Expect), shape(a.Do), shape(a.Avoid), shape(a.Call), shape(a.Emergency)))
	}
	for _, f := range d.Flags {
		out = append(out, fmt.Sprint(f.Flag, shape(f.Lines), shape(f.Call)))
	}
	for _, s := range d.Provenance.Sources {
		out = append(out, fmt.Sprint(s))
	}
	return out
}

var placeholder = regexp.MustCompile(`\{[^}]*\}`)

func shape(items []handout.Item) []string {
	var out []string
	for _, item := range items {
		out = append(out, fmt.Sprint(item.Until, placeholder.FindAllString(item.Text, -1)))
	}
	return out
}

func TestLanguagesSayTheSame(t *testing.T) {
	en, es := skeleton(definition(t, "en")), skeleton(definition(t, "es"))
	for i := range max(len(en), len(es)) {
		if i >= len(en) || i >= len(es) || en[i] != es[i] {
			t.Fatalf("the languages part at line %d\nen %q\nes %q", i, en[min(i, len(en)):], es[min(i, len(es)):])
		}
	}
}

// Until a clinician's name stands in the file, the foot says "Draft".
func TestDraft(t *testing.T) {
	for _, lang := range languages {
		if p := definition(t, lang).Provenance; p.Reviewer != "" || !p.Reviewed.IsZero() || p.Author != "aftercare project" {
			t.Errorf("%s: by %q, reviewed by %q; is there a review now?", lang, p.Author, p.Reviewer)
		}
	}
}
