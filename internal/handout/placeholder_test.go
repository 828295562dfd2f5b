package handout_test

import (
	"strings"
	"testing"

	"aftercare/internal/handout"
)

func TestFill(t *testing.T) {
	value := func(name string) (string, bool) {
		return map[string]string{"area": "left {hip}", "clinic.phone": "555-0142"}[name], name != "unknown"
	}
	for text, want := range map[string]string{
		"":                     "",
		"no blanks":            "no blanks",
		"your {area}":          "your left {hip}",
		"{clinic.phone}{area}": "555-0142left {hip}",
		"{{area}} {{{area}}}":  "{area} {left {hip}}",
		"{area":                "error: a { is not closed, or has no name in it",
		"{}":                   "error: a { is not closed, or has no name in it",
		"{a{b}":                "error: a { is not closed, or has no name in it",
		"a } b":                "error: a } has no { before it",
		"{unknown}":            "error: there is no value for {unknown}",
	} {
		got, err := handout.Fill(text, value)
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func FuzzFill(f *testing.F) {
	f.Add("{area} {{x}} {")
	f.Fuzz(func(t *testing.T, text string) {
		got, err := handout.Fill(text, func(name string) (string, bool) { return "{" + name + "}", true })
		if err != nil || strings.Contains(text, "{{") || strings.Contains(text, "}}") {
			return
		}
		if got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
