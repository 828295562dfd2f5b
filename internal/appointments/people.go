package appointments

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aftercare/internal/handout"
)

// longestName is more letters than any name has.
const longestName = 120

// people know what is the name of a patient, and what only stands in its place.
type people struct {
	words      *lexicon
	services   *services
	vocabulary *handout.Vocabulary
	parts      map[string]bool // words of the treated areas
	staff      map[string]bool // the names of therapists, folded
	called     map[string]bool // and their words
	turned     bool            // the file writes "Last, First"
}

func newPeople(o Options, x *lexicon, s *services) *people {
	p := &people{words: x, services: s, vocabulary: o.Vocabulary, parts: map[string]bool{}, staff: map[string]bool{}, called: map[string]bool{}}
	for _, name := range o.Therapists {
		p.employ(name)
	}
	if o.Vocabulary == nil {
		return p
	}
	for _, area := range o.Vocabulary.Areas {
		for _, words := range area.Words {
			for _, word := range strings.Fields(key(strings.Join(slices.Concat(words.Synonyms, []string{words.Label}), " "))) {
				p.parts[word] = true
			}
		}
	}
	return p
}

// employ takes the name of a therapist.
func (p *people) employ(name string) {
	name, _, _ = strings.Cut(staffName(p.untitled(name)), ",") // "Kim Lee, PT"
	words := slices.DeleteFunc(strings.Fields(fold(name)), func(word string) bool { return degrees[bare(word)] })
	p.staff[strings.Join(words, " ")] = len(words) > 0
	for _, word := range words {
		p.called[word] = true
	}
}

// staffName writes a therapist's name first name first. What stands behind a
// comma may as well be a degree: "Kim Lee, PT, OCS".
func staffName(cell string) string {
	name, rest, ok := strings.Cut(cell, ",")
	if !ok || len(strings.Fields(name)) > 1 && !inCapitals(name) {
		return cell
	}
	given, behind, _ := strings.Cut(rest, ",")
	if strings.TrimSpace(given) == "" || degrees[bare(given)] {
		return cell
	}
	return strings.TrimSuffix(personName(name+","+given)+","+behind, ",")
}

// name is a patient's name as on a letter, or why a cell is none.
func (p *people) name(column field, cell string) (string, *verdict) {
	bare := p.untitled(unnumbered(cell))
	why := p.doubt(bare)
	switch {
	case letters(cell) == 0 && cell != "" && !none[fold(cell)]:
		return "", failed(column, "not a name")
	case bare == "" || none[fold(cell)]:
		return "", failed(column, "the patient's name is missing")
	case len([]rune(cell)) > longestName:
		return "", failed(column, "too long for a name")
	case why != "":
		return personName(bare), &verdict{state: Held, column: column, reason: why}
	}
	return personName(bare), nil
}

// doubt says why a cell is no single person's name, or "".
func (p *people) doubt(cell string) string {
	words := wordsOf(cell)
	_, stops := p.words.stops.said(words)
	_, nameless := p.words.nameless.find(words)
	_, treated := p.words.treatments.find(words)
	switch {
	case strings.ContainsFunc(cell, unicode.IsDigit):
		return "the name holds a number"
	case stops:
		return "a word of the name says that the visit did not take place"
	case p.isTwo(cell):
		return "the name may be that of two people"
	case strings.ContainsAny(cell, "@<>[]{}|=_*:?!~^%$€£#") || strings.Contains(cell, " - ") || strings.Contains(cell, " – "):
		return "the name holds signs that are part of no name"
	case strings.ContainsAny(cell, "()") && !nickname.MatchString(cell):
		return "the name has a remark beside it"
	case nameless || p.words.nobody.cover(words) || !slices.ContainsFunc(words, func(word string) bool { return !p.words.titles[word] }):
		return "that is no patient's name"
	case treated || p.services.names(cell):
		return "the name is that of a service"
	case p.hasRemark(cell):
		return "the name has a remark beside it"
	case p.isArea(cell):
		return "the name is that of a treated area"
	case p.isStaff(cell):
		return "the name is that of a therapist"
	}
	return ""
}

// isStaff is true for the name of a therapist, also without a degree, and for one
// of its words alone.
func (p *people) isStaff(cell string) bool {
	words := slices.DeleteFunc(strings.Fields(fold(personName(cell))), func(word string) bool { return degrees[bare(word)] })
	return p.staff[strings.Join(words, " ")] || len(words) == 1 && p.called[words[0]]
}

