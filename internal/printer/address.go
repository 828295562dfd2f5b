package printer

import (
	"net"
	"net/url"
	"strings"

	"aftercare/internal/diag"
)

// ippPort and ippPath are where an IPP Everywhere printer is when its address
// does not say (RFC 8010, PWG 5100.14).
const (
	ippPort = "631"
	ippPath = "/ipp/print"
)

// address is where a printer is, in the two ways in which it is spoken of.
type address struct {
	printer string // its name in IPP, an ipp or ipps URI
	http    string // where requests go
	host    string // with the port, to tell people
}

func isAddress(target string) bool { return strings.Contains(target, "://") }

// parseAddress reads an ipp or ipps address. What is wrong is told without the
// address: it can hold a password.
func parseAddress(target string) (address, error) {
	u, err := url.Parse(target)
	switch {
	case err != nil || u.Hostname() == "":
		return address{}, diag.Errorf("this is no address of a printer").WithHint("write ipp://HOST/ipp/print, with the printer's name or number for HOST")
	case u.Scheme != "ipp" && u.Scheme != "ipps":
		return address{}, diag.Errorf("printers are not spoken to by %s://", u.Scheme).WithHint("write ipp:// or ipps://")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "":
		return address{}, diag.Errorf("a printer's address has no password and no ? or #").
			WithHint("a printer that wants a password is printed to as a print queue of the system")
	}
	if u.Port() == "" {
		u.Host = net.JoinHostPort(u.Hostname(), ippPort)
	}
	if strings.Trim(u.Path, "/") == "" {
		u.Path = ippPath
	}
	at := address{printer: u.String(), host: u.Host}
	u.Scheme = map[string]string{"ipp": "http", "ipps": "https"}[u.Scheme]
	at.http = u.String()
	return at, nil
}
