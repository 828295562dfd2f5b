package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/batch"
)

// stopper is an output that stops the run when some lines have come.
type stopper struct {
	bytes.Buffer
	stop context.CancelFunc
}

func (s *stopper) Write(b []byte) (int, error) {
	s.stop()
	return s.Buffer.Write(b)
}

// Who stops a batch is told how far it came, and the same command makes the
// rest.
func TestABatchThatIsStopped(t *testing.T) {
	dir := t.TempDir()
	export := filepath.Join(dir, "day.csv")
	var table strings.Builder
	table.WriteString("patient,date,time,area\n")
	const rows = 600
	for i := range rows {
		fmt.Fprintf(&table, "Ana Q,2026-11-23,%02d:%02d,neck\n", 8+i/60, i%60)
	}
	if err := os.WriteFile(export, []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) }
	ctx, stop := context.WithCancel(context.Background())
	stdout, stderr := &stopper{stop: stop}, &bytes.Buffer{}
	args := []string{"batch", export, "--out", filepath.Join(dir, "sheets")}
	if code := run(ctx, args, nil, stdout, stderr, now); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
	if said := stderr.String(); !strings.HasPrefix(said, "aftercare: error: stopped after ") || !strings.HasSuffix(said, "aftercare: hint: the same command makes the rest\n") {
		t.Error(said)
	}
	var again bytes.Buffer
	if code := run(context.Background(), args, nil, &again, stderr, now); code != exitDone {
		t.Errorf("exit code %d", code)
	}
	if !strings.Contains(again.String(), fmt.Sprintf("%d rows, %d sheets", rows, rows)) || !strings.Contains(again.String(), " unchanged") {
		t.Error(again.String())
	}
	// Stopped before it has read the file, it has made nothing.
	if code := run(ctx, args, nil, &again, stderr, now); code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

// On a terminal a bar shows how far it is, and no line is printed for a sheet.
func TestTheBar(t *testing.T) {
	var out, terminal bytes.Buffer
	p := &textTeller{out: &out, terminal: &terminal, file: "day.csv"}
	p.begin(&batch.Job{Dir: "sheets"}, appointments.Counts{Rows: 2}, nil)
	p.row(batch.Result{Row: 1, State: batch.Made, File: "1.pdf"})
	p.row(batch.Result{Row: 2, State: batch.Made, File: "2.pdf"})
	p.end(&batch.Summary{Dir: "sheets", Rows: 2, Counts: [7]int{2}})
	if !strings.Contains(terminal.String(), "1/2") {
		t.Errorf("%q", terminal.String())
	}
	if want := "day.csv: 2 rows, 2 sheets in sheets\n  2 made\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
}
