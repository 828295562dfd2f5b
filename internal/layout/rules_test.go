package layout_test

import (
	"slices"
	"strings"

	"aftercare/internal/clinic"
	"aftercare/internal/document"
	"aftercare/internal/page"
)

// judge holds a sheet to every rule of the page.
func (s *set) judge() {
	s.marginsAreFree()
	s.nothingOverlaps()
	s.noLineCrossesText()
	s.codeCanBeRead()
	s.everyWordIsThere()
	s.lungWarningIsFirst()
	s.typeIsLargeEnough()
	s.headingsHaveTheirText()
	s.sectionsRunDown()
	s.structureIsSound()
	s.textStandsOut()
	s.drawingsAreNotDistorted()
	if s.order.style.Grey {
		s.onlyGreys()
	}
}

// Nothing is nearer to the edge than 12 mm, which no office printer scales away.
func (s *set) marginsAreFree() {
	const free = 12 * page.Millimetre
	for i, p := range s.sheet.Pages {
		inside := page.Rect{X: free, Y: free, W: p.Width - 2*free, H: p.Height - 2*free}
		for _, item := range p.Items {
			if b := s.bounds(item); !within(b, inside) {
				s.fault("page %d: %s is outside the margins: %v", i+1, describe(item), b)
			}
		}
	}
}

func describe(i page.Item) string {
	switch {
	case i.Text != nil:
		return "the text " + i.Text.Text
	case i.Path != nil:
		return "a path"
	}
	return "a drawing, picture or link"
}

// No text lies on another, nor on a figure it does not belong to.
func (s *set) nothingOverlaps() {
	for i, p := range s.sheet.Pages {
		var texts []page.Item
		for _, item := range p.Items {
			if item.Text != nil {
				texts = append(texts, item)
			}
		}
		for k, a := range texts {
			for _, b := range texts[k+1:] {
				if overlap(s.box(a.Text), s.box(b.Text)) {
					s.fault("page %d: %q lies on %q", i+1, a.Text.Text, b.Text.Text)
				}
			}
			for id, e := range s.sheet.Elements {
				if e.Role == page.Figure && e.Page == i && a.Element != page.ElementID(id) && overlap(s.box(a.Text), e.BBox) {
					s.fault("page %d: %q lies on the figure %q", i+1, a.Text.Text, e.Alt)
				}
			}
		}
	}
}

// A rule, a frame or a mark goes around a text or past it, never through it.
func (s *set) noLineCrossesText() {
	for i, p := range s.sheet.Pages {
		for _, item := range p.Items {
			if item.Text == nil {
				continue
			}
			text := s.box(item.Text)
			for _, other := range p.Items {
				if other.Path == nil {
					continue
				}
				if b := other.Bounds(); overlap(text, b) && !within(text, b) {
					s.fault("page %d: a path at %v goes through %q at %v", i+1, b, item.Text.Text, text)
				}
			}
		}
	}
}

// The code prints at half a millimetre a module or more, and four modules
// around it are bare paper (ISO/IEC 18004).
func (s *set) codeCanBeRead() {
	for id, e := range s.sheet.Elements {
		if e.Role != page.Figure || e.Alt != s.doc.Article.Alt {
			continue
		}
		stamp := s.spots(page.ElementID(id))[0].Stamp
		module := stamp.Box.W * page.Point / stamp.Drawing.Width
		if module < page.Millimetre/2 {
			s.fault("a module of the code is %v points wide", module)
		}
		dark := stamp.Drawing.Paths[0].Bounds()
		quiet := grown(page.Rect{
			X: stamp.Box.X + dark.X*module/page.Point, Y: stamp.Box.Y + dark.Y*module/page.Point,
			W: dark.W * module / page.Point, H: dark.H * module / page.Point,
		}, 4*module)
		for _, item := range s.sheet.Pages[e.Page].Items {
			if item.Stamp != stamp && overlap(s.bounds(item), quiet) {
				s.fault("%s is in the quiet zone of the code", describe(item))
			}
		}
		return
	}
	s.fault("there is no code")
}

