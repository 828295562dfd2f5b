package main

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/printer/printertest"
)

// Who stops it while it waits is told whether there can be paper.
func TestPrintingThatIsStopped(t *testing.T) {
	empty := []printertest.Moment{{Job: 6, Printer: 5, Reasons: []string{"media-empty"}}}
	for name, c := range map[string]struct {
		printer *printertest.Printer
		said    string
	}{
		"busy":              {&printertest.Printer{Busy: 99}, "aftercare: error: stopped: it was not printed\n"},
		"taken back":        {&printertest.Printer{Moments: empty}, "aftercare: error: stopped: it was not printed\n"},
		"not to be stopped": {&printertest.Printer{Moments: empty, KeepJobs: true}, "aftercare: error: stopped: it may have been printed\naftercare: hint: look at the printer before you print it again\n"},
	} {
		t.Run(name, func(t *testing.T) {
			server := c.printer.Start()
			defer server.Close()
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			stderr := &stopper{stop: stop} // at the first warning
			var stdout bytes.Buffer
			args := []string{"print", "dry-needling", "--printer", printertest.Address(server), "--clinic", filepath.Join("..", "..", "examples", "clinic.toml")}
			if code := run(ctx, args, nil, &stdout, stderr, atTheDesk); code != exitInterrupted || stdout.Len() > 0 {
				t.Errorf("exit code %d, %s", code, &stdout)
			}
			if !strings.HasSuffix(stderr.String(), c.said) {
				t.Errorf("%s\nwant %s", stderr, c.said)
			}
		})
	}
}
