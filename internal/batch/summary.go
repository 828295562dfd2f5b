package batch

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Summary is what came of a run. It stays small however many rows there are.
type Summary struct {
	Dir      string
	DryRun   bool
	Rows     int
	Counts   [states]int // by State
	Cautious int         // sheets without a known treated area
	Pages    int
	Groups   []Group // of skipped, held and failed rows, in the order of the first of each
	Warnings []Group
	Leftover []Leftover
	Combined *Combined
	Printing *Printing // nil where nothing was to be printed, or it did not come to that
}

// Group are rows of which the same is to be said.
type Group struct {
	State  State
	Column string
	Reason string
	Hint   string
	Line   int    // in the file, of the first
	Sheet  string // of a workbook of which several are read, else ""
	Rows   RowList
}

// Sheets is how many rows have a sheet of their own.
func (s *Summary) Sheets() int { return s.Counts[Made] + s.Counts[Replaced] + s.Counts[Unchanged] }

// Open is how many rows still need a person.
func (s *Summary) Open() int { return s.Counts[Held] + s.Counts[Failed] }

func (s *Summary) add(r Result) {
	s.Rows++
	s.Counts[r.State]++
	s.Pages += r.Pages
	if r.State.HasSheet() && r.Cautious {
		s.Cautious++
	}
	if r.State >= Skipped {
		s.Groups = gather(s.Groups, Group{State: r.State, Column: r.Column, Reason: r.Reason, Hint: r.Hint, Line: r.Line, Sheet: r.Sheet}, r.Row)
	}
	for _, warning := range r.Warnings {
		s.Warnings = gather(s.Warnings, Group{State: r.State, Reason: warning, Line: r.Line, Sheet: r.Sheet}, r.Row)
	}
}

// mostGroups bounds what is told one by one; reasons are few, but a column of
// services may hold anything.
const mostGroups = 500

// gather adds a row to the group that says the same of it.
func gather(groups []Group, g Group, row int) []Group {
	same := func(known Group) bool {
		return known.State == g.State && known.Column == g.Column && known.Reason == g.Reason && known.Hint == g.Hint
	}
	at := slices.IndexFunc(groups, same)
	if at < 0 && len(groups) >= mostGroups {
		g = Group{State: g.State, Reason: "for other reasons", Line: g.Line, Sheet: g.Sheet}
		at = slices.IndexFunc(groups, same)
	}
	if at < 0 {
		at, groups = len(groups), append(groups, g)
	}
	groups[at].Rows.add(row)
	return groups
}

// RowList is a list of rows that stays short: runs of rows, and of many runs
// only the first.
type RowList struct {
	Count int
	runs  []struct{ first, last int }
}

const mostRuns = 12

func (l *RowList) add(row int) {
	l.Count++
	if n := len(l.runs); n > 0 && l.runs[n-1].last == row-1 {
		l.runs[n-1].last = row
	} else if n < mostRuns {
		l.runs = append(l.runs, struct{ first, last int }{row, row})
	}
}

// String is the list as --rows takes it; a longer one ends in an ellipsis.
func (l RowList) String() string {
	var b strings.Builder
	told := 0
	for i, run := range l.runs {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(itoa(run.first))
		if run.last > run.first {
			fmt.Fprintf(&b, "-%d", run.last)
		}
		told += run.last - run.first + 1
	}
	if told < l.Count {
		b.WriteString(",…")
	}
	return b.String()
}

func itoa(n int) string { return strconv.Itoa(n) }