// Every word of the document is on the paper, in the order it is read in.
func (s *set) everyWordIsThere() {
	said := s.readOut()
	late := func(section document.Section) bool {
		return section.Kind == document.Special || section.Kind == document.Note
	}
	// Where the text goes to a second page, the warnings come first.
	moved := slices.Clone(s.doc.Sections)
	slices.SortStableFunc(moved, func(a, b document.Section) int {
		switch {
		case late(a) == late(b):
			return 0
		case late(a):
			return 1
		}
		return -1
	})
	lost := missing(said, s.pieces(s.doc.Sections))
	if lost != "" && len(s.sheet.Pages) > 1 {
		lost = missing(said, s.pieces(moved))
	}
	if lost != "" {
		s.fault("%q is not on the paper, or not in its place: %s", lost, said)
	}
	k := s.doc.Clinic
	for _, piece := range slices.Concat([]string{k.Name, k.Phone, k.Web, s.doc.Foot.Identity, s.doc.Foot.Sources}, k.Address, k.Hours) {
		for _, word := range strings.Fields(plain(piece)) {
			if !strings.Contains(said, word) {
				s.fault("%q of letterhead and foot is not on the paper", word)
			}
		}
	}
}

// missing is the first of pieces that said does not hold after those before it.
func missing(said string, pieces []string) string {
	for _, piece := range pieces {
		piece = plain(piece)
		_, after, found := strings.Cut(said, piece)
		if !found {
			return piece
		}
		said = after
	}
	return ""
}

// pieces are what a document says, in reading order.
func (s *set) pieces(sections []document.Section) []string {
	d := s.doc
	list := slices.Concat([]string{d.Sample, d.Title}, d.Visit, []string{d.Patient.Label, d.Patient.Text, d.Area.Label, d.Area.Text})
	days, lung := []string{d.KeyMessage}, []string(nil)
	for _, stop := range d.Stops {
		days = append(append(days, stop.Day, stop.Clock), stop.Lines...)
	}
	if d.Lung != nil {
		lung = says(*d.Lung)
	}
	if s.order.style.Large { // to be on the first page
		days, lung = lung, days
	}
	list = slices.Concat(list, days, lung)
	var next []string
	for _, section := range sections {
		if section.Kind == document.Next {
			next = says(section) // beside the body map
			continue
		}
		list = append(list, says(section)...)
	}
	if m := d.BodyMap; m != nil {
		list = append(list, m.Title, m.Caption)
	}
	return append(append(list, next...), d.Article.LeadsTo, d.Article.Printed)
}

func says(section document.Section) []string {
	list := []string{section.Title, section.Text}
	for _, item := range section.Items {
		list = append(list, item.Name, strings.TrimSuffix(item.Text, "."), item.Until)
	}
	return list
}

// The lung warning stands on the first page, above everything but the message.
func (s *set) lungWarningIsFirst() {
	if s.doc.Lung == nil {
		return
	}
	first := true
	for id, e := range s.sheet.Elements {
		if e.Role != page.H2 {
			continue
		}
		if heading := plain(s.saying(page.ElementID(id))); first != (heading == plain(s.doc.Lung.Title)) {
			s.fault("the heading %q: the lung warning is not the first", heading)
		}
		if !first {
			break
		}
		first = false
		for _, at := range s.inside(e.Parent) {
			if at.page > 0 && !s.fillsTheFirstPage() {
				s.fault("the lung warning goes on on page %d", at.page+1)
				return
			}
		}
	}
}

// fillsTheFirstPage: in large print, a name or a list of areas that takes half
// of it.
func (s *set) fillsTheFirstPage() bool {
	return s.order.style.Large && len([]rune(s.doc.Patient.Text+s.doc.Area.Text)) > 100
}

// inside are the items of an element and of all elements in it.
func (s *set) inside(id page.ElementID) []spot {
	list := s.spots(id)
	for _, child := range s.children(id) {
		list = append(list, s.inside(child)...)
	}
	return list
}

// What is to be read is 12 points or more, or 18; nothing is under 9, or 16.
func (s *set) typeIsLargeEnough() {
	body, least := 12*page.Point, 9*page.Point
	if s.order.style.Large {
		body, least = 18*page.Point, 16*page.Point
	}
	for _, p := range s.sheet.Pages {
		for _, item := range p.Items {
			if item.Text == nil {
				continue
			}
			if item.Text.Size < least || s.isBody(item.Element) && item.Text.Size < body {
				s.fault("%q is set at %v points", item.Text.Text, item.Text.Size)
			}
		}
	}
}

