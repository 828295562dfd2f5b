//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp"
)

// tap touches an element.
func (w *window) tap(e element) {
	w.t.Helper()
	to := w.find(e)
	w.do(chromedp.TapXY(to.X, to.Y))
}

// TestTablet: three taps in both directions, the button to print always in
// sight, and no keyboard that comes up over the body.
func TestTablet(t *testing.T) {
	d := today(t)
	for _, size := range []struct {
		name          string
		width, height int64
	}{{"lying", 1024, 768}, {"on end", 768, 1024}} {
		t.Run(size.name, func(t *testing.T) {
			w := open(t, d.start)
			w.do(chromedp.EmulateViewport(size.width, size.height, chromedp.EmulateTouch))
			w.stand()
			w.tap(with("#today .row", "Hugo Lindgren"))
			w.reads("Hugo Lindgren")
			w.see("no keyboard", `!document.activeElement.matches("input, textarea")`)
			w.tap(at(`#body [aria-label="left hip, front"]`))
			w.reads("left hip")
			w.see("the button in sight", `((b) => b.top >= 0 && b.bottom <= innerHeight)($("#print").getBoundingClientRect())`)
			w.tap(at("#print"))
			w.printed("Hugo Lindgren", "sent by the browser")
		})
	}
}
