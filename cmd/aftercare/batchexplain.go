package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"aftercare/internal/appointments"
)

// explain shows how a file is understood.
func (a *app) explain(im *openFile, asJSON bool) error {
	e := im.Explain()
	if asJSON {
		newJSONTeller(a.stdout, im.name).print(struct {
			Event string `json:"event"`
			File  string `json:"file"`
			appointments.Explanation
		}{"explain", im.name, e})
		return nil
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	explainFile(w, im.name, &e)
	explainColumns(w, e.Columns)
	for i, remark := range e.Remarks {
		fmt.Fprintf(w, "%s\t%s\n", once("look at", i), remark)
	}
	explainMet(w, "status", e.Statuses)
	explainMet(w, "service", e.Services)
	c := e.Counts
	fmt.Fprintf(w, "rows\t%d: %d to print, %d merged, %d skipped, %d held, %d failed\n", c.Rows, c.Ready, c.Merged, c.Skipped, c.Held, c.Failed)
	return w.Flush()
}

func explainFile(w io.Writer, file string, e *appointments.Explanation) {
	fmt.Fprintf(w, "file\t%s: %s", file, e.Format)
	for _, part := range []string{e.Encoding, e.Delimiter} {
		if part != "" {
			fmt.Fprintf(w, ", %s", part)
		}
	}
	fmt.Fprintf(w, "\nheader\tin line %d", e.HeaderLine)
	if len(e.Sheets) > 0 {
		fmt.Fprintf(w, "; the sheets %s", strings.Join(e.Sheets, ", "))
	}
	if e.Outside > 0 {
		fmt.Fprintf(w, "; %s outside the table of appointments", count(e.Outside, "line"))
	}
	fmt.Fprintf(w, "\nprofile\t%s (%s), %.0f %% sure: %s\n", e.Profile, e.ProfileName, e.Confidence*100, e.Evidence)
	fmt.Fprintf(w, "dates\t%s: %s\n", e.Dates, e.DatesWhy)
}

// explainUnclear shows what became of the columns of a file that is held for one
// of them.
func (a *app) explainUnclear(u *appointments.Unclear) error {
	var columns []appointments.Column
	for _, c := range u.Columns {
		shown := appointments.Column{Name: c.Name, Field: c.Field, Use: c.Use}
		if c.Doubt {
			shown.Field, shown.Use = "", "in doubt: "+c.Use
		}
		columns = append(columns, shown)
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	explainColumns(w, columns)
	return w.Flush()
}

func explainColumns(w io.Writer, columns []appointments.Column) {
	for i, c := range columns {
		use := c.Use
		if c.Field != "" {
			use = "read as " + c.Field
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", once("columns", i), c.Name, use)
	}
}

func explainMet(w io.Writer, what string, met []appointments.Met) {
	for i, m := range met {
		fmt.Fprintf(w, "%s\t%q\t%s: %s\n", once(what, i), m.Value, count(m.Rows, "row"), m.Leads)
	}
}

// once is a word in front of the first of several lines.
func once(word string, i int) string {
	if i > 0 {
		return ""
	}
	return word
}
