package web

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/internal/diag"
)

// body is an answer that must be a page.
func body(t *testing.T, s *Server, address string) string {
	t.Helper()
	answer := get(t, s.Handler(), address)
	if answer.Code != http.StatusOK || !strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") {
		t.Fatalf("%s: %d %s", address, answer.Code, answer.Body)
	}
	return answer.Body.String()
}

var tags = regexp.MustCompile(`<[^>]*>|\s+`)

// read is a page as it is read aloud.
func read(page string) string {
	return strings.Join(strings.Fields(tags.ReplaceAllString(page, " ")), " ")
}

// authors is the tab for a clinic's own folder.
func authors(t *testing.T) (*clinicFolder, *Server) {
	f := newFolder(t)
	return f, opened(t, func(o *Options) { o.Files = f.open() })
}

func TestTextsOfTheSample(t *testing.T) {
	page := read(body(t, opened(t), "/texts"))
	for _, want := range []string{
		"aftercare init our-clinic", "aftercare serve --clinic our-clinic/clinic.toml", "No problems.",
		"dry needling, English · built in", "dry needling, Spanish · built in",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
}

func TestTextsAfterASave(t *testing.T) {
	f, s := authors(t)
	s.Now = func() time.Time { return clock().Add(time.Hour) }
	page := body(t, s, "/texts")
	for _, want := range []string{"Save a file in our-clinic", "dry needling, English · your own", "dry needling, Spanish · built in", "1 file of your own is watched", ownText} {
		if !strings.Contains(read(page), want) {
			t.Errorf("the page does not say %q:\n%s", want, read(page))
		}
	}
	for _, step := range []struct {
		does string
		do   func()
		want []string // in the answer
		gone []string
	}{
		{"a save", func() { f.change(ownText, "moving gently", "moving") },
			[]string{`data-saved="dry-needling/en"`, `data-said="saved 3:40 pm: no problems"`, `<option value="dry-needling/en" selected>`}, []string{"data-stale"}},
		{"a slip", func() { f.change(ownText, "title = \"After", "titel = \"<After") },
			[]string{`saved 3:40 pm: 1 problem in our-clinic/texts/dry-needling/en.toml, line 12`, `selected data-stale>`,
				`<code>our-clinic/texts/dry-needling/en.toml:12:1</code>`, `   12 | titel = &#34;&lt;After`, "\n      | ^^^^^</pre>", `did you mean &#34;title&#34;?`}, []string{"<After", "No problems"}},
		{"another slip, in the clinic's file", func() { f.change("clinic.toml", "country ", "contry ") },
			[]string{`our-clinic/clinic.toml`, `<option value="dry-needling/es" data-stale>`}, []string{"No problems"}},
		{"all mended", func() {
			f.change("clinic.toml", "contry ", "country ")
			f.change(ownText, "titel = \"<After", "title = \"After")
		}, []string{"no problems", "No problems."}, []string{"data-stale", "did you mean"}},
	} {
		step.do()
		s.look()
		answer := body(t, s, "/texts/state")
		for _, want := range step.want {
			if !strings.Contains(answer, want) {
				t.Errorf("%s: the answer lacks %q:\n%s", step.does, want, answer)
			}
		}
		for _, gone := range step.gone {
			if strings.Contains(answer, gone) {
				t.Errorf("%s: the answer has %q", step.does, gone)
			}
		}
	}
}

func TestSaid(t *testing.T) {
	at := diag.Position{File: "en.toml", Line: 12, Column: 1}
	for want, problems := range map[string]diag.List{
		"no problems":                   nil,
		"2 problems":                    {{}, {}},
		"1 problem":                     diag.Errorf("no"),
		"1 problem in en.toml":          {{Position: diag.Position{File: "en.toml"}}},
		"1 problem in en.toml, line 12": {{Position: at}},
		"2 problems, the first in en.toml, line 12":    {{Severity: diag.Warning, Position: diag.Position{File: "es.toml", Line: 1}}, {Position: at}},
		"3 problems, the first in clinic.toml, line 3": {{Severity: diag.Warning, Position: diag.Position{File: "clinic.toml", Line: 3}}, {Severity: diag.Warning, Position: at}, {Severity: diag.Warning}},
	} {
		k := &kit{clinic: opened(t).kit.Load().clinic, at: clock(), problems: problems}
		if got := k.said(); got != "saved 2:40 pm: "+want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// TestAWarningIsPrinted: it is said, and the text is used all the same.
func TestAWarningIsPrinted(t *testing.T) {
	f, s := authors(t)
	f.change(ownText, "Keep moving gently.", "Flush out toxins.")
	s.look()
	answer := body(t, s, "/texts/state")
	if !strings.Contains(answer, `<li class="finding warning">`) || strings.Contains(answer, "data-stale") {
		t.Error(answer)
	}
}

// TestEveryTextCanBeLookedAt: each choice of the form makes a sheet, by the
// visit that the script sends.
func TestEveryTextCanBeLookedAt(t *testing.T) {
	_, s := authors(t)
	page := body(t, s, "/texts")
	values := regexp.MustCompile(`<option value="([^"]*)"`).FindAllStringSubmatch(page, -1)
	var texts, areas []string
	for _, v := range values {
		switch {
		case strings.Contains(v[1], "/"):
			texts = append(texts, v[1])
		case v[1] != "letter" && v[1] != "a4":
			areas = append(areas, v[1])
		}
	}
	if len(texts) != 2 || len(areas) < 30 || !slices.Contains(areas, "") {
		t.Fatalf("texts %v, areas %v", texts, areas)
	}
	for _, text := range texts {
		id, language, _ := strings.Cut(text, "/")
		for _, area := range areas {
			list := `["` + area + `"]`
			if area == "" {
				list = "[]"
			}
			visit := `{"patient":"Sample Patient","areas":` + list + `,"flags":["pregnancy","blood-thinner"],"handout":"` + id + `","language":"` + language + `"}`
			if answer := post(t, s.Handler(), "/sheets?paper=a4&large_print=true", visit); answer.Code != http.StatusOK {
				t.Errorf("%s of %q: %d %s", text, area, answer.Code, answer.Body)
			}
		}
	}
}

// TestTextsPageIsWhole: every control has a label, no script or style stands in
// the page, and nothing of a patient is on the tab.
func TestTextsPageIsWhole(t *testing.T) {
	_, s := authors(t)
	files, e := folder()
	put(files, "day.csv", table(today, "Nadia Brandt"), 1)
	s.Exports = e
	s.look()
	page := body(t, s, "/texts")
	if len(s.day.Load().rows) != 1 || strings.Contains(page, "Nadia") {
		t.Error("a patient is on the authors' tab")
	}
	for _, id := range regexp.MustCompile(`<(?:select|input|textarea) id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !strings.Contains(page, `<label for="`+id[1]+`"`) {
			t.Errorf("%s has no label", id[1])
		}
	}
	if found := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|javascript:|<script(?:[^>]*[^c])?>`).FindString(strings.ReplaceAll(page, `src="/static/texts.js"`, "src")); found != "" {
		t.Errorf("written in the page: %q", found)
	}
}
