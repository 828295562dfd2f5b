package document

import (
	"fmt"
	"strings"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/locale"
	"aftercare/internal/visit"
)

// Input is all that a document is made from.
type Input struct {
	Definition *handout.Definition
	Vocabulary *handout.Vocabulary
	Clinic     *clinic.Clinic
	Visit      visit.Visit
	Private    bool                   // initials instead of the name
	Settable   func(text string) bool // whether the fonts have every character
}

// Build makes the document. It refuses (an error in the list) what would leave
// a blank, lose a warning or drop what the therapist wrote; whatever it had to
// change so that the patient still gets a sheet is a warning. No message holds
// a value of the visit.
func Build(in Input) (*Document, diag.List) {
	b, problems := newBuilder(in)
	if problems.Err() != nil {
		return nil, problems
	}
	doc := b.document()
	if b.problems.Err() != nil {
		return nil, b.problems
	}
	return doc, b.problems
}

// builder holds what every block needs while one document is made.
type builder struct {
	Input
	loc      locale.Locale
	clock    clock
	treated  []handout.Treated
	unknown  []string // words of areas that nobody knows
	flags    []*handout.Flag
	problems diag.List
}

func newBuilder(in Input) (*builder, diag.List) {
	country, _ := locale.CountryOf(in.Clinic.Country)
	loc, ok := locale.New(in.Definition.Language, country)
	if !ok {
		return nil, diag.List{{Field: "language", Message: fmt.Sprintf("no fixed words for the language %q", in.Definition.Language),
			Hint: "there are words for " + strings.Join(locale.Languages(), ", ")}}
	}
	b := &builder{Input: in, loc: loc}
	b.Visit = Clean(in.Visit)
	b.clock = newClock(in.Definition.Durations, b.Visit.Start, b.Visit.Over())
	b.resolveAreas()
	b.resolveFlags()
	return b, b.problems
}

func (b *builder) document() *Document {
	d := b.Definition
	doc := &Document{
		Lang:       d.Language,
		Title:      b.fill(d.Title),
		Clinic:     b.Clinic,
		Patient:    b.patient(),
		Area:       b.fact(b.loc.Area, "areas", "treated area", capitalise(b.areaLabel())),
		Visit:      b.visitLines(),
		KeyMessage: b.fill(d.KeyMessage),
		StopsTitle: b.loc.NextDays,
		Stops:      b.stops(),
		Lung:       b.lung(),
		Sections:   b.sections(),
		BodyMap:    b.bodyMap(),
		Article:    b.article(),
		Foot:       b.foot(),
	}
	if b.Clinic.Sample {
		doc.Sample = b.loc.Sample
	}
	doc.StopsAlt = b.stopsAlt(doc.Stops)
	doc.Running = Running{Head: doc.Title + ", " + b.loc.Continued, Page: b.loc.Page}
	return doc
}

// value is what a placeholder stands for in this visit.
func (b *builder) value(name string) (string, bool) {
	switch name {
	case "area":
		return b.areaWords(), true
	case "technique":
		return b.Definition.Technique, true
	case "visit_date":
		return b.loc.Date(b.Visit.Start), true
	case "visit_time":
		return b.loc.Clock(b.Visit.Start), true
	case "soreness_ends":
		return b.about(b.Definition.Durations.Soreness), true
	case "call_after":
		return b.loc.Day(b.clock.after(b.Definition.Durations.Call)), true
	case "emergency":
		return b.Clinic.Emergency, true
	case "clinic.name":
		return b.Clinic.Name, true
	case "clinic.phone":
		return unbroken.Replace(b.Clinic.Phone), true
	}
	return "", false
}

// unbroken keeps a telephone number on one line.
var unbroken = strings.NewReplacer(" ", "\u00a0", "-", "\u2011")

func (b *builder) fill(text string) string {
	if !b.Settable(text) {
		b.refuse("the handout %s has characters that the fonts cannot set: %q", b.Definition.ID, text)
	}
	filled, err := handout.Fill(text, b.value)
	if err != nil {
		b.refuse("%v", err)
	}
	return filled
}

func (b *builder) refuse(format string, args ...any) {
	b.problems = append(b.problems, diag.Errorf(format, args...)...)
}

// warn tells of something that was done with a field of the visit, named by
// its key.
func (b *builder) warn(key, hint, format string, args ...any) {
	b.problems = append(b.problems, diag.Diagnostic{
		Severity: diag.Warning, Field: key, Message: fmt.Sprintf(format, args...), Hint: hint,
	})
}
