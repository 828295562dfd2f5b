package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// makeOne makes the sheet of a visit as the page does.
func makeOne(t testing.TB, h http.Handler, query, body string, headers ...string) made {
	t.Helper()
	w := post(t, h, "/sheets"+query, body, headers...)
	var one made
	if err := json.Unmarshal(w.Body.Bytes(), &one); err != nil || w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("no sheet: %d %v %s", w.Code, w.Header(), w.Body)
	}
	return one
}

// TestASheetIsWhatRenderMakes, byte for byte.
func TestASheetIsWhatRenderMakes(t *testing.T) {
	s := opened(t)
	k := s.kit.Load()
	v, problems := visit.ParseJSON("", []byte(zoe), k.clinic.Zone)
	if problems != nil {
		t.Fatal(problems)
	}
	for i, query := range []string{"", "?paper=a4", "?large_print=true&greyscale=true", "?private=true"} {
		style := layout.Style{Large: i == 2, Grey: i == 2}
		style.Paper, _ = layout.PaperOf([]string{"letter", "a4", "letter", "letter"}[i])
		want, _ := k.renderer.Render(render.Request{Visit: v, Style: style, Private: i == 3})
		one := makeOne(t, s.Handler(), query, zoe)
		got := get(t, s.Handler(), one.Address)
		if !bytes.Equal(got.Body.Bytes(), want.PDF) || one.Pages != want.Pages {
			t.Errorf("%s: %d bytes on %d pages, want %d on %d", query, got.Body.Len(), one.Pages, len(want.PDF), want.Pages)
		}
	}
}

// TestHowASheetIsGiven: nothing of the patient stands around it.
func TestHowASheetIsGiven(t *testing.T) {
	h := opened(t).Handler()
	one := makeOne(t, h, "", zoe)
	if one.Address != "/sheets/"+one.ID+".pdf" || len(one.ID) != 32 || len(one.Warnings) != 0 {
		t.Errorf("%+v", one)
	}
	for query, want := range map[string]string{"": "inline", "?download": "attachment"} {
		w := get(t, h, one.Address+query)
		want := map[string]string{
			"Content-Type": "application/pdf", "Content-Disposition": want + `; filename="aftercare-1430.pdf"`, "Content-Security-Policy": "frame-ancestors 'self'",
		}
		for name, value := range want {
			if got := w.Header().Get(name); got != value {
				t.Errorf("%s is %q, want %q", name, got, value)
			}
		}
		if len(w.Header()) != len(want) || strings.Contains(fmt.Sprint(w.Header()), "Zo") {
			t.Errorf("the headers are %v", w.Header())
		}
	}
	if other := makeOne(t, h, "", zoe); other.ID == one.ID {
		t.Error("two sheets have one name")
	}
}

func TestSheetsThatAreNotThere(t *testing.T) {
	s := opened(t)
	h := s.Handler()
	id := makeOne(t, h, "", zoe).ID
	for _, address := range []string{"/sheets/0123.pdf", "/sheets/.pdf", "/sheets/" + id, "/sheets/" + id + ".html", "/sheets/" + id + ".pdf.pdf"} {
		if w := get(t, h, address); w.Code != http.StatusNotFound || w.Body.String() != "this sheet is no longer there\n" {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
	}
	if w := post(t, h, "/sheets/0123/print", ""); w.Code != http.StatusNotFound || w.Body.String() != "this sheet is no longer there\n" || len(s.printedRows()) != 0 {
		t.Errorf("printing: %d %s", w.Code, w.Body)
	}
}

// TestOldSheetsGo but for those that were printed, which can be printed again.
func TestOldSheetsGo(t *testing.T) {
	h := opened(t).Handler()
	var all []made
	for i := range mostLooked {
		all = append(all, makeOne(t, h, "", zoe))
		if i == 1 {
			post(t, h, "/sheets/"+all[i].ID+"/print", "")
		}
	}
	for _, want := range []string{"[]", "[0]", "[0]", "[0 2]"} {
		var gone []int
		for i, one := range all {
			if get(t, h, one.Address).Code != http.StatusOK {
				gone = append(gone, i)
			}
		}
		if got := fmt.Sprint(gone); got != want {
			t.Errorf("of %d, %s have gone, want %s", len(all), got, want)
		}
		all = append(all, makeOne(t, h, "", zoe))
	}
}

func TestSheetsWithProblems(t *testing.T) {
	s := opened(t)
	if got := problemOf(t, post(t, s.Handler(), "/sheets", `{"at": "soon"}`)); !strings.HasPrefix(got, "422\n[at]") {
		t.Error(got)
	}
	if len(s.sheets.looked) != 0 {
		t.Error("a sheet was made of nothing")
	}
	// A warning comes beside a good sheet.
	one := makeOne(t, s.Handler(), "", `{"patient": "王小明", "areas": ["the sore bit"]}`)
	if len(one.Warnings) == 0 || strings.Contains(fmt.Sprint(one.Warnings), "王") || strings.Contains(fmt.Sprint(one.Warnings), "sore") {
		t.Errorf("%+v", one.Warnings)
	}
}

// TestChartNote: the chart knows whose it is, so that a note never does.
func TestChartNote(t *testing.T) {
	const patient = `"patient": "Zoë Łukasiewicz", "therapist": "Dana Reyes, PT", "note": "Great", "at": "2026-11-23T14:30"`
	german := otherClinic(t, `"US"`, `"DE"`, `(555) 010-0142`, `+49 30 901820`, `America/New_York`, `Europe/Berlin`)
	for _, c := range []struct {
		changes []func(*Options)
		more    string
		want    string
	}{
		{nil, ``, "Aftercare handout dry-needling v1.0 given, 23 Nov 2026 2:30 pm"},
		{nil, `, "areas": "LBP"`, "Aftercare handout dry-needling v1.0 given, low back, 23 Nov 2026 2:30 pm"},
		{nil, `, "areas": "L hip; neck; both knees"`, "Aftercare handout dry-needling v1.0 given, left hip, neck and both knees, 23 Nov 2026 2:30 pm"},
		{nil, `, "areas": ["neck", "the sore bit"], "language": "es"`, "Aftercare handout dry-needling v1.0 given, neck and the sore bit, 23 Nov 2026 2:30 pm"},
		{nil, `, "areas": ["the sore bit"]`, "Aftercare handout dry-needling v1.0 given, the sore bit, 23 Nov 2026 2:30 pm"},
		{[]func(*Options){german}, `, "areas": "LBP"`, "Aftercare handout dry-needling v1.0 given, low back, 23 Nov 2026 14:30"},
	} {
		one := makeOne(t, opened(t, c.changes...).Handler(), "", "{"+patient+c.more+"}")
		if one.Note != c.want {
			t.Errorf("got  %s\nwant %s", one.Note, c.want)
		}
	}
	// Without a time, the visit is now.
	if one := makeOne(t, opened(t).Handler(), "", `{}`); !strings.HasSuffix(one.Note, " 23 Nov 2026 2:40 pm") {
		t.Error(one.Note)
	}
}
