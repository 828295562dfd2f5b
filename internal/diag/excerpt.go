package diag

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// widest is how many characters of a source line are shown, so that the caret
// still stands under its place in a terminal that would wrap the line.
const widest = 88

// Excerpt is the source line with a caret under the place, or "" where the
// position has no text.
func (d Diagnostic) Excerpt() string {
	p := d.Position
	if p.Text == "" || p.Column < 1 {
		return ""
	}
	line := []rune(printable(p.Text))
	from := min(p.Column-1, len(line))
	to := min(from+max(p.Length, 1), max(len(line), from+1))
	line, from, to = window(line, from, to)
	under := 1
	if from < len(line) {
		under = max(uniseg.StringWidth(string(line[from:min(to, len(line))])), 1)
	}
	gutter := fmt.Sprintf("%5d | ", p.Line)
	return gutter + string(line) + "\n" + strings.Repeat(" ", len(gutter)-2) + "| " +
		strings.Repeat(" ", uniseg.StringWidth(string(line[:from]))) + strings.Repeat("^", under)
}

// window cuts a long line around the marked characters from:to.
func window(line []rune, from, to int) ([]rune, int, int) {
	if len(line) <= widest {
		return line, from, to
	}
	start := max(0, min(from-widest/3, len(line)-widest))
	end := min(len(line), start+widest)
	cut := append([]rune(nil), line[start:end]...)
	if start > 0 {
		cut[0] = '…'
	}
	if end < len(line) {
		cut[len(cut)-1] = '…'
	}
	return cut, from - start, min(to, end) - start
}

// printable keeps control and direction characters of a broken file out of
// the terminal, one character for one, so that columns stay.
func printable(line string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return unicode.ReplacementChar
		}
		return r
	}, line)
}
