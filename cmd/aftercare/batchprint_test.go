package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/printer/printertest"
)

const fourVisits = `patient,date,time,area
Ana Q,2026-11-23,10:00,neck
Bo Q,2026-11-23,08:00,jaw
Cy Q,2026-11-23,09:00,left hip
Di Q,2026-11-23,11:00,left knee
`

// Who stops the printing, between two sheets or while one is in the printer, is
// told what is on paper and what may be, and the same command prints the rest.
func TestABatchThatIsStoppedAtThePrinter(t *testing.T) {
	const last = "hint: the same command prints the rest\n"
	for name, c := range map[string]struct {
		keeps   bool // the printer takes no job back
		onPaper int  // when it is stopped
		said    []string
	}{
		"between two sheets": {false, 1, []string{"error: stopped: printed 1 of 4 sheets\n", last}},
		"out of paper":       {false, 2, []string{"warning: the printer is out of paper: waiting for it\n", "error: stopped: printed 2 of 4 sheets\n", last}},
		"not taken back": {true, 2, []string{"and perhaps row 1 (", "1000-1-dry-needling.pdf)\n",
			"hint: look at the printer before you run it again: the same command prints that sheet and the rest\n"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			export := filepath.Join(dir, "day.csv")
			if err := os.WriteFile(export, []byte(fourVisits), 0o600); err != nil {
				t.Fatal(err)
			}
			first, jobs := &printertest.Printer{KeepJobs: c.keeps}, 0
			first.Received = func(printertest.Job) {
				if jobs++; jobs == 3 {
					first.Moments = []printertest.Moment{{Job: 6, Printer: 5, Reasons: []string{"media-empty"}}}
				}
			}
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			stdout, stderr := io.Writer(&stopper{stop: stop}), &stopper{stop: stop} // at the first print, or at the first warning
			if c.onPaper > 1 {
				stdout = io.Discard
			}
			if code := printBatch(t, ctx, first, export, stdout, stderr); code != exitInterrupted {
				t.Errorf("exit code %d", code)
			}
			for _, want := range c.said {
				if !strings.Contains(stderr.String(), want) {
					t.Errorf("%s\nlacks %s", stderr, want)
				}
			}
			second := &printertest.Printer{}
			var again, told bytes.Buffer
			if code := printBatch(t, t.Context(), second, export, &again, &told); code != exitDone || told.Len() > 0 {
				t.Errorf("exit code %d, %s", code, &told)
			}
			if rest, _ := second.Jobs(); len(rest) != 4-c.onPaper {
				t.Errorf("%d jobs\n%s", len(rest), &again)
			}
		})
	}
}

// printBatch prints an export beside itself.
func printBatch(t *testing.T, ctx context.Context, p *printertest.Printer, export string, stdout, stderr io.Writer) int {
	t.Helper()
	server := p.Start()
	defer server.Close()
	args := []string{"batch", export, "--out", filepath.Join(filepath.Dir(export), "sheets"), "--print", "--printer", printertest.Address(server),
		"--clinic", filepath.Join("..", "..", "examples", "clinic.toml")}
	return run(ctx, args, nil, stdout, stderr, atTheDesk)
}
