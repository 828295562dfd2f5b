package pdf

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"aftercare/internal/page"
)

// The binder refuses a sheet it could only bind badly: a validator does not
// notice a missing glyph or a list without items, and a reader would. The
// errors name places, never the words that stand there.

// largest is the longest a page may be in either direction by ISO 32000-1,
// Annex C; nothing may lie further out than that.
const largest = 14_400 * page.Point

// most pixels a picture may have; more makes a file that mail refuses.
const mostPixels = 25_000_000

// longestURI is what viewers are known to open.
const longestURI = 2000

// rule says where an element of a role may stand and whether marks on the page
// belong to it directly. It is the part of ISO 32000-1, 14.8.4 that a handout
// needs.
type rule struct {
	within []page.Role
	holds  bool
}

var (
	grouping = []page.Role{page.Document, page.Part, page.Sect}
	inline   = []page.Role{page.P, page.H1, page.H2, page.H3, page.Lbl, page.LBody, page.Span}
)

var grammar = map[page.Role]rule{
	page.Document: {},
	page.Part:     {within: []page.Role{page.Document}},
	page.Sect:     {within: grouping},
	page.H1:       {within: grouping, holds: true},
	page.H2:       {within: grouping, holds: true},
	page.H3:       {within: grouping, holds: true},
	page.P:        {within: append(grouping[:3:3], page.LBody), holds: true},
	page.L:        {within: append(grouping[:3:3], page.LBody)},
	page.LI:       {within: []page.Role{page.L}},
	page.Lbl:      {within: []page.Role{page.LI}, holds: true},
	page.LBody:    {within: []page.Role{page.LI}, holds: true},
	page.Figure:   {within: append(grouping[:3:3], page.P, page.LBody, page.Link), holds: true},
	page.Span:     {within: append(inline[:7:7], page.Link), holds: true},
	page.Link:     {within: inline, holds: true},
}

// level is the rank of a heading, 0 for other roles.
var level = map[page.Role]int{page.H1: 1, page.H2: 2, page.H3: 3}

// inspector looks over one sheet before anything of it is written, and notes
// which blocks of characters it needs of each face.
type inspector struct {
	catalogue *Catalogue
	press     *file // compresses a drawing that is new
	sheet     *page.Sheet
	masks     *[page.Faces]mask
	holding   []bool // by element: it or one below it is on a page
	linked    []bool // by element: a hyperlink names it
}

func (in *inspector) inspect(sheet *page.Sheet) error {
	if sheet == nil || len(sheet.Pages) == 0 {
		return errors.New("the sheet has no pages")
	}
	in.sheet = sheet
	n := len(sheet.Elements)
	in.holding = append(in.holding[:0], make([]bool, n)...)
	in.linked = append(in.linked[:0], make([]bool, n)...)
	if err := name(sheet.Title, sheet.Lang); err != nil {
		return err
	}
	if err := in.elements(); err != nil {
		return err
	}
	for i := range sheet.Pages {
		if err := in.page(i); err != nil {
			return fmt.Errorf("page %d%w", i+1, err)
		}
	}
	return in.leaves()
}

