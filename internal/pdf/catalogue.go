// Package pdf binds pages into a PDF file that a screen reader reads properly
// and an archive keeps: PDF/UA-1 and PDF/A-2a. fpdf draws the pages; everything
// around them, from the fonts to the structure tree, is written here.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"sync"

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
	presses  sync.Pool // files that compress as well as can be, for what is kept
}

// cutting names a face cut down to some blocks.
type cutting struct {
	face page.Face
	mask mask
}

// NewCatalogue makes an empty catalogue of the faces in book.
func NewCatalogue(book *font.Book) *Catalogue {
	c := &Catalogue{book: book, block: blockTable(), profile: profilePlate()}
	c.presses.New = func() any { return newFile(tight) }
	return c
}

// NewWriter makes a writer for one goroutine.
func (c *Catalogue) NewWriter() *Writer {
	w := &Writer{catalogue: c, file: newFile(swift)}
	w.inspector = inspector{catalogue: c, masks: &w.masks}
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
	f := newFile(tight)
	return cast(f, profileRef, profileRef, func() { f.deflate(profileRef, "/N 3", profile) })
}

// picture is the compressed pixels of p, which must not change afterwards.
func (c *Catalogue) picture(p *page.Picture) ([]byte, error) {
	return c.pictures.get(p, func() ([]byte, error) { return c.shrink(p.Pixels), nil })
}

// drawing is the compressed content of d, which must not change afterwards.
func (c *Catalogue) drawing(d *page.Drawing) ([]byte, error) {
	return c.drawings.get(d, func() ([]byte, error) {
		if err := drawing(d); err != nil {
			return nil, err
		}
		var p pen
		g := grain(d)
		content, err := p.form(formBox(d), func() {
			for i := range d.Paths {
				p.path(regrain(&d.Paths[i], g))
			}
		})
		return c.shrink(content), err
	})
}

// shrink is data compressed.
func (c *Catalogue) shrink(data []byte) []byte {
	f := c.presses.Get().(*file)
	defer c.presses.Put(f)
	return bytes.Clone(f.squeeze(data))
}
