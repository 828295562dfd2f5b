package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
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

// events are what has changed since the program began. They are counted, so
// that a page hears what was told between its making and its first listening,
// or while its line was cut, and holds nobody up while it does not read.
type events struct {
	mu   sync.Mutex
	told int            // how many there were
	last map[string]int // the number of the last one of each name
	news chan struct{}  // closed at the next one
}

// tell tells every open page, and waits for none.
func (e *events) tell(name string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.last == nil {
		e.last = map[string]int{}
	}
	e.told++
	e.last[name] = e.told
	if e.news != nil {
		close(e.news)
		e.news = nil
	}
}

// event is something that has changed, the last time that it did.
type event struct {
	number int
	name   string
}

// since is what has changed after the event of number seen, each once and in
// order, and what is closed when there is more.
func (e *events) since(seen int) (changed []event, more <-chan struct{}) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for name, number := range e.last {
		if number > seen {
			changed = append(changed, event{number, name})
		}
	}
	slices.SortFunc(changed, func(a, b event) int { return cmp.Compare(a.number, b.number) })
	if e.news == nil {
		e.news = make(chan struct{})
	}
	return changed, e.news
}

// count is the number of the last event.
func (e *events) count() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.told
}

// listen is the stream of events (HTML Living Standard, 9.2). A page says which
// it has seen: in its address at first, in a header when its line was cut.
func (s *Server) listen(w http.ResponseWriter, r *http.Request) {
	seen, err := strconv.Atoi(cmp.Or(r.Header.Get("Last-Event-ID"), r.FormValue("since")))
	if err != nil {
		seen = s.events.count()
	}
	w.Header().Set("Content-Type", "text/event-stream")
	ticker := time.NewTicker(beat)
	defer ticker.Stop()
	line := ": here\n\n"
	for {
		changed, more := s.events.since(seen)
		for _, e := range changed {
			line += fmt.Sprintf("event: %s\nid: %d\ndata:\n\n", e.name, e.number)
			seen = e.number
		}
		if !send(w, line) {
			return
		}
		select {
		case <-more:
			line = ""
		case <-ticker.C:
			line = ": here\n\n"
		case <-r.Context().Done():
			return
		}
	}
}

// send gives a page some time to read: one that stops reading is let go of,
// one that reads may stay all day.
func send(w http.ResponseWriter, line string) bool {
	out := http.NewResponseController(w)
	if out.SetWriteDeadline(time.Now().Add(2*beat)) != nil {
		return false
	}
	_, err := fmt.Fprint(w, line)
	return err == nil && out.Flush() == nil
}
