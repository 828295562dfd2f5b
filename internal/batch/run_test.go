package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"aftercare/internal/outfile"
)

func counted(s *Summary) string {
	var parts []string
	for state, n := range s.Counts {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, State(state)))
		}
	}
	return strings.Join(parts, ", ")
}

func TestTheSameBatchAgainWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "handouts", "2026-11-23")
	if got := counted(done(t, jobOf(t, day(5), dir))); got != "5 made" {
		t.Fatal(got)
	}
	before := times(t, dir)
	job := jobOf(t, day(5), dir)
	job.Write = func(path string, _ []byte) error { return errors.New("written again: " + path) }
	if got := counted(done(t, job)); got != "5 unchanged" {
		t.Error(got)
	}
	if after := times(t, dir); after != before {
		t.Errorf("%s\n%s", before, after)
	}
	job = jobOf(t, day(5), dir)
	job.Force = true
	if got := counted(done(t, job)); got != "5 replaced" {
		t.Error(got)
	}
}

// times are the names and moments of all files, and their permissions.
func times(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]; err == nil && info.Mode().Perm() != want {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		if !d.IsDir() {
			fmt.Fprintln(&b, path, info.ModTime())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What make gives for a visit is what batch gives, whatever stands beside it.
func TestASheetDoesNotDependOnItsNeighbours(t *testing.T) {
	all, one := t.TempDir(), t.TempDir()
	done(t, jobOf(t, day(7), all))
	lines := strings.SplitAfter(day(7), "\n")
	job := jobOf(t, lines[0]+lines[4], one)
	job.Workers = 1
	done(t, job)
	if content(t, all, "0803-4-dry-needling.pdf") != content(t, one, "0803-1-dry-needling.pdf") {
		t.Error("the bytes differ")
	}
}

func TestAChangedExport(t *testing.T) {
	dir := t.TempDir()
	table := header + "Ana Q,2026-11-23,08:00,neck,\nBo Q,2026-11-23,09:00,jaw,\nCy Q,2026-11-23,10:00,hip,\n"
	done(t, jobOf(t, table, dir))
	changed := header + "Ana Q,2026-11-23,08:00,low back,\nBo Q,2026-11-23,09:00,jaw,cancelled\nCy Q,2026-11-23,10:00,hip,\nDi Q,2026-11-23,11:00,hip,\n"
	s := done(t, jobOf(t, changed, dir))
	if got := counted(s); got != "1 made, 1 replaced, 1 unchanged, 1 skipped" {
		t.Error(got)
	}
	told := Leftover{File: "0900-2-dry-needling.pdf", Reason: `row 2 is now skipped, status "cancelled"`, settled: true}
	if !slices.Equal(s.Leftover, []Leftover{told}) {
		t.Errorf("%+v", s.Leftover)
	}
	// It is named again until it is gone, and only it goes.
	job := jobOf(t, changed, dir)
	job.Prune = true
	told.Removed, told.settled = true, false
	if s := done(t, job); !slices.Equal(s.Leftover, []Leftover{told}) {
		t.Errorf("%+v", s)
	}
	if got := files(t, dir); got != ".lock 0800-1-dry-needling.pdf 1000-3-dry-needling.pdf 1100-4-dry-needling.pdf manifest.json" {
		t.Error(got)
	}
	if s := done(t, jobOf(t, changed, dir)); len(s.Leftover) > 0 {
		t.Errorf("%+v", s.Leftover)
	}
}

// A part of the rows leaves the others as they are, in the folder and in the
// manifest.
func TestAPartOfTheRows(t *testing.T) {
	dir := t.TempDir()
	done(t, jobOf(t, day(6), dir))
	before := content(t, dir, ManifestName)
	o := reading(t)
	o.Rows = append(o.Rows, struct{ First, Last int }{2, 3})
	im := importing(t, day(6), o)
	job := jobOf(t, day(6), dir)
	job.Rows, job.Selection, job.Prune = im.Rows(), "--rows 2-3", true
	s := done(t, job)
	if got := counted(s); got != "2 unchanged, 4 skipped" || len(s.Leftover) > 0 {
		t.Error(got, s.Leftover)
	}
	if after := content(t, dir, ManifestName); after != before {
		t.Errorf("before:\n%s\nafter:\n%s", before, after)
	}
}

// Of a changed export a part says nothing about the sheets of the other part.
func TestAPartOfAChangedExportPrunesNothing(t *testing.T) {
	dir := t.TempDir()
	done(t, jobOf(t, day(6), dir))
	o := reading(t)
	o.Rows = append(o.Rows, struct{ First, Last int }{1, 1})
	changed := strings.Replace(day(6), "neck", "jaw", 1)
	im := importing(t, changed, o)
	job := jobOf(t, changed, dir)
	job.Rows, job.Selection, job.Prune = im.Rows(), "--rows 1", true
	if s := done(t, job); len(s.Leftover) > 0 {
		t.Error(s.Leftover)
	}
	if got := strings.Count(files(t, dir), ".pdf"); got != 6 {
		t.Error(files(t, dir))
	}
	// The whole of it knows them all again.
	if s := done(t, jobOf(t, changed, dir)); counted(s) != "1 replaced, 5 unchanged" || len(s.Leftover) > 0 {
		t.Error(counted(s), s.Leftover)
	}
}

func TestStoppedHalfWay(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	seen := 0
	s, err := Run(ctx, jobOf(t, day(200), dir), func(Result) {
		if seen++; seen == 20 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || s.Rows < 20 || s.Rows == 200 {
		t.Fatalf("%v after %d rows", err, s.Rows)
	}
	if text := content(t, dir, ManifestName); !strings.HasSuffix(text, `"complete":false}`+"\n") || strings.Count(text, `"made"`) != s.Rows {
		t.Errorf("%d rows:\n%s", s.Rows, text)
	}
	if strings.Contains(files(t, dir), ".aftercare-") {
		t.Error("half a file is left")
	}
	again := done(t, jobOf(t, day(200), dir))
	if again.Counts[Unchanged] != s.Rows || again.Sheets() != 200 {
		t.Error(counted(again))
	}
	// Stopping the same batch once more forgets nothing of what is there.
	ctx, stop = context.WithCancel(context.Background())
	stop()
	if _, err := Run(ctx, jobOf(t, day(200), dir), func(Result) {}); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if n := strings.Count(content(t, dir, ManifestName), `"made"`); n != 200 {
		t.Errorf("the manifest knows %d sheets", n)
	}
}

func TestAFullDisk(t *testing.T) {
	dir := t.TempDir()
	job := jobOf(t, day(100), dir)
	var written atomic.Int32
	job.Write = func(path string, data []byte) error {
		if written.Add(1) > 10 {
			return &fs.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}
		}
		return outfile.Write(path, data)
	}
	s, err := Run(context.Background(), job, func(Result) {})
	if err == nil || !strings.HasSuffix(err.Error(), "no space left on device") || s.Sheets() > 10 {
		t.Fatalf("%v; %s", err, counted(s))
	}
	if got := done(t, jobOf(t, day(100), dir)); got.Sheets() != 100 || got.Counts[Unchanged] < s.Sheets() {
		t.Error(counted(got))
	}
}

func TestAFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		if s, err := Run(context.Background(), jobOf(t, day(1), dir), nil); err == nil || s != nil {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestADryRunWritesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "none")
	job := jobOf(t, day(3), dir)
	job.DryRun, job.Combined = true, filepath.Join(dir, "day.pdf")
	if s := done(t, job); counted(s) != "3 made" || s.Combined.Sheets != 3 {
		t.Errorf("%+v", s)
	}
	if outfile.Exists(dir) {
		t.Error("the folder was made")
	}
}

// Whatever stands in an export, every row is told of once.
func TestNoRowIsLost(t *testing.T) {
	cells := [][]string{
		{"Ana Q", "Bo Q", "", "Cy Q", "@"},
		{"2026-11-23", "2026-11-24", "2026-11-31", ""},
		{"09:00", "10:00", "noon or so", ""},
		{"neck", "left shoulder", "", "the sore bit"},
		{"", "cancelled", "booked", "waiting for form", "no show"},
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 10 {
		var b strings.Builder
		b.WriteString(header)
		n := 1 + random.IntN(60)
		for range n {
			for i, column := range cells {
				if i > 0 {
					b.WriteByte(',')
				}
				b.WriteString(column[random.IntN(len(column))])
			}
			b.WriteByte('\n')
		}
		b.WriteString("Zed Q,2026-11-23,12:00,neck,\n") // so that the file can be one
		dir := t.TempDir()
		told := map[int]bool{}
		s, err := Run(context.Background(), jobOf(t, b.String(), dir), func(r Result) { told[r.Row] = true })
		if err != nil {
			t.Fatal(err)
		}
		sum := s.Sheets() + s.Counts[Merged] + s.Counts[Skipped] + s.Counts[Held] + s.Counts[Failed]
		if s.Rows != n+1 || sum != n+1 || len(told) != n+1 || strings.Count(content(t, dir, ManifestName), `"row":`) != n+1 {
			t.Errorf("%d rows, %d, %d told, sum %d", n+1, s.Rows, len(told), sum)
		}
		if sheets := strings.Count(files(t, dir), ".pdf"); sheets != s.Sheets() {
			t.Errorf("%d files, %d sheets", sheets, s.Sheets())
		}
	}
}

// The manifest of a stranger is not overwritten, and names nothing outside the
// folder that could be removed.
func TestManifestsOfOthers(t *testing.T) {
	for _, text := range []string{`{"name": "web app"}`, `{"format":9,"rows":[]}`, `[]`, ``, `nonsense`} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ManifestName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Run(context.Background(), jobOf(t, day(1), dir), nil); err == nil {
			t.Errorf("%s was taken", text)
		}
		if files(t, dir) != ManifestName || content(t, dir, ManifestName) != text {
			t.Errorf("%s was touched: %s", text, files(t, dir))
		}
	}
	parent := t.TempDir()
	dir := filepath.Join(parent, "day")
	done(t, jobOf(t, day(1), dir))
	mine := filepath.Join(parent, "mine.pdf")
	for _, file := range []string{"../mine.pdf", mine} {
		if err := os.WriteFile(mine, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		text := fmt.Sprintf(`{"format":1,"rows":[{"row":7,"state":"made","file":%q}],"leftover":[{"file":%q}],"complete":true}`, file, file)
		if err := os.WriteFile(filepath.Join(dir, ManifestName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		job := jobOf(t, day(1), dir)
		job.Prune = true
		done(t, job)
		if !outfile.Exists(mine) {
			t.Fatalf("%s was removed", file)
		}
	}
}

// A manifest that was cut off does not stop the next run.
func TestACutManifest(t *testing.T) {
	dir := t.TempDir()
	done(t, jobOf(t, day(4), dir))
	whole := content(t, dir, ManifestName)
	for _, at := range []int{len(whole) / 2, len(whole) - 10, strings.Index(whole, "rows") + 10} {
		if err := os.WriteFile(filepath.Join(dir, ManifestName), []byte(whole[:at]), 0o600); err != nil {
			t.Fatal(err)
		}
		if s := done(t, jobOf(t, day(4), dir)); counted(s) != "4 unchanged" || content(t, dir, ManifestName) != whole {
			t.Errorf("cut at %d: %s\n%s", at, counted(s), content(t, dir, ManifestName))
		}
	}
}
