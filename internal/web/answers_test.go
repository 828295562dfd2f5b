package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
	"aftercare/internal/gate"
	"aftercare/internal/visit"
)

const held = `patient,date,time,service,status
Nadia Brandt,2026-11-23,15:00,Dry needling,Confirmed
Owen Hale,2026-11-23,15:30,Video consultation,Confirmed
Mei Tanaka,2026-11-23,16:00,Dry needling,Awaiting form
`

// sendForm sends a form as a page does.
func sendForm(t testing.TB, h http.Handler, address string, values url.Values) *httptest.ResponseRecorder {
	t.Helper()
	return post(t, h, address, values.Encode(), "Content-Type", "application/x-www-form-urlencoded")
}

// asked are the rows that ask something, in one line each.
func (n node) asked() (all []string) {
	for _, row := range n.all(".held") {
		line := row.all(".time")[0].text() + " " + row.all("strong")[0].text() + ": " + row.all(".what")[0].text()
		for _, b := range row.all("button") {
			what, _, _ := strings.Cut(b.text(), " for "+row.all("strong")[0].text())
			what, _, _ = strings.Cut(what, ": ")
			line += " [" + what + "]"
		}
		all = append(all, line)
	}
	return all
}

// TestHeldRowsAreInTheList, and are answered one by one.
func TestHeldRowsAreInTheList(t *testing.T) {
	s := opened(t, lettingTabletsIn, exporting("day.csv", held))
	desk := atDesk(t, s)
	list := func() node { t.Helper(); return pageOf(t, get(t, desk, "/today")) }
	want := `3:30 pm Owen Hale: Does “Video consultation” get a sheet? [Make a sheet] [No sheet]
4:00 pm Mei Tanaka: The status is “Awaiting form”: did the visit take place? [Make a sheet] [No sheet]`
	if got := strings.Join(list().asked(), "\n"); got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	if page := list(); len(page.all("[data-always]")) > 0 || len(page.all(".open")) > 0 || strings.Contains(page.text(), "toml") {
		t.Error("it offers what cannot be kept, or tells of files: ", page.text())
	}
	row := func(i int) string {
		t.Helper()
		return "/rows/" + list().all("[data-row]")[i].attribute("data-row") + "/answer"
	}
	sendForm(t, desk, row(1), url.Values{"sheet": {"make"}})
	sendForm(t, desk, row(2), url.Values{"sheet": {"none"}})
	if got := strings.Join(list().asked(), "\n"); got != "4:00 pm Mei Tanaka: no sheet [It gets one]" {
		t.Errorf("got\n%s", got)
	}
	if got := list().lines(); len(got) != 2 || got[1] != "3:30 pm Owen Hale: no area yetBooked: Video consultation (Does “Video consultation” get a sheet?)" {
		t.Errorf("the row that gets a sheet: %q", got)
	}
	sendForm(t, desk, row(2), url.Values{"sheet": {""}})
	if got := list().asked(); len(got) != 1 || !strings.Contains(got[0], "Awaiting form") {
		t.Errorf("taken back: %q", got)
	}
	for address, values := range map[string]url.Values{"/rows/nobody/answer": {"sheet": {"make"}}, row(1): {"sheet": {"perhaps"}}} {
		if w := sendForm(t, desk, address, values); w.Code < 400 {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

// keeping is a clinic whose file notes what is set in it.
func keeping(set *[]string, fails diag.List) func(*Options) {
	return func(o *Options) {
		o.Files.Set = func(path []string, value any) diag.List {
			*set = append(*set, strings.Join(path, ".")+"="+value.(string))
			return fails
		}
		o.Files.Unset = func(path []string) diag.List {
			*set = append(*set, strings.Join(path, "."))
			return fails
		}
	}
}

// TestAnswersForGood are written into the clinic's file, by who sits at this
// computer.
func TestAnswersForGood(t *testing.T) {
	var set []string
	s := opened(t, lettingTabletsIn, exporting("day.csv", held), keeping(&set, nil))
	desk := atDesk(t, s)
	tablet := known(t, s.Gate.Network(s.Handler(), []string{"192.168.1.20:8443"}), "https://192.168.1.20:8443", s.Gate.Invite(gate.NetworkDoor).Token)
	page := pageOf(t, get(t, desk, "/today"))
	if got := strings.Join(page.all(".always")[0].texts("[data-always]"), "|"); got != "no sheet|the sheet about dry needling" {
		t.Error(got)
	}
	if got := strings.Join(page.all(".always")[1].texts("[data-always]"), "|"); got != "no sheet|a sheet: the visit took place" {
		t.Error(got)
	}
	if got := pageOf(t, get(t, tablet, "/today")); len(got.all(".held")) != 2 || len(got.all(".always")) > 0 {
		t.Error("a tablet is offered an answer for good")
	}
	always := func(i int) string { return "/rows/" + page.all(".held")[i].attribute("data-row") + "/always" }
	for _, c := range []struct {
		h       http.Handler
		address string
		of      string
		answer  string
		status  int
	}{
		{tablet, always(0), "services", "skip", http.StatusForbidden},
		{desk, always(0), "services", "print", http.StatusBadRequest},
		{desk, "/rows/" + page.all(".row")[0].attribute("data-row") + "/always", "services", "skip", http.StatusNotFound},
		{desk, always(0), "statuses", "print", http.StatusNotFound},
		{desk, always(0), "services", "skip", http.StatusNoContent},
		{desk, always(1), "statuses", "print", http.StatusNoContent},
	} {
		if w := sendForm(t, c.h, c.address, url.Values{"of": {c.of}, "answer": {c.answer}}); w.Code != c.status {
			t.Errorf("%s %s: %d %s, want %d", c.address, c.answer, w.Code, w.Body, c.status)
		}
	}
	if got := strings.Join(set, ", "); got != "services.Video consultation=skip, statuses.Awaiting form=print" {
		t.Error(got)
	}
	if w := sendForm(t, tablet, "/always/undo", nil); w.Code != http.StatusForbidden {
		t.Error("a tablet takes it back:", w.Code)
	}
	for _, status := range []int{http.StatusNoContent, http.StatusConflict} {
		if w := sendForm(t, desk, "/always/undo", nil); w.Code != status {
			t.Errorf("taken back: %d %s, want %d", w.Code, w.Body, status)
		}
	}
	if got := set[len(set)-1]; got != "statuses.Awaiting form" {
		t.Error("taken back:", got)
	}
	s = opened(t, lettingTabletsIn, exporting("day.csv", held), keeping(&set, diag.Errorf("it is written within braces")))
	row := pageOf(t, get(t, atDesk(t, s), "/today")).all(".held")[0].attribute("data-row")
	if w := sendForm(t, atDesk(t, s), "/rows/"+row+"/always", url.Values{"of": {"services"}, "answer": {"skip"}}); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "within braces") {
		t.Error("a file that cannot be changed:", w.Code, w.Body)
	}
}

const unheard = `Qua,Quo,Qui,Quod es
Nadia Brandt,2026-11-23,15:00,ok
Owen Hale,2026-11-23,15:30,ok
`

// TestColumnsThatNobodyKnows are named at the desk, once.
func TestColumnsThatNobodyKnows(t *testing.T) {
	s := opened(t, lettingTabletsIn, exporting("day.csv", unheard))
	desk := atDesk(t, s)
	tablet := known(t, s.Gate.Network(s.Handler(), []string{"192.168.1.20:8443"}), "https://192.168.1.20:8443", s.Gate.Invite(gate.NetworkDoor).Token)
	page := pageOf(t, get(t, desk, "/banner"))
	if got := strings.Join(page.texts("th"), "|"); got != "Qua|Quo|Qui|Quod es" {
		t.Fatalf("columns %q of %s", got, get(t, desk, "/banner").Body)
	}
	if len(page.all("tbody")[0].all("tr")) != 2 || !strings.Contains(page.text(), "holds until the program stops") || strings.Contains(page.text(), "--map") {
		t.Error(page.text())
	}
	said := url.Values{"column-0": {"patient"}, "column-1": {"date"}, "column-2": {"time"}, "column-3": {"unused"}}
	if w := sendForm(t, tablet, "/columns", said); w.Code != http.StatusForbidden {
		t.Error("a tablet names columns:", w.Code)
	}
	if got := pageOf(t, get(t, tablet, "/banner")); len(got.all("select")) > 0 || strings.Contains(got.text(), "Hale") {
		t.Error("a tablet is shown the table")
	}
	if w := sendForm(t, desk, "/columns", url.Values{"column-0": {"neighbour"}}); w.Code != http.StatusBadRequest {
		t.Error("a column is anything:", w.Code)
	}
	if w := sendForm(t, desk, "/columns", said); w.Code != http.StatusNoContent {
		t.Fatal(w.Code, w.Body)
	}
	s.look()
	if got := s.day.Load().shown(); got != "day.csv: 15:00 Nadia Brandt, 15:30 Owen Hale" {
		t.Error(got)
	}
	if w := sendForm(t, desk, "/columns", said); w.Code != http.StatusConflict {
		t.Error("named twice:", w.Code)
	}
	// The next export of this make is read at once.
	put(s.Exports.Folder.(fstest.MapFS), "day.csv", strings.Replace(unheard, "Owen Hale", "Mei Tanaka", 1), 1)
	s.look()
	s.look()
	if got := s.day.Load().shown(); got != "day.csv: 15:00 Nadia Brandt, 15:30 Mei Tanaka" {
		t.Error(got)
	}
	var set []string
	s = opened(t, lettingTabletsIn, exporting("day.csv", unheard), keeping(&set, nil))
	sendForm(t, atDesk(t, s), "/columns", said)
	if got := strings.Join(set, ", "); got != "columns.Qua=patient, columns.Qui=time, columns.Quo=date, columns.Quod es=unused" {
		t.Error(got)
	}
}

// TestDaysThatCanBeReadInTwoWays are asked about at the desk.
func TestDaysThatCanBeReadInTwoWays(t *testing.T) {
	const open = "patient,date,time\nNadia Brandt,11/12/2026,15:00\nOwen Hale,11/12/2026,15:30\n"
	december := func(o *Options) { o.Now = func() time.Time { return clock().AddDate(0, 0, 18) } } // the 11th
	s := opened(t, lettingTabletsIn, exporting("day.csv", open), december)
	desk := atDesk(t, s)
	page := pageOf(t, get(t, desk, "/banner"))
	if got := strings.Join(page.texts("button"), "|"); got != "the day stands first: 23/11/2026|the month stands first: 11/23/2026" || strings.Contains(page.text(), "--") {
		t.Fatalf("%q in %s", got, page.text())
	}
	for order, status := range map[string]int{"ymd": http.StatusBadRequest, "": http.StatusBadRequest, "dmy": http.StatusNoContent} {
		if w := sendForm(t, desk, "/dates", url.Values{"order": {order}}); w.Code != status {
			t.Errorf("%q: %d %s", order, w.Code, w.Body)
		}
	}
	s.look()
	if got := s.day.Load().shown(); got != "day.csv: 15:00 Nadia Brandt, 15:30 Owen Hale" {
		t.Error(got)
	}
	var set []string
	s = opened(t, lettingTabletsIn, exporting("day.csv", open), december, keeping(&set, nil))
	sendForm(t, atDesk(t, s), "/dates", url.Values{"order": {"mdy"}})
	if got := strings.Join(set, ", "); got != "import.dates=mdy" {
		t.Error(got)
	}
}

// TestAColumnInDoubt is not guessed: a person has to say what it is.
func TestAColumnInDoubt(t *testing.T) {
	s := opened(t, lettingTabletsIn, exporting("day.csv", "patient,date,time,Appt State\nNadia Brandt,2026-11-23,15:00,Parked\nOwen Hale,2026-11-23,15:30,Gone\n"))
	desk := atDesk(t, s)
	page := pageOf(t, get(t, desk, "/banner"))
	if got := page.texts(".doubt"); len(got) != 2 || !page.all("select")[3].has("required") || page.all("select")[3].all("[selected]") != nil {
		t.Fatalf("%q in %s", got, page.text())
	}
	said := url.Values{"column-0": {"patient"}, "column-1": {"date"}, "column-2": {"time"}}
	if w := sendForm(t, desk, "/columns", said); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "Appt State") {
		t.Error(w.Code, w.Body)
	}
	said["column-3"] = []string{"unused"}
	if w := sendForm(t, desk, "/columns", said); w.Code != http.StatusNoContent {
		t.Error(w.Code, w.Body)
	}
	s.look()
	if got := s.day.Load().shown(); got != "day.csv: 15:00 Nadia Brandt, 15:30 Owen Hale" {
		t.Error(got)
	}
}

const doubtful = `patient,date,time,service,status
Owen Hale,2026-11-23,3:30 pm,Massage 60,Parked
Mei Tanaka,2026-11-23,1:30,Dry needling,Confirmed
Nadia Brandt,2026-11-23,4:30 pm,Dry needling,Confirmed
`

// TestEveryDoubtOfARow is shown, and one that comes later is not answered by what
// was decided before.
func TestEveryDoubtOfARow(t *testing.T) {
	var set []string
	s := opened(t, lettingTabletsIn, exporting("day.csv", doubtful), keeping(&set, nil))
	desk := atDesk(t, s)
	row := func() node {
		t.Helper()
		for _, row := range pageOf(t, get(t, desk, "/today")).all("[data-row]") {
			if row.texts("strong")[0] == "Owen Hale" {
				return row
			}
		}
		t.Fatal("the row is gone")
		return node{}
	}
	answer := func(values url.Values) {
		t.Helper()
		if w := sendForm(t, desk, "/rows/"+row().attribute("data-row")+"/answer", values); w.Code != http.StatusNoContent {
			t.Fatal(w.Code, w.Body)
		}
	}
	if got := strings.Join(row().texts(".what"), "|"); got != "The status is “Parked”: did the visit take place?|Does “Massage 60” get a sheet?|Booked: Massage 60" {
		t.Fatal(got)
	}
	if got := strings.Join(row().all(".always")[0].texts("p"), "|"); got != "Whenever the status is “Parked”:|Whenever “Massage 60” is booked:" {
		t.Error(got)
	}
	answer(url.Values{"sheet": {"make"}})
	if got := row().texts(".what")[0]; row().has("required") || row().attribute("data-booked") != "Massage 60" || !strings.Contains(got, "Booked: Massage 60") || !strings.Contains(got, "Parked") {
		t.Error("decided:", got)
	}
	export := func(text string, minute int) {
		put(s.Exports.Folder.(fstest.MapFS), "day.csv", text, minute)
		s.look()
		s.look()
	}
	// What was known when it was decided is decided; what comes later asks.
	export(strings.Replace(doubtful, "Parked", "Confirmed", 1), 1)
	if got := row().texts(".doubt"); len(got) > 0 {
		t.Error("asked again:", got)
	}
	export(strings.Replace(doubtful, "Massage 60", "Cupping", 1), 2)
	if got := strings.Join(row().texts(".doubt"), "|"); got != "The status is “Parked”: did the visit take place?|Does “Cupping” get a sheet?" {
		t.Error("another service:", got)
	}
	answer(url.Values{"sheet": {"none"}})
	if got := row().texts(".what")[0]; got != "no sheet" {
		t.Error(got)
	}
}

// TestATimeOfEitherHalf of the day is asked about with both.
func TestATimeOfEitherHalf(t *testing.T) {
	s := opened(t, lettingTabletsIn, exporting("day.csv", doubtful))
	desk := atDesk(t, s)
	held := pageOf(t, get(t, desk, "/today")).all(".held")[0]
	if got := strings.Join(held.texts("button"), "|") + "|" + held.texts(".time")[0] + "|" + held.texts(".doubt")[0]; got !=
		"1:30 am: a sheet for Mei Tanaka|1:30 pm: a sheet for Mei Tanaka|No sheet for Mei Tanaka, 1:30 am or 1:30 pm|1:30 am or 1:30 pm|Did it begin at 1:30 am or at 1:30 pm?" {
		t.Fatal(got)
	}
	address := "/rows/" + held.attribute("data-row") + "/answer"
	for at, status := range map[string]int{"": http.StatusBadRequest, "2026-11-23T04:00": http.StatusBadRequest, "2026-11-23T13:30": http.StatusNoContent} {
		if w := sendForm(t, desk, address, url.Values{"sheet": {"make"}, "at": {at}}); w.Code != status {
			t.Errorf("%q: %d %s", at, w.Code, w.Body)
		}
	}
	page := pageOf(t, get(t, desk, "/today"))
	if got := page.lines()[0]; !strings.HasPrefix(got, "1:30 pm Mei Tanaka") || page.filled(t)[0].At != "2026-11-23T13:30" {
		t.Error(got, page.filled(t)[0].At)
	}
}

// TestAnEndGoesWithItsStart, where it is of the same half.
func TestAnEndGoesWithItsStart(t *testing.T) {
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 23, hour, minute, 0, 0, time.UTC) }
	for _, c := range []struct{ start, end, chosen, want time.Time }{
		{at(1, 30), at(2, 15), at(13, 30), at(14, 15)},
		{at(1, 30), at(14, 15), at(13, 30), at(14, 15)},
		{at(1, 30), time.Time{}, at(13, 30), time.Time{}},
		{at(21, 30), at(22, 0), at(9, 30), at(10, 0)},
	} {
		b := booked{Visit: visit.Visit{Start: c.start, End: c.end}}.begun(c.chosen)
		if !b.Start.Equal(c.chosen) || !b.End.Equal(c.want) {
			t.Errorf("%v to %v begun at %v: %v to %v", c.start, c.end, c.chosen, b.Start, b.End)
		}
	}
	if got := halvesOf(at(12, 5)); got != [2]time.Time{at(0, 5), at(12, 5)} {
		t.Error(got)
	}
}

