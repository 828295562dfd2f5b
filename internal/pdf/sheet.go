package pdf

import (
	"fmt"

	"aftercare/internal/page"
)

// sheet draws the pages of a sheet and writes them with their links. Its
// elements get the numbers from row on.
func (w *Writer) sheet(sheet *page.Sheet, row ref) error {
	w.tree.begin(sheet.Elements)
	w.links = w.links[:0]
	for i := range sheet.Pages {
		p, number := &sheet.Pages[i], w.firstPage+i
		content, err := w.pen.page(p.Width, p.Height, func() { w.items(sheet, p.Items, number) })
		if err != nil {
			return fmt.Errorf("page %d cannot be drawn: %w", i+1, err)
		}
		contents := w.file.reserve()
		w.file.deflate(contents, "", content)
		w.page(p, number, contents)
		w.owners[number] = w.markOwners(number, row)
	}
	for i := range w.links {
		l := &w.links[i]
		l.key = len(w.owners)
		w.owners = append(w.owners, row+ref(l.element))
		w.annotation(l, &sheet.Elements[l.element])
	}
	return nil
}

// items draws the items of a page, each run of the same element in marked
// content of its own.
func (w *Writer) items(sheet *page.Sheet, items []page.Item, number int) {
	mcid, open, current := 0, false, page.Artifact
	for i := range items {
		item := &items[i]
		if item.Link != nil {
			w.links = append(w.links, link{number, item.Element, item.Link, w.file.reserve(), 0})
			continue
		}
		if open && item.Element != current {
			w.pen.end()
			open = false
		}
		switch {
		case open:
		case item.Element == page.Artifact:
			w.pen.artifact()
		default:
			w.pen.tag(sheet.Elements[item.Element].Role, mcid)
			w.tree.marks = append(w.tree.marks, mark{item.Element, number, mcid})
			mcid++
		}
		open, current = true, item.Element
		w.item(item)
	}
	if open {
		w.pen.end()
	}
}

func (w *Writer) item(item *page.Item) {
	switch {
	case item.Text != nil:
		w.pen.text(item.Text)
	case item.Path != nil:
		w.pen.path(item.Path)
	case item.Image != nil:
		w.pen.image(index(w.pictures, item.Image.Picture), item.Image.Box)
	case item.Stamp != nil:
		w.pen.stamp(index(w.drawings, item.Stamp.Drawing), item.Stamp.Box, item.Stamp.Drawing)
	}
}

// page writes a page that has been drawn. Tab order is that of the structure.
func (w *Writer) page(p *page.Page, number int, contents ref) {
	w.file.object(w.pages[number].ref, func(b []byte) []byte {
		b = appendRef(append(b, "<</Type/Page/Parent "...), pagesRef)
		b = appendRect(append(b, "/MediaBox"...), page.Rect{W: p.Width, H: p.Height}, p.Height)
		b = appendRef(append(b, "/Resources "...), resourcesRef)
		b = appendRef(append(b, "/Contents "...), contents)
		b = appendInt(append(b, "/Tabs/S/StructParents "...), number)
		b = append(b, "/Annots["...)
		for i := range w.links {
			if w.links[i].page == number {
				b = append(appendRef(b, w.links[i].ref), ' ')
			}
		}
		return append(b, "]>>"...)
	})
}

// markOwners writes which element each mark of a page belongs to, in the order
// of the marks.
func (w *Writer) markOwners(number int, row ref) ref {
	r := w.file.reserve()
	w.file.object(r, func(b []byte) []byte {
		b = append(b, '[')
		for _, m := range w.tree.marks {
			if m.page == number {
				b = append(appendRef(b, row+ref(m.element)), ' ')
			}
		}
		return append(b, ']')
	})
	return r
}
