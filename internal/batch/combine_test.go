package batch

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/raster"
)

const unordered = header + "Ana Late,2026-11-23,16:00,neck,\nBo Early,2026-11-23,08:00,,\n" +
	"Cy Noon,2026-11-23,12:00,jaw,cancelled\nDi Noon,2026-11-23,12:00,left knee,\n"

// combined makes a print job of the table above, and makes it again.
func combined(t *testing.T, duplex bool) (pages []string, s *Summary) {
	t.Helper()
	dir := t.TempDir()
	job := func() Job {
		j := jobOf(t, unordered, dir)
		j.Combined, j.Duplex = filepath.Join(dir, "day.pdf"), duplex
		j.Style.Large = true // more than one page
		return j
	}
	s = done(t, job())
	if s.Combined.Sheets != 3 || s.Combined.State != Made {
		t.Errorf("%+v", s.Combined)
	}
	if again := done(t, job()); again.Combined.State != Unchanged {
		t.Errorf("%+v", again.Combined)
	}
	reader, err := raster.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	pages, err = reader.Texts([]byte(content(t, dir, "day.pdf")))
	if err != nil {
		t.Fatal(err)
	}
	return pages, s
}

// startsOf are the pages on which the sheets begin, in the order of the
// appointments.
func startsOf(pages []string) (starts []int) {
	for _, name := range []string{"Bo Early", "Di Noon", "Ana Late"} {
		starts = append(starts, slices.IndexFunc(pages, func(text string) bool { return strings.Contains(text, name) }))
	}
	return starts
}

// The print job has the sheets in the order of the appointments, whatever the
// order of the rows.
func TestCombined(t *testing.T) {
	pages, s := combined(t, false)
	if starts := startsOf(pages); starts[0] != 0 || !slices.IsSorted(starts) {
		t.Errorf("the sheets begin on the pages %v", starts)
	}
	if len(pages) != s.Pages {
		t.Errorf("%d pages, and the sheets have %d", len(pages), s.Pages)
	}
}

// On both sides of the paper each sheet begins on a front.
func TestDuplex(t *testing.T) {
	pages, _ := combined(t, true)
	starts := startsOf(pages)
	if starts[0] != 0 || starts[1]%2 != 0 || starts[2]%2 != 0 || !slices.IsSorted(starts) || len(pages)%2 != 0 {
		t.Errorf("the sheets begin on the pages %v of %d", starts, len(pages))
	}
}
