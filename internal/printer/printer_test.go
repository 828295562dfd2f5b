package printer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/OpenPrinting/goipp"

	"aftercare/internal/diag"
	"aftercare/internal/printer/printertest"
)

var letter = Document{Data: []byte("%PDF-1.7 a sheet"), Name: "aftercare 1430", Media: Letter}

// desk is who stands at the printer: what is said to them, and how long they
// waited without a clock.
type desk struct {
	said   []string
	waited time.Duration
	tired  time.Duration // gives up after it; 0 never does
	stop   context.CancelFunc
}

func (d *desk) options() Options {
	return Options{Tell: func(s string) { d.said = append(d.said, s) }, Sleep: func(ctx context.Context, t time.Duration) error {
		d.waited += t
		if d.tired > 0 && d.waited > d.tired {
			d.stop()
		}
		return ctx.Err()
	}, Answer: 2 * time.Second}
}

// print prints a document on p and tells what was said, the error last.
func (d *desk) print(t *testing.T, p *printertest.Printer, doc Document) error {
	t.Helper()
	server := p.Start()
	t.Cleanup(server.Close)
	return d.printTo(t, printertest.Address(server), doc)
}

func (d *desk) printTo(t *testing.T, target string, doc Document) error {
	t.Helper()
	opened, err := Open(target, d.options())
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	d.stop = stop
	return opened.Print(ctx, doc)
}

// full is an error with its hints, as a person reads it.
func full(err error) string {
	var list diag.List
	if !errors.As(err, &list) {
		return fmt.Sprint(err)
	}
	return list.Error() + " | " + list[len(list)-1].Hint
}

