package batch

import (
	"strings"
	"testing"
	"time"

	"aftercare/internal/visit"
)

func TestNames(t *testing.T) {
	v := visit.Visit{Patient: "Seán O'Neill-Łuk Jr.", Areas: []string{"low back", "L hip"}, Handout: "dry-needling",
		Start: time.Date(2026, 11, 23, 8, 5, 0, 0, time.UTC)}
	with := func(patient string) visit.Visit { w := v; w.Patient = patient; return w }
	for _, c := range []struct {
		pattern string
		visit   visit.Visit
		want    string
	}{
		{DefaultName, v, "0805-7-dry-needling"},
		{DatedName, v, "2026-11-23-0805-7-dry-needling"},
		{"{last}, {first} ({initials}).pdf", v, "ONeill-Łuk, Seán (SOŁJ)"},
		{"{area}_{row}", v, "low-back-L-hip_7"},
		{"{last}-{row}", visit.Visit{}, "7"},
		{"{last}", visit.Visit{}, "row-7"},
		{"{last}", with("Con"), "Con-row-7"},
		{"{last}", with("../../etc/passwd"), "etc-passwd"},
		{"{last}", with(`a<b>c:d"e/f\g|h?i*j`), "a-b-c-d-e-f-g-h-i-j"},
		{"{last}", with("\u202eabc\u0000\n"), "abc"},
		{"{last}.", with("Ana"), "Ana"},
		{"{last}", with("Ame\u0301lie"), "Amélie"},
		{"{last}", with(strings.Repeat("ł", 300)), strings.Repeat("ł", 100)},
		{"sheet {first} {last}", with("Nguyễn"), "sheet Nguyễn"},
	} {
		if got := named(t, c.pattern).stem(c.visit, 7); got != c.want {
			t.Errorf("%s of %q: %q, want %q", c.pattern, c.visit.Patient, got, c.want)
		}
	}
}

func TestPatternsThatCannotBe(t *testing.T) {
	for pattern, want := range map[string]string{
		"":             "the pattern of file names is empty",
		".pdf":         "the pattern of file names is empty",
		"{tme}":        "{tme} is no placeholder",
		"{Last}":       "{Last} is no placeholder",
		"{}":           "{} is no placeholder",
		"{row":         `"{row" has a brace that is not closed`,
		"a/{row}":      `"a/{row}" has a character that not every system allows in a file name`,
		"{row}:{time}": `"{row}:{time}" has a character that not every system allows in a file name`,
		"row}":         `"row}" has a character that not every system allows in a file name`,
		"{row}\n":      `"{row}\n" has a character that not every system allows in a file name`,
	} {
		if _, err := ParseName(pattern); err == nil || err.Error() != want {
			t.Errorf("%q: %v", pattern, err)
		}
	}
}

// Two names that one of the usual file systems takes for the same get numbers.
func TestCollisions(t *testing.T) {
	n := newNames(named(t, "{last}"))
	for i, c := range []struct{ patient, want string }{
		{"Ruiz", "Ruiz.pdf"}, {"RUIZ", "RUIZ-2.pdf"}, {"ruiz", "ruiz-3.pdf"}, {"Ruiz-2", "Ruiz-2-2.pdf"},
		{"Zoë", "Zoë.pdf"}, {"Zoe\u0308", "Zoë-2.pdf"}, {"Weiß", "Weiß.pdf"}, {"WEISS", "WEISS-2.pdf"},
	} {
		if got := n.next(visit.Visit{Patient: c.patient}, i+1); got != c.want {
			t.Errorf("%s: %s, want %s", c.patient, got, c.want)
		}
	}
	// A part of the rows does not take the names of the others.
	n = newNames(named(t, "{last}"))
	n.keep("Ruiz.pdf", 1)
	n.keep("Ruiz-2.pdf", 2)
	if got := n.next(visit.Visit{Patient: "Ruiz"}, 2); got != "Ruiz-2.pdf" {
		t.Error(got)
	}
}

func TestWhichPatternsNumberTheirFiles(t *testing.T) {
	for pattern, want := range map[string]bool{
		DefaultName: true, DatedName: true, "{row}": true, "sheet {row}.pdf": true,
		"{last}-{row}": false, "{row}{time}": false, "{row}0": false, "{time}": false,
	} {
		if got := named(t, pattern).numbered; got != want {
			t.Errorf("%s: %v", pattern, got)
		}
	}
}

// No name leaves its folder or is refused by a system, whoever the patient is.
func FuzzNames(f *testing.F) {
	for _, patient := range []string{"Ana Ruiz", "../..", "NUL", "\xff", "a\x00b", strings.Repeat("é ", 400), "COM¹", "."} {
		f.Add(patient, "low back")
	}
	f.Fuzz(func(t *testing.T, patient, area string) {
		v := visit.Visit{Patient: patient, Areas: []string{area}}
		for _, pattern := range []string{"{last}", "{first} {initials}", "{area}"} {
			file := newNames(named(t, pattern)).next(v, 1)
			stem := strings.TrimSuffix(file, extension)
			if !isSheet(file) || strings.ContainsFunc(file, unsafe) || len(file) > 255 || reserved[strings.ToLower(stem)] ||
				strings.Trim(stem, ". ") != stem {
				t.Errorf("%q", file)
			}
		}
	})
}
