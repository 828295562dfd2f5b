package document_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"aftercare/internal/document"
	"aftercare/internal/visit"
)

func TestNamesAreSetOrWrittenByHand(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Zoë Łukasiewicz", "Zoë Łukasiewicz"},
		{"Nguyễn Văn An", "Nguyễn Văn An"},
		{"Nguye\u0302\u0303n Va\u0306n An", "Nguyễn Văn An"},
		{"Ελένη", "Ελένη"},
		{"Ольга Йовчева", "Ольга Йовчева"},
		{"O’Neill", "O’Neill"},
		{"  Ana \t Marsh\r\n", "Ana Marsh"},
		{"Ana\u00a0Marsh", "Ana Marsh"},
		{"Ana\x00\x1b Marsh", "Ana Marsh"},
		{"Ana\u202e Marsh\u200b", "Ana Marsh"},
		{"Mar\u00adsh", "Marsh"},
		{"Anne\u2011Marie", "Anne-Marie"},
		{"", ""},
		{" \n ", ""},
		{"\x01\x02", ""},
		{"Ana 🙂", ""},
		{"👩\u200d👩\u200d👧", ""},
		{"محمد", ""},
		{"דנה", ""},
		{"王小明", ""},
		{"สมชาย", ""},
		{"Ana \xff Marsh", ""},
		{"Zo\xc3", ""},
		{"E\u200b\u0301va", "Éva"},
		{"q\u0308", "q\u0308"},
	} {
		doc, problems := build(t, input(t, "en", visit.Visit{Patient: c.name}))
		if doc.Patient.Text != c.want || doc.Patient.Blank != (c.want == "") {
			t.Errorf("%q is printed as %+v, want %q", c.name, doc.Patient, c.want)
		}
		warned := strings.Contains(problems.Error(), "the patient's name has characters that the fonts cannot set")
		if lost := c.want == "" && document.Clean(visit.Visit{Patient: c.name}).Patient != ""; warned != lost {
			t.Errorf("%q: warned %v: %v", c.name, warned, problems)
		}
	}
}

