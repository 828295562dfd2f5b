package batch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aftercare/internal/outfile"
	"aftercare/internal/pdf"
)

// Old is a folder of sheets whose last day is over for long enough.
type Old struct {
	Dir    string
	Sheets int    // files that are removed
	Kept   string // why it stays, "" where it does not
}

// RemoveOld removes the folders in root that are called after days, DATE or
// DATE_DATE, of which the last is before oldest. It removes only what this
// program made: a folder in which anything else lies stays as it is, and links
// are not followed. A dry run says the same and removes nothing.
func RemoveOld(root string, oldest time.Time, dryRun bool) (all []Old, err error) {
	if info, err := os.Lstat(root); err != nil || !info.IsDir() {
		return nil, nil // nothing was made here, or it is a link
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, unwritable(root, err)
	}
	for _, entry := range entries {
		last, dated := lastDay(entry.Name())
		if !entry.IsDir() || !dated || last >= oldest.Format(time.DateOnly) {
			continue
		}
		old, err := removeOld(filepath.Join(root, entry.Name()), dryRun)
		if err != nil {
			return all, unwritable(old.Dir, err)
		}
		all = append(all, old)
	}
	return all, nil
}

// lastDay reads the name of a folder.
func lastDay(name string) (string, bool) {
	days := strings.Split(name, "_")
	for _, day := range days {
		if _, err := time.Parse(time.DateOnly, day); err != nil || len(days) > 2 {
			return "", false
		}
	}
	return days[len(days)-1], slices.IsSorted(days)
}

// removeOld removes one folder. The manifest goes when the sheets are gone, so
// that who is stopped can go on.
func removeOld(dir string, dryRun bool) (Old, error) {
	old := Old{Dir: dir}
	made, err := openManifest(dir)
	if made.close(); made == nil || err != nil {
		old.Kept = "it has no manifest of a batch"
		return old, nil
	}
	release := func() error { return nil }
	if !dryRun {
		lock, err := hold(dir)
		if err != nil {
			old.Kept = "a batch is working in it"
			return old, nil
		}
		release = lock.Close
		defer lock.Close()
		outfile.Sweep(dir)
	}
	sheets, records, ours, err := contents(dir)
	if err != nil || !ours {
		old.Kept = "a file in it was not made by aftercare, or was changed since"
		return old, err
	}
	if old.Sheets = len(sheets); dryRun {
		return old, nil
	}
	return old, remove(dir, append(sheets, records...), release)
}

// remove removes the files, then the lock and the folder. Some systems remove no
// file that is open, so the lock is released before.
func remove(dir string, files []string, release func() error) error {
	for _, path := range files {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	if err := release(); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(dir, lockName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Remove(dir)
}

// contents are the files in a folder, those with sheets and those that keep what
// is known of them, and whether all of them are ours.
func contents(dir string) (sheets, records []string, ours bool, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, false, err
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		switch entry.Name() {
		case lockName:
			continue
		case ManifestName, journalName:
			if records = append(records, path); entry.Type().IsRegular() {
				continue
			}
		}
		there, err := outfile.Read(path)
		if _, made := pdf.Made(there); err != nil || !made {
			return nil, nil, false, nil
		}
		sheets = append(sheets, path)
	}
	return sheets, records, true, nil
}
