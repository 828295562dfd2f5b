package gate

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aftercare/internal/outfile"
)

const (
	day          = 24 * time.Hour
	lifetime     = 397 * day // the longest that browsers take without complaint
	stillGood    = 7 * day   // less left than this, and there is a new one
	clocksDiffer = time.Hour // a device whose clock is behind takes it too
	certificate  = "certificate.pem"
)

// Certificate is the one of the network door, of our own making and for the
// names and addresses given. It is kept in the folder, the key beside it in
// one file, so that a device that trusted it once need not be asked again;
// where that file does not serve any more there is a new one. Its secrets
// are the system's own: crypto/ecdsa takes no others. An error is one of the
// folder.
func Certificate(folder string, names []string, ips []net.IP, now time.Time) (tls.Certificate, error) {
	path := filepath.Join(folder, certificate)
	if kept, err := tls.LoadX509KeyPair(path, path); err == nil && serves(kept.Leaf, names, ips, now) {
		return kept, nil
	}
	text, err := newCertificate(names, ips, now)
	if err != nil {
		return tls.Certificate{}, err
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return tls.Certificate{}, fmt.Errorf("the certificate cannot be kept: %w", err)
	}
	if err := outfile.Write(path, text); err != nil {
		return tls.Certificate{}, fmt.Errorf("the certificate cannot be kept: %w", err)
	}
	return tls.X509KeyPair(text, text)
}

// serves says whether a certificate is good for a while yet, under all names.
func serves(leaf *x509.Certificate, names []string, ips []net.IP, now time.Time) bool {
	if now.Before(leaf.NotBefore) || now.Add(stillGood).After(leaf.NotAfter) {
		return false
	}
	for _, name := range names {
		if leaf.VerifyHostname(name) != nil {
			return false
		}
	}
	for _, ip := range ips {
		if leaf.VerifyHostname(ip.String()) != nil {
			return false
		}
	}
	return true
}

// newCertificate is a certificate and its key as PEM. It is no authority: a
// device that trusts it trusts this one server and nothing that it signs.
func newCertificate(names []string, ips []net.IP, now time.Time) ([]byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	begins := now.Add(-clocksDiffer)
	template := x509.Certificate{
		Subject:               pkix.Name{CommonName: "aftercare"},
		NotBefore:             begins,
		NotAfter:              begins.Add(lifetime - time.Second), // the last second counts
		KeyUsage:              x509.KeyUsageDigitalSignature,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		BasicConstraintsValid: true,
		DNSNames:              names,
		IPAddresses:           ips,
	}
	signed, err := x509.CreateCertificate(rand.Reader, &template, &template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: signed})
	return append(text, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...), nil
}

// Fingerprint is the SHA-256 of a certificate as browsers show it, for people
// to compare: pairs of capital hexadecimal digits with colons between.
func Fingerprint(c tls.Certificate) string {
	sum := sha256.Sum256(c.Certificate[0])
	return strings.ReplaceAll(fmt.Sprintf("% X", sum[:]), " ", ":")
}
