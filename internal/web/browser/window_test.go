//go:build browser

package browser

import (
	"bytes"
	"cmp"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"aftercare/internal/raster"
)

// window is a browser that nobody used before, with the page in it.
type window struct {
	t    *testing.T
	ctx  context.Context
	ends time.Time // of its patience

	mu      sync.Mutex
	faults  []string // what must not happen, as it was told
	allowed []string // parts of those that the test itself brings about
}

// switches keep Chromium to the page: it has no other host to talk to. Root
// cannot have its sandbox.
var switches = append(chromedp.DefaultExecAllocatorOptions[:],
	chromedp.NoSandbox, chromedp.DisableGPU,
	chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
	chromedp.Flag("proxy-server", "127.0.0.1:9"), // for all but this machine, and nothing is there
	chromedp.Flag("proxy-bypass-list", clinicsNetwork),
	chromedp.Flag("lang", "en-US"),
	// A mouse lies beside the keyboard: 4 is a fine pointer, 2 one that hovers.
	chromedp.Flag("blink-settings", "primaryPointerType=4,availablePointerTypes=4,primaryHoverType=2,availableHoverTypes=2"),
)

// open starts a browser and opens the page in it by its start address.
func open(t *testing.T, start string) *window {
	t.Helper()
	return openAt(t, morning, start)
}

// openAt does it as if it were then.
func openAt(t *testing.T, now time.Time, start string) *window {
	t.Helper()
	w := nowhere(t)
	w.clock(now)
	w.visit(start)
	return w
}

// clock turns the browser's: in every page the time runs on from now, where the
// clinic is.
func (w *window) clock(now time.Time) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, emulation.SetTimezoneOverride, emulation.SetTimezoneOverrideParams{TimezoneID: newYork().String()})
	check(w.t, err)
	w.before(`{
		const ahead = ` + strconv.FormatInt(now.UnixMilli(), 10) + ` - Date.now();
		window.Date = class extends Date {
			constructor(...parts) { parts.length ? super(...parts) : super(Date.now()); }
			static now() { return super.now() + ahead; }
		};
	}`)
}

