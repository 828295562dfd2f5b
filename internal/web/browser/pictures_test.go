//go:build browser

package browser

import (
	"cmp"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

var pictures = flag.String("pictures", "", "the `folder` for the pictures of the manual (default they are not kept)")

// keep takes a picture of the window.
func (w *window) keep(name string) {
	w.t.Helper()
	picture, err := chromedp.Run(w.ctx, chromedp.CaptureScreenshot())
	check(w.t, err)
	check(w.t, os.WriteFile(filepath.Join(cmp.Or(*pictures, w.t.TempDir()), name), picture, 0o644))
}

// TestPictures takes those of the manual: one patient has been, another was
// picked and an area added on the body, by day, by night and on a tablet.
func TestPictures(t *testing.T) {
	d := today(t)
	before := open(t, d.start())
	before.stand()
	before.pick("Nadia Brandt")
	before.click(at("#print"))
	before.printed("Nadia Brandt", "sent by the browser")
	for _, taken := range []struct {
		name, scheme  string
		width, height int64
	}{
		{"checkout.png", "light", 1440, 900}, {"checkout-dark.png", "dark", 1440, 900}, {"checkout-tablet.png", "light", 768, 1024},
	} {
		t.Run(taken.name, func(t *testing.T) {
			w := open(t, d.start())
			w.light(taken.scheme)
			w.resize(taken.width, taken.height)
			w.pick("Priya Venkataraman")
			w.click(at(`#body [aria-label="neck, back"]`))
			w.reads("Right rotator cuff and neck")
			w.point(at(".clinic"))
			w.see("all from the top", `$$("main > *").every((e) => { e.scrollTop = 0; return e.scrollTop === 0; })`)
			w.settled()
			w.keep(taken.name)
		})
	}
}

// settled waits until the sheet that is shown is the last that was made, at
// the width that it has now.
func (w *window) settled() {
	w.t.Helper()
	w.see("all drawn", `document.fonts.status === "loaded" && $$("#preview canvas").every((c) => Math.abs(c.width - c.clientWidth) < 5)`)
	shown := ""
	for now := w.drawing(); now != shown; now = w.drawing() {
		shown = now
		w.do(chromedp.Sleep(10 * look))
	}
}

func TestPictureOfTheAuthorsTab(t *testing.T) {
	file, d := ours(t)
	w := open(t, d.start())
	w.light("light")
	w.texts()
	slip(t, file)
	w.see("the problem", `$("#state .finding.error .excerpt")`)
	// The folder of a test has a name that tells a reader nothing.
	ours := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	w.see("a folder as at a desk", `((p) => (p.textContent = p.textContent.replace(`+quote(ours)+`, "/home/desk/our-clinic")).includes("desk"))($("#form > .help"))`)
	w.settled()
	w.keep("texts.png")
}
