package document_test

import (
	"strings"
	"testing"
	"time"

	"aftercare/internal/document"
	"aftercare/internal/handout"
	"aftercare/internal/visit"
)

// clocked is a document whose only stops are the visit and the given durations,
// and whose one thing to avoid is the last of these.
func clocked(t *testing.T, v visit.Visit, country string, durations ...string) *document.Document {
	t.Helper()
	in := input(t, "en", v)
	d := *in.Definition
	d.Stops = []handout.Stop{{When: handout.When{Named: "visit"}, Label: "visit"}}
	for _, written := range durations {
		var own handout.Duration
		if err := own.UnmarshalText([]byte(written)); err != nil {
			t.Fatal(err)
		}
		d.Stops = append(d.Stops, handout.Stop{When: handout.When{Own: own}, Label: written})
		d.Avoid = &handout.Section{Title: "Avoid", Items: []handout.Item{{Text: "Sun", Until: own}}}
	}
	in.Definition = &d
	in.Clinic.Country = country
	doc, _ := build(t, in)
	return doc
}

func TestStopsAcrossTheChangeOfTheClocks(t *testing.T) {
	madrid := zone("Europe/Madrid")
	for _, c := range []struct {
		name     string
		at       time.Time
		country  string
		duration string
		want     string
	}{
		// 24 hours are 24 hours, whatever the clock on the wall does.
		{"spring, 24 h", time.Date(2026, 3, 7, 14, 30, 0, 0, newYork), "US", "24 h", "Sun Mar 8|about 3:30 pm"},
		{"autumn, 24 h", time.Date(2026, 10, 31, 14, 30, 0, 0, newYork), "US", "24 h", "Sun Nov 1|about 1:30 pm"},
		{"spring, 1 day", time.Date(2026, 3, 7, 14, 30, 0, 0, newYork), "US", "1 day", "Sun Mar 8|about 2:30 pm"},
		{"autumn, 1 day", time.Date(2026, 10, 31, 14, 30, 0, 0, newYork), "US", "1 day", "Sun Nov 1|about 2:30 pm"},
		{"spring, 12 h", time.Date(2026, 3, 7, 14, 30, 0, 0, newYork), "US", "12 h", "Sun Mar 8|about 3:30 am"},
		{"autumn, 11 h", time.Date(2026, 10, 31, 14, 30, 0, 0, newYork), "US", "11 h", "Sun Nov 1|about 1:30 am"},
		{"Madrid, spring", time.Date(2026, 3, 28, 14, 30, 0, 0, madrid), "ES", "24 h", "Sun 29 Mar|about 15:30"},
		{"Madrid, autumn", time.Date(2026, 10, 24, 14, 30, 0, 0, madrid), "ES", "24 h", "Sun 25 Oct|about 13:30"},
		{"Madrid, 36 h", time.Date(2026, 10, 24, 14, 30, 0, 0, madrid), "ES", "36 h", "Mon 26 Oct|about 1:30"},
		{"no change", start, "US", "24 h", "Tue Nov 24|about 2:30 pm"},
		{"to noon", time.Date(2026, 11, 23, 12, 0, 0, 0, newYork), "US", "24 h", "Tue Nov 24|about 12 noon"},
		{"year's end", time.Date(2026, 12, 31, 18, 0, 0, 0, newYork), "US", "24 h", "Fri Jan 1|about 6:00 pm"},
		{"leap day", time.Date(2028, 2, 28, 18, 0, 0, 0, newYork), "US", "24 h", "Tue Feb 29|about 6:00 pm"},
		{"a quarter-hour zone", time.Date(2026, 11, 23, 14, 30, 0, 0, zone("Asia/Kathmandu")), "IN", "24 h", "Tue 24 Nov|about 2:30 pm"},
		// From 48 hours on an hour would only pretend to be exact.
		{"47 h", start, "US", "47 h", "Wed Nov 25|about 1:30 pm"},
		{"48 h", start, "US", "48 h", "Wed Nov 25|"},
		{"2 days", start, "US", "2 days", "Wed Nov 25|"},
		{"72 h", start, "US", "72 h", "Thu Nov 26|"},
		{"2 weeks", start, "US", "2 weeks", "Mon Dec 7|"},
		{"90 min", start, "US", "90 min", "Mon Nov 23|about 4:00 pm"},
	} {
		doc := clocked(t, visit.Visit{Start: c.at}, c.country, c.duration)
		last := doc.Stops[len(doc.Stops)-1]
		if got := spaced(last.Day + "|" + last.Clock); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTimesAreRoundedUpToTheHalfHour(t *testing.T) {
	for _, c := range []struct {
		hour, minute, second, nano int
		want                       string
	}{
		{14, 30, 0, 0, "2:30 pm"},
		{14, 30, 0, 1, "3:00 pm"},
		{14, 30, 1, 0, "3:00 pm"},
		{14, 31, 0, 0, "3:00 pm"},
		{14, 59, 59, 999_999_999, "3:00 pm"},
		{14, 0, 0, 0, "2:00 pm"},
		{14, 1, 0, 0, "2:30 pm"},
		{11, 45, 0, 0, "12 noon"},
		{23, 45, 0, 0, "12 midnight"},
	} {
		at := time.Date(2026, 11, 23, c.hour, c.minute, c.second, c.nano, newYork)
		doc := clocked(t, visit.Visit{Start: at}, "US", "24 h")
		if got := spaced(doc.Stops[1].Clock); got != "about "+c.want {
			t.Errorf("%v: got %q, want about %s", at, got, c.want)
		}
	}
}

func TestTheEndOfTheVisitCounts(t *testing.T) {
	for _, c := range []struct {
		name string
		end  time.Time
		want string
	}{
		{"not known", time.Time{}, "Tue Nov 24, about 2:30 pm"},
		{"45 minutes", start.Add(45 * time.Minute), "Tue Nov 24, about 3:30 pm"},
		{"over midnight", start.Add(10 * time.Hour), "Wed Nov 25, about 12:30 am"},
		{"before the start", start.Add(-time.Hour), "Tue Nov 24, about 2:30 pm"},
	} {
		doc := clocked(t, visit.Visit{Start: start, End: c.end}, "US", "24 h")
		if got := spaced(doc.Stops[1].Day + ", " + doc.Stops[1].Clock); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if got := spaced(doc.Stops[0].Clock); got != "2:30 pm" {
			t.Errorf("%s: the visit itself is at %q", c.name, got)
		}
		until := section(doc, document.Avoid).Items[0].Until
		if want := "until about " + strings.Replace(c.want, "about ", "", 1); spaced(until) != want {
			t.Errorf("%s: avoid %q, want %q", c.name, until, want)
		}
	}
}

func TestStopsOfOneMomentAreOne(t *testing.T) {
	doc := clocked(t, visit.Visit{Start: start}, "US", "24 h", "1 day", "47 h", "48 h", "2 days", "72 h")
	var got []string
	for _, s := range doc.Stops {
		got = append(got, strings.Join(s.Lines, "+"))
	}
	if want := "visit 24 h+1 day 47 h 48 h+2 days 72 h"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	// On the day the clocks change 24 hours and a day are two moments.
	doc = clocked(t, visit.Visit{Start: time.Date(2026, 3, 7, 14, 30, 0, 0, newYork)}, "US", "1 day", "24 h")
	if len(doc.Stops) != 3 {
		t.Errorf("got %v", doc.Stops)
	}
}
