package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"sync"
	"testing"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/render"
	"aftercare/internal/visit"
)

const benchRows = 10_000

// BenchmarkBatch reports how many files a second a batch of distinct visits
// makes, and its time against rendering the same visits in memory and against
// writing files of the same sizes and nothing else. It needs a disk in memory:
// others measure themselves.
func BenchmarkBatch(b *testing.B) {
	table := day(benchRows)
	visits := visitsOf(b, table)
	var rendering, writing, whole time.Duration
	b.ResetTimer()
	for range b.N {
		sizes, took := renderAll(b, visits)
		rendering += took
		writing += writeAll(b, sizes)
		dir := memoryFolder(b)
		job := jobOf(b, table, dir)
		start := time.Now()
		if s := done(b, job); s.Counts[Made] != benchRows {
			b.Fatal(counted(s))
		}
		whole += time.Since(start)
		os.RemoveAll(dir)
	}
	rate := func(d time.Duration) float64 { return float64(benchRows*b.N) / d.Seconds() }
	b.ReportMetric(rate(whole), "files/s")
	b.ReportMetric(rate(rendering), "rendered/s")
	b.ReportMetric(rate(writing), "written/s")
	b.ReportMetric(whole.Seconds()/rendering.Seconds(), "×rendering")
	b.ReportMetric(whole.Seconds()/writing.Seconds(), "×writing")
}

// memoryFolder lies in memory where the system has a place for that.
func memoryFolder(b *testing.B) string {
	b.Helper()
	parent := b.TempDir()
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		parent = "/dev/shm"
	}
	dir, err := os.MkdirTemp(parent, "batch-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

func visitsOf(b *testing.B, table string) []visit.Visit {
	b.Helper()
	var visits []visit.Visit
	for row, err := range importing(b, table, reading(b)).Rows() {
		if err != nil || row.State != appointments.Ready {
			b.Fatal(err, row)
		}
		row.Visit.Language = "en"
		visits = append(visits, row.Visit)
	}
	return visits
}

// renderAll renders every visit on all processors and gives the sizes.
func renderAll(b *testing.B, visits []visit.Visit) ([]int, time.Duration) {
	b.Helper()
	style := jobOf(b, day(1), "").Style
	sizes := make([]int, len(visits))
	start := time.Now()
	onAll(len(visits), func(i int) {
		sheet, problems := house().renderer.Render(render.Request{Visit: visits[i], Style: style})
		if problems.Err() == nil {
			sizes[i] = len(sheet.PDF)
		}
	})
	return sizes, time.Since(start)
}

func writeAll(b *testing.B, sizes []int) time.Duration {
	b.Helper()
	dir, data := memoryFolder(b), make([]byte, 1<<20)
	start := time.Now()
	onAll(len(sizes), func(i int) {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i)), data[:sizes[i]], 0o600); err != nil {
			panic(err)
		}
	})
	took := time.Since(start)
	os.RemoveAll(dir)
	return took
}

// onAll does n things on all processors.
func onAll(n int, do func(i int)) {
	next := make(chan int, n)
	for i := range n {
		next <- i
	}
	close(next)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	workers.Wait()
}

// BenchmarkMemory reports the most memory that is in use at any time, for a
// short file and for a long one.
func BenchmarkMemory(b *testing.B) {
	for _, rows := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			file := filepath.Join(b.TempDir(), "day.csv")
			if err := os.WriteFile(file, []byte(day(rows)), 0o600); err != nil {
				b.Fatal(err)
			}
			for range b.N {
				runtime.GC()
				peak := watchMemory()
				runFile(b, file)
				b.ReportMetric(float64(peak())/(1<<20), "peak-MB")
			}
		})
	}
}

// runFile makes the sheets of a file and throws them away.
func runFile(b *testing.B, file string) {
	b.Helper()
	f, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	im, err := appointments.Open(file, f, reading(b))
	if err != nil {
		b.Fatal(err)
	}
	defer im.Close()
	job := jobOf(b, day(1), b.TempDir())
	job.Rows, job.SHA256 = im.Rows(), im.SHA256()
	job.Write = func(string, []byte) error { return nil }
	if _, err := Run(context.Background(), job, func(Result) {}); err != nil {
		b.Fatal(err)
	}
}

// watchMemory looks at the memory of all living and dead objects until the
// function it gives is called.
func watchMemory() func() uint64 {
	stop, peak := make(chan bool), make(chan uint64)
	go func() {
		var most uint64
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		for {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-stop:
				peak <- most
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { close(stop); return <-peak }
}
