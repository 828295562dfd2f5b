package appointments

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// verdict is why a row is not Ready.
type verdict struct {
	state   State
	column  field
	name    string // of the column, where it is not the first of its field
	reason  string
	hint    string
	unasked bool // left out by a filter
	night   bool // the time may be the other half of the day
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
	stops phrases           // a status that begins with one of these is skipped, too
	memo  map[string]*verdict
}

// statusesOf takes the common words, over them those of the profile, and over
// these the clinic's.
func statusesOf(o Options, common, p *Profile, x *lexicon) *statuses {
	s := &statuses{words: map[string]string{}, stops: x.stops, memo: map[string]*verdict{"": nil}}
	for _, words := range []map[string]string{common.Status, p.Status, o.Statuses} {
		for _, word := range slices.Sorted(maps.Keys(words)) {
			s.words[fold(spaced(word))] = words[word]
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
			s.memo[strings.Clone(value)] = v
		}
	}
	return v
}

func (s *statuses) decide(value string) *verdict {
	switch s.leads(value) {
	case "print":
		return nil
	case skip:
		return skipped("status %q", s.known(value))
	}
	return &verdict{state: Held, column: status,
		reason: fmt.Sprintf("the status %q is not known", shown(value)),
		hint:   fmt.Sprintf("add under [statuses] of clinic.toml: %q = \"skip\"   # or \"print\"", value),
		ask:    &Question{"statuses", value}}
}

// known is as much of a status as is a word of the list: behind it anything may
// stand.
func (s *statuses) known(value string) string {
	words := wordsOf(value)
	at, _ := s.stops.said(words)
	if value == "" || s.words[fold(spaced(value))] != "" || at.end-at.from == len(words) {
		return shown(value)
	}
	return strings.Join(words[at.from:at.end], " ") + " …"
}

// leads is what a status leads to, "" where nobody knows. A word of the list
// goes before the beginning of a longer one.
func (s *statuses) leads(value string) string {
	folded := fold(spaced(value))
	if to := s.words[folded]; to != "" {
		return to
	}
	if none[folded] {
		return "print"
	}
	if _, stops := s.stops.said(wordsOf(value)); stops {
		return skip
	}
	if plainYes[folded] {
		return "print"
	}
	return ""
}

var (
	yeses = wordSet("yes y true 1 1.0 x t si s sim oui o vrai ja j wahr waar verdadero ✓ ✔ checked")
	noes  = wordSet("no n false 0 0.0 f non faux nein falsch nee onwaar falso unchecked")
	// plainYes are yeses that are no sign of something else.
	plainYes = wordSet("yes true si sim oui ja")
	// none are words for nothing at all.
	none = wordSet("none null nil n/a na n.a. #n/a - -- — – . ? nan ninguno ninguna aucun aucune keine geen \\n (none) (blank)")
)

// happened is what a column of yes or no says: nil for no, the verdict for yes
// or for a time when it happened. Anything else is for a person to decide.
func (r *reader) happened(column field, cell, yes string) *verdict {
	folded := fold(cell)
	if folded == "" || noes[folded] || none[folded] || isZero(folded) || r.statuses.words[fold(spaced(cell))] == "print" {
		return nil
	}
	_, isDate := r.dates.read(cell)
	switch {
	case yeses[folded] || isDate || r.statuses.leads(cell) == skip:
		return skipped("%s", yes)
	}
	return &verdict{state: Held, column: column, reason: "the cell says neither yes nor no",
		hint: "write yes or no in the export"}
}

// isZero is true for the dates and numbers with which databases and
// spreadsheets write nothing: 0000-00-00 00:00:00, 1/1/0001, 30.12.1899.
func isZero(cell string) bool {
	groups := strings.FieldsFunc(cell, func(r rune) bool { return r < '0' || r > '9' })
	if strings.ContainsFunc(cell, unicode.IsLetter) && !strings.ContainsAny(cell, "tz") || len(groups) == 0 {
		return false
	}
	if strings.Trim(strings.Join(groups, ""), "0") == "" {
		return true
	}
	year := slices.IndexFunc(groups, func(g string) bool { return len(g) == 4 })
	return len(groups) >= 3 && year >= 0 && !plausible(number(groups[year]))
}

// shown is a word of the file as far as a message needs it.
func shown(value string) string {
	const most = 60
	if letters := []rune(value); len(letters) > most {
		return string(letters[:most]) + "…"
	}
	return value
}
