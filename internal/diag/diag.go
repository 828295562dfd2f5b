// Package diag describes what is wrong with a file a person wrote: the place,
// the message and what to do about it.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether work can go on.
type Severity uint8

const (
	Error   Severity = iota // nothing may be printed
	Warning                 // printed, and the person should know
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Position is a place in a file. Line and Column count from 1, Column in
// characters; Line 0 means the file as a whole.
type Position struct {
	File   string
	Line   int
	Column int
	Length int    // characters to underline; 0 underlines one
	Text   string // the line itself, for the caret
}

func (p Position) String() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Diagnostic is one finding. Message and Hint are lower case without a full
// stop and hold no patient data.
type Diagnostic struct {
	Severity Severity
	Position Position
	Field    string // the key of the visit it is about, "" where it is none
	Message  string
	Hint     string
}

// String is the first line a person reads: place and message.
func (d Diagnostic) String() string {
	if place := d.Position.String(); place != "" {
		return place + ": " + d.Message
	}
	return d.Message
}

// List is everything found in one run. As an error it reads as all messages.
type List []Diagnostic

func (l List) Error() string {
	lines := make([]string, len(l))
	for i, d := range l {
		lines[i] = d.String()
	}
	return strings.Join(lines, "\n")
}

// Most is how many errors, and how many warnings, of one file help a person; after
// that the file is of another kind altogether, and could have millions.
const Most = 100

// Add appends a finding, unless there are Most of its severity already.
func (l *List) Add(d Diagnostic) {
	same := 0
	for _, known := range *l {
		if known.Severity == d.Severity {
			same++
		}
	}
	if same < Most {
		*l = append(*l, d)
	}
}

// Errors are the findings that stop the work.
func (l List) Errors() List { return l.only(Error) }

// Warnings are the findings that do not.
func (l List) Warnings() List { return l.only(Warning) }

func (l List) only(s Severity) List {
	var out List
	for _, d := range l {
		if d.Severity == s {
			out = append(out, d)
		}
	}
	return out
}

// Err is the list as an error if it holds an error, else nil.
func (l List) Err() error {
	if errs := l.Errors(); len(errs) > 0 {
		return errs
	}
	return nil
}

// Sort orders findings of one file from its top down; what stands at one place
// keeps its order.
func (l List) Sort() {
	slices.SortStableFunc(l, func(x, y Diagnostic) int {
		return cmp.Or(cmp.Compare(x.Position.Line, y.Position.Line), cmp.Compare(x.Position.Column, y.Position.Column))
	})
}

// Errorf is a one-message list without a place.
func Errorf(format string, args ...any) List {
	return List{{Message: fmt.Sprintf(format, args...)}}
}

// WithHint sets the hint of the last finding.
func (l List) WithHint(format string, args ...any) List {
	l[len(l)-1].Hint = fmt.Sprintf(format, args...)
	return l
}
