package outfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"aftercare/internal/outfile"
)

func TestWriteThenSame(t *testing.T) {
	path := filepath.Join(t.TempDir(), "handout.pdf")
	if outfile.Same(path, nil) {
		t.Error("a file that is not there is the same as nothing")
	}
	for _, data := range []string{"first", "other", ""} {
		if err := outfile.Write(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
		if !outfile.Same(path, []byte(data)) {
			t.Errorf("%q was written and is not there", data)
		}
	}
	if outfile.Same(path, []byte("first")) {
		t.Error("another content is the same")
	}
}

func TestFilesAreTheirOwnersAlone(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there the folder says who may read")
	}
	path := filepath.Join(t.TempDir(), "handout.pdf")
	if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := outfile.Write(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

func TestNothingIsLeftOfAFileThatCannotBeWritten(t *testing.T) {
	folder := t.TempDir()
	if err := outfile.Write(filepath.Join(folder, "missing", "handout.pdf"), nil); err == nil {
		t.Error("written into a folder that is not there")
	}
	inTheWay := filepath.Join(folder, "handout.pdf")
	if err := os.MkdirAll(filepath.Join(inTheWay, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := outfile.Write(inTheWay, []byte("x")); err == nil {
		t.Error("a folder was replaced by a file")
	}
	if outfile.Same(inTheWay, []byte("x")) {
		t.Error("a folder is the same as a file")
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Whoever reads while others write sees one whole file.
func TestWritersNeverShowHalfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "handout.pdf")
	contents := [][]byte{bytes.Repeat([]byte("a"), 1<<16), bytes.Repeat([]byte("b"), 1<<16)}
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for range 20 {
				if err := outfile.Write(path, contents[i%2]); err != nil {
					t.Error(err)
				}
				if !outfile.Same(path, contents[0]) && !outfile.Same(path, contents[1]) {
					// Another may have come between the two looks.
					if data, err := os.ReadFile(path); err != nil || len(data) != 1<<16 || len(bytes.Trim(data, string(data[:1]))) > 0 {
						t.Error("half a file was seen", err)
					}
				}
			}
		})
	}
	wait.Wait()
}
