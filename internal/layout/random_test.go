package layout_test

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"aftercare/internal/layout"
	"aftercare/internal/visit"
)

// Names and words of made-up people, in the scripts that clinics meet.
var (
	names = []string{
		"", "Ana Marsh", "Zoë Łukasiewicz", "Nguyễn Văn An", "Ελένη Παπαδοπούλου", "Ольга Йовчева", "王小明", "Ana 🙂", "محمد",
		"Maximiliane-Friederike von Hohenstaufen-Württemberg-Oldenburg", "O’Neill", "Þórbjörg Ægisdóttir", "Ma",
		strings.Repeat("Wolfeschlegelsteinhausenberger", 3), strings.Repeat("Anna Maria ", 18),
	}
	therapists = []string{"", "Dana Reyes, PT", "Dr. Søren Österberg-Lindqvist, PT, DPT, OCS, FAAOMPT, Cert. DN, CSCS, CMTPT"}
	vocables   = []string{
		"great", "progress", "today", "the", "two", "stretches", "we", "practised", "néanmoins", "Übung", "Rückenmuskulaturentspannungsübungsgerätschaft",
		"and", "your", "calf", "raises", "λίγο", "медленно", "chậm", "https://example.com/a/very/long/address/without/end", "–", "10×3", "(slowly)", "A/B",
	}
	strangeAreas = []string{"the sore spot", "ζώνη", "???", "Rückenmuskulaturentspannungsübungsgerätschaft", "between 王 and 李", "left elbow-ish"}
	zones        = []string{"America/New_York", "Europe/Madrid", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"}
)

// dice make random orders: the same number, the same order.
type dice struct{ *rand.Rand }

func throw(n uint64) dice { return dice{rand.New(rand.NewPCG(n, 2026))} }

func one[T any](d dice, list []T) T { return list[d.IntN(len(list))] }

func (d dice) chance(percent int) bool { return d.IntN(100) < percent }

func (d dice) order() order {
	w := shared()
	o := dryNeedling(one(d, []string{"en", "en", "es"}), d.visit())
	if d.chance(15) {
		o.definition = one(d, w.others)
	}
	o.clinic = one(d, w.clinics)
	o.style = layout.Style{Paper: one(d, layout.Papers), Large: d.chance(25), Grey: d.chance(25)}
	return o
}

func (d dice) visit() visit.Visit {
	z := zone(one(d, zones))
	v := visit.Visit{
		Patient: one(d, names), Therapist: one(d, therapists), Note: d.note(),
		Start: time.Unix(1.7e9+d.Int64N(2e8), 0).In(z),
	}
	if d.chance(50) {
		v.End = v.Start.Add(time.Duration(d.IntN(120)) * time.Minute)
	}
	if d.chance(50) {
		v.Next = v.Start.AddDate(0, 0, 1+d.IntN(40))
	}
	vocabulary := shared().library.Vocabulary()
	for range one(d, []int{0, 1, 1, 2, 2, 3, 8}) {
		a := one(d, vocabulary.Areas)
		words := a.Words[one(d, []string{"en", "es"})]
		v.Areas = append(v.Areas, one(d, []string{"", "left ", "both "})+one(d, append(words.Synonyms, a.ID, words.Label)))
	}
	if d.chance(15) {
		v.Areas = append(v.Areas, one(d, strangeAreas))
	}
	for range one(d, []int{0, 0, 1, 1, 2, 4}) {
		v.Flags = append(v.Flags, one(d, vocabulary.Flags).ID)
	}
	return v
}

func (d dice) note() string {
	var words []string
	for range one(d, []int{0, 0, 1, 8, 20, 60, 250}) {
		words = append(words, one(d, vocables))
	}
	return strings.Join(words, " ")
}

// TestRandomVisits holds the pages of a few thousand visits to every rule.
func TestRandomVisits(t *testing.T) {
	many := uint64(3000)
	if testing.Short() {
		many = 300
	}
	for n := range many {
		o := throw(n).order()
		s := o.set(t)
		s.judge()
		if n%20 == 0 && !reflect.DeepEqual(s.sheet, o.again(t)) {
			s.fault("another sheet the second time")
		}
		if s.report(t); t.Failed() {
			t.Fatalf("visit number %d", n)
		}
	}
}

// again is the sheet of an order, made with nothing kept from before.
func (o order) again(t testing.TB) any {
	sheet, err := layout.Fit(o.document(t), o.style, shared().book, &layout.Drawings{})
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

// FuzzFit: whatever stands in a visit, setting it ends, without a panic, with
// every word on the paper.
func FuzzFit(f *testing.F) {
	f.Add("Ana Marsh", "low back; left hip", "Well done", "Dana Reyes, PT", byte(0))
	f.Add(strings.Repeat("W", 10000), "{area}", strings.Repeat("la ", 3000), "%s", byte(1))
	f.Add("Zo\xc3", "\u202e", "\u0301", "🙂", byte(6))
	f.Fuzz(func(t *testing.T, patient, area, note, therapist string, style byte) {
		o := dryNeedling([]string{"en", "es"}[style&1], visit.Visit{Patient: patient, Areas: []string{area}, Therapist: therapist})
		o.style = layout.Style{Paper: layout.Papers[style>>1&1], Large: style>>2&1 == 1}
		if shared().book.Sets(visit.Visit{Note: note}.Clean().Note) {
			o.visit.Note = note
		}
		if s := o.set(t); len(note) < 4000 {
			s.everyWordIsThere()
			s.structureIsSound()
			s.report(t)
		}
	})
}
