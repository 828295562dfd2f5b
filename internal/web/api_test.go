package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
	"unicode"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// ask sends a visit as other software does.
func ask(t testing.TB, h http.Handler, query, body string) *httptest.ResponseRecorder {
	t.Helper()
	return post(t, h, "/v1/handouts"+query, body, "Authorization", "Bearer "+secret)
}

// TestHandoutOverTheAPI is what its manual would show: a visit in, a file out,
// the very one that make would write, and headers that say what it is.
func TestHandoutOverTheAPI(t *testing.T) {
	s := opened(t)
	k := s.kit.Load()
	newYork := k.clinic.Zone
	at := time.Date(2026, 11, 23, 14, 30, 0, 0, newYork)
	request := render.Request{Visit: visit.Visit{
		Patient: "Zoë Łukasiewicz", Areas: []string{"low back", "left hip"}, Start: at, End: at.Add(45 * time.Minute), Therapist: "Dana Reyes, PT",
		Flags: []string{"blood-thinner"}, Note: "Great progress today.", Next: time.Date(2026, 11, 30, 10, 0, 0, 0, newYork),
		Handout: "dry-needling", Language: "en",
	}}
	large := layout.Style{Paper: layout.Papers[1], Large: true, Grey: true}
	for _, c := range []struct {
		query   string
		style   layout.Style
		private bool
	}{
		{"", layout.Style{Paper: layout.Papers[0]}, false},
		{"?paper=a4&large_print=true&greyscale=true&private=true", large, true},
		{"?large_print=false&private=false", layout.Style{Paper: layout.Papers[0]}, false},
	} {
		request.Style, request.Private = c.style, c.private
		want, problems := k.renderer.Render(request)
		if want == nil {
			t.Fatal(problems)
		}
		got := ask(t, s.Handler(), c.query, zoe)
		if got.Code != http.StatusOK || !bytes.Equal(got.Body.Bytes(), want.PDF) {
			t.Errorf("%s: %d, %d bytes; make has %d", c.query, got.Code, got.Body.Len(), len(want.PDF))
		}
	}
}

func TestHeadersOfAHandout(t *testing.T) {
	h := opened(t).Handler()
	head := ask(t, h, "?large_print=true", zoe).Header()
	for key, want := range map[string]string{
		"Content-Type": "application/pdf", "Content-Disposition": `inline; filename="aftercare-1430.pdf"`,
		"Aftercare-Handout": "dry-needling", "Aftercare-Pages": "4", "Aftercare-Warning": "", "Access-Control-Allow-Origin": "", "Set-Cookie": "",
	} {
		if got := head.Get(key); got != want {
			t.Errorf("%s: %s, want %s", key, got, want)
		}
	}
	if head.Get("Aftercare-Version") == "" {
		t.Error("which version was printed?")
	}
	// Nothing is known: the sheet of this minute.
	if got := ask(t, h, "", "{}").Header().Get("Content-Disposition"); got != `inline; filename="aftercare-1440.pdf"` {
		t.Error(got)
	}
}

// TestWarningsOfAHandout: what was changed is told beside the sheet, in a form
// that a header can hold and a program can read, and with nothing of the visit.
func TestWarningsOfAHandout(t *testing.T) {
	w := ask(t, opened(t).Handler(), "", `{"patient": "王小明", "areas": ["third eye"]}`)
	want := []fault{
		{Field: "areas", Message: "a treated area is not in the vocabulary: printed as written, with the cautious version", Hint: "see aftercare list areas"},
		{Field: "patient", Message: "the patient's name has characters that the fonts cannot set: printed as a line to write on", Hint: "write it on the line by hand"},
	}
	var got []fault
	// Several headers of a name may be joined by commas on their way.
	if err := json.Unmarshal([]byte("["+strings.Join(w.Header().Values("Aftercare-Warning"), ", ")+"]"), &got); err != nil {
		t.Fatal(err, w.Header())
	}
	if len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%+v", got)
	}
}

