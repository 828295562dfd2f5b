package render

import (
	"time"

	"aftercare/internal/page"
	"aftercare/internal/pdf"
)

// Part is one of the sheets of a print job. Name is its bookmark, which
// viewers show beside the page: no patient's name belongs there.
type Part struct {
	Sheet *page.Sheet
	Name  string
}

// Combine binds sheets into one file. With duplex every sheet begins on a front:
// one with an odd number of pages is followed by an empty one.
func (r *Renderer) Combine(title string, parts []Part, duplex bool, made time.Time) ([]byte, error) {
	bound := make([]pdf.Part, len(parts))
	for i, part := range parts {
		bound[i] = pdf.Part{Sheet: part.Sheet, Name: part.Name}
		if duplex {
			bound[i].Sheet = even(part.Sheet)
		}
	}
	w := r.writers.Get().(*pdf.Writer)
	defer r.writers.Put(w)
	return w.Combine(title, r.clinic.Language, bound, made)
}

// even is the sheet with an even number of pages.
func even(sheet *page.Sheet) *page.Sheet {
	n := len(sheet.Pages)
	if n%2 == 0 {
		return sheet
	}
	last := sheet.Pages[n-1]
	padded := *sheet
	padded.Pages = append(sheet.Pages[:n:n], page.Page{Width: last.Width, Height: last.Height})
	return &padded
}
