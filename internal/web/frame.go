package web

import (
	"embed"
	"html/template"
	"net/http"
	"strings"

	"aftercare/internal/gate"
)

//go:embed pages static
var files embed.FS

// frame is what every page is given.
type frame struct {
	Title   string // names no patient: windows are seen over the counter
	Tab     string // the page's own short name
	Script  string // under /static/
	Clinic  string
	Sample  bool   // the built-in clinic
	MayPair bool   // the page for pairing tablets can be reached
	Told    int    // the last event before the page was made
	Page    string // of this page alone, for its sheets
}

func (s *Server) frame(r *http.Request, title, tab string) frame {
	told := s.events.count() // before anything is read that may change
	c := s.kit.Load().clinic
	return frame{Title: title, Tab: tab, Script: tab + ".js", Clinic: c.Name, Sample: c.Sample, MayPair: s.mayPair(r), Told: told, Page: s.name()}
}

// mayPair says whether this visitor sits at the desk of a clinic that lets
// tablets in.
func (s *Server) mayPair(r *http.Request) bool {
	visitor, ok := gate.From(r.Context())
	return s.Gate != nil && ok && visitor.Local
}

func parsePages() *template.Template {
	return template.Must(template.ParseFS(files, "pages/*.html"))
}

// orMissing answers a browser in words of the page's own where there is none.
func (s *Server) orMissing(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, pattern := mux.Handler(r)
		if pattern == "" && r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") {
			s.missing(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// missing answers where there is no page.
func (s *Server) missing(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusNotFound)
	_ = s.pages.ExecuteTemplate(w, "missing", s.frame(r, "", "")) // whoever asked has gone
}

// write answers with a page or a part of one.
func (s *Server) write(w http.ResponseWriter, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = s.pages.ExecuteTemplate(w, name, data) // whoever asked has gone
}
