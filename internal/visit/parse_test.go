package visit_test

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/visit"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Skip(err)
	}
	return loc
}

const inTOML = "\ufeffpatient = \"Zoe\u0308   Łukasiewicz\"\r\n" + `areas = ["low back", "left hip", " "]
at = 2026-11-23T14:30:00
end = "2026-11-23 3:15 pm"
therapist = "Dana Reyes, PT"
flags = "blood-thinner"
note = """
Walk a little
every day."""
next = "2026-11-30T10:00-05:00"
handout = "dry-needling"
language = "en"
`

const inJSON = `
{"patient": "Zoe\u0308   Łukasiewicz", "areas": ["low back", "left hip", " "],
 "at": "2026-11-23T14:30", "end": "2026-11-23T15:15:00", "therapist": "Dana Reyes, PT", "flags": ["blood-thinner"],
 "note": "Walk a little\nevery day.", "next": "2026-11-30T15:00:00Z", "handout": "dry-needling", "language": "en"}`

func TestParseReadsEveryField(t *testing.T) {
	loc := zone(t, "America/New_York")
	want := visit.Visit{
		Patient: "Zoë Łukasiewicz", Areas: []string{"low back", "left hip"},
		Start: time.Date(2026, 11, 23, 14, 30, 0, 0, loc), End: time.Date(2026, 11, 23, 15, 15, 0, 0, loc),
		Therapist: "Dana Reyes, PT", Flags: []string{"blood-thinner"}, Note: "Walk a little every day.",
		Next: time.Date(2026, 11, 30, 10, 0, 0, 0, loc), Handout: "dry-needling", Language: "en",
	}
	for name, text := range map[string]string{"visit.toml": inTOML, "visit.json": inJSON} {
		got, found := visit.Parse(name, []byte(text), loc)
		if len(found) > 0 {
			t.Errorf("%s: %v", name, found)
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s:\ngot  %v\nwant %v", name, got, want)
		}
	}
}

func TestParseOfNothing(t *testing.T) {
	for _, text := range []string{"", "{}", ` { "patient": null, "areas": [] } `} {
		got, found := visit.Parse("v", []byte(text), time.UTC)
		if len(found) > 0 || !reflect.DeepEqual(got, visit.Visit{}) {
			t.Errorf("%q: %+v %v", text, got, found)
		}
	}
}

func TestParseReportsEverything(t *testing.T) {
	for text, want := range map[string]string{
		"pateint = 'Zoë'\nareas = 3\nat = 'soon'\nnext = 2026-11-23\n": `v:1:1: unknown key (did you mean "patient"?)
v:2:9: areas wants a string, got an integer (put it in quotation marks)
v:3:6: at: this is not a date and time (write it as "2026-11-23 14:30")
v:4:8: next: the time of day is missing (write it as "2026-11-23 14:30")`,
		"at = 2026-11-23T14:30:00\nend = 2026-11-23T14:00:00\nnext = 2026-11-22T14:00:00": `v:2:7: the visit ends before it begins (check both times)
v:3:8: the next visit is not after this one (check both dates)`,
		"at = 2026-03-08T02:30:00":                            `v:1:6: at: there is no such time: the clocks go forward over it (look at the clock again)`,
		"at = 2026-11-23T14:30:00\nend = 2026-11-25T14:00:00": `v:2:7: the visit ends more than a day after it begins (check the dates)`,
		"patient = \"Z\\u0007\"\nnote = '" + strings.Repeat("é", 2001) + "'": `v:1:11: patient: the text holds a control character (write it again by hand)
v:2:8: note: the text has 2001 characters, and at most 2000 fit (shorten it)`,
		"areas = [" + strings.Repeat("'hip',", 21) + "]": `v:1:9: areas: there are 21, and at most 20 fit ()`,
		"patient = 'Zoë": `v:1:15: this text is never closed (end it with a ')`,
		`{"patient": 1, "areas": ["hip", {}], "pateint": "Zoë",
  "at": "soon", "note": "a\u0000b"}`: `v:1:13: patient wants a string (write it in quotation marks)
v:1:25: areas wants a string or a list of strings (write it as ["low back", "left hip"])
v:1:38: unknown key (did you mean "patient"?)
v:2:9: at: this is not a date and time (write it as "2026-11-23 14:30")
v:2:25: note: the text holds a control character (write it again by hand)`,
		`{"note": "a", "note": "b", "zebra": 1}`: `v:1:15: this key stands twice (keep one of the two)
v:1:28: unknown key (known here: patient, areas, at, end, therapist, flags, note, next, handout, language)`,
		"{\n \"patient\": Zoë}":    `v:2:13: this is not valid JSON (a visit reads {"patient": "…", "areas": ["low back"]})`,
		`{"patient": "Zoë"`:        `v:1:18: this is not valid JSON (a visit reads {"patient": "…", "areas": ["low back"]})`,
		`{"patient": "Zoë"} {}`:    `v: wants one visit in braces (such as {"patient": "…", "areas": ["low back"]})`,
		`[{"patient": "Zoë"}]`:     `v: wants one visit in braces (such as {"patient": "…", "areas": ["low back"]})`,
		"{\"patient\": \"\xff\"}":  `v: the file is not UTF-8 text (save it as UTF-8)`,
		"[visit]\npatient = 'Zoë'": `v:1:1: unknown key (known here: patient, areas, at, end, therapist, flags, note, next, handout, language)`,
	} {
		got, found := visit.Parse("v", []byte(text), zone(t, "America/New_York"))
		if oneLine(found) != want {
			t.Errorf("%.60q:\ngot\n%s\nwant\n%s", text, oneLine(found), want)
		}
		if !reflect.DeepEqual(got, visit.Visit{}) {
			t.Errorf("%.60q: a visit beside errors", text)
		}
	}
}

