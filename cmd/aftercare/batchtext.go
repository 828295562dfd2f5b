package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/schollz/progressbar/v3"

	"aftercare/internal/appointments"
	"aftercare/internal/batch"
)

// textTeller tells of a batch in words: a bar on a terminal, else a line for
// every sheet that is written; then the summary.
type textTeller struct {
	out      io.Writer
	terminal io.Writer // nil where there is none to draw a bar on
	file     string
	quiet    bool
	sample   bool // the sheets carry no clinic of anybody
	job      *batch.Job
	lines    *bufio.Writer
	bar      *progressbar.ProgressBar
	remarks  []string // on the file as a whole
}

func (p *textTeller) begin(job *batch.Job, rows appointments.Counts, remarks []string) {
	p.job, p.lines, p.remarks = job, bufio.NewWriter(p.out), remarks
	if p.terminal != nil {
		p.bar = progressbar.NewOptions(rows.Rows, progressbar.OptionSetWriter(p.terminal),
			progressbar.OptionSetDescription("rows"), progressbar.OptionShowCount(), progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
}

// row tells of one row. What a bar cannot show is no loss: progress is not the
// result.
func (p *textTeller) row(r batch.Result) {
	switch {
	case p.bar != nil:
		_ = p.bar.Add(1)
	case !p.quiet && (r.State == batch.Made || r.State == batch.Replaced):
		fmt.Fprintf(p.lines, "%s %s\n", p.did(r.State), filepath.Join(p.job.Dir, r.File))
	}
}

// printed tells of one sheet at once: paper takes its time.
func (p *textTeller) printed(s batch.Sheet) {
	if !p.quiet {
		fmt.Fprintf(p.lines, "printed %s\n", filepath.Join(p.job.Dir, s.File))
		p.lines.Flush()
	}
}

// did is what was done, or in a dry run would be.
func (p *textTeller) did(s batch.State) string {
	switch {
	case p.job.DryRun && s == batch.Replaced:
		return "would replace"
	case p.job.DryRun && s == batch.Made:
		return "would make"
	}
	return s.String()
}

func (p *textTeller) end(s *batch.Summary) {
	if p.bar != nil {
		_ = p.bar.Exit()
		_ = p.bar.Clear()
	}
	if !p.quiet {
		p.counts(s)
		p.groups(s.Groups, batch.Skipped)
		p.looks(s)
		p.leftover(s)
	}
	p.groups(s.Groups, batch.Held)
	p.groups(s.Groups, batch.Failed)
	p.lines.Flush()
}

// counts says in two lines what became of all rows.
func (p *textTeller) counts(s *batch.Summary) {
	where := "in " + s.Dir
	if s.DryRun {
		where = "would be in " + s.Dir + ", nothing was written"
	}
	fmt.Fprintf(p.lines, "%s: %s, %s %s\n", p.file, count(s.Rows, "row"), count(s.Sheets(), "sheet"), where)
	separator := " "
	if s.DryRun {
		separator = "  without --dry-run:"
	}
	for state, n := range s.Counts {
		if n > 0 {
			fmt.Fprintf(p.lines, "%s %d %s", separator, n, batch.State(state))
			separator = ","
		}
	}
	if s.Rows > 0 {
		fmt.Fprintln(p.lines)
	}
	if c := s.Combined; c != nil {
		fmt.Fprintf(p.lines, "  %s %s: %s in the order of the appointments\n", p.did(c.State), c.File, count(c.Sheets, "sheet"))
	}
	if s.Printing != nil {
		p.printing(s.Printing)
	}
}

// printing says in a line how many sheets are on paper.
func (p *textTeller) printing(g *batch.Printing) {
	said := "printed " + count(g.Sheets, "sheet")
	switch {
	case g.Sheets == 0:
		said = "nothing to print"
	case p.job.DryRun:
		said = "would print " + count(g.Sheets, "sheet")
	case g.Done < g.Sheets:
		said = fmt.Sprintf("printed %d of %s", g.Done, count(g.Sheets, "sheet"))
	}
	if g.Before > 0 {
		said += fmt.Sprintf("; printed before: %d", g.Before)
	}
	fmt.Fprintf(p.lines, "  %s\n", said)
}

// groups lists the rows of one state with what is to be said of them.
func (p *textTeller) groups(groups []batch.Group, state batch.State) {
	for _, g := range groups {
		if g.State != state {
			continue
		}
		fmt.Fprintf(p.lines, "%s %s: %s%s\n", state, rowsOf(g), inColumn(g), g.Reason)
		if g.Hint != "" {
			fmt.Fprintf(p.lines, "    %s\n", g.Hint)
		}
	}
}

func rowsOf(g batch.Group) string {
	if g.Rows.Count == 1 {
		return fmt.Sprintf("row %s (%sline %d)", g.Rows, ofSheet(g.Sheet), g.Line)
	}
	return fmt.Sprintf("%d rows (%s)", g.Rows.Count, g.Rows)
}

// ofSheet names the sheet before a line of it.
func ofSheet(name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("sheet %q, ", name)
}

func inColumn(g batch.Group) string {
	if g.Column == "" {
		return ""
	}
	return fmt.Sprintf("column %q: ", g.Column)
}

// looks tells of sheets that somebody should look at.
func (p *textTeller) looks(s *batch.Summary) {
	if s.Cautious > 0 {
		fmt.Fprintf(p.lines, "look at %s without a treated area, in the cautious version\n", count(s.Cautious, "sheet"))
	}
	if p.sample && s.Sheets() > 0 {
		fmt.Fprintln(p.lines, "look at the clinic: the sheets say SAMPLE, since there is no clinic.toml; aftercare init writes one")
	}
	for _, remark := range p.remarks {
		fmt.Fprintf(p.lines, "look at the file: %s\n", remark)
	}
	for _, g := range s.Warnings {
		fmt.Fprintf(p.lines, "look at %s: %s\n", rowsOf(g), g.Reason)
	}
}

// leftover names the sheets that no row stands for any more. What is to be done
// about those that stay is said once for all of which it is the same.
func (p *textTeller) leftover(s *batch.Summary) {
	for i, l := range s.Leftover {
		word := "left over"
		if l.Removed {
			word = "removed"
		}
		fmt.Fprintf(p.lines, "%s %s: %s%s\n", word, filepath.Join(s.Dir, l.File), l.Reason, printedAt(l))
		if next := i + 1; !l.Removed && (next == len(s.Leftover) || s.Leftover[next].Removed || s.Leftover[next].Kept != l.Kept) {
			fmt.Fprintf(p.lines, "    do not hand them out; --prune %s\n", cmp.Or(kept(l), "removes them"))
		}
	}
}

// kept says why --prune leaves a sheet where it is, "" where it does not.
func kept(l batch.Leftover) string {
	if l.Kept == "" {
		return ""
	}
	return "leaves them: " + l.Kept
}

// printedAt says of a sheet that is left over that its paper is about, too.
func printedAt(l batch.Leftover) string {
	if l.Printed.IsZero() {
		return ""
	}
	return l.Printed.Format("; printed 2006-01-02 15:04")
}
