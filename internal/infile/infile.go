// Package infile reads files that somebody else wrote: ordinary ones alone, and
// never more of one than is allowed. A pipe, a device or a file without an end
// could take for ever.
package infile

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// ErrNotOrdinary says of a name that it is no ordinary file, nor a link to one.
var ErrNotOrdinary = errors.New("this is no ordinary file")

// Stat is an ordinary file as it is now, behind links. The error is of the kind
// *fs.PathError.
func Stat(from fs.FS, name string) (fs.FileInfo, error) {
	info, err := fs.Stat(from, name)
	if err == nil && !info.Mode().IsRegular() {
		err = &fs.PathError{Op: "read", Path: name, Err: ErrNotOrdinary}
	}
	return info, err
}

// Read is the content of an ordinary file. Of one that has more than most bytes
// it takes one more, which shows whoever looks at it that it is too long.
func Read(from fs.FS, name string, most int64) ([]byte, error) {
	if _, err := Stat(from, name); err != nil {
		return nil, err
	}
	file, err := from.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most+1))
}

// System is the file system by the paths that a person types, which need not be
// as fs.ValidPath wants them.
var System fs.FS = system{}

type system struct{}

func (system) Open(path string) (fs.File, error)     { return os.Open(path) }
func (system) Stat(path string) (fs.FileInfo, error) { return os.Stat(path) }
