package pdf

import (
	"fmt"

	"aftercare/internal/page"
)

// resources writes the fonts, pictures and drawings of a file and the list of
// their names, which all its pages share.
func (w *Writer) resources(e *edition) error {
	for face, m := range w.masks {
		if m == 0 {
			continue
		}
		plate, err := w.catalogue.cut(page.Face(face), m)
		if err != nil {
			return err
		}
		w.file.print(plate)
	}
	for _, part := range e.parts {
		for i := range part.Sheet.Pages {
			if err := w.shared(part.Sheet.Pages[i].Items); err != nil {
				return fmt.Errorf("page %d: %w", i+1, err)
			}
		}
	}
	w.file.object(resourcesRef, w.appendResources)
	return nil
}

func (w *Writer) appendResources(b []byte) []byte {
	b = append(b, "<</Font<<"...)
	for face, m := range w.masks {
		if m != 0 {
			b = appendNamed(b, "/F", face, fontRef(page.Face(face), fontItself))
		}
	}
	b = append(b, ">>/XObject<<"...)
	for i, p := range w.pictures {
		b = appendNamed(b, "/I", i, p.ref)
	}
	for i, d := range w.drawings {
		b = appendNamed(b, "/D", i, d.ref)
	}
	return append(b, ">>>>"...)
}

func appendNamed(b []byte, kind string, number int, r ref) []byte {
	return appendRef(append(appendInt(append(b, kind...), number), ' '), r)
}

// shared writes the pictures and drawings among the items that the file does
// not hold yet.
func (w *Writer) shared(items []page.Item) error {
	for i := range items {
		if image := items[i].Image; image != nil && index(w.pictures, image.Picture) < 0 {
			if err := w.picture(image.Picture); err != nil {
				return err
			}
		}
		if stamp := items[i].Stamp; stamp != nil && index(w.drawings, stamp.Drawing) < 0 {
			if err := w.drawing(stamp.Drawing); err != nil {
				return err
			}
		}
	}
	return nil
}

// index is where a thing of this file stands; -1 if it is not in it yet.
func index[T comparable](things []shared[T], thing T) int {
	for i := range things {
		if things[i].thing == thing {
			return i
		}
	}
	return -1
}

func (w *Writer) picture(p *page.Picture) error {
	pixels, err := w.catalogue.picture(p)
	if err != nil {
		return err
	}
	r := w.file.reserve()
	w.file.deflated(r, fmt.Sprintf("/Type/XObject/Subtype/Image/ColorSpace/DeviceRGB/BitsPerComponent 8/Width %d/Height %d",
		p.Width, p.Height), pixels)
	w.pictures = append(w.pictures, shared[*page.Picture]{p, r})
	return nil
}

// drawing writes a drawing as a form, its lower left corner at the origin.
func (w *Writer) drawing(d *page.Drawing) error {
	content, err := w.catalogue.drawing(d)
	if err != nil {
		return err
	}
	r := w.file.reserve()
	form := formBox(d)
	w.file.deflated(r, "/Type/XObject/Subtype/Form/Resources<<>>/BBox"+string(appendRect(nil, form, form.H)), content)
	w.drawings = append(w.drawings, shared[*page.Drawing]{d, r})
	return nil
}
