package gate

import (
	"net"
	"slices"
	"strings"
)

// Interface is a network interface of this machine and its addresses.
type Interface struct {
	Flags     net.Flags
	Addresses []net.Addr
}

// Interfaces are those of this machine, for Addresses. One whose addresses
// cannot be read has none.
func Interfaces() ([]Interface, error) {
	system, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	all := make([]Interface, len(system))
	for i, each := range system {
		all[i].Flags = each.Flags
		all[i].Addresses, _ = each.Addrs()
	}
	return all, nil
}

// Addresses are the private IPv4 addresses by which the clinic's network
// reaches this machine, in the order of the interfaces. Loopback, interfaces
// that are down, and tunnels, which lead elsewhere, have none of them.
func Addresses(interfaces []Interface) (all []net.IP) {
	for _, each := range interfaces {
		if each.Flags&net.FlagUp == 0 || each.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
			continue
		}
		for _, address := range each.Addresses {
			within, ok := address.(*net.IPNet)
			if !ok || within.IP.To4() == nil || !within.IP.IsPrivate() {
				continue
			}
			if ip := within.IP.To4(); !slices.ContainsFunc(all, ip.Equal) {
				all = append(all, ip)
			}
		}
	}
	return all
}

// Names are what the clinic's network may call a machine of this hostname:
// the hostname, its first label, and that label under .local. A hostname that
// cannot stand in an address has none.
func Names(hostname string) []string {
	hostname = strings.ToLower(strings.TrimSuffix(hostname, "."))
	first, _, _ := strings.Cut(hostname, ".")
	if first == "localhost" {
		return nil
	}
	for label := range strings.SplitSeq(hostname, ".") {
		if !isLabel(label) {
			return nil
		}
	}
	names := []string{hostname, first, first + ".local"}
	slices.Sort(names)
	return slices.Compact(names)
}

// isLabel says whether s is a part of a name as DNS knows it (RFC 1123, 2.1).
func isLabel(s string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyz0123456789-"
	return s != "" && len(s) <= 63 && strings.Trim(s, letters) == "" &&
		!strings.HasPrefix(s, "-") && !strings.HasSuffix(s, "-")
}
