package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"aftercare/internal/page"
)

// Writer writes files one after the other. It is not safe for concurrent use;
// what it wrote before never shows in what it writes next.
type Writer struct {
	catalogue *Catalogue
	inspector inspector
	file      *file
	pen       pen
	tree      tree

	masks    [page.Faces]mask // the blocks of characters the file needs
	pictures []shared[*page.Picture]
	drawings []shared[*page.Drawing]

	pages     []boundPage
	links     []link // of the sheet being written
	firstPage int    // of the sheet being written
	owners    []ref  // of the marks of each page, a list; after them of each link, an element
}

// shared is a picture or drawing of this file.
type shared[T comparable] struct {
	thing T
	ref   ref
}

// boundPage is a page of the file.
type boundPage struct {
	ref    ref
	height page.Length
}

// The objects every file has, by number.
const (
	catalogRef ref = iota + 1
	pagesRef
	infoRef
	metadataRef
	profileRef
	resourcesRef
	treeRef
	parentTreeRef
	firstFontRef
	firstFree = firstFontRef + ref(page.Faces)*fontObjects
)

// Part is one sheet of several in a file, and what it is called in the outline.
type Part struct {
	Sheet *page.Sheet
	Name  string
}

// edition is what one file is made of.
type edition struct {
	title, lang string
	made        time.Time
	parts       []Part
	combined    bool // several sheets as parts of one document
}

// Write binds one sheet, made at the given time, into a file. A sheet that a
// reader could not be given in full is refused with an error that names the
// place, and none of its words.
func (w *Writer) Write(sheet *page.Sheet, made time.Time) ([]byte, error) {
	if sheet == nil {
		return nil, errors.New("there is no sheet to bind")
	}
	return w.bind(&edition{title: sheet.Title, lang: sheet.Lang, made: made, parts: []Part{{Sheet: sheet}}})
}

// Combine binds sheets into one file, each a Part of the structure tree and an
// entry of the outline.
func (w *Writer) Combine(title, lang string, parts []Part, made time.Time) ([]byte, error) {
	if len(parts) == 0 {
		return nil, errors.New("there are no sheets to combine")
	}
	for i, p := range parts {
		if p.Name == "" || words(p.Name) != nil {
			return nil, fmt.Errorf("sheet %d has no name for the outline", i+1)
		}
	}
	return w.bind(&edition{title, lang, made, parts, true})
}

func (w *Writer) bind(e *edition) ([]byte, error) {
	if err := w.inspect(e); err != nil {
		return nil, err
	}
	w.begin(e)
	if err := w.resources(e); err != nil {
		return nil, err
	}
	tops, err := w.sheets(e)
	if err != nil {
		return nil, err
	}
	w.root(e, tops)
	w.describeFile(e)
	return bytes.Clone(w.file.finish(catalogRef, infoRef)), nil
}

// inspect looks over everything before a byte is written.
func (w *Writer) inspect(e *edition) error {
	w.masks = [page.Faces]mask{}
	if err := name(e.title, e.lang); err != nil {
		return err
	}
	if year := e.made.Year(); e.made.IsZero() || year < 1 || year > 9999 {
		return errors.New("the sheet has no date between the years 1 and 9999")
	}
	for i, p := range e.parts {
		err := w.inspector.inspect(p.Sheet)
		if err != nil && e.combined {
			return fmt.Errorf("sheet %d: %w", i+1, err)
		} else if err != nil {
			return err
		}
	}
	return nil
}

// begin forgets the last file and gives numbers to the pages of this one.
func (w *Writer) begin(e *edition) {
	w.file.begin()
	w.file.reserveRow(int(firstFree - catalogRef))
	w.pictures, w.drawings = w.pictures[:0], w.drawings[:0]
	w.pages, w.firstPage = w.pages[:0], 0
	for _, p := range e.parts {
		for i := range p.Sheet.Pages {
			w.pages = append(w.pages, boundPage{w.file.reserve(), p.Sheet.Pages[i].Height})
		}
	}
	w.owners = append(w.owners[:0], make([]ref, len(w.pages))...)
}

// sheets writes every sheet and gives the elements at the top of the tree, one
// for each.
func (w *Writer) sheets(e *edition) (tops []ref, err error) {
	above, role := treeRef, page.Document
	if e.combined {
		above, role = w.file.reserve(), page.Part
	}
	for _, p := range e.parts {
		row := w.file.reserveRow(len(p.Sheet.Elements))
		if err := w.sheet(p.Sheet, row); err != nil {
			return nil, err
		}
		w.structure(p.Sheet, row, above, role)
		w.firstPage += len(p.Sheet.Pages)
		tops = append(tops, row)
	}
	if !e.combined {
		return tops, nil
	}
	w.file.object(above, func(b []byte) []byte {
		b = appendRef(append(b, "<</S/Document/P "...), treeRef)
		return append(appendRefs(append(b, "/K"...), tops), ">>"...)
	})
	return []ref{above}, nil
}