// hasRemark is true for words beside a name that are written as no name is:
// small ones among capitals, and capitals among small ones.
func (p *people) hasRemark(cell string) bool {
	if strings.Contains(cell, "'s ") || strings.Contains(cell, "’s ") {
		return true
	}
	small, capitals, mixed := 0, 0, 0
	for _, word := range strings.FieldsFunc(cell, func(r rune) bool { return r == ' ' || r == ',' }) {
		first, _ := utf8.DecodeRuneInString(strings.TrimLeft(word, "\"'(’“„«"))
		switch {
		case particles[fold(word)] || smallWords[fold(word)] || suffixes[bare(word)] || letters(word) < 2:
		case unicode.IsLower(first) && !strings.ContainsAny(word, "'’"):
			small++
		case inCapitals(word) && letters(word) <= mostCode:
			capitals++
		case inCapitals(word):
		case unicode.IsUpper(first):
			mixed++
		}
	}
	return mixed > 0 && small > 0 || mixed > 1 && capitals > 0
}

// mostCode is how many letters a remark in capitals has: NEW, VIP, HOLD. Longer
// words are family names, as in Zoé LEFÈVRE.
const mostCode = 4

// smallWords are further words that are written small within a name.
var smallWords = wordSet("van ter ten te el al ap op 't af av dello della delle degli dei dal san santa vom zum zur")

func (p *people) isArea(cell string) bool {
	if !slices.ContainsFunc(wordsOf(cell), func(word string) bool { return p.parts[word] }) {
		return false
	}
	found, unknown := p.vocabulary.FindAll(cell)
	return len(found) > 0 && len(unknown) == 0
}

// joints stand between two names in one cell.
var joints = wordSet("and und et")

// nickname is what may stand in brackets within a name: Robert (Bob) Smith.
var nickname = regexp.MustCompile(`^[^()]*\pL[^()]*\((\p{Lu}\p{Ll}+)\)[^()]*$`)

// isTwo is true for what may be two people: two names with a joint, or, behind
// a comma, something that is no given name.
func (p *people) isTwo(cell string) bool {
	if strings.ContainsAny(cell, ";&/+") || slices.ContainsFunc(strings.Fields(cell), func(word string) bool { return joints[strings.ToLower(word)] }) {
		return true
	}
	if left, right, ok := strings.Cut(cell, " y "); ok && (!strings.Contains(left, " ") || strings.Contains(right, " ")) {
		return true
	}
	parts := nameParts(cell)
	if len(parts) < 2 || len(parts) > 2 {
		return len(parts) > 2 && letters(parts[2]) > 1
	}
	family, given := strings.Fields(parts[0]), strings.Fields(parts[1])
	if len(family) < 2 || len(given) < 2 || particles[fold(family[0])] || letters(given[len(given)-1]) == 1 {
		return false
	}
	isGiven := func(word string) bool { return p.words.given[fold(word)] }
	if p.turned {
		return isGiven(family[0]) && !isGiven(given[len(given)-1])
	}
	return isGiven(family[0]) || !isGiven(given[0])
}

// nameParts are the parts of a name between commas, without suffixes.
func nameParts(cell string) []string {
	parts := strings.Split(cell, ",")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return slices.DeleteFunc(parts, func(part string) bool { return part == "" || suffixes[bare(part)] })
}

// untitled takes titles off a name, before it, behind it or between commas.
func (p *people) untitled(cell string) string {
	parts := strings.Split(cell, ",")
	for i, part := range parts {
		words := strings.Fields(part)
		for len(words) > 0 && p.words.titles[key(words[0])] && (len(words) > 1 || len(parts) > 1) {
			words = words[1:]
		}
		for len(words) > 1 && p.words.titles[key(words[len(words)-1])] && strings.HasSuffix(words[len(words)-1], ".") {
			words = words[:len(words)-1]
		}
		parts[i] = strings.Join(words, " ")
	}
	return strings.Trim(strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", "), ", ")
}

// numbered is what systems write behind a name: a birth date, or the number of
// a record.
var numbered = []*regexp.Regexp{
	regexp.MustCompile(`(?i)[\s,;(\[-]*\b(dob|d\.o\.b|born|birth\s?date|f\.?\s?nac|fecha de nac\pL*|née? le|geb|geboren)\b[.:\s]*\d[\d\s/.-]*[)\]]?\s*$`),
	regexp.MustCompile(`(?i)\s*[(\[]\s*((id|mrn|pid|chart|acct|no|nr)\b[\s.:#]*|#\s*)?\d[\d\s/.-]*[)\]]\s*$`),
	regexp.MustCompile(`(?i)[\s,;-]+((id|mrn|pid|chart|acct|no|nr)\b[\s.:#]*|#\s*)\d[\d-]*\s*$`),
	regexp.MustCompile(`[\s,-]+(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{4,})\s*$`),
}

func unnumbered(cell string) string {
	if !strings.ContainsAny(cell, "0123456789") {
		return cell
	}
	for _, form := range numbered {
		cell = form.ReplaceAllString(cell, "")
	}
	return strings.TrimSpace(cell)
}

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
	degrees  = wordSet("md phd dds dpt rn esq pt mpt dc do ot otr atc lmt pta np pa")
	suffixes = func() map[string]bool {
		set := wordSet("jr sr ii iii iv")
		maps.Copy(set, degrees)
		return set
	}()
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
