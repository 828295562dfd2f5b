package diag

import (
	"fmt"
	"strings"
	"testing"
)

func TestString(t *testing.T) {
	for _, c := range []struct {
		at   Position
		want string
	}{
		{Position{}, "it is wrong"},
		{Position{File: "a.toml"}, "a.toml: it is wrong"},
		{Position{File: "a.toml", Line: 3}, "a.toml:3: it is wrong"},
		{Position{File: "a.toml", Line: 3, Column: 7}, "a.toml:3:7: it is wrong"},
	} {
		if got := (Diagnostic{Position: c.at, Message: "it is wrong"}).String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word ", 60)
	for name, c := range map[string]struct {
		at   Position
		want string
	}{
		"no text":       {Position{Line: 1, Column: 1}, ""},
		"no column":     {Position{Line: 1, Text: "a"}, ""},
		"one character": {Position{Line: 7, Column: 5, Text: "a = b"}, "    7 | a = b\n      |     ^"},
		"a word":        {Position{Line: 12345, Column: 1, Length: 3, Text: "abc = 1"}, "12345 | abc = 1\n      | ^^^"},
		"past the end":  {Position{Line: 1, Column: 6, Length: 9, Text: "a = b"}, "    1 | a = b\n      |      ^"},
		"far past it":   {Position{Line: 1, Column: 99, Text: "ab"}, "    1 | ab\n      |   ^"},
		"tabs":          {Position{Line: 1, Column: 3, Text: "\ta\tb"}, "    1 |  a b\n      |   ^"},
		"controls":      {Position{Line: 1, Column: 2, Text: "\x1b[0m\u202eb"}, "    1 | \ufffd[0m\ufffdb\n      |  ^"},
		"wide letters":  {Position{Line: 1, Column: 3, Length: 2, Text: "漢字 = 漢"}, "    1 | 漢字 = 漢\n      |     ^^"},
		"combining":     {Position{Line: 1, Column: 4, Text: "e\u0301 = 1"}, "    1 | e\u0301 = 1\n      |   ^"},
		"a long line": {Position{Line: 1, Column: 101, Length: 4, Text: long},
			"    1 | …rd word word word word word word word word word word word word word word word word wor…\n" +
				"      | " + strings.Repeat(" ", 29) + "^^^^"},
		"the end of a long line": {Position{Line: 1, Column: 301, Text: long},
			"    1 | …d word word word word word word word word word word word word word word word word word \n" +
				"      | " + strings.Repeat(" ", 88) + "^"},
	} {
		if got := (Diagnostic{Position: c.at}).Excerpt(); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("a = \xff", 3, 5)
	f.Add(strings.Repeat("\t漢", 200), 150, 1<<40)
	f.Fuzz(func(t *testing.T, text string, column, length int) {
		got := Diagnostic{Position: Position{Line: 1, Column: column, Length: length, Text: text}}.Excerpt()
		if got != "" && (strings.Count(got, "\n") != 1 || !strings.HasSuffix(got, "^")) {
			t.Errorf("not a line and its caret:\n%q", got)
		}
	})
}

func TestListSeparatesErrorsAndWarnings(t *testing.T) {
	list := List{{Severity: Warning, Message: "one"}, {Message: "two"}, {Message: "three"}}
	if got := list.Errors().Error(); got != "two\nthree" {
		t.Errorf("errors: %q", got)
	}
	if list.Err() == nil || list.Warnings().Err() != nil || List(nil).Err() != nil {
		t.Error("only errors stop the work")
	}
	if got := Errorf("no %s", "area").WithHint("did you mean %q?", "hip")[0]; got.Message != "no area" || got.Hint != `did you mean "hip"?` {
		t.Errorf("%+v", got)
	}
}

func TestSort(t *testing.T) {
	list := List{{Message: "c", Position: Position{Line: 2, Column: 3}}, {Message: "d", Position: Position{Line: 10, Column: 1}},
		{Message: "b", Position: Position{Line: 2, Column: 1}}, {Message: "e", Position: Position{Line: 10, Column: 1}}, {Message: "a"}}
	list.Sort()
	got := ""
	for _, d := range list {
		got += d.Message
	}
	if got != "abcde" {
		t.Errorf("sorted %s", got)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "text", "items", "hip", "low back", "shoulder", "blood-thinner", "es", "en"}
	for word, want := range map[string]string{
		"titel": "title", "TITLE": "title", "txt": "text", "item": "items", "hp": "", "hipp": "hip", "low bakc": "low back",
		"sholder": "shoulder", "bloodthiner": "blood-thinner", "ex": "", "EN": "en", "": "", "elbow": "", "tooth": "",
		strings.Repeat("shoulder", 1000): "",
	} {
		if got, ok := Nearest(word, known); got != want || ok != (want != "") {
			t.Errorf("%.20q: %q, want %q", word, got, want)
		}
	}
}

func TestDidYouMean(t *testing.T) {
	known := []string{"letter", "a4"}
	for word, want := range map[string]string{"leter": `did you mean "letter"?`, "tabloid": "known here: letter, a4"} {
		if got := DidYouMean(word, known); got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}

// Of one severity as many are kept as help a person; an error is never lost among
// warnings.
func TestAdd(t *testing.T) {
	var l List
	for i := range 3 * Most {
		l.Add(Diagnostic{Severity: Warning, Message: fmt.Sprint(i)})
	}
	l.Add(Diagnostic{Message: "the error"})
	if len(l) != Most+1 || l.Err() == nil || l[Most-1].Message != fmt.Sprint(Most-1) {
		t.Errorf("%d findings, %v", len(l), l.Err())
	}
}