func TestHeadersAreASCII(t *testing.T) {
	for text, want := range map[string]string{
		"1.0": "1.0", "v2 – é": `v2 \u2013 \u00e9`, "💪\r\nX: y": `\ud83d\udcaa\u000d\u000aX: y`, "": "",
	} {
		got := ascii(text)
		if got != want || strings.ContainsFunc(got, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsPrint(r) }) {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

// TestWithoutTheTokenNothingIsMade, and the body is not even read.
func TestWithoutTheTokenNothingIsMade(t *testing.T) {
	h := opened(t).Handler()
	want := "401\nthe token is missing, or is not the one of this page / send Authorization: Bearer and the token that aftercare serve showed"
	for _, header := range []string{
		"", "Bearer", "Bearer ", "Bearer wrong", "Bearer " + secret + "x", "Bearer " + secret[1:], "Bearer " + strings.ToUpper(secret),
		"Basic " + secret, secret, "Bearer  " + secret, "Bearer " + secret + " " + secret, "Bearer\t" + secret,
	} {
		r := httptest.NewRequest(http.MethodPost, "/v1/handouts?token="+secret, unread{t})
		r.Header.Set("Authorization", header)
		w := answered(h, r)
		if got := problemOf(t, w); got != want || w.Header().Get("WWW-Authenticate") != `Bearer realm="aftercare"` {
			t.Errorf("%q: %s %v", header, got, w.Header())
		}
	}
	if w := post(t, h, "/v1/handouts", zoe, "Authorization", "bearer "+secret); w.Code != http.StatusOK {
		t.Errorf("the scheme has no case: %d", w.Code)
	}
}

type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, http.ErrBodyReadAfterClose
}

// TestTheAPIIsThereWhereItIsWanted, and has no other methods.
func TestTheAPIIsThereWhereItIsWanted(t *testing.T) {
	h := opened(t).Handler()
	for method, address := range map[string]string{http.MethodGet: "/v1/handouts", http.MethodPut: "/v1/handouts", http.MethodPost: "/v1/openapi.json", http.MethodOptions: "/v1/handouts"} {
		w := answered(h, httptest.NewRequest(method, address, nil))
		allow := map[string]string{"/v1/handouts": "POST", "/v1/openapi.json": "GET, HEAD"}[address]
		if w.Code != http.StatusMethodNotAllowed || w.Header().Get("Allow") != allow {
			t.Errorf("%s %s: %d %v", method, address, w.Code, w.Header())
		}
	}
	without := opened(t, func(o *Options) { o.Token = "" }).Handler()
	for _, w := range []*httptest.ResponseRecorder{
		post(t, without, "/v1/handouts", zoe, "Authorization", "Bearer "), get(t, without, "/v1/openapi.json"),
	} {
		if w.Code != http.StatusNotFound {
			t.Errorf("nobody asked for it: %d", w.Code)
		}
	}
}

// unprintable is a clinic with an address that no code can hold.
func unprintable(o *Options) {
	o.Files.Clinic = func() (*clinic.Clinic, diag.List) {
		c, problems := exampleClinic()
		c.Articles = map[string]string{"dry-needling": "https://example.com/" + strings.Repeat("a", 500)}
		return c, problems
	}
}

// TestClinicsTextThatCannotBePrinted is no fault of whoever asked.
func TestClinicsTextThatCannotBePrinted(t *testing.T) {
	if got := problemOf(t, ask(t, opened(t, unprintable).Handler(), "", zoe)); !strings.HasPrefix(got, "500\n") || strings.Contains(got, "[") {
		t.Error(got)
	}
}

// mark stands for what a patient would not want repeated.
const mark = "Wobbegong"

// FuzzPostHandout: whatever is sent, with a mark somewhere in it, is a sheet or
// a problem, and the problem has no piece of the mark.
func FuzzPostHandout(f *testing.F) {
	for _, body := range []string{
		zoe, `{}`, `[]`, ``, `{"patient": ""}`, `{"note": "💪", "flags": ["", "x"]}`, `{"": 1, "": 2}`, `{"at": "2026-03-08 02:30"}`,
		`{"handout": "", "language": ""}`, `{"areas": "left hip and "}`, "\ufeff{}", `{"end": "", "next": "", "therapist": "王"}`, strings.Repeat(`{"note":`, 50),
	} {
		for _, at := range []int{0, 9, 14, 40} {
			f.Add([]byte(body), "paper=a4&private=true", at)
		}
		f.Add([]byte(body), "private="+mark+"&"+mark+"=true", len(body)/2)
	}
	s := opened(f)
	h := s.Handler()
	f.Fuzz(func(t *testing.T, body []byte, query string, at int) {
		at = max(0, at) % (len(body) + 1)
		marked := string(body[:at]) + mark + string(body[at:])
		r := httptest.NewRequest(http.MethodPost, "/v1/handouts", strings.NewReader(marked))
		r.URL.RawQuery = query
		r.Header.Set("Authorization", "Bearer "+secret)
		r.Header.Set("Content-Type", "application/json")
		w := answered(h, r)
		switch said := w.Body.String(); {
		case w.Code == http.StatusOK && !strings.HasPrefix(said, "%PDF-"), w.Code != http.StatusOK && (w.Code < 400 || w.Code >= 500):
			t.Errorf("%d for %q", w.Code, marked)
		case w.Code != http.StatusOK:
			problemOf(t, w)
			repeated(t, said, marked)
		}
		for key, values := range w.Header() {
			repeated(t, key+strings.Join(values, " "), marked)
		}
	})
}

// repeated looks for a piece of the mark.
func repeated(t *testing.T, said, marked string) {
	said = strings.ToLower(said)
	for at := range len(mark) - 3 {
		if piece := strings.ToLower(mark[at : at+4]); strings.Contains(said, piece) {
			t.Errorf("%q is repeated of %q: %s", piece, marked, said)
		}
	}
}
