//go:build browser

package browser

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"aftercare/internal/printer/printertest"
)

// printing serves today with a printer.
func printing(t *testing.T, p *printertest.Printer) *desk {
	t.Helper()
	server := p.Start()
	t.Cleanup(server.Close)
	return today(t, "--printer", printertest.Address(server))
}

// printed waits for the newest line of the list of printed sheets.
func (w *window) printed(patient, state string) {
	w.t.Helper()
	w.see(patient+" as "+state, `((line) => line?.textContent.includes(`+quote(patient)+`) &&
		line.querySelector(".what").textContent.endsWith(`+quote("· "+state)+`))($("#printed .printed"))`)
}

// TestPrintOnAPrinter is three clicks: the name, print, done.
func TestPrintOnAPrinter(t *testing.T) {
	p := &printertest.Printer{}
	w := open(t, printing(t, p).start())
	w.pick("Hugo Lindgren")
	shown := w.file()
	w.click(at("#print"))
	w.printed("Hugo Lindgren", "printed")
	w.see("his line as printed", `(`+string(with("#today .row", "Hugo Lindgren"))+`).querySelector(".mark").textContent === "Printed"`)
	w.see("what became of it", `$("#outcome").textContent.trim().startsWith("Hugo Lindgren: printed")`)

	w.click(with("#printed button", "Print again"))
	w.see("two lines", `$$("#printed .printed.printed").length === 2`)
	w.printed("Hugo Lindgren", "printed")

	jobs, _ := p.Jobs()
	if len(jobs) != 2 {
		t.Fatalf("%d jobs", len(jobs))
	}
	for _, job := range jobs {
		if !bytes.Equal(job.Data, shown) {
			t.Error("what was printed is not the sheet that was shown")
		}
		if job.Attributes["job-name"] != "aftercare 1100" {
			t.Errorf("the job is called %q", job.Attributes["job-name"])
		}
		told := strings.Join(slices.Collect(maps.Values(job.Attributes)), "\n")
		if regexp.MustCompile(`(?i)hugo|lindgren|calf|achilles`).MatchString(told) {
			t.Errorf("the job tells of the patient: %s", told)
		}
	}
}

// TestPrinterOutOfPaper: the list says what to do, and goes on by itself.
func TestPrinterOutOfPaper(t *testing.T) {
	const stopped = 5
	empty := printertest.Moment{Job: 6, JobReasons: []string{"printer-stopped"}, Printer: stopped, Reasons: []string{"media-empty-error"}}
	w := open(t, printing(t, &printertest.Printer{Moments: []printertest.Moment{empty, empty, empty, {}}}).start())
	w.pick("Owen Hale")
	w.do(chromedp.Evaluate[chromedp.Void](`window.listed = [];
		new MutationObserver(() => listed.push(document.getElementById("printed").textContent))
			.observe(document.getElementById("printed"), {childList: true})`))
	w.click(at("#print"))
	w.see("what to do", `listed.some((list) => list.includes("printing: the printer is out of paper: waiting for it"))`)
	w.printed("Owen Hale", "printed")
}

func TestPrinterThatIsOff(t *testing.T) {
	p := &printertest.Printer{}
	server := p.Start()
	d := today(t, "--printer", printertest.Address(server))
	server.Close()
	w := open(t, d.start())
	w.pick("Owen Hale")
	w.click(at("#print"))
	w.see("that nothing was printed", `/not printed: .+/.test($("#printed .failed .what")?.textContent)`)
	w.see("his line as it was", `!(`+string(with("#today .row", "Owen Hale"))+`).textContent.includes("Printed")`)
}

// TestPrintInTheBrowser: without a printer the browser's own dialog opens on
// the very file that is shown. Here the dialog is a stand-in, since nobody
// could close it.
func TestPrintInTheBrowser(t *testing.T) {
	w := open(t, today(t).start())
	w.stand()
	w.pick("Mei Tanaka")
	address := value[string](w, `$("#download").pathname`)
	w.click(at("#print"))
	w.see("the dialog", `dialogs.length === 1`)
	w.see("the sheet in it", `new URL($("#paper-frame").src).pathname === `+quote(address)+` && dialogs[0] === $("#paper-frame").src`)
	w.printed("Mei Tanaka", "sent by the browser")
	w.see("how large to print it", `$("#outcome").textContent.includes("Mei Tanaka: ") && $("#outcome").textContent.includes("100 %")`)
	w.click(with("#printed button", "Print again"))
	w.see("the dialog again", `dialogs.length === 2 && dialogs[1] === dialogs[0]`)
	w.see("one frame", `$$("#paper-frame").length === 1`)
}