// TestOneColumnForThePatient: two are refused with words, and where two could be it
// none is chosen beforehand. What was said is taken back once.
func TestOneColumnForThePatient(t *testing.T) {
	u := &unclear{"day.csv", &appointments.Unclear{Columns: []appointments.UnclearColumn{
		{Name: "Client", Field: "patient"}, {Name: "Member", Field: "patient"}, {Name: "Day", Field: "date"}, {Name: "Stage", Field: "status"}, {Name: "State", Field: "status"},
	}}}
	c := u.columns(true, true)
	for i, want := range []string{"", "", "date", "status", "status"} {
		if got := c.Columns[i]; got.Is != want || (got.Doubt != "") != (want == "") {
			t.Errorf("%s: %q, %q", got.Name, got.Is, got.Doubt)
		}
	}
	var set []string
	s := opened(t, lettingTabletsIn, exporting("day.csv", unheard), keeping(&set, nil))
	desk := atDesk(t, s)
	said := url.Values{"column-0": {"patient"}, "column-1": {"date"}, "column-2": {"time"}, "column-3": {"patient"}}
	w := sendForm(t, desk, "/columns", said)
	if w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "“Qua” and “Quod es” cannot both be this: Patient’s name") || len(set) > 0 {
		t.Error(w.Code, w.Body, set)
	}
	said["column-3"] = []string{"unused"}
	sendForm(t, desk, "/columns", said)
	set = nil
	if w := sendForm(t, desk, "/always/undo", nil); w.Code != http.StatusNoContent {
		t.Error(w.Code, w.Body)
	}
	if got := strings.Join(set, ", "); got != "columns.Qua, columns.Qui, columns.Quo, columns.Quod es" {
		t.Error("taken back:", got)
	}
	// Where no file keeps it, too.
	s = opened(t, lettingTabletsIn, exporting("day.csv", unheard))
	desk = atDesk(t, s)
	sendForm(t, desk, "/columns", said)
	s.look()
	sendForm(t, desk, "/always/undo", nil)
	s.look()
	if d := s.day.Load(); d.unclear == nil {
		t.Error("it is not asked again:", d.shown())
	}
}
