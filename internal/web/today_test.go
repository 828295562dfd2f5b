package web

import (
	"encoding/json"
	"fmt"
	"html/template"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// hostile is a day of names that try to be more than names.
const hostile = `patient,date,time,area,therapist,note
"Zoë ""Onload"" O’Dowd",2026-11-23,14:30,"knee </strong><b>",Dana <b>Reyes</b>,"</script><!--"
"""O'Hara"" Sons' Onclick",2026-11-23,14:45,"""shin"" onload=alert(1)",,
"<script>alert(1)</script>",2026-11-23,15:00,"<b>",,
`

// lines are the rows of today as they are read, in one line each.
func (n node) lines() (all []string) {
	for _, row := range n.all(".row") {
		what := row.all(".what")[0].text()
		for _, hint := range row.texts(".hint") {
			what = strings.Replace(what, hint, " ("+hint+")", 1)
		}
		line := row.all(".time")[0].text() + " " + row.all("strong")[0].text() + ": " + what
		for _, mark := range row.texts(".mark") {
			line += " [" + mark + "]"
		}
		all = append(all, line)
	}
	return all
}

// filled are the fields that a row gives the form.
func (n node) filled(t testing.TB) (all []fields) {
	t.Helper()
	for _, row := range n.all(".row") {
		var f fields
		if err := json.Unmarshal([]byte(row.attribute("data-fields")), &f); err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

// visitOf is what the page sends when the form is filled with f.
func visitOf(t testing.TB, f fields) string {
	t.Helper()
	areas := []string{}
	for _, c := range f.Chips {
		areas = append(areas, c.Label)
	}
	v := map[string]any{
		"patient": f.Patient, "areas": areas, "at": f.At, "therapist": f.Therapist, "flags": f.Flags, "note": f.Note, "handout": f.Handout, "language": f.Language,
	}
	for key, at := range map[string]string{"end": f.End, "next": f.Next} {
		if at != "" {
			v[key] = at
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestTodayByTime(t *testing.T) {
	s := opened(t, exporting("day.csv", `patient,date,time,area,therapist
Zoë Łukasiewicz,2026-11-23,14:30,LBP; L hip and knee,"Dana Reyes, PT"
Owen Hale,2026-11-23,8:00 am,the sore bit; neck,
Mei Tanaka,2026-11-23,12:00,,"Ines Lindqvist, PT"
Rosa Maldonado,2026-11-24,09:00,knee,
`))
	page := pageOf(t, get(t, s.Handler(), "/today"))
	want := `8:00 am Owen Hale: neck and the sore bit (a treated area is not in the vocabulary: printed as written, with the cautious version)
12 noon Mei Tanaka: no area yet · Ines Lindqvist, PT
2:30 pm Zoë Łukasiewicz: low back, left hip and left knee · Dana Reyes, PT [Next]`
	if got := strings.Join(page.lines(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := page.all(".date")[0].text() + ", " + page.all(".help")[0].text(); got != "Monday, November 23, 2026, from day.csv" {
		t.Error(got)
	}
	if got := pageOf(t, get(t, s.Handler(), "/")).all("#today")[0].lines(); strings.Join(got, "\n") != want {
		t.Errorf("the page begins with %q", got)
	}
}

// TestWhoIsNext: the first without a sheet who may still come to the desk.
func TestWhoIsNext(t *testing.T) {
	const table = "patient,date,time\nNadia Brandt,2026-11-23,09:00\nOwen Hale,2026-11-23,10:00\nMei Tanaka,2026-11-23,11:00\n"
	type states = map[string]printState
	for name, c := range map[string]struct {
		at      string
		printed states
		next    string
	}{
		"before the first":               {"07:00", nil, "Nadia Brandt"},
		"during":                         {"09:40", nil, "Nadia Brandt"},
		"89 minutes after a start":       {"10:29", nil, "Nadia Brandt"},
		"91 minutes after a start":       {"10:31", nil, "Owen Hale"},
		"she was printed":                {"09:40", states{"Nadia Brandt": onPaper}, "Owen Hale"},
		"she is being printed":           {"09:40", states{"Nadia Brandt": printing}, "Owen Hale"},
		"the browser printed her":        {"09:40", states{"Nadia Brandt": byBrowser}, "Owen Hale"},
		"her print failed":               {"09:40", states{"Nadia Brandt": notPrinted}, "Nadia Brandt"},
		"nobody knows of hers":           {"09:40", states{"Nadia Brandt": maybe}, "Owen Hale"},
		"one in the middle came earlier": {"08:50", states{"Owen Hale": onPaper}, "Nadia Brandt"},
		"of another":                     {"09:40", states{"Hugo Lindgren": onPaper}, "Nadia Brandt"},
		"all are done":                   {"11:10", states{"Nadia Brandt": onPaper, "Owen Hale": maybe, "Mei Tanaka": byBrowser}, ""},
		"in the evening":                 {"12:31", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			now := clock()
			s := opened(t, exporting("day.csv", table), func(o *Options) { o.Now = func() time.Time { return now } })
			wall, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+c.at, now.Location())
			if err != nil {
				t.Fatal(err)
			}
			now = wall
			for _, v := range s.day.Load().rows {
				state, ok := c.printed[v.Patient]
				if !ok {
					state = notPrinted
				}
				one := &sheet{row: v.id}
				s.sheets.note(one, state, now)
			}
			var next []string
			for _, a := range s.list() {
				if a.Next {
					next = append(next, a.Patient)
				}
				if state := c.printed[a.Patient]; a.Paper != state && state != notPrinted {
					t.Errorf("%s: %q, want %q", a.Patient, a.Paper, state)
				}
			}
			if got := strings.Join(next, ", "); got != c.next {
				t.Errorf("next is %q, want %q", got, c.next)
			}
		})
	}
}

// TestDoneFromThePage: what is printed of a row is that row, though an export may
// have twins in it.
func TestDoneFromThePage(t *testing.T) {
	s := opened(t, exporting("day.csv", `patient,date,time,end,area
Nadia  Brandt ,2026-11-23,14:00:20,14:45:00,neck
Owen Hale,2026-11-23,14:00,,
Nadia Brandt,2026-11-23,15:30,,neck
`))
	h := s.Handler()
	for i, want := range []string{"14:00 sent", "14:00 sent, 14:00 sent", "14:00 sent, 14:00 sent, 15:30 sent"} {
		page := pageOf(t, get(t, h, "/today"))
		one := makeOne(t, h, "", visitOf(t, page.filled(t)[i]), "Aftercare-Row", page.all(".row")[i].attribute("data-row"))
		post(t, h, "/sheets/"+one.ID+"/print", "")
		var done []string
		for j, row := range pageOf(t, get(t, h, "/today")).all(".done") {
			done = append(done, pageOf(t, get(t, h, "/today")).filled(t)[j].At[11:]+" "+strings.ToLower(row.texts(".mark")[0]))
		}
		if got := strings.Join(done, ", "); got != want {
			t.Errorf("after %d: %s", i+1, got)
		}
	}
}

// TestFieldsOfARow: as the form's script has them.
func TestFieldsOfARow(t *testing.T) {
	s := opened(t, exporting("day.csv", `patient,date,time,end,area,therapist,handout,language,flags,note,next visit
Zoë Łukasiewicz,2026-11-23,2:30 pm,3:15 pm,low back; the sore bit; both calves,"Dana Reyes, PT",dry-needling,es,Eliquis; pregnant,Great progress.,2026-11-30 10:00
Owen Hale,2026-11-23,15:00,,,,,,,,
`))
	got := pageOf(t, get(t, s.Handler(), "/today")).filled(t)
	want := []fields{
		{
			Patient: "Zoë Łukasiewicz", At: "2026-11-23T14:30", End: "2026-11-23T15:15", Next: "2026-11-30T10:00", Therapist: "Dana Reyes, PT",
			Chips: []chip{{"low back", "low-back", "", false}, {"both calves", "calf", "both", false}, {"the sore bit", "", "", true}},
			Flags: []string{"blood-thinner", "pregnancy"}, Note: "Great progress.", Handout: "dry-needling", Language: "es",
		},
		{Patient: "Owen Hale", At: "2026-11-23T15:00", Chips: []chip{}, Flags: []string{}, Handout: "dry-needling", Language: "en"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
	if got := strings.Join(s.kit.Load().flags([]string{"left-handed", "Is pregnant"}), ", "); got != "left-handed, pregnancy" {
		t.Errorf("flags: %s", got)
	}
	// A script would stumble over null where it expects a list.
	if text := get(t, s.Handler(), "/today").Body.String(); strings.Contains(text, "null") {
		t.Error("a list is null")
	}
}

// TestNamesThatAreMoreThanNames stay names, in what is read and in what the
// form is filled with.
func TestNamesThatAreMoreThanNames(t *testing.T) {
	s := opened(t, exporting("day.csv", hostile))
	for _, address := range []string{"/today", "/"} {
		w := get(t, s.Handler(), address)
		page := pageOf(t, w)
		rows := page.filled(t)
		if len(rows) != 2 || rows[0].Patient != `Zoë "Onload" O’Dowd` || rows[1].Patient != `"O'Hara" Sons' Onclick` ||
			rows[0].Note != "</script><!--" || rows[1].Chips[0].Label != `"shin" onload=alert(1)` {
			t.Errorf("%s: %+v", address, rows)
		}
		for i, row := range page.all(".row") {
			if name := row.texts("strong")[0]; name != rows[i].Patient {
				t.Errorf("%s shows %q", address, name)
			}
		}
		if held := page.all(".held"); len(held) != 1 || held[0].texts("strong")[0] != "<script>alert(1)</script>" {
			t.Errorf("%s: %d rows are held", address, len(held))
		}
		for _, raw := range []string{`"Onload"`, "<script>alert", "<b>", "</strong><b>"} {
			if strings.Contains(w.Body.String(), raw) {
				t.Errorf("%s has %s as it was written", address, raw)
			}
		}
		if !strings.Contains(w.Body.String(), template.HTMLEscapeString(`Zoë "Onload" O’Dowd`)) {
			t.Errorf("%s does not show the name", address)
		}
	}
}

// TestRowsThatNeedALook are told by their line and what is wrong with them.
func TestRowsThatNeedALook(t *testing.T) {
	messy, err := os.ReadFile("../../examples/messy.csv")
	if err != nil {
		t.Fatal(err)
	}
	s := opened(t, exporting("messy.csv", string(messy)))
	page := pageOf(t, get(t, s.Handler(), "/today"))
	open := page.all("details")
	if len(open) != 1 {
		t.Fatalf("%d parts for open rows", len(open))
	}
	var told []string
	for _, row := range open[0].all("li") {
		line := row.text()
		for _, hint := range row.texts(".hint") {
			line = strings.TrimSuffix(line, hint) + " / " + hint
		}
		told = append(told, line)
	}
	if got := strings.Join(told, "\n"); got != openOfMessy {
		t.Errorf("got\n%s", got)
	}
	if got := open[0].all("summary")[0].text(); got != fmt.Sprintf("%d more rows need a look", len(told)) {
		t.Error(got)
	}
	for _, word := range []string{"Brandt", "Hale", "Lindgren", "Tanaka", "Maldonado", "Abara", "sore bit", "low back", "knee", "555", "19"} {
		if strings.Contains(open[0].text(), word) {
			t.Errorf("the open rows say %q", word)
		}
	}
}

// TestDoubtsOfARow stand in that row and say nothing of who is in it.
func TestDoubtsOfARow(t *testing.T) {
	s := opened(t, exporting("day.csv", `patient,date,time,end,area,language,flags
Nadia Brandt,2026-11-23,10:00,,neck,Polish,
Hugo Lindgren,2026-11-23,11:00,noonish,neck,Español,
Owen Hale,2026-11-23,12:00,,neck,,left-handed
`))
	page := pageOf(t, get(t, s.Handler(), "/today"))
	want := `10:00 am Nadia Brandt: neck (the language is not known: the clinic's is used)
11:00 am Hugo Lindgren: neck (the end is not a time after the start: left out)`
	if got := strings.Join(page.lines(), "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(page.asked(), "\n") + "|" + strings.Join(page.texts(".doubt"), "|"); got != "12 noon Owen Hale: A special case that is not in the vocabulary [Make a sheet] [No sheet]"+
		"|A special case that is not in the vocabulary|The export says “left-handed”: tick what is meant, or write it into the note." {
		t.Errorf("held: %q", got)
	}
	put(s.Exports.Folder.(fstest.MapFS), "day.csv", "", 0)
	s.look()
	s.look()
	if again := pageOf(t, get(t, s.Handler(), "/today")); len(pageOf(t, get(t, s.Handler(), "/banner")).all(".urgent")) == 0 || len(again.lines()) != 2 {
		t.Errorf("after a broken export: %q", again.lines())
	}
}

const openOfMessy = `Line 11: there is no such day
Line 13: the patient's name is missing
Line 14: not a time of day / it looks like "aaaa aaaa aaa"; times are read as 14:30, "2:30 pm", 14h30 or 1430
Line 15: the row has 11 cells and the header has 10: a cell that holds the delimiter lacks its quotation marks
Line 16: a quotation mark stands where none may, so the cells cannot be told apart`

func TestDaysWithoutRows(t *testing.T) {
	for name, c := range map[string]struct {
		s         *Server
		want      string
		hasExport bool
	}{
		"no export is meant":   {opened(t), "There is no export yet. The list fills itself when one arrives.", false},
		"none is there yet":    {opened(t, func(o *Options) { _, o.Exports = folder() }), "There is no export yet. The list fills itself when one arrives.", true},
		"another day's":        {opened(t, exporting("Tue <1>.csv", table("2026-11-24", "Nadia Brandt"))), "No appointment of this day is in Tue <1>.csv.", true},
		"one that is no table": {opened(t, exporting("day.csv", "")), "", true},
	} {
		page := pageOf(t, get(t, c.s.Handler(), "/today"))
		if got := strings.Join(page.texts(".help"), "|"); got != c.want || len(page.lines()) > 0 {
			t.Errorf("%s: %q %v", name, got, page.lines())
		}
		if problems := pageOf(t, get(t, c.s.Handler(), "/banner")).all(".urgent"); (len(problems) > 0) != (c.want == "") {
			t.Errorf("%s: %d problems", name, len(problems))
		}
		if got := len(pageOf(t, get(t, c.s.Handler(), "/")).all("#today")); (got == 1) != c.hasExport {
			t.Errorf("%s: the page has %d lists of today", name, got)
		}
	}
}
