package web

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"
)

// An event is the name of what has changed; a page asks for it anew.
const (
	todayChanged   = "today"
	printedChanged = "printed"
	textsChanged   = "texts"
	devicesChanged = "devices"
)

// beat is how often a page that nothing happens on is told that it still has a
// line to this program.
const beat = 20 * time.Second

// events are the pages that listen.
type events struct {
	mu        sync.Mutex
	listeners map[chan string]bool
}

// tell sends an event to every open page, and waits for none.
func (e *events) tell(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for c := range e.listeners {
		if len(c) == cap(c) {
			thin(c)
		}
		c <- name
	}
}

// thin leaves one of each event to a page that is far behind: it asks for what
// has changed, and not how often. There are far fewer than it has room for.
func thin(c chan string) {
	var kept []string
	for len(c) > 0 {
		select {
		case name := <-c:
			if !slices.Contains(kept, name) {
				kept = append(kept, name)
			}
		default: // the page has read it just now
		}
	}
	for _, name := range kept {
		c <- name
	}
}

func (e *events) join() (heard chan string, leave func()) {
	heard = make(chan string, 16)
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.listeners == nil {
		e.listeners = map[chan string]bool{}
	}
	e.listeners[heard] = true
	return heard, func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.listeners, heard)
	}
}

// listen is the stream of events (HTML Living Standard, 9.2).
func (s *Server) listen(w http.ResponseWriter, r *http.Request) {
	heard, leave := s.events.join()
	defer leave()
	out := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	line := ": here\n\n"
	for {
		// A page that stops reading is let go of; one that reads may stay all day.
		if out.SetWriteDeadline(time.Now().Add(2*beat)) != nil {
			return
		}
		if _, err := fmt.Fprint(w, line); err != nil || out.Flush() != nil {
			return
		}
		select {
		case name := <-heard:
			line = "event: " + name + "\ndata:\n\n"
		case <-ticker.C:
			line = ": here\n\n"
		case <-r.Context().Done():
			return
		}
	}
}
