package gate

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"sync"
	"time"
)

// How many connections a door has at once. Who has shown no cookie on one is a
// stranger there: strangers give way to each other, the oldest first, and never
// make anybody wait. A browser opens six of them for a page.
const (
	mostConnections = 256
	mostOfOne       = 64 // from one source
	mostStrangers   = 64
	mostOfStranger  = 16 // from one source, and all of this machine are one
)

// patience is how long a stranger may stay that asks for nothing.
const patience = 5 * time.Second

// Limit is the listener with limits on connections: on all, and on those from
// one source.
func Limit(l net.Listener) net.Listener { return &limiter{Listener: l} }

// limiter keeps the connections of a listener, the oldest first.
type limiter struct {
	net.Listener
	mu   sync.Mutex
	open []*connection
}

// connection is one of a limiter. The limiter's lock guards what it knows.
type connection struct {
	net.Conn
	of      *limiter
	source  netip.Prefix
	known   bool // somebody has shown a cookie on it
	serving int  // requests that are being answered
	timer   *time.Timer
}

// Accept takes the next connection for which there is room.
func (l *limiter) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		c := &connection{Conn: conn, of: l, source: sourceOf(conn.RemoteAddr())}
		if l.admit(c) {
			return c, nil
		}
		conn.Close()
	}
}

// sourceOf is who is meant by an address: a computer, or with IPv6 a network, in
// which one computer has as many addresses as it likes.
func sourceOf(address net.Addr) netip.Prefix {
	at, _ := netip.ParseAddrPort(address.String())
	ip := at.Addr().Unmap().WithZone("")
	bits := ip.BitLen()
	if ip.Is6() && !ip.IsLoopback() {
		bits = 64
	}
	prefix, _ := ip.Prefix(bits)
	return prefix
}

// admit makes room for a connection, if it has to, and says whether there is some.
func (l *limiter) admit(c *connection) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	from := func(each *connection) bool { return each.source == c.source }
	anybody := func(*connection) bool { return true }
	for _, limit := range []struct {
		most, strangers int
		meant           func(*connection) bool
	}{{mostOfOne, mostOfStranger, from}, {mostConnections, mostStrangers, anybody}} {
		all, strangers := l.count(limit.meant)
		if (all >= limit.most || strangers >= limit.strangers) && !l.dismiss(limit.meant) {
			return false
		}
	}
	l.open = append(l.open, c)
	c.timer = time.AfterFunc(patience, c.lose)
	return true
}

func (l *limiter) count(meant func(*connection) bool) (all, strangers int) {
	for _, each := range l.open {
		if meant(each) {
			all++
			if !each.known {
				strangers++
			}
		}
	}
	return all, strangers
}

// dismiss hangs up on the oldest stranger that is meant and is not being answered.
// The caller holds the lock.
func (l *limiter) dismiss(meant func(*connection) bool) bool {
	at := slices.IndexFunc(l.open, func(each *connection) bool { return meant(each) && !each.known && each.serving == 0 })
	if at < 0 {
		return false
	}
	each := l.open[at]
	l.open = slices.Delete(l.open, at, at+1)
	each.timer.Stop()
	each.Conn.Close()
	return true
}

// lose hangs up on a stranger; one that is being answered is let finish.
func (c *connection) lose() {
	c.of.mu.Lock()
	defer c.of.mu.Unlock()
	switch {
	case c.known:
	case c.serving > 0:
		c.timer.Reset(patience)
	default:
		c.of.dismiss(func(each *connection) bool { return each == c })
	}
}

// Close hangs up.
func (c *connection) Close() error {
	c.of.mu.Lock()
	if at := slices.Index(c.of.open, c); at >= 0 {
		c.of.open = slices.Delete(c.of.open, at, at+1)
		c.timer.Stop()
	}
	c.of.mu.Unlock()
	return c.Conn.Close()
}

type connectionKey struct{}

// withConnection is how a handler finds the connection of its request.
func withConnection(ctx context.Context, conn net.Conn) context.Context {
	if secure, ok := conn.(*tls.Conn); ok {
		conn = secure.NetConn()
	}
	return context.WithValue(ctx, connectionKey{}, conn)
}

// note changes what is known of the connection that has this context.
func note(ctx context.Context, change func(c *connection)) {
	if c, ok := ctx.Value(connectionKey{}).(*connection); ok {
		c.of.mu.Lock()
		defer c.of.mu.Unlock()
		change(c)
	}
}

// answering counts the requests of each connection that are being answered.
func answering(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		note(r.Context(), func(c *connection) { c.serving++ })
		defer note(r.Context(), func(c *connection) { c.serving-- })
		h.ServeHTTP(w, r)
	})
}
