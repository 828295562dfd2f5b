package gate_test

import (
	"bufio"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aftercare/internal/gate"
)

// desk is a gate with both doors on real connections, and a page behind them
// that says who came.
type desk struct {
	*gate.Gate
	clock          atomic.Int64 // seconds since noon
	reached        atomic.Int64 // how often a request came through to the page
	local, network string       // host:port
	roots          *x509.CertPool
}

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func openDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{}
	d.Gate = gate.New(gate.Options{
		Random: rand.Reader,
		Now:    func() time.Time { return noon.Add(time.Duration(d.clock.Load()) * time.Second) },
		Open:   []string{"/v1/"},
	})
	page := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.reached.Add(1)
		if _, err := io.ReadAll(r.Body); err != nil {
			http.Error(w, "too much", http.StatusRequestEntityTooLarge)
			return
		}
		v, known := gate.From(r.Context())
		if r.URL.Path == "/stream" {
			http.NewResponseController(w).Flush()
			<-r.Context().Done()
			return
		}
		fmt.Fprint(w, r.URL.Path, " known=", known, " local=", v.Local)
	})
	certificate, err := gate.Certificate(t.TempDir(), []string{"desk.local"}, []net.IP{net.IPv4(127, 0, 0, 1)}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	d.roots = x509.NewCertPool()
	d.roots.AddCert(certificate.Leaf)

	plain, secure := listen(t), listen(t)
	d.local, d.network = plain.Addr().String(), secure.Addr().String()
	_, port, _ := net.SplitHostPort(d.network)
	serve(t, plain, gate.Server(d.Local(page, plain.Addr().(*net.TCPAddr).Port)), nil)
	serve(t, secure, gate.Server(d.Network(page, []string{d.network, "desk.local:" + port})), &certificate)
	return d
}

func listen(t *testing.T) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return gate.Limit(l)
}

// serve runs a server, with TLS if there is a certificate, until the test ends.
func serve(t *testing.T, l net.Listener, server *http.Server, certificate *tls.Certificate) {
	t.Helper()
	if certificate == nil {
		go server.Serve(l)
	} else {
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*certificate}}
		go server.ServeTLS(l, "", "")
	}
	t.Cleanup(func() { server.Close() })
}

// trusting is a connection to servers with these certificates, by HTTP/2 as
// browsers do it.
func trusting(t *testing.T, roots *x509.CertPool) *http.Transport {
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	t.Cleanup(transport.CloseIdleConnections)
	return transport
}

// browser is a client with cookies of its own that trusts the desk.
func (d *desk) browser(t *testing.T) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar, Transport: trusting(t, d.roots)}
}

func get(t *testing.T, c *http.Client, address string) (status int, body string) {
	t.Helper()
	r, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(text)
}

// stay keeps a client from following a redirect.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// cookie is what a visitor of the door sends as its Cookie header.
func (d *desk) cookie(t *testing.T, door gate.Door) string {
	t.Helper()
	address := "http://" + d.local
	if door == gate.NetworkDoor {
		address = "https://" + d.network
	}
	c := d.browser(t)
	defer c.CloseIdleConnections()
	c.CheckRedirect = stay
	if status, body := get(t, c, address+"/start?token="+d.Invite(door).Token); status != http.StatusSeeOther {
		t.Fatal(status, body)
	}
	home, _ := url.Parse(address)
	return c.Jar.Cookies(home)[0].String()
}

// send puts a request on the wire as it is written, with HOST for the door's.
func (d *desk) send(t *testing.T, door gate.Door, request string) (*http.Response, string) {
	t.Helper()
	host := d.local
	if door == gate.NetworkDoor {
		host = d.network
	}
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if door == gate.NetworkDoor {
		conn = tls.Client(conn, &tls.Config{RootCAs: d.roots, ServerName: "desk.local"})
	}
	conn.SetDeadline(time.Now().Add(10 * time.Second))
	request = strings.ReplaceAll(strings.ReplaceAll(request, "HOST", host), "\n", "\r\n")
	if _, err := io.WriteString(conn, request); err != nil {
		t.Fatal(err)
	}
	method, _, _ := strings.Cut(request, " ")
	r, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, _ := io.ReadAll(r.Body)
	return r, string(body)
}

// A start address is good once, leaves nothing in the history of the browser, and
// may be loaded again by who came in with it. The next one is made when it is used.
func TestABrowserIsLetInAtTheDesk(t *testing.T) {
	d := openDesk(t)
	next := make(chan string, 2)
	var told func()
	told = func() { next <- d.Start(told) }
	start := d.Start(told)
	for range 2 {
		c := d.browser(t)
		c.CheckRedirect = stay
		for again, cookies := range []int{1, 0, 0} {
			r, err := c.Get("http://" + d.local + "/start?token=" + start)
			if err != nil {
				t.Fatal(err)
			}
			r.Body.Close()
			if r.StatusCode != http.StatusSeeOther || r.Header.Get("Location") != "/" || len(r.Cookies()) != cookies {
				t.Error(again, r.Status, r.Header)
			}
			set := r.Header.Get("Set-Cookie")
			if cookies == 1 && !strings.HasSuffix(set, "; Path=/; HttpOnly; SameSite=Strict") || strings.Contains(set, start) {
				t.Error(set)
			}
		}
		if _, body := get(t, c, "http://"+d.local+"/today"); body != "/today known=true local=true" {
			t.Error(body)
		}
		if r, _ := d.send(t, gate.LocalDoor, "GET /start?token="+start+" HTTP/1.1\nHost: HOST\n\n"); r.StatusCode != http.StatusForbidden {
			t.Error("it lets a second browser in:", r.Status)
		}
		start = <-next
	}
	if all := d.Devices(); len(all) != 0 {
		t.Error("a browser of this machine is among the devices:", all)
	}
}

