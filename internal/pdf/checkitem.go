package pdf

import (
	"errors"
	"fmt"
	"net/url"
	"unicode/utf8"

	"aftercare/internal/page"
)

// mostPixels is how many pixels a picture may have; more makes a file that mail refuses.
const mostPixels = 25_000_000

// longestURI is what viewers are known to open.
const longestURI = 2000

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
	if _, err := in.catalogue.drawing(s.Drawing); err != nil {
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
