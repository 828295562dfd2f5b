// Package render is the whole line in one place: a visit goes in, the bytes of
// a PDF come out.
package render

import (
	"io/fs"
	"slices"
	"sync"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/document"
	"aftercare/internal/font"
	"aftercare/internal/handout"
	"aftercare/internal/layout"
	"aftercare/internal/page"
	"aftercare/internal/pdf"
	"aftercare/internal/visit"
)

// Renderer makes handouts of one clinic. It is safe for concurrent use, and
// gives the same bytes for the same request whatever was made before.
type Renderer struct {
	library  *handout.Library
	clinic   *clinic.Clinic
	book     *font.Book
	drawings layout.Drawings
	writers  sync.Pool
}

// New does the slow things once. The fonts are read from assets.
func New(library *handout.Library, c *clinic.Clinic, assets fs.FS) (*Renderer, error) {
	book, err := font.Open(assets)
	if err != nil {
		return nil, err
	}
	if err := settable(c, book); err != nil {
		return nil, err
	}
	catalogue := pdf.NewCatalogue(book)
	r := &Renderer{library: library, clinic: c, book: book}
	r.writers.New = func() any { return catalogue.NewWriter() }
	return r, nil
}

// settable refuses a clinic whose own words would come out as blank boxes.
func settable(c *clinic.Clinic, book *font.Book) error {
	for _, text := range slices.Concat([]string{c.Name, c.Phone, c.Web, c.HeatOrIce}, c.Address, c.Hours) {
		if !book.Sets(text) {
			return diag.Errorf("the clinic's %q has characters that the fonts cannot set", text).
				WithHint("use Latin, Greek, Cyrillic or Vietnamese letters")
		}
	}
	return nil
}

// Request is one handout to make.
type Request struct {
	Visit   visit.Visit // Handout and Language have been chosen
	Style   layout.Style
	Private bool // initials instead of the name
}

// Handout is what was made.
type Handout struct {
	PDF     []byte
	ID      string // of the definition
	Version string
	Pages   int
	Sheet   *page.Sheet // as it was laid out; not to be changed
}

// Render makes one handout. The list holds what stopped it, or warnings beside
// a good handout; neither holds a value of the visit.
func (r *Renderer) Render(req Request) (*Handout, diag.List) {
	definition, problems := r.library.Find(req.Visit.Handout, req.Visit.Language)
	if definition == nil {
		return nil, problems
	}
	doc, found := document.Build(document.Input{
		Definition: definition, Vocabulary: r.library.Vocabulary(), Clinic: r.clinic,
		Visit: req.Visit, Private: req.Private, Settable: r.book.Sets,
	})
	problems = append(problems, found...)
	if doc == nil {
		return nil, problems
	}
	made, err := r.write(doc, req)
	if err != nil {
		return nil, append(problems, diag.Errorf("%v", err)...)
	}
	made.ID, made.Version = definition.ID, definition.Version
	return made, problems
}

func (r *Renderer) write(doc *document.Document, req Request) (*Handout, error) {
	sheet, err := layout.Fit(doc, req.Style, r.book, &r.drawings)
	if err != nil {
		return nil, err
	}
	w := r.writers.Get().(*pdf.Writer)
	defer r.writers.Put(w)
	data, err := w.Write(sheet, req.Visit.Start)
	if err != nil {
		return nil, err
	}
	return &Handout{PDF: data, Pages: len(sheet.Pages), Sheet: sheet}, nil
}
