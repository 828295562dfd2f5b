package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/internal/outfile"
)

// TestRemoveOld: of the folders of days that are over for long enough those go in
// which nothing lies but what was made.
func TestRemoveOld(t *testing.T) {
	root := t.TempDir()
	fill := func(name string) string {
		dir := filepath.Join(root, name)
		job := jobOf(t, day(2), dir)
		job.Combined = filepath.Join(dir, "day.pdf")
		done(t, job)
		return dir
	}
	for _, name := range []string{"2026-11-01", "2026-10-28_2026-11-02", "2026-11-09", "2026-11-23", "other", "2026-13-01", "2026-11-01_2026-11-02_x"} {
		fill(name)
	}
	damage := map[string]func(dir string) error{
		"2026-09-01": func(dir string) error { return os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600) },
		"2026-09-02": func(dir string) error { return os.Mkdir(filepath.Join(dir, "more"), 0o700) },
		"2026-09-03": func(dir string) error { return os.Symlink(root, filepath.Join(dir, "link.pdf")) },
		"2026-09-04": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, "0800-1-dry-needling.pdf"), []byte("%PDF-1.4 signed %%EOF\n"), 0o600)
		},
		"2026-09-05": func(dir string) error { return os.Remove(filepath.Join(dir, ManifestName)) },
		"2026-09-06": func(dir string) error { return os.WriteFile(filepath.Join(dir, ManifestName), []byte("{}"), 0o600) },
	}
	for name, harm := range damage {
		if err := harm(fill(name)); err != nil {
			t.Fatal(err)
		}
	}
	outside := filepath.Join(t.TempDir(), "2026-08-01")
	done(t, jobOf(t, day(1), outside))
	if err := os.Symlink(outside, filepath.Join(root, "2026-08-01")); err != nil {
		t.Skip("no links here")
	}
	before := files(t, root)
	oldest := time.Date(2026, 11, 9, 8, 0, 0, 0, time.UTC)
	for _, dry := range []bool{true, false} {
		all, err := RemoveOld(root, oldest, dry)
		if err != nil || len(all) != 2+len(damage) {
			t.Fatalf("%+v %v", all, err)
		}
		for _, old := range all {
			harmed := damage[filepath.Base(old.Dir)] != nil
			if harmed != (old.Kept != "") || !harmed && old.Sheets != 3 {
				t.Errorf("%+v", old)
			}
		}
		if dry && files(t, root) != before {
			t.Error("a dry run has removed something")
		}
	}
	gone := strings.NewReplacer("2026-11-01 ", "", "2026-10-28_2026-11-02 ", "").Replace(before)
	if got := files(t, root); got != gone || !outfile.Exists(filepath.Join(outside, "0800-1-dry-needling.pdf")) {
		t.Errorf("%s\nnot\n%s", got, gone)
	}
	// Where another batch works, or the root is a link, nothing goes.
	busy := fill("2026-07-01")
	lock, err := hold(busy)
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Close()
	if all, err := RemoveOld(root, oldest, false); err != nil || !outfile.Exists(filepath.Join(busy, ManifestName)) || len(all) == 0 {
		t.Errorf("%+v %v", all, err)
	}
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(root, link); err != nil {
		t.Fatal(err)
	}
	if all, err := RemoveOld(link, oldest, false); all != nil || err != nil {
		t.Errorf("%+v %v", all, err)
	}
	if all, err := RemoveOld(filepath.Join(root, "none"), oldest, false); all != nil || err != nil {
		t.Errorf("%+v %v", all, err)
	}
}
