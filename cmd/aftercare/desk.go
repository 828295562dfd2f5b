package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/gate"
	"aftercare/internal/web"
)

// desk is where the page is served: on this machine and, if it is asked for, on
// the clinic's network.
type desk struct {
	gate    *gate.Gate
	local   net.Listener
	network net.Listener // nil without --lan
	pair    web.Pair
	hosts   []string // of network
	token   string   // of other software, "" where none is let in
	shown   string   // the token as a person is told of it
	page    atomic.Pointer[web.Server]
}

// leaving is how long requests that have begun may take when the program ends.
const leaving = 3 * time.Second

func (a *app) openDesk(o serveOptions) (*desk, error) {
	d := &desk{}
	options := gate.Options{Random: rand.Reader, Now: a.now}
	if o.apiToken != "" {
		if err := d.readToken(o.apiToken); err != nil {
			return nil, err
		}
		options.Open = []string{"/v1/"}
	}
	d.gate = gate.New(options)
	var err error
	if d.local, err = listen("127.0.0.1", o.port, "--port"); err != nil {
		return nil, err
	}
	if o.lan {
		if err := d.openNetwork(cmp.Or(o.lanPort, usualLANPort), a.now()); err != nil {
			d.close()
			return nil, err
		}
	}
	return d, nil
}

// listen opens a port that flag can change.
func listen(host string, port int, flag string) (net.Listener, error) {
	l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(port)))
	if err != nil {
		return nil, diag.Errorf("port %d cannot be listened on", port).
			WithHint("another program has it, perhaps aftercare itself: name another one with %s", flag)
	}
	return gate.Limit(l), nil
}

// openNetwork listens on the clinic's network, with a certificate of our own
// making for every name and address of this machine there.
func (d *desk) openNetwork(port int, now time.Time) error {
	interfaces, err := gate.Interfaces()
	if err != nil {
		return diag.Errorf("the network of this computer cannot be looked at: %v", err)
	}
	ips := gate.Addresses(interfaces)
	if len(ips) == 0 {
		return diag.Errorf("this computer is on no private network").WithHint("connect it to the clinic's network, or leave out --lan")
	}
	hostname, _ := os.Hostname() // without one, the addresses are enough
	names := gate.Names(hostname)
	config, err := os.UserConfigDir()
	if err != nil {
		return diag.Errorf("there is no folder for the certificate: %v", err)
	}
	certificate, err := gate.Certificate(filepath.Join(config, "aftercare", "serve"), names, ips, now)
	if err != nil {
		return err
	}
	open, err := listen("", port, "--lan-port")
	if err != nil {
		return err
	}
	d.network = tls.NewListener(open, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
	d.callIt(names, ips)
	d.pair.Fingerprint = gate.Fingerprint(certificate)
	return nil
}

// callIt notes the names of the network door; tablets are sent to its
// addresses, which need nobody to look a name up.
func (d *desk) callIt(names []string, ips []net.IP) {
	port := strconv.Itoa(d.network.Addr().(*net.TCPAddr).Port)
	for _, ip := range ips {
		host := net.JoinHostPort(ip.String(), port)
		d.hosts = append(d.hosts, host)
		d.pair.Addresses = append(d.pair.Addresses, "https://"+host)
	}
	for _, name := range names {
		d.hosts = append(d.hosts, net.JoinHostPort(name, port))
	}
}

func (d *desk) close() {
	for _, l := range []net.Listener{d.local, d.network} {
		if l != nil {
			l.Close()
		}
	}
}

// address is a path of the page as the browser on this machine calls it.
func (d *desk) address(path string) string { return "http://" + d.local.Addr().String() + path }

// start is an address that lets one browser in. When it was used, the next one is
// told, for another browser of this computer.
func (d *desk) start(told io.Writer) string {
	return d.address("/start?token=" + d.gate.Start(func() {
		fmt.Fprintln(told, "for another browser on this computer:", d.start(told))
	}))
}

// printerSays passes on what the printer tells, once there is a page.
func (d *desk) printerSays(message string) {
	if page := d.page.Load(); page != nil {
		page.PrinterSays(message)
	}
}

// serve answers at both doors until ctx ends, and lets go of what is being
// printed.
func (d *desk) serve(ctx context.Context, page *web.Server) error {
	handler := page.Handler()
	local := gate.Server(d.gate.Local(handler, d.local.Addr().(*net.TCPAddr).Port))
	servers, ended := []*http.Server{local}, make(chan error, 2)
	answer := func(s *http.Server, l net.Listener) {
		// Pages that listen for events are let go of when the program ends.
		s.BaseContext = func(net.Listener) context.Context { return ctx }
		go func() { ended <- s.Serve(l) }()
	}
	answer(local, d.local)
	if d.network != nil {
		network := gate.Server(d.gate.Network(handler, d.hosts))
		servers = append(servers, network)
		answer(network, d.network)
	}
	go page.Watch(ctx)
	var err error
	select {
	case <-ctx.Done():
	case err = <-ended:
	}
	shut(servers)
	page.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// shut waits a little for answers that are being given.
func shut(servers []*http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), leaving)
	defer cancel()
	for _, s := range servers {
		if s.Shutdown(ctx) != nil {
			s.Close()
		}
	}
}

// printerName is the printer as the page calls it: a queue by its name, an
// address by its host.
func printerName(target string) string {
	if at, err := url.Parse(target); err == nil && at.Host != "" {
		return at.Hostname()
	}
	return target
}

// tellOfDesk says what else there is to know at the start.
func (a *app) tellOfDesk(d *desk, options web.Options) {
	if d.network != nil {
		fmt.Fprintln(a.stdout, "for tablets, after they are paired on the page:", d.pair.Addresses[0])
	}
	if options.Token != "" {
		fmt.Fprintf(a.stdout, "for other software: POST %s with the token %s\n", d.address("/v1/handouts"), d.shown)
	}
	fmt.Fprintln(a.stdout, "Ctrl-C stops it")
}
