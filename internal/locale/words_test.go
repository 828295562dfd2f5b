package locale

import (
	"maps"
	"reflect"
	"regexp"
	"slices"
	"testing"
)

var verb = regexp.MustCompile(`%(?:\[\d+\])?[a-z]`)

// Every word is there in every language, and takes what it takes in English: a
// page with a blank or a %!s is worse than none.
func TestWordsAreCompleteAndAgree(t *testing.T) {
	english := reflect.ValueOf(words["en"])
	for lang, list := range words {
		these := reflect.ValueOf(list)
		for i := range these.NumField() {
			name := these.Type().Field(i).Name
			if these.Field(i).Kind() != reflect.String {
				continue
			}
			said := these.Field(i).String()
			if said == "" {
				t.Errorf("%s: %s is not filled", lang, name)
			}
			want := verb.FindAllString(english.Field(i).String(), -1)
			if got := verb.FindAllString(said, -1); !slices.Equal(got, want) {
				t.Errorf("%s: %s is %q and takes %v, in English %v", lang, name, said, got, want)
			}
		}
	}
}

// The singular is found by the plural's form, so that one which was changed
// alone would be "1 days".
func TestEveryCountHasItsSingular(t *testing.T) {
	for lang, w := range words {
		forms := []string{w.Seconds, w.Minutes, w.Hours, w.Days, w.Sets, w.Reps}
		for _, form := range forms {
			if w.One[form] == "" {
				t.Errorf("%s: no singular of %q", lang, form)
			}
		}
		if len(w.One) != len(forms) {
			t.Errorf("%s: the singulars %v, but the plurals %v", lang, slices.Sorted(maps.Keys(w.One)), forms)
		}
	}
}

func TestEveryLanguageHasDates(t *testing.T) {
	for _, lang := range Languages() {
		d := datesOf[lang]
		if d == nil {
			t.Fatalf("no dates in %s", lang)
		}
		all := slices.Concat(d.days[:], d.months[:], d.longMonths[:], []string{d.am, d.pm, d.long})
		if !d.dayFirstOnly {
			all = append(all, d.longMonth)
		}
		if slices.Contains(all, "") {
			t.Errorf("%s: a word of the dates is missing: %q", lang, all)
		}
	}
	if len(datesOf) != len(words) {
		t.Errorf("%d languages have dates, %d have words", len(datesOf), len(words))
	}
}
