package page

// Bounds is the box an item is drawn in. That of a text is a point on its
// baseline, its size high: its width is known to the fonts alone. That of a
// path holds its control points and half its stroke.
func (i Item) Bounds() Rect {
	switch {
	case i.Text != nil:
		return Rect{X: i.Text.X, Y: i.Text.Y - i.Text.Size, H: i.Text.Size}
	case i.Path != nil:
		return i.Path.Bounds()
	case i.Image != nil:
		return i.Image.Box
	case i.Stamp != nil:
		return i.Stamp.Box
	case i.Link != nil:
		return i.Link.Box
	}
	return Rect{}
}

// Bounds is the box that holds the path.
func (p *Path) Bounds() Rect {
	var low, high XY
	first := true
	for _, s := range p.Segments {
		for _, at := range s.Points() {
			if first {
				low, high, first = at, at, false
			}
			low = XY{min(low.X, at.X), min(low.Y, at.Y)}
			high = XY{max(high.X, at.X), max(high.Y, at.Y)}
		}
	}
	var half Length
	if p.Stroke != nil {
		half = p.Width / 2
	}
	return Rect{X: low.X - half, Y: low.Y - half, W: high.X - low.X + 2*half, H: high.Y - low.Y + 2*half}
}

// Points are the points a segment uses: none, one or three.
func (s *Segment) Points() []XY {
	switch s.Verb {
	case MoveTo, LineTo:
		return s.P[:1]
	case CurveTo:
		return s.P[:]
	}
	return nil
}
