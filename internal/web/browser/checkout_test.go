//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestPickFromTheList: one click on a line of today's list fills the form, and
// the sheet beside it is the patient's.
func TestPickFromTheList(t *testing.T) {
	w := open(t, today(t).start())
	before := w.drawing()
	w.click(with("#today .row", "Hugo Lindgren"))
	w.redrawn(before)
	w.see("the fields", `$("#patient").value === "Hugo Lindgren" && $("#therapist").value === "Dana Reyes, PT" &&
		$("#at").value.endsWith("T11:00") && $("#next").value.endsWith("T11:00") && $("#language").value === "en"`)
	w.see("the areas", `$$("#chips .chip span").map((chip) => chip.textContent).join() === "right calf,right Achilles tendon"`)
	w.see("the line marked, and no other", `$$("#today [aria-current]").length === 1 && $("#today [aria-current]").textContent.includes("Hugo Lindgren")`)
	w.see("nobody in the title", `document.title === "Checkout – aftercare"`)
	w.reads("Hugo Lindgren", "Right calf", "11:00 am")

	w.click(with("#today .row", "Teodoro Quintanilla"))
	w.reads("Teodoro Quintanilla", "Después de su punción seca", "Camine un poco todos los días", "!Hugo")
	w.see("the special case", `$("[name=flag][value=blood-thinner]").checked && $("#language").value === "es"`)
}

func TestTypeTheName(t *testing.T) {
	w := open(t, today(t).start())
	w.write(at("#patient"), "santisima fern")
	w.see("one suggestion", `$$(".suggestions:not([hidden]) [role=option]").length === 1`)
	w.press(kb.ArrowDown)
	w.see("it is marked", `$("#" + $("#patient").getAttribute("aria-activedescendant")).getAttribute("aria-selected") === "true"`)
	w.press(kb.Enter)
	w.see("the fields", `$("#patient").value.startsWith("Maximiliano") && $("#at").value.endsWith("T09:30")`)
	w.reads("Fernández-Villanueva", "Both hips")

	w.write(at("#patient"), "gra ach")
	w.see("a suggestion", `$(".suggestions:not([hidden]) [role=option]")?.textContent.includes("Grace Achterberg")`)
	w.press(kb.Enter)
	w.see("that a name that begins alike is not taken by itself", `$("#patient").value === "gra ach" && !$(".suggestions:not([hidden])")`)
	w.press(kb.ArrowDown)
	w.see("the suggestion again", `$(".suggestions:not([hidden]) [role=option]")`)
	w.press(kb.ArrowDown + kb.Enter)
	w.see("the fields", `$("#patient").value === "Grace Achterberg"`)
	w.reads("Grace Achterberg", "Call me before you change your flight")
}

func TestNameOfNobodyInTheList(t *testing.T) {
	w := open(t, today(t).start())
	w.write(at("#patient"), "Ada Winterbourne")
	w.press(kb.Enter)
	w.reads("Ada Winterbourne")
	w.see("the name as it was typed", `$("#patient").value === "Ada Winterbourne"`)
	w.click(with("label", "Large print"))
	w.click(with("label", "Black and white"))
	w.click(with("button", "New sheet"))
	w.reads("!Winterbourne")
	w.see("an empty form", `$("#patient").value === "" && document.activeElement === $("#patient")`)
	w.see("no large print, which was for her; no colour, as the desk has it",
		`!$("[name=large_print]").checked && $("[name=greyscale]").checked`)
}

// chips waits for the areas that are picked, each with its buttons in brackets
// where they are pressed.
func (w *window) chips(want string) {
	w.t.Helper()
	w.see("the chips "+want, `$$("#chips .chip").map((chip) => chip.querySelector("span").textContent +
		[...chip.querySelectorAll("[aria-pressed=true]")].map((side) => " [" + side.textContent + "]").join("")).join(", ") === `+quote(want))
}

