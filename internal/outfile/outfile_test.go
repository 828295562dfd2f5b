package outfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"aftercare/internal/infile"
	"aftercare/internal/outfile"
)

func TestWriteThenRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "handout.pdf")
	if _, err := outfile.Read(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for _, data := range []string{"first", "other", ""} {
		if err := outfile.Write(path, []byte(data)); err != nil {
			t.Fatal(err)
		}
		if there, err := outfile.Read(path); err != nil || string(there) != data {
			t.Errorf("%q was written, and there is %q, %v", data, there, err)
		}
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
	if _, err := outfile.Read(inTheWay); !errors.Is(err, infile.ErrNotOrdinary) {
		t.Errorf("a folder was read: %v", err)
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
				if data, err := outfile.Read(path); err != nil || len(data) != 1<<16 || len(bytes.Trim(data, string(data[:1]))) > 0 {
					t.Error("half a file was seen", err)
				}
			}
		})
	}
	wait.Wait()
}

// TestSweep removes what a killed program left, by the beginning of its name and
// whatever the folder is called, and nothing that somebody is writing or that is
// called otherwise.
func TestSweep(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "[x]*")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	writing, err := outfile.New(folder)
	if err != nil {
		t.Fatal(err)
	}
	dead, stays := ".aftercare-123", []string{".aftercare-notes", ".aftercare-", "aftercare-123", "x.aftercare-1", filepath.Base(writing.Name())}
	for _, name := range append(stays, dead) {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, ".aftercare-7"), 0o700); err != nil {
		t.Fatal(err)
	}
	outfile.Sweep(folder)
	for _, name := range append(stays, ".aftercare-7") {
		if !outfile.Exists(filepath.Join(folder, name)) {
			t.Errorf("%s is gone", name)
		}
	}
	if outfile.Exists(filepath.Join(folder, dead)) {
		t.Error("what a killed program left is still there")
	}
	if err := writing.Place(filepath.Join(folder, "a.pdf")); err != nil {
		t.Error(err)
	}
}

// Whoever sweeps again and again takes nothing from those who write.
func TestSweepingWhileOthersWrite(t *testing.T) {
	folder := t.TempDir()
	var wait sync.WaitGroup
	done := make(chan bool)
	for i := range 4 {
		wait.Go(func() {
			for range 300 {
				if err := outfile.Write(filepath.Join(folder, string(rune('a'+i))), []byte("x")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	go func() { wait.Wait(); close(done) }()
	for {
		select {
		case <-done:
			return
		default:
			outfile.Sweep(folder)
		}
	}
}

func TestAppend(t *testing.T) {
	folder := t.TempDir()
	path, link := filepath.Join(folder, "notes"), filepath.Join(folder, "link")
	for range 2 {
		f, err := outfile.Append(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("x"); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	if there, err := outfile.Read(path); err != nil || string(there) != "xx" {
		t.Errorf("%q %v", there, err)
	}
	if err := os.Symlink("notes", link); err != nil {
		t.Skip("no links here")
	}
	if f, err := outfile.Append(link); err == nil {
		f.Close()
		t.Error("a link was followed")
	}
	if _, err := outfile.Read(link); !errors.Is(err, infile.ErrNotOrdinary) {
		t.Errorf("a link was read: %v", err)
	}
}

func TestKeep(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := outfile.Keep(path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); runtime.GOOS != "windows" && (err != nil || info.Mode().Perm() != 0o600) {
		t.Errorf("%v %v", info.Mode(), err)
	}
}
