package appointments

import (
	"cmp"
	"maps"
	"slices"
)

// Explanation is how a file was understood, for --explain. It holds no value
// of a patient.
type Explanation struct {
	Format      string   `json:"format"`
	Encoding    string   `json:"encoding,omitempty"`
	Delimiter   string   `json:"delimiter,omitempty"`
	HeaderLine  int      `json:"header_line"`
	Profile     string   `json:"profile"`
	ProfileName string   `json:"profile_name"`
	Evidence    string   `json:"evidence"` // what the profile rests on
	Confidence  float64  `json:"confidence"`
	Columns     []Column `json:"columns"`
	Dates       string   `json:"dates"` // "dmy", "mdy" or "undecided"
	DatesWhy    string   `json:"dates_why"`
	Statuses    []Met    `json:"statuses,omitempty"`
	Services    []Met    `json:"services,omitempty"`
	Counts      Counts   `json:"counts"`
	Outside     int      `json:"outside"`           // lines outside the sections that hold appointments
	Sheets      []string `json:"sheets,omitempty"`  // of a workbook: those that are read
	Unread      []string `json:"unread,omitempty"`  // and those that do not look like them
	Remarks     []string `json:"remarks,omitempty"` // what a person should know before anything is printed
}

// Column is what became of one column of the file.
type Column struct {
	Name  string `json:"name"`
	Field string `json:"field,omitempty"` // the field it feeds, or ""
	Use   string `json:"use"`             // what becomes of it, in people's words
}

// Met is a status or a service that the file holds and where it leads.
type Met struct {
	Value string `json:"value"`
	Rows  int    `json:"rows"`
	Leads string `json:"leads"`
}

// tally counts the distinct values of a column, up to a limit: a column with
// more is no list of statuses or services, and may hold names.
type tally map[string]int

const mostDistinct = 300

func (t tally) add(value string) {
	if _, known := t[value]; value != "" && (known || len(t) < mostDistinct) {
		t[value]++
	}
}

// met lists a tally, the commonest first.
func (t tally) met(leads func(string) string) []Met {
	var out []Met
	for _, value := range slices.Sorted(maps.Keys(t)) {
		out = append(out, Met{Value: shown(value), Rows: t[value], Leads: leads(value)})
	}
	slices.SortStableFunc(out, func(a, b Met) int { return cmp.Compare(b.Rows, a.Rows) })
	return out
}
