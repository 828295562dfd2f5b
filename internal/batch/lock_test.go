package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/diag"
)

// A run that begins while another makes or prints sheets is refused in words,
// and disturbs nothing: each sheet is printed once.
func TestTwoRunsInOneFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "day")
	other := strings.Replace(visits, "neck", "hip", 1)
	refused := func(when string) {
		late := &paper{}
		job := jobOf(t, other, dir)
		job.Press = late.press()
		s, err := Run(t.Context(), job, func(Result) { t.Error("a row was made") })
		list, told := err.(diag.List)
		if s != nil || !told || err.Error() != dir+": another batch is working in this folder" || list[0].Hint == "" {
			t.Errorf("while it %s: %v, %v", when, s, err)
		}
		if len(late.files) > 0 {
			t.Errorf("while it %s: printed %s", when, late)
		}
	}
	first := &paper{onto: func(Sheet) {
		before := times(t, dir)
		refused("prints")
		if after := times(t, dir); after != before {
			t.Errorf("%s\n%s", before, after)
		}
	}}
	job := jobOf(t, visits, dir)
	job.Press = first.press()
	if _, err := Run(t.Context(), job, func(Result) { refused("makes") }); err != nil {
		t.Fatal(err)
	}
	if first.String() != "0800-1 0900-2 1000-3" {
		t.Error(first)
	}
	expect(t, jobOf(t, visits, dir), "")
	if text := content(t, dir, ManifestName); strings.Contains(text, lockName) {
		t.Error(text)
	}
}

// A dry run writes nothing, so it may look on.
func TestADryRunBesideAnother(t *testing.T) {
	dir := t.TempDir()
	job := jobOf(t, visits, dir)
	job.Press = (&paper{onto: func(Sheet) {
		dry := jobOf(t, visits, dir)
		dry.DryRun = true
		done(t, dry)
	}}).press()
	if s := done(t, job); s.Printing.Done != 3 {
		t.Errorf("%+v", s.Printing)
	}
}

// A lock that nobody holds, and a run that ended in an error, stop no other.
func TestALockThatIsLeft(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, lockName), []byte("4711"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ManifestName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Run(t.Context(), jobOf(t, visits, dir), nil); err == nil {
		t.Error("the manifest of a stranger was taken")
	}
	if err := os.Remove(filepath.Join(dir, ManifestName)); err != nil {
		t.Fatal(err)
	}
	expect(t, jobOf(t, visits, dir), "0800-1 0900-2 1000-3")
}

// A lock that is a link or a pipe is none of ours: neither is followed or waited
// for.
func TestALockThatIsNoFile(t *testing.T) {
	for _, link := range []string{filepath.Join(t.TempDir(), "elsewhere"), os.DevNull} {
		dir := t.TempDir()
		if err := os.Symlink(link, filepath.Join(dir, lockName)); err != nil {
			t.Skip("no links here")
		}
		if s, err := Run(t.Context(), jobOf(t, visits, dir), nil); s != nil || err == nil {
			t.Errorf("%s: %v", link, err)
		}
		if files(t, dir) != lockName {
			t.Error(files(t, dir))
		}
	}
}
