package batch

import (
	"errors"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
)

// lockName is the file whose lock keeps a second run out of a folder: both would
// print the same sheets and write one manifest. It stays there, empty: were it
// removed, a run that has it open and one that makes it anew would both hold it.
const lockName = ".lock"

// hold takes the lock of a folder until its Close. The system frees it with the
// process, so that a run that was killed stands in nobody's way.
func hold(dir string) (*flock.Flock, error) {
	path := filepath.Join(dir, lockName)
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() { // to open a pipe could take for ever
		return nil, unwritable(path, infile.ErrNotOrdinary)
	}
	lock := flock.New(path, flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	switch {
	case errors.Is(err, errors.ErrUnsupported): // some drives of a network know no locks, and are of use without
		return lock, nil
	case err != nil:
		return nil, unwritable(dir, err)
	case !held:
		return nil, diag.Errorf("%s: another batch is working in this folder", dir).
			WithHint("wait until it is done, then run the same again")
	}
	return lock, nil
}
