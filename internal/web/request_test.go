package web

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"aftercare/internal/diag"
)

// zoe is the visit of these tests.
const zoe = `{"patient": "Zoë Łukasiewicz", "areas": ["low back", "left hip"], "at": "2026-11-23T14:30", "end": "2026-11-23T15:15",
 "therapist": "Dana Reyes, PT", "flags": ["blood-thinner"], "note": "Great progress today.", "next": "2026-11-30T10:00",
 "handout": "dry-needling", "language": "en"}`

// problemOf reads a refusal aloud, a line for each finding, and holds it to
// its form.
func problemOf(t testing.TB, w *httptest.ResponseRecorder) string {
	t.Helper()
	var p problem
	err := json.Unmarshal(w.Body.Bytes(), &p)
	if err != nil || w.Header().Get("Content-Type") != "application/problem+json" || p.Type != "about:blank" ||
		p.Status != w.Code || p.Title != http.StatusText(w.Code) || len(p.Errors) == 0 {
		t.Errorf("this is no problem: %d %v %s %v", w.Code, w.Header(), w.Body, err)
	}
	lines := []string{fmt.Sprint(p.Status)}
	for _, f := range p.Errors {
		line := f.Message
		if f.Field != "" {
			line = "[" + f.Field + "] " + line
		}
		if f.Hint != "" {
			line += " / " + f.Hint
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// TestRequestsRefused: the page and the API refuse the same things in the same
// words. Every finding is told at once.
func TestRequestsRefused(t *testing.T) {
	visits := `a visit reads {"patient": "…", "areas": ["low back"]}`
	for _, c := range []struct{ query, body, want string }{
		// Bodies that are no visit.
		{"", "", "400\nthis is not valid JSON / " + visits},
		{"", `{"patient": "Zoë`, "400\nthis is not valid JSON / " + visits},
		{"?paper=a5", `{"patient": Zoë}`, "400\nthis is not valid JSON / " + visits},
		{"", `{} {}`, "400\nwants one visit in braces / such as {\"patient\": \"…\", \"areas\": [\"low back\"]}"},
		{"", "{\"patient\": \"\xff\"}", "400\nthe file is not UTF-8 text / save it as UTF-8"},
		{"", `[{}]`, "422\nwants one visit in braces / such as {\"patient\": \"…\", \"areas\": [\"low back\"]}"},
		{"", `"Zoë"`, "422\nwants one visit in braces / such as {\"patient\": \"…\", \"areas\": [\"low back\"]}"},
		// Fields.
		{"", `{"pateint": "Zoë"}`, "422\nunknown key / did you mean \"patient\"?"},
		{"", `{"Zoë": 1}`, "422\nunknown key / known here: patient, areas, at, end, therapist, flags, note, next, handout, language"},
		{"", `{"patient": 1, "note": "a", "note": "b", "areas": [{}], "at": "soon"}`, `422
[patient] patient wants a string / write it in quotation marks
[note] this key stands twice / keep one of the two
[areas] areas wants a string or a list of strings / write it as ["low back", "left hip"]
[at] at: this is not a date and time / write it as "2026-11-23 14:30"`},
		{"", `{"note": "a\u0000b", "patient": "` + strings.Repeat("é", 201) + `"}`, `422
[note] note: the text holds a control character / write it again by hand
[patient] patient: the text has 201 characters, and at most 200 fit / shorten it`},
		{"", `{"at": "2026-11-23 14:30", "end": "2026-11-23 14:00", "next": "2026-11-01 10:00"}`, `422
[end] the visit ends before it begins / check both times
[next] the next visit is not after this one / check both dates`},
		// Without at the visit is now, which is a Monday at 14:40.
		{"", `{"end": "2026-11-23 14:00"}`, "422\n[end] the visit ends before it begins / check both times"},
		// What the clinic does not have; the words are not repeated.
		{"", `{"handout": "dry needling"}`, "422\n[handout] handout: there is none of this name / did you mean \"dry-needling\"?"},
		{"", `{"handout": "Zoë", "language": "Łukasiewicz"}`, "422\n[handout] handout: there is none of this name / known here: dry-needling"},
		{"", `{"handout": "../../etc"}`, "422\n[handout] handout: there is none of this name / known here: dry-needling"},
		{"", `{"language": "de"}`, "422\n[language] language: the handout is not there in this one / known here: en, es"},
		{"", `{"flags": ["left-handed"]}`, "422\n[flags] a flag of the visit is not in the vocabulary (see aftercare list flags)"},
		{"", `{"note": "Well done 💪"}`, "422\n[note] the note has characters that the fonts cannot set / use Latin, Greek, Cyrillic or Vietnamese letters, and no emoji"},
		// How it is printed.
		{"?paper=a5", `{}`, "422\n[paper] paper: there is none of this name / known here: letter, a4"},
		{"?paper=", `{}`, "422\n[paper] paper: there is none of this name / known here: letter, a4"},
		{"?private", `{}`, "422\n[private] private: this is neither true nor false / write private=true"},
		{"?large_print=yes&greyscale=1", `{"patient": 1}`, `422
[patient] patient wants a string / write it in quotation marks
[greyscale] greyscale: this is neither true nor false / write greyscale=true
[large_print] large_print: this is neither true nor false / write large_print=true`},
		{"?private=true&private=false", `{}`, "422\n[private] private: it stands twice in the query / keep one of the two"},
		{"?large-print=true", `{}`, "422\nunknown parameter in the query / did you mean \"large_print\"?"},
		{"?patient=Zo%C3%AB", `{}`, "422\nunknown parameter in the query / known here: greyscale, large_print, paper, private"},
		{"?paper=%zz", `{}`, "422\nthe query is not well formed / write it as ?paper=a4&large_print=true"},
		{"?paper=a4;private=true", `{}`, "422\nthe query is not well formed / write it as ?paper=a4&large_print=true"},
		// Bodies that are too much.
		{"", `{"note": "` + strings.Repeat("x", mostVisit) + `"}`, "413\nthe body is larger than 64 KiB / send one visit, and no more than its fields hold"},
		{"", strings.Repeat("[", mostVisit), "400\nwants one visit in braces / such as {\"patient\": \"…\", \"areas\": [\"low back\"]}"},
	} {
		h := opened(t).Handler()
		for _, address := range []string{"/sheets", "/v1/handouts"} {
			if got := problemOf(t, post(t, h, address+c.query, c.body, "Authorization", "Bearer "+secret)); got != c.want {
				t.Errorf("%s%s %.80s:\n%s\nwant\n%s", address, c.query, c.body, got, c.want)
			}
		}
	}
}

func TestBodiesOfOtherKindsAreRefused(t *testing.T) {
	h := opened(t).Handler()
	notJSON := "415\nthe body is not said to be JSON / send it with Content-Type: application/json"
	for _, c := range []struct{ header, value, want string }{
		{"Content-Type", "", notJSON},
		{"Content-Type", "text/plain", notJSON},
		{"Content-Type", "application/x-www-form-urlencoded", notJSON},
		{"Content-Type", "application/jsonp", notJSON},
		{"Content-Type", "application/json, text/plain", notJSON},
		{"Content-Encoding", "gzip", "415\nthe body is packed / send it without Content-Encoding"},
	} {
		if got := problemOf(t, post(t, h, "/sheets", zoe, c.header, c.value)); got != c.want {
			t.Errorf("%s: %s:\n%s", c.header, c.value, got)
		}
	}
	for _, kind := range []string{"application/json; charset=utf-8", "Application/JSON"} {
		if w := post(t, h, "/sheets", zoe, "Content-Type", kind); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", kind, w.Code, w.Body)
		}
	}
}

func TestBodyThatIsCutOff(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/sheets", iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(zoe))))
	r.Header.Set("Content-Type", "application/json")
	if got := problemOf(t, answered(opened(t).Handler(), r)); got != "400\nthe body did not arrive whole / send it again" {
		t.Error(got)
	}
}

// TestFindingsSayWhereTheyAre: in the body by line and column, in a file of the
// clinic's own as a person would look for it.
func TestFindingsSayWhereTheyAre(t *testing.T) {
	w := post(t, opened(t).Handler(), "/sheets", "{\n \"patient\": 1}")
	if !strings.Contains(w.Body.String(), `"line":2,"column":13`) {
		t.Error(w.Body)
	}
	inFile := diag.List{{Position: diag.Position{File: "texts/cupping/en.toml", Line: 3, Column: 1}, Message: "title is missing"}}
	if got := faultsOf(inFile)[0]; got != (fault{Message: "texts/cupping/en.toml:3:1: title is missing"}) {
		t.Errorf("%+v", got)
	}
}

// TestLargestVisitFits: every field at its longest is not too much.
func TestLargestVisitFits(t *testing.T) {
	text := func(n int) string { return strings.Repeat("ộ ", n/2) }
	list := `["` + strings.TrimSuffix(strings.Repeat(text(200)+`","`, 20), `","`) + `"]`
	body := fmt.Sprintf(`{"patient": %q, "areas": %s, "therapist": %q, "note": %q}`, text(200), list, text(200), text(2000))
	if w := post(t, opened(t).Handler(), "/sheets", body); w.Code != http.StatusOK || len(body) > mostVisit/2 {
		t.Errorf("%d bytes: %d %s", len(body), w.Code, w.Body)
	}
}
