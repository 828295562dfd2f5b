package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/templates"
)

var out = flag.String("out", "", "folder to write the matrix of handouts to as PDF files, for validators")

// TestMatrix makes every handout in every paper, size and language, for no,
// one, two, many and unknown areas, with every kind of logo, and what is out of
// the ordinary besides. Validators of other people read the files.
func TestMatrix(t *testing.T) {
	m := matrix{t: t, pages: map[int]int{}}
	for logo, r := range clinics(t) {
		m.handouts(logo, r)
	}
	r := fresh(t)
	m.special(r)
	m.write("sample", made(t, sample(t), request()).PDF)
	m.combined(r)
	if m.pages[1] == 0 || m.pages[2] == 0 {
		t.Errorf("there are no files of one page or none of two: %v", m.pages)
	}
}

// TestSize holds a page in a Latin language, with logo, body and code, and names
// with marks on their letters, to 30 KB.
func TestSize(t *testing.T) {
	r := fresh(t)
	for _, lang := range []string{"en", "es"} {
		req := request()
		req.Visit.Language = lang
		const most = 30 << 10
		if h := made(t, r, req); h.Pages != 1 || len(h.PDF) > most {
			t.Errorf("%s: %d bytes on %d pages, at most %d on one", lang, len(h.PDF), h.Pages, most)
		}
	}
}

type matrix struct {
	t     *testing.T
	pages map[int]int // how many handouts have how many
}

// areasOf are the treated areas of a visit, by what they stand for.
var areasOf = []struct {
	name  string
	areas []string
}{
	{"none", nil},
	{"one", []string{"knee"}},
	{"two", []string{"low back", "left hip"}},
	{"many", []string{"neck", "both shoulders", "low back", "left hip", "right knee", "left calf", "foot", "jaw"}},
	{"unknown", []string{"left earlobe"}},
}

func (m *matrix) handouts(logo string, r *render.Renderer) {
	library, _ := sources()
	for _, id := range library.Handouts() {
		for _, lang := range library.Languages(id) {
			for _, style := range styles() {
				for _, a := range areasOf {
					req := request()
					req.Visit.Handout, req.Visit.Language, req.Visit.Areas, req.Style = id, lang, a.areas, style
					m.add(fmt.Sprintf("%s-%s-%s-%s-logo-%s", id, lang, named(style), a.name, logo), r, req)
				}
			}
		}
	}
}

// special are names of many kinds and visits that say all or nothing.
func (m *matrix) special(r *render.Renderer) {
	for name, req := range requests() {
		m.add("special-"+name, r, req)
	}
	_, c := sources()
	for name, change := range map[string]func(*render.Request){
		"long-name": func(r *render.Request) {
			r.Visit.Patient = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana Anastasija Žofie"
			r.Visit.Therapist = "Bartholomew Featherstonehaugh-Cholmondeley, PT, DPT, OCS, FAAOMPT"
		},
		"long-note": func(r *render.Request) { r.Visit.Note = strings.Repeat("Walk a little every day. ", 60) },
		"every-flag": func(r *render.Request) {
			library, _ := sources()
			r.Visit.Flags = nil
			for _, f := range library.Vocabulary().Flags {
				r.Visit.Flags = append(r.Visit.Flags, f.ID)
			}
		},
		"clocks-change": func(r *render.Request) { r.Visit.Start = time.Date(2026, 10, 31, 23, 30, 0, 0, c.Zone) },
	} {
		for _, style := range styles() {
			req := request()
			req.Style = style
			change(&req)
			m.add("special-"+name+"-"+named(style), r, req)
		}
	}
}

func (m *matrix) add(name string, r *render.Renderer, req render.Request) {
	m.t.Helper()
	h := made(m.t, r, req)
	m.pages[h.Pages]++
	m.write(name, h.PDF)
}

// combined are print jobs of unlike sheets, for one side and for both.
func (m *matrix) combined(r *render.Renderer) {
	all := requests()
	var parts []render.Part
	for _, name := range slices.Sorted(maps.Keys(all)) {
		parts = append(parts, render.Part{Sheet: made(m.t, r, all[name]).Sheet, Name: "Sheet " + name})
	}
	for _, duplex := range []bool{false, true} {
		data, err := r.Combine("Handouts of a day", parts, duplex, request().Visit.Start)
		if err != nil {
			m.t.Fatal(err)
		}
		m.write(fmt.Sprintf("combined-duplex-%v", duplex), data)
	}
}

func (m *matrix) write(name string, data []byte) {
	m.t.Helper()
	if *out == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*out, name+".pdf"), data, 0o644); err != nil {
		m.t.Fatal(err)
	}
}

func styles() (all []layout.Style) {
	for _, paper := range layout.Papers {
		all = append(all, layout.Style{Paper: paper}, layout.Style{Paper: paper, Large: true})
	}
	return all
}

func named(s layout.Style) string {
	if s.Large {
		return s.Paper.Name + "-large"
	}
	return s.Paper.Name
}

// clinics are renderers of the example clinic, by the kind of its logo.
func clinics(t *testing.T) map[string]*render.Renderer {
	t.Helper()
	var photo, cut bytes.Buffer
	if err := jpeg.Encode(&photo, slope(300, 200), nil); err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(&cut, slope(300, 200)); err != nil {
		t.Fatal(err)
	}
	return map[string]*render.Renderer{
		"none": withLogo(t, "", nil),
		"svg":  fresh(t),
		"jpeg": withLogo(t, "logo.jpg", photo.Bytes()),
		"png":  withLogo(t, "logo.png", cut.Bytes()),
	}
}

// slope is a picture that fades from opaque to clear.
func slope(width, height int) image.Image {
	p := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p.SetNRGBA(x, y, color.NRGBA{R: uint8(x % 256), G: 90, B: uint8(y), A: uint8(255 - x*255/width)})
		}
	}
	return p
}

// withLogo is a renderer of the example clinic with another logo file.
func withLogo(t *testing.T, name string, data []byte) *render.Renderer {
	t.Helper()
	text, err := os.ReadFile("../../examples/clinic.toml")
	if err != nil {
		t.Fatal(err)
	}
	entry := ""
	if name != "" {
		entry = fmt.Sprintf("logo = %q", name)
	}
	c, problems := clinic.Parse("clinic.toml", bytes.Replace(text, []byte(`logo = "logo.svg"`), []byte(entry), 1),
		fstest.MapFS{name: {Data: data}})
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	return rendererOf(t, c)
}

// sample is a renderer of the clinic that is built in.
func sample(t *testing.T) *render.Renderer {
	t.Helper()
	text, err := fs.ReadFile(templates.FS, "clinic.toml")
	if err != nil {
		t.Fatal(err)
	}
	c, problems := clinic.Parse("built-in clinic", text, templates.FS)
	if problems.Err() != nil {
		t.Fatal(problems)
	}
	c.Sample = true
	return rendererOf(t, c)
}

func rendererOf(t *testing.T, c *clinic.Clinic) *render.Renderer {
	t.Helper()
	library, _ := sources()
	r, err := render.New(library, c, assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
