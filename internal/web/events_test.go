package web

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// stream is an open line to the program.
type stream struct {
	*bufio.Scanner
	hangUp func()
}

// listen opens a line, and comes back when the program knows of it.
func listen(t *testing.T, address string) stream {
	t.Helper()
	ctx, hangUp := context.WithCancel(t.Context())
	t.Cleanup(hangUp)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil || answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatal(answer, err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	line := stream{bufio.NewScanner(answer.Body), hangUp}
	if got := line.next(); got != ": here" {
		t.Errorf("the first line is %q", got)
	}
	return line
}

// next is the next message, its lines in one; "" when the line is closed.
func (s stream) next() string {
	var lines []string
	for s.Scan() {
		if s.Text() == "" {
			return strings.Join(lines, " ")
		}
		lines = append(lines, s.Text())
	}
	return ""
}

// served is a page on a real connection; it ends with ctx.
func served(t *testing.T, ctx context.Context, s *Server) string {
	server := httptest.NewUnstartedServer(s.Handler())
	server.Config.BaseContext = func(net.Listener) context.Context { return ctx }
	server.Start()
	t.Cleanup(server.Close)
	return server.URL
}

func TestPagesHearWhatChanged(t *testing.T) {
	s := opened(t)
	address := served(t, t.Context(), s)
	one, other := listen(t, address), listen(t, address)
	s.events.tell(printedChanged)
	s.events.tell(todayChanged)
	for _, page := range []stream{one, other} {
		if got := page.next() + ", " + page.next(); got != "event: printed data:, event: today data:" {
			t.Errorf("heard %q", got)
		}
	}
	other.hangUp()
	for s.events.count() > 1 { // it is let go of as soon as the program sees it
		time.Sleep(time.Millisecond)
	}
	s.events.tell(textsChanged)
	if got := one.next(); got != "event: texts data:" {
		t.Errorf("heard %q after another left", got)
	}
}

func (e *events) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.listeners)
}

func TestLinesEndWithTheProgram(t *testing.T) {
	s := opened(t)
	ctx, stop := context.WithCancel(t.Context())
	page := listen(t, served(t, ctx, s))
	stop()
	if got := page.next(); got != "" {
		t.Errorf("heard %q", got)
	}
	for s.events.count() > 0 {
		time.Sleep(time.Millisecond)
	}
}

// TestAPageThatDoesNotRead holds up nobody and, when it reads again, hears of
// everything that has changed.
func TestAPageThatDoesNotRead(t *testing.T) {
	var e events
	slow, leave := e.join()
	quick, leaveToo := e.join()
	for range 1000 {
		e.tell(printedChanged)
		if got := <-quick; got != printedChanged {
			t.Fatal(got)
		}
	}
	e.tell(todayChanged)
	e.tell(devicesChanged)
	heard := map[string]bool{}
	for len(slow) > 0 {
		heard[<-slow] = true
	}
	if len(heard) != 3 {
		t.Errorf("it heard of %v", heard)
	}
	leave()
	leaveToo()
	if e.tell(printedChanged); e.count() != 0 || len(slow) != 0 {
		t.Error("who has left is still told")
	}
}

// wire is a line on which time can be told.
type wire struct {
	strings.Builder
	deadline time.Time
}

func (*wire) Header() http.Header { return http.Header{} }
func (*wire) WriteHeader(int)     {}
func (*wire) FlushError() error   { return nil }
func (w *wire) SetWriteDeadline(t time.Time) error {
	w.deadline = t
	return nil
}

// TestQuietLines are told that they still stand, and get time to be told more.
func TestQuietLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := opened(t)
		ctx, stop := context.WithTimeout(t.Context(), 2*beat+time.Second)
		defer stop()
		var line wire
		s.listen(&line, httptest.NewRequestWithContext(ctx, http.MethodGet, "/events", nil))
		if got := line.String(); got != ": here\n\n: here\n\n: here\n\n" {
			t.Errorf("heard %q", got)
		}
		if left := time.Until(line.deadline); left != 2*beat-time.Second {
			t.Errorf("the last of it had %v left", left)
		}
	})
}
