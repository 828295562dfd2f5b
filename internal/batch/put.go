package batch

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/outfile"
	"aftercare/internal/pdf"
)

// errOthers says that a file would have to give way that is not ours.
var errOthers = errors.New("there is another file of that name, which aftercare did not make")

// taken is what is wrong where a print job cannot be placed.
func taken(path string) diag.List {
	return diag.Errorf("%s: there is another file of that name, which is no print job that aftercare made", path).
		WithHint("name another file with --combined, or move that one away")
}

// combinedTitle is how the titles of print jobs begin; those of sheets do not.
const combinedTitle = "Handouts of "

// isCombined and isSheet say of a file that lies where one of ours is to lie
// whether it is of the same kind, so that it may give way. They go by what is in
// it, never by its name.
func isCombined(there []byte) bool {
	title, ours := pdf.Made(there)
	return ours && strings.HasPrefix(title, combinedTitle)
}

func isOurSheet(there []byte) bool {
	title, ours := pdf.Made(there)
	return ours && !strings.HasPrefix(title, combinedTitle)
}

// isSheet also knows one that a power cut has damaged, if it stands on record
// that there was one.
func (r *run) isSheet(file string) func(there []byte) bool {
	return func(there []byte) bool {
		return isOurSheet(there) || pdf.Cut(there) && r.onRecord(file)
	}
}

// onRecord says whether the manifest or the journal names a file.
func (r *run) onRecord(file string) bool {
	if r.announced[file] {
		return true
	}
	m, err := openManifest(r.Dir)
	if err != nil || m == nil {
		return false
	}
	defer m.close()
	for e := m.next(); e != nil; e = m.next() {
		if e.File == file {
			return true
		}
	}
	return false
}

// put places data under path unless it is there already. What lies there gives
// way only if it is ours; else the error is errOthers.
func (r *run) put(path string, data []byte, ours func(there []byte) bool) (State, error) {
	there, err := outfile.Read(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Made, r.write(path, data)
	case err != nil:
		return Failed, errOthers
	case bytes.Equal(there, data) && !r.Force:
		return Unchanged, r.keep(path, data)
	case !ours(there):
		return Failed, errOthers
	}
	return Replaced, r.write(path, data)
}

func (r *run) write(path string, data []byte) error {
	if r.DryRun {
		return nil
	}
	return r.Write(path, data)
}

// keep sees to it that nobody else can read a file that stays. One that belongs
// to somebody else is written anew.
func (r *run) keep(path string, data []byte) error {
	if r.DryRun || outfile.Keep(path) == nil {
		return nil
	}
	return r.Write(path, data)
}

// combinable refuses a print job that could not be placed, before any sheet is
// made.
func (r *run) combinable() error {
	if r.Combined == "" {
		return nil
	}
	folder := filepath.Dir(r.Combined)
	there, err := outfile.Read(r.Combined)
	switch gone := errors.Is(err, fs.ErrNotExist); {
	case err == nil && !isCombined(there), err != nil && !gone, gone && r.isRecord(r.Combined):
		return taken(r.Combined)
	case gone && !outfile.Exists(folder) && !outfile.SameFolder(folder, r.Dir):
		return diag.Errorf("%s: there is no folder %s", r.Combined, folder).WithHint("make the folder first")
	}
	return nil
}

// isRecord says whether a path is that of a file that keeps what is known of the
// folder. It may be there only later.
func (r *run) isRecord(path string) bool {
	switch filepath.Base(path) {
	case ManifestName, journalName, lockName:
		return outfile.SameFolder(filepath.Dir(path), r.Dir)
	}
	return false
}
