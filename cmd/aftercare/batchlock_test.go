package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/printer/printertest"
)

// Who starts a batch twice, because the printer is slow, has each sheet once.
func TestABatchBesideAnother(t *testing.T) {
	export := filepath.Join(t.TempDir(), "day.csv")
	if err := os.WriteFile(export, []byte(fourVisits), 0o600); err != nil {
		t.Fatal(err)
	}
	slow, late := &printertest.Printer{}, &printertest.Printer{}
	slow.Received = func(printertest.Job) {
		var told bytes.Buffer
		if code := printBatch(t, t.Context(), late, export, io.Discard, &told); code != exitNothing {
			t.Errorf("exit code %d", code)
		}
		want := "sheets: another batch is working in this folder\naftercare: hint: wait until it is done, then run the same again\n"
		if !strings.HasSuffix(told.String(), want) {
			t.Error(told.String())
		}
	}
	if code := printBatch(t, t.Context(), slow, export, io.Discard, io.Discard); code != exitDone {
		t.Errorf("exit code %d", code)
	}
	slow.Received = nil
	if code := printBatch(t, t.Context(), late, export, io.Discard, io.Discard); code != exitDone {
		t.Errorf("exit code %d", code)
	}
	first, _ := slow.Jobs()
	if second, _ := late.Jobs(); len(first) != 4 || len(second) != 0 {
		t.Errorf("%d jobs, then %d", len(first), len(second))
	}
}
