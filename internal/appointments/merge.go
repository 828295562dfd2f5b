package appointments

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
)

// visitKey stands for one visit: two rows with the same one are two services
// of the same appointment. It is a hash of patient, start, handout and
// therapist, so that a million rows need 16 MB.
//
// The handout is part of it because two techniques are two sheets; the
// therapist, and what else tells people apart, because two people of one name can
// come at the same time.
// Services that follow one another stay two visits.
type visitKey [16]byte

func keyOf(row *Row) visitKey {
	v := &row.Visit
	text := strconv.AppendInt(nil, v.Start.Unix(), 10)
	for _, part := range []string{fold(v.Patient), v.Handout, fold(v.Therapist), string(row.identity[:])} {
		text = append(append(text, 0), part...) // no cell holds a zero
	}
	sum := sha256.Sum256(text)
	return visitKey(sum[:16])
}

// shared finds the visits that have several rows, and how many.
func shared(keys []visitKey) map[visitKey]int {
	slices.SortFunc(keys, func(a, b visitKey) int { return bytes.Compare(a[:], b[:]) })
	out := map[visitKey]int{}
	for i := 1; i < len(keys); i++ {
		if k := keys[i]; k == keys[i-1] {
			out[k] = max(out[k], 1) + 1
		}
	}
	return out
}

// merger puts the rows of one visit together. A visit with several rows waits
// until its last one is there: exports are nearly in order, so few wait.
type merger struct {
	rows    map[visitKey]int // of the visits that have several; less those seen
	waiting map[visitKey]*Row
}

func newMerger(rows map[visitKey]int) *merger {
	return &merger{rows: maps.Clone(rows), waiting: map[visitKey]*Row{}}
}

// add takes a row in and gives out those that are complete: the merged row
// itself, and the row it completes.
func (m *merger) add(row Row) []Row {
	if row.State != Ready || len(m.rows) == 0 {
		return []Row{row}
	}
	k := keyOf(&row)
	if m.rows[k] == 0 {
		return []Row{row}
	}
	m.rows[k]--
	first, ok := m.waiting[k]
	if !ok {
		m.waiting[k] = &row
		return nil
	}
	first.absorb(row)
	merged := Row{Record: row.Record, Line: row.Line, State: Merged, Into: first.Record,
		Reason: fmt.Sprintf("one visit with row %d", first.Record)}
	if m.rows[k] > 0 {
		return []Row{merged}
	}
	delete(m.waiting, k)
	return []Row{*first, merged}
}

// rest are the visits whose last row never came, which is so only where the
// file was changed while it was read.
func (m *merger) rest() []Row {
	var out []Row
	for _, row := range m.waiting {
		out = append(out, *row)
	}
	slices.SortFunc(out, func(a, b Row) int { return a.Record - b.Record })
	return out
}

// absorb adds what another row says of the same visit. What both say stays as
// the first has it.
func (row *Row) absorb(other Row) {
	v, o := &row.Visit, other.Visit
	v.Areas = union(v.Areas, o.Areas)
	v.Flags = union(v.Flags, o.Flags)
	if o.End.After(v.End) {
		v.End = o.End
	}
	if v.Next.IsZero() {
		v.Next = o.Next
	}
	if v.Language == "" {
		v.Language = o.Language
	}
	switch {
	case v.Note == "":
		v.Note = o.Note
	case o.Note != "" && o.Note != v.Note:
		v.Note += " " + o.Note
	}
	row.Warnings = union(row.Warnings, other.Warnings)
}

// mostEntries is more areas, flags or warnings than any visit has.
const mostEntries = 100

func union(a, b []string) []string {
	for _, s := range b {
		if len(a) < mostEntries && !slices.ContainsFunc(a, func(have string) bool { return fold(have) == fold(s) }) {
			a = append(a, s)
		}
	}
	return a
}

// merging runs rows through a merger.
func merging(rows iter.Seq2[Row, error], shared map[visitKey]int) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		m := newMerger(shared)
		for row, err := range rows {
			if err != nil {
				yield(Row{}, err)
				return
			}
			for _, out := range m.add(row) {
				if !yield(out, nil) {
					return
				}
			}
		}
		for _, row := range m.rest() {
			if !yield(row, nil) {
				return
			}
		}
	}
}
