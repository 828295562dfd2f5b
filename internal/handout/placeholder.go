package handout

import (
	"fmt"
	"strings"
)

// Placeholder is a name in braces that is filled for each visit.
type Placeholder struct{ Name, Means string }

// Placeholders are all that a text may hold.
var Placeholders = []Placeholder{
	{"area", "the treated areas with their sides, \"low back and left hip\""},
	{"technique", "the handout's technique in words"},
	{"visit_date", "the day of the visit"},
	{"visit_time", "the time the visit began"},
	{"soreness_ends", "about when soreness usually has eased, from durations.soreness"},
	{"call_after", "the day from which to call if it has not eased, from durations.call"},
	{"emergency", "the emergency number of the clinic's country"},
	{"clinic.name", "the clinic's name"},
	{"clinic.phone", "the clinic's phone number"},
}

func placeholderNames() []string {
	names := make([]string, len(Placeholders))
	for i, p := range Placeholders {
		names[i] = p.Name
	}
	return names
}

// Fill puts a value in place of every {placeholder}; {{ and }} stand for
// braces. What has no value, and a brace without its partner, is an error.
func Fill(text string, value func(name string) (string, bool)) (string, error) {
	var filled strings.Builder
	for text != "" {
		p, err := nextPart(text)
		if err != nil {
			return "", err
		}
		text = text[p.length:]
		if p.name == "" {
			filled.WriteString(p.plain)
			continue
		}
		v, ok := value(p.name)
		if !ok {
			return "", fmt.Errorf("there is no value for {%s}", p.name)
		}
		filled.WriteString(v)
	}
	return filled.String(), nil
}

// textPart is what a text starts with: plain words, or one placeholder.
type textPart struct {
	plain, name string
	length      int // in bytes of the text
}

// braceError is a brace without a partner; rest is the text from it on.
type braceError struct{ message, rest string }

func (e braceError) Error() string { return e.message }

func nextPart(text string) (textPart, error) {
	at := strings.IndexAny(text, "{}")
	switch {
	case at < 0:
		return textPart{plain: text, length: len(text)}, nil
	case at > 0:
		return textPart{plain: text[:at], length: at}, nil
	case strings.HasPrefix(text, "{{"), strings.HasPrefix(text, "}}"):
		return textPart{plain: text[:1], length: 2}, nil
	case text[0] == '}':
		return textPart{}, braceError{"a } has no { before it", text}
	}
	end := strings.IndexAny(text[1:], "{}") + 1
	if end < 2 || text[end] == '{' {
		return textPart{}, braceError{"a { is not closed, or has no name in it", text}
	}
	return textPart{name: text[1:end], length: end + 1}, nil
}

// namesIn are the placeholders of a text up to the first brace that is wrong,
// and that.
func namesIn(text string) ([]string, error) {
	var names []string
	_, err := Fill(text, func(name string) (string, bool) {
		names = append(names, name)
		return "", true
	})
	return names, err
}
