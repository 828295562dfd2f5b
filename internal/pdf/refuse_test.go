package pdf

import (
	"strings"
	"testing"
	"time"

	"aftercare/internal/page"
)

// TestRefusedSheets spoils a good sheet in one way each.
func TestRefusedSheets(t *testing.T) {
	b := book(t)
	w := NewCatalogue(b).NewWriter()
	words := func(s *page.Sheet) *page.Text { return s.Pages[0].Items[itemOf(s, page.P)].Text }
	first := func(s *page.Sheet, role page.Role) *page.Element { return &s.Elements[elementOf(s, role)] }
	add := func(s *page.Sheet, item page.Item) { s.Pages[0].Items = append(s.Pages[0].Items, item) }
	line := func() *page.Path { return &page.Path{Fill: &ink, Segments: rectangleOf(0, 0, 1000, 1000)} }
	link := func(s *page.Sheet) *page.Hyperlink { return linkOf(s) }
	for _, c := range []struct {
		spoil func(s *page.Sheet)
		want  string
	}{
		{func(s *page.Sheet) { s.Title = "" }, "the sheet has no title"},
		{func(s *page.Sheet) { s.Title = "After\x00" }, "title holds U+0000, which is no visible character"},
		{func(s *page.Sheet) { s.Title = "\xC3" }, "title is not valid UTF-8"},
		{func(s *page.Sheet) { s.Lang = "English (US)" }, `language "English (US)" is not a BCP 47 tag such as "en" or "es-US"`},
		{func(s *page.Sheet) { s.Pages = nil }, "the sheet has no pages"},
		{func(s *page.Sheet) { s.Pages[0].Width = -612_000 }, "page 1 is not between 3 and 14400 points wide and high"},
		{func(s *page.Sheet) { s.Pages[0].Height = 1 << 40 }, "page 1 is not between 3 and 14400 points wide and high"},

		{func(s *page.Sheet) { s.Elements = nil }, "element 0 is not the Document"},
		{func(s *page.Sheet) { s.Elements[0].Role = page.Sect }, "element 0 is not the Document"},
		{func(s *page.Sheet) { s.Elements[1].Role = "Title" }, "element 1 (Title) has an unknown role"},
		{func(s *page.Sheet) { s.Elements[1].Parent = page.Artifact }, "element 1 (H1) does not stand after its parent"},
		{func(s *page.Sheet) { s.Elements[1].Parent = 1 }, "element 1 (H1) does not stand after its parent"},
		{func(s *page.Sheet) { s.Elements[1].Parent = 1 << 30 }, "element 1 (H1) does not stand after its parent"},
		{func(s *page.Sheet) { s.Elements[1].Role = page.H2 }, "element 1 (H2) skips a level of headings, H1 comes next"},
		{func(s *page.Sheet) { s.Elements[4].Role = page.H3 }, "element 4 (H3) skips a level of headings, H2 comes next"},
		{func(s *page.Sheet) { first(s, page.LI).Parent = 0 }, "element 9 (LI) may not stand in Document"},
		{func(s *page.Sheet) { first(s, page.LBody).Role = page.P }, "element 10 (P) may not stand in LI"},
		{func(s *page.Sheet) { first(s, page.Figure).Alt = "" }, "element 29 (Figure) has no alternative in words"},
		{func(s *page.Sheet) { first(s, page.Figure).Alt = "\uE000" }, "element 29 (Figure) has an alternative that holds U+E000, which is no visible character"},
		{func(s *page.Sheet) { first(s, page.Figure).Page = 7 }, "element 29 (Figure) is on a page that is not there"},
		{func(s *page.Sheet) { first(s, page.Figure).BBox.W = 0 }, "element 29 (Figure) has no bounding box"},
		{func(s *page.Sheet) { first(s, page.Link).Alt = "" }, "element 32 (Link) has no alternative in words"},
		{func(s *page.Sheet) { s.Elements[2].Lang = "??" }, `element 2 (P) has the language "??", which is not a BCP 47 tag`},
		{func(s *page.Sheet) { s.Elements = append(s.Elements, page.Element{Role: page.Sect}) }, "element 33 (Sect) has nothing on any page"},

		{func(s *page.Sheet) { s.Pages[0].Items[0].Element = 99 }, "page 1, item 1: belongs to element 99, which is not there"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Element = -2 }, "page 1, item 1: belongs to element -2, which is not there"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Element = 0 }, "page 1, item 1: stands straight in element 0 (Document)"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path = nil }, "page 1, item 1: is 0 things at once, not one"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Text = &page.Text{} }, "page 1, item 1: is 2 things at once, not one"},

		{func(s *page.Sheet) { words(s).Text = "" }, "page 1, item 6: text is empty"},
		{func(s *page.Sheet) { words(s).Text = "\xE2\x82" }, "page 1, item 6: text is not valid UTF-8"},
		{func(s *page.Sheet) { words(s).Text = "Ольга" }, "page 1, item 6: text holds U+041E, which AtkinsonHyperlegibleNext-Regular cannot set"},
		{func(s *page.Sheet) { words(s).Text = "well 😀" }, "page 1, item 6: text holds U+1F600, which AtkinsonHyperlegibleNext-Regular cannot set"},
		{func(s *page.Sheet) { words(s).Text = "a\tb" }, "page 1, item 6: text holds U+0009, which AtkinsonHyperlegibleNext-Regular cannot set"},
		{func(s *page.Sheet) { words(s).Face = 9 }, "page 1, item 6: text is in face 9, which is not there"},
		{func(s *page.Sheet) { words(s).Size = 0 }, "page 1, item 6: text has no size that can be read"},
		{func(s *page.Sheet) { words(s).X = 1 << 62 }, "page 1, item 6: lies further out than any page reaches"},

		{func(s *page.Sheet) { s.Pages[0].Items[0].Path = &page.Path{} }, "page 1, item 1: path is neither filled nor stroked"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path = &page.Path{Stroke: &ink} }, "page 1, item 1: path has a stroke without a width"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path = &page.Path{Fill: &ink} }, "page 1, item 1: path does not begin by moving somewhere"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path.Segments[1].Verb = 9 }, "page 1, item 1: path has the unknown verb 9"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path.Segments[1].P[0].Y = 1 << 62 }, "page 1, item 1: lies further out than any page reaches"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path.Dash = []page.Length{0} }, "page 1, item 1: path has a dash of no length"},
		{func(s *page.Sheet) { s.Pages[0].Items[0].Path.Dash = []page.Length{-1} }, "page 1, item 1: path has a dash of no length"},

		{func(s *page.Sheet) { imageOf(s).Picture = nil }, "page 1, item 4: image has no picture"},
		{func(s *page.Sheet) { imageOf(s).Picture = &page.Picture{Width: 2, Height: 2, Pixels: []byte{1}} }, "page 1, item 4: picture has 1 bytes, 2 × 2 pixels need 12"},
		{func(s *page.Sheet) {
			imageOf(s).Picture = &page.Picture{Width: -1, Height: -1, Pixels: []byte{1, 2, 3}}
		}, "page 1, item 4: picture is -1 × -1 pixels, at most 25 million can be printed"},
		{func(s *page.Sheet) { imageOf(s).Picture = &page.Picture{Width: 1 << 40, Height: 1 << 40} }, "page 1, item 4: picture is 1099511627776 × 1099511627776 pixels, at most 25 million can be printed"},
		{func(s *page.Sheet) { imageOf(s).Box.H = -1 }, "page 1, item 4: box has no area"},

		{func(s *page.Sheet) { add(s, page.Item{Element: -1, Stamp: &page.Stamp{}}) }, "page 1, item 35: stamp has no drawing"},
		{func(s *page.Sheet) {
			add(s, page.Item{Element: -1, Stamp: &page.Stamp{Box: page.Rect{W: 1000, H: 1000}, Drawing: &page.Drawing{Width: 1, Height: 1}}})
		}, "page 1, item 35: drawing is empty"},
		{func(s *page.Sheet) {
			add(s, page.Item{Element: -1, Stamp: &page.Stamp{Box: page.Rect{W: 2000, H: 1000}, Drawing: &page.Drawing{Width: 1000, Height: 1000, Paths: []page.Path{*line()}}}})
		}, "page 1, item 35: stamp distorts its drawing"},
		{func(s *page.Sheet) {
			add(s, page.Item{Element: -1, Stamp: &page.Stamp{Box: page.Rect{W: 1000, H: 1000}, Drawing: &page.Drawing{Width: 1000, Height: 1000, Paths: []page.Path{{}}}}})
		}, "page 1, item 35: drawing, path 1: path is neither filled nor stroked"},

		{func(s *page.Sheet) { link(s).URI = "https://example.com/" + strings.Repeat("x", 2000) }, "page 1, item 33: link has 2020 bytes, at most 2000 are opened everywhere"},
		{func(s *page.Sheet) { link(s).URI = "https://example.com/ñ" }, "page 1, item 33: link holds a character that must be percent-encoded"},
		{func(s *page.Sheet) { link(s).URI = "javascript:alert(1)" }, "page 1, item 33: link is not http, https, mailto or tel"},
		{func(s *page.Sheet) { link(s).URI = "file:///etc/passwd" }, "page 1, item 33: link is not http, https, mailto or tel"},
		{func(s *page.Sheet) { link(s).URI = "https:///path" }, "page 1, item 33: link names no host"},
		{func(s *page.Sheet) { link(s).URI = "tel:" }, "page 1, item 33: link has nothing after tel"},
		{func(s *page.Sheet) { link(s).URI = "http://[::1" }, "page 1, item 33: link is not an address"},
		{func(s *page.Sheet) { link(s).Box = page.Rect{} }, "page 1, item 33: box has no area"},
		{func(s *page.Sheet) { add(s, page.Item{Element: -1, Link: link(s)}) }, "page 1, item 35: link does not belong to a Link element"},
		{func(s *page.Sheet) {
			s.Pages[0].Items[32] = page.Item{Element: -1, Path: line()}
		}, "element 32 (Link) leads nowhere"},
	} {
		sheet := handoutSheet(b, page.Bold, "Dana Reyes")
		c.spoil(sheet)
		data, err := w.Write(sheet, made)
		if err == nil || data != nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func TestRefusedEditions(t *testing.T) {
	b := book(t)
	w := NewCatalogue(b).NewWriter()
	good := handoutSheet(b, page.Bold, "Dana Reyes")
	bad := handoutSheet(b, page.Bold, "Dana Reyes\n")
	for _, c := range []struct {
		want string
		try  func() ([]byte, error)
	}{
		{"there is no sheet to bind", func() ([]byte, error) { return w.Write(nil, made) }},
		{"the sheet has no date between the years 1 and 9999", func() ([]byte, error) { return w.Write(good, time.Time{}) }},
		{"the sheet has no date between the years 1 and 9999", func() ([]byte, error) { return w.Write(good, time.Date(12000, 1, 1, 0, 0, 0, 0, time.UTC)) }},
		{"there are no sheets to combine", func() ([]byte, error) { return w.Combine("T", "en", nil, made) }},
		{"sheet 1 has no name for the outline", func() ([]byte, error) { return w.Combine("T", "en", []Part{{good, ""}}, made) }},
		{"sheet 2: the sheet has no pages", func() ([]byte, error) { return w.Combine("T", "en", []Part{{good, "A"}, {nil, "B"}}, made) }},
		{"sheet 2: page 1, item 7: text holds U+000A, which AtkinsonHyperlegibleNext-Bold cannot set", func() ([]byte, error) {
			return w.Combine("T", "en", []Part{{good, "A"}, {bad, "B"}}, made)
		}},
	} {
		if data, err := c.try(); err == nil || data != nil || err.Error() != c.want {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
}

func elementOf(s *page.Sheet, role page.Role) int {
	for i := range s.Elements {
		if s.Elements[i].Role == role {
			return i
		}
	}
	panic("no " + role)
}

func itemOf(s *page.Sheet, role page.Role) int {
	for i, item := range s.Pages[0].Items {
		if item.Element != page.Artifact && s.Elements[item.Element].Role == role {
			return i
		}
	}
	panic("nothing in a " + role)
}

func imageOf(s *page.Sheet) *page.Image {
	for _, item := range s.Pages[0].Items {
		if item.Image != nil {
			return item.Image
		}
	}
	panic("no image")
}

func linkOf(s *page.Sheet) *page.Hyperlink {
	for _, item := range s.Pages[0].Items {
		if item.Link != nil {
			return item.Link
		}
	}
	panic("no link")
}

func TestLanguageTags(t *testing.T) {
	for tag, want := range map[string]bool{
		"en": true, "es-US": true, "zh-Hant-TW": true, "de-1996": true, "": false, "e": false, "en-": false,
		"en_US": false, "1n": false, "english-speaking": true, "abcdefghi": false, "é": false, "en-é": false,
	} {
		if language(tag) != want {
			t.Errorf("%q is a tag: %v", tag, !want)
		}
	}
}
