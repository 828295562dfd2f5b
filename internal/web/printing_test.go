package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/internal/printer"
	"aftercare/internal/printer/printertest"
	"aftercare/internal/visit"
)

// atPrinter is a page whose printer is p. Each time that the printer is waited
// for, waits is called in place of waiting.
func atPrinter(t *testing.T, p *printertest.Printer, waits func(*Server), changes ...func(*Options)) *Server {
	t.Helper()
	server := p.Start()
	t.Cleanup(server.Close)
	var s *Server
	tray, err := printer.Open(printertest.Address(server), printer.Options{
		Tell: func(message string) { s.PrinterSays(message) },
		Sleep: func(ctx context.Context, _ time.Duration) error {
			if waits != nil {
				waits(s)
			}
			return ctx.Err()
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	s = opened(t, append(changes, func(o *Options) { o.Printer, o.PrinterName = tray, "tray" })...)
	t.Cleanup(s.Wait)
	return s
}

// print prints a sheet as the page does.
func print(t testing.TB, h http.Handler, id, by string) {
	t.Helper()
	if w := post(t, h, "/sheets/"+id+"/print?sure&by="+by, ""); w.Code != http.StatusAccepted {
		t.Errorf("not accepted: %d %s", w.Code, w.Body)
	}
}

// at127 is where a printer listens.
var at127 = regexp.MustCompile(`127\.0\.0\.1:\d+`)

// paperList is the list of what was printed, in one line each.
func paperList(t testing.TB, s *Server) []string {
	t.Helper()
	var all []string
	for _, row := range pageOf(t, get(t, s.Handler(), "/printed")).all(".printed") {
		all = append(all, row.all(".time")[0].text()+" "+row.all("strong")[0].text()+": "+row.all(".what")[0].text())
	}
	return all
}

// TestWhatBecomesOfASheet is told by the list, in the printer's words.
func TestWhatBecomesOfASheet(t *testing.T) {
	type moments = []printertest.Moment
	empty := printertest.Moment{Job: 6, Printer: 5, Reasons: []string{"media-empty-error"}}
	for name, c := range map[string]struct {
		printer *printertest.Printer
		while   []string // what the list says while the printer is waited for
		state   string
		by      string
	}{
		"printed": {&printertest.Printer{}, []string{"printing"}, "printed", "printer"},
		"out of paper, then filled": {&printertest.Printer{Moments: moments{{Job: 5}, empty, {Job: 5}, {}}},
			[]string{"printing", "printing: the printer is out of paper: waiting for it"}, "printed", "printer"},
		"out of paper": {&printertest.Printer{Moments: moments{empty}},
			[]string{"printing", "printing: the printer is out of paper: waiting for it"},
			"not printed: the printer is out of paper: mend that at the printer, then print again", "printer"},
		"busy, then free": {&printertest.Printer{Busy: 2}, []string{"printing: the printer is busy: trying again"}, "printed", "printer"},
		"given up": {&printertest.Printer{Moments: moments{{Job: 8, JobReasons: []string{"document-format-error"}}}},
			[]string{"printing"}, "not printed: the printer gave up: it says document-format-error", "printer"},
		"cut": {&printertest.Printer{Cut: true}, nil,
			"the connection to the printer at HOST was cut while the handout was being sent: it may have been printed: look at the printer before you print it again", "printer"},
		"by the browser": {&printertest.Printer{Forbid: 0x0500}, nil, "sent by the browser", "browser"},
	} {
		t.Run(name, func(t *testing.T) {
			var while []string
			s := atPrinter(t, c.printer, func(s *Server) { while = append(while, paperList(t, s)...) })
			h := s.Handler()
			print(t, h, makeOne(t, h, "", zoe).ID, c.by)
			s.Wait()
			const line = "2:40 pm Zoë Łukasiewicz: low back and left hip · "
			if got := at127.ReplaceAllString(strings.Join(paperList(t, s), "\n"), "HOST"); got != line+c.state {
				t.Errorf("got  %s\nwant %s%s", got, line, c.state)
			}
			var want []string
			for _, state := range c.while {
				want = append(want, line+state)
			}
			if got := slices.Compact(while); !slices.Equal(got, want) {
				t.Errorf("while it waited the list said %q, want %q", got, want)
			}
		})
	}
}

// TestTheJobNamesNobody: what a printer is told is for all to read.
func TestTheJobNamesNobody(t *testing.T) {
	var p printertest.Printer
	s := atPrinter(t, &p, nil, func(o *Options) { o.Duplex = true })
	one := makeOne(t, s.Handler(), "?paper=a4", zoe)
	print(t, s.Handler(), one.ID, "printer")
	s.Wait()
	jobs, _ := p.Jobs()
	if len(jobs) != 1 || !bytes.Equal(jobs[0].Data, get(t, s.Handler(), one.Address).Body.Bytes()) {
		t.Fatalf("%d jobs, or other bytes", len(jobs))
	}
	for name, want := range map[string]string{"job-name": "aftercare 1430", "requesting-user-name": "aftercare", "media": printer.A4, "sides": "two-sided-long-edge"} {
		if got := jobs[0].Attributes[name]; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, word := range []string{"Zo", "ukasiewicz", "Dana", "low", "hip", "Great"} {
		if strings.Contains(fmt.Sprint(jobs[0].Attributes), word) {
			t.Errorf("the job says %s: %v", word, jobs[0].Attributes)
		}
	}
}

// TestOneAfterTheOther: a printer has one tray, and is done with a sheet before
// it gets the next.
func TestOneAfterTheOther(t *testing.T) {
	p := printertest.Printer{Moments: []printertest.Moment{{Job: 5}, {Job: 5}, {}}}
	both := make(chan bool)
	var at []string // the jobs that came and the sheets that were done, at each look
	s := atPrinter(t, &p, func(s *Server) {
		<-both
		jobs, _ := p.Jobs()
		done := strings.Count(strings.Join(paperList(t, s), "\n"), "· printed")
		at = append(at, fmt.Sprintf("%d came, %d done", len(jobs), done))
	})
	h := s.Handler()
	for _, patient := range []string{"Nadia Brandt", "Owen Hale"} {
		print(t, h, makeOne(t, h, "", `{"patient": "`+patient+`"}`).ID, "printer")
	}
	if got := strings.Join(paperList(t, s), "\n"); got != "2:40 pm Owen Hale: no area · printing\n2:40 pm Nadia Brandt: no area · printing" {
		t.Errorf("at first\n%s", got)
	}
	close(both)
	s.Wait()
	if got := strings.Join(slices.Compact(at), ", "); got != "1 came, 0 done, 2 came, 1 done" {
		t.Error(got)
	}
	if got := strings.Join(paperList(t, s), "\n"); strings.Count(got, "· printed") != 2 {
		t.Errorf("at last\n%s", got)
	}
}

// TestPrintAgain sends the same bytes, whatever has become of the texts.
func TestPrintAgain(t *testing.T) {
	own := newFolder(t)
	var p printertest.Printer
	s := atPrinter(t, &p, nil, func(o *Options) { o.Files = own.open() })
	h := s.Handler()
	one := makeOne(t, h, "", zoe)
	print(t, h, one.ID, "printer")
	s.Wait() // pressed again while it prints, it is printed once
	own.change(ownText, "moving gently", "moving")
	s.look()
	for range mostLooked { // and it is long ago
		makeOne(t, h, "", `{}`)
	}
	row := pageOf(t, get(t, h, "/printed")).all("[data-again]")[0]
	print(t, h, row.attribute("data-again"), "printer")
	s.Wait() // the order of two presses at once is the printer's
	print(t, h, makeOne(t, h, "", zoe).ID, "printer")
	s.Wait()
	jobs, _ := p.Jobs()
	if len(jobs) != 3 || !bytes.Equal(jobs[0].Data, jobs[1].Data) {
		t.Error("another sheet was printed")
	}
	same := 0
	for _, job := range jobs {
		if bytes.Equal(job.Data, jobs[0].Data) {
			same++
		}
	}
	if same != 2 {
		t.Error("the text has not changed")
	}
	if got := len(paperList(t, s)); got != 3 {
		t.Errorf("the list has %d", got)
	}
}

// TestTheProgramEndsWhileItPrints: the job is taken back, and what waits for
// the printer is not sent.
func TestTheProgramEndsWhileItPrints(t *testing.T) {
	for _, c := range []struct {
		keeps bool
		want  string
	}{
		{false, "not printed: aftercare was stopped, not printed: aftercare was stopped"},
		{true, "not printed: aftercare was stopped, aftercare was stopped: it may have been printed"},
	} {
		p := printertest.Printer{Moments: []printertest.Moment{{Job: 5}}, KeepJobs: c.keeps}
		server := p.Start()
		ctx, stop := context.WithCancel(t.Context())
		o, both := options(), make(chan bool)
		o.Printer, _ = printer.Open(printertest.Address(server), printer.Options{
			Tell: func(string) {}, Sleep: func(ctx context.Context, _ time.Duration) error { <-both; stop(); return ctx.Err() },
		})
		s, _ := New(ctx, o)
		h := s.Handler()
		for range 2 {
			print(t, h, makeOne(t, h, "", `{}`).ID, "printer")
		}
		close(both)
		s.Wait()
		var states []string
		for _, line := range paperList(t, s) {
			_, state, _ := strings.Cut(line, "· ")
			states = append(states, state)
		}
		slices.Sort(states) // which of the two went first is not told
		slices.Reverse(states)
		if got := strings.Join(states, ", "); got != c.want {
			t.Errorf("a printer that keeps jobs, %v: %s", c.keeps, got)
		}
		if jobs, cancelled := p.Jobs(); len(jobs) != 1 || cancelled != 1 {
			t.Errorf("%d jobs, %d taken back", len(jobs), cancelled)
		}
		server.Close()
	}
}

// TestTheListHasAnEnd, and the oldest go, but for one that is being printed.
func TestTheListHasAnEnd(t *testing.T) {
	s := opened(t)
	for i := range mostPrinted + 3 {
		state := byBrowser
		if i == 1 {
			state = printing
		}
		one := &sheet{id: fmt.Sprint(i)}
		one.request.Visit = visit.Visit{Patient: fmt.Sprint("Patient ", i), Start: clock()}
		s.sheets.note(one, state, clock())
	}
	rows := s.printedRows()
	if len(rows) != mostPrinted || rows[0].ID != "502" || rows[mostPrinted-1].ID != "1" || rows[mostPrinted-2].ID != "4" {
		t.Errorf("%d, from %s to %s and %s", len(rows), rows[0].ID, rows[len(rows)-2].ID, rows[len(rows)-1].ID)
	}
	if s.sheets.find("3") != nil || s.sheets.find("1") == nil {
		t.Error("one that is not in the list is still kept, or the other way round")
	}
}

// TestMidnight begins a new list of printed sheets.
func TestMidnight(t *testing.T) {
	now := clock()
	s := opened(t, func(o *Options) { o.Now = func() time.Time { return now } })
	h := s.Handler()
	print(t, h, makeOne(t, h, "", `{"patient": "Zoë"}`).ID, "browser")
	now = now.Add(9 * time.Hour)
	if got := paperList(t, s); len(got) != 1 {
		t.Errorf("in the evening: %q", got)
	}
	now = now.Add(time.Hour)
	print(t, h, makeOne(t, h, "", `{"patient": "Ana"}`).ID, "browser")
	if got := paperList(t, s); len(got) != 1 || !strings.Contains(got[0], "Ana") {
		t.Errorf("on the next day: %q", got)
	}
}

// TestTheListOfPrintedSheets has what a person presses for each.
func TestTheListOfPrintedSheets(t *testing.T) {
	s := opened(t)
	h := s.Handler()
	if got := pageOf(t, get(t, h, "/printed")).text(); got != "Nothing yet. What you print is listed here until the program stops." {
		t.Error(got)
	}
	page := listening(s)
	one := makeOne(t, h, "", `{"patient": "<b>\"Zoë\"</b> & Co", "areas": "LBP", "at": "2026-11-23 09:00"}`)
	print(t, h, one.ID, "browser")
	print(t, h, makeOne(t, h, "", `{"areas": "the sore bit"}`).ID, "browser")
	if told := page.told(); told != "printed" {
		t.Errorf("told %q", told)
	}
	list := pageOf(t, get(t, h, "/printed"))
	if got := strings.Join(paperList(t, s), "\n"); got != "2:40 pm (no name): the sore bit · sent by the browser\n"+
		`2:40 pm <b>"Zoë"</b> & Co: low back · sent by the browser` {
		t.Error(got)
	}
	row := list.all(".printed")[1]
	again, note := row.all("[data-again]")[0], row.all("[data-note]")[0]
	if again.attribute("data-again") != one.ID || again.text() != `Print again for <b>"Zoë"</b> & Co` {
		t.Errorf("%v %s", again.Attr, again.text())
	}
	if note.attribute("data-note") != one.Note || note.text() != `Copy note for <b>"Zoë"</b> & Co` {
		t.Errorf("%v %s", note.Attr, note.text())
	}
	if got := pageOf(t, get(t, h, "/")).all("#printed")[0].texts("strong"); len(got) != 2 {
		t.Errorf("the page begins with %q", got)
	}
}

// TestWhatTheExportSaysOfARow is asked before it is printed, also where it is
// printed again.
func TestWhatTheExportSaysOfARow(t *testing.T) {
	const row = "patient,date,time,service,status\nOwen Hale,2026-11-23,3:30 pm,Dry needling,Confirmed\n"
	s := opened(t, exporting("day.csv", row))
	h := s.Handler()
	id := s.day.Load().rows[0].id
	one := makeOne(t, h, "", `{"patient":"Owen Hale","areas":["knee"]}`, "Aftercare-Row", id)
	asks := func(query string) string {
		t.Helper()
		var said struct{ Doubts []string }
		if err := json.Unmarshal(post(t, h, "/sheets/"+one.ID+"/print"+query, "").Body.Bytes(), &said); err != nil {
			t.Fatal(err)
		}
		return strings.Join(said.Doubts, " ")
	}
	export := func(text string, minute int) {
		put(s.Exports.Folder.(fstest.MapFS), "day.csv", text, minute)
		s.look()
		s.look()
	}
	if got := asks("?unseen"); got != "The export has changed this appointment of Owen Hale: look at what is said of it beside Print." {
		t.Error("unseen:", got)
	}
	if got := asks(""); got != "" {
		t.Error("at first:", got)
	}
	if got := asks(""); got != "The sheet of Owen Hale was sent to print at 2:40 pm already." {
		t.Error("the second time:", got)
	}
	if got := asks("?again"); got != "" {
		t.Error("again:", got)
	}
	export(strings.NewReplacer("Confirmed", "Parked", "Dry needling", "Massage 60").Replace(row), 1)
	if got := asks("?again"); got != "The appointment of Owen Hale is in doubt. Booked: Massage 60. The status is “Parked”: did the visit take place? Does “Massage 60” get a sheet?" {
		t.Error("held:", got)
	}
	s.answers.decide(id, decided{decision: noSheet, doubts: s.day.Load().rows[0].doubts()})
	if got := asks("?again"); got != "It was decided that the appointment of Owen Hale gets no sheet." {
		t.Error("no sheet:", got)
	}
	s.answers.decide(id, decided{decision: makeSheet, doubts: s.day.Load().rows[0].doubts()})
	if got := asks("?again"); got != "" {
		t.Error("decided:", got)
	}
	export(table(today, "Nadia Brandt"), 2)
	if got := asks("?again"); got != "This appointment of Owen Hale is no longer in the export: it may have been cancelled or moved." {
		t.Error("gone:", got)
	}
}
