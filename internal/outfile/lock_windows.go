package outfile

import (
	"os"
)

// rights says whether files have rights of their own here: the folder has.
const rights = false

const noFollow = 0

// lock does nothing: Windows removes no file that somebody has open.
func lock(*os.File) error { return nil }

// moved closes first: Windows renames no file that is open.
func (t Temp) moved(path string) error {
	if err := t.File.Close(); err != nil {
		return err
	}
	return os.Rename(t.Name(), path)
}

// remove closes first: Windows removes no file that is open.
func remove(file *os.File, path string) {
	file.Close()
	os.Remove(path)
}
