package gate_test

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"aftercare/internal/gate"
)

// shortOf is a server whose time limits are short enough for a test.
func shortOf(h http.Handler) *http.Server {
	server := gate.Server(h)
	server.ReadHeaderTimeout, server.ReadTimeout, server.WriteTimeout = 50*time.Millisecond, 100*time.Millisecond, 50*time.Millisecond
	return server
}

// A client that sends a byte now and then is cut off, while it still sends.
func TestASlowClientIsCutOff(t *testing.T) {
	read := make(chan error, 1)
	l := listen(t)
	serve(t, l, shortOf(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		read <- err
	})), nil)
	for name, head := range map[string]string{
		"header": "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
		"body":   "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", l.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			closed := make(chan struct{})
			go func() {
				io.Copy(io.Discard, conn)
				close(closed)
			}()
			io.WriteString(conn, head)
			for drops := 0; ; drops++ {
				select {
				case <-closed:
				case <-time.After(5 * time.Millisecond):
					io.WriteString(conn, "a")
					if drops < 1000 {
						continue
					}
					t.Error("it may go on and on")
				}
				break
			}
		})
	}
	if err := <-read; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error(err)
	}
}

func TestAStreamMovesItsOwnDeadline(t *testing.T) {
	stream := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		for i := range 8 {
			if err := control.SetWriteDeadline(time.Now().Add(time.Minute)); err != nil {
				t.Error(err)
			}
			fmt.Fprint(w, i)
			if err := control.Flush(); err != nil {
				t.Error(err)
			}
			select {
			case <-r.Context().Done():
				t.Error("the time to read the request ended the answer")
			case <-time.After(25 * time.Millisecond):
			}
		}
	})
	certificate := certify(t, t.TempDir(), deskNames, deskIPs, time.Now())
	roots := x509.NewCertPool()
	roots.AddCert(certificate.Leaf)
	for scheme, certificate := range map[string]*tls.Certificate{"http": nil, "https": &certificate} {
		l := listen(t)
		serve(t, l, shortOf(stream), certificate)
		if _, body := get(t, &http.Client{Transport: trusting(t, roots)}, scheme+"://"+l.Addr().String()); body != "01234567" {
			t.Errorf("%s: %q", scheme, body)
		}
	}
}

func TestTheLimitsOfAServer(t *testing.T) {
	s := gate.Server(http.NotFoundHandler())
	if s.ReadHeaderTimeout != 5*time.Second || s.ReadTimeout != 15*time.Second ||
		s.WriteTimeout != time.Minute || s.IdleTimeout != time.Minute || s.MaxHeaderBytes != 16<<10 {
		t.Errorf("%v %v %v %v %v", s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout, s.MaxHeaderBytes)
	}
}

// What a handler panics with may hold what a patient is called.
func TestAPanicSaysNothing(t *testing.T) {
	var logged bytes.Buffer
	log.SetOutput(&logged)
	defer log.SetOutput(os.Stderr)
	l := listen(t)
	serve(t, l, gate.Server(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "max-age=600")
		switch r.URL.Path {
		case "/written":
			io.WriteString(w, "half an ans")
		case "/flushed":
			http.NewResponseController(w).Flush()
		case "/hinted":
			w.WriteHeader(http.StatusEarlyHints)
		}
		panic("Erika Example")
	})), nil)
	for _, path := range []string{"/", "/hinted", "/written", "/flushed"} {
		r, err := http.Get("http://" + l.Addr().String() + path)
		if path == "/written" || path == "/flushed" {
			if err == nil {
				_, err = io.ReadAll(r.Body)
				r.Body.Close()
			}
			if err == nil {
				t.Error(path, "half an answer looks like a whole one")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != http.StatusInternalServerError || strings.Contains(string(body), "Erika") || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %s %q %v", path, r.Status, body, r.Header)
		}
	}
	if logged.Len() > 0 {
		t.Errorf("logged: %s", &logged)
	}
}
