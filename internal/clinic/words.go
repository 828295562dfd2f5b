package clinic

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"aftercare/internal/tomlfile"
)

func quoted(text string) string { return strconv.Quote(short(text)) }

func didYouMean(near string) string { return "did you mean " + strconv.Quote(near) + "?" }

// oneDecimal rounds down, so that a ratio that fails never reads like one that
// passes.
func oneDecimal(ratio float64) string { return fmt.Sprintf("%.1f", math.Floor(ratio*10)/10) }

// text brings one line of text into the form the page can set: composed (NFC)
// and without blanks at its ends.
func (p *parser) text(path, value string, most int) string {
	value = norm.NFC.String(strings.TrimSpace(value))
	if bad, found := unprintable(value); found {
		p.report(path, path+" holds "+bad.what, bad.hint)
		return ""
	}
	if n := utf8.RuneCountInString(value); n > most {
		p.report(path, fmt.Sprintf("%s is %d characters long, and the page has room for %d", path, n, most), "shorten it")
	}
	return value
}

// lines are lines of text; at most as many as the page has room for.
func (p *parser) lines(path string, values []string, mostLines, most int) []string {
	if len(values) > mostLines {
		p.report(path, fmt.Sprintf("%s has %d lines, and the page has room for %d", path, len(values), mostLines), "join or leave out some")
	}
	var lines []string
	for i, value := range values {
		entry := tomlfile.Entry(path, i)
		if strings.TrimSpace(value) == "" && p.file.Has(entry) {
			p.report(entry, entry+" is empty", "take it out")
		}
		lines = append(lines, p.text(entry, value, most))
	}
	return lines
}

type unwanted struct{ what, hint string }

// unprintable finds a character that has no place in print: it would be
// invisible, or turn the line around.
func unprintable(value string) (unwanted, bool) {
	for _, r := range value {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return unwanted{"a line break", `give lines one by one: key = ["…", "…"]`}, true
		case r == '\t':
			return unwanted{"a tab", "put a blank in its place"}, true
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return unwanted{fmt.Sprintf("an invisible character (%U)", r), "delete it, or type the text anew"}, true
		}
	}
	return unwanted{}, false
}

func countDigits(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

func (p *parser) phone() string {
	phone := p.text("phone", p.form.Phone, 40)
	if phone != "" && countDigits(phone) < 3 {
		p.report("phone", "phone "+quoted(phone)+" has no number in it", `write it as it is printed: "(555) 010-0100"`)
	}
	return phone
}
