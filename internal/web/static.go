package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"aftercare/internal/clinic"
	"aftercare/internal/page"
)

// types are what is served: what a system's own registry says of .js may be
// anything, and a browser runs no module that is called text.
var types = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".ttf": "font/ttf",
}

// fixed serves the files of the program, which hold nothing of a patient. A
// browser keeps them and asks whether they are still the same.
func fixed(fsys fs.FS) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/")
		kind, ok := types[path.Ext(name)]
		text, err := fs.ReadFile(fsys, name)
		if !ok || err != nil {
			http.NotFound(w, r)
			return
		}
		serveFixed(w, r, kind, text)
	})
}

func serveFixed(w http.ResponseWriter, r *http.Request, kind string, text []byte) {
	sum := sha256.Sum256(text)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	head := w.Header()
	head.Set("Content-Type", kind)
	head.Set("Cache-Control", "private, no-cache")
	head.Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(text) // whoever asked has gone
}

// style is the one style sheet, in the colours of the clinic.
func (s *Server) style(w http.ResponseWriter, r *http.Request) {
	text, err := files.ReadFile("static/style.css")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	serveFixed(w, r, types[".css"], append([]byte(colours(s.kit.Load().clinic)), text...))
}

// night is the lightest ground that text stands on by night, --soft of the
// style sheet.
var night = page.Colour{R: 0x2b, G: 0x3b, B: 0x40}

// legible is the least contrast of text (WCAG 2.2, success criterion 1.4.3).
const legible = 4.5

// colours are the clinic's own as custom properties: as on paper, or as near to
// that as can be read on the darkest ground by day and the lightest by night.
func colours(c *clinic.Clinic) string {
	soft := clinic.Tint(c.Brand, 84)
	return fmt.Sprintf(":root { --brand: %s; --tint: %s; --soft: %s; --accent: %s; --brand-night: %s; --accent-night: %s; }\n",
		hexOf(clinic.Readable(c.Brand, soft, legible)), hexOf(clinic.Tint(c.Brand, 95)), hexOf(soft), hexOf(c.Accent),
		hexOf(clinic.Readable(c.Brand, night, legible)), hexOf(clinic.Readable(c.Accent, night, legible)))
}

func hexOf(c page.Colour) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// icon is for browsers that ask for one without looking at the page.
func (s *Server) icon(w http.ResponseWriter, r *http.Request) {
	r.URL.Path = "/static/icon.svg"
	fixed(files).ServeHTTP(w, r)
}
