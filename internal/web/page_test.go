package web

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/gate"
	"aftercare/internal/printer"
)

// node is a part of a page, as a browser has read it.
type node struct{ *html.Node }

// pageOf is the page of an answer.
func pageOf(t testing.TB, w *httptest.ResponseRecorder) node {
	t.Helper()
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/html; charset=utf-8" {
		t.Fatalf("this is no page: %d %v %s", w.Code, w.Header(), w.Body)
	}
	root, err := html.Parse(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return node{root}
}

// all are the elements below that have a name ("li"), a class (".row"), an
// identity ("#form") or an attribute ("[for]").
func (n node) all(what string) (found []node) {
	for below := range n.Descendants() {
		if one := (node{below}); below.Type == html.ElementNode && one.is(what) {
			found = append(found, one)
		}
	}
	return found
}

func (n node) is(what string) bool {
	switch what[0] {
	case '.':
		return slices.Contains(strings.Fields(n.attribute("class")), what[1:])
	case '#':
		return n.attribute("id") == what[1:]
	case '[':
		return n.has(strings.Trim(what, "[]"))
	}
	return n.Data == what
}

func (n node) attribute(name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func (n node) has(name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// text is what is read, with one space where there are several.
func (n node) text() string {
	var all strings.Builder
	for below := range n.Descendants() {
		if below.Type == html.TextNode {
			all.WriteString(below.Data)
		}
	}
	return strings.Join(strings.Fields(all.String()), " ")
}

// texts are the elements that all finds, each read.
func (n node) texts(what string) (all []string) {
	for _, one := range n.all(what) {
		all = append(all, one.text())
	}
	return all
}

// atDesk asks from the desk of a clinic that lets tablets in: through the local
// door, with the cookie that the start address gives.
func atDesk(t testing.TB, s *Server) http.Handler {
	t.Helper()
	door := s.Gate.Local(s.Handler(), 8080)
	return known(t, door, "http://127.0.0.1:8080", s.Gate.Start(nil))
}

// known is a door to which a browser comes that has shown a token there.
func known(t testing.TB, door http.Handler, site, token string) http.Handler {
	t.Helper()
	var cookies []*http.Cookie
	browser := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, r.Host, _ = strings.Cut(site, "//")
		r.Header.Set("Origin", site)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		door.ServeHTTP(w, r)
	})
	w := get(t, browser, "/start?token="+token)
	if cookies = w.Result().Cookies(); len(cookies) != 1 {
		t.Fatalf("%s: %d %s", site, w.Code, w.Body)
	}
	return browser
}

// lettingTabletsIn is a clinic with the network door.
func lettingTabletsIn(o *Options) {
	o.Gate = gate.New(gate.Options{Random: o.Random, Now: o.Now})
	o.Pair = Pair{Addresses: []string{"https://192.168.1.20:8443", "https://10.0.0.7:8443"}, Fingerprint: "AB:CD:EF"}
}

// everyPage is all that a browser is given as a page or a part of one, with a
// day that is busy and names that try to be more than names.
func everyPage(t *testing.T) map[string]node {
	t.Helper()
	s := opened(t, lettingTabletsIn, exporting("day.csv", hostile), func(o *Options) {
		o.Printer, o.PrinterName = paper{}, `Desk "2" & <b>`
	})
	h := atDesk(t, s)
	printed := made{}
	if err := json.Unmarshal(post(t, h, "/sheets", zoe).Body.Bytes(), &printed); err != nil {
		t.Fatal(err)
	}
	post(t, h, "/sheets/"+printed.ID+"/print?by=browser", "")
	pages := map[string]node{"POST /devices": pageOf(t, post(t, h, inviting, ""))}
	for _, address := range []string{"/", "/today", "/printed", "/texts", "/texts/state", "/devices"} {
		pages[address] = pageOf(t, get(t, h, address))
	}
	return pages
}

