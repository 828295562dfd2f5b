package web

import (
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/assets"
	"aftercare/internal/appointments"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/templates"
)

// secret is the token of other software in these tests.
const secret = "c2VjcmV0IG9mIHRoZSBkZXNr"

// clock is when these tests are: a Monday in New York, ten minutes after Zoë
// Łukasiewicz came.
func clock() time.Time {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return time.Date(2026, 11, 23, 14, 40, 30, 0, newYork)
}

// dice fall the same way in every run.
type dice struct {
	mu   sync.Mutex
	from *rand.ChaCha8
}

func (d *dice) Read(p []byte) (int, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.from.Read(p)
}

// options are those of the example clinic with the built-in texts: nothing is
// exported, there is no printer, and other software may ask.
func options() Options {
	return Options{
		Files: Files{
			Clinic:      exampleClinic,
			Definitions: func() fs.FS { return templates.FS },
			Named:       func(list diag.List) diag.List { return list },
		},
		Assets: assets.FS, Now: clock, Random: &dice{from: rand.NewChaCha8([32]byte{})}, Token: secret,
	}
}

func exampleClinic() (*clinic.Clinic, diag.List) {
	const folder = "../../examples"
	text, err := os.ReadFile(folder + "/clinic.toml")
	if err != nil {
		panic(err)
	}
	return clinic.Parse("clinic.toml", text, os.DirFS(folder))
}

// exporting is where an export of this name and content lies.
func exporting(name, table string) func(*Options) {
	return func(o *Options) {
		o.Exports = &Exports{Folder: fstest.MapFS{name: {Data: []byte(table)}}, Name: name, Reading: reading}
	}
}

// reading is how serve reads an export.
func reading(c *clinic.Clinic, l *handout.Library, day time.Time) (appointments.Options, error) {
	profiles, err := fs.Sub(templates.FS, "imports")
	return appointments.Options{
		Profiles: profiles, Zone: c.Zone, On: day, DefaultHandout: c.Handout, Handouts: l.Handouts(), Vocabulary: l.Vocabulary(),
	}, err
}

// opened is a page that is open for one test; changes are what is special
// about it.
func opened(t testing.TB, changes ...func(*Options)) *Server {
	t.Helper()
	o := options()
	for _, change := range changes {
		change(&o)
	}
	s, problems := New(t.Context(), o)
	if s == nil {
		t.Fatal(problems)
	}
	return s
}

// get asks as a browser does.
func get(t testing.TB, h http.Handler, address string) *httptest.ResponseRecorder {
	t.Helper()
	return answered(h, httptest.NewRequest(http.MethodGet, address, nil))
}

// post sends a body as JSON; headers are pairs of a name and a value, which may
// stand in the place of that.
func post(t testing.TB, h http.Handler, address, body string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, address, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return answered(h, r)
}

func answered(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}
