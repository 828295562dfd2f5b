package layout

import (
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"aftercare/templates"
)

// TestSegmentsAreThoseOfUnicode compares the quick way with the library on
// every word of the built-in definitions, and on anything else.
func TestSegmentsAreThoseOfUnicode(t *testing.T) {
	texts := []string{
		"", "a", "a ", "ab cd", "9 am", "1,000 men", "10:30 pm", "a.b c", "so-so end", "Mr. (x) y", "“Go!” he said", "what? (yes)",
		"a  b", "a \u0301b", "100 % of", "$ 5 a", "a / b", "e.g. this", "wait... what", "x\u00A0y z", "well\u2011known fact", "end.\nNext line",
		"Zoë Łukasiewicz", "о чём Вы", "🇩🇪🇫🇷 flags", "a 👨‍👩‍👧 b", "c 漢字 d", "no! !yes", "a: b; c, d",
	}
	if err := fs.WalkDir(templates.FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".toml") {
			var text []byte
			text, err = fs.ReadFile(templates.FS, path)
			texts = append(texts, strings.Split(string(text), "\n")...)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	dice := rand.New(rand.NewPCG(4, 2))
	letters := []rune("aZ09     .,:;!?-/'\"()[]$%&\u00A0\u2011\u00AD\u200B\u0301éŁ×÷ȳɐЖ漢\u00B4\u00AA“”…–\n")
	for range 50_000 {
		var b strings.Builder
		for range dice.IntN(12) {
			b.WriteRune(letters[dice.IntN(len(letters))])
		}
		texts = append(texts, b.String())
	}
	for _, text := range texts {
		if got, want := segments(text, segment), segments(text, library); !slices.Equal(got, want) {
			t.Fatalf("%q falls into %q, by UAX #14 into %q", text, got, want)
		}
	}
}

func library(text string, state int) (word, rest string, next int) {
	word, rest, _, next = uniseg.FirstLineSegmentInString(text, state)
	return word, rest, next
}

func segments(text string, take func(string, int) (string, string, int)) (all []string) {
	for state := -1; text != ""; {
		var word string
		word, text, state = take(text, state)
		all = append(all, word)
	}
	return all
}
