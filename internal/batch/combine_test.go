package batch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/raster"
)

// The print job has the sheets in the order of the appointments, whatever the
// order of the rows; with duplex each begins on a front.
func TestCombined(t *testing.T) {
	table := header + "Ana Late,2026-11-23,16:00,neck,\nBo Early,2026-11-23,08:00,,\nCy Noon,2026-11-23,12:00,jaw,cancelled\nDi Noon,2026-11-23,12:00,left knee,\n"
	reader, err := raster.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for _, duplex := range []bool{false, true} {
		dir := t.TempDir()
		job := jobOf(t, table, dir)
		job.Combined, job.Duplex = filepath.Join(dir, "day.pdf"), duplex
		job.Style.Large = true // more than one page
		s := done(t, job)
		if s.Combined.Sheets != 3 || s.Combined.State != Made {
			t.Errorf("%+v", s.Combined)
		}
		data, err := os.ReadFile(job.Combined)
		if err != nil {
			t.Fatal(err)
		}
		texts, err := reader.Texts(data)
		if err != nil {
			t.Fatal(err)
		}
		var starts []int
		for _, name := range []string{"Bo Early", "Di Noon", "Ana Late"} {
			starts = append(starts, slices.IndexFunc(texts, func(text string) bool { return strings.Contains(text, name) }))
		}
		if starts[0] != 0 || !slices.IsSorted(starts) {
			t.Errorf("the sheets begin on the pages %v", starts)
		}
		if duplex && (starts[1]%2 != 0 || starts[2]%2 != 0 || len(texts)%2 != 0) {
			t.Errorf("duplex: the sheets begin on the pages %v of %d", starts, len(texts))
		}
		if !duplex && len(texts) != s.Pages {
			t.Errorf("%d pages, and the sheets have %d", len(texts), s.Pages)
		}
		if again := done(t, func() Job {
			j := jobOf(t, table, dir)
			j.Combined, j.Duplex, j.Style = job.Combined, duplex, job.Style
			return j
		}()); again.Combined.State != Unchanged {
			t.Errorf("%+v", again.Combined)
		}
	}
}
