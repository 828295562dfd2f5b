// Package font knows the built-in faces: which characters they hold and how
// wide those are. All its numbers are integers, the same ones that the PDF
// states, so that a line measured here is as long in every viewer.
package font

import (
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"aftercare/internal/page"
)

// files names the font file of each face.
var files = [page.Faces]string{
	page.Regular:     "fonts/AtkinsonHyperlegibleNext-Regular.ttf",
	page.Bold:        "fonts/AtkinsonHyperlegibleNext-Bold.ttf",
	page.WideRegular: "fonts/NotoSans-Regular.ttf",
	page.WideBold:    "fonts/NotoSans-Bold.ttf",
}

// Book holds the faces. It is safe for concurrent use.
type Book struct {
	faces [page.Faces]struct {
		data []byte
		once sync.Once
		face *face
	}
}

// Open reads the font files from fsys (fonts/*.ttf) and checks that they are
// whole. Characters and widths are worked out when first asked for.
func Open(fsys fs.FS) (*Book, error) {
	b := new(Book)
	for f, name := range files {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("font %s cannot be read: %w", name, cause(err))
		}
		if err := check(data); err != nil {
			return nil, fmt.Errorf("font %s is broken: %w", name, err)
		}
		b.faces[f].data = data
	}
	return b, nil
}

// cause is the error without the path that fs wraps around it.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func (b *Book) face(f page.Face) *face {
	slot := &b.faces[f]
	slot.once.Do(func() { slot.face = parse(slot.data) })
	return slot.face
}

// Covers says whether face f can set r as visible text. Controls, invisible
// format characters and private-use characters are never covered, whatever
// the font file holds.
func (b *Book) Covers(f page.Face, r rune) bool {
	return b.face(f).advance(r) != missing
}

// Missing is the first character of text that face f does not cover.
func (b *Book) Missing(f page.Face, text string) (r rune, found bool) {
	face := b.face(f)
	for _, r := range text {
		if face.advance(r) == missing {
			return r, true
		}
	}
	return 0, false
}

// Advance is the width of r in thousandths of the type size, as the PDF states
// it; 0 for what is not covered.
func (b *Book) Advance(f page.Face, r rune) int {
	return max(0, int(b.face(f).advance(r)))
}

// Width is how far text moves the pen in face f at the given size: the sum of
// the advances × size ÷ 1000, rounded once at the end. What is not covered has
// no width.
func (b *Book) Width(f page.Face, size page.Length, text string) page.Length {
	return scale(b.face(f).width(text), size)
}

// Ascent is how far the face reaches above the baseline.
func (b *Book) Ascent(f page.Face, size page.Length) page.Length {
	return scale(b.face(f).ascent, size)
}

// Descent is how far the face reaches below the baseline, as a positive length.
func (b *Book) Descent(f page.Face, size page.Length) page.Length {
	return scale(b.face(f).descent, size)
}

// CapHeight is the height of a capital above the baseline.
func (b *Book) CapHeight(f page.Face, size page.Length) page.Length {
	return scale(b.face(f).capHeight, size)
}

// XHeight is the height of a small x above the baseline.
func (b *Book) XHeight(f page.Face, size page.Length) page.Length {
	return scale(b.face(f).xHeight, size)
}

// Name is the PostScript name of the face.
func (b *Book) Name(f page.Face) string { return b.face(f).name }

// Bounds is the smallest box that holds every glyph of the face, in thousandths
// of the type size: left, bottom, right, top, upwards from the baseline.
func (b *Book) Bounds(f page.Face) [4]int { return b.face(f).bounds }

// Bytes is the font file of f. The caller must not change it.
func (b *Book) Bytes(f page.Face) []byte { return b.faces[f].data }

// scale turns thousandths of the type size into a length, to the nearest
// thousandth of a point.
func scale(thousandths, size page.Length) page.Length {
	return (thousandths*size + 500) / 1000
}
