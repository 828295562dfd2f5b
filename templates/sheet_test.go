package templates_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/internal/clinic"
	"aftercare/internal/document"
	"aftercare/internal/visit"
)

// sheet is the document of a visit, as it is printed.
func sheet(t *testing.T, lang string, flags []string, areas ...string) *document.Document {
	t.Helper()
	doc, problems := document.Build(document.Input{
		Definition: definition(t, lang), Vocabulary: library(t).Vocabulary(), Settable: func(string) bool { return true },
		Clinic: &clinic.Clinic{Name: "Harbor Physical Therapy", Phone: "(555) 010-0142", Country: "US", Emergency: "911"},
		Visit: visit.Visit{
			Patient: "Ana Marsh", Areas: areas, Flags: flags, Therapist: "Dana Reyes, PT",
			Start: time.Date(2026, 11, 23, 14, 30, 0, 0, time.UTC),
		},
	})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return doc
}

// body are the lines of the sheet that a patient reads, without the foot.
func body(doc *document.Document) []string {
	lines := []string{doc.Title, doc.KeyMessage, doc.StopsTitle}
	for _, s := range doc.Stops {
		lines = append(lines, strings.TrimSpace(s.Day+" "+s.Clock)+": "+strings.Join(s.Lines, " / "))
	}
	for _, s := range sectionsOf(doc) {
		lines = append(lines, "", s.Title, s.Text)
		for _, item := range s.Items {
			lines = append(lines, "- "+strings.TrimSpace(item.Text+" "+item.Until))
		}
	}
	return append(lines, "", doc.Article.LeadsTo)
}

// sectionsOf are all sections of a sheet, the lung warning first.
func sectionsOf(doc *document.Document) []document.Section {
	if doc.Lung == nil {
		return doc.Sections
	}
	return slices.Concat([]document.Section{*doc.Lung}, doc.Sections)
}

func words(lines []string) int {
	n := 0
	for _, line := range lines {
		for _, word := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == '\u00a0' }) {
			if word != "-" && word != "/" {
				n++
			}
		}
	}
	return n
}

// What fits one page beside the drawings, in words of English; Spanish takes a
// tenth more. The lung warning is worth its space.
const (
	oneArea         = 230
	oneAreaNearLung = 270
	twoAreasAndFlag = 290
)

func TestWordBudget(t *testing.T) {
	for lang, more := range map[string]float64{"en": 1, "es": 1.1} {
		within := func(limit int, flag string, areas ...string) {
			t.Helper()
			n := words(body(sheet(t, lang, strings.Fields(flag), areas...)))
			if float64(n) > float64(limit)*more {
				t.Errorf("%s: %v %s: %d words, at most %.0f", lang, areas, flag, n, float64(limit)*more)
			}
		}
		within(oneAreaNearLung, "")
		for _, a := range library(t).Vocabulary().Areas {
			limit := oneArea
			if a.Lung {
				limit = oneAreaNearLung
			}
			within(limit, "", a.ID)
		}
		within(twoAreasAndFlag, "blood-thinner", "low back", "left hip")
		within(twoAreasAndFlag, "pregnancy", "neck", "right shoulder")
		within(twoAreasAndFlag, "weakened-immune-system", "jaw", "neck")
		within(twoAreasAndFlag, "fluid-limit", "left knee", "left calf")
		within(twoAreasAndFlag, "flying-or-diving", "upper back", "low back")
		within(twoAreasAndFlag, "pacemaker", "right elbow", "right shoulder")
	}
}

// What a sheet must say, however the text is mended: the part of the sheet, and
// a word of each thing in it.
func TestNothingIsLost(t *testing.T) {
	for _, c := range []struct {
		area, flag string
		in         document.Kind
		en, es     string
	}{
		{"ankle", "", document.Call, "redness|heat|pus|fever|Nov 26|555", "rojez|calor|pus|fiebre|26 nov|555"},
		{"ankle", "", document.Emergency, "911|chest pain|breathing", "911|duele el pecho|respirar"},
		{"ankle", "", document.Expect, "24 hours|bruises|sleepy", "24 horas|moretones|sueño"},
		{"ankle", "", document.Do, "gently|water|limit", "suavidad|agua|límite"},
		{"ankle", "", document.Avoid, "hard training|Nov 24|driving", "ejercicio fuerte|24 nov|manejar"},
		{"", "", document.Lung, "911|two days|shortness of breath|chest pain|breathe in|dry cough", "911|dos días|falta de aire|dolor en el pecho|tomar aire|tos seca"},
		{"neck", "", document.Lung, "911|breath", "911|aire"},
		{"chest", "", document.Avoid, "flying|diving|altitude|ask", "volar|bucear|altura|antes"},
		{"jaw", "", document.Do, "soft food", "alimentos blandos"},
		{"head", "", document.Expect, "headache", "cabeza"},
		{"head", "", document.Emergency, "severe headache|sight|speech", "dolor de cabeza|vista|habla"},
		{"shoulder", "", document.Avoid, "above your head until", "en alto hasta"},
		{"wrist", "", document.Call, "numb", "dormid"},
		{"low back", "", document.Emergency, "belly|urine|leg|between|bladder|bowel control", "barriga|orina|pierna|entrepierna|heces"},
		{"hip", "", document.Call, "shooting|stays", "sigue|punzadas"},
		{"knee", "", document.Call, "swells|hot|fever", "hincha|calienta|fiebre"},
		{"calf", "", document.Call, "calf|swollen|warm|painful", "pantorrilla|hinchada|caliente|dolor"},
		{"calf", "", document.Avoid, "sprints|jumps", "velocidad|saltar"},
		{"sole", "", document.Do, "shoes|barefoot|clean, dry", "zapatos|descalzo|limpios y secos"},
		{"hip", "blood-thinner", document.Special, "longer|press", "durar|presione"},
		{"hip", "blood-thinner", document.Call, "bleeding", "sangra"},
	} {
		for lang, wants := range map[string]string{"en": c.en, "es": c.es} {
			doc := sheet(t, lang, strings.Fields(c.flag), nonEmpty(c.area)...)
			got := strings.ToLower(said(doc, c.in))
			for _, want := range strings.Split(strings.ToLower(wants), "|") {
				if !strings.Contains(got, want) {
					t.Errorf("%s, %s %s: %q is not in %q", lang, c.area, c.flag, want, got)
				}
			}
		}
	}
}

func TestLungWarningOnlyNearTheLung(t *testing.T) {
	for _, a := range library(t).Vocabulary().Areas {
		if got := sheet(t, "en", nil, a.ID).Lung != nil; got != a.Lung {
			t.Errorf("%s: lung warning %v", a.ID, got)
		}
	}
	if sheet(t, "en", nil, "hip", "somewhere").Lung == nil {
		t.Error("no lung warning where an area is not known")
	}
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// said is all that one part of the sheet says, with ordinary spaces.
func said(doc *document.Document, kind document.Kind) string {
	for _, s := range sectionsOf(doc) {
		if s.Kind != kind {
			continue
		}
		lines := []string{s.Title, s.Text}
		for _, item := range s.Items {
			lines = append(lines, item.Text+" "+item.Until)
		}
		return strings.ReplaceAll(strings.Join(lines, "\n"), "\u00a0", " ")
	}
	return ""
}
