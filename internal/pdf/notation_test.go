package pdf

import "testing"

// TestTextStrings: the three ways of a text string, and what each must escape.
func TestTextStrings(t *testing.T) {
	for text, want := range map[string]string{
		"After (dry) needling \\": `(After \(dry\) needling \\)`,
		"Después, «mañana»":       "(Despu\xE9s, \xABma\xF1ana\xBB)",
		"Łuk":                     "(\xFE\xFF\x01A\x00u\x00k)",
		"a\u00A0b":                "(\xFE\xFF\x00a\x00\xA0\x00b)",
		"\u0128(\u0D0A":           "(\xFE\xFF\x01\\(\x00\\(\\r\x0A)",
		"þÿ":                      "(\xFE\xFF\x00\xFE\x00\xFF)",
		"ï»¿":                     "(\xFE\xFF\x00\xEF\x00\xBB\x00\xBF)",
		"😀":                       "(\xFE\xFF\xD8=\xDE\x00)",
	} {
		if got := string(appendText(nil, text)); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
	}
}
