// Package pdf binds pages into a PDF file that a screen reader reads properly
// and an archive keeps: PDF/UA-1 and PDF/A-2a. fpdf draws the pages; everything
// around them, from the fonts to the structure tree, is written here.
package pdf

import (
	"crypto/sha256"
	"slices"

	"github.com/klauspost/compress/zlib"

	"aftercare/internal/font"
	"aftercare/internal/page"
)

// Catalogue holds what files have in common, made once and shared: cut fonts,
// pictures, drawings, the colour profile. It is safe for concurrent use.
type Catalogue struct {
	book     *font.Book
	block    *[0x10000]uint8
	profile  *plate
	cuts     shelf[cutting, *plate]
	pictures shelf[*page.Picture, []byte]
	drawings shelf[*page.Drawing, []byte]
}

// cutting names a face cut down to some blocks.
type cutting struct {
	face page.Face
	mask mask
}

// NewCatalogue makes an empty catalogue of the faces in book.
func NewCatalogue(book *font.Book) *Catalogue {
	return &Catalogue{book: book, block: blockTable(), profile: profilePlate()}
}

// NewWriter makes a writer for one goroutine.
func (c *Catalogue) NewWriter() *Writer {
	w := &Writer{catalogue: c, file: newFile(zlib.DefaultCompression)}
	w.inspector = inspector{catalogue: c, press: w.file, masks: &w.masks}
	return w
}

// cut is the face cut down to the blocks of m.
func (c *Catalogue) cut(face page.Face, m mask) (*plate, error) {
	key := cutting{face, m}
	return c.cuts.get(key, func() (*plate, error) {
		if p := readyPlate(key.readyName(), sha256.Sum256(c.book.Bytes(face))); p != nil {
			return p, nil
		}
		return c.cutFace(face, m)
	})
}

// profilePlate is the colour profile.
func profilePlate() *plate {
	profile := colourProfile()
	if p := readyPlate("profile.plate", sha256.Sum256(profile)); p != nil {
		return p
	}
	return cast(profileRef, profileRef, func(f *file) { f.deflate(profileRef, "/N 3", profile) })
}

// picture is the compressed pixels of p, which must not change afterwards.
func (c *Catalogue) picture(p *page.Picture, press *file) ([]byte, error) {
	return c.pictures.get(p, func() ([]byte, error) { return press.shrink(p.Pixels), nil })
}

// drawing is the compressed content of d, which must not change afterwards. Its
// unit is the thousandth of a point: a drawing may be made small and stamped
// large, and in whole points fpdf would round the width of a hairline away.
func (c *Catalogue) drawing(d *page.Drawing, press *file) ([]byte, error) {
	return c.drawings.get(d, func() ([]byte, error) {
		if err := drawing(d); err != nil {
			return nil, err
		}
		var p pen
		content, err := p.draw(d.Width*thousandfold, d.Height*thousandfold, func() {
			for i := range d.Paths {
				p.path(enlarge(&d.Paths[i]))
			}
		})
		return press.shrink(content), err
	})
}

// thousandfold is how much larger a form is drawn than its drawing.
const thousandfold = 1000

// enlarge is the path a thousand times as large.
func enlarge(path *page.Path) *page.Path {
	p := *path
	p.Width *= thousandfold
	p.Segments = slices.Clone(p.Segments)
	for i := range p.Segments {
		for j := range p.Segments[i].P {
			p.Segments[i].P[j].X *= thousandfold
			p.Segments[i].P[j].Y *= thousandfold
		}
	}
	p.Dash = slices.Clone(p.Dash)
	for i := range p.Dash {
		p.Dash[i] *= thousandfold
	}
	return &p
}
