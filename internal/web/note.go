package web

import (
	"strings"
	"time"

	"aftercare/internal/locale"
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
	return strings.Join(append(parts, v.Start.Format("2 Jan 2006 ")+k.clock(v)), ", ")
}

// staff is the language of the page itself.
const staff = "en"

// clock is the time of a visit as the clinic's country writes it.
func (k *kit) clock(v visit.Visit) string {
	country, _ := locale.CountryOf(k.clinic.Country)
	loc, _ := locale.New(staff, country) // the page's own language is always there
	return strings.ReplaceAll(loc.Clock(v.Start), "\u00a0", " ")
}

// clockAt is a moment as the clinic's clock shows it.
func (k *kit) clockAt(t time.Time) string {
	return k.clock(visit.Visit{Start: t.In(k.clinic.Zone)})
}

// areaWords are the areas in one phrase: "low back and left hip".
func (k *kit) areaWords(words []string) string {
	var labels []string
	for _, c := range k.chips(words, staff) {
		labels = append(labels, c.Label)
	}
	if len(labels) < 2 {
		return strings.Join(labels, "")
	}
	last := len(labels) - 1
	return strings.Join(labels[:last], ", ") + " and " + labels[last]
}
