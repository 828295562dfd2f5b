package page

import (
	"fmt"
	"strings"
)

// Dump is the sheet as text, for people and for tests: every page with its
// items in drawing order, in points.
func (s *Sheet) Dump() string {
	var b strings.Builder
	for i, p := range s.Pages {
		fmt.Fprintf(&b, "page %d  %s × %s\n", i+1, p.Width, p.Height)
		for _, item := range p.Items {
			fmt.Fprintf(&b, "  %s\n", s.describe(item))
		}
	}
	return b.String()
}

// Tree is the structure tree as text, each element with the words it holds.
func (s *Sheet) Tree() string {
	words := make([]string, len(s.Elements))
	for _, p := range s.Pages {
		for _, item := range p.Items {
			if item.Text != nil && item.Element != Artifact {
				words[item.Element] += item.Text.Text
			}
		}
	}
	var b strings.Builder
	for i := range s.Elements {
		fmt.Fprintf(&b, "%s%s\n", strings.Repeat("  ", s.depth(ElementID(i))), s.Elements[i].describe(words[i]))
	}
	return b.String()
}

func (s *Sheet) depth(id ElementID) (n int) {
	for id = s.Elements[id].Parent; id != Artifact; id = s.Elements[id].Parent {
		n++
	}
	return n
}

func (e Element) describe(words string) string {
	out := string(e.Role)
	if e.Alt != "" {
		out += fmt.Sprintf(" (%s)", e.Alt)
	}
	if words != "" {
		out += fmt.Sprintf(" %q", words)
	}
	return out
}

func (s *Sheet) describe(i Item) string {
	role := "artifact"
	if i.Element != Artifact {
		role = string(s.Elements[i.Element].Role)
	}
	b := i.Bounds()
	place := fmt.Sprintf("%-9s %7s %7s %7s %7s ", role, b.X, b.Y, b.W, b.H)
	switch {
	case i.Text != nil:
		return place + fmt.Sprintf("text %d/%s %s %q", i.Text.Face, i.Text.Size, i.Text.Colour, i.Text.Text)
	case i.Path != nil:
		return place + i.Path.describe()
	case i.Image != nil:
		return place + fmt.Sprintf("image %d × %d pixels", i.Image.Picture.Width, i.Image.Picture.Height)
	case i.Stamp != nil:
		return place + fmt.Sprintf("drawing of %d paths", len(i.Stamp.Drawing.Paths))
	}
	return place + "link " + i.Link.URI
}

func (p *Path) describe() string {
	out := fmt.Sprintf("path of %d", len(p.Segments))
	if p.Fill != nil {
		out += fmt.Sprintf(" fill %s", *p.Fill)
	}
	if p.Stroke != nil {
		out += fmt.Sprintf(" stroke %s/%s", *p.Stroke, p.Width)
	}
	return out
}

// String is the length in points, to one decimal.
func (l Length) String() string {
	tenths := (l + 50) / 100
	if l < 0 {
		tenths = (l - 50) / 100
	}
	sign := ""
	if tenths < 0 {
		sign, tenths = "-", -tenths
	}
	return fmt.Sprintf("%s%d.%d", sign, tenths/10, tenths%10)
}

func (c Colour) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }
