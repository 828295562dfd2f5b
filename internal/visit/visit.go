// Package visit holds the patient-specific fields of one session: what a
// therapist would write on the sheet by hand.
package visit

import "time"

// Visit is one session of one patient. Every field but Start may be empty.
// Words stand as they were typed or exported; what they mean is looked up by
// package document.
type Visit struct {
	Patient   string
	Areas     []string // treated areas as written: "low back", "L hip", "LBP"
	Start     time.Time
	End       time.Time // zero where it is not known
	Therapist string
	Flags     []string // special cases as written: "blood-thinner"
	Note      string   // the therapist's own line
	Next      time.Time
	Handout   string // identity of a definition; "" leaves it to the caller
	Language  string // "en", "es"; "" leaves it to the caller
}

// Over is when the session ended, as far as it is known: the clock that every
// "until" of the handout counts from.
func (v Visit) Over() time.Time {
	if v.End.After(v.Start) {
		return v.End
	}
	return v.Start
}
