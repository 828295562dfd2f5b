package web

import (
	"net/http"
	"slices"

	"aftercare/internal/handout"
)

// checkoutPage is what the page at the desk shows at first.
type checkoutPage struct {
	frame
	Banner     bannerPage
	Today      todayPage
	HasExports bool
	OtherDay   bool
	Printed    []printedRow
	Form       form
	Body       bodyMap
	Printer    string // what it is called; "" where the browser prints
	Start      start  // for the script
}

// form is what there is to choose from.
type form struct {
	Handouts   []choice
	Languages  []choice
	Therapists []string
	Flags      []choice
	Papers     []choice
}

// choice is one of several, with what a person reads.
type choice struct{ Value, Label string }

func (s *Server) checkout(w http.ResponseWriter, r *http.Request) {
	f := s.frame(r, "Checkout", "checkout")
	k := s.kit.Load()
	begin := k.start()
	begin.Drafts = s.drafts.rows(draftOf(r).visitor)
	s.write(w, "checkout", checkoutPage{
		frame: f, Banner: s.bannerPage(r), Today: s.todayPage(r), HasExports: s.Exports != nil,
		OtherDay: s.otherDay(), Printed: s.printedRows(),
		Form: k.form(), Body: drawBody(k.library.Vocabulary(), k.spoken(staff)), Printer: s.PrinterName, Start: begin,
	})
}

func (k *kit) form() form {
	f := form{Therapists: k.clinic.Therapists, Papers: []choice{{"letter", "Letter"}, {"a4", "A4"}}}
	var languages []string
	for _, id := range k.library.Handouts() {
		f.Handouts = append(f.Handouts, choice{id, k.title(id)})
		languages = append(languages, k.library.Languages(id)...)
	}
	slices.Sort(languages)
	for _, l := range slices.Compact(languages) {
		f.Languages = append(f.Languages, choice{l, languageName(l)})
	}
	for _, flag := range k.library.Vocabulary().Flags {
		f.Flags = append(f.Flags, choice{flag.ID, flagLabel(flag, k.spoken(staff))})
	}
	if k.clinic.Paper != "" {
		i := slices.IndexFunc(f.Papers, func(c choice) bool { return c.Value == k.clinic.Paper })
		f.Papers[0], f.Papers[i] = f.Papers[i], f.Papers[0] // the clinic's own comes first
	}
	return f
}

// title is what a handout is about, for those who choose it.
func (k *kit) title(id string) string {
	definition, _ := k.library.Find(id, staff)
	if definition == nil {
		return id
	}
	return definition.Technique
}

func flagLabel(flag handout.Flag, lang string) string {
	if words, ok := flag.Words[lang]; ok {
		return words.Label
	}
	return flag.ID
}

// languageName is the name of a language in the language of the page.
func languageName(tag string) string {
	switch tag {
	case "en":
		return "English"
	case "es":
		return "Spanish"
	}
	return tag
}
