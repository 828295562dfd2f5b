package web

import (
	"fmt"
	"net/http"
	"slices"

	"aftercare/internal/gate"
	"aftercare/internal/layout"
	"aftercare/internal/page"
)

// Pair is how devices on the clinic's network reach this machine.
type Pair struct {
	Addresses   []string // https://192.168.1.20:8443
	Fingerprint string   // of the certificate, as a device shows it
}

// devicesPage is what the page for pairing shows.
type devicesPage struct {
	frame
	Pair
	Devices []device
}

// device is a paired one.
type device struct{ ID, Name, Since string }

// invitation is a code to scan, once.
type invitation struct {
	Address string
	Code    code
	Until   string
}

// code is a QR code in modules, the quiet zone around it included.
type code struct {
	Side int64 // of the code and its quiet zone
	From int64 // where the view begins: the quiet zone is left of 0
	Path string
}

func (s *Server) devices(w http.ResponseWriter, r *http.Request) {
	if !s.mayPair(r) {
		http.Error(w, "devices are paired at the desk", http.StatusForbidden)
		return
	}
	p := devicesPage{frame: s.frame(r, "Tablets", "devices"), Pair: s.Pair}
	for _, d := range s.Gate.Devices() {
		p.Devices = append(p.Devices, device{d.ID, d.Name, s.kit.Load().clock(d.Paired)})
	}
	s.write(w, "devices", p)
}

// inviteDevice makes a code that one device may scan. A computer on several
// networks has several addresses; ?at is the one that the device can reach.
func (s *Server) inviteDevice(w http.ResponseWriter, r *http.Request) {
	if !s.mayPair(r) {
		http.Error(w, "devices are paired at the desk", http.StatusForbidden)
		return
	}
	at := r.URL.Query().Get("at")
	if !slices.Contains(s.Pair.Addresses, at) {
		http.Error(w, "this computer has no such address", http.StatusBadRequest)
		return
	}
	made := s.Gate.Invite(gate.NetworkDoor)
	address := at + "/start?token=" + made.Token
	drawn, err := codeOf(address)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.write(w, "invitation", invitation{address, drawn, s.kit.Load().clock(made.Expires)})
}

// codeOf draws an address with its quiet zone.
func codeOf(address string) (code, error) {
	drawing, err := layout.Code(address)
	if err != nil {
		return code{}, err
	}
	const quiet = layout.QuietZone * page.Point
	return code{int64(drawing.Width + 2*quiet), -int64(quiet), svgPaths(drawing.Paths)[0]}, nil
}

func (s *Server) removeDevice(w http.ResponseWriter, r *http.Request) {
	if !s.mayPair(r) || !s.Gate.Remove(r.PathValue("id")) {
		http.Error(w, "there is no such device", http.StatusNotFound)
		return
	}
	s.events.tell(devicesChanged)
	w.WriteHeader(http.StatusNoContent)
}

// lookAtDevices tells the page at the desk that one has come or gone.
func (s *Server) lookAtDevices() {
	if s.Gate == nil {
		return
	}
	if devices := fmt.Sprint(s.Gate.Devices()); devices != s.watched.devices {
		s.watched.devices = devices
		s.events.tell(devicesChanged)
	}
}
