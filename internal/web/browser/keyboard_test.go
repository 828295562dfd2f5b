//go:build browser

package browser

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"aftercare/internal/printer/printertest"
)

// mostStops is how many stops of the Tab key a page has at most.
const mostStops = 150

// focused is the element that has the focus, in words.
const focused = `((e) => e.id || e.getAttribute("aria-label") || e.value || e.textContent.trim().slice(0, 40) || e.tagName)(document.activeElement)`

// ringed says why a person would not see where the focus is: no ring, out of
// sight, covered; "" if they would. What is under the skip link is main, which
// is no stop and needs none; the body map draws its ring as a thick line; the
// button in a field for a date has a ring that Chromium draws.
const ringed = `((e) => {
	if (e.id === "main" || e === document.body || e.type === "datetime-local" && !e.matches(":focus-visible")) return "";
	const style = getComputedStyle(e.matches(".target") ? e.querySelector("path") : e);
	const ring = e.matches(".target") ? parseFloat(style.strokeWidth) >= 40 && style.stroke !== "rgba(0, 0, 0, 0)"
		: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && style.outlineColor !== "rgba(0, 0, 0, 0)";
	if (!ring) return "has no ring";
	const {left, top, width, height} = e.getBoundingClientRect(), parts = [.1, .3, .5, .7, .9];
	const seen = parts.some((x) => parts.some((y) => e.contains(document.elementFromPoint(left + width * x, top + height * y))));
	return seen ? "" : "is out of sight or covered";
})(document.activeElement)`

// move presses a key that moves the focus, and looks at where it went.
func (w *window) move(key string, with ...chromedp.KeyOption) {
	w.t.Helper()
	w.press(key, with...)
	if fault := value[string](w, ringed); fault != "" {
		w.t.Errorf("the focus on %q %s", value[string](w, focused), fault)
	}
}

// tab presses the Tab key until the focus is on an element.
func (w *window) tab(to element) {
	w.t.Helper()
	for range mostStops {
		w.move(kb.Tab)
		if value[bool](w, `document.activeElement === `+string(to)) {
			return
		}
	}
	w.t.Fatalf("the Tab key does not lead to %s", to)
}

// TestKeyboardAlone goes from the address bar to a printed sheet without the
// mouse.
func TestKeyboardAlone(t *testing.T) {
	w := open(t, printing(t, &printertest.Printer{}).start())
	w.move(kb.Tab)
	w.see("the way past the bar", `document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0`)
	w.press(kb.Enter)
	w.see("the focus at the form", `document.activeElement.id === "form"`)
	w.press(kb.Tab)
	w.see("the first of its controls, past the list", `document.activeElement.id === "empty"`)
	w.do(chromedp.Reload())
	w.see("the page from its beginning", `document.activeElement === document.body && $("#preview")?.getAttribute("aria-busy") === "false"`)

	w.tab(with("#today .row", "Hugo Lindgren"))
	w.press(kb.Enter)
	w.see("the focus where the areas are typed", `$("#patient").value === "Hugo Lindgren" && document.activeElement.id === "area"`)
	w.press("L hip")
	w.offered("left hip")
	w.press(kb.Enter)
	w.chips("right calf [R], right Achilles tendon [R], left hip [L]")

	w.tab(at(`#chips [aria-label="hip: right"]`))
	w.press(" ")
	w.chips("right calf [R], right Achilles tendon [R], both hips [L] [R]")
	w.tab(at(`#chips [aria-label="Remove right Achilles tendon"]`))
	w.press(kb.Enter)
	w.chips("right calf [R], both hips [L] [R]")

	w.mapByKeys()

	w.tab(at("[name=flag][value=fluid-limit]"))
	w.press(" ")
	w.see("the special case", `$("[name=flag][value=fluid-limit]").checked`)
	w.tab(at("#note"))
	w.press("Mind the stairs.")
	w.reads("Hugo Lindgren", "Mind the stairs.")
	w.tab(at("#print"))
	w.press(kb.Enter)
	w.printed("Hugo Lindgren", "printed")
	w.see("who is next, and the focus there", `document.activeElement.textContent === "Take Teodoro Quintanilla"`)
	w.press(kb.Enter)
	w.see("him in the form", `$("#patient").value === "Teodoro Quintanilla" && document.activeElement.id === "area"`)
	w.reads("Teodoro Quintanilla", "!Mind the stairs.")
	w.tab(with("#printed button", "Print again"))
}

// mapByKeys goes to the body map, about it with the arrow keys, and picks.
func (w *window) mapByKeys() {
	w.t.Helper()
	w.press(kb.Tab)
	for range mostStops {
		if value[bool](w, `document.activeElement.matches("#body .target")`) {
			break
		}
		w.move(kb.Tab)
	}
	here := func() string { w.t.Helper(); return value[string](w, focused) }
	been := map[string]bool{here(): true}
	for _, key := range []string{kb.ArrowUp, kb.ArrowRight, kb.ArrowDown, kb.ArrowDown, kb.ArrowLeft, kb.ArrowDown, kb.ArrowDown, kb.ArrowRight, kb.ArrowUp} {
		w.move(key)
		w.see("the name of the place", `$("#body-name").textContent === document.activeElement.dataset.name`)
		been[here()] = true
	}
	if len(been) < 5 {
		w.t.Errorf("the arrow keys lead to %d places", len(been))
	}
	w.see("one stop of the Tab key", `$$("#body [tabindex='0']").length === 1`)
	before := value[bool](w, `document.activeElement.getAttribute("aria-checked") === "true"`)
	w.press(" ")
	w.see("picked or not", fmt.Sprintf(`(document.activeElement.getAttribute("aria-checked") === "true") !== %v`, before))
	w.press(kb.Enter)
	w.see("as it was", fmt.Sprintf(`(document.activeElement.getAttribute("aria-checked") === "true") === %v`, before))
	w.press(kb.Tab)
	w.see("one more Tab leads off the map", `document.activeElement.name === "flag"`)
}

// TestFocusIsSeenAndNeverTrapped: the Tab key goes through all there is and
// comes out again, forwards and backwards, at any width.
func TestFocusIsSeenAndNeverTrapped(t *testing.T) {
	d := today(t)
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			w := open(t, d.start())
			w.resize(size.width, size.height)
			w.click(with("#today .row", "Hugo Lindgren"))
			w.reads("Hugo Lindgren")
			w.do(chromedp.Evaluate[chromedp.Void](`document.activeElement.blur()`))
			for _, with := range [][]chromedp.KeyOption{nil, {chromedp.KeyModifiers(chromedp.ModifierShift)}} {
				w.around(with...)
			}
		})
	}
}

// around presses the Tab key until it comes to where it began.
func (w *window) around(with ...chromedp.KeyOption) {
	w.t.Helper()
	w.do(chromedp.Evaluate[chromedp.Void](`window.left = new Set(); document.addEventListener("focusin", (e) => left.add(e.target))`))
	w.move(kb.Tab, with...)
	w.do(chromedp.Evaluate[chromedp.Void](`window.first = document.activeElement`))
	for range mostStops {
		w.move(kb.Tab, with...)
		if value[bool](w, `document.activeElement === window.first`) {
			const missed = `$$("a[href], button, input, select, textarea, summary, .target[tabindex='0']")
				.filter((e) => !left.has(e) && !e.disabled && e.checkVisibility()).map((e) => e.outerHTML.slice(0, 120)).join("\n")`
			if never := value[string](w, missed); never != "" {
				w.t.Errorf("the Tab key does not lead to %s", never)
			}
			return
		}
	}
	w.t.Errorf("the focus does not come around from %q", value[string](w, focused))
}
