//go:build browser

package browser

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pick fills the form with an appointment of the list.
func (w *window) pick(patient string) {
	w.t.Helper()
	w.click(with("#today .row", patient))
	w.see(patient+" in the form", `$("#patient").value === `+quote(patient))
	w.reads(patient)
}

// choose takes an option of a list by the keyboard: its first letter.
func (w *window) choose(e element, letter, value string) {
	w.t.Helper()
	w.click(e)
	w.press(letter + kb.Enter)
	w.see("the choice "+value, `(`+string(e)+`).value === `+quote(value))
}

// date types a day and a time into their field, from its first part on.
func (w *window) date(e element, keys string) {
	w.t.Helper()
	w.find(e)
	value[bool](w, `(`+string(e)+`).focus() || true`)
	w.press(keys)
}

// TestWhatChangesTheSheet goes through all that the form asks for, and reads
// the file behind the link each time.
func TestWhatChangesTheSheet(t *testing.T) {
	w := open(t, today(t).start())
	w.pick("Priya Venkataraman")
	w.click(at("[name=flag][value=blood-thinner]"))
	w.reads("With a blood thinner, bruises may last longer")
	w.click(at("[name=flag][value=blood-thinner]"))
	w.reads("!blood thinner")

	w.write(at("#note"), "Two walks a day, Priya.")
	w.reads("Two walks a day, Priya.")

	w.date(at("#next"), "11302031"+kb.ArrowRight+"0415PM")
	w.see("the next visit", `$("#next").value === "2031-11-30T16:15"`)
	w.reads("Your next visit Sun Nov 30, 4:15 pm")

	w.write(at("#therapist"), "Ines Lindqvist, PT")
	w.reads("Ines Lindqvist, PT", "!Okafor")

	before := w.drawing()
	w.click(at("[name=large_print]"))
	w.redrawn(before)
	w.see("more pages", `((pages) => pages.length > 1 && pages.every((page, n) => page.getAttribute("aria-label").endsWith(`+"`, page ${n + 1} of ${pages.length}`"+`)))($$("#preview canvas"))`)
	w.click(at("[name=large_print]"))
	w.see("one page", `$$("#preview canvas").length === 1`)

	before = w.drawing()
	w.click(at("[name=greyscale]"))
	w.redrawn(before)
	w.see("no colour", `$("#preview canvas").getContext("2d").getImageData(0, 0, 400, 400).data.every((_, i, dots) => i % 4 || dots[i] === dots[i + 1] && dots[i] === dots[i + 2])`)

	w.click(at("[name=private]"))
	w.reads("P. V.", "!Venkataraman")

	w.choose(at("#language"), "S", "es")
	w.reads("Después de su punción seca")

	before = w.drawing()
	w.choose(at("#paper"), "A", "a4")
	w.redrawn(before)
	w.see("longer paper", `(({width, height}) => Math.abs(height / width - 297 / 210) < .01)($("#preview canvas"))`)
}

// TestWrongFields: what cannot be is said, the last sheet stays, and the field
// is marked until it is mended.
func TestWrongFields(t *testing.T) {
	w := open(t, today(t).start())
	w.allow("status of 422") // the answer to a visit that cannot be
	w.pick("Priya Venkataraman")
	before := w.drawing()
	w.date(at("#next"), "11302001")
	w.see("what is wrong", `$("#findings .error") && $("#next").getAttribute("aria-invalid") === "true"`)
	if w.drawing() != before {
		t.Error("the last sheet went")
	}
	w.see("that it is not this one", `$("#preview").classList.contains("stale") && !$("#download").href && !$("#note-line").textContent`)
	w.click(at("#print"))
	w.see("why it is not printed", `$("#told").textContent.includes("no sheet")`)
	w.date(at("#next"), "11302031")
	w.see("nothing wrong", `$("#findings").textContent === "" && !$("[aria-invalid]") && !$(".stale") && $("#download").href`)
	w.redrawn(before)
}

// TestDownload: the file has a name that tells nothing.
func TestDownload(t *testing.T) {
	w := open(t, today(t).start())
	w.pick("Hugo Lindgren")
	folder := t.TempDir()
	_, err := chromedp.CallBrowser(w.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder,
		BrowserContextID: chromedp.FromContext(w.ctx).BrowserContextID,
	})
	check(t, err)
	w.click(at("#download"))
	var name string
	wait(t, "the download", func() bool {
		entries, err := os.ReadDir(folder)
		check(t, err)
		if len(entries) == 1 {
			name = entries[0].Name()
		}
		return strings.HasSuffix(name, ".pdf")
	})
	if name != "aftercare-1100.pdf" {
		t.Errorf("the file is called %s", name)
	}
	if !bytes.Equal(contents(t, filepath.Join(folder, name)), w.file()) {
		t.Error("the file is not the sheet that is shown")
	}
}

var chartNote = regexp.MustCompile(`^Aftercare handout dry-needling v\d+\.\d+ given, right calf and right Achilles tendon, \d+ \w{3} \d{4} 11:00 am$`)

// TestChartNote: one line for the chart, which knows whose it is.
func TestChartNote(t *testing.T) {
	w := open(t, today(t).start())
	for _, permission := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(w.ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: permission}, Setting: browser.PermissionSettingGranted,
			BrowserContextID: chromedp.FromContext(w.ctx).BrowserContextID,
		})
		check(t, err)
	}
	w.pick("Hugo Lindgren")
	w.click(at("#copy"))
	w.see("that it was copied", `$("#told").textContent.startsWith("Copied: ")`)
	if note := value[string](w, `navigator.clipboard.readText()`); !chartNote.MatchString(note) {
		t.Errorf("copied: %s", note)
	}
}