func TestTheJobSaysWhatThePaperNeedsAndNothingMore(t *testing.T) {
	p := &printertest.Printer{Moments: []printertest.Moment{{Job: 3}, {Job: 5, Printer: 4}, {}}}
	var d desk
	doc := letter
	doc.Copies, doc.Duplex = 3, true
	if err := d.print(t, p, doc); err != nil {
		t.Fatal(err)
	}
	jobs, cancelled := p.Jobs()
	if len(jobs) != 1 || cancelled != 0 || string(jobs[0].Data) != string(letter.Data) || len(d.said) != 0 {
		t.Fatal(jobs, cancelled, d.said)
	}
	delete(jobs[0].Attributes, "printer-uri")
	want := "map[attributes-charset:utf-8 attributes-natural-language:en copies:3 document-format:application/pdf " +
		"job-name:aftercare 1430 media:na_letter_8.5x11in print-scaling:none requesting-user-name:aftercare sides:two-sided-long-edge]"
	if got := fmt.Sprint(jobs[0].Attributes); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// What a printer does not name it is not asked for.
func TestAPrinterOfFewWords(t *testing.T) {
	p := &printertest.Printer{Can: map[string][]string{"media-supported": nil, "sides-supported": nil, "print-scaling-supported": {"auto"}}}
	var d desk
	if err := d.print(t, p, letter); err != nil {
		t.Fatal(err)
	}
	jobs, _ := p.Jobs()
	for _, name := range []string{"media", "sides", "print-scaling", "copies"} {
		if value, ok := jobs[0].Attributes[name]; ok {
			t.Errorf("%s: %s was asked for", name, value)
		}
	}
}

// Each case is a printer, what it says while it is waited for, and the error.
func TestPrinters(t *testing.T) {
	type moments = []printertest.Moment
	out := func(reasons ...string) moments { return moments{{Job: 6, Printer: 5, Reasons: reasons}} }
	const mend = " | mend that at the printer, then print again"
	for name, c := range map[string]struct {
		printer   *printertest.Printer
		doc       func(*Document)
		said      string
		err       string
		maybe     bool
		cancelled int
	}{
		"printed":                  {},
		"busy twice":               {printer: &printertest.Printer{Busy: 2}, said: "the printer is busy: trying again"},
		"always busy":              {printer: &printertest.Printer{Busy: 99}, said: "the printer is busy: trying again", err: "the printer is busy and stayed so | print again in a while"},
		"HTTP busy":                {printer: &printertest.Printer{HTTP: 503}, said: "the printer is busy: trying again", err: "the printer is busy and stayed so | print again in a while"},
		"paper is filled in":       {printer: &printertest.Printer{Moments: moments{{Job: 5}, {Job: 6, Printer: 5, Reasons: []string{"media-empty-error"}}, {Job: 5}, {}}}, said: "the printer is out of paper: waiting for it"},
		"no paper":                 {printer: &printertest.Printer{Moments: out("media-empty-error")}, said: "the printer is out of paper: waiting for it", err: "the printer is out of paper" + mend, cancelled: 1},
		"other paper":              {printer: &printertest.Printer{Moments: out("media-needed")}, said: "the printer wants paper of another size than it has: waiting for it", err: "the printer wants paper of another size than it has" + mend, cancelled: 1},
		"jammed":                   {printer: &printertest.Printer{Moments: out("toner-low-warning", "media-empty-report", "media-jam")}, said: "the printer has a paper jam: waiting for it", err: "the printer has a paper jam" + mend, cancelled: 1},
		"door":                     {printer: &printertest.Printer{Moments: out("door-open")}, said: "the printer has a door open: waiting for it", err: "the printer has a door open" + mend, cancelled: 1},
		"toner":                    {printer: &printertest.Printer{Moments: out("toner-empty-error")}, said: "the printer is out of toner: waiting for it", err: "the printer is out of toner" + mend, cancelled: 1},
		"offline":                  {printer: &printertest.Printer{Moments: out("offline-report")}, said: "the printer is offline: waiting for it", err: "the printer is offline" + mend, cancelled: 1},
		"paused":                   {printer: &printertest.Printer{Moments: moments{{Job: 3, Printer: 5, Reasons: []string{"paused"}}}}, said: "the printer is paused: waiting for it", err: "the printer is paused" + mend, cancelled: 1},
		"pending without paper":    {printer: &printertest.Printer{Moments: moments{{Job: 3, Reasons: []string{"media-empty"}}}}, said: "the printer is out of paper: waiting for it", err: "the printer is out of paper" + mend, cancelled: 1},
		"stopped without a word":   {printer: &printertest.Printer{Moments: out()}, said: "the printer has stopped: waiting for it", err: "the printer has stopped" + mend, cancelled: 1},
		"a word of its own":        {printer: &printertest.Printer{Moments: out("com.example-lid-error")}, said: `the printer says "com.example-lid": waiting for it`, err: `the printer says "com.example-lid"` + mend, cancelled: 1},
		"held":                     {printer: &printertest.Printer{Moments: moments{{Job: 4}}}, said: "the printer holds the job back: waiting for it", err: "the printer holds the job back" + mend, cancelled: 1},
		"another job":              {printer: &printertest.Printer{Moments: moments{{Job: 3, Printer: 4}, {Job: 5, Printer: 4}, {}}}, said: "the printer is busy with another job: waiting for it"},
		"low toner prints on":      {printer: &printertest.Printer{Moments: moments{{Job: 5, Printer: 4, Reasons: []string{"toner-low-warning"}}, {}}}},
		"never ends":               {printer: &printertest.Printer{Moments: moments{{Job: 5, Printer: 4}}}, err: "the printer does not get on" + mend, cancelled: 1},
		"a job that stays":         {printer: &printertest.Printer{Moments: out("media-jam"), KeepJobs: true}, said: "the printer has a paper jam: waiting for it", err: "the printer has a paper jam" + mend, cancelled: 1, maybe: true},
		"cancelled at the printer": {printer: &printertest.Printer{Moments: moments{{Job: 7}}}, err: "the job was cancelled at the printer | "},
		"aborted":                  {printer: &printertest.Printer{Moments: moments{{Job: 8, JobReasons: []string{"document-format-error"}}}}, err: `the printer gave up: it says document-format-error | `},
		"aborted without a word":   {printer: &printertest.Printer{Moments: moments{{Job: 8}}}, err: "the printer gave up: it says nothing more | "},
		"completed with errors":    {printer: &printertest.Printer{Moments: moments{{JobReasons: []string{"job-completed-with-errors"}}}}, err: "the printer had errors with it | look at what came out", maybe: true},
		"cut half way":             {printer: &printertest.Printer{Cut: true}, err: "the connection to the printer at HOST was cut while the handout was being sent: it may have been printed | look at the printer before you print it again", maybe: true},
		"lost afterwards":          {printer: &printertest.Printer{Lose: true}, err: "the connection to the printer at HOST was cut after it had taken the job: it may have been printed | look at the printer before you print it again", maybe: true},
		"forgotten":                {printer: &printertest.Printer{Forget: true}, err: "the printer no longer knows the job: it may have been printed | look at the printer before you print it again", maybe: true},
		"no PDF":                   {printer: &printertest.Printer{Can: map[string][]string{"document-format-supported": {"image/urf", "image/pwg-raster"}}}, err: "the printer takes no PDF | add it to the system as a printer and give its name to --printer, or open the PDF in the browser and print it there"},
		"wrong media":              {printer: &printertest.Printer{Can: map[string][]string{"media-supported": {A4}}}, err: "the printer does not print on Letter | choose the paper with --paper, or in clinic.toml"},
		"one side only":            {printer: &printertest.Printer{Can: map[string][]string{"sides-supported": {"one-sided"}}}, doc: func(d *Document) { d.Duplex = true }, err: "the printer prints on one side only | leave out --duplex"},
		"too many copies":          {doc: func(d *Document) { d.Copies = 100 }, err: "the printer makes at most 99 of --copies 100 at a time | "},
		"takes no jobs":            {printer: &printertest.Printer{Can: map[string][]string{"refuses": {"true"}}}, err: "the printer takes no jobs at present | look at its display, then print again"},
		"deactivated":              {printer: &printertest.Printer{Forbid: goipp.StatusErrorPrinterIsDeactivated}, err: "the printer takes no jobs at present | look at its display, then print again"},
		"forbidden":                {printer: &printertest.Printer{Forbid: goipp.StatusErrorNotAuthenticated}, err: "the printer wants a password | add it to the system as a printer and give its name to --printer"},
		"another refusal":          {printer: &printertest.Printer{Forbid: goipp.StatusErrorInternal}, err: "the printer refuses: server-error-internal-error | print with the browser, or through a print queue of the system"},
		"HTTP password":            {printer: &printertest.Printer{HTTP: 401}, err: "the printer wants a password | add it to the system as a printer and give its name to --printer"},
		"HTTP upgrade":             {printer: &printertest.Printer{HTTP: 426}, err: "the printer wants an encrypted connection | write ipps:// in place of ipp://"},
		"another path":             {printer: &printertest.Printer{HTTP: 404}, err: "there is no such printer at this address | most printers are at ipp://HOST/ipp/print"},
		"no printer":               {printer: &printertest.Printer{HTTP: 500}, err: "what answers is no printer, or one in trouble (HTTP status 500) | most printers are at ipp://HOST/ipp/print"},
		"no printer, moved":        {printer: &printertest.Printer{HTTP: 302}, err: "what answers is no printer, or one in trouble (HTTP status 302) | most printers are at ipp://HOST/ipp/print"},
	} {
		t.Run(name, func(t *testing.T) {
			var d desk
			doc := letter
			if c.doc != nil {
				c.doc(&doc)
			}
			if c.printer == nil {
				c.printer = &printertest.Printer{}
			}
			server := c.printer.Start()
			defer server.Close()
			err := d.printTo(t, printertest.Address(server), doc)
			told := ""
			if err != nil {
				told = strings.ReplaceAll(full(err), server.Listener.Addr().String(), "HOST")
			}
			if told != c.err || MayBePrinted(err) != c.maybe {
				t.Errorf("%s (may be printed: %v)\nwant %s (%v)", told, MayBePrinted(err), c.err, c.maybe)
			}
			if said := strings.Join(d.said, "; "); said != c.said {
				t.Errorf("said %q, want %q", said, c.said)
			}
			if _, cancelled := c.printer.Jobs(); cancelled != c.cancelled {
				t.Errorf("%d jobs were cancelled", cancelled)
			}
		})
	}
}

func TestWaitingHasABound(t *testing.T) {
	for _, c := range []struct {
		printer *printertest.Printer
		waited  time.Duration
	}{
		{&printertest.Printer{Busy: 2}, 3*time.Second + between},
		{&printertest.Printer{Busy: 99}, 63 * time.Second},
		{&printertest.Printer{Moments: []printertest.Moment{{Job: 6, Printer: 5}}}, patience + between},
		{&printertest.Printer{Moments: []printertest.Moment{{Job: 5, Printer: 4}}}, longPatience + between},
	} {
		var d desk
		_ = d.print(t, c.printer, letter)
		if d.waited != c.waited {
			t.Errorf("waited %v, want %v", d.waited, c.waited)
		}
	}
}

// Whoever stops it takes the job back with it.
func TestStopped(t *testing.T) {
	for name, c := range map[string]struct {
		printer         *printertest.Printer
		jobs, cancelled int
		maybe           bool
	}{
		"while busy":     {printer: &printertest.Printer{Busy: 99}},
		"while printing": {printer: &printertest.Printer{Moments: []printertest.Moment{{Job: 5}}}, jobs: 1, cancelled: 1},
		"too late":       {printer: &printertest.Printer{Moments: []printertest.Moment{{Job: 5}}, KeepJobs: true}, jobs: 1, cancelled: 1, maybe: true},
	} {
		t.Run(name, func(t *testing.T) {
			d := desk{tired: 5 * time.Second}
			err := d.print(t, c.printer, letter)
			jobs, cancelled := c.printer.Jobs()
			if !errors.Is(err, context.Canceled) || MayBePrinted(err) != c.maybe || len(jobs) != c.jobs || cancelled != c.cancelled {
				t.Error(err, MayBePrinted(err), len(jobs), cancelled)
			}
		})
	}
}

func TestNobodyThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone := listener.Addr().String()
	listener.Close()
	over := make(chan bool)
	silent := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-over }))
	defer silent.Close()
	defer close(over)
	for target, want := range map[string]string{
		"ipp://" + gone + "/ipp/print":                                   "no printer answers at " + gone + " | is it switched on, on the same network, and is this its address?",
		"ipp://nowhere.invalid":                                          `nothing on the network is called "nowhere.invalid" | a printer shows its address on its display, among the network settings`,
		printertest.Address(silent):                                      "the printer at " + silent.Listener.Addr().String() + " takes too long to answer | switch it off and on, then print again",
		strings.Replace(printertest.Address(silent), "ipp:", "ipps:", 1): "the printer does not speak ipps here | write ipp:// in place of ipps://",
		"ipp:///ipp/print":                                               "this is no address of a printer | write ipp://HOST/ipp/print, with the printer's name or number for HOST",
		"ipp://a b":                                                      "this is no address of a printer | write ipp://HOST/ipp/print, with the printer's name or number for HOST",
		"http://desk":                                                    "printers are not spoken to by http:// | write ipp:// or ipps://",
		"ipp://me:secret@desk":                                           "a printer's address has no password and no ? or # | a printer that wants a password is printed to as a print queue of the system",
	} {
		var d desk
		if err := d.printTo(t, target, letter); full(err) != want || MayBePrinted(err) {
			t.Errorf("%s: %s\nwant %s", target, full(err), want)
		}
	}
}

