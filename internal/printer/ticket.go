package printer

import "time"

// JobName is what the job of a sheet is called, on the printer's display and in
// its list of jobs: after the time of the visit, never after the patient.
func JobName(visit time.Time) string { return "aftercare " + visit.Format("1504") }

// MediaOf is the PWG name of a paper, "letter" or "a4"; "" for one that is
// neither, which leaves it to the printer.
func MediaOf(paper string) string {
	return map[string]string{"letter": Letter, "a4": A4}[paper]
}
