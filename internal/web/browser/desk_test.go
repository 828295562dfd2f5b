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

var program = flag.String("program", "", "the aftercare to test, a `file`")

const examples = "../../../examples/"

// patience is how long a test takes at most, unless it says otherwise.
const patience = 20 * time.Second

// desk is the program while it serves the page.
type desk struct {
	t       *testing.T
	start   string // the address to open, as its first line tells it
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
	d := &desk{t: t, said: filepath.Join(t.TempDir(), "said")}
	said, err := os.Create(d.said)
	check(t, err)
	defer said.Close()
	d.program = exec.Command(*program, append([]string{"serve", "--no-open"}, args...)...)
	d.program.Env = append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir())
	d.program.Dir = folder
	d.program.Stdout, d.program.Stderr = said, said
	if err := d.program.Start(); err != nil {
		t.Fatalf("%v: run .ci/browser, which makes the program", err)
	}
	t.Cleanup(d.stop)
	wait(t, "the program to tell its address", func() bool {
		line, _, whole := strings.Cut(string(contents(t, d.said)), "\n")
		_, d.start, _ = strings.Cut(line, "the page for the desk: ")
		return whole
	})
	return d
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

// clinic is a folder with the clinic of the examples, moved to where the
// morning is half over: some of today's visits are done, and some to come.
func clinic(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	text := strings.Replace(string(contents(t, examples+"clinic.toml")), "America/New_York", morning(t).String(), 1)
	write(t, filepath.Join(folder, "clinic.toml"), []byte(text))
	write(t, filepath.Join(folder, "logo.svg"), contents(t, examples+"logo.svg"))
	return folder
}

// places are some around the globe, so that it is morning in one of them.
var places = []string{
	"America/New_York", "America/Los_Angeles", "Pacific/Honolulu", "Pacific/Pago_Pago", "Pacific/Auckland", "Australia/Brisbane",
	"Asia/Shanghai", "Asia/Dhaka", "Asia/Dubai", "Europe/Helsinki", "Europe/London", "Atlantic/Azores", "America/Noronha", "America/Halifax",
}

// morning is a time zone in which it is between eight and eleven.
func morning(t *testing.T) *time.Location {
	t.Helper()
	for _, place := range places {
		zone, err := time.LoadLocation(place)
		check(t, err)
		if hour := time.Now().In(zone).Hour(); 8 <= hour && hour < 11 {
			return zone
		}
	}
	t.Fatal("it is morning nowhere")
	return nil
}

var dates = regexp.MustCompile(`\d{4}-\d\d-\d\d`)

// appointments are those of the examples, moved from their day to today.
func appointments(t *testing.T) []byte {
	t.Helper()
	first, err := time.Parse(time.DateOnly, "2026-11-23")
	check(t, err)
	now := time.Now().In(morning(t))
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	return dates.ReplaceAllFunc(contents(t, examples+"appointments.csv"), func(date []byte) []byte {
		day, err := time.Parse(time.DateOnly, string(date))
		check(t, err)
		return []byte(today.Add(day.Sub(first)).Format(time.DateOnly))
	})
}

// today serves the export of today with the clinic of the examples.
func today(t *testing.T, args ...string) *desk {
	t.Helper()
	folder := clinic(t)
	export := filepath.Join(folder, "appointments.csv")
	write(t, export, appointments(t))
	return serve(t, append([]string{export, "--clinic", filepath.Join(folder, "clinic.toml")}, args...)...)
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
