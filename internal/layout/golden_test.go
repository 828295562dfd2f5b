package layout_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/layout"
	"aftercare/internal/visit"
)

// Each sheet stands in testdata twice: NAME.page is where everything is, and
// NAME.tree what somebody hears who has it read out.
func TestGoldenPages(t *testing.T) {
	w := shared()
	letter, a4 := layout.Papers[0], layout.Papers[1]
	twoAreas := common("low back", "left hip")
	long := common("low back", "both knees", "left Achilles")
	long.Patient = "Maximiliane-Friederike von Hohenstaufen-Württemberg-Oldenburg"
	long.Flags = []string{"blood-thinner", "pregnancy", "weakened-immune-system", "fluid-limit"}
	long.Note = strings.Repeat("Your Rückenmuskulaturentspannungsübungsgerätschaft went well, so go on with it. ", 8)
	exercises := dryNeedling("en", twoAreas)
	exercises.definition = w.others[0]
	for name, o := range map[string]order{
		"low-back-and-hip": dryNeedling("en", twoAreas),
		"lung":             dryNeedling("en", visit.Visit{Patient: "Nguyễn Văn An", Areas: []string{"neck", "both shoulders"}}),
		"unknown":          dryNeedling("en", visit.Visit{}),
		"spanish":          dryNeedling("es", twoAreas),
		"large-print":      {dryNeedling("en", twoAreas).definition, w.clinics[0], twoAreas, layout.Style{Paper: letter, Large: true}},
		"long":             dryNeedling("en", long),
		"a4-grey-sample":   {dryNeedling("en", twoAreas).definition, w.clinics[1], twoAreas, layout.Style{Paper: a4, Grey: true}},
		"exercises":        exercises,
	} {
		t.Run(name, func(t *testing.T) {
			s := o.set(t)
			golden(t, name+".page", s.sheet.Dump())
			golden(t, name+".tree", s.sheet.Tree())
			s.judge()
			s.report(t)
		})
	}
}

// golden compares with a file of testdata, or writes it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	was, is := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			t.Errorf("%s, line %d, and maybe more (-update rewrites it):\nwas %s\nis  %s", name, i+1, was[i], is[i])
			return
		}
	}
	t.Errorf("%s: %d lines were %d (-update rewrites it)", name, len(is), len(was))
}
