package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/pkg/browser"
	"github.com/spf13/cobra"

	"aftercare/assets"
	"aftercare/internal/appointments"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/gate"
	"aftercare/internal/handout"
	"aftercare/internal/printer"
	"aftercare/internal/web"
)

const serveManual = `Show the page for the desk: today's appointments, what was treated, the sheet
beside it, and one button that prints it.

APPOINTMENTS is an export of the scheduling system, or the folder that exports
land in, of which the newest counts; either is read again when it changes.
Without it the form is filled by hand.

The page is for this computer alone. --lan also lets tablets on the clinic's
network in, each after it scanned a code from this screen. Nothing is written to
disk but the certificate for --lan, the token of --api-token, and in clinic.toml
what is decided for good about services, statuses, columns and dates. All that was
typed is gone when the program ends.

The address that is printed lets one browser in. When it was used, the next one is
printed, for another browser on this computer.

Stop it with Ctrl-C.

Exit codes: 0 stopped, 1 the page could not be served, 2 the command line is
wrong.`

// serveOptions are the flags of serve.
type serveOptions struct {
	exportFlags
	on       string
	clinic   string
	port     int
	noOpen   bool
	lan      bool
	lanPort  int
	printer  string
	trust    string
	duplex   bool
	apiToken string
}

func (a *app) serveCommand() *cobra.Command {
	var o serveOptions
	cmd := &cobra.Command{
		Use:   "serve [APPOINTMENTS]",
		Short: "Show the page for the desk",
		Long:  serveManual,
		Example: `  aftercare serve appointments.csv
  aftercare serve exports/ --clinic our-clinic/clinic.toml --printer ipp://10.0.0.7/ipp/print`,
		Args: arguments(0, 1, "at most one file or folder of appointments"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.serve(cmd.Context(), args, o)
		},
	}
	o.exportFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.on, "on", "", "list the appointments of this `day`: tomorrow, or 2026-11-23 (default today)")
	flags.StringVar(&o.clinic, "clinic", "", "the clinic's `file`")
	flags.IntVar(&o.port, "port", 0, "listen on this `port` of 127.0.0.1 (default a free one)")
	flags.BoolVar(&o.noOpen, "no-open", false, "do not open the browser")
	flags.BoolVar(&o.lan, "lan", false, "let paired tablets on the clinic's network in")
	flags.IntVar(&o.lanPort, "lan-port", 0, fmt.Sprintf("the `port` for them (default %d)", usualLANPort))
	flags.StringVar(&o.printer, "printer", "", "print on this ipp:// or ipps:// `address` or print queue (default the browser prints)")
	flags.StringVar(&o.trust, "trust", "", "the SHA-256 `fingerprint` of an ipps printer's own certificate")
	flags.BoolVar(&o.duplex, "duplex", false, "print on both sides, with --printer")
	flags.StringVar(&o.apiToken, "api-token", "", "answer other software that has the token in this `file`, which is made if it is not there")
	return cmd
}

// usualLANPort is what tablets are sent to, today as tomorrow.
const usualLANPort = 8443

// check looks at what can be judged before anything is opened.
func (o *serveOptions) check(args []string) error {
	for _, flag := range []struct {
		name string
		port int
	}{{"port", o.port}, {"lan-port", o.lanPort}} {
		if flag.port < 0 || flag.port > 65535 {
			return usagef("", "--%s: a port is a number from 1 to 65535", flag.name)
		}
	}
	switch {
	case o.printer == "" && (o.duplex || o.trust != ""):
		return usagef("say which --printer as well", "--duplex and --trust are about --printer")
	case o.lanPort != 0 && !o.lan:
		return usagef("say --lan as well", "--lan-port is about --lan")
	case len(args) == 0 && (o.on != "" || o.exportFlags != exportFlags{}):
		return usagef("name the file or its folder as well", "--%s is about a file of appointments", cmp.Or(o.exportFlags.first(), "on"))
	}
	return nil
}

