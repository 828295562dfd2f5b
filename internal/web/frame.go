package web

import (
	"embed"
	"html/template"
	"net/http"

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

// write answers with a page or a part of one.
func (s *Server) write(w http.ResponseWriter, name string, data any) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_ = s.pages.ExecuteTemplate(w, name, data) // whoever asked has gone
}
