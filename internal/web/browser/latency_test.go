//go:build browser

package browser

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestPreviewLatency tells how long a person waits for the sheet after a
// letter. The number is for reading: it fails at what nobody could overlook.
func TestPreviewLatency(t *testing.T) {
	const letters, far = 30, 2000
	w := open(t, today(t).start())
	w.pick("Hugo Lindgren")
	w.click(at("#note"))
	w.do(chromedp.Evaluate[chromedp.Void](`{
		window.waits = [];
		let began = 0;
		document.addEventListener("input", () => { began = performance.now(); }, true);
		new MutationObserver(() => waits.push(performance.now() - began)).observe(document.getElementById("preview"), {childList: true});
		performance.clearResourceTimings();
	}`))
	for n := range letters {
		w.press("a")
		w.see("the sheet after a letter", `waits.length === `+strconv.Itoa(n+1))
	}
	waits := value[[]float64](w, `waits`)
	trips := value[[]float64](w, `performance.getEntriesByType("resource").filter(({name}) => name.includes("/sheets?")).map(({duration}) => duration)`)
	t.Logf("from a letter to the sheet: %v; of it the answer to POST /sheets: %v (medians of %d)", middle(waits), middle(trips), letters)
	if slices.Max(waits) > far {
		t.Errorf("the slowest took %.0f ms", slices.Max(waits))
	}
}

// middle is the median of milliseconds.
func middle(ms []float64) time.Duration {
	slices.Sort(ms)
	return time.Duration(ms[len(ms)/2] * float64(time.Millisecond)).Round(100 * time.Microsecond)
}
