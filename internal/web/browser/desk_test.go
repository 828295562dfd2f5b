//go:build browser

// Package browser is the page at the desk as a person has it: the program
// itself, a real Chromium, a mouse and a keyboard. .ci/browser runs it.
package browser

import (
	"bytes"
	"encoding/csv"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var program = flag.String("program", "", "the aftercare to test, a `file`; it is built with -tags clock")

const examples = "../../../examples/"

// patience is how long a test takes at most, unless it says otherwise.
const patience = 20 * time.Second

// desk is the program while it serves the page.
type desk struct {
	t       *testing.T
	program *exec.Cmd
	said    string // the file that it writes to
}

// serve starts the program as a person would, and stops it after the test.
func serve(t *testing.T, args ...string) *desk {
	t.Helper()
	return serveIn(t, "", args...)
}

// serveIn starts it in a folder.
func serveIn(t *testing.T, folder string, args ...string) *desk {
	t.Helper()
	return serveAt(t, morning, folder, args...)
}

// serveAt starts it in a folder as if it were then.
func serveAt(t *testing.T, now time.Time, folder string, args ...string) *desk {
	t.Helper()
	d := &desk{t: t, said: filepath.Join(t.TempDir(), "said")}
	said, err := os.Create(d.said)
	check(t, err)
	defer said.Close()
	d.program = exec.Command(*program, append([]string{"serve", "--no-open"}, args...)...)
	d.program.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir(), "AFTERCARE_CLOCK="+now.Format(time.RFC3339))
	d.program.Dir = folder
	d.program.Stdout, d.program.Stderr = said, said
	if err := d.program.Start(); err != nil {
		t.Fatalf("%v: run .ci/browser, which makes the program", err)
	}
	t.Cleanup(d.stop)
	wait(t, "the program to tell its address", func() bool { return d.start() != "" })
	if !strings.HasPrefix(string(contents(t, d.said)), "the page for the desk: http://") {
		t.Errorf("the address does not come first: %s", contents(t, d.said))
	}
	return d
}

var starts = regexp.MustCompile(`: (http://\S+/start\?token=\S+)\n`)

// start is an address that lets a browser in: the first one stands in the first
// line, and each is good once.
func (d *desk) start() string {
	d.t.Helper()
	told := starts.FindAllSubmatch(contents(d.t, d.said), -1)
	if len(told) == 0 {
		return ""
	}
	return string(told[len(told)-1][1])
}

// stop ends the program as Ctrl-C does, and looks at what it said: nothing of
// a patient.
func (d *desk) stop() {
	if d.program.ProcessState != nil {
		return
	}
	check(d.t, d.program.Process.Signal(os.Interrupt))
	said := func() []byte { return contents(d.t, d.said) }
	if err := d.program.Wait(); err != nil {
		d.t.Errorf("the program ended with %v: %s", err, said())
	}
	for _, row := range table(d.t)[1:] {
		if bytes.Contains(said(), []byte(row[0])) {
			d.t.Errorf("the program tells of %s: %s", row[0], said())
		}
	}
}

// table is the example of an export, its heading first.
func table(t *testing.T) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(contents(t, examples+"appointments.csv"))).ReadAll()
	check(t, err)
	return rows
}

// clinic is a folder with the clinic of the examples.
func clinic(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"clinic.toml", "logo.svg"} {
		write(t, filepath.Join(folder, name), contents(t, examples+name))
	}
	return folder
}

// morning is when these tests are, unless one says otherwise: on the day of the
// examples, some of whose visits are done, and some to come.
var morning = time.Date(2026, 11, 23, 9, 40, 0, 0, newYork())

// newYork is the zone of the examples.
func newYork() *time.Location {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	return zone
}

var dates = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// appointments are those of the examples, moved from their day to that of now.
func appointments(t *testing.T, now time.Time) []byte {
	t.Helper()
	first, err := time.Parse(time.DateOnly, "2026-11-23")
	check(t, err)
	today, err := time.Parse(time.DateOnly, now.In(newYork()).Format(time.DateOnly))
	check(t, err)
	return dates.ReplaceAllFunc(contents(t, examples+"appointments.csv"), func(date []byte) []byte {
		day, err := time.Parse(time.DateOnly, string(date))
		check(t, err)
		return []byte(today.Add(day.Sub(first)).Format(time.DateOnly))
	})
}

// export puts a file into a folder whole, as a browser does with what it
// downloads, and as if it was written then.
func export(t *testing.T, path string, text []byte, then time.Time) {
	t.Helper()
	part := filepath.Join(t.TempDir(), "part")
	write(t, part, text)
	check(t, os.Chtimes(part, then, then))
	check(t, os.Rename(part, path))
}

// today serves the export of today with the clinic of the examples.
func today(t *testing.T, args ...string) *desk {
	t.Helper()
	return todayAt(t, morning, args...)
}

// todayAt serves it on the day of now.
func todayAt(t *testing.T, now time.Time, args ...string) *desk {
	t.Helper()
	folder := clinic(t)
	file := filepath.Join(folder, "appointments.csv")
	export(t, file, appointments(t, now), now.Add(-time.Hour))
	return serveAt(t, now, "", append([]string{file, "--clinic", filepath.Join(folder, "clinic.toml")}, args...)...)
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	check(t, err)
	return text
}

func write(t *testing.T, path string, text []byte) {
	t.Helper()
	check(t, os.WriteFile(path, text, 0o600))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil && err != io.EOF {
		t.Fatal(err)
	}
}

// wait asks again and again until it is so.
func wait(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(look) {
		if time.Now().After(end) {
			t.Fatal("waited in vain for ", what)
		}
	}
}

// look is how long it takes until a test looks again.
const look = 20 * time.Millisecond
