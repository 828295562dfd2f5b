// Package outfile writes files of patients: complete under their name or not
// there at all, and readable by their owner alone.
//
// A file is written under a temporary name and renamed. Who writes holds a lock
// on it that the system frees with the process, so that Sweep can tell what a
// killed program left behind from what another one is writing.
package outfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"aftercare/internal/infile"
)

// Exists says whether there is something at path, be it a broken link.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// SameFolder says whether two paths lead to one folder, be it there or not yet.
func SameFolder(a, b string) bool {
	one, err := os.Stat(a)
	other, err2 := os.Stat(b)
	if err == nil && err2 == nil {
		return os.SameFile(one, other)
	}
	a, err = filepath.Abs(a)
	b, err2 = filepath.Abs(b)
	return err == nil && err2 == nil && a == b
}

// Read is the content of the ordinary file at path. A link is not the file that
// it leads to: like a folder, it is an error.
func Read(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, notOrdinary(path)
	}
	return os.ReadFile(path)
}

func notOrdinary(path string) error {
	return &fs.PathError{Op: "open", Path: path, Err: infile.ErrNotOrdinary}
}

// Keep takes the rights on the file at path away from everybody but its owner,
// where others have any.
func Keep(path string) error {
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() || info.Mode().Perm()&0o077 == 0 || !rights {
		return err
	}
	return os.Chmod(path, 0o600)
}

// Write puts data under path in one step, mode 0600: nobody ever sees half a
// file under that name. It does not wait for the disk; after a power cut a
// file may be missing, and making it again repairs that.
func Write(path string, data []byte) error {
	temp, err := New(filepath.Dir(path))
	if err != nil {
		return err
	}
	if _, err = temp.Write(data); err != nil {
		temp.Drop()
		return err
	}
	return temp.Place(path)
}

// temporary is how the names of files begin that are not complete yet; digits
// follow.
const temporary = ".aftercare-"

// Temp is a file that has no name of its own yet, mode 0600.
type Temp struct{ *os.File }

// New makes a temporary file in a folder; "" is the system's for such files.
func New(dir string) (Temp, error) {
	for tries := 0; ; tries++ {
		file, err := os.CreateTemp(dir, temporary+"*")
		if err != nil {
			return Temp{}, err
		}
		if lock(file) == nil && isAt(file, file.Name()) || tries == mostTries {
			return Temp{file}, nil
		}
		file.Close() // swept away between the two steps
	}
}

const mostTries = 10

// isAt says whether an ordinary file is open that still has that name.
func isAt(file *os.File, path string) bool {
	open, err := file.Stat()
	if err != nil || !open.Mode().IsRegular() {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(open, there)
}

// Place closes the file and gives it its name, whatever had that name before. On
// error nothing is left of it.
func (t Temp) Place(path string) error {
	err := t.moved(path)
	if err != nil {
		os.Remove(t.Name())
	}
	return err
}

// Drop closes the file and removes it.
func (t Temp) Drop() {
	t.File.Close()
	os.Remove(t.Name())
}

// Append opens a file of notes to be added to, mode 0600; it is made where it is
// not there. What is no ordinary file, a link say, is an error.
func Append(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY|noFollow, 0o600)
	if err != nil {
		return nil, err
	}
	if !isAt(file, path) {
		file.Close()
		return nil, notOrdinary(path)
	}
	return file, nil
}

// Sweep removes the temporary files that killed programs left in a folder. It
// goes by what their names begin with and leaves alone what somebody writes.
func Sweep(dir string) {
	if dir == "" {
		dir = os.TempDir()
	}
	entries, _ := os.ReadDir(dir) // what cannot be listed cannot be swept
	for _, entry := range entries {
		number, ours := strings.CutPrefix(entry.Name(), temporary)
		if ours && number != "" && strings.Trim(number, "0123456789") == "" && entry.Type().IsRegular() {
			sweep(filepath.Join(dir, entry.Name()))
		}
	}
}

func sweep(path string) {
	file, err := os.OpenFile(path, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return
	}
	defer file.Close()
	if lock(file) == nil && isAt(file, path) {
		remove(file, path)
	}
}
