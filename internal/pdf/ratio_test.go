package pdf_test

import (
	"os"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/font"
	"aftercare/internal/handout"
	"aftercare/internal/layout"
	"aftercare/internal/pdf"
	"aftercare/internal/render"
	"aftercare/internal/visit"
	"aftercare/templates"
)

// BenchmarkWholeLine compares a whole handout, from the visit to the bytes, with
// what fpdf alone takes to draw the same page out of as many faces. They take
// turns and the best of each counts.
func BenchmarkWholeLine(b *testing.B) {
	r, req := line(b)
	first, problems := r.Render(req)
	if first == nil {
		b.Fatal(problems)
	}
	faces, err := font.Open(assets.FS)
	if err != nil {
		b.Fatal(err)
	}
	ours, plain := time.Hour, time.Hour
	for b.Loop() {
		for range 10 {
			start := time.Now()
			r.Render(req)
			ours = min(ours, time.Since(start))
		}
		start := time.Now()
		pdf.PlainWrite(b, faces, first.Sheet)
		plain = min(plain, time.Since(start))
	}
	b.ReportMetric(float64(ours.Nanoseconds()), "ns/handout")
	b.ReportMetric(float64(plain.Nanoseconds()), "ns/plain")
	b.ReportMetric(float64(plain)/float64(ours), "×plain")
}

// line is a renderer of the example clinic, and a visit of one page.
func line(b *testing.B) (*render.Renderer, render.Request) {
	b.Helper()
	library, problems := handout.OpenLibrary(templates.FS)
	if problems.Err() != nil {
		b.Fatal(problems)
	}
	text, err := os.ReadFile("../../examples/clinic.toml")
	if err != nil {
		b.Fatal(err)
	}
	c, problems := clinic.Parse("clinic.toml", text, os.DirFS("../../examples"))
	if c == nil {
		b.Fatal(problems)
	}
	r, err := render.New(library, c, assets.FS)
	if err != nil {
		b.Fatal(err)
	}
	return r, render.Request{
		Visit: visit.Visit{
			Patient: "Zoë Łukasiewicz", Areas: []string{"low back", "left hip"}, Therapist: "Dana Reyes, PT",
			Start: time.Date(2026, 11, 23, 14, 30, 0, 0, c.Zone), Handout: "dry-needling", Language: "en",
		},
		Style: layout.Style{Paper: layout.Papers[0]},
	}
}
