package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/visit"
)

// booked is a row of the list: a visit, or one that a person has to decide
// about, as far as it could be read.
type booked struct {
	visit.Visit
	id       string            // as long as the program runs, whatever the export makes of the row; tells nothing
	warnings []string          // what was doubtful: no patient's data
	held     *appointments.Row // why it is no visit yet; nil where it is one
	entry    string            // what the export knows the appointment by, "" where nothing
	person   string            // and the patient
}

// likeness says what two rows of two exports must share to be the same row.
type likeness struct {
	of func(booked) string // "" is like none
	// alone asks that no other row is like it, in the old list or the new.
	alone bool
}

// likenesses are tried one after the other, on the rows that are left over.
// Another name is another person: a row whose name was changed in the export is
// gone, and a new one has come.
var likenesses = []likeness{
	{of: func(b booked) string { return numbered(b, b.entry) }, alone: true},
	{of: func(b booked) string { return fmt.Sprint(b.Visit, b.entry, b.person) }},
	{of: func(b booked) string { return numbered(b, b.person) }, alone: true},
	{of: func(b booked) string { return named(b, b.Start.Truncate(time.Minute).UTC().String()+b.entry+b.person) }},
	{of: func(b booked) string { return named(b, b.entry+b.person) }, alone: true},
	{of: func(b booked) string { return named(b, b.Start.Truncate(time.Minute).UTC().String()+b.person) }, alone: true}, // booked anew
}

// numbered is what a row is like by a number of the export's own.
func numbered(b booked, number string) string {
	if number == "" {
		return ""
	}
	return named(b, number)
}

func named(b booked, also string) string {
	if b.Patient == "" {
		return ""
	}
	return strings.ToLower(strings.Join(strings.Fields(b.Patient), " ")) + "\n" + also
}

// recognise gives the rows of a list the identities that they had in the list
// before, and new ones to those that were not there. What is there no more is
// kept: it may be open on a page, and may come again.
func (d *day) recognise(before *day, newID func() string) {
	var old []booked
	if sameDay(before.date, d.date) {
		old = slices.Concat(before.rows, before.gone)
	}
	for _, l := range likenesses {
		left := byLikeness(old, l, func(b booked) bool { return b.id != "" })
		mine := byLikeness(d.rows, l, func(b booked) bool { return b.id == "" })
		for key, rows := range mine {
			if l.alone && (len(rows) > 1 || len(left[key]) > 1) {
				continue
			}
			for i := range min(len(rows), len(left[key])) {
				was := &old[left[key][i]]
				d.rows[rows[i]].id, was.id = was.id, ""
			}
		}
	}
	for i := range d.rows {
		if d.rows[i].id == "" {
			d.rows[i].id = newID()
		}
	}
	d.gone = slices.DeleteFunc(old, func(b booked) bool { return b.id == "" })
	d.gone = d.gone[max(0, len(d.gone)-mostVisits):]
}

// byLikeness are the places of the rows that count, by what they are like.
func byLikeness(rows []booked, l likeness, counts func(booked) bool) map[string][]int {
	places := map[string][]int{}
	for i, b := range rows {
		if key := l.of(b); key != "" && counts(b) {
			places[key] = append(places[key], i)
		}
	}
	return places
}

// find is the row with this identity, and whether the export still has it.
func (d *day) find(id string) (row booked, there, known bool) {
	for _, b := range d.rows {
		if b.id == id {
			return b, true, true
		}
	}
	for _, b := range d.gone {
		if b.id == id {
			return b, false, true
		}
	}
	return booked{}, false, false
}
