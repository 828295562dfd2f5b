package pdf

import (
	"bytes"
	"testing"
	"time"

	"github.com/go-pdf/fpdf"

	"aftercare/internal/font"
	"aftercare/internal/page"
)

// fullSheet is a page with as many words, boxes and elements as a real handout
// has: three columns of the fixture's lists.
func fullSheet(b *font.Book) *page.Sheet {
	s := newBuilder(b, "After dry needling", "en-US")
	s.frame("Riverside Physical Therapy")
	s.heading(page.H1, 0, 24*page.Point, "After your dry needling session")
	drawing := code()
	for range 5 {
		sect := s.element(page.Sect, 0)
		s.panel(60*page.Point, tint, brand)
		s.heading(page.H2, sect, 16*page.Point, "What to expect in the next days")
		s.paragraph(sect, "Gentle movement can ease the ache. Drink water as you normally would, ", "and if you were told to limit fluids, keep to that until you are told otherwise.")
		s.list(sect, false, "Sore or stiff muscles, like after a good workout, for about a day.", "A small bruise where a needle went in; it fades by itself.",
			"You may feel drowsy: if you do, please do not drive a car.", "No hard training until about Wednesday, 3:00 pm.")
	}
	where := s.element(page.Sect, 0)
	s.heading(page.H2, where, 16*page.Point, "Where you were treated")
	s.figure(where, "Front and back of a body. Marked: low back, left hip.")
	s.article(where, drawing)
	return &s.sheet
}

// BenchmarkWrite is what one page costs a writer that is warm.
func BenchmarkWrite(b *testing.B) {
	faces := book(b)
	w, sheet := NewCatalogue(faces).NewWriter(), fullSheet(faces)
	var data []byte
	b.ReportAllocs()
	for b.Loop() {
		data = writeOr(b, w, sheet)
	}
	b.ReportMetric(float64(len(data)), "bytes")
}

// best is the shortest of n calls.
func best(n int, call func()) time.Duration {
	shortest := time.Hour
	for range n {
		start := time.Now()
		call()
		shortest = min(shortest, time.Since(start))
	}
	return shortest
}

func writeOr(b *testing.B, w *Writer, sheet *page.Sheet) []byte {
	data, err := w.Write(sheet, made)
	if err != nil {
		b.Fatal(err)
	}
	return data
}

// untagged is the sheet with everything decoration but one word.
func untagged(sheet *page.Sheet) *page.Sheet {
	out := *sheet
	out.Elements = []page.Element{{Role: page.Document, Parent: page.Artifact}, {Role: page.P}}
	out.Pages = []page.Page{sheet.Pages[0]}
	out.Pages[0].Items = nil
	tagged := false
	for _, item := range sheet.Pages[0].Items {
		item.Element = page.Artifact
		if item.Link != nil {
			continue
		}
		if !tagged && item.Text != nil {
			item.Element, tagged = 1, true
		}
		out.Pages[0].Items = append(out.Pages[0].Items, item)
	}
	return &out
}

// plainWrite is how a program writes that uses fpdf alone: a new one for each
// file, into which it loads its fonts.
func plainWrite(b *testing.B, faces *font.Book, sheet *page.Sheet) {
	p := sheet.Pages[0]
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: points(p.Width), Ht: points(p.Height)}})
	names := [page.Faces]string{"R", "B", "WR", "WB"}
	for face := range page.WideRegular {
		f.AddUTF8FontFromBytes(names[face], "", bytes.Clone(faces.Bytes(face)))
	}
	f.AddPage()
	for _, item := range p.Items {
		switch {
		case item.Text != nil:
			c := item.Text.Colour
			f.SetTextColor(int(c.R), int(c.G), int(c.B))
			f.SetFont(names[item.Text.Face], "", points(item.Text.Size))
			f.Text(points(item.Text.X), points(item.Text.Y), item.Text.Text)
		case item.Path != nil:
			plainPath(f, item.Path, 0, 0, 1)
		case item.Stamp != nil:
			s := item.Stamp
			for i := range s.Drawing.Paths {
				plainPath(f, &s.Drawing.Paths[i], points(s.Box.X), points(s.Box.Y), points(s.Box.W)/points(s.Drawing.Width))
			}
		}
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		b.Fatal(err)
	}
}

func plainPath(f *fpdf.Fpdf, path *page.Path, dx, dy, scale float64) {
	at := func(p page.XY) (float64, float64) { return dx + scale*points(p.X), dy + scale*points(p.Y) }
	style := ""
	if path.Fill != nil {
		f.SetFillColor(int(path.Fill.R), int(path.Fill.G), int(path.Fill.B))
		style = "F"
	}
	if path.Stroke != nil {
		f.SetDrawColor(int(path.Stroke.R), int(path.Stroke.G), int(path.Stroke.B))
		f.SetLineWidth(points(path.Width))
		style += "D"
	}
	for _, s := range path.Segments {
		x, y := at(s.P[0])
		switch s.Verb {
		case page.MoveTo:
			f.MoveTo(x, y)
		case page.LineTo:
			f.LineTo(x, y)
		case page.CurveTo:
			x1, y1 := at(s.P[1])
			x2, y2 := at(s.P[2])
			f.CurveBezierCubicTo(x, y, x1, y1, x2, y2)
		case page.Close:
			f.ClosePath()
		}
	}
	f.DrawPath(style)
}

// BenchmarkCold is what a process that writes one file does here: it opens the
// fonts and starts with nothing on the shelves.
func BenchmarkCold(b *testing.B) {
	sheet := fullSheet(book(b))
	b.ReportAllocs()
	for b.Loop() {
		writeOr(b, NewCatalogue(book(b)).NewWriter(), sheet)
	}
}
