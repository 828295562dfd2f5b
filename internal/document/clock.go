package document

import (
	"fmt"
	"strings"
	"time"

	"aftercare/internal/handout"
)

// clock works out the moments of the next days. It counts from the end of the
// visit where that is known.
type clock struct {
	durations    handout.Durations
	start, ended time.Time
}

func newClock(durations handout.Durations, start, ended time.Time) clock {
	return clock{durations: durations, start: start, ended: ended}
}

// after is the moment d after the visit, rounded up to the half hour: these
// times are guidance, and an hour too long does no harm where one too short
// might.
func (c clock) after(d handout.Duration) time.Time {
	return roundUp(d.After(c.ended))
}

// roundUp goes by the wall clock, not by the time since some epoch, so that
// zones with a quarter-hour offset come out right too.
func roundUp(t time.Time) time.Time {
	past := time.Duration(t.Minute()%30)*time.Minute + time.Duration(t.Second())*time.Second + time.Duration(t.Nanosecond())
	if past == 0 {
		return t
	}
	return t.Add(30*time.Minute - past)
}

// duration is what a stop waits for; zero for the visit itself.
func (c clock) duration(w handout.When) handout.Duration {
	switch w.Named {
	case "soreness":
		return c.durations.Soreness
	case "call":
		return c.durations.Call
	}
	return w.Own
}

// dayIsEnough says that a moment is so far off that an hour would only pretend
// to be exact.
func dayIsEnough(d handout.Duration) bool {
	return d.Days >= 2 || d.Elapsed >= 48*time.Hour
}

// about says a moment as guidance: "about Tue Nov 24, 2:30 pm".
func (b *builder) about(d handout.Duration) string {
	return fmt.Sprintf(b.loc.About, b.moment(d))
}

func (b *builder) moment(d handout.Duration) string {
	t := b.clock.after(d)
	if dayIsEnough(d) {
		return b.loc.Day(t)
	}
	return b.loc.Moment(t)
}

// stops are the drawn stops; those that fall on one moment become one.
func (b *builder) stops() []Stop {
	var out []Stop
	for _, s := range b.Definition.Stops {
		stop := b.stop(s)
		if n := len(out); n > 0 && out[n-1].Day == stop.Day && out[n-1].Clock == stop.Clock {
			out[n-1].Lines = append(out[n-1].Lines, stop.Lines...)
			continue
		}
		out = append(out, stop)
	}
	return out
}

func (b *builder) stop(s handout.Stop) Stop {
	lines := []string{b.fill(s.Label)}
	d := b.clock.duration(s.When)
	if d.IsZero() {
		return Stop{Day: b.loc.Day(b.clock.start), Clock: b.loc.Clock(b.clock.start), Lines: lines}
	}
	t := b.clock.after(d)
	if dayIsEnough(d) {
		return Stop{Day: b.loc.Day(t), Lines: lines}
	}
	return Stop{Day: b.loc.Day(t), Clock: b.loc.AboutClock(t), Lines: lines}
}

// stopsAlt says the stops in words, for who cannot see them drawn.
func (b *builder) stopsAlt(stops []Stop) string {
	said := make([]string, len(stops))
	for i, s := range stops {
		when := s.Day
		if s.Clock != "" {
			when += ", " + s.Clock
		}
		said[i] = when + ": " + strings.Join(s.Lines, "; ")
	}
	return b.loc.StopsAlt + " " + strings.Join(said, ". ") + "."
}
