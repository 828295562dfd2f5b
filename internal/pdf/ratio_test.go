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

// BenchmarkRatios compares, on a real handout of one page: a new fpdf for every
// file that loads as many faces and draws the page; the binder drawing the same
// page, tagged; the same as one untagged artifact; and the whole line from the
// visit to the bytes. They take turns and the best of each counts, so that the
// ratios hold on a machine that is busy with other things.
func BenchmarkRatios(b *testing.B) {
	r, req := line(b)
	first, problems := r.Render(req)
	if first == nil {
		b.Fatal(problems)
	}
	faces, err := font.Open(assets.FS)
	if err != nil {
		b.Fatal(err)
	}
	w, bare := pdf.NewCatalogue(faces).NewWriter(), pdf.Untagged(first.Sheet)
	plain, tagged, untagged, whole := time.Hour, time.Hour, time.Hour, time.Hour
	for b.Loop() {
		plain = min(plain, pdf.Best(1, func() { pdf.PlainWrite(b, faces, first.Sheet) }))
		tagged = min(tagged, pdf.Best(10, func() { pdf.WriteOr(b, w, first.Sheet) }))
		untagged = min(untagged, pdf.Best(10, func() { pdf.WriteOr(b, w, bare) }))
		whole = min(whole, pdf.Best(10, func() { r.Render(req) }))
	}
	for unit, took := range map[string]time.Duration{"plain": plain, "tagged": tagged, "untagged": untagged, "whole": whole} {
		b.ReportMetric(float64(took.Microseconds()), "µs/"+unit)
	}
	b.ReportMetric(float64(plain)/float64(tagged), "plain/tagged")
	b.ReportMetric(float64(plain)/float64(whole), "plain/whole")
	b.ReportMetric(float64(tagged)/float64(untagged), "tagged/untagged")
	b.ReportMetric(float64(whole)/float64(whole-tagged+untagged), "whole/untagged")
	b.ReportMetric(float64(len(first.PDF)), "bytes")
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
