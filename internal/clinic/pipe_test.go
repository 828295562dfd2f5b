//go:build !windows

package clinic

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aftercare/internal/diag"
)

// A pipe, a device or a link to one is no logo.
func TestALogoThatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, "pipe.svg"), 0o600); err != nil {
		t.Skip("no pipes here")
	}
	if err := os.Symlink("/dev/zero", filepath.Join(dir, "zero.svg")); err != nil {
		t.Skip("no links here")
	}
	for _, name := range []string{"pipe.svg", "zero.svg"} {
		_, found := readLogo(os.DirFS(dir), name, diag.Position{File: "clinic.toml"})
		if found.Err() == nil || !strings.Contains(found.Error(), "no ordinary file") {
			t.Errorf("%s: %v", name, found)
		}
	}
}
