package web

import (
	"bufio"
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
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

// listen opens a line, and comes back when the program knows of it. Headers are
// pairs of a name and a value.
func listen(t *testing.T, address string, headers ...string) stream {
	t.Helper()
	ctx, hangUp := context.WithCancel(t.Context())
	t.Cleanup(hangUp)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
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
	one, other := listen(t, address+"/events?since=0"), listen(t, address+"/events?since=0")
	s.events.tell(printedChanged)
	s.events.tell(todayChanged)
	for _, page := range []stream{one, other} {
		if got := page.next() + ", " + page.next(); got != "event: printed id: 1 data:, event: today id: 2 data:" {
			t.Errorf("heard %q", got)
		}
	}
	other.hangUp()
	s.events.tell(textsChanged)
	if got := one.next(); got != "event: texts id: 3 data:" {
		t.Errorf("heard %q after another left", got)
	}
}

// TestNothingIsMissed: not between the making of a page and its listening, and
// not while its line is cut.
func TestNothingIsMissed(t *testing.T) {
	s := opened(t)
	address := served(t, t.Context(), s)
	_, since, _ := strings.Cut(get(t, s.Handler(), "/").Body.String(), `data-told="`)
	since, _, _ = strings.Cut(since, `"`)
	for _, name := range []string{textsChanged, printedChanged, textsChanged} {
		s.events.tell(name)
	}
	made := listen(t, address+"/events?since="+since)
	cut := listen(t, address+"/events?since="+since, "Last-Event-ID", "2")
	fresh := listen(t, address+"/events")
	s.events.tell(todayChanged)
	for _, heard := range []struct{ got, want string }{
		{made.next() + ", " + made.next(), "event: printed id: 2 data:, event: texts id: 3 data:"},
		{cut.next() + ", " + cut.next(), "event: texts id: 3 data:, event: today id: 4 data:"},
		{fresh.next(), "event: today id: 4 data:"},
	} {
		if heard.got != heard.want {
			t.Errorf("heard %q, want %q", heard.got, heard.want)
		}
	}
}

// TestAPageThatDoesNotRead holds up nobody and, when it reads again, hears once
// of everything that has changed, the latest last.
func TestAPageThatDoesNotRead(t *testing.T) {
	var e events
	_, more := e.since(0)
	for range 1000 {
		for _, name := range []string{printedChanged, todayChanged, devicesChanged, printedChanged} {
			e.tell(name)
		}
	}
	<-more
	changed, _ := e.since(0)
	if want := []event{{3998, todayChanged}, {3999, devicesChanged}, {4000, printedChanged}}; !slices.Equal(changed, want) {
		t.Errorf("it heard of %v", changed)
	}
	if changed, _ := e.since(4000); len(changed) > 0 {
		t.Errorf("and then again of %v", changed)
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
