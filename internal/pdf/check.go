package pdf

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"aftercare/internal/page"
)

// The binder refuses a sheet it could only bind badly: a validator does not
// notice a missing glyph or a list without items, and a reader would. The
// errors name places, never the words that stand there.

// largest is the longest a page may be in either direction by ISO 32000-1,
// Annex C; nothing may lie further out than that.
const largest = 14_400 * page.Point

// inspector looks over one sheet before anything of it is written, and notes
// which blocks of characters it needs of each face.
type inspector struct {
	catalogue *Catalogue
	sheet     *page.Sheet
	masks     *[page.Faces]mask
	holds     []bool // by element: marks may belong to it directly
	holding   []bool // by element: it or one below it is on a page
	linked    []bool // by element: a hyperlink names it
}

func (in *inspector) inspect(sheet *page.Sheet) error {
	if sheet == nil || len(sheet.Pages) == 0 {
		return errors.New("the sheet has no pages")
	}
	in.sheet = sheet
	n := len(sheet.Elements)
	in.holds = append(in.holds[:0], make([]bool, n)...)
	in.holding = append(in.holding[:0], make([]bool, n)...)
	in.linked = append(in.linked[:0], make([]bool, n)...)
	if err := name(sheet.Title, sheet.Lang); err != nil {
		return err
	}
	if err := in.elements(); err != nil {
		return err
	}
	for i := range sheet.Pages {
		if err := in.page(i); err != nil {
			return fmt.Errorf("page %d%w", i+1, err)
		}
	}
	return in.leaves()
}

// name checks what a file is called and the language it is in.
func name(title, lang string) error {
	if title == "" {
		return errors.New("the sheet has no title")
	}
	if err := words(title); err != nil {
		return fmt.Errorf("title %w", err)
	}
	if !language(lang) {
		return fmt.Errorf("language %q is not a BCP 47 tag such as \"en\" or \"es-US\"", lang)
	}
	return nil
}

// language says whether tag has the form of BCP 47: parts of one to eight letters
// or digits, the first of two letters or more.
func language(tag string) bool {
	for i, part := range strings.Split(tag, "-") {
		if len(part) > 8 || len(part) < 2-min(i, 1) {
			return false
		}
		for _, c := range part {
			letter := 'a' <= c|0x20 && c|0x20 <= 'z'
			if digit := '0' <= c && c <= '9'; !letter && (i == 0 || !digit) {
				return false
			}
		}
	}
	return true
}

// words checks text that is spoken or shown but not set in a face.
func words(s string) error {
	if !utf8.ValidString(s) {
		return errors.New("is not valid UTF-8")
	}
	for _, r := range s {
		if unicode.In(r, unicode.Cc, unicode.Co) || r == '\uFFFE' || r == '\uFFFF' {
			return fmt.Errorf("holds %U, which is no visible character", r)
		}
	}
	return nil
}

func (in *inspector) page(number int) error {
	p := &in.sheet.Pages[number]
	const smallest = 3 * page.Point
	if p.Width < smallest || p.Height < smallest || p.Width > largest || p.Height > largest {
		return errors.New(" is not between 3 and 14400 points wide and high")
	}
	for i := range p.Items {
		if err := in.item(&p.Items[i], number); err != nil {
			return fmt.Errorf(", item %d: %w", i+1, err)
		}
	}
	return nil
}

func (in *inspector) item(item *page.Item, number int) error {
	if err := in.belongs(item, number); err != nil {
		return err
	}
	switch one := count(item); {
	case one != 1:
		return fmt.Errorf("is %d things at once, not one", one)
	case item.Text != nil:
		return in.text(item.Text)
	case item.Path != nil:
		return path(item.Path)
	case item.Image != nil:
		return image(item.Image)
	case item.Stamp != nil:
		return in.stamp(item.Stamp)
	}
	return in.link(item)
}

func count(item *page.Item) (n int) {
	for _, set := range [5]bool{item.Text != nil, item.Path != nil, item.Image != nil, item.Stamp != nil, item.Link != nil} {
		if set {
			n++
		}
	}
	return n
}

// belongs checks the element an item names and notes that it has something.
func (in *inspector) belongs(item *page.Item, number int) error {
	id := item.Element
	if id == page.Artifact {
		return nil
	}
	if id < 0 || int(id) >= len(in.sheet.Elements) {
		return fmt.Errorf("belongs to element %d, which is not there", id)
	}
	e := &in.sheet.Elements[id]
	if !in.holds[id] {
		return fmt.Errorf("stands straight in element %d (%s)", id, e.Role)
	}
	if e.Role == page.Figure && e.Page != number {
		return fmt.Errorf("belongs to element %d (Figure), which is on page %d", id, e.Page+1)
	}
	if item.Link == nil {
		in.holding[id] = true
	}
	return nil
}