var language = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$`)

// name checks what a file is called and the language it is in.
func name(title, lang string) error {
	if title == "" {
		return errors.New("the sheet has no title")
	}
	if err := words(title); err != nil {
		return fmt.Errorf("title %w", err)
	}
	if !language.MatchString(lang) {
		return fmt.Errorf("language %q is not a BCP 47 tag such as \"en\" or \"es-US\"", lang)
	}
	return nil
}

// words checks text that is spoken or shown but not set in a face.
func words(s string) error {
	if !utf8.ValidString(s) {
		return errors.New("is not valid UTF-8")
	}
	for _, r := range s {
		if unicode.In(r, unicode.C) || r == '\uFFFE' || r == '\uFFFF' {
			return fmt.Errorf("holds %U, which is no visible character", r)
		}
	}
	return nil
}

func (in *inspector) elements() error {
	if len(in.sheet.Elements) == 0 || in.sheet.Elements[0].Role != page.Document || in.sheet.Elements[0].Parent != page.Artifact {
		return errors.New("element 0 is not the Document")
	}
	rank := 0
	for i := range in.sheet.Elements {
		e := &in.sheet.Elements[i]
		if err := in.element(page.ElementID(i), e); err != nil {
			return fmt.Errorf("element %d (%s) %w", i, e.Role, err)
		}
		next := level[e.Role]
		if next > rank+1 {
			return fmt.Errorf("element %d (%s) skips a level of headings, H%d comes next", i, e.Role, rank+1)
		}
		if next > 0 {
			rank = next
		}
	}
	return nil
}

func (in *inspector) element(id page.ElementID, e *page.Element) error {
	rule, known := grammar[e.Role]
	if !known {
		return errors.New("has an unknown role")
	}
	if id > 0 {
		if e.Parent < 0 || e.Parent >= id {
			return errors.New("does not stand after its parent")
		}
		if parent := in.sheet.Elements[e.Parent].Role; !slices.Contains(rule.within, parent) {
			return fmt.Errorf("may not stand in %s", parent)
		}
	}
	if err := words(e.Alt); err != nil {
		return fmt.Errorf("has an alternative that %w", err)
	}
	if e.Lang != "" && !language.MatchString(e.Lang) {
		return fmt.Errorf("has the language %q, which is not a BCP 47 tag", e.Lang)
	}
	if e.Alt == "" && (e.Role == page.Figure || e.Role == page.Link) {
		return errors.New("has no alternative in words")
	}
	if e.Role == page.Figure {
		return in.box(e)
	}
	return nil
}

func (in *inspector) box(e *page.Element) error {
	if e.Page < 0 || e.Page >= len(in.sheet.Pages) {
		return errors.New("is on a page that is not there")
	}
	if box(e.BBox) != nil {
		return errors.New("has no bounding box")
	}
	return nil
}

// leaves checks that nothing in the tree is empty.
func (in *inspector) leaves() error {
	elements := in.sheet.Elements
	for i := len(elements) - 1; i >= 0; i-- {
		e := &elements[i]
		if !in.holding[i] {
			return fmt.Errorf("element %d (%s) has nothing on any page", i, e.Role)
		}
		if e.Role == page.Link && !in.linked[i] {
			return fmt.Errorf("element %d (%s) leads nowhere", i, e.Role)
		}
		if i > 0 {
			in.holding[e.Parent] = true
		}
	}
	return nil
}

func (in *inspector) page(number int) error {
	p := &in.sheet.Pages[number]
	const smallest = 3 * page.Point
	if p.Width < smallest || p.Height < smallest || p.Width > largest || p.Height > largest {
		return errors.New(" is not between 3 and 14400 points wide and high")
	}
	for i := range p.Items {
		if err := in.item(&p.Items[i], number); err != nil {
			return fmt.Errorf(", item %d: %w", i+1, err)
		}
	}
	return nil
}

func (in *inspector) item(item *page.Item, number int) error {
	if err := in.belongs(item, number); err != nil {
		return err
	}
	switch one := count(item); {
	case one != 1:
		return fmt.Errorf("is %d things at once, not one", one)
	case item.Text != nil:
		return in.text(item.Text)
	case item.Path != nil:
		return path(item.Path)
	case item.Image != nil:
		return image(item.Image)
	case item.Stamp != nil:
		return in.stamp(item.Stamp)
	}
	return in.link(item)
}

func count(item *page.Item) (n int) {
	for _, set := range [5]bool{item.Text != nil, item.Path != nil, item.Image != nil, item.Stamp != nil, item.Link != nil} {
		if set {
			n++
		}
	}
	return n
}

// belongs checks the element an item names and notes that it has something.
func (in *inspector) belongs(item *page.Item, number int) error {
	id := item.Element
	if id == page.Artifact {
		return nil
	}
	if id < 0 || int(id) >= len(in.sheet.Elements) {
		return fmt.Errorf("belongs to element %d, which is not there", id)
	}
	e := &in.sheet.Elements[id]
	if !grammar[e.Role].holds {
		return fmt.Errorf("stands straight in element %d (%s)", id, e.Role)
	}
	if e.Role == page.Figure && e.Page != number {
		return fmt.Errorf("belongs to element %d (Figure), which is on page %d", id, e.Page+1)
	}
	if item.Link == nil {
		in.holding[id] = true
	}
	return nil
}

func (in *inspector) text(t *page.Text) error {
	switch {
	case t.Text == "":
		return errors.New("text is empty")
	case t.Face >= page.Faces:
		return fmt.Errorf("text is in face %d, which is not there", t.Face)
	case t.Size <= 0 || t.Size > largest:
		return errors.New("text has no size that can be read")
	case !utf8.ValidString(t.Text):
		return errors.New("text is not valid UTF-8")
	}
	if r, found := in.catalogue.book.Missing(t.Face, t.Text); found {
		return fmt.Errorf("text holds %U, which %s cannot set", r, in.catalogue.book.Name(t.Face))
	}
	m := &in.masks[t.Face]
	*m |= 1 << always
	for _, r := range t.Text {
		*m |= 1 << in.catalogue.block[r]
	}
	return inside(page.XY{X: t.X, Y: t.Y})
}

func (in *inspector) link(item *page.Item) error {
	if item.Element == page.Artifact || in.sheet.Elements[item.Element].Role != page.Link {
		return errors.New("link does not belong to a Link element")
	}
	in.linked[item.Element] = true
	if err := box(item.Link.Box); err != nil {
		return err
	}
	return address(item.Link.URI)
}

// address checks where a link leads. Only what a phone or a browser opens for
// a patient is let through, in plain ASCII as ISO 32000-1, 12.6.4.7 asks.
func address(uri string) error {
	if len(uri) > longestURI {
		return fmt.Errorf("link has %d bytes, at most %d are opened everywhere", len(uri), longestURI)
	}
	for i := range len(uri) {
		if uri[i] <= ' ' || uri[i] > '~' {
			return errors.New("link holds a character that must be percent-encoded")
		}
	}
	u, err := url.Parse(uri)
	if err != nil {
		return errors.New("link is not an address")
	}
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return errors.New("link names no host")
		}
	case "mailto", "tel":
		if u.Opaque == "" {
			return fmt.Errorf("link has nothing after %s", u.Scheme)
		}
	default:
		return errors.New("link is not http, https, mailto or tel")
	}
	return nil
}

func path(p *page.Path) error {
	switch {
	case p.Fill == nil && p.Stroke == nil:
		return errors.New("path is neither filled nor stroked")
	case p.Stroke != nil && (p.Width <= 0 || p.Width > largest):
		return errors.New("path has a stroke without a width")
	case len(p.Segments) < 2 || p.Segments[0].Verb != page.MoveTo:
		return errors.New("path does not begin by moving somewhere")
	}
	for i := range p.Segments {
		if err := segment(&p.Segments[i]); err != nil {
			return err
		}
	}
	return dash(p.Dash)
}

func segment(s *page.Segment) error {
	points := 1
	switch s.Verb {
	case page.MoveTo, page.LineTo:
	case page.CurveTo:
		points = 3
	case page.Close:
		points = 0
	default:
		return fmt.Errorf("path has the unknown verb %d", s.Verb)
	}
	for _, p := range s.P[:points] {
		if err := inside(p); err != nil {
			return err
		}
	}
	return nil
}

func dash(lengths []page.Length) error {
	var sum page.Length
	for _, l := range lengths {
		if l < 0 || l > largest {
			return errors.New("path has a dash of no length")
		}
		sum += l
	}
	if len(lengths) > 0 && sum < 10 { // a hundredth of a point, the least fpdf prints
		return errors.New("path has a dash of no length")
	}
	return nil
}

func image(i *page.Image) error {
	p := i.Picture
	if p == nil {
		return errors.New("image has no picture")
	}
	if p.Width <= 0 || p.Height <= 0 || p.Width > mostPixels/p.Height {
		return fmt.Errorf("picture is %d × %d pixels, at most %d million can be printed", p.Width, p.Height, mostPixels/1_000_000)
	}
	if want := 3 * p.Width * p.Height; len(p.Pixels) != want {
		return fmt.Errorf("picture has %d bytes, %d × %d pixels need %d", len(p.Pixels), p.Width, p.Height, want)
	}
	return box(i.Box)
}

// stamp checks the box and, when it is first seen, the drawing in it.
func (in *inspector) stamp(s *page.Stamp) error {
	if s.Drawing == nil {
		return errors.New("stamp has no drawing")
	}
	if err := box(s.Box); err != nil {
		return err
	}
	if _, err := in.catalogue.drawing(s.Drawing, in.press); err != nil {
		return err
	}
	wide, high := s.Box.W*s.Drawing.Height, s.Box.H*s.Drawing.Width
	if max(wide-high, high-wide) > wide/200 {
		return errors.New("stamp distorts its drawing")
	}
	return nil
}

func drawing(d *page.Drawing) error {
	if err := box(page.Rect{W: d.Width, H: d.Height}); err != nil {
		return fmt.Errorf("drawing has no size: %w", err)
	}
	if len(d.Paths) == 0 {
		return errors.New("drawing is empty")
	}
	for i := range d.Paths {
		if err := path(&d.Paths[i]); err != nil {
			return fmt.Errorf("drawing, path %d: %w", i+1, err)
		}
	}
	return nil
}

func box(r page.Rect) error {
	if r.W <= 0 || r.H <= 0 || r.W > largest || r.H > largest {
		return errors.New("box has no area")
	}
	return inside(page.XY{X: r.X, Y: r.Y})
}

func inside(p page.XY) error {
	if p.X < -largest || p.X > largest || p.Y < -largest || p.Y > largest {
		return errors.New("lies further out than any page reaches")
	}
	return nil
}