// A printer vouches for itself: a person says once that it is the right one.
func TestCertificates(t *testing.T) {
	p := &printertest.Printer{}
	server := httptest.NewTLSServer(p)
	server.Config.ErrorLog = nil
	defer server.Close()
	sum := sha256.Sum256(server.Certificate().Raw)
	right := hex.EncodeToString(sum[:])
	for trust, want := range map[string]string{
		"":                       "nobody vouches for the certificate of this printer | if the printer's own page shows the same, add --trust " + right,
		strings.Repeat("ab", 32): "the certificate is not the one to trust but " + right + " | if it is the same printer and its certificate is new, change --trust",
		"abc":                    "a certificate's fingerprint is 64 hexadecimal digits, its SHA-256 | without it, the printer's is told when it is not trusted",
		strings.ToUpper(right):   "<nil>",
	} {
		o := (&desk{}).options()
		o.Trust = trust
		opened, err := Open(printertest.Address(server), o)
		if err == nil {
			err = opened.Print(t.Context(), letter)
		}
		if full(err) != want || MayBePrinted(err) {
			t.Errorf("--trust %q: %s\nwant %s", trust, full(err), want)
		}
	}
	if jobs, _ := p.Jobs(); len(jobs) != 1 {
		t.Errorf("%d jobs reached the printer", len(jobs))
	}
}

