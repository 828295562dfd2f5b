package pdf

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/go-pdf/fpdf"

	"aftercare/internal/page"
)

// CutFont leaves only the glyphs of the given characters in a TrueType font,
// always in the same way.
func CutFont(font []byte, characters string) []byte {
	return fpdf.UTF8CutFont(bytes.Clone(font), characters) // it writes into what it reads
}

// pen draws one page. fpdf does the drawing, on a template of its own for each
// page: text, the style of lines, and whatever is handed to it ready-made. It
// never sees a font. Loading one costs it 4.5 ms, and all that drawing needs is
// a name to select and codes to show, which the binder knows better.
//
// fpdf takes floats and prints two decimals of them. They come from integers by
// one division and one subtraction, which no processor may fuse, so that every
// machine prints the same digits, and a hundredth of a point is finer than any
// printer. Outlines and colours are written from the integers instead: the rows
// of a QR code must meet exactly, and to print a thousand floats takes longer
// than the rest of the page.
type pen struct {
	tpl    *fpdf.Tpl
	height page.Length
	state  state
	codes  []byte
	raw    []byte // operators to be written before fpdf draws again

	rawReader bytes.Reader // over raw: fpdf takes it without a copy
}

// state is what stays set from one item to the next. Its zero value is how fpdf
// begins: black, butt ends, no dash, and a width and a font that no item has.
type state struct {
	face         page.Face
	size         page.Length
	fill, stroke page.Colour
	width        page.Length
	round        bool
	dash         []page.Length
}

// hundredth of a point is what outlines are rounded to, as text is.
const hundredth page.Length = 10

// points turns a length into what fpdf takes.
func points(l page.Length) float64 { return float64(l) / 1000 }

// page gives the content stream of one page, drawn by fn.
func (p *pen) page(width, height page.Length, fn func()) ([]byte, error) {
	p.height = height
	return p.draw(width, height, fn)
}

// form gives the content stream of a form of the size of box, Y downwards.
func (p *pen) form(box page.Rect, fn func()) ([]byte, error) {
	p.height = 0
	return p.draw(box.W, box.H, fn)
}

func (p *pen) draw(width, height page.Length, fn func()) ([]byte, error) {
	var err error
	size := fpdf.SizeType{Wd: points(width), Ht: points(height)}
	tpl := fpdf.CreateTpl(fpdf.PointType{}, size, "P", "pt", "", func(tpl *fpdf.Tpl) {
		tpl.SetAutoPageBreak(false, 0)
		p.tpl, p.state, p.raw = tpl, state{}, p.raw[:0]
		fn()
		p.flush()
		err = tpl.Error() // the template drops it
	})
	return tpl.Bytes(), err
}

// tag opens marked content that belongs to the structure tree.
func (p *pen) tag(role page.Role, mcid int) {
	p.raw = append(append(append(p.raw, '/'), role...), "<</MCID "...)
	p.raw = append(appendInt(p.raw, mcid), ">>BDC "...)
}

// artifact opens marked content that is decoration.
func (p *pen) artifact() { p.raw = append(p.raw, "/Artifact BMC "...) }

// end closes marked content.
func (p *pen) end() { p.raw = append(p.raw, "EMC "...) }

// flush writes what has been gathered in raw.
func (p *pen) flush() {
	if len(p.raw) > 0 {
		p.rawReader.Reset(p.raw)
		p.tpl.RawWriteBuf(&p.rawReader)
		p.raw = p.raw[:0]
	}
}

// text shows a run. The codes are UTF-16 units as bytes: fpdf writes a string
// of which it knows no font as it stands, with the escapes it needs.
func (p *pen) text(t *page.Text) {
	p.fill(t.Colour)
	if s := &p.state; s.face != t.Face || s.size != t.Size {
		s.face, s.size = t.Face, t.Size
		p.raw = appendInt(append(p.raw, "/F"...), int(t.Face))
		p.raw = append(appendLength(append(p.raw, ' '), t.Size), " Tf"...)
	}
	p.flush()
	p.codes = p.codes[:0]
	for _, r := range t.Text {
		p.codes = binary.BigEndian.AppendUint16(p.codes, uint16(r))
	}
	p.tpl.Text(points(t.X), points(t.Y), string(p.codes))
}

// fill sets the colour of text and areas. fpdf keeps a colour for each and wraps
// a text in q and Q where they differ, so it is told of neither.
func (p *pen) fill(c page.Colour) {
	if p.state.fill != c {
		p.state.fill = c
		p.raw = appendColour(p.raw, c, "g ", "rg ")
	}
}

