package gate_test

import (
	"fmt"
	"net"
	"slices"
	"testing"

	"aftercare/internal/gate"
)

func network(t *testing.T, flags net.Flags, addresses ...string) gate.Interface {
	t.Helper()
	i := gate.Interface{Flags: flags}
	for _, a := range addresses {
		ip, within, err := net.ParseCIDR(a)
		if err != nil {
			t.Fatal(err)
		}
		i.Addresses = append(i.Addresses, &net.IPNet{IP: ip, Mask: within.Mask})
	}
	return i
}

func TestAddressesOfTheClinicsNetwork(t *testing.T) {
	up := net.FlagUp | net.FlagBroadcast | net.FlagRunning
	got := gate.Addresses([]gate.Interface{
		network(t, net.FlagUp|net.FlagLoopback, "127.0.0.1/8", "10.99.0.1/32"),
		network(t, up, "fe80::1/64", "192.168.7.20/24", "169.254.3.4/16", "fd00::20/64"),
		network(t, net.FlagBroadcast, "192.168.8.20/24"),
		network(t, up|net.FlagPointToPoint, "10.8.0.2/24"),
		network(t, up, "172.16.0.5/12", "10.0.0.5/8", "203.0.113.5/24", "192.168.7.20/24"),
		{Flags: up, Addresses: []net.Addr{&net.UnixAddr{Name: "x"}}},
	})
	if fmt.Sprint(got) != "[192.168.7.20 172.16.0.5 10.0.0.5]" {
		t.Error(got)
	}
	if own, err := gate.Interfaces(); err != nil || len(own) == 0 {
		t.Error("this machine has no interfaces:", err)
	}
}

func TestNamesOfThisMachine(t *testing.T) {
	for hostname, want := range map[string][]string{
		"desk":                {"desk", "desk.local"},
		"Desk-PC":             {"desk-pc", "desk-pc.local"},
		"desk.local":          {"desk", "desk.local"},
		"desk.clinic.example": {"desk", "desk.clinic.example", "desk.local"},
		"desk.":               {"desk", "desk.local"},
		"localhost":           nil,
		"localhost.example":   nil,
		"":                    nil,
		"front_desk":          nil,
		"empfänger":           nil,
		"-desk":               nil,
		"desk/..":             nil,
	} {
		if got := gate.Names(hostname); !slices.Equal(got, want) {
			t.Errorf("%q: %q", hostname, got)
		}
	}
}