// A strict cookie does not travel along a redirect that another site began.
func TestWhoComesFromAnotherSite(t *testing.T) {
	d := openDesk(t)
	for _, site := range []string{"cross-site", "same-site"} {
		r, body := d.send(t, gate.LocalDoor, "GET /start?token="+d.Start(nil)+" HTTP/1.1\nHost: HOST\nSec-Fetch-Site: "+site+"\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document\n\n")
		if r.StatusCode != http.StatusOK || r.Header.Get("Refresh") != "0; url=/" || len(r.Cookies()) != 1 || !strings.Contains(body, `href="/"`) {
			t.Error(site, r.Status, r.Header)
		}
	}
}

func TestADeviceIsPairedOnce(t *testing.T) {
	d := openDesk(t)
	c := d.browser(t)
	c.CheckRedirect = stay
	request, _ := http.NewRequest("GET", "https://"+d.network+"/start?token="+d.Invite(gate.NetworkDoor).Token, nil)
	request.Header.Set("User-Agent", "Mozilla/5.0 (Linux; Android 14; Tablet) Chrome/130.0")
	r, err := c.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	set := r.Header.Get("Set-Cookie")
	if !strings.HasPrefix(set, "__Host-aftercare-") || !strings.HasSuffix(set, "; Path=/; HttpOnly; Secure; SameSite=Strict") {
		t.Error(set)
	}
	for range 2 { // who comes with another invitation stays the same device
		if _, body := get(t, c, "https://"+d.network+"/today"); body != "/today known=true local=false" {
			t.Error(body)
		}
		if all := d.Devices(); len(all) != 1 || all[0].Name != "Android" || !all[0].Paired.Equal(noon) || strings.Contains(set, all[0].ID+";") {
			t.Error(all)
		}
		get(t, c, "https://"+d.network+"/start?token="+d.Invite(gate.NetworkDoor).Token)
	}
}

func TestARemovedDeviceIsCutOffAtOnce(t *testing.T) {
	d := openDesk(t)
	c := d.browser(t)
	get(t, c, "https://"+d.network+"/start?token="+d.Invite(gate.NetworkDoor).Token)
	stream, err := c.Get("https://" + d.network + "/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer stream.Body.Close()
	id := d.Devices()[0].ID
	if !d.Remove(id) || d.Remove(id) {
		t.Error("a device is removed once")
	}
	if _, err := io.ReadAll(stream.Body); err != nil { // ends only when the stream does
		t.Error(err)
	}
	if status, _ := get(t, c, "https://"+d.network+"/today"); status != http.StatusUnauthorized {
		t.Error(status)
	}
}

func TestTheOldestOfManyDevicesGoes(t *testing.T) {
	d := openDesk(t)
	desk := d.cookie(t, gate.LocalDoor)
	for range 33 {
		d.cookie(t, gate.NetworkDoor)
	}
	all := d.Devices()
	if len(all) != 32 || all[0].ID != "3" {
		t.Error(len(all), all[0])
	}
	if d.Remove("1") {
		t.Error("the desk was removed as if it were a device")
	}
	if r, body := d.send(t, gate.LocalDoor, "GET / HTTP/1.1\nHost: HOST\nCookie: "+desk+"\n\n"); r.StatusCode != http.StatusOK {
		t.Error("devices drove the desk out:", r.Status, body)
	}
}

func TestInvitations(t *testing.T) {
	d := openDesk(t)
	use := func(door gate.Door, token string) int {
		r, _ := d.send(t, door, "GET /start?token="+token+" HTTP/1.1\nHost: HOST\n\n")
		return r.StatusCode
	}
	start, both := d.Start(nil), []gate.Door{gate.LocalDoor, gate.NetworkDoor}
	for _, door := range both {
		other := both[1-door]
		once, foreign, late := d.Invite(door).Token, d.Invite(door).Token, d.Invite(door).Token
		for name, each := range map[string]struct {
			door   gate.Door
			token  string
			status int
		}{
			"no token":                      {door, "", http.StatusForbidden},
			"a wrong one":                   {door, once[1:] + "A", http.StatusForbidden},
			"the other door":                {other, foreign, http.StatusForbidden},
			"the start at the network door": {gate.NetworkDoor, start, http.StatusForbidden},
		} {
			if got := use(each.door, each.token); got != each.status {
				t.Errorf("door %d, %s: %d", door, name, got)
			}
		}
		if first, second := use(door, once), use(door, once); first != http.StatusSeeOther || second != http.StatusForbidden {
			t.Errorf("door %d: first %d, then %d", door, first, second)
		}
		d.clock.Add(299)
		if got := use(door, foreign); got != http.StatusSeeOther {
			t.Errorf("door %d, tried at the other and then brought here in time: %d", door, got)
		}
		d.clock.Add(1)
		if got := use(door, late); got != http.StatusForbidden {
			t.Errorf("door %d, expired: %d", door, got)
		}
	}
	if d.Start(nil); use(gate.LocalDoor, start) != http.StatusForbidden {
		t.Error("a start address that was replaced is still good")
	}
}

// Devices come, are looked up and go at the same time; run with -race.
func TestManyAtOnce(t *testing.T) {
	d := openDesk(t)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 8 {
				cookie := d.cookie(t, gate.NetworkDoor)
				d.send(t, gate.NetworkDoor, "GET / HTTP/1.1\nHost: HOST\nCookie: "+cookie+"\n\n")
				d.Start(nil)
			}
			for _, each := range d.Devices() {
				d.Remove(each.ID)
			}
		})
	}
	wait.Wait()
	if all := d.Devices(); len(all) > 32 {
		t.Error(len(all))
	}
}
