package appointments

import (
	"encoding/csv"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// truth is what a row of a random table stands for.
type truth struct {
	patient string
	start   time.Time
	came    bool
	needled bool
}

// invented is a column of a random table: one of several names, and what it
// says of a row.
type invented struct {
	names []string
	says  func(r *rand.Rand, t truth) string
}

// pick is one of several words.
func pick(r *rand.Rand, words ...string) string { return words[r.IntN(len(words))] }

// either is a word of one list or of the other.
func either(yes bool, r *rand.Rand, whenYes, whenNo []string) string {
	if yes {
		return pick(r, whenYes...)
	}
	return pick(r, whenNo...)
}

var (
	whose = []invented{
		{[]string{"Patient", "Patient Name", "ClientName", "Paciente", "Customer Name", "Patientenname", "Nom du patient", "Klantnaam"},
			func(_ *rand.Rand, t truth) string { return t.patient }},
		{[]string{"Invitee Name", "Client"}, func(_ *rand.Rand, t truth) string {
			given, family, _ := strings.Cut(t.patient, " ")
			return family + ", " + given
		}},
	}
	whens = []invented{
		{[]string{"Appointment Date & Time", "Start", "starts_at", "Visit Date/Time", "Fecha y hora", "Date et heure"},
			func(r *rand.Rand, t truth) string {
				return t.start.Format(pick(r, "2006-01-02 15:04", "Jan 2, 2006 3:04 PM"))
			}},
		{[]string{"Appt. Date", "Datum", "When"}, func(_ *rand.Rand, t truth) string { return t.start.Format("2006-01-02T15:04:05") }},
	}
	// stopping are columns of which each says by itself that a visit did not
	// take place, under names and in words that lists have and do not have.
	stopping = []invented{
		{[]string{"Status", "Appt Status", "AppointmentStatus", "State", "Statut", "Estado", "Terminstatus", "Visit Outcome", "Attendance", "X", "Col 7"},
			func(r *rand.Rand, t truth) string {
				return either(t.came, r, []string{"Completed", "Arrived", "Confirmed", "Booked", "Checked Out", "Done", "Kept"},
					[]string{"Cancelled", "No Show", "CANCELLED_BY_CUSTOMER", "Late cancel", "NoShow", "Did not attend", "Annulé", "storniert", "Deleted"})
			}},
		{[]string{"Is Cancelled", "Cancelled", "Deleted", "Late Cancel", "Broken", "No Show", "Missed", "Anulada", "Storniert", "Archived", "Cancel flag", "Visit was cancelled"},
			func(r *rand.Rand, t truth) string {
				return either(t.came, r, []string{"", "No", "false", "0", "N"}, []string{"Yes", "true", "1", "Y", "X"})
			}},
		{[]string{"Cancellation Date", "cancelled_at", "Canceled On", "Deleted At", "Stornodatum"}, func(r *rand.Rand, t truth) string {
			return either(t.came, r, []string{"", "0000-00-00 00:00:00", "1/1/0001"}, []string{"2026-11-20 10:00", "2026-11-21"})
		}},
		{[]string{"Cancellation Reason", "Stornogrund"}, func(r *rand.Rand, t truth) string {
			return either(t.came, r, []string{""}, []string{"Sick", "Weather", "Other"})
		}},
		{[]string{"Comments", "Remarks", "Extra"}, func(r *rand.Rand, t truth) string {
			return either(t.came, r, []string{"", "bring shorts", "first visit"}, []string{"pt cancelled by phone", "CANCELLED", "no show, left message"})
		}},
	}
	booked = []invented{
		{[]string{"Service", "Appt Type", "Procedure Name", "Reason", "Motif", "Treatment", "Behandlung", "Was", "Kind of thing"},
			func(r *rand.Rand, t truth) string {
				return either(t.needled, r, []string{"Dry needling", "DN", "TDN", "Dry Needling 30 min", "20560"},
					[]string{"Massage", "Telehealth eval", "Manual therapy w/o dry needling", "Cupping", "Dry needling consult", "97110"})
			}},
	}
	harmless = []invented{
		{[]string{"Phone", "Room", "Price", "Payment Status", "Email", "Tags", "Notes", "Created At", "Insurance Type", "Therapist"},
			func(r *rand.Rand, _ truth) string { return pick(r, "", "1", "A", "Paid") }},
	}
)

// TestRandomTables: whatever columns a table has, under whatever names and in
// whatever order, nobody who did not come is printed, nobody gets a handout for
// another treatment, and every row ends somewhere.
func TestRandomTables(t *testing.T) {
	o := testOptions()
	o.Vocabulary = nil
	lib, err := loadLibrary(o)
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 7))
		table := tableOf(r)
		im, err := lib.open("random.csv", strings.NewReader(table.text), o)
		var unclear *Unclear
		if errors.As(err, &unclear) {
			continue // a column in doubt holds the file
		}
		if err != nil {
			t.Errorf("seed %d: %v\n%s", seed, err, table.text)
			continue
		}
		read++
		table.holds(t, seed, im)
		im.Close()
	}
	if read < 300 {
		t.Errorf("only %d of 600 tables are read", read)
	}
}

