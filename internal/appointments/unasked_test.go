package appointments

import (
	"strings"
	"testing"
	"time"
)

// What a filter leaves out is told apart from what rightly gets no handout.
func TestUnasked(t *testing.T) {
	const table = "patient,date,time,area,status\nAna Q,2026-11-23,08:00,neck,\nBo Q,2026-11-23,09:00,jaw,cancelled\nCy Q,2026-11-25,10:00,hip,\n"
	o := testOptions()
	span := func() string {
		im, err := Open("day.csv", strings.NewReader(table), o)
		if err != nil {
			t.Fatal(err)
		}
		defer im.Close()
		for row, err := range im.Rows() {
			left := !o.On.IsZero() && row.Record == 3
			if err != nil || row.Unasked != left || left && row.State != Skipped {
				t.Errorf("%v, %+v", err, row)
			}
		}
		first, last := im.Span()
		return first.Format(time.DateTime) + " to " + last.Format(time.DateTime)
	}
	if got := span(); got != "2026-11-23 08:00:00 to 2026-11-25 10:00:00" {
		t.Error(got)
	}
	o.On = time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	if got := span(); got != "2026-11-23 08:00:00 to 2026-11-23 08:00:00" {
		t.Error(got)
	}
}
