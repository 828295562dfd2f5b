package web

import (
	"strings"
	"testing"
)

// TestBanner says when the list cannot be relied on.
func TestBanner(t *testing.T) {
	const hour = 60
	for name, c := range map[string]struct {
		name, text string
		minute     int // of an hour before now
		want       string
		urgent     bool
	}{
		"of today":   {"day.csv", table(today, "Nadia Brandt"), 1, "", false},
		"of a week":  {"day.csv", table(today, "Nadia Brandt"), -24 * hour, "This list was exported on Sunday, November 22, 2026 at 1:40 pm: what was booked, moved or cancelled since is not in it.", false},
		"of before":  {"day.csv", table("2026-11-20", "Nadia Brandt"), -48 * hour, "day.csv is an old export, of Saturday, November 21, 2026 1:40 pm, and has no appointment of this day. – export the appointments again", true},
		"a free day": {"day.csv", table("2026-11-24", "Nadia Brandt"), 1, "", false},
		"from ahead": {"day.csv", table(today, "Nadia Brandt"), 400 * 24 * hour, "", false},
		"broken":     {"day.csv", "", 1, "The export cannot be read, so there is no list. day.csv: the file is empty – export the appointments again", true},
	} {
		t.Run(name, func(t *testing.T) {
			files, e := folder()
			put(files, c.name, c.text, c.minute)
			s := opened(t, func(o *Options) { o.Exports = e })
			page := pageOf(t, get(t, s.Handler(), "/banner"))
			if got := strings.TrimSpace(page.text()); got != c.want || (len(page.all(".urgent")) > 0) != c.urgent {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
	if got := strings.TrimSpace(pageOf(t, get(t, opened(t).Handler(), "/banner")).text()); got != "" {
		t.Errorf("without exports: %s", got)
	}
}

// TestABrokenExportLeavesTheListAndSaysSo.
func TestABrokenExportLeavesTheListAndSaysSo(t *testing.T) {
	files, e := folder()
	put(files, "day.csv", table(today, "Nadia Brandt"), 1)
	s := opened(t, func(o *Options) { o.Exports = e })
	put(files, "day.xlsx", "PK\x03\x04\x14\x00\x06", 2)
	s.look()
	s.look()
	page := pageOf(t, get(t, s.Handler(), "/banner"))
	const want = "The export cannot be read. The list below is the one from before, of Monday, November 23, 2026 1:41 pm: what was changed later is not in it. day.xlsx: "
	if got := strings.TrimSpace(page.text()); !strings.HasPrefix(got, want) || len(page.all(".urgent")) != 1 {
		t.Error(got)
	}
	if got := s.day.Load().shown(); !strings.HasSuffix(got, "09:00 Nadia Brandt") {
		t.Error(got)
	}
}

const prices = "Item,Price\nTowel,4.50\nBottle,12.00\n"

// TestOtherFilesAreNoExports: a price list that is newer than the day's export is
// passed over, and named.
func TestOtherFilesAreNoExports(t *testing.T) {
	files, e := folder()
	put(files, "day.csv", table(today, "Nadia Brandt"), 1)
	put(files, "prices.csv", prices, 5)
	put(files, "team.txt", "Please be on time\ntomorrow\n", 6)
	s := opened(t, func(o *Options) { o.Exports = e })
	if got := s.day.Load().shown(); got != "day.csv: 09:00 Nadia Brandt" {
		t.Error(got)
	}
	page := pageOf(t, get(t, s.Handler(), "/today"))
	if got := strings.Join(page.texts(".passed"), "|"); got != "passed over: team.txt, prices.csv, in which nobody has an appointment" {
		t.Error(got)
	}
	if got := strings.TrimSpace(pageOf(t, get(t, s.Handler(), "/banner")).text()); got != "" {
		t.Error(got)
	}
	// The day's export is followed all the same.
	put(files, "day.csv", table(today, "Nadia Brandt", "Owen Hale"), 2)
	s.look()
	s.look()
	if got := s.day.Load().shown(); got != "day.csv: 09:00 Nadia Brandt, 10:00 Owen Hale" {
		t.Error(got)
	}
	// A newer list that is not understood is no price list: it is asked about.
	put(files, "next.csv", unheard, 9)
	s.look()
	s.look()
	if d := s.day.Load(); d.unclear == nil || d.unclear.export != "next.csv" || len(d.rows) != 2 {
		t.Errorf("%+v", d)
	}
	if got := pageOf(t, get(t, s.Handler(), "/banner")).text(); !strings.Contains(got, "next.csv cannot be read yet: say which of its columns is which. The list below is the one from before") {
		t.Error(got)
	}
	clear(files)
	put(files, "prices.csv", prices, 5)
	s.look()
	s.look()
	page = pageOf(t, get(t, s.Handler(), "/today"))
	if got := strings.Join(page.texts(".help"), "|"); got != "passed over: prices.csv, in which nobody has an appointment|There is no export yet. The list fills itself when one arrives." {
		t.Error("the only file:", got)
	}
	if got := strings.TrimSpace(pageOf(t, get(t, s.Handler(), "/banner")).text()); got != "" {
		t.Error("the only file:", got)
	}
}
