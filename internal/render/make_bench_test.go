package render_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkMake is what a person waits for: from the start of the process to
// the file. The start is that of a process which makes nothing. The best of each
// counts, so that a busy machine says the same as an idle one.
func BenchmarkMake(b *testing.B) {
	folder := b.TempDir()
	program := filepath.Join(folder, "aftercare")
	if out, err := exec.Command("go", "build", "-o", program, "aftercare/cmd/aftercare").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	clinic, err := filepath.Abs("../../examples/clinic.toml")
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(folder, "handout.pdf")
	run := func(args ...string) time.Duration {
		start := time.Now()
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		return time.Since(start)
	}
	start, whole := time.Hour, time.Hour
	for b.Loop() {
		start = min(start, run("--version"))
		whole = min(whole, run("make", "dry-needling", "--patient", "Zoë Łukasiewicz", "--area", "low back", "--area", "left hip",
			"--at", "2026-11-23 14:30", "--therapist", "Dana Reyes, PT", "--clinic", clinic, "--out", file))
		if err := os.Remove(file); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(start.Microseconds())/1000, "ms/start")
	b.ReportMetric(float64(whole.Microseconds())/1000, "ms/make")
}
