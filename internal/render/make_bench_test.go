package render_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// BenchmarkMake is what a person waits for: from the start of the process to
// the file.
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
	for b.Loop() {
		cmd := exec.Command(program, "make", "dry-needling", "--patient", "Zoë Łukasiewicz", "--area", "low back", "--area", "left hip",
			"--at", "2026-11-23 14:30", "--therapist", "Dana Reyes, PT", "--clinic", clinic, "--out", file, "--force")
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		b.StopTimer()
		if err := os.Remove(file); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
