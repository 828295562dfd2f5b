package appointments

import (
	"fmt"
	"maps"
	"slices"
)

// verdict is why a row is not Ready.
type verdict struct {
	state  State
	column field
	reason string
	hint   string
}

func failed(column field, format string, args ...any) *verdict {
	return &verdict{state: Failed, column: column, reason: fmt.Sprintf(format, args...)}
}

func skipped(format string, args ...any) *verdict {
	return &verdict{state: Skipped, column: fieldCount, reason: fmt.Sprintf(format, args...)}
}

// statuses are the words of status columns and what they lead to.
type statuses struct {
	words map[string]string // folded → "print" or "skip"
	memo  map[string]*verdict
	file  string // where a status can be added
}

// statusesOf takes the common words, and over them those of the profile. A
// break can stand in the place of a status.
func statusesOf(common, p *Profile, file string) *statuses {
	s := &statuses{words: map[string]string{}, memo: map[string]*verdict{"": nil}, file: file}
	for _, name := range slices.Concat(common.Breaks, p.Breaks) {
		s.words[fold(name)] = skip
	}
	for _, words := range []map[string]string{common.Status, p.Status} {
		for _, word := range slices.Sorted(maps.Keys(words)) {
			s.words[fold(word)] = words[word]
		}
	}
	return s
}

// judge is nil where the status says that the patient came or will come. No
// status at all is one that nobody had to set.
func (s *statuses) judge(value string) *verdict {
	v, known := s.memo[value]
	if !known {
		v = s.decide(value)
		if len(s.memo) < mostMemos {
			s.memo[value] = v
		}
	}
	return v
}

func (s *statuses) decide(value string) *verdict {
	switch s.words[fold(value)] {
	case "print":
		return nil
	case skip:
		return skipped("status %q", shown(value))
	}
	return &verdict{state: Held, column: status,
		reason: fmt.Sprintf("the status %q is not known", shown(value)),
		hint:   fmt.Sprintf("add under [status] of %s: %q = \"skip\"   # or \"print\"", s.file, value)}
}

// noes are what a column of yes or no holds where nothing happened.
var noes = map[string]bool{"": true, "no": true, "n": true, "false": true, "0": true, "none": true, "null": true, "falso": true}

// happened is true where a column says yes, or when.
func happened(cell string) bool { return !noes[fold(cell)] }

// shown is a word of the file as far as a message needs it.
func shown(value string) string {
	const most = 60
	if letters := []rune(value); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return value
}
