package gate

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// mostBody is how many bytes a request may bring.
const mostBody = 64 << 10

// door looks at every request before the page behind it does.
type door struct {
	gate   *Gate
	kind   Door
	hosts  map[string]bool // names by which this door is called, lower case
	cookie string          // its name; with the port, so that two servers on one host stay apart
	advice string          // what to do when one is not let in
	inner  http.Handler
}

// Local is the door of a listener on a loopback address: plain HTTP.
func (g *Gate) Local(inner http.Handler, port int) http.Handler {
	number := strconv.Itoa(port)
	var hosts []string
	for _, name := range []string{"127.0.0.1", "localhost", "::1"} {
		hosts = append(hosts, net.JoinHostPort(name, number))
	}
	return &door{
		gate: g, kind: LocalDoor, inner: inner,
		hosts:  calledBy(hosts, "80"),
		cookie: "aftercare-" + number,
		advice: "open the address that aftercare serve printed",
	}
}

// Network is the door of a listener on the clinic's network, which must speak
// TLS. The hosts are the names it is called by, each with the listener's port.
func (g *Gate) Network(inner http.Handler, hosts []string) http.Handler {
	number := ""
	if len(hosts) > 0 {
		_, number, _ = net.SplitHostPort(hosts[0])
	}
	return &door{
		gate: g, kind: NetworkDoor, inner: inner,
		hosts:  calledBy(hosts, "443"),
		cookie: "__Host-aftercare-" + number,
		advice: "scan the code on the desk's screen",
	}
}

// calledBy is the set of Host headers that mean these hosts. Browsers leave
// the usual port of a scheme out.
func calledBy(hosts []string, usual string) map[string]bool {
	called := map[string]bool{}
	for _, host := range hosts {
		host = strings.ToLower(host)
		called[host] = true
		if bare, ok := strings.CutSuffix(host, ":"+usual); ok {
			called[bare] = true
		}
	}
	return called
}

// ServeHTTP lets a request through to the page, or says why not.
func (d *door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	protect(w.Header())
	open := d.isOpen(r.URL.Path)
	for _, check := range []func(*http.Request) refusal{d.host, target, method, size, d.origin, unsaid(open)} {
		if no := check(r); no.refuses() {
			no.tell(w)
			return
		}
	}
	r.Body = http.MaxBytesReader(w, r.Body, mostBody)
	switch {
	case open && d.mayAsk(r):
		d.inner.ServeHTTP(w, r)
	case r.URL.Path == startPath && r.Method == http.MethodGet:
		d.welcome(w, r)
	default:
		d.known(w, r)
	}
}

// known lets a visitor in who has a cookie of this door.
func (d *door) known(w http.ResponseWriter, r *http.Request) {
	d.gate.mu.Lock()
	v := d.gate.find(d.kind, r.CookiesNamed(d.cookie))
	d.gate.mu.Unlock()
	if v == nil {
		refusal{http.StatusUnauthorized, "this browser is not known here: " + d.advice}.tell(w)
		return
	}
	note(r.Context(), func(c *connection) { c.known = true })
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	defer context.AfterFunc(v.gone, cancel)()
	ctx = context.WithValue(ctx, visitorKey{}, Visitor{ID: v.ID, Local: d.kind == LocalDoor})
	d.inner.ServeHTTP(w, r.WithContext(ctx))
}

func (d *door) isOpen(path string) bool {
	for _, prefix := range d.gate.options.Open {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return false
}

// mayAsk says whether other software may ask whether its token is good. On the
// network nothing answers who shows none.
func (d *door) mayAsk(r *http.Request) bool {
	return d.kind == LocalDoor || r.Header.Get("Authorization") != ""
}
