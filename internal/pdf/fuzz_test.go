package pdf

import (
	"slices"
	"testing"

	"aftercare/internal/page"
)

// FuzzWrite changes good sheets at random. Whatever comes of it is either
// refused or bound into a file that reads out whole; nothing panics.
func FuzzWrite(f *testing.F) {
	b := book(f)
	c := NewCatalogue(b)
	w := c.NewWriter()
	f.Add([]byte{}, "")
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, "Zoë")
	f.Add([]byte{4, 200, 4, 200, 4, 3, 9, 9, 9, 250, 1, 0, 7, 7}, "a\u0301\xff😀")
	f.Add([]byte{2, 13, 8, 2, 14, 8, 3, 3, 3, 3}, "en")
	f.Fuzz(func(t *testing.T, changes []byte, words string) {
		sheet := handoutSheet(b, page.Bold, "Dana Reyes")
		if len(changes)%2 == 1 {
			sheet = longSheet(b)
		}
		m := &mutator{sheet: sheet, changes: changes, words: words}
		for len(m.changes) > 0 {
			m.step()
		}
		data, err := w.Write(sheet, made)
		if err != nil {
			return
		}
		r := readOut(t, data, b)
		r.outline()
		if r.elements != len(sheet.Elements) {
			t.Errorf("%d elements of %d are in the tree", r.elements, len(sheet.Elements))
		}
	})
}

// mutator changes a sheet as a string of bytes tells it.
type mutator struct {
	sheet   *page.Sheet
	changes []byte
	words   string
}

// number takes a number from the changes: mostly small, sometimes wild.
func (m *mutator) number() int {
	if len(m.changes) == 0 {
		return 0
	}
	n := int(m.changes[0])
	m.changes = m.changes[1:]
	switch n {
	case 250:
		return -1
	case 251:
		return 1 << 62
	case 252:
		return -1 << 63
	}
	return n
}

func (m *mutator) length() page.Length { return page.Length(m.number()) * 700 }

func (m *mutator) pick(n int) int { return int(uint(m.number()) % uint(n)) }

func (m *mutator) step() {
	s := m.sheet
	kind := m.pick(12)
	e := &s.Elements[m.pick(len(s.Elements))]
	p := &s.Pages[m.pick(len(s.Pages))]
	if len(p.Items) == 0 {
		return
	}
	at := m.pick(len(p.Items))
	roles := []page.Role{page.Document, page.Part, page.Sect, page.H1, page.H2, page.P, page.L, page.LI, page.LBody, page.Figure, page.Span, page.Link, ""}
	switch kind {
	case 0:
		s.Title, s.Lang = m.words, m.words
	case 1:
		e.Role = roles[m.pick(len(roles))]
	case 2:
		e.Parent = page.ElementID(m.number())
	case 3:
		e.Alt, e.Lang, e.Ordered = m.words, "", !e.Ordered
	case 4:
		p.Items[at].Element = page.ElementID(m.number())
	case 5:
		p.Items = slices.Delete(p.Items, at, at+1)
	case 6:
		p.Items[at], p.Items[0] = p.Items[0], p.Items[at]
	case 7:
		p.Width, p.Height = m.length(), m.length()
	case 8:
		e.BBox, e.Page = page.Rect{X: m.length(), Y: m.length(), W: m.length(), H: m.length()}, m.number()
	default:
		m.item(&p.Items[at])
	}
}

func (m *mutator) item(item *page.Item) {
	switch {
	case item.Text != nil:
		item.Text.Text, item.Text.Face = m.words, page.Face(m.pick(int(page.Faces)+1))
		item.Text.Size, item.Text.X = m.length(), m.length()
	case item.Path != nil:
		path := item.Path
		at := &path.Segments[m.pick(len(path.Segments))]
		at.Verb, at.P[0].X, at.P[0].Y = page.Verb(m.pick(5)), m.length(), m.length()
		path.Width, path.Dash = m.length(), []page.Length{m.length(), m.length()}
	case item.Image != nil:
		item.Image.Picture = &page.Picture{Width: m.number(), Height: m.number(), Pixels: []byte(m.words)}
	case item.Stamp != nil:
		item.Stamp.Box.W = m.length()
	case item.Link != nil:
		item.Link.URI = m.words
	}
}