// paper is a printer that is always well.
type paper struct{ printer.Printer }

// whole are the pages that have a head of their own.
var whole = []string{"/", "/texts", "/devices"}

func TestWindowsNameNobody(t *testing.T) {
	pages := everyPage(t)
	for address, want := range map[string]string{"/": "Checkout – aftercare", "/texts": "Texts – aftercare", "/devices": "Tablets – aftercare"} {
		if got := strings.Join(pages[address].texts("title"), "|"); got != want {
			t.Errorf("%s is called %q", address, got)
		}
		if got := pages[address].all("html")[0].attribute("lang"); got != "en" {
			t.Errorf("%s speaks %q", address, got)
		}
	}
}

// controls are what a person fills in or chooses.
var controls = []string{"input", "select", "textarea"}

// TestEveryControlHasItsLabel, and every label its control.
func TestEveryControlHasItsLabel(t *testing.T) {
	pages := everyPage(t)
	for _, address := range whole {
		page := pages[address]
		labelled := map[*html.Node]bool{}
		for _, label := range page.all("label") {
			var of []node
			if label.has("for") {
				of = page.all("#" + label.attribute("for"))
			} else {
				for _, kind := range controls {
					of = append(of, label.all(kind)...)
				}
			}
			if len(of) != 1 || !slices.Contains(controls, of[0].Data) || label.text() == "" {
				t.Errorf("%s: the label %q is for %d controls", address, label.text(), len(of))
				continue
			}
			if labelled[of[0].Node] {
				t.Errorf("%s: %q is a second label", address, label.text())
			}
			labelled[of[0].Node] = true
		}
		for _, kind := range controls {
			for _, one := range page.all(kind) {
				if !labelled[one.Node] {
					t.Errorf("%s: a control without a label: %v", address, one.Attr)
				}
			}
		}
		for _, one := range append(page.all("button"), page.all("a")...) {
			if one.text() == "" {
				t.Errorf("%s: a button that says nothing: %v", address, one.Attr)
			}
		}
	}
}

// TestIdentities: each stands once, and what points at one finds it.
func TestIdentities(t *testing.T) {
	for address, page := range everyPage(t) {
		seen := map[string]bool{}
		for _, one := range page.all("[id]") {
			if id := one.attribute("id"); seen[id] || id == "" {
				t.Errorf("%s: %q stands twice", address, id)
			} else {
				seen[id] = true
			}
		}
		for _, points := range []string{"for", "list", "aria-labelledby", "aria-describedby"} {
			for _, one := range page.all("[" + points + "]") {
				for _, id := range strings.Fields(one.attribute(points)) {
					if !seen[id] {
						t.Errorf("%s: %s=%q leads nowhere", address, points, id)
					}
				}
			}
		}
	}
}

// TestNothingForThePolicyToStop: no script, style or handler within a page, and
// nothing of another host.
func TestNothingForThePolicyToStop(t *testing.T) {
	for address, page := range everyPage(t) {
		for _, one := range page.all("script") {
			if data := one.attribute("type") == "application/json" && !one.has("src"); !data && (one.text() != "" || !own(one.attribute("src"))) {
				t.Errorf("%s: a script of its own: %v %s", address, one.Attr, one.text())
			}
		}
		if len(page.all("style"))+len(page.all("base"))+len(page.all("iframe"))+len(page.all("b")) > 0 {
			t.Errorf("%s has elements that it should not have", address)
		}
		for below := range page.Descendants() {
			for _, a := range below.Attr {
				switch {
				case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
					t.Errorf("%s: <%s %s=%q>", address, below.Data, a.Key, a.Val)
				case slices.Contains([]string{"src", "href", "action", "formaction", "poster", "data"}, a.Key) && !own(a.Val):
					t.Errorf("%s: <%s %s=%q> leads away", address, below.Data, a.Key, a.Val)
				}
			}
		}
	}
}

