package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// morning is the clock of these tests.
func morning() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) }

// TestNobodyListens: what head does to a batch stops it as Ctrl-C does, and
// what is made until then is on record.
func TestNobodyListens(t *testing.T) {
	dir := t.TempDir()
	export := filepath.Join(dir, "day.csv")
	var table strings.Builder
	table.WriteString("patient,date,time,area\n")
	for i := range 3000 {
		fmt.Fprintf(&table, "Ana Q,2026-11-23,%02d:%02d:%02d,neck\n", 8+i/360, i/6%60, i%6)
	}
	if err := os.WriteFile(export, []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	head, said, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, _ = bufio.NewReaderSize(head, 16).ReadString('\n')
		head.Close()
	}()
	var errors strings.Builder
	out := filepath.Join(dir, "out")
	code := run(t.Context(), []string{"batch", export, "--out", out, "--json"}, nil, said, &errors, morning)
	text, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if code != exitInterrupted || err != nil || !strings.Contains(string(text), `"complete":false`) || !strings.Contains(errors.String(), "stopped after") {
		t.Errorf("%d, %v: %s\n%.300s", code, err, errors.String(), text)
	}
}

// full is a disk with no room.
type full struct{}

func (full) Write([]byte) (int, error) {
	return 0, &os.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}
}

func TestWhatCannotBeSaidIsAnError(t *testing.T) {
	for said, want := range map[io.Writer]string{
		full{}:       "1 aftercare: error: standard output: no space left on device\n",
		closedPipe{}: "130 aftercare: error: stopped\n",
	} {
		var errors strings.Builder
		code := run(t.Context(), []string{"list", "areas"}, nil, said, &errors, morning)
		if got := strconv.Itoa(code) + " " + errors.String(); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

// closedPipe is one that nobody reads from.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

// What is said aside stops nothing where nobody listens.
func TestAside(t *testing.T) {
	out := &output{Writer: closedPipe{}, stop: func() { t.Error("it was stopped") }}
	a := &app{stdout: out}
	_, err := io.WriteString(a.aside(), "for another browser")
	if err == nil || out.outcome(nil) != nil {
		t.Error(err, out.outcome(nil))
	}
}
