// Package gate decides who may talk to the page that this computer serves. It
// has two doors: a local one for the browser on this machine, and one on the
// clinic's network for devices that were paired. Whoever comes shows a token
// once, gets a cookie of that door for it, and is known by the cookie from
// then on. All of it is in memory and gone when the program ends.
//
// Each idea stands in a file of its own: door is the order in which a request
// is looked at, refuse what is turned away before anybody asks who sends it,
// start how a token becomes a cookie, visitors who is known, server the limits
// in time and size, connections how many there may be, certificate and addresses what the network door stands on.
package gate

import (
	"context"
	"io"
	"net/http"
	"sync"
	"time"
)

// Options are what a gate takes from outside. Random and Now must be there.
type Options struct {
	Random io.Reader // of secrets; must not fail, as crypto/rand.Reader does not
	Now    func() time.Time
	// Open are path prefixes that need no cookie, since they ask for a bearer
	// token of their own. At the network door a request must show one, whether
	// good or not.
	Open []string
}

// Door is one of the two ways in. A token or cookie of one is nothing at the
// other.
type Door uint8

// The doors.
const (
	LocalDoor   Door = iota // plain HTTP on the loopback addresses
	NetworkDoor             // TLS on the clinic's network
)

// Gate knows who may come in. It is safe for concurrent use.
type Gate struct {
	options Options
	origins *http.CrossOriginProtection

	mu          sync.Mutex // guards what follows, and the reading of Random
	start       digest     // of the token that Start gave last
	used        func()     // is told when that is used
	invitations []invitation
	visitors    []*visitor // the oldest first
	born        int        // how many visitors there have ever been
}

// New is a gate that nobody has passed yet.
func New(o Options) *Gate {
	return &Gate{options: o, origins: http.NewCrossOriginProtection()}
}

// Visitor is who sent a request that was let in with a cookie.
type Visitor struct {
	ID    string // of a paired device, the one in Devices
	Local bool   // came by the local door
}

type visitorKey struct{}

// From is the visitor whose request has this context. There is none under
// Options.Open. The context ends when the visitor is removed.
func From(ctx context.Context) (Visitor, bool) {
	v, ok := ctx.Value(visitorKey{}).(Visitor)
	return v, ok
}
