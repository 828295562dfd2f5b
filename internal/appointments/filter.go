package appointments

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Range is a run of records, First to Last with both.
type Range struct{ First, Last int }

// ParseRows reads "3-9,14": records as they are numbered in the manifest.
func ParseRows(s string) ([]Range, error) {
	var out []Range
	for _, part := range strings.Split(s, ",") {
		from, to, isRange := strings.Cut(strings.TrimSpace(part), "-")
		if !isRange {
			to = from
		}
		first, err := strconv.Atoi(strings.TrimSpace(from))
		last, err2 := strconv.Atoi(strings.TrimSpace(to))
		if err != nil || err2 != nil || first < 1 || last < first {
			return nil, fmt.Errorf(`%q is no list of rows: write "3-9,14"`, s)
		}
		out = append(out, Range{first, last})
	}
	return out, nil
}

// asked is true where no rows were asked for, or this one.
func asked(rows []Range, record int) bool {
	for _, r := range rows {
		if record >= r.First && record <= r.Last {
			return true
		}
	}
	return len(rows) == 0
}

// filters is true where only a part of the file is asked for.
func (o *Options) filters() bool {
	return !o.On.IsZero() || o.From != nil || o.To != nil || o.Therapist != "" || len(o.Rows) > 0
}

// leftOut says why a visit that starts then is not asked for, or "".
func (o *Options) leftOut(start time.Time) string {
	seconds := TimeOfDay{start.Hour(), start.Minute(), start.Second()}.seconds()
	switch {
	case !o.On.IsZero() && start.Format(time.DateOnly) != o.On.Format(time.DateOnly):
		return "not on " + o.On.Format(time.DateOnly)
	case o.From != nil && seconds < o.From.seconds():
		return "starts before " + o.From.String()
	case o.To != nil && seconds >= o.To.seconds():
		return "does not start before " + o.To.String()
	}
	return ""
}

// isTherapist is true where no therapist is asked for, or this one.
func (o *Options) isTherapist(name string) bool {
	return o.Therapist == "" || strings.Contains(fold(name), fold(o.Therapist))
}
