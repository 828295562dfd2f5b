package appointments

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
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
		fmt.Fprintf(w, "\"Patient%c, Number%d\",1970-01-31,%02d/%02d/2026,%02d:%02d,Dry needling,Kim Lee,%s,\"a note, with a comma\"\n",
			'A'+visit%26, visit, 1+visit%12, 1+visit/12%28, 8+visit%10, visit%60, status)
	}
	if err := w.Flush(); err != nil {
		tb.Fatal(err)
	}
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// BenchmarkRows reads whole files. B/op is all that was ever allocated; peak-MB
// is what the heap held at most, and must not grow with the rows.
func BenchmarkRows(b *testing.B) {
	for _, n := range []int{1_000, 100_000, 1_000_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := writeDay(b, n)
			runtime.GC()
			b.ReportAllocs()
			var peak uint64
			for b.Loop() {
				peak = max(peak, readAll(b, path, n))
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
		})
	}
}

// readAll reads every row and gives the largest live heap that was seen.
func readAll(b *testing.B, path string, n int) uint64 {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	im, err := Open("day.csv", f, testOptions())
	if err != nil {
		b.Fatal(err)
	}
	defer im.Close()
	var peak uint64
	var mem runtime.MemStats
	rows := 0
	for _, err := range im.Rows() {
		if err != nil {
			b.Fatal(err)
		}
		if rows++; rows%(n/4) == 0 {
			runtime.ReadMemStats(&mem)
			peak = max(peak, mem.HeapAlloc)
		}
	}
	if rows != n {
		b.Fatalf("%d rows of %d", rows, n)
	}
	return peak
}
