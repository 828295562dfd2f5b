package document_test

import (
	"slices"
	"strings"
	"testing"

	"aftercare/internal/document"
	"aftercare/internal/handout"
	"aftercare/internal/visit"
)

// The rule stands here once more, in other words than in the program.
func mustWarn(needling bool, areas []handout.Area, unknown bool) bool {
	near := len(areas) == 0 || unknown || slices.ContainsFunc(areas, func(a handout.Area) bool { return a.Lung })
	return needling && near
}

// Every pair of areas, and each with words that nobody knows.
func TestLungWarningForEveryArea(t *testing.T) {
	library, _ := shared()
	areas := library.Vocabulary().Areas
	for _, lang := range []string{"en", "es"} {
		check := func(written []string, known []handout.Area, unknown bool) {
			t.Helper()
			doc, _ := build(t, input(t, lang, visit.Visit{Areas: written}))
			if got, want := doc.Lung != nil, mustWarn(true, known, unknown); got != want {
				t.Errorf("%s, %q: lung warning %v, want %v", lang, written, got, want)
			}
			if doc.Lung != nil && (doc.Lung.Kind != document.Lung || len(doc.Lung.Items) == 0 || !strings.Contains(doc.Lung.Title, "911")) {
				t.Errorf("%s, %q: %+v", lang, written, doc.Lung)
			}
		}
		check(nil, nil, false)
		check([]string{"", " "}, nil, false)
		check([]string{"somewhere"}, nil, true)
		for i, a := range areas {
			check([]string{a.ID}, areas[i:i+1], false)
			check([]string{"left " + a.Words[lang].Label}, areas[i:i+1], !a.Sided)
			check([]string{a.ID, "somewhere"}, areas[i:i+1], true)
			check([]string{a.ID + "; ???"}, areas[i:i+1], true)
			b := areas[(i*7+3)%len(areas)]
			check([]string{a.ID, b.ID}, []handout.Area{a, b}, false)
		}
	}
}

func TestOtherHandoutsDoNotWarnOfTheLung(t *testing.T) {
	for _, name := range []string{"taping", "cupping", "massage", "knee-surgery", "manual-therapy"} {
		in := input(t, "en", visit.Visit{Areas: []string{"neck"}})
		in.Definition = fixture(t, name)
		if doc, _ := build(t, in); doc.Lung != nil {
			t.Errorf("%s warns of the lung", name)
		}
	}
}

// The second lock: a definition that came round the first one.
func TestNeedlingWithoutTheWarningIsRefused(t *testing.T) {
	for _, areas := range [][]string{nil, {"neck"}, {"foot"}} {
		in := input(t, "en", visit.Visit{Areas: areas})
		bare := *in.Definition
		bare.Lung = nil
		in.Definition = &bare
		doc, problems := document.Build(in)
		if doc != nil || !strings.Contains(problems.Error(), "has no lung warning") {
			t.Errorf("%q: %v, %v", areas, doc, problems)
		}
	}
}

// The body map shows what is known, on the sides that were treated.
func TestMarks(t *testing.T) {
	for _, c := range []struct{ areas, caption string }{
		{"left hip; right hip", "Both hips"},
		{"hip, L", "Left hip"},
		{"low back; low back", "Low back"},
		{"somewhere", ""},
		{"knee; somewhere", "Knee"},
	} {
		doc := of(t, visit.Visit{Areas: []string{c.areas}})
		got := ""
		if doc.BodyMap != nil {
			got = doc.BodyMap.Caption
			for i, m := range doc.BodyMap.Marks {
				if slices.Contains(doc.BodyMap.Marks[:i], m) {
					t.Errorf("%s: %v is marked twice", c.areas, m)
				}
			}
		}
		if got != c.caption {
			t.Errorf("%s: got %q, want %q", c.areas, got, c.caption)
		}
	}
}