// serve answers until ctx ends, which is how it is meant to end.
func (a *app) serve(ctx context.Context, args []string, o serveOptions) error {
	if err := o.check(args); err != nil {
		return err
	}
	src, warnings, err := openSources(ctx, o.clinic)
	defer func() { a.report(warnings) }() // where it came to nothing
	if err != nil {
		return err
	}
	d, err := a.openDesk(o)
	if err != nil {
		return err
	}
	defer d.close()
	options, err := a.page(src, d, args, o)
	if err != nil {
		return err
	}
	page, problems := web.New(ctx, options)
	if page == nil {
		return problems.Err()
	}
	d.page.Store(page)
	fmt.Fprintln(a.stdout, "the page for the desk:", d.start(a.aside()))
	a.tellOfDesk(d, options)
	// The address comes first: who reads it, person or program, takes the first line.
	a.report(warnings)
	warnings = nil
	if !o.noOpen {
		go a.openBrowser(d.address("/start?token=" + d.gate.Invite(gate.LocalDoor).Token))
	}
	return d.serve(ctx, page)
}

// openBrowser shows the page. Some systems come back only when the browser
// ends, and some browsers talk.
func (a *app) openBrowser(address string) {
	browser.Stdout, browser.Stderr = io.Discard, io.Discard
	if browser.OpenURL(address) != nil {
		a.report(diag.List{{Severity: diag.Warning, Message: "there is no browser here to open", Hint: "open the address above yourself"}})
	}
}

// page is what the page is given.
func (a *app) page(src *sources, d *desk, args []string, o serveOptions) (web.Options, error) {
	served := &current{}
	served.Store(src)
	options := web.Options{
		Files:  served.files(),
		Assets: assets.FS, Now: a.now, Random: rand.Reader, Duplex: o.duplex,
	}
	var err error
	if options.Exports, err = o.exports(served, args, a.now); err != nil {
		return options, err
	}
	if o.printer != "" {
		options.PrinterName = printerName(o.printer)
		options.Printer, err = printer.Open(o.printer, printer.Options{Trust: o.trust, Tell: d.printerSays, Sleep: printer.Sleep})
		if err != nil {
			return options, err
		}
	}
	if o.lan {
		options.Gate, options.Pair = d.gate, d.pair
	}
	options.Token = d.token
	return options, nil
}

// files are the clinic's, read again whenever they change.
func (c *current) files() web.Files {
	s := c.Load()
	f := web.Files{Clinic: s.readClinic, Definitions: s.definitions, Named: s.named}
	if s.path == "" {
		if f.New = newClinic(); f.New != "" {
			f.Start = func() (web.Files, diag.List) { return c.start(f.New) }
		}
		return f
	}
	f.Folder, f.Path, f.Set, f.Unset = os.DirFS(s.folder), s.folder, s.set, s.unset
	if whole, err := filepath.Abs(s.folder); err == nil {
		f.Path = whole // a page has no current folder
	}
	return f
}

// current are the sources that are served. A clinic that had no file may get one
// meanwhile.
type current struct{ atomic.Pointer[sources] }

func (c *current) start(path string) (web.Files, diag.List) {
	if problems := start(path); problems != nil {
		return web.Files{}, problems
	}
	now := *c.Load()
	now.path, now.folder = path, filepath.Dir(path)
	c.Store(&now)
	return c.files(), nil
}

// exports are where today's appointments come from. The flags are tried at
// once, so that a wrong one is told here and not on the page.
func (o *serveOptions) exports(served *current, args []string, clock func() time.Time) (*web.Exports, error) {
	if len(args) == 0 {
		return nil, nil
	}
	src := served.Load()
	if _, err := o.exportFlags.reading(src, clock()); err != nil {
		return nil, err
	}
	info, err := os.Stat(args[0])
	if err != nil {
		return nil, diag.Errorf("%s: there is no such file or folder", args[0]).
			WithHint("name the export, or the folder that exports land in")
	}
	e := &web.Exports{Folder: os.DirFS(args[0])}
	if o.on != "" && o.on != "today" { // which is another one every day
		if e.On, err = day(o.on, clock().In(src.clinic.Zone)); err != nil {
			return nil, usageOf("on", err)
		}
	}
	if !info.IsDir() {
		e.Folder, e.Name = os.DirFS(filepath.Dir(args[0])), filepath.Base(args[0])
	}
	e.Reading = func(c *clinic.Clinic, l *handout.Library, day time.Time) (appointments.Options, error) {
		now := *served.Load()
		now.clinic, now.library = c, l
		options, err := o.exportFlags.reading(&now, clock())
		options.On = day
		return options, err
	}
	return e, nil
}
