package layout

import (
	"aftercare/internal/document"
	"aftercare/internal/font"
	"aftercare/internal/page"
)

// composer turns one document into stacks of units and its structure tree.
type composer struct {
	doc      *document.Document
	style    Style
	scale    scale
	palette  palette
	book     *font.Book
	drawings *Drawings
	paper    Paper
	measure  page.Length // from margin to margin

	// What compose sets, in the order of the page.
	head, text stack
	foot       foot
	warnings   []page.ElementID // the headings of the warnings
	letterhead []*setParagraph  // the clinic, read out at the end

	// What place makes of it.
	sheet  *page.Sheet
	bottom page.Length // of the columns, above the foot
	open   []byte      // the text of the run that is being filled
	err    error       // the first thing that cannot be drawn
}

// root is the element every other hangs from.
const root page.ElementID = 0

func newComposer(doc *document.Document, style Style, scale scale, book *font.Book, drawings *Drawings) *composer {
	c := &composer{
		doc: doc, style: style, scale: scale, palette: style.palette(doc.Clinic),
		book: book, drawings: drawings, paper: style.Paper, measure: style.Paper.Width - 2*margin,
		sheet: &page.Sheet{Title: doc.Title, Lang: doc.Lang, Elements: make([]page.Element, 0, usual)},
	}
	c.element(page.Document, page.Artifact, "")
	return c
}

// usual is how many elements a handout of one page has, rounded up.
const usual = 128

// element adds a node to the structure tree. Nodes are added in reading order.
func (c *composer) element(role page.Role, parent page.ElementID, alt string) page.ElementID {
	c.sheet.Elements = append(c.sheet.Elements, page.Element{Role: role, Parent: parent, Alt: alt})
	return page.ElementID(len(c.sheet.Elements) - 1)
}

// baseline is where letters stand in a line box whose top is y: capitals are
// in the middle of it.
func (c *composer) baseline(y page.Length, f typeSize, face page.Face) page.Length {
	return y + (f.leading+c.book.CapHeight(face, f.size))/2
}

// textStyle is how a paragraph is set.
type textStyle struct {
	typeSize
	colour page.Colour
}

func (c *composer) body() textStyle    { return textStyle{c.scale.body, c.palette.ink} }
func (c *composer) caption() textStyle { return textStyle{c.scale.caption, c.palette.quiet} }

// longest is the number of lines up to which a paragraph is kept in one piece;
// a longer one keeps two lines together at its start and its end.
const longest = 8

// paragraph sets spans as one unit a line.
func (c *composer) paragraph(element page.ElementID, spans []span, style textStyle, width page.Length, pn *panel) stack {
	return c.lineUnits(element, c.breakLines(spans, style.size, width), style, 0, pn)
}

func (c *composer) lineUnits(element page.ElementID, lines []line, style textStyle, indent page.Length, pn *panel) stack {
	s := make(stack, len(lines))
	for i, l := range lines {
		s[i] = unit{
			height: style.leading, panel: pn,
			glued: i < len(lines)-1 && (len(lines) <= longest || i == 0 || i == len(lines)-2),
			draw: func(p *pen, b page.Rect) {
				p.with(element).line(l, b.X+indent, c.baseline(b.Y, style.typeSize, page.Regular), style.size, style.colour)
			},
		}
	}
	return s
}

// lead gives the first unit of a stack the white space above it.
func (s stack) lead(gap page.Length) stack {
	if len(s) > 0 {
		s[0].gap = gap
	}
	return s
}

// Parts of the room that is left over: what starts a section takes three, what
// starts an item one.
const (
	sectionSpring = 3
	itemSpring    = 1
)

// opening marks the start of a section.
func (s stack) opening(gap page.Length) stack {
	s[0].gap, s[0].opens, s[0].spring = gap, true, sectionSpring
	return s
}

// block sets lines at a place, for what is drawn as part of a larger unit.
func (c *composer) block(p *pen, element page.ElementID, lines []line, style textStyle, x, y page.Length) page.Length {
	for _, l := range lines {
		p.with(element).line(l, x, c.baseline(y, style.typeSize, page.Regular), style.size, style.colour)
		y += style.leading
	}
	return y
}

// aligned sets lines as block does, each with its left end where x says.
func (c *composer) aligned(p *pen, element page.ElementID, lines []line, style textStyle, y page.Length, x func(line) page.Length) page.Length {
	for i, l := range lines {
		y = c.block(p, element, lines[i:i+1], style, x(l), y)
	}
	return y
}

// lineHeight is what lines of a style take.
func (s textStyle) lineHeight(lines []line) page.Length {
	return page.Length(len(lines)) * s.leading
}