func TestInitials(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Zoë Łukasiewicz", "Z. Ł."},
		{"Nguye\u0302\u0303n Va\u0306n An", "N. V. A."},
		{"E\u0301va Soto", "É. S."},
		{"Anne-Marie O'Neill", "A. M. O."},
		{"Ольга", "О."},
		{"Ana", "A."},
		{"-", ""},
		{"", ""},
		{"王小明", ""},
	} {
		in := input(t, "en", visit.Visit{Patient: c.name})
		in.Private = true
		doc, _ := build(t, in)
		if got := spaced(doc.Patient.Text); got != c.want || doc.Patient.Blank != (c.want == "") {
			t.Errorf("%q: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTherapistWhoseNameCannotBeSetIsLeftOut(t *testing.T) {
	doc, problems := build(t, input(t, "en", visit.Visit{Therapist: "王小明"}))
	if len(doc.Visit) != 1 || !strings.Contains(problems.Error(), "the therapist's name has characters") {
		t.Errorf("%q, %v", doc.Visit, problems)
	}
}

// A note that lost letters could say something else.
func TestNoteThatCannotBeSetIsRefused(t *testing.T) {
	doc, problems := document.Build(input(t, "en", visit.Visit{Note: "Keep it up 💪"}))
	if doc != nil || problems.Err() == nil || !strings.Contains(problems.Error(), "the note has characters") {
		t.Errorf("%v, %v", doc, problems)
	}
}

func TestUnknownFlagIsRefused(t *testing.T) {
	doc, problems := document.Build(input(t, "en", visit.Visit{Flags: []string{"blood-thinner", "sunburnt"}}))
	if doc != nil || !strings.Contains(problems.Error(), "a flag of the visit is not in the vocabulary") {
		t.Errorf("%v, %v", doc, problems)
	}
}

// Every finding names the key of its field, so that a form can show it there.
func TestFindingsNameTheirField(t *testing.T) {
	for want, v := range map[string]visit.Visit{
		"patient":   {Patient: "王小明"},
		"areas":     {Areas: []string{"third eye"}},
		"therapist": {Therapist: "王小明"},
		"flags":     {Flags: []string{"sunburnt"}},
		"note":      {Note: "Keep it up 💪"},
	} {
		_, problems := document.Build(input(t, "en", v))
		if len(problems) != 1 || problems[0].Field != want || !slices.Contains(visit.Keys(), want) {
			t.Errorf("%s: %+v", want, problems)
		}
	}
	in := input(t, "en", visit.Visit{Flags: []string{"pregnancy"}})
	in.Definition = fixture(t, "taping")
	if _, problems := build(t, in); problems[0].Field != "flags" {
		t.Errorf("%+v", problems)
	}
}

// A handout that has nothing for a special case says so, whether it has a place
// for special cases or not.
func TestFlagThatAHandoutSaysNothingOfIsReported(t *testing.T) {
	for _, name := range []string{"taping", "needling-every-key"} {
		in := input(t, "en", visit.Visit{Flags: []string{"pregnancy"}})
		in.Definition = fixture(t, name)
		if _, problems := build(t, in); !strings.Contains(problems.Error(), "nothing to say for a flag of the visit") {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// What is wrong with a visit is told without a word of it: messages end up in
// logs.
func TestNoMessageHoldsAValueOfTheVisit(t *testing.T) {
	v := visit.Visit{
		Patient: "Quixotina 🙂", Areas: []string{"zygomaticus minor"}, Therapist: "Hieronymus 王",
		Flags: []string{"xenophobia"}, Note: "Wobbegong 💪", Handout: "dry-needling",
	}
	_, problems := document.Build(input(t, "en", v))
	if len(problems) == 0 {
		t.Fatal("nothing was reported")
	}
	v.Flags, v.Note = []string{"fluid-limit"}, ""
	_, warnings := build(t, input(t, "en", v))
	in := input(t, "en", visit.Visit{Flags: []string{"fluid-limit"}})
	in.Definition = fixture(t, "taping")
	_, silent := build(t, in)
	for _, p := range slices.Concat(problems, warnings, silent) {
		for _, secret := range []string{"Quixotina", "🙂", "zygomaticus", "Hieronymus", "王", "xenophobia", "Wobbegong", "💪", "fluid-limit"} {
			if strings.Contains(p.String()+p.Hint, secret) {
				t.Errorf("%q stands in %q", secret, p.String()+" "+p.Hint)
			}
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Zoë", "e\u0301", "\xff\xfe", "a\u202eb", "\u00ad", "a\n\nb", "👩\u200d👧", "\u1160\u11a8", "A\u200b\u0301"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean := func(s string) string { return document.Clean(visit.Visit{Patient: s}).Patient }
		got := clean(s)
		if again := clean(got); again != got {
			t.Errorf("%q becomes %q, and that %q", s, got, again)
		}
		if !norm.NFC.IsNormalString(got) || strings.ContainsFunc(got, unicode.IsControl) || strings.Contains(got, "  ") {
			t.Errorf("%q becomes %q", s, got)
		}
	})
}

// Whatever stands in the fields of a visit: a sheet without blanks, or a
// message; and the lung warning unless every area is known.
func FuzzBuild(f *testing.F) {
	f.Add("Ana Marsh", "low back; left hip", "blood-thinner", "Well done", "Dana Reyes, PT", int64(0), false)
	f.Add("Zo\xc3", "{area}", "{{", "}", "%s%d%!", int64(1<<40), true)
	f.Add("🙂", "left, left and both", "", "\u0301", "\u202e", int64(-1<<40), true)
	f.Fuzz(func(t *testing.T, patient, area, flag, note, therapist string, seconds int64, private bool) {
		v := visit.Visit{Patient: patient, Areas: []string{area}, Note: note, Therapist: therapist}
		if flag != "" {
			v.Flags = []string{flag}
		}
		v.Start = start.Add(time.Duration(seconds%1e9) * time.Second)
		in := input(t, "en", v)
		in.Private = private
		doc, problems := document.Build(in)
		if (doc == nil) != (problems.Err() != nil) {
			t.Fatalf("document %v with problems %v", doc != nil, problems)
		}
		if doc == nil {
			return
		}
		if doc.BodyMap == nil && doc.Lung == nil {
			t.Error("nothing is marked and the lung warning is missing")
		}
		_ = text(doc)
	})
}