func TestAddresses(t *testing.T) {
	for target, want := range map[string]string{
		"ipp://desk":                    "ipp://desk:631/ipp/print http://desk:631/ipp/print",
		"ipps://desk/":                  "ipps://desk:631/ipp/print https://desk:631/ipp/print",
		"ipp://[fe80::1]:80/printers/a": "ipp://[fe80::1]:80/printers/a http://[fe80::1]:80/printers/a",
	} {
		at, err := parseAddress(target)
		if got := at.printer + " " + at.http; err != nil || got != want {
			t.Errorf("%s: %s, %v", target, got, err)
		}
	}
}

// Whatever comes over the network ends in an error for people.
func FuzzAnswer(f *testing.F) {
	m := goipp.NewResponse(goipp.MakeVersion(2, 0), goipp.StatusOk, 1)
	m.Printer.Add(goipp.MakeAttribute("document-format-supported", goipp.TagMimeType, goipp.String(pdfFormat)))
	good, err := m.EncodeBytes()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add(good[:len(good)/2])
	f.Add([]byte("<html>"))
	f.Fuzz(func(t *testing.T, answer []byte) {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(answer) }))
		defer server.Close()
		d := desk{tired: time.Minute}
		if err := d.printTo(t, printertest.Address(server), letter); err == nil {
			t.Skip("every request was answered as a printer would")
		}
	})
}
