// Package outfile writes files of patients: complete under their name or not
// there at all, and readable by their owner alone.
package outfile

import (
	"bytes"
	"os"
	"path/filepath"
)

// Exists says whether there is something at path, be it a broken link.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Same says whether the file at path holds exactly data.
func Same(path string, data []byte) bool {
	info, err := os.Stat(path)
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	there, err := os.ReadFile(path)
	return err == nil && bytes.Equal(there, data)
}

// Write puts data under path in one step, mode 0600: nobody ever sees half a
// file under that name. It does not wait for the disk; after a power cut a
// file may be missing, and making it again repairs that.
func Write(path string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), ".aftercare-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
	}
	return err
}
