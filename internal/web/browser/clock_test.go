//go:build browser

package browser

import (
	"testing"
	"time"

	"aftercare/internal/printer/printertest"
)

// TestAtAnyMoment: the list of the day, the sheet and the printing do not depend
// on when that is: early and late, at the turn of the year, on the leap day, on
// both days on which the clocks change.
func TestAtAnyMoment(t *testing.T) {
	for _, moment := range []string{
		"2026-11-23T00:30:00-05:00", "2026-11-23T06:00:00-05:00", "2026-11-23T12:00:00-05:00", "2026-11-23T18:00:00-05:00", "2026-11-23T23:30:00-05:00",
		"2027-01-01T00:01:00-05:00", "2028-02-29T09:40:00-05:00", "2027-03-14T03:30:00-04:00", "2026-11-01T01:30:00-05:00",
	} {
		t.Run(moment, func(t *testing.T) {
			now, err := time.Parse(time.RFC3339, moment)
			check(t, err)
			server := (&printertest.Printer{}).Start()
			t.Cleanup(server.Close)
			w := openAt(t, now, todayAt(t, now, "--printer", printertest.Address(server)).start())
			w.see("the day", `$("#today .date").textContent === `+quote(now.In(newYork()).Format("Monday, January 2, 2006")))
			w.see("all of its visits", `$$("#today .row").length === 11`)
			w.pick("Hugo Lindgren")
			w.reads("11:00 am", now.In(newYork()).Format("January 2, 2006"))
			w.click(at("#print"))
			w.printed("Hugo Lindgren", "printed")
			w.see("the browser's clock as well", `Math.abs(new Date() - new Date(`+quote(moment)+`)) < 60_000`)
		})
	}
}

// TestTheDayChanges while a row is open: it is not said to be cancelled.
func TestTheDayChanges(t *testing.T) {
	late := time.Date(2026, 11, 23, 23, 59, 50, 0, newYork())
	w := openAt(t, late, todayAt(t, late).start())
	w.pick("Hugo Lindgren")
	w.ends = time.Now().Add(2 * patience)
	w.see("the next day", `$("#today .date").dataset.day === "2026-11-24"`)
	w.see("that the day has changed", `$("#urgent").textContent.includes("The day has changed")`)
	w.see("nothing else", `!$("#urgent").textContent.includes("no longer in the export")`)
}
