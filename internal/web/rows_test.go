package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// listed are the rows as they stand, by name, time and identity, the last in
// letters from a on.
func (d *day) identified(letters map[string]string) string {
	var all []string
	for _, b := range d.rows {
		if letters[b.id] == "" {
			letters[b.id] = string(rune('a' + len(letters)))
		}
		all = append(all, fmt.Sprintf("%s %s=%s", b.Start.Format("15:04"), b.Patient, letters[b.id]))
	}
	return strings.Join(all, ", ")
}

// TestRowsAreKnownAgain in another export, by what they say and not by where
// they stand.
func TestRowsAreKnownAgain(t *testing.T) {
	files, e := folder()
	s := opened(t)
	now, letters, before := clock(), map[string]string{}, &day{}
	minute := 0
	for _, step := range []struct{ does, rows, want string }{
		{"at first", "Nadia Brandt,09:00,A A,knee;Owen Hale,10:00,,neck;Nadia Brandt,09:00,B B,hip", "09:00 Nadia Brandt=a, 09:00 Nadia Brandt=b, 10:00 Owen Hale=c"},
		{"the same in another order", "Owen Hale,10:00,,neck;Nadia Brandt,09:00,B B,hip;Nadia Brandt,09:00,A A,knee", "09:00 Nadia Brandt=b, 09:00 Nadia Brandt=a, 10:00 Owen Hale=c"},
		{"an area and a time are changed", "Nadia Brandt,09:00,A A,knee;Owen Hale,11:00,,neck;Nadia Brandt,09:00,B B,jaw", "09:00 Nadia Brandt=a, 09:00 Nadia Brandt=b, 11:00 Owen Hale=c"},
		{"one of two of a name is moved", "Nadia Brandt,09:00,A A,knee;Nadia Brandt,15:00,B B,jaw", "09:00 Nadia Brandt=a, 15:00 Nadia Brandt=b"},
		{"another in the same place", "Nadia Brant,09:00,A A,knee;Nadia Brandt,15:00,B B,jaw", "09:00 Nadia Brant=d, 15:00 Nadia Brandt=b"},
		{"who was gone comes again", "Nadia Brandt,09:00,A A,knee;Owen  Hale,11:00,,neck", "09:00 Nadia Brandt=a, 11:00 Owen Hale=c"},
		{"two come for one that was moved", "Owen Hale,12:00,,neck;Owen Hale,13:00,,neck", "12:00 Owen Hale=e, 13:00 Owen Hale=f"},
	} {
		minute++
		text := "patient,date,time,therapist,area\n"
		for _, row := range strings.Split(step.rows, ";") {
			text += strings.Replace(row, ",", ","+today+",", 1) + "\n"
		}
		put(files, "day.csv", text, minute)
		d := e.read(s.kit.Load(), now, now, before)
		d.recognise(before, s.name)
		before = d
		if got := d.identified(letters); got != step.want {
			t.Errorf("%s: %s\nwant %s", step.does, got, step.want)
		}
		var ids []string
		for _, b := range slices.Concat(d.rows, d.gone) {
			ids = append(ids, b.id)
		}
		if slices.Sort(ids); len(slices.Compact(ids)) != len(d.rows)+len(d.gone) || slices.Contains(ids, "") {
			t.Errorf("%s: an identity stands twice, or lacks: %v", step.does, ids)
		}
	}
	if _, there, known := before.find(before.gone[0].id); there || !known {
		t.Error("a row that is gone is not known any more")
	}
	// What cannot be read changes nothing; another day knows nobody.
	put(files, "day.csv", "", 50)
	if d := e.read(s.kit.Load(), now, now, before); d.fresh || d.identified(letters) != before.identified(letters) || len(d.gone) != len(before.gone) {
		t.Error("a broken export changed the rows")
	}
	put(files, "day.csv", strings.ReplaceAll(table(today, "Nadia Brandt"), today, "2026-11-24"), 51)
	tomorrow := e.read(s.kit.Load(), now, now.AddDate(0, 0, 1), before)
	tomorrow.recognise(before, s.name)
	if len(tomorrow.rows) != 1 || len(tomorrow.gone) > 0 || letters[tomorrow.rows[0].id] != "" {
		t.Errorf("another day: %+v", tomorrow)
	}
}

// TestNamesakesAreKnownByTheirNumbers, though one is moved, is gone and comes back.
func TestNamesakesAreKnownByTheirNumbers(t *testing.T) {
	files, e := folder()
	s := opened(t)
	now, letters, before := clock(), map[string]string{}, &day{}
	for minute, step := range []struct{ does, rows, want string }{
		{"at first", "7,Nadia Brandt,09:00;8,Nadia Brandt,10:00", "09:00 Nadia Brandt=a, 10:00 Nadia Brandt=b"},
		{"they change places", "7,Nadia Brandt,10:00;8,Nadia Brandt,09:00", "09:00 Nadia Brandt=b, 10:00 Nadia Brandt=a"},
		{"one goes", "8,Nadia Brandt,09:00", "09:00 Nadia Brandt=b"},
		{"the other moves", "8,Nadia Brandt,11:00", "11:00 Nadia Brandt=b"},
		{"the first comes back, later", "7,Nadia Brandt,09:00;8,Nadia Brandt,11:00", "09:00 Nadia Brandt=a, 11:00 Nadia Brandt=b"},
		{"hers is booked anew", "7,Nadia Brandt,09:00;9,Nadia Brandt,11:00", "09:00 Nadia Brandt=a, 11:00 Nadia Brandt=b"},
		{"the number is somebody else's now", "7,Owen Hale,09:00;9,Nadia Brandt,11:00", "09:00 Owen Hale=c, 11:00 Nadia Brandt=b"},
	} {
		text := "Appointment ID,patient,time,date\n"
		for _, row := range strings.Split(step.rows, ";") {
			text += row + "," + today + "\n"
		}
		put(files, "day.csv", text, minute+1)
		d := e.read(s.kit.Load(), now, now, before)
		d.recognise(before, s.name)
		before = d
		if got := d.identified(letters); got != step.want {
			t.Errorf("%s: %s\nwant %s", step.does, got, step.want)
		}
	}
}