// isBody says whether an element is what a patient should read: headings,
// lists, and the paragraphs under headings.
func (s *set) isBody(id page.ElementID) bool {
	if id == page.Artifact {
		return false
	}
	switch e := s.sheet.Elements[id]; e.Role {
	case page.H1, page.H2, page.LBody, page.Lbl:
		return true
	case page.P:
		return slices.ContainsFunc(s.children(e.Parent), func(c page.ElementID) bool { return s.sheet.Elements[c].Role == page.H2 })
	}
	return false
}

// A heading stands right above its text: same page, same column, no gap.
func (s *set) headingsHaveTheirText() {
	for id, e := range s.sheet.Elements {
		if e.Role != page.H2 {
			continue
		}
		heading := s.spots(page.ElementID(id))
		last := heading[len(heading)-1]
		under := s.after(page.ElementID(id))
		if under == nil {
			s.fault("the heading %q has no text", s.saying(page.ElementID(id)))
			continue
		}
		drop := under.Text.Y - last.Text.Y
		if aside := under.Text.X - last.Text.X; under.page != last.page || drop <= 0 || drop > 3*last.Text.Size || max(aside, -aside) > 40*page.Point {
			s.fault("the heading %q on page %d is not at its text %q on page %d", last.Text.Text, last.page+1, under.Text.Text, under.page+1)
		}
	}
}

// after is the first text that is read after an element.
func (s *set) after(id page.ElementID) *spot {
	for next := id + 1; int(next) < len(s.sheet.Elements); next++ {
		for _, at := range s.spots(next) {
			if at.Text != nil && s.sheet.Elements[next].Role != page.Lbl {
				return &at
			}
		}
	}
	return nil
}

// Sections run down the columns in the order they are read in.
func (s *set) sectionsRunDown() {
	type place struct {
		page, column int
		y            page.Length
	}
	var before place
	for id, e := range s.sheet.Elements {
		if e.Role != page.H2 {
			continue
		}
		at := s.spots(page.ElementID(id))[0]
		here := place{at.page, 0, at.Text.Y}
		if at.Text.X > s.sheet.Pages[at.page].Width/2 {
			here.column = 1
		}
		ordered := here.page > before.page || here.page == before.page &&
			(here.column > before.column || here.column == before.column && here.y > before.y)
		if !ordered {
			s.fault("the heading %q is read after one that stands below it", at.Text.Text)
		}
		before = here
	}
}

// holders are the roles that hold elements and no ink.
var holders = []page.Role{page.Document, page.Part, page.Sect, page.L, page.LI}

func (s *set) structureIsSound() {
	elements := s.sheet.Elements
	ink := make([]bool, len(elements))
	for _, p := range s.sheet.Pages {
		for _, item := range p.Items {
			if item.Element != page.Artifact {
				ink[item.Element] = true
			}
		}
	}
	titles := 0
	for i, e := range elements {
		id := page.ElementID(i)
		if i == 0 != (e.Role == page.Document) || i == 0 != (e.Parent == page.Artifact) || e.Parent >= id {
			s.fault("element %d, %s, is in %d", i, e.Role, e.Parent)
			continue
		}
		inside := s.children(id)
		holds := slices.Contains(holders, e.Role)
		if holds && ink[i] || !holds && !ink[i] && len(inside) == 0 || holds && len(inside) == 0 {
			s.fault("%s %d: ink %v, and %d elements in it", e.Role, i, ink[i], len(inside))
		}
		switch e.Role {
		case page.H1:
			titles++
		case page.L:
			s.holdsOnly(id, page.LI)
		case page.LI:
			s.holdsOnly(id, page.Lbl, page.LBody)
		case page.Figure:
			s.figureIsSound(id)
		case page.Link:
			if e.Alt == "" || !slices.ContainsFunc(s.spots(id), func(at spot) bool { return at.Link != nil && at.Link.URI == s.doc.Article.Address }) {
				s.fault("a link leads nowhere: %+v", e)
			}
		}
	}
	if titles != 1 {
		s.fault("%d titles", titles)
	}
	if s.sheet.Lang != s.doc.Lang || s.sheet.Title != s.doc.Title {
		s.fault("the sheet is %q in %q", s.sheet.Title, s.sheet.Lang)
	}
}