// own says whether an address stays on this page's host.
func own(address string) bool {
	return strings.HasPrefix(address, "#") || strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
}

var (
	elsewhere = regexp.MustCompile(`(?i)(?:https?:|wss?:|ftp:)?//[a-z0-9-]+\.[a-z]`)
	unsafe    = regexp.MustCompile(`\beval\(|\bnew Function\(|document\.write|\.setAttribute\("style"|@import`)
	namespace = []byte(`xmlns="http://www.w3.org/2000/svg"`) // is a name, and asked for by nobody
)

// TestFilesNameNoOtherHost: the style sheet, the scripts, the pictures.
func TestFilesNameNoOtherHost(t *testing.T) {
	n := 0
	for _, folder := range []string{"static", "pages"} {
		entries, err := fs.ReadDir(files, folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			text, err := fs.ReadFile(files, path.Join(folder, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			n++
			text = bytes.ReplaceAll(text, namespace, nil)
			if found := elsewhere.Find(text); found != nil {
				t.Errorf("%s names %s", entry.Name(), found)
			}
			if found := unsafe.Find(text); found != nil {
				t.Errorf("%s has %s", entry.Name(), found)
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d files were looked at", n)
	}
}

// TestAPageThatIsNotThere leads back, and repeats nothing of its address.
func TestAPageThatIsNotThere(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "/chekcout?patient=Zo", nil)
	r.Header.Set("Accept", "text/html,*/*")
	w := answered(opened(t).Handler(), r)
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), `href="/"`) || !strings.Contains(w.Body.String(), "Harbor Street") || strings.Contains(w.Body.String(), "chekcout") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// choices are the options of a select, the chosen one with a star.
func (n node) choices(id string) string {
	var all []string
	for _, option := range n.all(id)[0].all("option") {
		text := option.attribute("value") + "=" + option.text()
		if option.has("selected") {
			text = "*" + text
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// TestTheFormOffersWhatTheClinicHas, its own first.
func TestTheFormOffersWhatTheClinicHas(t *testing.T) {
	f := newFolder(t)
	f.change("clinic.toml", "country", "paper = \"a4\"\nlanguage = \"es\"\nhandout = \"taping\"\ncountry")
	f.save("texts/taping/es.toml", strings.NewReplacer(`"dry-needling"`, `"taping"`).Replace(builtIn(t, "dry-needling/es.toml")))
	for name, c := range map[string]struct {
		s                           *Server
		handouts, languages, papers string
	}{
		"the example": {opened(t), "*dry-needling=dry needling", "*en=English, es=Spanish", "letter=Letter, a4=A4"},
		"its own": {opened(t, func(o *Options) { o.Files = f.open() }), "dry-needling=dry needling, *taping=taping",
			"en=English, *es=Spanish", "a4=A4, letter=Letter"},
	} {
		page := pageOf(t, get(t, c.s.Handler(), "/"))
		for id, want := range map[string]string{"#handout": c.handouts, "#language": c.languages, "#paper": c.papers} {
			if got := page.choices(id); got != want {
				t.Errorf("%s, %s: %s, want %s", name, id, got, want)
			}
		}
		var therapists []string
		for _, option := range page.all("#therapists")[0].all("option") {
			therapists = append(therapists, option.attribute("value"))
		}
		if want := c.s.kit.Load().clinic.Therapists; !slices.Equal(therapists, want) {
			t.Errorf("%s, therapists: %q", name, therapists)
		}
		var flags []string
		for _, label := range page.all("label") {
			if box := label.all("input"); len(box) == 1 && box[0].attribute("name") == "flag" {
				flags = append(flags, box[0].attribute("value")+"="+label.text())
			}
		}
		if len(flags) != 6 || flags[0] != "blood-thinner=Takes a blood thinner" {
			t.Errorf("%s, flags: %q", name, flags)
		}
	}
}

func TestPrintButtons(t *testing.T) {
	h := opened(t).Handler()
	if page := pageOf(t, get(t, h, "/")); page.all("#print")[0].text() != "Print" || page.all("#print")[0].attribute("data-by") != "browser" ||
		len(page.all("#print-browser")) != 0 {
		t.Error("without a printer, the browser does not print")
	}
	h = opened(t, func(o *Options) { o.Printer, o.PrinterName = paper{}, "10.0.0.7" }).Handler()
	if page := pageOf(t, get(t, h, "/")); page.all(".where")[0].text() != "prints on 10.0.0.7" || page.all("#print")[0].attribute("data-by") != "printer" ||
		len(page.all("#print-browser")) != 1 {
		t.Error("with a printer, it does not print")
	}
}

// TestTabs: tablets are paired at the desk and nowhere else.
func TestTabs(t *testing.T) {
	with := opened(t, lettingTabletsIn)
	tablet := known(t, with.Gate.Network(with.Handler(), []string{"192.168.1.20:8443"}), "https://192.168.1.20:8443", with.Gate.Invite(gate.NetworkDoor).Token)
	for name, c := range map[string]struct {
		h    http.Handler
		want string
	}{
		"without a gate": {opened(t).Handler(), "Checkout Texts"},
		"at the desk":    {atDesk(t, with), "Checkout Texts Tablets"},
		"on a tablet":    {tablet, "Checkout Texts"},
		"past the gate":  {with.Handler(), "Checkout Texts"},
	} {
		nav := pageOf(t, get(t, c.h, "/")).all("nav")[0]
		if got := strings.Join(nav.texts("a"), " "); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
		for _, a := range nav.all("a") {
			if current := a.attribute("aria-current") == "page"; current != (a.text() == "Checkout") {
				t.Errorf("%s: %s is current: %v", name, a.text(), current)
			}
		}
	}
}

// TestStartSurvivesItsWords: a vocabulary may say anything.
func TestStartSurvivesItsWords(t *testing.T) {
	const evil = `knee</script><script>alert(1)</script><!-- & "joint" '`
	f := newFolder(t)
	f.save("texts/vocabulary.toml", strings.Replace(builtIn(t, "vocabulary.toml"), `label = "knee"`, "label = '''"+evil+"'''", 1))
	s := opened(t, func(o *Options) { o.Files = f.open() })
	page := pageOf(t, get(t, s.Handler(), "/"))
	if n := len(page.all("script")); n != 2 {
		t.Fatalf("%d scripts", n)
	}
	var got start
	if err := json.Unmarshal([]byte(page.all("#start")[0].FirstChild.Data), &got); err != nil {
		t.Fatal(err)
	}
	if labels := got.Words["knee"].Labels; labels[0] != evil || labels[1] != "left "+evil || !got.Words["knee"].Sided {
		t.Errorf("the words are %q", labels)
	}
	if len(got.Words) != len(s.kit.Load().library.Vocabulary().Areas) || got.Titles["dry-needling"] != "dry needling" ||
		got.Fields.Handout != "dry-needling" || got.Fields.Language != "en" {
		t.Errorf("%d words, titles %v, fields %+v", len(got.Words), got.Titles, got.Fields)
	}
	found := false
	for _, target := range page.all(".target") {
		found = found || target.attribute("data-name") == "left "+evil
	}
	if !found {
		t.Error("the body does not say the word as it is")
	}
}

// otherClinic is the example clinic with parts of its file replaced.
func otherClinic(t testing.TB, replace ...string) func(*Options) {
	t.Helper()
	text, err := os.ReadFile("../../examples/clinic.toml")
	if err != nil {
		t.Fatal(err)
	}
	return func(o *Options) {
		o.Files.Clinic = func() (*clinic.Clinic, diag.List) {
			changed := strings.NewReplacer(replace...).Replace(string(text))
			return clinic.Parse("clinic.toml", []byte(changed), os.DirFS("../../examples"))
		}
	}
}