func oneLine(list diag.List) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, d.String()+" ("+d.Hint+")")
	}
	return strings.Join(lines, "\n")
}

// TestNothingOfThePatientIsRepeated puts a mark where patients' data stands,
// breaks the file in every way that is known, and looks for it.
func TestNothingOfThePatientIsRepeated(t *testing.T) {
	for _, text := range []string{
		"patient = 'SECRET\nnote = 1", "patient = SECRET", "patient = ['SECRET']", "'SECRET' = 1", "SECRET", "areas = ['SECRET', 1]",
		"areas = \"SECRET\\u0001\"", "note = \"SECRET\\q\"", "patient = 'SECRET'\npatient = 'SECRET'", "at = 'SECRET'", "at = SECRET",
		"patient = 'SECRET" + strings.Repeat("x", 300) + "'", "patient = \"SECRET\\u0001\"", "[SECRET]\n[SECRET]", "patient = 'SECRET' SECRET",
		`{"patient": "SECRET" "x"}`, `{"SECRET": 1}`, `{"patient": SECRET}`, `{"patient": ["SECRET"]}`, `{"areas": ["SECRET", 1]}`,
		`{"note": "SECRET\u0001"}`, `{"at": "SECRET"}`, `{"patient": "SECRET", "patient": "SECRET"}`, `["SECRET"]`, `{"patient": "SECRET`,
	} {
		_, found := visit.Parse("v", []byte(text), time.UTC)
		if len(found) == 0 {
			t.Errorf("%.40q: nothing found", text)
		}
		for _, d := range found {
			if strings.Contains(d.String()+d.Excerpt()+d.Hint+d.Position.Text, "SECRET") || d.Position.Text != "" {
				t.Errorf("%.40q: %+v", text, d)
			}
		}
	}
}

// TestFindingsNameTheirField: a form shows each finding beside its field. A key
// that is none of a visit's is not repeated there either.
func TestFindingsNameTheirField(t *testing.T) {
	long := strings.Repeat("x", 201)
	for text, want := range map[string]string{
		`{"patient": 1, "areas": ["hip", {}], "at": "soon", "note": "a\u0000b"}`:            "patient areas at note",
		`{"flags": ["x", "x\u0001"], "therapist": "` + long + `"}`:                          "flags therapist",
		`{"handout": [], "language": {}, "pateint": "", "note": 1, "note": ""}`:             "handout language - note note",
		`{"at": "2026-11-23 14:30", "end": "2026-11-23 14:00", "next": "2026-11-22 14:00"}`: "end next",
		`{"Zoë": 1, "Zoë": 1}`: "- - -", `{"patient": "Zoë"`: "-", `[]`: "-",
		"patient = 1\nareas = ['hip', 3]\nflags = 4\nat = true\nnext = 2026-11-23\nnot = 'x'": "patient areas flags at next -",
		"therapist = '" + long + "'\n[note]\n[zebra]":                                         "therapist note -",
	} {
		_, found := visit.Parse("v", []byte(text), time.UTC)
		var fields []string
		for _, d := range found {
			fields = append(fields, cmp.Or(d.Field, "-"))
		}
		if got := strings.Join(fields, " "); got != want {
			t.Errorf("%s: %s, want %s: %v", text, got, want, found)
		}
	}
}

func TestFindingsAreNotWithoutEnd(t *testing.T) {
	_, found := visit.ParseJSON("v", []byte(`{"x": 1`+strings.Repeat(`, "x": 1`, 1000)+`}`), time.UTC)
	if len(found) != 100 {
		t.Errorf("%d findings", len(found))
	}
}

func TestCheck(t *testing.T) {
	start := time.Date(2026, 11, 23, 14, 30, 0, 0, time.UTC)
	good := visit.Visit{Patient: strings.Repeat("é", 200), Start: start, End: start, Next: start.Add(time.Hour)}
	if found := good.Check(); found != nil {
		t.Error(found)
	}
	bad := visit.Visit{Patient: "a\xffb", Areas: []string{"hip", "a\x1bb"}, Start: start, Next: start}
	want := "patient: the text is not UTF-8\nareas: the text holds a control character\nthe next visit is not after this one"
	found := bad.Check()
	if got := found.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := found[0].Field + found[1].Field + found[2].Field; got != "patientareasnext" {
		t.Errorf("the fields are %s", got)
	}
}

func fuzz(f *testing.F, parse func(string, []byte, *time.Location) (visit.Visit, diag.List)) {
	loc := zone(f, "America/New_York")
	f.Fuzz(func(t *testing.T, text []byte) {
		v, found := parse("v", text, loc)
		for _, d := range found {
			if d.Position.Text != "" || d.Position.Line < 0 || d.Position.Column < 0 {
				t.Errorf("%+v", d)
			}
		}
		if found.Err() == nil && (v.Check() != nil || !reflect.DeepEqual(v, v.Clean())) {
			t.Errorf("a visit that does not hold: %+v %v", v, v.Check())
		}
	})
}

func FuzzParseTOML(f *testing.F) {
	f.Add([]byte(inTOML))
	f.Add([]byte("areas = 'a'\nat = 2026-03-08T02:30:00\nend = 09:00:00"))
	fuzz(f, visit.ParseTOML)
}

func FuzzParseJSON(f *testing.F) {
	f.Add([]byte(inJSON))
	f.Add([]byte(`{"a":1,"areas":[[]],"at":"2026-03-08 02:30"}`))
	fuzz(f, visit.ParseJSON)
}
