package gate_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"aftercare/internal/gate"
)

// Each row is a request as it goes over the wire. DESK and DEVICE are cookies
// of visitors that are known at the local and the network door.
var refused = []struct {
	name    string
	door    gate.Door
	status  int
	request string
}{
	{"a name that leads here (DNS rebinding)", gate.LocalDoor, 421, "GET / HTTP/1.1\nHost: evil.example\nCookie: DESK\n\n"},
	{"such a name with our port", gate.LocalDoor, 421, "GET / HTTP/1.1\nHost: 127.0.0.1.evil.example:8080\nCookie: DESK\n\n"},
	{"our address with another port", gate.LocalDoor, 421, "GET / HTTP/1.1\nHost: 127.0.0.1:1\nCookie: DESK\n\n"},
	{"our address without a port", gate.LocalDoor, 421, "GET / HTTP/1.1\nHost: 127.0.0.1\nCookie: DESK\n\n"},
	{"a foreign name on the network", gate.NetworkDoor, 421, "GET / HTTP/1.1\nHost: evil.example\nCookie: DEVICE\n\n"},
	{"a foreign name at an open path", gate.LocalDoor, 421, "POST /v1/handouts HTTP/1.1\nHost: evil.example\nContent-Length: 0\n\n"},
	{"a foreign name at the start", gate.LocalDoor, 421, "GET /start?token=x HTTP/1.1\nHost: evil.example\n\n"},
	{"no name", gate.LocalDoor, 421, "GET / HTTP/1.0\nCookie: DESK\n\n"},
	{"no name, though there must be one", gate.LocalDoor, 400, "GET / HTTP/1.1\nCookie: DESK\n\n"},
	{"an empty name", gate.LocalDoor, 421, "GET / HTTP/1.1\nHost:\nCookie: DESK\n\n"},
	{"two names", gate.LocalDoor, 400, "GET / HTTP/1.1\nHost: HOST\nHost: evil.example\nCookie: DESK\n\n"},
	{"a whole address as target", gate.LocalDoor, 400, "GET http://HOST/ HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a whole foreign address as target", gate.LocalDoor, 421, "GET http://evil.example/ HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},

	{"no cookie", gate.LocalDoor, 401, "GET / HTTP/1.1\nHost: HOST\n\n"},
	{"no cookie on the network", gate.NetworkDoor, 401, "GET / HTTP/1.1\nHost: HOST\n\n"},
	{"no cookie for a picture", gate.LocalDoor, 401, "GET /assets/logo.png HTTP/1.1\nHost: HOST\n\n"},
	{"no token at an open path on the network", gate.NetworkDoor, 401, "GET /v1/openapi.json HTTP/1.1\nHost: HOST\n\n"},
	{"a post without a token there", gate.NetworkDoor, 401, "POST /v1/handouts HTTP/1.1\nHost: HOST\nContent-Length: 0\n\n"},
	{"an empty token there", gate.NetworkDoor, 401, "POST /v1/handouts HTTP/1.1\nHost: HOST\nAuthorization:\nContent-Length: 0\n\n"},
	{"a token where it opens nothing", gate.NetworkDoor, 401, "GET /today HTTP/1.1\nHost: HOST\nAuthorization: Bearer x\n\n"},
	{"a made up cookie", gate.LocalDoor, 401, "GET / HTTP/1.1\nHost: HOST\nCookie: aftercare-1=x\n\n"},
	{"an empty cookie", gate.LocalDoor, 401, "GET / HTTP/1.1\nHost: HOST\nCookie: DESKNAME=\n\n"},
	{"the cookie of a device at the desk", gate.LocalDoor, 401, "GET / HTTP/1.1\nHost: HOST\nCookie: DEVICE\n\n"},
	{"the cookie of the desk at a device", gate.NetworkDoor, 401, "GET / HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"the secret of a device under the name of the desk", gate.LocalDoor, 401, "GET / HTTP/1.1\nHost: HOST\nCookie: DESKNAME=DEVICESECRET\n\n"},
	{"a cookie as token", gate.LocalDoor, 403, "GET /start?token=DESKSECRET HTTP/1.1\nHost: HOST\n\n"},
	{"a start that is only looked at", gate.LocalDoor, 401, "HEAD /start?token=INVITATION HTTP/1.1\nHost: HOST\n\n"},

	{"a post of a foreign page", gate.LocalDoor, 403, "POST / HTTP/1.1\nHost: HOST\nCookie: DESK\nOrigin: http://evil.example\nSec-Fetch-Site: cross-site\nContent-Length: 0\n\n"},
	{"a post of a foreign page, old browser", gate.LocalDoor, 403, "POST / HTTP/1.1\nHost: HOST\nCookie: DESK\nOrigin: http://evil.example\nContent-Length: 0\n\n"},
	{"a post of nowhere (sandboxed)", gate.NetworkDoor, 403, "POST / HTTP/1.1\nHost: HOST\nCookie: DEVICE\nOrigin: null\nContent-Length: 0\n\n"},
	{"a post of another port", gate.LocalDoor, 403, "POST / HTTP/1.1\nHost: HOST\nCookie: DESK\nOrigin: http://127.0.0.1:1\nSec-Fetch-Site: same-site\nContent-Length: 0\n\n"},
	{"a post that does not say of whom", gate.LocalDoor, 403, "POST / HTTP/1.1\nHost: HOST\nCookie: DESK\nContent-Length: 0\n\n"},
	{"a delete that does not say of whom", gate.NetworkDoor, 403, "DELETE /x HTTP/1.1\nHost: HOST\nCookie: DEVICE\n\n"},
	{"a post of a foreign page to an open path", gate.LocalDoor, 403, "POST /v1/handouts HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nContent-Length: 0\n\n"},
	{"a picture in a foreign page", gate.LocalDoor, 403, "GET /preview HTTP/1.1\nHost: HOST\nCookie: DESK\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image\n\n"},
	{"a picture in a page of another port", gate.LocalDoor, 403, "GET /preview HTTP/1.1\nHost: HOST\nCookie: DESK\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image\n\n"},
	{"our page in a foreign frame", gate.LocalDoor, 403, "GET / HTTP/1.1\nHost: HOST\nCookie: DESK\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe\n\n"},
	{"a link in a foreign page, which brings no cookie", gate.LocalDoor, 401, "GET / HTTP/1.1\nHost: HOST\nSec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document\n\n"},
	{"a question whether foreign pages may (CORS)", gate.LocalDoor, 405, "OPTIONS / HTTP/1.1\nHost: HOST\nOrigin: http://evil.example\nAccess-Control-Request-Method: PUT\n\n"},
	{"an echo", gate.LocalDoor, 405, "TRACE / HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a way through", gate.LocalDoor, 400, "CONNECT HOST HTTP/1.1\nHost: HOST\n\n"},

	{"up and out", gate.LocalDoor, 400, "GET /../secret HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"up and out of an open path", gate.LocalDoor, 400, "GET /v1/../today HTTP/1.1\nHost: HOST\n\n"},
	{"up at the end", gate.LocalDoor, 400, "GET /assets/.. HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"staying", gate.LocalDoor, 400, "GET /./ HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"two slashes", gate.LocalDoor, 400, "GET //evil.example/ HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a slash in disguise", gate.LocalDoor, 400, "GET /a%2Fb HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a dot in disguise", gate.LocalDoor, 400, "GET /v1/%2e%2E/today HTTP/1.1\nHost: HOST\n\n"},
	{"a disguise in disguise", gate.LocalDoor, 400, "GET /v1/%252e%252e/today HTTP/1.1\nHost: HOST\n\n"},
	{"a backslash", gate.LocalDoor, 400, "GET /a\\..\\b HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a backslash in disguise", gate.LocalDoor, 400, "GET /a%5c..%5Cb HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a NUL", gate.LocalDoor, 400, "GET /today%00.pdf HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a line end in disguise", gate.LocalDoor, 400, "GET /a%0d%0aSet-Cookie:b HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"half a character", gate.LocalDoor, 400, "GET /%c3 HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"no slash", gate.LocalDoor, 400, "GET * HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a very long address", gate.LocalDoor, 400, "GET /?" + strings.Repeat("a", 2048) + " HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
	{"a very large header", gate.LocalDoor, 431, "GET / HTTP/1.1\nHost: HOST\nCookie: DESK\nX: " + strings.Repeat("a", 24<<10) + "\n\n"},
	{"a very large body", gate.LocalDoor, 413, "POST / HTTP/1.1\nHost: HOST\nCookie: DESK\nOrigin: http://HOST\nContent-Length: 65537\n\n"},
	{"a very large body to an open path", gate.LocalDoor, 413, "POST /v1/handouts HTTP/1.1\nHost: HOST\nContent-Length: 65537\n\n"},
}

func TestRefused(t *testing.T) {
	d := openDesk(t)
	desk, device := d.cookie(t, gate.LocalDoor), d.cookie(t, gate.NetworkDoor)
	deskName, deskSecret, _ := strings.Cut(desk, "=")
	_, deviceSecret, _ := strings.Cut(device, "=")
	invitation := d.Invite(gate.LocalDoor).Token
	fill := strings.NewReplacer("DESKNAME", deskName, "DESKSECRET", deskSecret, "DEVICESECRET", deviceSecret,
		"DESK", desk, "DEVICE", device, "INVITATION", invitation)
	for _, each := range refused {
		t.Run(each.name, func(t *testing.T) {
			r, body := d.send(t, each.door, fill.Replace(each.request))
			if r.StatusCode != each.status {
				t.Errorf("%s instead of %d: %s", r.Status, each.status, body)
			}
			if n := d.reached.Swap(0); n != 0 {
				t.Error("it came through to the page")
			}
			if len(r.Cookies()) > 0 || !r.Close {
				t.Error("it got a cookie, or may stay on the line:", r.Header)
			}
			if strings.Contains(body, "evil") || strings.Contains(body, "secret") || strings.Count(body, "\n") > 1 {
				t.Errorf("says more than it should: %q", body)
			}
		})
	}
	if r, _ := d.send(t, gate.LocalDoor, "GET /start?token="+invitation+" HTTP/1.1\nHost: HOST\n\n"); r.StatusCode != http.StatusSeeOther {
		t.Error("one of these used the invitation up:", r.Status)
	}
}

// A body that does not say how long it is ends at the limit, with an error to
// whoever reads it.
func TestABodyOfUnknownLengthEndsAtTheLimit(t *testing.T) {
	d := openDesk(t)
	head := "POST / HTTP/1.1\nHost: HOST\nOrigin: http://HOST\nTransfer-Encoding: chunked\nCookie: " + d.cookie(t, gate.LocalDoor) + "\n\n"
	for size, status := range map[int]int{64 << 10: 200, 64<<10 + 1: 413} {
		r, body := d.send(t, gate.LocalDoor, head+fmt.Sprintf("%x\n%s\n0\n\n", size, strings.Repeat("a", size)))
		if r.StatusCode != status {
			t.Errorf("%d bytes: %s %s", size, r.Status, body)
		}
	}
}

func TestLetThrough(t *testing.T) {
	d := openDesk(t)
	desk, device := d.cookie(t, gate.LocalDoor), d.cookie(t, gate.NetworkDoor)
	_, port, _ := strings.Cut(d.local, ":")
	fill := strings.NewReplacer("DESK", desk, "DEVICE", device, "PORT", port)
	for _, each := range []struct {
		name    string
		door    gate.Door
		request string
	}{
		{"the page", gate.LocalDoor, "GET /?day=2026-11-23 HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
		{"by another of our names", gate.LocalDoor, "GET / HTTP/1.1\nHost: LocalHost:PORT\nCookie: DESK\n\n"},
		{"by the newer address", gate.LocalDoor, "GET / HTTP/1.1\nHost: [::1]:PORT\nCookie: DESK\n\n"},
		{"the page on a device", gate.NetworkDoor, "GET / HTTP/1.1\nHost: HOST\nCookie: DEVICE\n\n"},
		{"a name with a space and an umlaut", gate.LocalDoor, "GET /texts/R%C3%BCcken%20(neu).toml HTTP/1.1\nHost: HOST\nCookie: DESK\n\n"},
		{"a post of our page", gate.LocalDoor, "POST / HTTP/1.1\nHost: HOST\nCookie: DESK\nOrigin: http://HOST\nSec-Fetch-Site: same-origin\nContent-Length: 0\n\n"},
		{"a post of our page, old browser", gate.NetworkDoor, "POST / HTTP/1.1\nHost: HOST\nCookie: DEVICE\nOrigin: https://HOST\nContent-Length: 0\n\n"},
		{"a picture in our page", gate.LocalDoor, "GET /preview HTTP/1.1\nHost: HOST\nCookie: DESK\nSec-Fetch-Site: same-origin\nSec-Fetch-Dest: image\n\n"},
		{"a frame in our page", gate.LocalDoor, "GET /pdf HTTP/1.1\nHost: HOST\nCookie: DESK\nSec-Fetch-Site: same-origin\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe\n\n"},
		{"a link on another port of this machine", gate.LocalDoor, "GET / HTTP/1.1\nHost: HOST\nCookie: DESK\nSec-Fetch-Site: same-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document\n\n"},
		{"a second cookie that another server set", gate.LocalDoor, "GET / HTTP/1.1\nHost: HOST\nCookie: aftercare-PORT=x; DESK\n\n"},
		{"other software at an open path", gate.LocalDoor, "POST /v1/handouts HTTP/1.1\nHost: HOST\nAuthorization: Bearer x\nContent-Length: 0\n\n"},
		{"other software on the network", gate.NetworkDoor, "POST /v1/handouts HTTP/1.1\nHost: HOST\nAuthorization: Bearer x\nContent-Length: 0\n\n"},
		{"other software that only reads", gate.LocalDoor, "GET /v1/openapi.json HTTP/1.1\nHost: HOST\n\n"},
	} {
		t.Run(each.name, func(t *testing.T) {
			r, body := d.send(t, each.door, fill.Replace(each.request))
			open := strings.Contains(each.request, "/v1/")
			if want := fmt.Sprint("known=", !open, " local=", each.door == gate.LocalDoor && !open); r.StatusCode != 200 || !strings.HasSuffix(body, want) {
				t.Error(r.Status, body, want)
			}
		})
	}
}

// The headers are on what is let through and on what is not.
func TestHeadersAreOnEveryAnswer(t *testing.T) {
	d := openDesk(t)
	for _, request := range []string{
		"GET / HTTP/1.1\nHost: HOST\nCookie: " + d.cookie(t, gate.LocalDoor) + "\n\n",
		"GET / HTTP/1.1\nHost: HOST\n\n",
		"GET / HTTP/1.1\nHost: evil.example\n\n",
		"GET /start?token=" + d.Start(nil) + " HTTP/1.1\nHost: HOST\n\n",
		"GET /v1/openapi.json HTTP/1.1\nHost: HOST\n\n",
	} {
		r, _ := d.send(t, gate.LocalDoor, request)
		for name, want := range map[string]string{
			"Content-Security-Policy":      "default-src 'none'; script-src 'self';",
			"X-Content-Type-Options":       "nosniff",
			"Referrer-Policy":              "no-referrer",
			"Cross-Origin-Resource-Policy": "same-origin",
			"Cross-Origin-Opener-Policy":   "same-origin",
			"Cache-Control":                "no-store",
			"Permissions-Policy":           "camera=(), microphone=(), geolocation=()",
		} {
			if got := r.Header.Get(name); !strings.HasPrefix(got, want) || strings.Contains(got, "unsafe") {
				t.Errorf("%q: %s: %q", request, name, got)
			}
		}
	}
}

func TestTheAdviceFitsTheDoor(t *testing.T) {
	d := openDesk(t)
	for _, path := range []string{"/", "/start?token=x"} {
		for door, want := range []string{"open the address that aftercare serve printed\n", "scan the code on the desk's screen\n"} {
			r, body := d.send(t, gate.Door(door), "GET "+path+" HTTP/1.1\nHost: HOST\n\n")
			if !strings.HasSuffix(body, want) || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/plain") {
				t.Errorf("%s: %q", path, body)
			}
		}
	}
}
