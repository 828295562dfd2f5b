package layout_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/document"
	"aftercare/internal/font"
	"aftercare/internal/handout"
	"aftercare/internal/layout"
	"aftercare/internal/page"
	"aftercare/internal/visit"
	"aftercare/templates"
)

var update = flag.Bool("update", false, "rewrite the golden pages")

// world is what all sheets of these tests are made from, read once.
type world struct {
	library  *handout.Library
	book     *font.Book
	clinics  []*clinic.Clinic // the example, with a logo; the sample; one with a lot to say
	others   []*handout.Definition
	drawings layout.Drawings
}

var shared = sync.OnceValue(func() *world {
	library, problems := handout.OpenLibrary(templates.FS)
	must(problems)
	book, err := font.Open(assets.FS)
	if err != nil {
		panic(err)
	}
	w := &world{library: library, book: book}
	example := parse("../../examples")
	sample := parse("../../templates")
	sample.Sample = true
	w.clinics = []*clinic.Clinic{example, sample, wordy(*example)}
	for _, name := range []string{"knee-surgery", "cupping", "needling-every-key", "electrical-stimulation"} {
		text, err := os.ReadFile(filepath.Join("..", "handout", "testdata", "valid", name+".toml"))
		if err != nil {
			panic(err)
		}
		d, problems := handout.Parse(name, text, library.Vocabulary())
		must(problems)
		w.others = append(w.others, d)
	}
	return w
})

func must(problems diag.List) {
	if problems.Err() != nil {
		panic(problems)
	}
}

func parse(folder string) *clinic.Clinic {
	text, err := os.ReadFile(filepath.Join(folder, "clinic.toml"))
	if err != nil {
		panic(err)
	}
	c, problems := clinic.Parse("clinic.toml", text, os.DirFS(folder))
	must(problems)
	return c
}

// wordy is a clinic that fills every field to its end, in a colour as light as
// a clinic may have.
func wordy(c clinic.Clinic) *clinic.Clinic {
	c.Name = "Physical Therapy and Rehabilitation of the Northern Counties"
	c.Address = []string{"The Old Mill, Second Floor", "1448 West Kingsbridge Avenue", "Unit 12", "Northampton-on-the-Water", "MA 01999"}
	c.Hours = []string{"Mon 7 am – 7 pm", "Tue 7 am – 7 pm", "Wed 7 am – 12 noon", "Thu 7 am – 7 pm", "Fri 7 am – 4 pm", "Sat 9 am – 12 noon"}
	c.Web = "www.example.com/northern-counties/physical-therapy"
	c.Articles = map[string]string{"dry-needling": "https://www.example.com/northern-counties/handouts/after-dry-needling/read-more?language=en"}
	c.Brand = clinic.Readable(page.Colour{R: 0xff, G: 0x8c, B: 0x1a}, page.Colour{R: 255, G: 255, B: 255}, 4.5)
	return &c
}

var (
	newYork = zone("America/New_York")
	start   = time.Date(2026, 11, 23, 14, 30, 0, 0, newYork)
)

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

// order is one sheet to make.
type order struct {
	definition *handout.Definition
	clinic     *clinic.Clinic
	visit      visit.Visit
	style      layout.Style
}

// dryNeedling is an order of the built-in handout, from the example clinic on
// Letter.
func dryNeedling(lang string, v visit.Visit) order {
	w := shared()
	d, problems := w.library.Find("dry-needling", lang)
	must(problems)
	if v.Start.IsZero() {
		v.Start = start
	}
	return order{d, w.clinics[0], v, layout.Style{Paper: layout.Papers[0]}}
}

func (o order) document(t testing.TB) *document.Document {
	t.Helper()
	w := shared()
	doc, problems := document.Build(document.Input{
		Definition: o.definition, Vocabulary: w.library.Vocabulary(), Clinic: o.clinic, Visit: o.visit, Settable: w.book.Sets,
	})
	if doc == nil {
		t.Fatalf("%+v: %v", o.visit, problems)
	}
	return doc
}

// set is the sheet of an order, ready to be looked at.
func (o order) set(t testing.TB) *set {
	t.Helper()
	w, doc := shared(), o.document(t)
	sheet, err := layout.Fit(doc, o.style, w.book, &w.drawings)
	if err != nil {
		t.Fatal(err)
	}
	return &set{order: o, doc: doc, sheet: sheet, book: w.book}
}

// set is a document that was set on paper, and what was found wrong with it.
type set struct {
	order  order
	doc    *document.Document
	sheet  *page.Sheet
	book   *font.Book
	faults []string
}

func (s *set) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf(format, args...))
}

// report tells the faults, with what makes the sheet again.
func (s *set) report(t testing.TB) {
	t.Helper()
	if len(s.faults) > 0 {
		t.Errorf("%s\nof %s in %s for %+v, %+v", strings.Join(s.faults, "\n"), s.order.definition.ID, s.doc.Lang, s.order.visit, s.order.style)
	}
}
