package layout_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/document"
	"aftercare/internal/layout"
	"aftercare/internal/page"
	"aftercare/internal/visit"
)

// common is what most visits are: a name, a therapist, one special case, a
// short note, the next visit.
func common(areas ...string) visit.Visit {
	return visit.Visit{
		Patient: "Zoë Łukasiewicz", Areas: areas, Therapist: "Dana Reyes, PT", Flags: []string{"blood-thinner"},
		Note: "Great progress today. Keep up the two stretches we practiced.", Start: start, Next: start.AddDate(0, 0, 7),
	}
}

// TestCommonVisitsFitOnOnePage: every area alone and with others, in English
// and Spanish, on both papers. testdata/two-pages.txt lists the visits that do
// not fit: the shorter, the better.
func TestCommonVisitsFitOnOnePage(t *testing.T) {
	areas := shared().library.Vocabulary().Areas
	var long strings.Builder
	for _, lang := range []string{"en", "es"} {
		for _, paper := range layout.Papers {
			for i := range areas {
				for _, with := range []int{0, 1, 7, 19} {
					o := dryNeedling(lang, common(slices.Compact([]string{areas[i].ID, areas[(i+with)%len(areas)].ID})...))
					o.style.Paper = paper
					if s := o.set(t); len(s.sheet.Pages) > 1 {
						fmt.Fprintln(&long, lang, paper.Name, strings.Join(o.visit.Areas, " + "))
						s.warningsAreFirst()
						s.report(t)
					}
				}
			}
		}
	}
	golden(t, "two-pages.txt", long.String())
}

// Every special case alone, and no area at all.
func TestEveryFlagFitsOnOnePage(t *testing.T) {
	for _, flag := range shared().library.Vocabulary().Flags {
		for _, lang := range []string{"en", "es"} {
			for _, areas := range [][]string{nil, {"low back", "left hip"}, {"neck"}} {
				for _, paper := range layout.Papers {
					o := dryNeedling(lang, common(areas...))
					o.visit.Flags, o.style.Paper = []string{flag.ID}, paper
					if n := len(o.set(t).sheet.Pages); n != 1 {
						t.Errorf("%s, %s, %v, %s: %d pages", lang, paper.Name, areas, flag.ID, n)
					}
				}
			}
		}
	}
}

// Where a sheet has a second page, what is urgent stays on the first: three
// areas, two special cases and a note of four lines.
func TestWarningsStandOnTheFirstPage(t *testing.T) {
	for _, lang := range []string{"en", "es"} {
		for _, areas := range [][]string{{"low back", "left hip", "right calf"}, {"neck", "shoulder", "head"}, {"upper back", "low back", "knee"}} {
			v := common(areas...)
			v.Flags = append(v.Flags, "pregnancy")
			v.Note = strings.Repeat("A word that your therapist wrote down for you. ", 5)
			s := dryNeedling(lang, v).set(t)
			s.warningsAreFirst()
			s.report(t)
		}
	}
}

// warningsAreFirst: when to call and what is an emergency are on page 1, whole.
func (s *set) warningsAreFirst() {
	var titles []string
	for _, section := range s.doc.Sections {
		if section.Kind == document.Call || section.Kind == document.Emergency {
			titles = append(titles, plain(section.Title))
		}
	}
	for id, e := range s.sheet.Elements {
		heading := plain(s.saying(page.ElementID(id)))
		if e.Role != page.H2 || !slices.Contains(titles, heading) {
			continue
		}
		for _, at := range s.inside(e.Parent) {
			if at.page > 0 {
				s.fault("%q is on page %d of %d", heading, at.page+1, len(s.sheet.Pages))
				return
			}
		}
	}
}

// An address that would make a code too fine to be read off paper is refused.
func TestAddressThatMakesNoReadableCode(t *testing.T) {
	const base = "https://example.com/"
	for _, c := range []struct {
		length int
		fits   bool
	}{{len(base), true}, {100, true}, {213, true}, {214, false}, {4000, false}} {
		for _, large := range []bool{false, true} {
			o := dryNeedling("en", common("neck"))
			clinic := *o.clinic
			clinic.Articles = map[string]string{"dry-needling": base + strings.Repeat("a", c.length-len(base))}
			o.clinic, o.style.Large = &clinic, large
			sheet, err := layout.Fit(o.document(t), o.style, shared().book, &layout.Drawings{})
			if c.fits != (err == nil) || c.fits != (sheet != nil) {
				t.Errorf("%d characters: %v", c.length, err)
			}
			if c.fits {
				s := o.set(t)
				s.judge()
				s.report(t)
			}
		}
	}
}

func TestPapers(t *testing.T) {
	for name, size := range map[string][2]string{"letter": {"612.0", "792.0"}, "a4": {"595.3", "841.9"}} {
		p, ok := layout.PaperOf(name)
		if !ok || p.Width.String() != size[0] || p.Height.String() != size[1] {
			t.Errorf("%s is %v by %v points", name, p.Width, p.Height)
		}
	}
	if _, ok := layout.PaperOf("A4"); ok {
		t.Error("papers are written in small letters")
	}
}
