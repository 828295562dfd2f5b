package web

import (
	"fmt"
	"net/http"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
)

// textsPage is what authors see while they write: their text on paper, and
// what is wrong with it.
type textsPage struct {
	frame
	Folder string // the clinic's; "" for the built-in sample
	State  textsState
	Areas  []areaGroup
	Flags  []choice
	Papers []choice
}

// textsState is the part of it that changes when a file does.
type textsState struct {
	Texts    []textChoice
	Watched  []string // the clinic's own definitions, from its folder
	Problems []finding
	Saved    string // the value of the choice that was saved last, "" where none was seen to be
	Said     string // for those who cannot see the page change
}

// textChoice is a definition to look at.
type textChoice struct {
	choice
	Own, Stale, Chosen bool
}

// areaGroup are areas that a sheet says the same of.
type areaGroup struct {
	Name  string
	Areas []choice
}

// finding is a diagnostic as a page shows it.
type finding struct {
	Severity, Place, Message, Hint string
	Excerpt                        string // the line and its caret, for a fixed-width face
}

func (s *Server) texts(w http.ResponseWriter, r *http.Request) {
	top := s.frame(r, "Texts", "texts")
	k := s.kit.Load()
	f := k.form()
	s.write(w, "texts", textsPage{
		frame: top, Folder: s.files.Load().called(), State: k.textsState(),
		Areas: areaGroups(k.library.Vocabulary(), k.spoken(staff)), Flags: f.Flags, Papers: f.Papers,
	})
}

// textsState answers with what a page that is open lacks after a change.
func (s *Server) textsState(w http.ResponseWriter, _ *http.Request) {
	s.write(w, "texts-changed", s.kit.Load().textsState())
}

func (k *kit) textsState() textsState {
	state := textsState{Watched: k.own, Said: k.said()}
	for _, t := range k.texts {
		state.Texts = append(state.Texts, textChoice{
			choice: choice{t.value(), k.title(t.ID) + ", " + languageName(t.Language)},
			Own:    t.Own, Stale: t.Stale, Chosen: t.place == place{k.clinic.Handout, k.clinic.Language},
		})
	}
	for _, d := range k.problems {
		state.Problems = append(state.Problems, finding{d.Severity.String(), d.Position.String(), d.Message, d.Hint, d.Excerpt()})
	}
	if k.saved != (place{}) {
		state.Saved = k.saved.value()
	}
	return state
}

// value is how a form names a definition.
func (p place) value() string { return p.ID + "/" + p.Language }

// said is one sentence about the last change, "" where there was none.
func (k *kit) said() string {
	if k.at.IsZero() {
		return ""
	}
	said := "saved " + k.clock(k.at) + ": "
	n := len(k.problems)
	if n == 0 {
		return said + "no problems"
	}
	where := whereIn(firstOf(k.problems).Position)
	switch {
	case n == 1:
		return said + "1 problem" + where
	case where == "":
		return said + fmt.Sprintf("%d problems", n)
	}
	return said + fmt.Sprintf("%d problems, the first%s", n, where)
}

func whereIn(at diag.Position) string {
	switch {
	case at.File == "":
		return ""
	case at.Line == 0:
		return " in " + at.File
	}
	return fmt.Sprintf(" in %s, line %d", at.File, at.Line)
}

// firstOf is what is to be mended first.
func firstOf(list diag.List) diag.Diagnostic {
	if errors := list.Errors(); len(errors) > 0 {
		return errors[0]
	}
	return list[0]
}

// areaGroups are all areas, since a text can say something of its own for each
// of them, and those that bring the lung warning by themselves.
func areaGroups(v *handout.Vocabulary, lang string) []areaGroup {
	groups := []areaGroup{{Name: "Away from the lungs"}, {Name: "Near a lung"}}
	for i := range v.Areas {
		area, group := &v.Areas[i], &groups[0]
		if area.Lung {
			group = &groups[1]
		}
		label := handout.Treated{Area: area}.Label(lang)
		group.Areas = append(group.Areas, choice{area.ID, label})
	}
	return groups
}