// before runs a script in every page before the page's own.
func (w *window) before(script string) {
	w.t.Helper()
	_, err := chromedp.Call(w.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
	check(w.t, err)
}

// nowhere is a new browser with nothing in it.
func nowhere(t *testing.T) *window {
	t.Helper()
	allocator, end := chromedp.NewExecAllocator(context.Background(), switches...)
	t.Cleanup(end)
	w := &window{t: t, ends: time.Now().Add(patience)}
	tab, leave := chromedp.NewContext(allocator, chromedp.WithListener(w.listen))
	t.Cleanup(leave)
	w.ctx = tab
	t.Cleanup(w.blame)
	check(t, chromedp.Do(tab)) // starts it, with no end but the test's
	w.resize(1440, 900)
	return w
}

// visit goes to an address and waits for its sheet, if there is one.
func (w *window) visit(address string) {
	w.t.Helper()
	w.do(chromedp.Navigate(address))
	w.see("the page", `location.pathname !== "/start" && document.readyState === "complete" && $("main")`)
	w.see("the sheet", `!$("#preview") || $("#preview").getAttribute("aria-busy") === "false"`)
}

func (w *window) resize(width, height int64) {
	w.t.Helper()
	w.do(chromedp.EmulateViewport(width, height))
}

// listen notes what must not happen: an error in the console, a breach of the
// policy, a request to another host.
func (w *window) listen(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		w.note("thrown: " + text)
	case *runtime.EventConsoleAPICalled:
		if e.Type != runtime.ConsoleAPICalledTypeLog && e.Type != runtime.ConsoleAPICalledTypeInfo {
			said, _ := json.Marshal(e.Args)
			w.note("console " + string(e.Type) + ": " + string(said))
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			w.note("log: " + e.Entry.Text + " " + e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if !local(e.Request.URL) {
			w.note("a request to " + e.Request.URL)
		}
	}
}

// local says whether an address is on this machine. What shows PDFs is an
// extension that Chromium has in itself.
func local(address string) bool {
	to, err := url.Parse(address)
	return err == nil && (to.Hostname() == "127.0.0.1" || slices.Contains([]string{"data", "blob", "chrome-extension"}, to.Scheme))
}

func (w *window) note(fault string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.faults = append(w.faults, fault)
}

// allow says that faults with this part in them are the test's own doing.
func (w *window) allow(part string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.allowed = append(w.allowed, part)
}

func (w *window) blame() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, fault := range w.faults {
		if !slices.ContainsFunc(w.allowed, func(part string) bool { return strings.Contains(fault, part) }) {
			w.t.Error(fault)
		}
	}
}

// do takes steps, and fails the test where one does not succeed.
func (w *window) do(steps ...chromedp.Action[chromedp.Void]) {
	w.t.Helper()
	ctx, stop := context.WithDeadline(w.ctx, w.ends)
	defer stop()
	check(w.t, chromedp.Do(ctx, steps...))
}

// value is what an expression comes to. In it, $ finds one element by its
// selector, and $$ all of them.
func value[T any](w *window, expression string) T {
	w.t.Helper()
	v, err := try[T](w, expression)
	if err != nil {
		w.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

func try[T any](w *window, expression string) (T, error) {
	const with = `(async () => { const $ = (s) => document.querySelector(s), $$ = (s) => [...document.querySelectorAll(s)]; return `
	ctx, stop := context.WithDeadline(w.ctx, w.ends)
	defer stop()
	return chromedp.Run(ctx, chromedp.Evaluate[T](with+expression+`})()`, chromedp.EvalAwaitPromise))
}

// see waits until an expression is true. One that fails, because the page is
// just being left, say, is not true yet.
func (w *window) see(what, expression string) {
	w.t.Helper()
	var err error
	for so := false; !so; time.Sleep(look) {
		if time.Now().After(w.ends) {
			w.t.Fatalf("%s was not to be seen: %s\n%s", what, cmp.Or(err, context.DeadlineExceeded), w.state())
		}
		so, err = try[bool](w, `Boolean(`+expression+`)`)
	}
}

// state is what a person would tell who is asked what the page shows.
func (w *window) state() string {
	w.ends = time.Now().Add(time.Second)
	said, err := try[string](w, `[location.pathname, document.activeElement?.outerHTML.slice(0, 200),
		...$$("input, textarea").filter((e) => e.value && e.type !== "checkbox").map((e) => e.id + " = " + e.value),
		...["chips", "findings", "told", "printed", "state", "lost"].map((id) => id + ": " + $("#" + id)?.innerText?.replace(/\s+/g, " "))].join("\n")`)
	if err != nil {
		return err.Error()
	}
	return said
}

// element is an expression that finds one.
type element string

func at(selector string) element { return element(`$(` + quote(selector) + `)`) }

// with is the first element that has the selector and these words.
func with(selector, words string) element {
	return element(`$$(` + quote(selector) + `).find((e) => e.textContent.includes(` + quote(words) + `))`)
}

func quote(s string) string {
	quoted, _ := json.Marshal(s)
	return string(quoted)
}

type point struct{ X, Y float64 }

// find waits until a spot of an element is in sight and not covered, scrolls to
// it where it must, and gives that spot.
func (w *window) find(e element) point {
	w.t.Helper()
	const spot = `((e) => {
		const parts = [.5, .3, .7, .15, .85];
		const spot = () => {
			const {left, top, width, height} = e.getBoundingClientRect();
			return parts.flatMap((y) => parts.map((x) => ({X: left + width * x, Y: top + height * y})))
				.find(({X, Y}) => e.contains(document.elementFromPoint(X, Y)));
		};
		if (e && !spot()) e.scrollIntoView({block: "center", behavior: "instant"});
		return e ? spot() : null;
	})`
	w.see(string(e), spot+`(`+string(e)+`)`)
	return value[point](w, spot+`(`+string(e)+`)`)
}

func (w *window) click(e element) {
	w.t.Helper()
	to := w.find(e)
	w.do(chromedp.MouseClickXY(to.X, to.Y))
}

// point moves the mouse there.
func (w *window) point(e element) {
	w.t.Helper()
	to := w.find(e)
	w.do(chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, to.X, to.Y))
}

// press presses keys, and types what they write.
func (w *window) press(keys string, with ...chromedp.KeyOption) {
	w.t.Helper()
	w.do(chromedp.KeyEvent(keys, with...))
}

// write clicks a field, empties it and types.
func (w *window) write(e element, words string) {
	w.t.Helper()
	w.click(e)
	w.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := chromedp.Evaluate[chromedp.Void](`document.activeElement.select()`)(ctx, t)
		return err
	}))
	w.press(words)
}

// drawing tells one picture of the sheet from another.
func (w *window) drawing() string {
	w.t.Helper()
	return value[string](w, drawing)
}

const drawing = `$$("#preview canvas").map((c) => {
	const dots = new Uint32Array(c.getContext("2d").getImageData(0, 0, c.width, c.height).data.buffer);
	return dots.reduce((sum, dot) => Math.imul(sum ^ dot, 16777619), -2128831035);
}).join()`

// redrawn waits until the sheet does not look as it did before.
func (w *window) redrawn(before string) {
	w.t.Helper()
	w.see("another sheet", `($("#preview").getAttribute("aria-busy") === "false") && $("#preview canvas") && (`+drawing+`) !== `+quote(before))
}

// file is the PDF that the link leads to.
func (w *window) file() []byte {
	w.t.Helper()
	const whole = `(await (await fetch($("#download").href)).blob()).arrayBuffer().then((bytes) => {
		let text = "";
		for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
		return btoa(text);
	})`
	pdf, err := base64.StdEncoding.DecodeString(value[string](w, whole))
	check(w.t, err)
	return pdf
}

// reads waits until the words stand on the sheet, and those that begin with "!"
// do not.
func (w *window) reads(words ...string) {
	w.t.Helper()
	reader, err := raster.Open()
	check(w.t, err)
	defer reader.Close()
	var text string
	var seen []byte
	asWanted := func(word string) bool {
		absent, not := strings.CutPrefix(word, "!")
		return strings.Contains(text, absent) != not
	}
	for {
		if pdf := w.file(); !bytes.Equal(pdf, seen) {
			pages, err := reader.Texts(pdf)
			check(w.t, err)
			seen, text = pdf, strings.Join(strings.Fields(strings.Join(pages, " ")), " ")
		}
		missing := slices.IndexFunc(words, func(word string) bool { return !asWanted(word) })
		if missing < 0 {
			return
		}
		if time.Until(w.ends) < time.Second {
			w.t.Fatalf("%q: the sheet reads %s", words[missing], text)
		}
		time.Sleep(look)
	}
}
