//go:build browser

package browser

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"aftercare/internal/printer/printertest"
)

// TestAnExportArrives while the page is open: the list fills itself.
func TestAnExportArrives(t *testing.T) {
	folder := t.TempDir()
	w := open(t, serve(t, folder, "--clinic", filepath.Join(clinic(t), "clinic.toml")).start())
	w.see("that there is none", `$("#today").textContent.includes("no export yet")`)
	w.see("the page, not loaded again", `(window.same = true)`)
	w.write(at("#patient"), "Ada")

	export(t, filepath.Join(folder, "appointments.csv"), appointments(t, morning), morning)
	w.see("the list", `$$("#today .row").length === 11 && $$("#today .row.next").length === 1`)
	w.see("the same page with what was typed", `window.same && $("#patient").value === "Ada"`)
	w.click(with("#today .row", "Hugo Lindgren"))
	w.reads("Hugo Lindgren")
}

func TestTheProgramStops(t *testing.T) {
	d := today(t)
	w := open(t, d.start())
	w.allow("net::ERR_")
	w.see("nothing lost", `$("#lost").hidden`)
	d.stop()
	w.see("that it stopped", `!$("#lost").hidden && $("#lost").getBoundingClientRect().bottom <= innerHeight`)
}

// TestTwoDevices at one desk: each has a form of its own, both see what is
// printed.
func TestTwoDevices(t *testing.T) {
	d := printing(t, &printertest.Printer{})
	one, other := open(t, d.start()), open(t, d.start())
	before := other.drawing()
	one.pick("Hugo Lindgren")
	one.write(at("#note"), "Slowly up the stairs.")
	one.reads("Slowly up the stairs.")
	one.click(at("#print"))
	one.printed("Hugo Lindgren", "printed")
	other.printed("Hugo Lindgren", "printed")
	other.see("his line as printed", `(`+string(with("#today .row", "Hugo Lindgren"))+`).textContent.includes("Printed")`)
	other.see("a form that nobody touched", `!$("#patient").value && !$("#note").value && !$("#chips").children.length && !$("#today [aria-current]")`)
	if other.drawing() != before {
		t.Error("the sheet of the other device is not its own")
	}
}

// TestWhoReadsTheListStaysThere while another device prints.
func TestWhoReadsTheListStaysThere(t *testing.T) {
	d := printing(t, &printertest.Printer{})
	reader, other := open(t, d.start()), open(t, d.start())
	reader.resize(1024, 768)
	reader.see("a list that was scrolled", `(() => {
		const rows = $$("#today .row");
		$("#today .rows").scrollTop = 120;
		rows[3].focus({preventScroll: true});
		return $("#today .rows").scrollTop === 120 && document.activeElement === rows[3];
	})()`)
	other.pick("Hugo Lindgren")
	other.click(at("#print"))
	reader.see("who was printed", `(`+string(with("#today .row", "Hugo Lindgren"))+`).textContent.includes("Printed")`)
	reader.see("the place and the focus", `$("#today .rows").scrollTop === 120 && document.activeElement === $$("#today .row")[3]`)
}

// TestStrangers: without the start address there is no page.
func TestStrangers(t *testing.T) {
	d := today(t)
	w := open(t, d.start())
	stranger := nowhere(t)
	stranger.allow("status of 401")
	stranger.do(chromedp.Navigate(value[string](w, `location.origin`)))
	stranger.see("a refusal", `!$("#form") && !document.body.textContent.includes("Hugo")`)
}
