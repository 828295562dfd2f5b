package batch

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/appointments"
	"aftercare/internal/outfile"
)

// killAfter carries out a job as far as a run comes that is killed when n rows
// are done: neither the manifest nor the journal is put in order.
func killAfter(t *testing.T, job Job, n int) {
	t.Helper()
	lock, err := prepare(job.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	r, err := begin(job)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	seen := 0
	for range r.results(ctx) {
		if seen++; seen == n {
			stop()
		}
	}
	r.journal.close()
	r.ledger.file.File.Close()
}

// sheets are the names of the PDFs in a folder, and those of the manifest's rows.
func sheets(t *testing.T, dir string) (there, rows []string) {
	t.Helper()
	for _, name := range strings.Fields(files(t, dir)) {
		if strings.HasSuffix(name, extension) {
			there = append(there, name)
		}
	}
	m, err := openManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	for e := m.next(); e != nil; e = m.next() {
		if e.File != "" {
			rows = append(rows, e.File)
		}
	}
	slices.Sort(rows)
	return there, rows
}

// TestTheSheetsOfAKilledRun: whatever a run made that was killed, the next one of
// a changed export knows it, and no second sheet with the wrong time lies there.
func TestTheSheetsOfAKilledRun(t *testing.T) {
	dir := t.TempDir()
	killAfter(t, jobOf(t, day(40), dir), 40)
	changed := strings.Replace(day(40), "2026-11-23,08:03", "2026-11-23,17:03", 1)
	const wrong = "0803-4-dry-needling.pdf"
	if !outfile.Exists(filepath.Join(dir, wrong)) || outfile.Exists(filepath.Join(dir, ManifestName)) {
		t.Fatal(files(t, dir))
	}
	// A second one that is killed, too, forgets nothing.
	killAfter(t, jobOf(t, changed, dir), 10)
	s := done(t, jobOf(t, changed, dir))
	if len(s.Leftover) != 1 || s.Leftover[0].File != wrong || !s.Leftover[0].Removed {
		t.Errorf("%+v", s.Leftover)
	}
	if there, rows := sheets(t, dir); !slices.Equal(there, rows) || len(rows) != 40 {
		t.Errorf("there are\n%v\nand on record\n%v", there, rows)
	}
	if got := files(t, dir); strings.Contains(got, journalName) || strings.Contains(got, ".aftercare-") {
		t.Error(got)
	}
}

// In doubt the sheets of a killed run stay, and stay known.
func TestTheSheetsOfAKilledRunInDoubt(t *testing.T) {
	dir := t.TempDir()
	killAfter(t, jobOf(t, day(6), dir), 6)
	held := strings.Replace(day(6), "08:03,left knee,", "09:03,left knee,waiting for form", 1)
	held = strings.Replace(held, "08:03,jaw,", "09:03,jaw,waiting for form", 1)
	for range 2 {
		s := done(t, jobOf(t, held, dir))
		if s.Counts[Held] != 1 || len(s.Leftover) != 1 || s.Leftover[0].Removed || s.Leftover[0].Kept == "" {
			t.Errorf("%s, %+v", counted(s), s.Leftover)
		}
	}
	part := t.TempDir()
	killAfter(t, jobOf(t, day(6), part), 6)
	o := reading(t)
	o.Rows = append(o.Rows, struct{ First, Last int }{1, 2})
	job := jobOf(t, day(6), part)
	job.Rows, job.Selection, job.Prune = importing(t, day(6), o).Rows(), "--rows 1-2", true
	if s := done(t, job); len(s.Leftover) > 0 || strings.Count(files(t, part), extension) != 6 {
		t.Errorf("of a part: %+v, %s", s.Leftover, files(t, part))
	}
	if s := done(t, jobOf(t, day(6), part)); counted(s) != "6 unchanged" || len(s.Leftover) > 0 {
		t.Errorf("of all again: %s, %+v", counted(s), s.Leftover)
	}
}

// What a journal names and somebody else has put there stays.
func TestAJournalNamesOnlySheets(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "day")
	done(t, jobOf(t, day(2), dir))
	mine := filepath.Join(parent, "mine.pdf")
	for _, path := range []string{mine, filepath.Join(dir, "mine.pdf")} {
		if err := os.WriteFile(path, []byte("%PDF-1.4 of somebody %%EOF"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	text := `{"names":["../mine.pdf","mine.pdf","manifest.json",".lock",""]}` + "\nnonsense\n[1]\n"
	if err := os.WriteFile(filepath.Join(dir, journalName), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	job := jobOf(t, day(2), dir)
	job.Prune = true
	s := done(t, job)
	if len(s.Leftover) != 1 || s.Leftover[0].Kept != keptChanged {
		t.Errorf("%+v", s.Leftover)
	}
	if got := files(t, parent) + " " + files(t, dir); got != "day mine.pdf .lock 0800-1-dry-needling.pdf 0801-2-dry-needling.pdf manifest.json mine.pdf" {
		t.Error(got)
	}
}

// A journal that leads elsewhere is not followed.
func TestAJournalThatIsALink(t *testing.T) {
	dir, other := t.TempDir(), filepath.Join(t.TempDir(), "other")
	if err := os.WriteFile(other, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other, filepath.Join(dir, journalName)); err != nil {
		t.Skip("no links here")
	}
	if _, err := Run(t.Context(), jobOf(t, day(1), dir), func(Result) {}); err == nil {
		t.Error("the link was followed")
	}
	if text, _ := os.ReadFile(other); string(text) != "x" {
		t.Errorf("it is %q now", text)
	}
}

// FuzzJournal: whatever stands in a journal, reading it ends, and it names
// nothing outside its folder.
func FuzzJournal(f *testing.F) {
	for _, text := range []string{
		`{"names":["0800-1.pdf","../x.pdf"],"selection":"--rows 1"}`, `{"row":1,"sha256":"a","printed":"2026-11-23T07:00:00Z"}{"row":2}`,
		"\x00\x00\n{}", `{"names":"a"}`, "[[[\n[", `{"names":["a.pdf"`, "",
	} {
		f.Add([]byte(text))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, journalName), text, 0o600); err != nil {
			t.Fatal(err)
		}
		notes := readJournal(dir)
		for name := range namesIn(notes) {
			if !isSheet(name) {
				t.Errorf("it names %q", name)
			}
		}
		for _, n := range printsIn(notes) {
			if n.Printed.IsZero() {
				t.Errorf("%+v", n)
			}
		}
	})
}

// TestFilesOfOthers: neither a sheet nor a print job takes the place of a file
// that is not ours, whatever it is called.
func TestFilesOfOthers(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "0800-1-dry-needling.pdf"), filepath.Join(dir, "0801-2-dry-needling.pdf")
	const theirs = "%PDF-1.4 an invoice %%EOF\n"
	if err := os.WriteFile(first, []byte(theirs), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(first, second); err != nil {
		t.Skip("no links here")
	}
	for _, force := range []bool{false, true} {
		job := jobOf(t, day(3), dir)
		job.Force = force
		s := done(t, job)
		if s.Counts[Failed] != 2 || s.Sheets() != 1 || !strings.Contains(s.Groups[0].Reason, "did not make") || s.Groups[0].Hint == "" {
			t.Errorf("%s: %+v", counted(s), s.Groups)
		}
		if link, err := os.Readlink(second); content(t, dir, filepath.Base(first)) != theirs || link != first || err != nil {
			t.Fatal("it was replaced")
		}
	}
	if err := errors.Join(os.Remove(first), os.Remove(second)); err != nil {
		t.Fatal(err)
	}
	if s := done(t, jobOf(t, day(3), dir)); s.Sheets() != 3 {
		t.Error(counted(s))
	}
}

// A print job gives way to nothing but a print job, which is known before any
// sheet is made.
func TestCombinedSparesFilesOfOthers(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	export := filepath.Join(elsewhere, "src.csv")
	if err := os.WriteFile(export, []byte(day(2)), 0o600); err != nil {
		t.Fatal(err)
	}
	done(t, jobOf(t, day(1), elsewhere))
	for _, to := range []string{
		export, filepath.Join(elsewhere, ManifestName), filepath.Join(dir, ManifestName), filepath.Join(dir, lockName),
		filepath.Join(dir, journalName), filepath.Join(elsewhere, "0800-1-dry-needling.pdf"), filepath.Join(elsewhere, "none", "day.pdf"), elsewhere,
	} {
		before, _ := os.ReadFile(to)
		job := jobOf(t, day(2), dir)
		job.Combined = to
		if s, err := Run(t.Context(), job, func(Result) {}); err == nil || s != nil {
			t.Errorf("%s: %v", to, err)
		}
		if after, _ := os.ReadFile(to); string(after) != string(before) || strings.Contains(files(t, dir), extension) {
			t.Errorf("%s was touched, or sheets were made: %s", to, files(t, dir))
		}
	}
	job := jobOf(t, day(2), dir)
	job.Combined = filepath.Join(dir, "day.pdf")
	if s := done(t, job); s.Combined.State != Made {
		t.Errorf("%+v", s.Combined)
	}
	job = jobOf(t, day(3), dir)
	job.Combined = filepath.Join(dir, "day.pdf")
	if s := done(t, job); s.Combined.State != Replaced {
		t.Errorf("%+v", s.Combined)
	}
	// In the folder of the sheets it is no sheet: they do not take its place.
	job = jobOf(t, day(1), dir)
	job.Name = named(t, "day")
	if s := done(t, job); s.Counts[Failed] != 1 {
		t.Error(counted(s))
	}
}

// An unchanged sheet is its owner's alone, as a new one is.
func TestAnUnchangedSheetIsPrivate(t *testing.T) {
	dir := t.TempDir()
	job := jobOf(t, day(1), dir)
	job.Combined = filepath.Join(dir, "day.pdf")
	done(t, job)
	for _, name := range []string{"0800-1-dry-needling.pdf", "day.pdf"} {
		if err := os.Chmod(filepath.Join(dir, name), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	job = jobOf(t, day(1), dir)
	job.Combined = filepath.Join(dir, "day.pdf")
	if s := done(t, job); counted(s) != "1 unchanged" || s.Combined.State != Unchanged {
		t.Error(counted(s))
	}
	for _, name := range []string{"0800-1-dry-needling.pdf", "day.pdf"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

// A sheet that a power cut has damaged is made again; what somebody put in its
// place is not taken for one.
func TestADamagedSheet(t *testing.T) {
	dir := t.TempDir()
	done(t, jobOf(t, day(2), dir))
	name := "0801-2-dry-needling.pdf"
	whole := content(t, dir, name)
	for text, want := range map[string]string{
		"": "1 replaced, 1 unchanged", "\x00\x00\x00": "1 replaced, 1 unchanged", whole[:100]: "1 replaced, 1 unchanged",
		whole[:len(whole)-3]: "1 replaced, 1 unchanged", "a,b\n": "1 unchanged, 1 failed", whole + "notes": "1 unchanged, 1 failed",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if s := done(t, jobOf(t, day(2), dir)); counted(s) != want {
			t.Errorf("%.20q: %s, not %s", text, counted(s), want)
		}
		os.Remove(filepath.Join(dir, name))
		done(t, jobOf(t, day(2), dir))
	}
}

// TestPruneInDoubt: damaged and foreign exports never remove a sheet.
func TestPruneInDoubt(t *testing.T) {
	table := day(8)
	lines := strings.SplitAfter(table, "\n")
	short := strings.Join(lines[:8], "")
	var other strings.Builder
	other.WriteString(header)
	for i := range 7 {
		fmt.Fprintf(&other, "Other %s,2026-11-23,08:%02d,jaw,\n", letters(i), 30+i)
	}
	for name, c := range map[string]struct {
		table string
		want  int // sheets that are gone
	}{
		"a row less":                       {short, 1},
		"cancelled":                        {strings.Replace(table, lines[3], strings.TrimSuffix(lines[3], "\n")+"cancelled\n", 1), 1},
		"another time":                     {strings.Replace(table, "08:07", "18:07", 1), 1},
		"a row less, and one that is held": {strings.Replace(short, lines[3], strings.TrimSuffix(lines[3], "\n")+"waiting for form\n", 1), 0},
		"a row less, and one that fails":   {strings.Replace(short, "2026-11-23,08:02", "2026-11-31,08:02", 1), 0},
		"half of it":                       {strings.Join(lines[:4], ""), 0},
		"another export":                   {other.String(), 0},
	} {
		dir := t.TempDir()
		done(t, jobOf(t, table, dir))
		before, _ := sheets(t, dir)
		for range 2 { // also when the manifest is of that export already
			job := jobOf(t, c.table, dir)
			job.Prune = true
			done(t, job)
		}
		gone := 0
		for _, sheet := range before {
			if !outfile.Exists(filepath.Join(dir, sheet)) {
				gone++
			}
		}
		if gone != c.want {
			t.Errorf("%s: %d sheets are gone, not %d", name, gone, c.want)
		}
	}
}

// A run that was stopped could not know whether the export was another one.
func TestPruneAfterAStop(t *testing.T) {
	for name, c := range map[string]struct {
		table string
		want  int
	}{
		"a newer one": {strings.Replace(day(60), "08:50", "18:50", 1), 60},
		"another one": {strings.ReplaceAll(strings.ReplaceAll(day(60), "Pat Q", "Tom R"), ",08:", ",11:"), 120},
	} {
		dir := t.TempDir()
		done(t, jobOf(t, day(60), dir))
		ctx, stop := context.WithCancel(t.Context())
		job := jobOf(t, c.table, dir)
		job.Workers = 1
		if _, err := Run(ctx, job, func(r Result) {
			if r.Row == 5 {
				stop()
			}
		}); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		job = jobOf(t, c.table, dir)
		job.Prune = true
		done(t, job)
		if there, _ := sheets(t, dir); len(there) != c.want {
			t.Errorf("%s: there are %d sheets, not %d", name, len(there), c.want)
		}
		stop()
	}
}

// A file that could not be read to its end removes nothing.
func TestPruneOfAFileThatBreaksOff(t *testing.T) {
	dir := t.TempDir()
	done(t, jobOf(t, day(8), dir))
	job := jobOf(t, day(7), dir)
	rows := job.Rows
	job.Prune = true
	job.Rows = func(yield func(appointments.Row, error) bool) {
		for r, err := range rows {
			if r.Record == 4 {
				err = errors.New("it breaks off")
			}
			if !yield(r, err) || err != nil {
				return
			}
		}
	}
	if _, err := Run(t.Context(), job, func(Result) {}); err == nil {
		t.Error("nobody was told")
	}
	if there, _ := sheets(t, dir); len(there) != 8 {
		t.Error(there)
	}
}

// What killed runs left of files that were not complete yet goes, in the folder of
// the sheets, whatever that is called, and in that of the print job.
func TestHalvesOfKilledRuns(t *testing.T) {
	dir, elsewhere := filepath.Join(t.TempDir(), "[x]*"), t.TempDir()
	done(t, jobOf(t, day(1), dir))
	writing, err := outfile.New(elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	defer writing.Drop()
	for _, where := range []string{dir, elsewhere} {
		if err := os.WriteFile(filepath.Join(where, ".aftercare-4711"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	job := jobOf(t, day(1), dir)
	job.Combined = filepath.Join(elsewhere, "day.pdf")
	done(t, job)
	if got := files(t, dir) + " " + files(t, elsewhere); strings.Contains(got, "4711") || !strings.Contains(got, filepath.Base(writing.Name())) {
		t.Error(got)
	}
}
