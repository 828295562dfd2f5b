package web

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"
)

// told is what the page offers for words, as it would be read aloud.
func told(t *testing.T, s *Server, words, lang string) string {
	t.Helper()
	answer := get(t, s.Handler(), "/areas?"+url.Values{"q": {words}, "lang": {lang}}.Encode())
	var o offered
	if err := json.Unmarshal(answer.Body.Bytes(), &o); err != nil || o.Options == nil || len(o.Options) > mostOptions {
		t.Fatalf("%q: %v %s", words, err, answer.Body)
	}
	var all []string
	for _, one := range o.Options {
		var chips []string
		for _, c := range one.Chips {
			chips = append(chips, strings.TrimSpace(c.Side+" "+c.Area))
		}
		all = append(all, one.Label+" = "+strings.Join(chips, " + "))
	}
	if o.Suggest != "" {
		all = append(all, o.Suggest+"?")
	}
	return strings.Join(all, "; ")
}

func TestAreasOffered(t *testing.T) {
	s := opened(t)
	for _, c := range []struct{ words, lang, want string }{
		{"l hip", "en", "left hip = left hip; left buttock = left glute"},
		{"hip", "en", "hip = hip; left hip = left hip; right hip = right hip; both hips = both hip; " +
			"left buttock = left glute; right buttock = right glute; both buttocks = both glute"},
		// Several areas are one option, which adds them all.
		{"LBP; L hip and knee", "en", "low back, left hip and left knee = low-back + left hip + left knee"},
		{"cad", "es", "cadera izquierda = left hip; cadera derecha = right hip; ambas caderas = both hip"},
		{"cad", "fr", "left hip = left hip; right hip = right hip; both hips = both hip"},
		{"low bak", "en", "low back?"},
		// A list with a word that nobody knows is not taken as one without it.
		{"left hip, third eye", "en", ""},
		{"", "en", ""}, {strings.Repeat("x", 5000), "en", ""},
	} {
		if got := told(t, s, c.words, c.lang); got != c.want {
			t.Errorf("%.40q in %s: %s, want %s", c.words, c.lang, got, c.want)
		}
	}
}

// TestChips: what an export calls an area is shown as the sheet will name it,
// and what nobody knows stands as it was written, with its warning.
func TestChips(t *testing.T) {
	k := opened(t).kit.Load()
	got, err := json.Marshal(k.chips([]string{"Third Eye, LBP", "R shoulder", "l traps"}, "en"))
	want := `[{"label":"low back","area":"low-back","side":"","lung":false},` +
		`{"label":"right shoulder","area":"shoulder","side":"right","lung":true},` +
		`{"label":"left upper shoulder","area":"upper-trapezius","side":"left","lung":true},` +
		`{"label":"Third Eye","area":"","side":"","lung":true}]`
	if err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if got := k.chips(nil, "en"); got == nil || len(got) != 0 {
		t.Errorf("no areas are %v", got)
	}
}
