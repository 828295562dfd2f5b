package appointments

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"aftercare/internal/handout"
)

// newYork is where the clinic of the tests is.
var newYork = func() *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return loc
}()

// testOptions are those of a clinic with two handouts.
func testOptions() Options {
	return Options{
		Profiles:       os.DirFS("../../templates/imports"),
		Zone:           newYork,
		Handouts:       []string{"cupping", "dry-needling"},
		DefaultHandout: "dry-needling",
		Vocabulary:     testVocabulary(),
	}
}

// testVocabulary is small, so that the goldens do not change with the real one.
func testVocabulary() *handout.Vocabulary {
	area := func(id, en, es string, synonyms ...string) handout.Area {
		return handout.Area{ID: id, Words: map[string]handout.AreaWords{
			"en": {Label: en, Synonyms: synonyms}, "es": {Label: es}}}
	}
	flag := func(id, en string) handout.Flag {
		return handout.Flag{ID: id, Words: map[string]handout.FlagWords{"en": {Label: en}}}
	}
	return &handout.Vocabulary{
		Areas: []handout.Area{area("low-back", "low back", "zona lumbar", "lbp"), area("neck", "neck", "cuello"),
			area("hip", "hip", "cadera"), area("knee", "knee", "rodilla")},
		Flags: []handout.Flag{flag("blood-thinner", "blood thinner"), flag("pacemaker", "pacemaker")},
	}
}

// TestTheClinicsOrderOfDates holds where no row says otherwise.
func TestTheClinicsOrderOfDates(t *testing.T) {
	for name, c := range map[string]struct {
		dates   string
		clinics Order
		want    Order
	}{
		"open, and nobody says":    {"11/12/2026", Undecided, Undecided},
		"open, and the clinic day": {"11/12/2026", DayFirst, DayFirst},
		"open, and the month":      {"11/12/2026", MonthFirst, MonthFirst},
		"a row says otherwise":     {"11/23/2026", DayFirst, MonthFirst},
		"with two digits":          {"26/11/23", YearFirst, YearFirst},
	} {
		o := testOptions()
		o.ClinicDates = c.clinics
		im, err := Open("day.csv", strings.NewReader("patient,date,time\nAna Q,"+c.dates+",10:00\n"), o)
		var open Unsettled
		switch {
		case errors.As(err, &open):
			if c.want != Undecided || len(open.Orders) < 2 || !strings.Contains(open.Error(), "day-first or month-first") {
				t.Errorf("%s: %v %v", name, err, open.Orders)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		default:
			if im.reader.order != c.want {
				t.Errorf("%s: %v, want %v", name, im.reader.order, c.want)
			}
			im.Close()
		}
	}
}
