package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/gate"
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
	want := `3:30 pm Owen Hale: Booked is “Video consultation”: does that get a sheet? [Make a sheet] [No sheet]
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
	if got := list().lines(); len(got) != 2 || got[1] != "3:30 pm Owen Hale: no area yet (Booked is “Video consultation”: does that get a sheet?)" {
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
		answer  string
		status  int
	}{
		{tablet, always(0), "skip", http.StatusForbidden},
		{desk, always(0), "print", http.StatusBadRequest},
		{desk, "/rows/" + page.all(".row")[0].attribute("data-row") + "/always", "skip", http.StatusNotFound},
		{desk, always(0), "skip", http.StatusNoContent},
		{desk, always(1), "print", http.StatusNoContent},
	} {
		if w := sendForm(t, c.h, c.address, url.Values{"answer": {c.answer}}); w.Code != c.status {
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
	if w := sendForm(t, atDesk(t, s), "/rows/"+row+"/always", url.Values{"answer": {"skip"}}); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "within braces") {
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
