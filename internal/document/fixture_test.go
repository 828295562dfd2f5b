package document_test

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
	"aftercare/internal/visit"
	"aftercare/templates"
)

var update = flag.Bool("update", false, "rewrite the golden texts")

// shared are the definitions and the fonts, which are read once.
var shared = sync.OnceValues(func() (*handout.Library, *font.Book) {
	library, problems := handout.OpenLibrary(templates.FS)
	book, err := font.Open(assets.FS)
	if problems.Err() != nil || err != nil {
		panic(fmt.Sprint(problems, err))
	}
	return library, book
})

// harbor is a clinic in New York.
func harbor() *clinic.Clinic {
	return &clinic.Clinic{
		Name: "Harbor Physical Therapy", Phone: "(555) 010-0142", Country: "US", Emergency: "911", Language: "en",
		HeatOrIce: "Use heat or ice only if it feels good",
	}
}

func zone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return z
}

var newYork = zone("America/New_York")

// start is when visits of these tests began: a Monday far from any change of
// the clocks.
var start = time.Date(2026, 11, 23, 14, 30, 0, 0, newYork)

// input is a visit as it comes to Build. A test changes what it is about.
func input(t testing.TB, lang string, v visit.Visit) document.Input {
	t.Helper()
	library, book := shared()
	definition, problems := library.Find("dry-needling", lang)
	if definition == nil {
		t.Fatal(problems)
	}
	if v.Start.IsZero() {
		v.Start = start
	}
	return document.Input{Definition: definition, Vocabulary: library.Vocabulary(), Clinic: harbor(), Visit: v, Settable: book.Sets}
}

func build(t testing.TB, in document.Input) (*document.Document, diag.List) {
	t.Helper()
	doc, problems := document.Build(in)
	if doc == nil {
		t.Fatal(problems)
	}
	return doc, problems
}

// of is the document of a visit in English.
func of(t testing.TB, v visit.Visit) *document.Document {
	doc, _ := build(t, input(t, "en", v))
	return doc
}

// fixture reads one of the definitions that package handout is tested with.
func fixture(t testing.TB, name string) *handout.Definition {
	t.Helper()
	file := filepath.Join("..", "handout", "testdata", "valid", name+".toml")
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	library, _ := shared()
	definition, problems := handout.Parse(file, text, library.Vocabulary())
	if definition == nil {
		t.Fatal(problems)
	}
	return definition
}

// spaced shows the spaces that hold words together as ordinary ones.
func spaced(s string) string {
	return strings.NewReplacer("\u00a0", " ", "\u2011", "-").Replace(s)
}

var kinds = []string{
	"what we did", "expect", "do", "avoid", "steps", "special", "note", "call", "emergency", "lung", "next",
}

// text is a document as a person would read it aloud.
func text(d *document.Document) string {
	var b strings.Builder
	say := func(form string, args ...any) { fmt.Fprintf(&b, form+"\n", args...) }
	say("[%s] %s", d.Lang, d.Title)
	if d.Sample != "" {
		say("! %s", d.Sample)
	}
	for _, fact := range []document.Fact{d.Patient, d.Area} {
		value := fact.Text
		if fact.Blank {
			value = "________"
		}
		say("%s: %s", fact.Label, value)
	}
	say("%s", strings.Join(d.Visit, " / "))
	say("» %s", d.KeyMessage)
	say("%s", d.StopsTitle)
	for _, s := range d.Stops {
		say("  o %s | %s | %s", s.Day, s.Clock, strings.Join(s.Lines, " / "))
	}
	say("  = %s", d.StopsAlt)
	if d.Lung != nil {
		saySection(say, *d.Lung)
	}
	for _, s := range d.Sections {
		saySection(say, s)
	}
	if m := d.BodyMap; m != nil {
		var marks []string
		for _, mark := range m.Marks {
			marks = append(marks, []string{"", "left ", "right ", "both "}[mark.Side]+mark.Region)
		}
		say("body map [%s]: %s = %s", strings.Join(marks, ", "), m.Caption, m.Alt)
	}
	say("code: %s -> %s (%s) = %s", d.Article.LeadsTo, d.Article.Address, d.Article.Printed, d.Article.Alt)
	say("foot: %s / %s", d.Foot.Identity, d.Foot.Sources)
	return spaced(b.String())
}

func saySection(say func(string, ...any), s document.Section) {
	say("")
	say("%s: %s", strings.ToUpper(kinds[s.Kind]), s.Title)
	if s.Text != "" {
		say("  %s", s.Text)
	}
	for i, item := range s.Items {
		mark := "-"
		if s.Ordered {
			mark = fmt.Sprint(i+1, ".")
		}
		line := "  " + mark
		for _, part := range []string{item.Name, item.Text, item.Until} {
			if part != "" {
				line += " " + part
			}
		}
		say("%s", line)
	}
}

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: the text has changed (-update rewrites it):\n%s", name, got)
	}
}

// section is the section of a kind, empty if the document has none.
func section(d *document.Document, kind document.Kind) document.Section {
	for _, s := range d.Sections {
		if s.Kind == kind {
			return s
		}
	}
	return document.Section{}
}
