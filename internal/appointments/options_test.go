package appointments

import (
	"os"
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
