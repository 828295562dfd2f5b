package pdf

import (
	"testing"

	"aftercare/internal/page"
)

// TestNamesNeedFewBlocks holds the files of real names small: what is written
// in a language needs that language's block and English, no more.
func TestNamesNeedFewBlocks(t *testing.T) {
	c := NewCatalogue(book(t))
	const base mask = 1<<always | 1<<english
	for _, name := range []struct {
		text string
		face page.Face
		want mask
	}{
		{"Call us at (555) 010-0142: it’s “fine” – really · Mon–Fri; 9/10?", page.Regular, base},
		{"10½ °C, 5 × 3 = 15 €, Smith & Sons", page.Regular, base | 1<<office},
		{"¿Qué esperar después de la punción? ¡Llámenos! Año, pingüino, 1.ª", page.Regular, base | 1<<spanish},
		{"Zoë Łukasiewicz", page.Bold, base | 1<<german | 1<<polish},
		{"Jürgen Groß-Köhler", page.Bold, base | 1<<spanish | 1<<german},
		{"Søren Åkerblom", page.Bold, base | 1<<nordic},
		{"Dvořák Šťastná", page.Bold, base | 1<<czech | 1<<spanish},
		{"Gülşah Yıldız", page.Bold, base | 1<<turkish | 1<<spanish},
		{"Nguyễn Văn Ánh", page.WideBold, base | 1<<vietnamese | 1<<spanish},
		{"Ελένη", page.WideBold, 1<<always | 1<<greek},
		{"Ольга Петрівна-Ґалаґан", page.WideBold, 1<<always | 1<<cyrillic},
	} {
		masks := [page.Faces]mask{}
		in := inspector{catalogue: c, masks: &masks}
		if err := in.text(&page.Text{Text: name.text, Face: name.face, Size: page.Point}); err != nil {
			t.Fatal(err)
		}
		if got := masks[name.face]; got != name.want {
			t.Errorf("%s needs blocks %b, want %b", name.text, got, name.want)
		}
	}
}

// TestEveryCharacterIsInItsOwnBlock cuts each block of each face alone and
// compares what comes out with what the face covers.
func TestEveryCharacterIsInItsOwnBlock(t *testing.T) {
	b := book(t)
	c := NewCatalogue(b)
	for face := range page.Faces {
		got, want := 0, 0
		for block := range symbols + 1 {
			for range c.characters(face, 1<<block) {
				got++
			}
		}
		for r := rune(0); r <= 0xFFFF; r++ {
			if b.Covers(face, r) {
				want++
			}
		}
		if got != want {
			t.Errorf("face %d: %d characters in blocks, %d covered", face, got, want)
		}
	}
}

// TestEveryBlockCanBeCut cuts the whole of every face.
func TestEveryBlockCanBeCut(t *testing.T) {
	c := NewCatalogue(book(t))
	for face := range page.Faces {
		if _, err := c.cutFace(face, 1<<(symbols+1)-1); err != nil {
			t.Error(err)
		}
	}
}
