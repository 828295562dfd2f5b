package web

import (
	"strings"

	"aftercare/internal/handout"
	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// chartNote is the line for the patient's chart: what was given, for which
// areas, and when the visit was. The chart knows whose it is.
func (k *kit) chartNote(v visit.Visit, made *render.Handout) string {
	parts := []string{"Aftercare handout " + made.ID + " v" + made.Version + " given"}
	if areas := k.areaWords(v.Areas); areas != "" {
		parts = append(parts, areas)
	}
	return strings.Join(append(parts, v.Start.Format("2 Jan 2006 ")+k.clock(v.Start)), ", ")
}

// areaWords are the areas in one phrase: "low back and left hip".
func (k *kit) areaWords(words []string) string {
	var labels []string
	for _, c := range k.chips(words, staff) {
		labels = append(labels, c.Label)
	}
	return handout.Join(staff, labels)
}