// random is a table and what is true of it.
type random struct {
	text   string
	truths map[string]truth
	stops  bool // some column says who did not come
	books  bool // some column says what was done
}

func tableOf(r *rand.Rand) random {
	t := random{truths: map[string]truth{}}
	columns := []invented{whose[r.IntN(len(whose))], whens[r.IntN(len(whens))]}
	for range r.IntN(3) {
		columns, t.stops = append(columns, stopping[r.IntN(len(stopping))]), true
	}
	if r.IntN(4) > 0 {
		columns, t.books = append(columns, booked[0]), true
	}
	for range r.IntN(3) {
		columns = append(columns, harmless[0])
	}
	r.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	var header []string
	for _, c := range columns {
		name := pick(r, c.names...)
		switch r.IntN(4) {
		case 0:
			name = strings.ToUpper(name)
		case 1:
			name = strings.ReplaceAll(strings.ToLower(name), " ", "_")
		}
		header = append(header, name)
	}
	rows := [][]string{header}
	for i := range 2 + r.IntN(8) {
		row := truth{patient: "Ana " + spelled(100+i), start: time.Date(2026, 11, 23, 8+i, 0, 0, 0, time.UTC), came: r.IntN(3) > 0 || !t.stops, needled: r.IntN(3) > 0 || !t.books}
		t.truths[row.patient] = row
		var cells []string
		for _, c := range columns {
			cells = append(cells, c.says(r, row))
		}
		rows = append(rows, cells)
	}
	var b strings.Builder
	_ = csv.NewWriter(&b).WriteAll(rows) // a builder takes everything
	t.text = b.String()
	return t
}

// holds is the property, for one table that was read.
func (t *random) holds(test *testing.T, seed uint64, im *Import) {
	test.Helper()
	var seen []int
	for row, err := range im.Rows() {
		if err != nil {
			test.Fatal(err)
		}
		seen = append(seen, row.Record)
		if row.State != Ready {
			if row.Reason == "" {
				test.Errorf("seed %d: row %d is %s for no reason\n%s", seed, row.Record, row.State, t.text)
			}
			continue
		}
		is := t.truths[row.Visit.Patient]
		if !is.came || !is.needled {
			test.Errorf("seed %d: row %d is printed: %+v\n%s", seed, row.Record, is, t.text)
		}
		if t.books && row.defaulted {
			test.Errorf("seed %d: row %d gets the default handout, beside a column that says what was done\n%s", seed, row.Record, t.text)
		}
	}
	slices.Sort(seen)
	if want := fmt.Sprint(seq(len(t.truths))); fmt.Sprint(seen) != want {
		test.Errorf("seed %d: rows %v, want %s\n%s", seed, seen, want, t.text)
	}
}

func seq(n int) (out []int) {
	for i := range n {
		out = append(out, i+1)
	}
	return out
}
