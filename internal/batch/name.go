package batch

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"aftercare/internal/diag"
	"aftercare/internal/visit"
)

// DefaultName tells nobody who sees the folder whose sheets lie there;
// DatedName is the same for runs over several days.
const (
	DefaultName = "{time}-{row}-{handout}"
	DatedName   = "{date}-" + DefaultName
)

// Name is a checked pattern of file names.
type Name struct {
	parts    []namePart
	numbered bool // no two rows can have the same name
}

// namePart is text as it stands or, where value is set, a placeholder.
type namePart struct {
	text  string
	value value
}

type value func(v visit.Visit, row int) string

// placeholders are what a file can be named after.
var placeholders = map[string]value{
	"time":     func(v visit.Visit, _ int) string { return v.Start.Format("1504") },
	"row":      func(_ visit.Visit, row int) string { return strconv.Itoa(row) },
	"handout":  func(v visit.Visit, _ int) string { return v.Handout },
	"date":     func(v visit.Visit, _ int) string { return v.Start.Format("2006-01-02") },
	"last":     func(v visit.Visit, _ int) string { return familyName(v.Patient) },
	"first":    func(v visit.Visit, _ int) string { return firstName(v.Patient) },
	"initials": func(v visit.Visit, _ int) string { return initials(v.Patient) },
	"area":     func(v visit.Visit, _ int) string { return strings.Join(v.Areas, " ") },
}

// placeholderNames stand in the order in which a person is told of them.
var placeholderNames = []string{"time", "row", "handout", "date", "last", "first", "initials", "area"}

// ParseName checks a pattern such as "{time}-{row}-{handout}".
func ParseName(pattern string) (*Name, error) {
	n, fixed := &Name{}, true // fixed: all that stands before has the same length in every name
	for rest := strings.TrimSuffix(pattern, extension); rest != ""; {
		text, after, found := strings.Cut(rest, "{")
		if strings.ContainsFunc(text, unsafe) {
			return nil, diag.Errorf("%q has a character that not every system allows in a file name", pattern).
				WithHint(`leave out / \ : * ? " < > | and braces`)
		}
		n.parts = append(n.parts, namePart{text: text})
		if !found {
			break
		}
		word, behind, closed := strings.Cut(after, "}")
		fill, ok := placeholders[word]
		if !closed || !ok {
			return nil, wrongPlaceholder(pattern, word, closed)
		}
		n.parts = append(n.parts, namePart{value: fill})
		n.numbered = n.numbered || word == "row" && fixed && !startsWithDigit(behind)
		fixed = fixed && (word == "time" || word == "date")
		rest = behind
	}
	if len(n.parts) == 0 {
		return nil, diag.Errorf("the pattern of file names is empty").WithHint("the usual one is %q", DefaultName)
	}
	return n, nil
}

func wrongPlaceholder(pattern, word string, closed bool) error {
	if !closed {
		return diag.Errorf("%q has a brace that is not closed", pattern).WithHint("the usual one is %q", DefaultName)
	}
	hint := "there are {" + strings.Join(placeholderNames, "} {") + "}"
	if near, ok := diag.Nearest(word, placeholderNames); ok {
		hint = fmt.Sprintf("did you mean {%s}?", near)
	}
	return diag.Errorf("{%s} is no placeholder", word).WithHint("%s", hint)
}

// startsWithDigit is true where what follows a number could be read as a part
// of it: a digit, or a placeholder, which can hold anything.
func startsWithDigit(text string) bool {
	return text != "" && strings.ContainsRune("0123456789{", rune(text[0]))
}

const extension = ".pdf"

// longestStem leaves room for a number and for the extension in the 255 bytes
// that file systems give a name.
const longestStem = 200

// stem is the name of a visit's file, without number and extension.
func (n *Name) stem(v visit.Visit, row int) string {
	var b strings.Builder
	for _, part := range n.parts {
		if part.value != nil {
			b.WriteString(plain(part.value(v, row)))
		} else {
			b.WriteString(part.text)
		}
	}
	stem := tidy(b.String())
	if stem == "" || reserved[strings.ToLower(stem)] {
		stem = tidy(stem + "-row-" + strconv.Itoa(row))
	}
	return stem
}

// tidy takes off what a placeholder without a value leaves behind, and the
// dots and blanks that Windows would.
func tidy(stem string) string {
	for _, double := range []string{"--", "  "} {
		for strings.Contains(stem, double) {
			stem = strings.ReplaceAll(stem, double, double[:1])
		}
	}
	stem = norm.NFC.String(stem)
	for len(stem) > longestStem {
		_, size := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-size]
	}
	return strings.Trim(stem, "-_., ")
}

// plain is text with letters and digits alone, and hyphens between words.
func plain(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.In(r, unicode.L, unicode.N, unicode.M):
			b.WriteRune(r)
		case r != '\'' && r != '’' && r != '.':
			b.WriteByte('-')
		}
	}
	return b.String()
}

// unsafe is true for what one of the usual systems refuses or reads otherwise.
func unsafe(r rune) bool {
	return strings.ContainsRune(`/\:*?"<>|{}`, r) || !unicode.IsPrint(r)
}

// reserved are devices of Windows, also with an extension behind them.
var reserved = func() map[string]bool {
	names := map[string]bool{"con": true, "prn": true, "aux": true, "nul": true}
	for _, port := range []string{"com", "lpt"} {
		for _, n := range "0123456789¹²³" {
			names[port+string(n)] = true
		}
	}
	return names
}()

// firstName is the first of several words.
func firstName(name string) string {
	first, _, more := strings.Cut(strings.TrimSpace(name), " ")
	if !more {
		return ""
	}
	return first
}

// familyName is the last word of a name that is no Jr. or III.
func familyName(name string) string {
	words := strings.Fields(name)
	for len(words) > 1 && suffixes[strings.ToLower(strings.Trim(words[len(words)-1], ".,"))] {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

var suffixes = map[string]bool{"jr": true, "sr": true, "ii": true, "iii": true, "iv": true, "md": true, "phd": true}

func initials(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		r, _ := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}
