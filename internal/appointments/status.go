package appointments

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// verdict is why a row is not Ready.
type verdict struct {
	state   State
	column  field
	reason  string
	hint    string
	unasked bool // left out by a filter
	ask     *Question
}

func failed(column field, format string, args ...any) *verdict {
	return &verdict{state: Failed, column: column, reason: fmt.Sprintf(format, args...)}
}

func skipped(format string, args ...any) *verdict {
	return &verdict{state: Skipped, column: fieldCount, reason: fmt.Sprintf(format, args...)}
}

// unasked is for a row that the person did not ask for.
func unasked(reason string) *verdict {
	return &verdict{state: Skipped, column: fieldCount, reason: reason, unasked: true}
}

// statuses are the words of status columns and what they lead to.
type statuses struct {
	words map[string]string // folded → "print" or "skip"
	memo  map[string]*verdict
}

// statusesOf takes the common words, and over them those of the profile. A
// break can stand in the place of a status.
func statusesOf(o Options, common, p *Profile) *statuses {
	s := &statuses{words: map[string]string{}, memo: map[string]*verdict{"": nil}}
	for _, name := range slices.Concat(common.Breaks, p.Breaks) {
		s.words[fold(name)] = skip
	}
	for _, words := range []map[string]string{common.Status, p.Status, o.Statuses} {
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
		hint:   fmt.Sprintf("add under [statuses] of clinic.toml: %q = \"skip\"   # or \"print\"", value),
		ask:    &Question{"statuses", value}}
}

var (
	yeses = wordSet("yes y true 1 x si s verdadero cancelled canceled cancelada cancelado noshow")
	noes  = wordSet("no n false 0 none null falso ninguno ninguna -")
)

// happened is what a column of yes or no says: nil for no, the verdict for yes
// or for a time when it happened. Anything else is for a person to decide.
func happened(it *item, column field, yes string) *verdict {
	cell := fold(it.cells[column])
	switch {
	case cell == "" || noes[cell]:
		return nil
	case yeses[cell] || strings.ContainsAny(cell, "0123456789"):
		return skipped("%s", yes)
	}
	return &verdict{state: Held, column: column, reason: "the cell says neither yes nor no",
		hint: "write yes or no in the export"}
}

// shown is a word of the file as far as a message needs it.
func shown(value string) string {
	const most = 60
	if letters := []rune(value); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return value
}
