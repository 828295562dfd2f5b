package appointments

import (
	"slices"
	"strings"
	"unicode"
)

// longestName is more letters than any name has.
const longestName = 120

// personName writes a patient's name as on a letter: first name first, and in
// upper and lower case where the export has capitals only.
func personName(cell string) string {
	parts := strings.Split(cell, ",")
	all := inCapitals(cell)
	for i, part := range parts {
		if all || inCapitals(part) {
			part = nameCase(part)
		}
		parts[i] = strings.TrimSpace(part)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return turned(parts)
}

// turned puts "Last, First" the other way round. A suffix after a comma is no
// first name, and goes last; a title stays behind its comma.
func turned(parts []string) string {
	var suffix string
	if last := parts[len(parts)-1]; suffixes[bare(last)] {
		parts, suffix = parts[:len(parts)-1], " "+last
		if degrees[bare(last)] {
			suffix = "," + suffix
		}
	}
	if len(parts) == 1 {
		return parts[0] + suffix
	}
	family, given := parts[0], strings.Join(parts[1:], " ")
	for _, part := range []*string{&family, &given} {
		if words := strings.Fields(*part); suffix == "" && len(words) > 1 && suffixes[bare(words[len(words)-1])] {
			suffix = " " + words[len(words)-1]
			*part = strings.Join(words[:len(words)-1], " ")
		}
	}
	return given + " " + family + suffix
}

var (
	suffixes = wordSet("jr sr ii iii iv md phd dds dpt rn esq")
	degrees  = wordSet("md phd dds dpt rn esq")
	// romans stay as they are in a name in capitals.
	romans = wordSet("ii iii iv")
	// particles are written small within a name. "Van" and "Do" are not among
	// them: they are names of their own in Vietnamese.
	particles = wordSet("de del la las los y da das dos di du der den von zu bin ibn")
)

func bare(word string) string { return strings.ToLower(strings.Trim(word, ". ")) }

// inCapitals is true for a name that is written without small letters. Two
// letters may be initials.
func inCapitals(name string) bool {
	return strings.ToUpper(name) == name && letters(name) > 2
}

// nameCase brings a name in capitals into upper and lower case.
func nameCase(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		switch inside := i > 0 && i < len(words)-1; {
		case romans[bare(word)]:
		case inside && particles[bare(word)], i == 0 && len(words) > 1 && particles[bare(word)] && particles[bare(words[1])]:
			words[i] = strings.ToLower(word)
		default:
			words[i] = wordCase(word)
		}
	}
	return strings.Join(words, " ")
}

// wordCase sets capitals at the start of a word and after what parts it: the
// hyphen of Smith-Jones, the apostrophe of O'Neill with a name behind it, the
// full stop of J.R., and the Mc of McDonald.
func wordCase(word string) string {
	start, out := true, []rune(strings.ToLower(word))
	for i, r := range out {
		if start && unicode.IsLetter(r) {
			out[i] = unicode.ToUpper(r)
		}
		start = strings.ContainsRune(`-.("`, r) || strings.ContainsRune("'’", r) && len(out)-i > 3
		if i == 1 && string(out[:2]) == "Mc" && len(out) > 4 {
			start = true
		}
	}
	return string(out)
}

func letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}
