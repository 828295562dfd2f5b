package pdf

import (
	"strings"

	"aftercare/internal/page"
)

// link is a hyperlink of the sheet being written: an annotation on a page, and
// part of an element of the tree.
type link struct {
	page    int // in the file
	element page.ElementID
	to      *page.Hyperlink
	ref     ref
	key     int // in the parent tree
}

// structure writes the elements of one sheet. above is what the first one hangs
// from, and role what it is there: a sheet bound with others is a Part.
func (w *Writer) structure(sheet *page.Sheet, row, above ref, role page.Role) {
	w.tree.grow()
	for i := range sheet.Elements {
		id, e := page.ElementID(i), &sheet.Elements[i]
		parent, as, lang := above, role, sheet.Lang
		if i > 0 {
			parent, as, lang = row+ref(e.Parent), e.Role, e.Lang
		}
		w.file.object(row+ref(i), func(b []byte) []byte {
			b = append(append(b, "<</S/"...), as...)
			b = appendRef(append(b, "/P "...), parent)
			b = w.describe(b, e, lang)
			return append(w.appendKids(b, id, row), ">>"...)
		})
	}
}

// describe appends what an element says of itself.
func (w *Writer) describe(b []byte, e *page.Element, lang string) []byte {
	if e.Alt != "" {
		b = appendText(append(b, "/Alt"...), spoken(e.Alt))
	}
	if lang != "" {
		b = appendText(append(b, "/Lang"...), lang)
	}
	switch e.Role {
	case page.L:
		numbering := "Disc"
		if e.Ordered {
			numbering = "Decimal"
		}
		b = append(append(append(b, "/A<</O/List/ListNumbering/"...), numbering...), ">>"...)
	case page.Figure:
		height := w.pages[w.firstPage+e.Page].height
		b = appendRect(append(b, "/A<</O/Layout/Placement/Block/BBox"...), e.BBox, height)
		b = append(b, ">>"...)
	}
	return b
}

// spoken is an alternative without no-break spaces, which hold lines together
// and say nothing aloud: most are plain ASCII then, a quarter of the bytes.
func spoken(alt string) string { return strings.ReplaceAll(alt, "\u00A0", " ") }

// appendKids appends what is below an element: elements, marked content and
// links, in reading order. Marks are plain numbers on the page of the first of
// them, which nearly always is that of all. Most elements have a single mark
// and need no list.
func (w *Writer) appendKids(b []byte, id page.ElementID, row ref) []byte {
	own, home := w.tree.own[id], -1
	if len(own) > 0 {
		first := w.tree.marks[own[0]]
		home = first.page
		b = appendRef(append(b, "/Pg "...), w.pages[home].ref)
		if len(own) == 1 && len(w.tree.children[id]) == 0 && w.tree.elements[id].Role != page.Link {
			return appendInt(append(b, "/K "...), first.mcid)
		}
	}
	b = append(b, "/K["...)
	w.tree.kids(id, func(child page.ElementID) {
		b = append(appendRef(b, row+ref(child)), ' ')
	}, func(m mark) {
		b = append(w.appendMark(b, m, home), ' ')
	})
	for i := range w.links {
		if l := &w.links[i]; l.element == id {
			b = appendRef(append(b, "<</Type/OBJR/Pg "...), w.pages[l.page].ref)
			b = append(appendRef(append(b, "/Obj "...), l.ref), ">>"...)
		}
	}
	return append(b, ']')
}

// appendMark appends a mark of an element whose page is home.
func (w *Writer) appendMark(b []byte, m mark, home int) []byte {
	if m.page == home {
		return appendInt(b, m.mcid)
	}
	b = appendRef(append(b, "<</Type/MCR/Pg "...), w.pages[m.page].ref)
	return append(appendInt(append(b, "/MCID "...), m.mcid), ">>"...)
}

// annotation writes the clickable area of a link. Its words are those of the
// element, for readers that announce annotations on their own.
func (w *Writer) annotation(l *link, e *page.Element) {
	p := &w.pages[l.page]
	w.file.object(l.ref, func(b []byte) []byte {
		b = append(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect"...)
		b = appendRect(b, l.to.Box, p.height)
		b = appendRef(append(b, "/P "...), p.ref)
		b = appendText(append(b, "/Contents"...), spoken(e.Alt))
		b = appendInt(append(b, "/StructParent "...), l.key)
		b = appendText(append(b, "/A<</S/URI/URI"...), l.to.URI)
		return append(b, ">>>>"...)
	})
}
