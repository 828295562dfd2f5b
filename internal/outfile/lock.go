//go:build !windows

package outfile

import (
	"errors"
	"os"
	"syscall"
)

// rights says whether files have rights of their own here.
const rights = true

// noFollow and the rest of an open call: a link is refused, a pipe is not waited
// for.
const noFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK

// lock holds a file until it is closed; an error says that another one does.
// Some drives of a network know no locks: there everybody holds it.
func lock(file *os.File) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return err
	}
	return nil
}

// moved renames while the lock is held, so that nobody sweeps the file away
// between the two.
func (t Temp) moved(path string) error {
	err := os.Rename(t.Name(), path)
	return errors.Join(err, t.File.Close())
}

func remove(_ *os.File, path string) { os.Remove(path) }