// marked waits for what the map shows as picked, in both views.
func (w *window) marked(want string) {
	w.t.Helper()
	w.see("marked on the map: "+want, `$$("#body .target[aria-checked=true]").map((e) => e.getAttribute("aria-label")).sort().join("; ") === `+quote(want))
	w.see("drawn as marked", `$$("#body .target").every((e) => (e.getAttribute("aria-checked") === "true") === Boolean(e.querySelector(".marked")))`)
}

func TestBodyMap(t *testing.T) {
	w := open(t, today(t).start())
	before := w.drawing()
	w.click(at(`#body [aria-label="left hip, front"]`))
	w.chips("left hip [L]")
	w.marked("left hip, back; left hip, front")
	w.redrawn(before)

	w.click(at(`#body [aria-label="low back, back"]`))
	w.chips("left hip [L], low back")
	w.reads("Left hip and low back")

	w.click(at(`#chips .side[aria-label="hip: right"]`))
	w.chips("both hips [L] [R], low back")
	w.marked("left hip, back; left hip, front; low back, back; right hip, back; right hip, front")
	w.click(at(`#chips .side[aria-label="hip: left"]`))
	w.chips("right hip [R], low back")
	w.see("the focus stays", `document.activeElement.getAttribute("aria-label") === "hip: left"`)

	w.click(at(`#chips .remove[aria-label="Remove low back"]`))
	w.chips("right hip [R]")
	w.marked("right hip, back; right hip, front")
	w.reads("Right hip", "!ow back")

	w.click(at(`#body [aria-label="right hip, back"]`))
	w.chips("")
	w.marked("")
}

func TestBodyMapNamesWhatIsPointedAt(t *testing.T) {
	w := open(t, today(t).start())
	for _, name := range []string{"low back", "left knee", "right shoulder"} {
		w.point(at(`#body .target[data-name="` + name + `"]`))
		w.see("the name of the "+name, `$("#body-name").textContent === `+quote(name))
	}
	w.point(at("#print"))
	w.see("no name", `$("#body-name").textContent === ""`)
	w.chips("")
}

// offered waits for the suggestions to what is typed.
func (w *window) offered(want string) {
	w.t.Helper()
	w.see("the suggestion "+want, `$$(".suggestions:not([hidden]) [role=option]").some((e) => e.textContent.includes(`+quote(want)+`))`)
}

func TestAreasByTheirOtherNames(t *testing.T) {
	w := open(t, today(t).start())
	w.write(at("#area"), "LBP")
	w.offered("low back")
	w.press(kb.Enter)
	w.chips("low back")
	w.press("L hip and knee")
	w.offered("left hip and left knee")
	w.press(kb.Enter)
	w.chips("low back, left hip [L], left knee [L]")
	w.reads("Low back", "left hip", "left knee")
	w.see("an empty field to type on", `$("#area").value === "" && document.activeElement === $("#area")`)
}

// TestWhoTypesFast is ahead of the suggestions, and gets what was typed: "kn"
// alone would be the left knee.
func TestWhoTypesFast(t *testing.T) {
	w := open(t, today(t).start())
	w.click(at("#area"))
	w.press("knee" + kb.Enter)
	w.chips("knee")
	w.press("r hip" + kb.Enter)
	w.chips("knee, right hip [R]")
}

func TestAreasThatNobodyKnows(t *testing.T) {
	w := open(t, today(t).start())
	w.write(at("#area"), "glutaes")
	w.offered("did you mean this?")
	w.offered("“glutaes”, as written")
	w.press(kb.Enter)
	w.see("what was meant", `$$("#chips .chip").length === 1 && !$("#chips .unknown")`)
	w.see("no warning but the name's", `$$("#findings .finding").length === 1 && $("#findings").textContent.includes("o name")`)

	w.press("third wheel")
	w.offered("“third wheel”, as written")
	w.press(kb.Enter)
	w.see("the chip that stands out", `$("#chips .unknown span").textContent === "third wheel"`)
	w.see("the warning", `$("#findings").textContent.includes("printed as written")`)
	w.reads("third wheel", "Trouble breathing or chest pain? Call 911 now")
}
