package batch

import (
	"iter"
	"slices"

	"aftercare/internal/appointments"
)

// Only leaves out every sheet but those of some rows. It looks at whole visits:
// of one with several rows it goes by the row that the others went into.
func Only(rows iter.Seq2[appointments.Row, error], wanted []appointments.Range) iter.Seq2[appointments.Row, error] {
	return func(yield func(appointments.Row, error) bool) {
		for row, err := range rows {
			asked := slices.ContainsFunc(wanted, func(r appointments.Range) bool {
				return row.Record >= r.First && row.Record <= r.Last
			})
			if row.State == appointments.Ready && !asked {
				row = appointments.Row{Record: row.Record, Line: row.Line, Sheet: row.Sheet, State: appointments.Skipped, Unasked: true,
					Reason: "did not fail last time"}
			}
			if !yield(row, err) {
				return
			}
		}
	}
}
