package render_test

import (
	"flag"
	"os"
	"sync"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/handout"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/internal/visit"
	"aftercare/templates"
)

var update = flag.Bool("update", false, "rewrite the golden hashes")

// sources are the built-in definitions and the example clinic.
var sources = sync.OnceValues(func() (*handout.Library, *clinic.Clinic) {
	library, problems := handout.OpenLibrary(templates.FS)
	if problems.Err() != nil {
		panic(problems)
	}
	text, err := os.ReadFile("../../examples/clinic.toml")
	if err != nil {
		panic(err)
	}
	c, problems := clinic.Parse("clinic.toml", text, os.DirFS("../../examples"))
	if problems.Err() != nil {
		panic(problems)
	}
	return library, c
})

// fresh is a renderer that has made nothing yet.
func fresh(t testing.TB) *render.Renderer {
	t.Helper()
	library, c := sources()
	r, err := render.New(library, c, assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func made(t testing.TB, r *render.Renderer, req render.Request) *render.Handout {
	t.Helper()
	h, problems := r.Render(req)
	if h == nil {
		t.Fatalf("%+v: %v", req, problems)
	}
	return h
}

// request is the visit most tests begin with: two areas, a special case, a
// note, the next visit.
func request() render.Request {
	_, c := sources()
	start := time.Date(2026, 11, 23, 14, 30, 0, 0, c.Zone)
	return render.Request{
		Visit: visit.Visit{
			Patient: "Zoë Łukasiewicz", Areas: []string{"low back", "left hip"}, Start: start, Therapist: "Dana Reyes, PT",
			Flags: []string{"blood-thinner"}, Note: "Great progress today.", Next: start.AddDate(0, 0, 7),
			Handout: "dry-needling", Language: "en",
		},
		Style: layout.Style{Paper: layout.Papers[0]},
	}
}

// requests are as unlike each other as can be: names in four scripts, papers,
// sizes, languages, nothing known, a lot to say.
func requests() map[string]render.Request {
	all := map[string]render.Request{}
	add := func(name string, change func(*render.Request)) {
		req := request()
		change(&req)
		all[name] = req
	}
	add("latin", func(*render.Request) {})
	add("vietnamese", func(r *render.Request) { r.Visit.Patient = "Nguyễn Văn An" })
	add("greek", func(r *render.Request) { r.Visit.Patient, r.Visit.Areas = "Ελένη", []string{"neck"} })
	add("cyrillic", func(r *render.Request) { r.Visit.Patient, r.Visit.Note = "Ольга", "Молодец" })
	add("by-hand", func(r *render.Request) { r.Visit.Patient, r.Visit.Areas = "王小明", nil })
	add("spanish", func(r *render.Request) { r.Visit.Language, r.Style.Paper = "es", layout.Papers[1] })
	add("large", func(r *render.Request) { r.Style.Large = true })
	add("large-spanish-grey", func(r *render.Request) { r.Visit.Language, r.Style.Large, r.Style.Grey = "es", true, true })
	add("grey", func(r *render.Request) { r.Style.Grey = true })
	add("a4", func(r *render.Request) { r.Style.Paper = layout.Papers[1] })
	add("private", func(r *render.Request) { r.Private = true })
	add("no-words", func(r *render.Request) {
		r.Visit = visit.Visit{Start: r.Visit.Start, Handout: "dry-needling", Language: "en"}
	})
	return all
}
