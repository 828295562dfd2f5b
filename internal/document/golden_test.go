package document_test

import (
	"strings"
	"testing"

	"aftercare/internal/clinic"
	"aftercare/internal/document"
	"aftercare/internal/visit"
)

// Each visit stands in testdata as the text of its sheet.
func TestGoldenText(t *testing.T) {
	common := visit.Visit{
		Patient: "Zoë Łukasiewicz", Areas: []string{"low back", "left hip"}, Therapist: "Dana Reyes, PT",
		Flags: []string{"blood-thinner"}, Note: "Great progress today.", Next: start.AddDate(0, 0, 7),
	}
	for _, c := range []struct {
		name, lang string
		change     func(*document.Input)
	}{
		{"low-back-and-hip", "en", func(*document.Input) {}},
		{"low-back-and-hip", "es", func(in *document.Input) { in.Clinic.Country, in.Clinic.Emergency = "ES", "112" }},
		{"both-shoulders-and-neck", "en", func(in *document.Input) {
			in.Visit = visit.Visit{Patient: "Ana Marsh", Areas: []string{"R shoulder", "left shoulder; neck"}, Start: start}
		}},
		{"nothing-known", "en", func(in *document.Input) { in.Visit = visit.Visit{Start: start} }},
		{"nothing-known", "es", func(in *document.Input) { in.Visit = visit.Visit{Start: start} }},
		{"unknown-words", "en", func(in *document.Input) { in.Visit.Areas = []string{"left hip", "the sore spot"} }},
		{"every-flag", "en", func(in *document.Input) {
			in.Visit.Flags = []string{"warfarin", "pregnant", "ICD", "immunosuppressed", "fluid-limit", "flying"}
		}},
		{"sample-private", "en", func(in *document.Input) { in.Private, in.Clinic.Sample = true, true }},
		{"every-key", "en", func(in *document.Input) {
			in.Definition = fixture(t, "needling-every-key")
			in.Visit.Areas = []string{"neck"}
		}},
		{"exercises", "en", func(in *document.Input) { in.Definition = fixture(t, "knee-surgery") }},
		{"taping", "en", func(in *document.Input) { in.Definition = fixture(t, "taping") }},
	} {
		t.Run(c.name+"-"+c.lang, func(t *testing.T) {
			in := input(t, c.lang, common)
			in.Visit.Start = start
			c.change(&in)
			doc, problems := build(t, in)
			said := text(doc)
			for _, p := range problems {
				said += "\n" + p.Severity.String() + ": " + p.Message + "\nhint: " + p.Hint + "\n"
			}
			golden(t, c.name+"-"+c.lang+".txt", said)
			if strings.ContainsAny(strings.ReplaceAll(said, "{normal}", ""), "{}%") {
				t.Error("a blank was left")
			}
		})
	}
}

func TestTheClinicsOwnArticleIsPreferred(t *testing.T) {
	for _, c := range []struct {
		articles map[string]string
		lang     string
		want     string
	}{
		{nil, "en", "https://example.com/dry-needling"},
		{map[string]string{"taping": "https://a.example"}, "en", "https://example.com/dry-needling"},
		{map[string]string{"dry-needling": "https://a.example/"}, "en", "https://a.example/"},
		{map[string]string{"dry-needling": "https://a.example", "dry-needling/es": "https://b.example"}, "en", "https://a.example"},
		{map[string]string{"dry-needling": "https://a.example", "dry-needling/es": "https://b.example"}, "es", "https://b.example"},
		{map[string]string{"dry-needling/es": "https://b.example"}, "en", "https://example.com/dry-needling"},
	} {
		in := input(t, c.lang, visit.Visit{})
		in.Clinic.Articles = c.articles
		doc, _ := build(t, in)
		if doc.Article.Address != c.want || !strings.Contains(doc.Article.Alt, c.want) {
			t.Errorf("%s with %v leads to %+v", c.lang, c.articles, doc.Article)
		}
		if printed := doc.Article.Printed; strings.HasPrefix(printed, "https://") || strings.HasSuffix(printed, "/") {
			t.Errorf("printed as %q", printed)
		}
	}
}

func TestReviewerStandsInTheFoot(t *testing.T) {
	in := input(t, "en", visit.Visit{})
	in.Definition = fixture(t, "needling-every-key")
	doc, _ := build(t, in)
	if want := "Reviewed by Ana Lima, PT, Nov 1, 2026"; !strings.Contains(doc.Foot.Identity, want) {
		t.Errorf("%q is not in %q", want, doc.Foot.Identity)
	}
}

// A clinic's line on heat and ice is in its own language alone.
func TestHeatOrIceIsTheClinics(t *testing.T) {
	for lang, want := range map[string]bool{"en": true, "es": false} {
		doc, _ := build(t, input(t, lang, visit.Visit{}))
		items := section(doc, document.Do).Items
		if got := items[len(items)-1].Text == harbor().HeatOrIce; got != want {
			t.Errorf("%s: printed %v", lang, got)
		}
	}
	in := input(t, "en", visit.Visit{})
	in.Clinic = &clinic.Clinic{Name: "Another", Phone: "1", Country: "US", Language: "en"}
	doc, _ := build(t, in)
	for _, item := range section(doc, document.Do).Items {
		if strings.Contains(item.Text, "heat") {
			t.Errorf("nobody asked for %q", item.Text)
		}
	}
}

func TestLanguageWithoutFixedWordsIsRefused(t *testing.T) {
	in := input(t, "en", visit.Visit{})
	german := *in.Definition
	german.Language = "de"
	in.Definition = &german
	doc, problems := document.Build(in)
	if doc != nil || !strings.Contains(problems.Error(), `no fixed words for the language "de"`) {
		t.Errorf("%v, %v", doc, problems)
	}
}
