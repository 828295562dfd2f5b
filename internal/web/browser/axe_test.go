//go:build browser

package browser

import (
	"flag"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"aftercare/internal/gate"
	"aftercare/internal/printer/printertest"
)

var axe = flag.String("axe", "", "axe-core, a `file`")

// sizes are the screens that the pages are looked at on; the last but one is
// the first at 200 % zoom, the last what reflow (WCAG 1.4.10) asks for.
var sizes = []struct {
	name          string
	width, height int64
}{
	{"desk", 1440, 900}, {"tablet", 1024, 768}, {"tablet on end", 768, 1024}, {"zoomed", 640, 400}, {"narrow", 320, 640},
}

// violation is what axe tells of a rule that a page breaks.
type violation struct {
	Rule, Help string
	Tags       []string
	Nodes      []string
}

// rules are those of WCAG 2.2 AA, and what axe takes for good practice.
const rules = `["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]`

// obeys holds the page as it is now against the rules, by day and by night and
// on every screen.
func (w *window) obeys() {
	w.t.Helper()
	w.ends = time.Now().Add(2 * time.Minute)
	if *axe == "" {
		w.t.Fatal("there is no axe-core: run .ci/browser, which gets it")
	}
	w.do(chromedp.Evaluate[chromedp.Void](string(contents(w.t, *axe))))
	for _, scheme := range []string{"light", "dark"} {
		w.light(scheme)
		for _, size := range sizes {
			w.resize(size.width, size.height)
			w.see("the sheet", `!$("#preview") || $("#preview").getAttribute("aria-busy") === "false"`)
			for _, v := range w.violations() {
				w.t.Errorf("%s, %s: %s (%s): %s\n\t%s", scheme, size.name, v.Rule, strings.Join(v.Tags, " "), v.Help, strings.Join(v.Nodes, "\n\t"))
			}
			if wide := value[string](w, tooWide); wide != "" {
				w.t.Errorf("%s: the page scrolls sideways: %s", size.name, wide)
			}
		}
	}
}

// tooWide is what sticks out of a page that scrolls sideways.
const tooWide = `document.documentElement.scrollWidth <= innerWidth ? "" :
	document.documentElement.scrollWidth + " of " + innerWidth + " px: " +
	$$("main *, header *").filter((e) => e.getBoundingClientRect().right > innerWidth).slice(0, 5).map((e) => e.outerHTML.slice(0, 120)).join("\n")`

func (w *window) violations() []violation {
	w.t.Helper()
	return value[[]violation](w, `(await axe.run(document, {runOnly: `+rules+`, resultTypes: ["violations"], iframes: false})).violations.map((v) => (
		{Rule: v.id, Help: v.help, Tags: v.tags, Nodes: v.nodes.map((n) => n.target.join(" ") + ": " + n.failureSummary.replace(/\s+/g, " "))}))`)
}

// light turns day into night. Nothing moves meanwhile, for those who asked for
// that.
func (w *window) light(scheme string) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"},
	}})
	check(w.t, err)
}

func TestAxeOnCheckout(t *testing.T) {
	d := printing(t, &printertest.Printer{})
	t.Run("empty", func(t *testing.T) { open(t, d.start()).obeys() })
	t.Run("filled, with a warning", func(t *testing.T) {
		w := open(t, d.start())
		w.pick("Hugo Lindgren")
		w.write(at("#area"), "third wheel")
		w.offered("third wheel")
		w.press("\r")
		w.see("the warning", `$("#findings .warning")`)
		w.obeys()
	})
	t.Run("with an error", func(t *testing.T) {
		w := open(t, d.start())
		w.allow("status of 422")
		w.pick("Hugo Lindgren")
		w.date(at("#next"), "11302001")
		w.see("the error", `$("#findings .error")`)
		w.obeys()
	})
	t.Run("suggestions", func(t *testing.T) {
		w := open(t, d.start())
		w.write(at("#area"), "kne")
		w.offered("left knee")
		w.obeys()
		w.offered("left knee")
	})
	t.Run("printed", func(t *testing.T) {
		w := open(t, d.start())
		w.pick("Owen Hale")
		w.click(at("#print"))
		w.printed("Owen Hale", "printed")
		w.obeys()
	})
}

func TestAxeOnTexts(t *testing.T) {
	file, d := ours(t)
	w := open(t, d.start())
	w.texts()
	t.Run("good", func(t *testing.T) { w.in(t).obeys() })
	t.Run("with a problem", func(t *testing.T) {
		slip(t, file)
		w.in(t).see("the problem", `$("#state .finding.error .excerpt")`)
		w.obeys()
	})
}

func TestAxeOnTablets(t *testing.T) {
	interfaces, err := gate.Interfaces()
	check(t, err)
	if len(gate.Addresses(interfaces)) == 0 {
		t.Skip("this machine is on no private network, so no tablet can be let in")
	}
	w := open(t, today(t, "--lan", "--lan-port", "0").start())
	w.click(with("nav a", "Tablets"))
	w.see("the page", `location.pathname === "/devices"`)
	t.Run("nobody paired", func(t *testing.T) { w.in(t).obeys() })
	t.Run("with a code", func(t *testing.T) {
		w.in(t).click(at("#invite"))
		w.see("the code", `$("#invitation svg path")`)
		w.obeys()
	})
}

// in goes on in a part of the test.
func (w *window) in(t *testing.T) *window {
	w.t, w.ends = t, time.Now().Add(patience)
	return w
}
