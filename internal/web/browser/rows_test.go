//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"aftercare/internal/printer/printertest"
)

// list is an export that is being served, and can be written again.
type list struct {
	t      *testing.T
	folder string // of the clinic
	file   string
	at     time.Time // when it was written last
	*desk
}

const heading = "patient,date,time,area,therapist,flags,language,note,service,status\n"

// listing serves rows of today, each without its day.
func listing(t *testing.T, rows string, args ...string) *list {
	t.Helper()
	l := &list{t: t, folder: clinic(t), at: morning.Add(-time.Hour)}
	l.file = filepath.Join(l.folder, "exports", "day.csv")
	check(t, os.Mkdir(filepath.Dir(l.file), 0o700))
	l.write(rows)
	l.desk = serve(t, append([]string{filepath.Dir(l.file), "--clinic", filepath.Join(l.folder, "clinic.toml")}, args...)...)
	return l
}

// write writes the export again, a minute later.
func (l *list) write(rows string) {
	l.t.Helper()
	l.at = l.at.Add(time.Minute)
	export(l.t, l.file, []byte(heading+strings.ReplaceAll(rows, ",DAY,", ","+morning.Format(time.DateOnly)+",")), l.at)
}

const (
	ana  = "Ana Ruiz,DAY,10:00,left hip,\"Dana Reyes, PT\",pregnant,es,Walk slowly.,Dry needling,Confirmed\n"
	owen = "Owen Hale,DAY,10:30,neck,\"Ines Lindqvist, PT\",,,,Dry needling,Confirmed\n"
	mei  = "Mei Tanaka,DAY,11:00,jaw,\"Dana Reyes, PT\",,,,Dry needling,Confirmed\n"
)

func (w *window) value(id, want string) {
	w.t.Helper()
	w.see(id+" = "+want, `$("#`+id+`").value === `+quote(want))
}

func (w *window) says(words string) {
	w.t.Helper()
	w.see("the notice "+words, `$$(".notices").some((place) => place.textContent.includes(`+quote(words)+`))`)
}

