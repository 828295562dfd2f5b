package gate_test

import (
	"crypto/tls"
	"crypto/x509"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"aftercare/internal/gate"
)

var (
	deskNames = []string{"desk", "desk.local"}
	deskIPs   = []net.IP{net.IPv4(192, 168, 7, 20), net.IPv4(127, 0, 0, 1)}
)

func certify(t *testing.T, folder string, names []string, ips []net.IP, now time.Time) tls.Certificate {
	t.Helper()
	c, err := gate.Certificate(folder, names, ips, now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestADeviceThatTrustsTheCertificateConnects(t *testing.T) {
	c := certify(t, t.TempDir(), deskNames, deskIPs, time.Now())
	l := listen(t)
	serve(t, l, gate.Server(http.NotFoundHandler()), &c)
	roots := x509.NewCertPool()
	roots.AddCert(c.Leaf)
	get(t, &http.Client{Transport: trusting(t, roots)}, "https://"+l.Addr().String())
	if _, err := http.Get("https://" + l.Addr().String()); err == nil {
		t.Error("a device that does not trust it connects too")
	}
}

func TestWhatTheCertificateSays(t *testing.T) {
	now := time.Now()
	leaf := certify(t, t.TempDir(), deskNames, deskIPs, now).Leaf
	if days := leaf.NotAfter.Sub(leaf.NotBefore) + time.Second; days > 397*24*time.Hour {
		t.Error("good for longer than browsers take:", days)
	}
	if leaf.NotBefore.After(now) || leaf.NotAfter.Before(now.AddDate(1, 0, 0)) {
		t.Error(leaf.NotBefore, leaf.NotAfter)
	}
	if leaf.IsCA || leaf.KeyUsage != x509.KeyUsageDigitalSignature || leaf.SignatureAlgorithm != x509.ECDSAWithSHA256 {
		t.Error("it can sign others, or is signed in another way:", leaf.IsCA, leaf.KeyUsage, leaf.SignatureAlgorithm)
	}
	if leaf.VerifyHostname("192.168.7.21") == nil || leaf.VerifyHostname("desk.example") == nil {
		t.Error("good for names that were not asked for")
	}
}

func TestTheCertificateIsKeptWhileItServes(t *testing.T) {
	now := time.Now()
	for _, each := range []struct {
		name   string
		change func(path string) error
		names  []string
		ips    []net.IP
		now    time.Time
		kept   bool
	}{
		{"tomorrow", nil, deskNames, deskIPs, now.AddDate(0, 0, 1), true},
		{"without one of its names", nil, deskNames[1:], deskIPs[:1], now, true},
		{"8 days before its end", nil, deskNames, deskIPs, now.AddDate(0, 0, 397-8), true},
		{"6 days before its end", nil, deskNames, deskIPs, now.AddDate(0, 0, 397-6), false},
		{"after its end", nil, deskNames, deskIPs, now.AddDate(2, 0, 0), false},
		{"when the clock was set back", nil, deskNames, deskIPs, now.AddDate(0, 0, -1), false},
		{"at another address", nil, deskNames, []net.IP{net.IPv4(192, 168, 7, 21)}, now, false},
		{"under another name", nil, []string{"counter.local"}, deskIPs, now, false},
		{"when its file is empty", func(path string) error { return os.Truncate(path, 0) }, deskNames, deskIPs, now, false},
		{"when its file is cut", func(path string) error { return os.Truncate(path, 700) }, deskNames, deskIPs, now, false},
		{"when its file is gone", os.Remove, deskNames, deskIPs, now, false},
	} {
		t.Run(each.name, func(t *testing.T) {
			folder := t.TempDir()
			first := certify(t, folder, deskNames, deskIPs, now)
			if each.change != nil {
				if err := each.change(filepath.Join(folder, "certificate.pem")); err != nil {
					t.Fatal(err)
				}
			}
			second := certify(t, folder, each.names, each.ips, each.now)
			if kept := gate.Fingerprint(first) == gate.Fingerprint(second); kept != each.kept {
				t.Error("kept:", kept)
			}
			third := certify(t, folder, each.names, each.ips, each.now)
			if gate.Fingerprint(second) != gate.Fingerprint(third) {
				t.Error("what was made anew was not kept")
			}
		})
	}
}

func TestTheKeyIsItsOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the folder above says who may read")
	}
	folder := filepath.Join(t.TempDir(), "aftercare", "network")
	certify(t, folder, deskNames, deskIPs, time.Now())
	for path, want := range map[string]os.FileMode{folder: 0o700, filepath.Join(folder, "certificate.pem"): 0o600} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode().Perm(), err)
		}
	}
}

func TestAFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := gate.Certificate(file, deskNames, deskIPs, time.Now()); err == nil || !strings.HasPrefix(err.Error(), "the certificate cannot be kept: ") {
		t.Error(err)
	}
}

func TestFingerprintIsForPeople(t *testing.T) {
	got := gate.Fingerprint(tls.Certificate{Certificate: [][]byte{[]byte("abc")}})
	if !regexp.MustCompile(`^BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:.*:F2:00:15:AD$`).MatchString(got) {
		t.Error(got)
	}
}
