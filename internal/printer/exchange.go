package printer

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/OpenPrinting/goipp"
)

// ipp is an IPP Everywhere printer. It is not safe for concurrent use: a
// printer has one paper path.
type ipp struct {
	address
	Options
	client *http.Client
	number uint32 // of the last request
}

// user stands for whoever prints: printers show it beside the job.
const user = "aftercare"

// mostAnswer bounds what is read of an answer, in bytes; real ones have some
// ten thousand.
const mostAnswer = 1 << 20

const defaultAnswer = 15 * time.Second

func newIPP(at address, o Options) (*ipp, error) {
	trust, err := trusting(o.Trust)
	if err != nil {
		return nil, err
	}
	o.Answer = cmp.Or(o.Answer, defaultAnswer)
	return &ipp{address: at, Options: o, client: &http.Client{
		// A handout goes to the printer and to nobody in between: no proxy,
		// and no following to another address.
		Transport:     &http.Transport{TLSClientConfig: trust, DialContext: (&net.Dialer{Timeout: o.Answer}).DialContext},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// strangerError is a certificate that is not the one that is trusted.
type strangerError struct{ fingerprint string }

func (e strangerError) Error() string { return "the certificate is " + e.fingerprint }

// trusting accepts one certificate where a fingerprint is given: printers make
// their own, which no authority knows.
func trusting(fingerprint string) (*tls.Config, error) {
	if fingerprint == "" {
		return nil, nil
	}
	want := strings.ToLower(strings.ReplaceAll(fingerprint, ":", ""))
	if sum, err := hex.DecodeString(want); err != nil || len(sum) != sha256.Size {
		return nil, fingerprintFault()
	}
	return &tls.Config{
		InsecureSkipVerify: true, // in favour of the stricter VerifyConnection
		VerifyConnection: func(state tls.ConnectionState) error {
			sum := sha256.Sum256(state.PeerCertificates[0].Raw)
			if got := hex.EncodeToString(sum[:]); got != want {
				return strangerError{got}
			}
			return nil
		},
	}, nil
}

// request begins a request with what all of them have to begin with.
func (p *ipp) request(op goipp.Op) *goipp.Message {
	p.number++
	m := goipp.NewRequest(goipp.MakeVersion(2, 0), op, p.number)
	for _, a := range []struct {
		name  string
		tag   goipp.Tag
		value string
	}{
		{"attributes-charset", goipp.TagCharset, "utf-8"},
		{"attributes-natural-language", goipp.TagLanguage, "en"},
		{"printer-uri", goipp.TagURI, p.printer},
		{"requesting-user-name", goipp.TagName, user},
	} {
		m.Operation.Add(goipp.MakeAttribute(a.name, a.tag, goipp.String(a.value)))
	}
	return m
}

// httpError is an answer that is none in IPP.
type httpError int

func (e httpError) Error() string { return fmt.Sprintf("HTTP status %d", int(e)) }

// exchange sends a request, with a document behind it where there is one, and
// gives the answer, whatever its status.
func (p *ipp) exchange(ctx context.Context, m *goipp.Message, document []byte) (*goipp.Message, error) {
	limit := p.Answer
	if document != nil {
		limit *= 8
	}
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	body, err := m.EncodeBytes()
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.http, bytes.NewReader(append(body, document...)))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", goipp.ContentType)
	answered, err := p.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer answered.Body.Close()
	if answered.StatusCode != http.StatusOK {
		return nil, httpError(answered.StatusCode)
	}
	text, err := io.ReadAll(io.LimitReader(answered.Body, mostAnswer))
	if err != nil {
		return nil, err
	}
	answer := &goipp.Message{}
	return answer, answer.DecodeBytes(text)
}