// TestANameTypedOverAPatient begins a new sheet, with nothing of the row before,
// and says so; the row is left as it was.
func TestANameTypedOverAPatient(t *testing.T) {
	w := open(t, listing(t, ana+owen+mei).start())
	w.pick("Ana Ruiz")
	w.reads("Ana Ruiz", "Después de su punción seca", "Walk slowly.")
	w.click(at(`#body [aria-label="low back, back"]`))
	w.write(at("#patient"), "Bo Winter")
	w.says("New sheet for Bo Winter. Nothing of Ana Ruiz’s row is in it.")
	w.chips("")
	w.see("nothing of hers", `$("#language").value === "en" && !$("#at").value && !$("#therapist").value && !$("#note").value && !$("[name=flag]:checked")`)
	w.see("no row", `!$("#today [aria-current]")`)
	w.reads("Bo Winter", "After your dry needling", "!Ana", "!punción", "!Walk slowly", "!hip")

	w.press("s") // who goes on typing stays in the new sheet
	w.says("New sheet for Bo Winters.")
	w.pick("Ana Ruiz")
	w.chips("left hip [L], low back")
	w.see("hers, as it was", `$("#note").value === "Walk slowly." && $("[name=flag][value=pregnancy]").checked && !$("#notices .new")`)

	// Another name that begins alike is another person once the field is left.
	w.write(at("#patient"), "Ana")
	w.says("Still Ana Ruiz’s row, under the name Ana.")
	w.press("p", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	w.says("New sheet for Ana. Nothing of Ana Ruiz’s row is in it.")
	w.see("that it was not printed so", `$("#told").textContent.includes("new sheet") && !$("#printed .printed")`)
	w.click(with("#notices button", "It is still Ana Ruiz’s row"))
	w.chips("left hip [L], low back")
	w.value("patient", "Ana")
	w.says("Still Ana Ruiz’s row, under the name Ana.")
	w.reads("Ana", "Walk slowly.", "!Ruiz")
}

// TestANameIsCorrected: a slip is mended, and the sheet stays the row's.
func TestANameIsCorrected(t *testing.T) {
	w := open(t, onPaper(t, ana+owen).start())
	w.pick("Ana Ruiz")
	for _, name := range []string{"Ana Ruíz", "Anna Ruiz", "Ana Ruiz Peralta"} {
		w.write(at("#patient"), name)
		w.press(kb.Tab)
		w.see("still her row", `$("#note").value === "Walk slowly." && $("#today [aria-current]").textContent.includes("Ana Ruiz")`)
		w.reads(name, "Walk slowly.")
	}
	w.says("Still Ana Ruiz’s row, under the name Ana Ruiz Peralta.")
	w.click(at("#print"))
	w.printed("Ana Ruiz Peralta", "printed")
	w.see("her row as printed", `(`+string(with("#today .row", "Ana Ruiz"))+`).querySelector(".mark").textContent === "Printed"`)
}

func onPaper(t *testing.T, rows string) *list {
	t.Helper()
	server := (&printertest.Printer{}).Start()
	t.Cleanup(server.Close)
	return listing(t, rows, "--printer", printertest.Address(server))
}

// TestReadyForTheNext: after Print the form is empty, and Enter takes who is next.
func TestReadyForTheNext(t *testing.T) {
	w := open(t, onPaper(t, ana+owen+mei).start())
	w.says("Next: 10:00 am, Ana Ruiz")
	w.click(with("#notices button", "Take Ana Ruiz"))
	w.reads("Ana Ruiz")
	w.click(at("#print"))
	w.says("Next: 10:30 am, Owen Hale")
	w.see("an empty form", `!$("#patient").value && !$("#chips").children.length && $("#language").value === "en" && !$("[name=flag]:checked")`)
	w.see("what became of hers", `$("#outcome").innerText.trim() === "Ana Ruiz: printed"`)
	w.press(kb.Enter)
	w.value("patient", "Owen Hale")
	w.reads("Owen Hale", "!Ana")
	w.chips("neck")
	w.press(kb.Enter) // in the field of areas, and nothing happens
	w.chips("neck")
	w.click(with("button", "New sheet"))
	w.click(at("#print"))
	w.see("that nobody is in it", `!$("#ask").hidden && $("#ask").textContent.includes("Nobody is in the form")`)
	w.press(kb.Enter) // who presses twice prints nothing
	w.see("nothing printed", `$("#ask").hidden && $$("#printed .printed.printed").length === 1`)

	// A sheet for nobody in the list is somebody's once it is printed.
	w.write(at("#patient"), "Bo Winter")
	w.write(at("#note"), "For Bo.")
	w.reads("Bo Winter", "For Bo.")
	w.see("the button, which takes a moment", `!$("#print").disabled`)
	w.click(at("#print"))
	w.printed("Bo Winter", "printed")
	w.value("patient", "")
	w.do(chromedp.NavigateBack())
	w.value("note", "For Bo.")
	w.write(at("#patient"), "Cy Young")
	w.says("New sheet for Cy Young. Nothing of Bo Winter’s row is in it.")
	w.value("note", "")
}

// TestTwoOfOneName at one time are two rows, each with its own sheet.
func TestTwoOfOneName(t *testing.T) {
	english := strings.Replace(ana, ",es,", ",,", 1)
	other := strings.NewReplacer("left hip", "neck", "Dana Reyes, PT", "Samuel Okafor, DPT", "pregnant", "").Replace(english)
	w := open(t, onPaper(t, english+other).start())
	row := func(n string) element { return element(`$$("#today .row")[` + n + `]`) }
	w.click(row("1"))
	w.reads("Ana Ruiz", "Neck", "!hip")
	w.click(at("#print"))
	w.printed("Ana Ruiz", "printed")
	w.see("hers as printed, and not the other's", `$$("#today .row").map((row) => row.querySelector(".mark")?.textContent).join() === "Next,Printed"`)
	w.click(row("0"))
	w.reads("Ana Ruiz", "Left hip", "!Neck")
	w.see("nothing of paper", `!$("#notices").textContent.includes("printed")`)
}

// TestTheExportChangesARow that is open: it says so, takes over what nobody typed,
// and leaves what somebody did.
func TestTheExportChangesARow(t *testing.T) {
	l := listing(t, ana+owen)
	w := open(t, l.start())
	w.pick("Ana Ruiz")
	w.write(at("#note"), "Mind the stairs.")
	l.write(strings.NewReplacer("10:00", "10:15", "Walk slowly.", "Rest.", "left hip", "right hip").Replace(ana) + owen)
	w.says("The export has changed this appointment. Now: areas right hip; began 10:15 am; note “Rest.” (what you typed stays)")
	w.chips("right hip [R]")
	w.see("what was typed", `$("#note").value === "Mind the stairs." && $("#at").value.endsWith("T10:15")`)
	w.reads("Cadera derecha", "10:15 a. m.", "Mind the stairs.")
	w.see("it beside Print", `((box, print) => box.top < print.bottom + 300 && box.bottom <= innerHeight && box.left >= print.left - 40)($("#urgent").getBoundingClientRect(), $("#print").getBoundingClientRect())`)
	w.click(at("#print"))
	w.see("the question before it prints", `!$("#ask").hidden && $("#ask").textContent.includes("The export has changed this appointment of Ana Ruiz")`)
	w.click(at("#ask-no"))
	w.pick("Owen Hale")
	w.see("nothing of hers", `!$("#urgent").textContent`)
	w.pick("Ana Ruiz") // what nobody has seen is said again
	w.says("Now: areas right hip; began 10:15 am; note “Rest.” (what you typed stays)")
	w.click(with("#urgent button", "Seen"))
	w.see("nothing more to say", `!$("#urgent").textContent.includes("changed")`)

	l.write(owen)
	w.says("This appointment is no longer in the export")
	w.click(at("#print"))
	w.see("the question before it prints", `!$("#ask").hidden && $("#ask").textContent.includes("appointment of Ana Ruiz is no longer in the export") && document.activeElement.id === "ask-no"`)
	w.click(at("#ask-no"))
	w.see("nothing printed", `$("#ask").hidden && !$("#printed .printed") && $("#patient").value === "Ana Ruiz"`)
	l.write(ana + owen)
	w.see("that it is there again", `!$("#urgent").textContent.includes("no longer") && $("#today [aria-current]").textContent.includes("Ana Ruiz")`)
}

// TestBeforeItPrintsAgain it says when the row was printed.
func TestBeforeItPrintsAgain(t *testing.T) {
	w := open(t, onPaper(t, ana+owen).start())
	w.pick("Ana Ruiz")
	w.click(at("#print"))
	w.printed("Ana Ruiz", "printed")
	w.pick("Ana Ruiz")
	w.says("This row was printed at 9:40 am.")
	w.write(at("#note"), "Once more.")
	w.reads("Once more.")
	w.click(at("#print"))
	w.see("when that was", `$("#ask").textContent.includes("The sheet of Ana Ruiz was printed at 9:40 am already.")`)
	w.obeys()
	w.resize(1440, 900)
	w.click(at("#ask-no"))
	w.see("the button, which takes a moment", `$("#ask").hidden && !$("#print").disabled`)
	w.click(at("#print"))
	w.click(at("#ask-yes"))
	w.see("two lines", `$$("#printed .printed.printed").length === 2`)
}

// TestACancelledDialog is taken back, and the row waits for its sheet again.
func TestACancelledDialog(t *testing.T) {
	w := open(t, listing(t, ana+owen).start())
	w.stand()
	w.pick("Ana Ruiz")
	w.click(at("#print"))
	w.printed("Ana Ruiz", "sent by the browser")
	w.see("hers as sent", `(`+string(with("#today .row", "Ana Ruiz"))+`).querySelector(".mark").textContent === "Sent"`)
	w.click(at("#undo"))
	w.printed("Ana Ruiz", "not printed")
	w.see("her row as it was", `(`+string(with("#today .row", "Ana Ruiz"))+`).querySelector(".mark").textContent === "Next"`)
	w.see("hers in the form again", `$("#patient").value === "Ana Ruiz" && !$("#notices").textContent.includes("sent") && $("#undo").hidden`)
	w.reads("Ana Ruiz")
	w.see("the button, which takes a moment", `!$("#print").disabled`)
	w.click(at("#print"))
	w.see("no question", `dialogs.length === 2 && $("#ask").hidden`)
	w.click(with("#printed button", "It was not printed"))
	w.see("both taken back", `$$("#printed .failed").length === 2`)
}

// TestWhatWasTypedIsKept while another row is looked at, over F5 and over Back,
// and the browser stores nothing of it.
func TestWhatWasTypedIsKept(t *testing.T) {
	l := listing(t, ana+owen+mei)
	w := open(t, l.start())
	w.pick("Ana Ruiz")
	w.write(at("#note"), "Mind the stairs.")
	w.click(at(`#body [aria-label="low back, back"]`))
	w.click(with("label", "Large print"))
	w.pick("Owen Hale")
	w.see("nothing of hers", `!$("#note").value && !$("[name=large_print]").checked`)
	w.write(at("#note"), "Look up.")
	hers := func() {
		w.t.Helper()
		w.value("note", "Mind the stairs.")
		w.chips("left hip [L], low back")
		w.see("large print", `$("[name=large_print]").checked && $("#today [aria-current]").textContent.includes("Ana Ruiz")`)
	}
	w.pick("Ana Ruiz")
	hers()
	w.do(chromedp.Reload())
	hers()
	w.reads("Ana Ruiz", "Mind the stairs.")
	w.do(chromedp.NavigateBack())
	w.value("note", "Look up.")
	w.do(chromedp.NavigateForward())
	hers()
	w.click(with("nav a", "Texts"))
	w.see("another page", `location.pathname === "/texts"`)
	w.do(chromedp.NavigateBack())
	hers()

	// Who is nobody's row is kept as well.
	w.click(with("button", "New sheet"))
	w.write(at("#patient"), "Bo Winter")
	w.reads("Bo Winter")
	w.do(chromedp.Reload())
	w.value("patient", "Bo Winter")
	w.see("nothing stored, and nobody in the address", `!localStorage.length && !sessionStorage.length && !history.state && !/Bo|Winter/.test(location.href) &&
		!(await indexedDB.databases()).length && !(await caches.keys()).length && !document.cookie`)
	other := open(t, l.desk.start())
	other.pick("Ana Ruiz")
	other.see("another browser's own form", `$("#note").value === "Walk slowly."`)
}

const (
	video  = "Hugo Lindgren,DAY,11:30,,,,,,Video consultation,Confirmed\n"
	parked = "Rosa Maldonado,DAY,12:00,knee,,,,,Dry needling,Parked\n"
)

// TestHeldRows are in the list with what is in doubt, and are decided there.
func TestHeldRows(t *testing.T) {
	l := listing(t, ana+video+parked)
	w := open(t, l.start())
	w.see("both, with their names and times", `$$("#today .held").map((row) => row.querySelector(".time").textContent + " " + row.querySelector("strong").textContent).join() === "11:30 am Hugo Lindgren,12 noon Rosa Maldonado"`)
	w.see("what is in doubt", `$$("#today .doubt")[0].textContent.includes("Does “Video consultation” get a sheet?") && $$("#today .doubt")[1].textContent.includes("The status is “Parked”")`)
	w.see("no command and no file", `!/toml|--|aftercare /.test($("#today").textContent)`)

	w.click(with("#today button", "Make a sheet for Rosa Maldonado"))
	w.value("patient", "Rosa Maldonado")
	w.chips("knee")
	w.reads("Rosa Maldonado", "12 noon")
	w.see("her row, as the others", `$("#today .row[aria-current]").textContent.includes("Rosa Maldonado")`)

	w.click(with("#today button", "No sheet for Hugo Lindgren"))
	w.see("that he gets none", `$("#today .skipped").textContent.includes("Hugo Lindgren")`)
	w.click(with("#today .skipped button", "It gets one"))
	w.see("the question again", `$("#today .held .doubt")?.textContent.includes("Video consultation")`)

	w.click(with("#today .held summary", "Always"))
	w.click(with("#today .always button", "no sheet"))
	w.see("no question any more", `!$("#today .held") && !$("#today").textContent.includes("Hugo Lindgren")`)
	want := string(contents(t, examples+"clinic.toml")) + "\n[services]\n\"Video consultation\" = \"skip\"\n"
	if got := string(contents(t, filepath.Join(l.folder, "clinic.toml"))); got != want {
		t.Errorf("the clinic's file is\n%s", got)
	}
	w.see("what was decided", `$("#answered").textContent.includes("Whenever “Video consultation” is booked: no sheet.")`)
	w.click(at("#unanswer"))
	w.see("the question again", `$("#today .held .doubt")?.textContent.includes("Video consultation") && $("#answered").hidden`)
	if got := string(contents(t, filepath.Join(l.folder, "clinic.toml"))); strings.Contains(got, "Video") {
		t.Errorf("the clinic's file is\n%s", got)
	}
}

// TestColumnsAreNamed at the desk, above the first rows of the file, and kept.
func TestColumnsAreNamed(t *testing.T) {
	l := listing(t, ana)
	odd := "Qua,Quo,Qui,Quod es\nHugo Lindgren,DAY,11:30,ok\nRosa Maldonado,DAY,12:00,ok\n"
	export(t, l.file, []byte(strings.ReplaceAll(odd, "DAY", morning.Format(time.DateOnly))), l.at.Add(time.Minute))
	w := open(t, l.start())
	w.see("the table", `$$("#columns th").map((th) => th.textContent).join() === "Qua,Quo,Qui,Quod es" && $$("#columns tbody tr").length === 2`)
	w.see("a banner", `$("#banner .urgent").textContent.includes("day.csv cannot be read yet")`)
	w.see("no command line", `!/--|map|toml/.test($("#banner").textContent)`)
	w.obeys()
	w.resize(1440, 900)
	for i, field := range []string{"patient", "date", "time", "unused"} {
		w.see("the choice", `(($$("#columns select")[`+string(rune('0'+i))+`].value = `+quote(field)+`), true)`)
	}
	w.click(with("#columns button", "Read it so"))
	w.see("the list", `$$("#today .row").length === 2 && !$("#banner .banner") && !$("#columns")`)
	w.pick("Hugo Lindgren")
	text := string(contents(t, filepath.Join(l.folder, "clinic.toml")))
	if !strings.Contains(text, "[columns]\nQua = \"patient\"\n") || !strings.Contains(text, "\"Quod es\" = \"unused\"\n") {
		t.Errorf("the clinic's file is\n%s", text)
	}
}

// TestAListThatCannotBeReliedOn says so above everything, on every screen.
func TestAListThatCannotBeReliedOn(t *testing.T) {
	l := listing(t, ana+video)
	w := open(t, l.start())
	w.see("nothing", `!$("#banner .banner")`)
	export(t, l.file, []byte("PK\x03\x04 half"), l.at.Add(2*time.Minute))
	w.see("that it is broken", `$("#banner .urgent")?.textContent.includes("The export cannot be read. The list below is the one from before")`)
	w.see("the list from before", `$$("#today .row").length === 1`)
	w.obeys()
	for _, size := range sizes {
		w.resize(size.width, size.height)
		w.see("the banner on "+size.name, `((box) => box.top >= 0 && box.bottom <= innerHeight && box.width >= innerWidth - 40)($("#banner .banner").getBoundingClientRect())`)
	}
	l.write(ana + owen)
	w.see("nothing more to say", `!$("#banner .banner") && $$("#today .row").length === 2`)
	export(t, filepath.Join(filepath.Dir(l.file), "prices.csv"), []byte("Item,Price\nTowel,4.50\n"), l.at.Add(time.Minute))
	w.see("the price list, passed over and named", `$("#today .passed").textContent.includes("prices.csv") && $$("#today .row").length === 2 && !$("#banner .banner")`)
}

// TestAStaleExport is said above everything.
func TestAStaleExport(t *testing.T) {
	l := listing(t, ana)
	export(t, l.file, contents(t, l.file), morning.AddDate(0, 0, -1))
	w := open(t, l.start())
	w.see("when it was written", `$("#banner .banner")?.textContent.includes("This list was exported on Sunday, November 22, 2026 at 9:40 am")`)
	yesterday := strings.ReplaceAll(string(contents(t, l.file)), "2026-11-23", "2026-11-22")
	export(t, l.file, []byte(yesterday), morning.AddDate(0, 0, -1).Add(time.Minute))
	w.see("that it is old", `$("#banner .urgent")?.textContent.includes("day.csv is an old export")`)
}

// TestDaysInTwoWays are settled by one click, for good.
func TestDaysInTwoWays(t *testing.T) {
	l := listing(t, ana)
	export(t, l.file, []byte("patient,date,time\nHugo Lindgren,11/12/2026,11:30\n"), l.at.Add(time.Minute))
	w := open(t, l.start())
	w.see("the question", `$("#banner .urgent").textContent.includes("The days of the newest export can be read in more than one way")`)
	w.click(with("#dates button", "the month stands first"))
	w.see("it read", `!$("#banner .banner") && $("#today").textContent.includes("No appointment of this day")`)
	if text := string(contents(t, filepath.Join(l.folder, "clinic.toml"))); !strings.HasSuffix(text, "[import]\ndates = \"mdy\"\n") {
		t.Errorf("the clinic's file is\n%s", text)
	}
}

const (
	massage = "Rosa Maldonado,DAY,12:00,knee,,,,,Massage 60,Parked\n"
	night   = "Leo Prado,DAY,1:30,knee,,,,,Dry needling,Confirmed\n"
)

// TestTwoDoubts of one row are both told, and an answer for good to the first does
// not answer the second.
func TestTwoDoubts(t *testing.T) {
	w := open(t, listing(t, ana+massage).start())
	w.resize(1366, 768)
	w.see("both, and what was booked", `$$("#today .held .what").map((what) => what.textContent).join("|") === "The status is “Parked”: did the visit take place?|Does “Massage 60” get a sheet?|Booked: Massage 60"`)
	w.click(with("#today .held summary", "Always"))
	w.obeys()
	w.resize(1366, 768)
	w.click(with("#today .always button", "a sheet: the visit took place"))
	w.see("the second question", `$$("#today .held .doubt").map((doubt) => doubt.textContent).join() === "Does “Massage 60” get a sheet?"`)
	w.click(with("#today button", "Make a sheet for Rosa Maldonado"))
	w.value("patient", "Rosa Maldonado")
	w.see("what was booked, beside the patient", `$("#notices").textContent.includes("Booked: Massage 60")`)
	w.see("and in the row", `$("#today .row[aria-current]").textContent.includes("Booked: Massage 60")`)
}

// TestEitherHalfOfTheDay is chosen with one click.
func TestEitherHalfOfTheDay(t *testing.T) {
	w := open(t, listing(t, ana+night).start())
	w.see("no other button", `!(`+string(with("#today .held button", "Make a sheet"))+`)`)
	w.click(with("#today .held button", "1:30 pm"))
	w.value("patient", "Leo Prado")
	w.see("when it began", `$("#at").value.endsWith("T13:30") && $("#today .row[aria-current] .time").textContent === "1:30 pm"`)
	w.reads("Leo Prado", "1:30 pm")
}

// TestARowThatComesIntoDoubt while it is open asks before it prints, and one that
// was sent to print says so.
func TestARowThatComesIntoDoubt(t *testing.T) {
	l := listing(t, ana+owen)
	w := open(t, l.start())
	w.stand()
	w.pick("Ana Ruiz")
	parked := strings.Replace(ana, "Confirmed", "Parked", 1)
	l.write(parked + owen)
	w.says("The status is “Parked”: did the visit take place?")
	w.click(at("#print"))
	w.see("the question before it prints", `!$("#ask").hidden && $("#ask").textContent.includes("The appointment of Ana Ruiz is in doubt.") && $("#ask").textContent.includes("Parked")`)
	w.obeys()
	w.resize(1440, 900)
	w.click(at("#ask-yes"))
	w.printed("Ana Ruiz", "sent by the browser")
	w.see("hers as sent", `$("#today .held .mark").textContent === "Sent"`)

	// Print again asks as well, and so does who is suggested by the name.
	w.click(with("#printed button", "Print again"))
	w.see("the question", `!$("#ask").hidden && $("#ask").textContent.includes("is in doubt") && !$("#ask").textContent.includes("already")`)
	w.click(at("#ask-no"))
	w.write(at("#patient"), "Ana R")
	w.see("her row, in doubt", `$(".suggestions:not([hidden])").textContent.includes("10:00 am · in doubt")`)
	w.press(kb.ArrowDown + kb.Enter)
	w.see("her row", `$("#today [aria-current]").textContent.includes("Ana Ruiz")`)
	w.says("The status is “Parked”")
	l.write(owen)
	w.see("nothing of it in the list", `!$("#today .held")`)
	w.click(with("#printed button", "Print again"))
	w.see("the question", `!$("#ask").hidden && $("#ask").textContent.includes("no longer in the export")`)
	w.click(at("#ask-no"))

	// What was said of the last print goes with the next patient.
	w.pick("Owen Hale")
	w.see("nothing of hers", `$("#outcome").hidden`)
}

// TestANameOfAnotherRow is never a slip of the first.
func TestANameOfAnotherRow(t *testing.T) {
	anna := strings.NewReplacer("Ana Ruiz", "Anna Ruiz", "10:00", "10:30", "Walk slowly.", "Rest.").Replace(ana)
	w := open(t, listing(t, ana+anna+strings.Replace(video, "Hugo Lindgren", "Ana Ruiz Jr", 1)).start())
	for _, name := range []string{"Anna Ruiz", "Ana Ruiz Jr", "Ana Ruiz Sr", "Eva Ruiz", "Ana Costa"} {
		w.pick("Ana Ruiz")
		w.write(at("#patient"), name)
		w.press(kb.Tab)
		w.says("New sheet for " + name + ". Nothing of Ana Ruiz’s row is in it.")
		w.see("nothing of hers", `!$("#note").value && !$("[name=flag]:checked") && !$("#today [aria-current]")`)
		w.see("whose name it is", `$("#notices").textContent.includes("is in the list") === `+strconv.FormatBool(name == "Anna Ruiz" || name == "Ana Ruiz Jr"))
	}
	w.pick("Ana Ruiz")
	w.see("hers as it was", `$("#note").value === "Walk slowly."`)
	w.write(at("#patient"), "anna ruiz")
	w.press(kb.Tab)
	w.click(with("#notices button", "Take 10:30 am"))
	w.see("the other row", `$("#note").value === "Rest." && $("#patient").value === "Anna Ruiz"`)
}

// TestChoicesOfColumnsStay while the page changes, and are taken back once.
func TestChoicesOfColumnsStay(t *testing.T) {
	l := listing(t, ana)
	odd := strings.ReplaceAll("Qua,Quo,Qui,Quod es\nHugo Lindgren,DAY,11:30,ok\nRosa Maldonado,DAY,12:00,ok\n", "DAY", morning.Format(time.DateOnly))
	export(t, l.file, []byte(odd), l.at.Add(time.Minute))
	w := open(t, l.start())
	w.see("the table", `$$("#columns select").length === 4`)
	choose := func(fields ...string) {
		for i, field := range fields {
			w.see("the choice", `(($$("#columns select")[`+strconv.Itoa(i)+`].value = `+quote(field)+`), true)`)
		}
	}
	w.allow("400 (Bad Request)")
	choose("patient", "date", "time", "patient")
	w.click(with("#columns button", "Read it so"))
	w.see("that there are two", `$("#columns-said").textContent.includes("“Qua” and “Quod es” cannot both be this")`)
	export(t, l.file, []byte(odd+"Mei Tanaka,"+morning.Format(time.DateOnly)+",13:00,ok\n"), l.at.Add(2*time.Minute))
	w.see("the new export", `$$("#columns tbody tr").length === 3`)
	w.see("what was chosen", `$$("#columns select").map((select) => select.value).join() === "patient,date,time,patient"`)
	choose("patient", "date", "time", "unused")
	w.click(with("#columns button", "Read it so"))
	w.see("the list", `$$("#today .row").length === 3 && !$("#columns")`)
	w.click(with("#answered button", "Take it back"))
	w.see("the table again", `$$("#columns select").length === 4 && $("#answered").hidden`)
	if got := string(contents(t, filepath.Join(l.folder, "clinic.toml"))); strings.Contains(got, "Qua") {
		t.Errorf("the clinic's file is\n%s", got)
	}
}

// TestNamesakesAreSuggested with what tells them apart.
func TestNamesakesAreSuggested(t *testing.T) {
	other := strings.NewReplacer("left hip", "neck", "Dana Reyes, PT", "Ines Lindqvist, PT").Replace(ana)
	w := open(t, listing(t, ana+other+owen).start())
	w.write(at("#patient"), "ana")
	w.see("both", `$$(".suggestions:not([hidden]) .detail").map((detail) => detail.textContent).join("|") === "10:00 am · left hip · Dana Reyes, PT|10:00 am · neck · Ines Lindqvist, PT"`)
}

// TestAFileOfTheClinic is made from the list, which says so, and the page has its
// name.
func TestAFileOfTheClinic(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "day.csv")
	export(t, file, []byte(heading+strings.ReplaceAll(massage, "DAY", morning.Format(time.DateOnly))), morning.Add(-time.Hour))
	w := open(t, serve(t, file).start())
	w.resize(1366, 768)
	w.click(with("#today .held summary", "Always"))
	w.see("no line too wide", `$("#today").scrollWidth <= $("#today").clientWidth`)
	w.click(with("#today .always button", "Make one"))
	w.see("where it is", `$("#answered").textContent.includes("clinic.toml") && $("#unanswer").hidden && !$("#answered").hidden`)
	w.see("its name", `$(".bar .clinic").textContent.includes("Your Clinic")`)
}
