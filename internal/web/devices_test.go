package web

import (
	"image"
	"image/color"
	"image/draw"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/vector"

	"aftercare/internal/gate"
	"aftercare/internal/page"
)

// network is the address of the desk on the clinic's network, inviting where it
// is asked for a code.
const (
	network  = "https://192.168.1.20:8443"
	inviting = "/devices?at=" + network
)

// networkDoor is where tablets come.
func networkDoor(s *Server) http.Handler {
	return s.Gate.Network(s.Handler(), []string{"192.168.1.20:8443"})
}

// TestDevicesArePairedAtTheDesk and nowhere else.
func TestDevicesArePairedAtTheDesk(t *testing.T) {
	with := opened(t, lettingTabletsIn)
	desk := atDesk(t, with)
	tablet := known(t, networkDoor(with), network, with.Gate.Invite(gate.NetworkDoor).Token)
	id := with.Gate.Devices()[0].ID
	closed := opened(t, lettingTabletsIn, func(o *Options) { o.Pair = Pair{} })
	for name, c := range map[string]struct {
		h            http.Handler
		look, invite int
	}{
		"at the desk":        {desk, http.StatusOK, http.StatusOK},
		"on a tablet":        {tablet, http.StatusForbidden, http.StatusForbidden},
		"past the gate":      {with.Handler(), http.StatusForbidden, http.StatusForbidden},
		"without a gate":     {opened(t).Handler(), http.StatusForbidden, http.StatusForbidden},
		"without an address": {atDesk(t, closed), http.StatusOK, http.StatusBadRequest},
	} {
		look, invite := get(t, c.h, "/devices"), post(t, c.h, inviting, "")
		if look.Code != c.look || invite.Code != c.invite {
			t.Errorf("%s: %d to look, %d to invite", name, look.Code, invite.Code)
		}
		for _, w := range []string{look.Body.String(), invite.Body.String()} {
			if !strings.HasPrefix(strings.TrimSpace(w), "<") && w != "devices are paired at the desk\n" && w != "this computer has no such address\n" {
				t.Errorf("%s: %s", name, w)
			}
		}
		if name != "at the desk" {
			if w := post(t, c.h, "/devices/"+id+"/remove", ""); w.Code != http.StatusNotFound {
				t.Errorf("%s: %d to remove", name, w.Code)
			}
		}
	}
	if n := len(with.Gate.Devices()); n != 1 {
		t.Errorf("%d devices are left", n)
	}
}

// TestACodeLetsOneTabletIn: what a tablet reads off the screen opens the
// network door, once, until it is removed.
func TestACodeLetsOneTabletIn(t *testing.T) {
	s := opened(t, lettingTabletsIn)
	desk := atDesk(t, s)
	heard := listening(s)
	if page := pageOf(t, get(t, desk, "/devices")); page.all("#paired")[0].text() != "None yet." || page.all(".fingerprint")[0].text() != "AB:CD:EF" {
		t.Error(page.text())
	}
	if w := post(t, desk, "/devices?at=https://elsewhere.example", ""); w.Code != http.StatusBadRequest {
		t.Errorf("a code that leads elsewhere: %d", w.Code)
	}
	invitation := pageOf(t, post(t, desk, inviting, ""))
	address := seen(t, invitation.all("svg")[0])
	if shown := invitation.all(".address")[0].text(); shown != address {
		t.Errorf("the code says %s and the words %s", address, shown)
	}
	if caption := invitation.all("figcaption")[0].text(); !strings.Contains(caption, "before 2:45 pm.") {
		t.Error(caption)
	}
	token, ok := strings.CutPrefix(address, network+"/start?token=")
	if !ok {
		t.Fatal(address)
	}
	tablet := known(t, networkDoor(s), network, token)
	if w := get(t, tablet, "/today"); w.Code != http.StatusOK {
		t.Errorf("the tablet is not let in: %d", w.Code)
	}
	for site, door := range map[string]http.Handler{"network": networkDoor(s), "desk": s.Gate.Local(s.Handler(), 8080)} {
		second := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			r.Host = map[string]string{"network": "192.168.1.20:8443", "desk": "127.0.0.1:8080"}[site]
			door.ServeHTTP(w, r)
		})
		if w := get(t, second, "/start?token="+token); w.Code != http.StatusForbidden {
			t.Errorf("the token is good twice, at the %s: %d", site, w.Code)
		}
	}
	if s.look(); heard.told() != "devices" {
		t.Error("the desk is not told of it")
	}
	if s.look(); heard.told() != "" {
		t.Error("the desk is told again")
	}
	device := pageOf(t, get(t, desk, "/devices")).all(".device")[0]
	if got := device.text(); got != "other device since 2:40 pm Remove other device, paired at 2:40 pm" {
		t.Error(got)
	}
	remove := "/devices/" + device.all("button")[0].attribute("data-remove") + "/remove"
	for _, want := range []int{http.StatusNoContent, http.StatusNotFound} {
		if w := post(t, desk, remove, ""); w.Code != want {
			t.Errorf("removing: %d, want %d", w.Code, want)
		}
	}
	if w := get(t, tablet, "/today"); w.Code != http.StatusUnauthorized || heard.told() != "devices" {
		t.Errorf("the tablet is still let in: %d", w.Code)
	}
}

// seen is what a camera reads off a code on the screen.
func seen(t *testing.T, svg node) string {
	t.Helper()
	const pixels = 4 // of a module
	var view [4]int64
	for i, number := range strings.Fields(svg.attribute("viewBox")) {
		view[i], _ = strconv.ParseInt(number, 10, 64)
	}
	if view[0] != -4000 || view[1] != -4000 || view[2] != view[3] || view[2]%1000 != 0 {
		t.Fatalf("the view is %v", view)
	}
	side := int(view[2]) / 1000 * pixels
	at := func(n page.Length) float32 { return float32(int64(n)-view[0]) * pixels / 1000 }
	drawn := vector.NewRasterizer(side, side)
	for _, s := range pathOf(t, svg.all("path")[0].attribute("d")) {
		switch s.Verb {
		case page.MoveTo:
			drawn.MoveTo(at(s.P[0].X), at(s.P[0].Y))
		case page.LineTo:
			drawn.LineTo(at(s.P[0].X), at(s.P[0].Y))
		default:
			drawn.ClosePath()
		}
	}
	screen := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.Draw(screen, screen.Rect, image.White, image.Point{}, draw.Src)
	drawn.Draw(screen, screen.Rect, image.NewUniform(color.Black), image.Point{})
	bitmap, err := gozxing.NewBinaryBitmapFromImage(screen)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("no code was found: %v", err)
	}
	return read.GetText()
}
