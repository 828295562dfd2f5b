package web

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aftercare/internal/gate"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// BenchmarkPreview is what a person waits for after a letter: the visit goes to
// the program, through its door, and the very sheet comes back. Eight devices
// type at once, as fast as people do, and as fast as machines can. Beside it
// stands the time of one sheet alone.
func BenchmarkPreview(b *testing.B) {
	b.Run("ten-letters-a-second", func(b *testing.B) { benchmarkPreview(b, 100*time.Millisecond) })
	b.Run("without-rest", func(b *testing.B) { benchmarkPreview(b, 0) })
}

func benchmarkPreview(b *testing.B, rest time.Duration) {
	const devices = 8
	s := opened(b, lettingTabletsIn)
	site := localDoor(b, s)
	alone := renders(b, s.kit.Load(), 200)
	clients := make([]*http.Client, devices)
	for i := range clients {
		clients[i] = browser(b, site+"/start?token="+s.Gate.Start(nil))
	}
	b.ResetTimer()
	waits := make([][]time.Duration, devices)
	var typing sync.WaitGroup
	for device := range devices {
		typing.Go(func() {
			for letters := device; letters < b.N; letters += devices {
				start := time.Now()
				if err := preview(clients[device], site, typed(device, letters)); err != nil {
					b.Error(err)
				}
				waits[device] = append(waits[device], time.Since(start))
				time.Sleep(rest)
			}
		})
	}
	typing.Wait()
	all := slices.Concat(waits...)
	for name, d := range map[string]time.Duration{"ms/p50": percentile(all, 50), "ms/p99": percentile(all, 99), "ms/render": percentile(alone, 50)} {
		b.ReportMetric(float64(d.Microseconds())/1000, name)
	}
}

// typed is the visit of a device after so many letters.
func typed(device, letters int) string {
	const note = "Great progress today. Keep moving gently, and take a short walk every hour."
	areas := []string{"low back", "left hip; left calf", "neck", "both knees", "right calf", "chest", "jaw; neck", "left shoulder"}
	return fmt.Sprintf(`{"patient": "Patient %c", "areas": %q, "at": "2026-11-23T%02d:30", "note": "%s (%d)"}`,
		'A'+device, areas[device], 9+device, note[:letters%len(note)], letters)
}

// preview sends a visit and fetches its sheet, as the page does.
func preview(client *http.Client, site, body string) error {
	r, err := http.NewRequest(http.MethodPost, site+"/sheets", strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header = http.Header{"Content-Type": {"application/json"}, "Origin": {site}}
	answer, err := client.Do(r)
	if err != nil {
		return err
	}
	var one made
	err = json.NewDecoder(answer.Body).Decode(&one)
	answer.Body.Close()
	if err != nil || answer.StatusCode != http.StatusOK {
		return fmt.Errorf("no sheet: %s %w", answer.Status, err)
	}
	if answer, err = client.Get(site + one.Address); err != nil {
		return err
	}
	defer answer.Body.Close()
	if n, err := io.Copy(io.Discard, answer.Body); err != nil || n < 1000 {
		return fmt.Errorf("no PDF: %s, %d bytes, %w", answer.Status, n, err)
	}
	return nil
}

// renders are the times of sheets that are made one by one.
func renders(b *testing.B, k *kit, n int) (times []time.Duration) {
	b.Helper()
	letter, _ := layout.PaperOf("letter")
	for i := range n {
		v, problems := visit.ParseJSON("", []byte(typed(i%8, i)), k.clinic.Zone)
		if problems != nil {
			b.Fatal(problems)
		}
		complete(&v, k, v.Start)
		start := time.Now()
		if h, problems := k.renderer.Render(render.Request{Visit: v, Style: layout.Style{Paper: letter}}); h == nil {
			b.Fatal(problems)
		}
		times = append(times, time.Since(start))
	}
	return times
}

// percentile is the time that so many of a hundred do not exceed.
func percentile(times []time.Duration, percent int) time.Duration {
	slices.Sort(times)
	return times[(len(times)*percent+99)/100-1]
}

// localDoor serves the page as the program does, and gives its address.
func localDoor(b *testing.B, s *Server) string {
	server := httptest.NewUnstartedServer(nil)
	server.Config = gate.Server(s.Gate.Local(s.Handler(), server.Listener.Addr().(*net.TCPAddr).Port))
	server.Start()
	b.Cleanup(server.Close)
	return server.URL
}

// browser is one that has opened the start address.
func browser(b *testing.B, start string) *http.Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.Fatal(err)
	}
	transport := &http.Transport{}
	b.Cleanup(transport.CloseIdleConnections)
	client := &http.Client{Jar: jar, Transport: transport}
	answer, err := client.Get(start)
	if err != nil || answer.StatusCode != http.StatusOK {
		b.Fatal(answer, err)
	}
	answer.Body.Close()
	return client
}