// holdsOnly says that the elements in one have these roles; the two of a list
// item come in this order.
func (s *set) holdsOnly(id page.ElementID, roles ...page.Role) {
	for i, child := range s.children(id) {
		if got := s.sheet.Elements[child].Role; got != roles[min(i, len(roles)-1)] || len(roles) > 1 && i >= len(roles) {
			s.fault("%s %d holds a %s at %d", s.sheet.Elements[id].Role, id, got, i)
		}
	}
}

// figureIsSound: a figure says what it shows, and its box holds its ink.
func (s *set) figureIsSound(id page.ElementID) {
	e := s.sheet.Elements[id]
	if strings.TrimSpace(e.Alt) == "" || e.BBox.W <= 0 || e.BBox.H <= 0 || e.Page >= len(s.sheet.Pages) {
		s.fault("a figure is not said or stands nowhere: %+v", e)
		return
	}
	for _, at := range s.spots(id) {
		if at.page == e.Page && !within(s.bounds(at.Item), grown(e.BBox, 2*page.Point)) {
			s.fault("%s on page %d is outside the box of its figure %q: %v on page %d", describe(at.Item), at.page+1, e.Alt, e.BBox, e.Page+1)
			return
		}
	}
}

// Text has a contrast of 4.5:1 or more to what is under it (WCAG 2.1, 1.4.3),
// along its whole length.
func (s *set) textStandsOut() {
	for i := range s.sheet.Pages {
		p := &s.sheet.Pages[i]
		for n, item := range p.Items {
			if item.Text == nil {
				continue
			}
			b := s.box(item.Text)
			for _, at := range []page.XY{{X: b.X, Y: b.Y}, {X: b.X + b.W, Y: b.Y}, {X: b.X, Y: b.Y + b.H}, {X: b.X + b.W, Y: b.Y + b.H}, {X: b.X + b.W/2, Y: b.Y + b.H/2}} {
				under := ground(p, n, at)
				if ratio := clinic.Contrast(item.Text.Colour, under); ratio < 4.5 {
					s.fault("%q in %v on %v has a contrast of %.2f", item.Text.Text, item.Text.Colour, under, ratio)
					break
				}
			}
		}
	}
}

func (s *set) drawingsAreNotDistorted() {
	for _, p := range s.sheet.Pages {
		for _, item := range p.Items {
			box, w, h := item.Bounds(), page.Length(0), page.Length(0)
			switch {
			case item.Stamp != nil:
				w, h = item.Stamp.Drawing.Width, item.Stamp.Drawing.Height
			case item.Image != nil:
				w, h = page.Length(item.Image.Picture.Width), page.Length(item.Image.Picture.Height)
			default:
				continue
			}
			if ratio := float64(box.W) * float64(h) / (float64(box.H) * float64(w)); ratio < 0.99 || ratio > 1.01 {
				s.fault("a drawing of %v by %v stands in %v", w, h, box)
			}
		}
	}
}

// onlyGreys: nothing is left to how a printer turns colour into grey.
func (s *set) onlyGreys() {
	check := func(colours ...*page.Colour) {
		for _, c := range colours {
			if c != nil && (c.R != c.G || c.G != c.B) {
				s.fault("%v is no grey", *c)
			}
		}
	}
	for _, p := range s.sheet.Pages {
		for _, item := range p.Items {
			switch {
			case item.Text != nil:
				check(&item.Text.Colour)
			case item.Path != nil:
				check(item.Path.Fill, item.Path.Stroke)
			case item.Stamp != nil:
				for _, path := range item.Stamp.Drawing.Paths {
					check(path.Fill, path.Stroke)
				}
			case item.Image != nil:
				for at := 0; at+2 < len(item.Image.Picture.Pixels); at += 3 {
					pixel := item.Image.Picture.Pixels[at : at+3]
					check(&page.Colour{R: pixel[0], G: pixel[1], B: pixel[2]})
				}
			}
		}
	}
}
