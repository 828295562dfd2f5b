package appointments

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"aftercare/internal/infile"
)

// ErrNoExport says of a folder that no file in it is an export.
var ErrNoExport = errors.New("no export has been put into the folder yet")

// exportEndings are those of files that appointments are exported to.
var exportEndings = []string{".csv", ".ics", ".ods", ".tab", ".tsv", ".txt", ".vcs", ".xls", ".xlsm", ".xlsx"}

// isExport leaves out what hides and what programs keep beside a file that is
// open or half written: "~$day.xlsx", ".day.csv". What a browser has not yet
// wholly downloaded has an ending of its own.
func isExport(name string) bool {
	return !strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "~") &&
		slices.Contains(exportEndings, strings.ToLower(path.Ext(name)))
}

// Newest finds the newest export in a folder. Who looks again and again does it
// with the same one, which remembers what it saw first. The zero value is ready.
type Newest struct {
	ahead map[string]time.Time // when files with a date to come are taken to be written, by stamp
}

// Find is the newest export as it is now; ErrNoExport where there is none.
func (n *Newest) Find(folder fs.FS, now time.Time) (fs.FileInfo, error) {
	all, err := n.All(folder, now)
	if err != nil {
		return nil, err
	}
	return all[0], nil
}

// All are the exports as they are now, the newest first, by when they were
// written, of those of one moment the last by name; ErrNoExport where there is
// none.
func (n *Newest) All(folder fs.FS, now time.Time) ([]fs.FileInfo, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	var all []fs.FileInfo
	for _, entry := range entries {
		if !isExport(entry.Name()) {
			continue
		}
		// What lies there may be a link. Who is not there any more is no export.
		if info, err := infile.Stat(folder, entry.Name()); err == nil {
			all = append(all, info)
		}
	}
	if len(all) == 0 {
		return nil, ErrNoExport
	}
	slices.SortFunc(all, func(b, a fs.FileInfo) int {
		return cmp.Or(n.Written(a, now).Compare(n.Written(b, now)), cmp.Compare(a.Name(), b.Name()))
	})
	return all, nil
}

// mostAhead is by how much the clock of a computer may be wrong.
const mostAhead = 24 * time.Hour

// Written is when a file was, as far as its date can be: one that is still to
// come would be the newest for ever. Such a file was written when it was seen
// first, by a computer whose clock is ahead; a date that no clock has says
// nothing, and is zero. Both hold while the file is as it is, whatever the time
// becomes.
func (n *Newest) Written(info fs.FileInfo, now time.Time) time.Time {
	stamp := fmt.Sprintf("%q %d %d", info.Name(), info.Size(), info.ModTime().UnixNano())
	if at, known := n.ahead[stamp]; known {
		return at
	}
	at := info.ModTime()
	if !at.After(now) {
		return at
	}
	if at = now; info.ModTime().Sub(now) > mostAhead {
		at = time.Time{}
	}
	if n.ahead == nil {
		n.ahead = map[string]time.Time{}
	}
	n.ahead[stamp] = at
	return at
}
