package batch

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killed is the folder into which a second process of this test writes until
// it is killed.
const killed = "AFTERCARE_TEST_KILLED"

const killedRows = 1500

// TestKilled kills a run that is at work, without a chance to tidy up. What is
// there under its own name is complete, and the same run again makes the rest.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killed); dir != "" {
		done(t, jobOf(t, day(killedRows), dir))
		return
	}
	dir, whole := t.TempDir(), t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestKilled$")
	child.Env = append(os.Environ(), killed+"="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	for tries := 0; len(sheetsIn(dir)) < 20 && tries < 3000; tries++ {
		time.Sleep(10 * time.Millisecond)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	there := sheetsIn(dir)
	if len(there) < 20 || len(there) == killedRows {
		t.Fatalf("it was killed after %d sheets", len(there))
	}
	for _, sheet := range there {
		if !strings.HasSuffix(content(t, dir, filepath.Base(sheet)), "%%EOF\n") {
			t.Errorf("%s is not complete", sheet)
		}
	}
	s := done(t, jobOf(t, day(killedRows), dir))
	if s.Counts[Unchanged] != len(there) || s.Sheets() != killedRows {
		t.Errorf("%d were there: %s", len(there), counted(s))
	}
	done(t, jobOf(t, day(killedRows), whole))
	if content(t, dir, ManifestName) != content(t, whole, ManifestName) || files(t, dir) != files(t, whole) {
		t.Error("it is not what a run in one piece makes")
	}
}

func sheetsIn(dir string) []string {
	sheets, _ := filepath.Glob(filepath.Join(dir, "*"+extension))
	return sheets
}
