package gate_test

import (
	"crypto/rand"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"strings"
	"testing"
	"time"

	"aftercare/internal/gate"
)

// Whatever a request looks like, without a cookie it comes through to an open
// path under one of our names or not at all.
func FuzzNobodyComesThroughWithoutACookie(f *testing.F) {
	for _, each := range refused {
		line, rest, _ := strings.Cut(each.request, "\n")
		words := strings.Fields(line)
		host, _, _ := strings.Cut(strings.TrimPrefix(rest, "Host: "), "\n")
		f.Add(words[0], words[1], host, "same-origin")
	}
	f.Add("POST", "/v1/handouts", "127.0.0.1:8080", "")
	f.Add("GET", "/v1/%2e%2e/", "localhost:8080", "cross-site")
	hosts := []string{"127.0.0.1:8080", "localhost:8080", "[::1]:8080"}
	g := gate.New(gate.Options{Random: rand.Reader, Now: time.Now, Open: []string{"/v1/"}})
	f.Fuzz(func(t *testing.T, method, target, host, site string) {
		address, err := url.ParseRequestURI(target)
		if err != nil {
			return // net/http refuses it
		}
		r := &http.Request{
			Method: method, URL: address, RequestURI: target, Host: host,
			Header: http.Header{"Sec-Fetch-Site": {site}}, Body: http.NoBody,
		}
		w := httptest.NewRecorder()
		reached := false
		g.Local(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }), 8080).ServeHTTP(w, r)
		if reached {
			ours := false
			for _, each := range hosts {
				ours = ours || strings.EqualFold(host, each)
			}
			clean := path.Clean(address.Path)
			if !ours || !strings.HasPrefix(clean+"/", "/v1/") || clean != strings.TrimSuffix(address.Path, "/") {
				t.Errorf("%s %q of %q came through", method, target, host)
			}
		} else if w.Code < 400 {
			t.Errorf("%s %q of %q: %d", method, target, host, w.Code)
		}
	})
}
