package appointments

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"
)

// writeDay writes an export of n rows, some of them two services of one visit,
// some cancelled, and gives its path.
func writeDay(tb testing.TB, n int) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "day.csv")
	f, err := os.Create(path)
	if err != nil {
		tb.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "Patient,DOB,Date,Time,Service,Practitioner,Status,Notes")
	for i := range n {
		status := "Booked"
		if i%10 == 9 {
			status = "Cancelled"
		}
		visit := i - i%20/19 // every twentieth row is a second service
		fmt.Fprintf(w, "\"Patient%c, %s\",1970-01-31,%02d/%02d/2026,%02d:%02d,Dry needling,Kim Lee,%s,\"a note, with a comma\"\n",
			'A'+visit%26, spelled(visit), 1+visit%12, 1+visit/12%28, 8+visit%10, visit%60, status)
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// spelled is a number in letters: no name holds one.
func spelled(n int) string {
	word := "N"
	for ; n > 0; n /= 26 {
		word += string(rune('a' + n%26))
	}
	return word
}

// BenchmarkRows reads whole files, from opening to the last row. peak-MB is
// what the heap held at most, and must not grow with the rows but for 16 bytes
// each.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := writeDay(b, n)
			runtime.GC()
			stop := watchHeap()
			b.ReportAllocs()
			for b.Loop() {
				readAll(b, path, n)
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(stop())/(1<<20), "peak-MB")
		})
	}
}

// watchHeap looks at the heap until the returned function is called, which
// gives the largest size that was seen, in bytes.
func watchHeap() (stop func() uint64) {
	done, peak := make(chan struct{}), make(chan uint64)
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		var most uint64
		for tick := time.NewTicker(time.Millisecond); ; {
			select {
			case <-tick.C:
				metrics.Read(sample)
				most = max(most, sample[0].Value.Uint64())
			case <-done:
				tick.Stop()
				peak <- most
				return
			}
		}
	}()
	return func() uint64 { close(done); return <-peak }
}

// readAll reads every row.
func readAll(tb testing.TB, path string, n int) {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	im, err := Open("day.csv", f, testOptions())
	if err != nil {
		tb.Fatal(err)
	}
	defer im.Close()
	rows := 0
	for _, err := range im.Rows() {
		if rows++; err != nil {
			tb.Fatal(err)
		}
	}
	if rows != n {
		tb.Fatalf("%d rows of %d", rows, n)
	}
}

// What is held while rows are read does not grow with the file.
func TestMemoryStaysBounded(t *testing.T) {
	live := func(n int) uint64 {
		f, err := os.Open(writeDay(t, n))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		im, err := Open("day.csv", f, testOptions())
		if err != nil {
			t.Fatal(err)
		}
		defer im.Close()
		var mem runtime.MemStats
		rows := 0
		for range im.Rows() {
			if rows++; rows == n*3/4 {
				runtime.GC()
				runtime.ReadMemStats(&mem)
			}
		}
		return mem.HeapAlloc
	}
	small, large := live(500), live(50_000)
	if large > small+1<<20 {
		t.Errorf("%d bytes are held for 500 rows and %d for 50,000", small, large)
	}
}
