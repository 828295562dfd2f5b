package infile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a")
	if err := os.WriteFile(path, []byte("abcdef"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("a", filepath.Join(dir, "link")); err != nil {
		t.Skip("no links here")
	}
	for name, want := range map[string]string{path: "abcdef", filepath.Join(dir, "link"): "abcdef"} {
		if got, err := Read(System, name, 6); err != nil || string(got) != want {
			t.Errorf("%s: %q %v", name, got, err)
		}
	}
	if got, err := Read(os.DirFS(dir), "a", 3); err != nil || string(got) != "abcd" {
		t.Errorf("too long: %q %v", got, err)
	}
	if _, err := Read(System, filepath.Join(dir, "none"), 6); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

// TestOthersAreRefused: to open a pipe waits for somebody to write, and
// /dev/zero has no end.
func TestOthersAreRefused(t *testing.T) {
	for _, name := range []string{t.TempDir(), os.DevNull, "/dev/zero"} {
		if _, err := os.Stat(name); err != nil {
			continue
		}
		var of *fs.PathError
		if _, err := Read(System, name, 6); !errors.Is(err, ErrNotOrdinary) || !errors.As(err, &of) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