// outline sets how the path is stroked.
func (p *pen) outline(path *page.Path) {
	s := &p.state
	if c := *path.Stroke; s.stroke != c {
		s.stroke = c
		p.raw = appendColour(p.raw, c, "G ", "RG ")
	}
	p.flush()
	if s.width != path.Width {
		s.width = path.Width
		p.tpl.SetLineWidth(points(path.Width))
	}
	if s.round != path.Round {
		s.round = path.Round
		p.ends(path.Round)
	}
	if !slices.Equal(s.dash, path.Dash) {
		s.dash = path.Dash
		p.dash(path.Dash)
	}
}

func (p *pen) ends(round bool) {
	lineCap, join := "butt", "miter"
	if round {
		lineCap, join = "round", "round"
	}
	p.tpl.SetLineCapStyle(lineCap)
	p.tpl.SetLineJoinStyle(join)
}

func (p *pen) dash(lengths []page.Length) {
	pattern := make([]float64, len(lengths))
	for i, l := range lengths {
		pattern[i] = points(l)
	}
	p.tpl.SetDashPattern(pattern, 0)
}

// path draws a shape.
func (p *pen) path(path *page.Path) {
	if path.Fill != nil {
		p.fill(*path.Fill)
	}
	if path.Stroke != nil {
		p.outline(path)
	}
	p.trace(path.Segments)
	p.raw = append(p.raw, paint(path)...)
}

// paint is the operator that paints the path.
func paint(path *page.Path) string {
	switch {
	case path.Fill == nil:
		return "S "
	case path.Stroke == nil && path.EvenOdd:
		return "f* "
	case path.Stroke == nil:
		return "f "
	case path.EvenOdd:
		return "B* "
	}
	return "B "
}

// trace lays the outline, from the integers and in one go.
func (p *pen) trace(segments []page.Segment) {
	for len(segments) > 0 {
		if rectangle(segments) {
			p.rectangle(segments[0].P[0], segments[2].P[0])
			segments = segments[5:]
		} else {
			p.segment(&segments[0])
			segments = segments[1:]
		}
	}
}

// rectangle says whether the segments begin with an upright rectangle, its
// first side across the page, which is what the operator re draws.
func rectangle(s []page.Segment) bool {
	if len(s) < 5 || s[0].Verb != page.MoveTo || s[4].Verb != page.Close ||
		s[1].Verb != page.LineTo || s[2].Verb != page.LineTo || s[3].Verb != page.LineTo {
		return false
	}
	a, b, c, d := s[0].P[0], s[1].P[0], s[2].P[0], s[3].P[0]
	return a.Y == b.Y && b.X == c.X && c.Y == d.Y && d.X == a.X
}

// rectangle appends the rectangle with the corners a and c to raw. Corners are
// rounded and not sides, so that neighbours still meet.
func (p *pen) rectangle(a, c page.XY) {
	x0, y0, x1, y1 := nearest(a.X, hundredth), nearest(p.height-a.Y, hundredth), nearest(c.X, hundredth), nearest(p.height-c.Y, hundredth)
	for _, l := range [4]page.Length{x0, y0, x1 - x0, y1 - y0} {
		p.raw = append(appendLength(p.raw, l), ' ')
	}
	p.raw = append(p.raw, "re "...)
}

// segment appends one step of an outline to raw.
func (p *pen) segment(s *page.Segment) {
	for _, at := range s.Points() {
		p.raw = append(appendLength(p.raw, nearest(at.X, hundredth)), ' ')
		p.raw = append(appendLength(p.raw, nearest(p.height-at.Y, hundredth)), ' ')
	}
	p.raw = append(p.raw, "mlch"[s.Verb], ' ')
}

// image places the picture of the given number, which is one unit wide and high.
func (p *pen) image(number int, box page.Rect) {
	p.raw = append(appendLength(append(p.raw, "q "...), box.W), " 0 0 "...)
	p.raw = append(appendLength(p.raw, box.H), ' ')
	p.place("/I", number, box)
}

// stamp places the drawing of the given number, which is turned over: its
// origin is its upper left corner.
func (p *pen) stamp(number int, box page.Rect, d *page.Drawing) {
	form := formBox(d)
	p.raw = append(appendRatio(append(p.raw, "q "...), box.W, form.W), " 0 0 -"...)
	p.raw = append(appendRatio(p.raw, box.H, form.H), ' ')
	box.Y -= box.H
	p.place("/D", number, box)
}

// place finishes a matrix begun in raw and paints a resource with it.
func (p *pen) place(kind string, number int, box page.Rect) {
	p.raw = append(appendLength(p.raw, box.X), ' ')
	p.raw = append(appendLength(p.raw, p.height-box.Y-box.H), " cm "...)
	p.raw = append(appendInt(append(p.raw, kind...), number), " Do Q "...)
}
