package gate

import (
	"net/http"
	"slices"
	"time"
)

const (
	startPath = "/start"
	inviting  = 5 * time.Minute // how long an invitation is good
)

// Invitation is a token that opens /start?token=… of one door, once.
type Invitation struct {
	Token   string
	Expires time.Time
}

// invitation is what the gate remembers of one.
type invitation struct {
	door    Door
	token   digest
	expires time.Time
}

// Start makes the token of the local start address. It is good for one browser,
// until the program ends or Start is called again. used, which may be nil, is told
// when it was used, and can make the next one.
func (g *Gate) Start(used func()) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	token := g.secret()
	g.start, g.used = digestOf(token), used
	return token
}

// Invite makes a token that is good for one visitor and five minutes: at the
// local door for the browser that is opened, at the other to pair a device.
func (g *Gate) Invite(door Door) Invitation {
	g.mu.Lock()
	defer g.mu.Unlock()
	now := g.options.Now()
	g.invitations = slices.DeleteFunc(g.invitations, func(i invitation) bool { return !now.Before(i.expires) })
	if len(g.invitations) >= mostVisitors {
		g.invitations = slices.Delete(g.invitations, 0, 1)
	}
	made := Invitation{Token: g.secret(), Expires: now.Add(inviting)}
	g.invitations = append(g.invitations, invitation{door, digestOf(made.Token), made.Expires})
	return made
}

// redeem says whether the token opens the door, and uses it up. The caller holds
// the lock.
func (g *Gate) redeem(door Door, token string) bool {
	shown := digestOf(token)
	if door == LocalDoor && shown.is(g.start) {
		g.start = digest{}
		if g.used != nil {
			go g.used() // it may want the lock
		}
		return true
	}
	at := slices.IndexFunc(g.invitations, func(i invitation) bool {
		return i.door == door && shown.is(i.token)
	})
	if at < 0 {
		return false
	}
	expires := g.invitations[at].expires
	g.invitations = slices.Delete(g.invitations, at, at+1)
	return g.options.Now().Before(expires)
}

// letIn turns a right token into a visitor and the secret of its cookie. Who
// is known already stays who it is, with no new secret, also with a token that
// was used: that is the start address loaded again.
func (g *Gate) letIn(door Door, token, name string, known []*http.Cookie) (secret string, ok bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	good := g.redeem(door, token)
	if g.find(door, known) != nil {
		return "", true
	}
	if !good {
		return "", false
	}
	secret = g.secret()
	g.enter(door, name, digestOf(secret))
	return secret, true
}

// onward is what a right token is answered with where another site led here, a
// mail that is read in the browser say: a strict cookie does not travel along a
// redirect that another site began. Else it is a redirect, so that the token
// does not stay in the history of the browser.
const onward = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>aftercare</title>
<p><a href="/">Go on to the page</a></p></html>
`

// welcome answers /start?token=….
func (d *door) welcome(w http.ResponseWriter, r *http.Request) {
	secret, ok := d.gate.letIn(d.kind, r.URL.Query().Get("token"), deviceName(r.UserAgent()), r.CookiesNamed(d.cookie))
	if !ok {
		refusal{http.StatusForbidden, "this start address is not or no longer good: " + d.advice}.tell(w)
		return
	}
	if secret != "" {
		http.SetCookie(w, &http.Cookie{
			Name: d.cookie, Value: secret, Path: "/",
			HttpOnly: true, Secure: d.kind == NetworkDoor, SameSite: http.SameSiteStrictMode,
		})
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "cross-site" && site != "same-site" {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Refresh", "0; url=/")
	w.Write([]byte(onward))
}