// TestNothingIsLeftOff: words that stand in the field of areas and were not
// taken stop the printing, and are not carried to the next patient.
func TestNothingIsLeftOff(t *testing.T) {
	p := &printertest.Printer{}
	w := open(t, printing(t, p).start())
	w.pick("Hugo Lindgren")
	w.write(at("#area"), "upper back")
	w.offered("upper back")
	w.click(at("#print"))
	w.see("what to do", `$("#told").textContent.includes("upper back") && document.activeElement.id === "area"`)
	if jobs, _ := p.Jobs(); len(jobs) != 0 {
		t.Error("it was printed without the area")
	}
	w.pick("Owen Hale")
	w.see("an empty field", `$("#area").value === ""`)
	w.press(kb.Enter)
	w.chips("jaw")
}

// TestPrintedIsWhatWasSeen: a press is about the form as it was then, and two
// presses are one sheet.
func TestPrintedIsWhatWasSeen(t *testing.T) {
	p := &printertest.Printer{}
	w := open(t, printing(t, p).start())
	w.pick("Hugo Lindgren")
	w.see("another patient while the sheet is made", `($("#note").value = "x", $("#note").dispatchEvent(new Event("input", {bubbles: true})), $("#print").click(),
		[...$$("#today .row")].find((row) => row.textContent.includes("Owen Hale")).click(), true)`)
	w.see("a word about it", `$("#told").textContent.includes("changed meanwhile")`)
	w.reads("Owen Hale")
	if jobs, _ := p.Jobs(); len(jobs) != 0 {
		t.Error("a sheet was printed that nobody had seen")
	}
	w.see("two presses", `!$("#print").disabled && ($("#print").click(), $("#print").click(), true)`)
	w.printed("Owen Hale", "printed")
	if jobs, _ := p.Jobs(); len(jobs) != 1 {
		t.Errorf("%d sheets for two presses", len(jobs))
	}
}

// TestAnotherPageTypes for a long time: the sheet of this one is still there.
func TestAnotherPageTypes(t *testing.T) {
	d := printing(t, &printertest.Printer{})
	one, other := open(t, d.start()), open(t, d.start())
	one.pick("Hugo Lindgren")
	made := value[bool](other, `(async () => {
		const sheets = await import("/static/sheets.js");
		for (let n = 0; n < 300; n++) await sheets.make({note: String(n)}, {paper: "letter"});
		return true;
	})()`)
	one.click(at("#print"))
	one.printed("Hugo Lindgren", "printed")
	if !made {
		t.Error("the other page made nothing")
	}
}

// TestPrintOnAnIPad, which shows no PDF in a frame and opens no tab by itself: a
// link leads to the sheet.
func TestPrintOnAnIPad(t *testing.T) {
	w := open(t, today(t).start())
	w.stand(`Object.defineProperty(Navigator.prototype, "vendor", {get: () => "Apple Computer, Inc."});
		Object.defineProperty(Navigator.prototype, "maxTouchPoints", {get: () => 5});
		window.tabs = [];
		window.open = (address) => { tabs.push(address); return null; };`)
	w.pick("Mei Tanaka")
	address := value[string](w, `$("#download").pathname`)
	w.click(at("#print"))
	w.see("that a tab was tried", `tabs.length === 1 && tabs[0] === `+quote(address)+` && dialogs.length === 0`)
	w.see("a link", `$("#told a").pathname === `+quote(address)+` && $("#told a").target === "_blank" && document.activeElement === $("#told a")`)
	w.printed("Mei Tanaka", "sent by the browser")
}

// stand puts something in the place of the browser's print dialog that notes
// what it is asked to print; what else is special about the browser is a script.
func (w *window) stand(special ...string) {
	w.t.Helper()
	w.before(`window.dialogs = [];
		Object.defineProperty(HTMLIFrameElement.prototype, "contentWindow", {
			get() { return {focus() {}, print: () => dialogs.push(this.src)}; },
		});` + strings.Join(special, "\n"))
	w.do(chromedp.Reload())
	w.see("the page", `window.dialogs && $("#preview").getAttribute("aria-busy") === "false"`)
}
