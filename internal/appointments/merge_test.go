package appointments

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"aftercare/internal/visit"
)

// However the rows of a day are shuffled, the same visits come out of them:
// one for each patient and start, with every area.
func TestMergeInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var lines []string
		for visit := range 20 {
			for row := range 1 + visit%4 {
				lines = append(lines, fmt.Sprintf("Patient %c,2026-11-23,09:%02d,DN,area %d", 'A'+visit, visit, row))
			}
		}
		random.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		rows, err := rowsOf(t, "day.csv", strings.NewReader("Patient,Date,Time,Service,Area\n"+strings.Join(lines, "\n")), testOptions())
		if err != nil {
			t.Fatal(err)
		}
		into := map[int]int{}
		for _, row := range rows {
			into[row.Into]++
		}
		ready := 0
		for _, row := range rows {
			if row.State != Ready {
				continue
			}
			ready++
			visit := int(row.Visit.Patient[len("Patient ")] - 'A')
			if len(row.Visit.Areas) != 1+visit%4 || into[row.Record] != visit%4 {
				t.Fatalf("visit %d has the areas %q and %d rows more", visit, row.Visit.Areas, into[row.Record])
			}
		}
		if ready != 20 {
			t.Fatalf("%d visits", ready)
		}
	}
}

func TestAbsorb(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	row := Row{Visit: visit.Visit{Start: at, Areas: []string{"neck"}, Note: "rest", End: at.Add(time.Hour)}, Warnings: []string{"a"}}
	row.absorb(Row{Visit: visit.Visit{Start: at, Areas: []string{"Neck", "hip"}, Flags: []string{"pacemaker"}, Note: "walk",
		End: at.Add(time.Minute), Language: "es", Next: at.AddDate(0, 0, 7)}, Warnings: []string{"a", "b"}})
	got := rowText(row)
	want := "0 (line 0) ready:  | 2026-11-23 09:00:00 UTC to 2026-11-23 10:00 |  | area neck + hip | flags pacemaker | language es | note rest walk | next 2026-11-30 09:00\n" +
		"    warning: a\n    warning: b\n"
	if got != want {
		t.Errorf("got %s want %s", got, want)
	}
}

// A file that shrinks between two readings loses no row that was seen.
func TestMergerGivesOutWhatWaits(t *testing.T) {
	v := visit.Visit{Patient: "Ana", Start: time.Unix(0, 0)}
	m := newMerger(map[visitKey]int{keyOf(&Row{Visit: v}): 2})
	if out := m.add(Row{Record: 1, Visit: v}); len(out) != 0 {
		t.Fatalf("%v came too early", out)
	}
	if rest := m.rest(); len(rest) != 1 || rest[0].Record != 1 {
		t.Errorf("got %v", rest)
	}
}

func TestKeysTellVisitsApart(t *testing.T) {
	base := visit.Visit{Patient: "Ana Ruiz", Start: time.Unix(1000, 0), Handout: "dn", Therapist: "Kim"}
	for name, change := range map[string]func(*visit.Visit){
		"patient": func(v *visit.Visit) { v.Patient = "Ana Ruis" }, "start": func(v *visit.Visit) { v.Start = time.Unix(1060, 0) },
		"handout": func(v *visit.Visit) { v.Handout = "cupping" }, "therapist": func(v *visit.Visit) { v.Therapist = "Sam" },
		"a shift of letters": func(v *visit.Visit) { v.Handout, v.Therapist = "dnKim", "" },
	} {
		other := base
		change(&other)
		if keyOf(&Row{Visit: other}) == keyOf(&Row{Visit: base}) {
			t.Errorf("%s makes no difference", name)
		}
	}
	same := base
	same.Patient, same.Areas = "ANA RUÍZ", []string{"neck"}
	if keyOf(&Row{Visit: same}) != keyOf(&Row{Visit: base}) {
		t.Error("the same visit has two keys")
	}
}
