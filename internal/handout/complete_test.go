package handout_test

import (
	"slices"
	"strings"
	"testing"

	"aftercare/internal/handout"
)

func completed(v *handout.Vocabulary, words, lang string, most int) string {
	var labels []string
	for _, treated := range v.Complete(words, lang, most) {
		labels = append(labels, treated.Label(lang))
	}
	return strings.Join(labels, ", ")
}

func TestComplete(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"sh":       "left shoulder, right shoulder, both shoulders, left shoulder blade, right shoulder blade, both shoulder blades, left shin, right shin",
		"l hi":     "left hip, left buttock",
		"hip":      "left hip, right hip, both hips, left buttock, right buttock, both buttocks",
		"both sho": "both shoulders, both shoulder blades, both upper shoulder blades, both upper shoulders, between the shoulder blades",
		// Whole names come first, and what lies across the midline is first
		// meant as a whole.
		"lbp":    "low back, left low back, right low back, both sides of the low back",
		"the lo": "low back, left low back, right low back, both sides of the low back, mid back, left mid back, right mid back, both sides of the mid back",
		"traps":  "left upper shoulder, right upper shoulder, both upper shoulders, between the shoulder blades",
		// The side may come last, and be on its way.
		"hip l": "left hip, left buttock", "hip le": "left hip, left buttock", "hip bi": "both hips, both buttocks", "rodilla de": "right knee",
		// Word by word, so a few letters of each will do.
		"both sh bl": "both shoulder blades, both upper shoulder blades, between the shoulder blades",
		// The language of the page first, then the others.
		"ca":  "left calf, right calf, both calves, left wrist, right wrist, both wrists, head, left head",
		"cad": "left hip, right hip, both hips",
		"":    "", " , ": "", "left": "", "xylophone": "", strings.Repeat("hip ", 100): "",
	} {
		if got := completed(v, words, "en", 8); got != want {
			t.Errorf("%.40q: %s, want %s", words, got, want)
		}
	}
	if got := completed(v, "ca", "es", 3); got != "cabeza, cabeza izquierda, cabeza derecha" {
		t.Errorf("in Spanish: %s", got)
	}
	if got := completed(v, "hip", "en", 0); got != "" {
		t.Errorf("none was asked for: %s", got)
	}
}

// TestLabelsAreCompleted: a label that is being typed leads to its area from
// the first letter on, and comes first when it is there.
func TestLabelsAreCompleted(t *testing.T) {
	v := shipped(t)
	for i := range v.Areas {
		area := &v.Areas[i]
		for _, lang := range v.Languages() {
			label := area.Words[lang].Label
			for at := range label {
				if at > 0 && !slices.ContainsFunc(v.Complete(label[:at], lang, 1000), func(t handout.Treated) bool { return t.Area == area }) {
					t.Errorf("%q does not lead to %q", label[:at], label)
				}
			}
			for side := handout.NoSide; side <= handout.Both && (area.Sided || side == handout.NoSide); side++ {
				typed := handout.Treated{Area: area, Side: side}.Label(lang)
				first := v.Complete(typed, lang, 1)
				switch {
				case len(first) == 0, side == handout.NoSide && first[0].Area != area, side != handout.NoSide && first[0].Label(lang) != typed:
					t.Errorf("%q becomes %s", typed, show(first))
				}
			}
		}
	}
}

func FuzzComplete(f *testing.F) {
	for _, seed := range []string{"left hip", "l", "l r", "hip both", "the", "\xff", "İ", "back l", "las dos ca"} {
		f.Add(seed, 8)
	}
	v := shipped(f)
	f.Fuzz(func(t *testing.T, words string, most int) {
		found := v.Complete(words, "en", most)
		if len(found) > max(most, 0) {
			t.Errorf("%d of %d", len(found), most)
		}
		for i, treated := range found {
			if treated.Side != handout.NoSide && !treated.Area.Sided || slices.Contains(found[:i], treated) {
				t.Errorf("%q becomes %s", words, show(found))
			}
		}
	})
}

func BenchmarkComplete(b *testing.B) {
	v := shipped(b)
	for b.Loop() {
		v.Complete("left sh", "en", 8)
	}
}
