package table

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding/charmap"
)

func recordsOf(t *testing.T, text string, comma rune, width int) []string {
	t.Helper()
	var out []string
	open := func() (io.Reader, error) { return strings.NewReader(text), nil }
	for rec, err := range textRecords(open, comma, width) {
		if err != nil {
			out = append(out, "error: "+err.Error())
			break
		}
		if rec.Fault != "" {
			out = append(out, fmt.Sprintf("%d fault", rec.Line))
			continue
		}
		out = append(out, fmt.Sprintf("%d %s", rec.Line, strings.Join(rec.Cells, "|")))
	}
	return out
}

func TestTextRecords(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []string
	}{
		{"ends of lines", "a,b\r\nc,d\re,f\n\n\r\ng,h", []string{"1 a|b", "2 c|d", "3 e|f", "6 g|h"}},
		{"quoted cells", "\"a, b\",\"c \"\"d\"\"\"\n\"e\r\nf\",g\n", []string{`1 a, b|c "d"`, "2 e\nf|g"}},
		{"guarded cells", "=\"01\",a\nb,=\"02\"\n", []string{"1 01|a", "2 b|02"}},
		{"a stray mark", "a\"b,c\nd,e\n", []string{"1 fault", "2 d|e"}},
		{"a mark never closed", "a,b\n\"c,d\ne,f\n", []string{"1 a|b", "2 fault", "3 e|f"}},
		{"a mark closed rows later", "\"a,b\nc,d\ne\",f\n", []string{"1 fault", "2 c|d", "3 fault"}},
		{"a long note", "a,\"one\ntwo\nthree\"\nb,c\n", []string{"1 a|one\ntwo\nthree", "4 b|c"}},
		{"nothing", "", nil},
		{"a line too long", strings.Repeat("x", longestLine+1), []string{"error: " + errLongLine.Error()}},
	} {
		if got := recordsOf(t, test.text, ',', 2); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// A mark that is never closed costs its own row, however long the file is.
func TestUnclosedMarkInALongFile(t *testing.T) {
	text := "a,\"b\n" + strings.Repeat("c,d\n", 5000)
	if got := recordsOf(t, text, ',', 0); len(got) != 5001 || got[0] != "1 fault" || got[5000] != "5001 c|d" {
		t.Errorf("%d records, first %q", len(got), got[0])
	}
}

// A row with more cells than any spreadsheet costs itself, and next to nothing.
// One that is blank is no row.
func TestWideRecords(t *testing.T) {
	wide := strings.Repeat(",", mostColumns)
	want := []string{"1 a|b", "2 fault", "3 ", "4 c|d"}
	if got := recordsOf(t, "a,b\nx"+wide+"\n"+wide+"\nc,d\n", ',', 2); !slices.Equal(got, want) {
		t.Errorf("got %.200q", got)
	}
}

// A cell over several lines ends with the longest line, so that a mark which is
// never closed does not gather a hundred of them.
func TestLongCells(t *testing.T) {
	long := strings.Repeat("x", longestLine-10)
	got := recordsOf(t, "\"a,b\n"+strings.Repeat(long+"\n", 3)+"c,d\n", ',', 2)
	if len(got) != 5 || got[1] != "2 fault" || got[0] != "1 fault" || got[4] != "5 c|d" {
		t.Errorf("got %d, %.50q", len(got), got)
	}
}

// More lines or rows than any day has end the file.
func TestTooManyRecords(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("a,b\n", mostRecords+1): "error: it has more than 2097152 rows",
		strings.Repeat("\n", mostLines+1):      "error: it has more than 16777216 lines",
	} {
		last := ""
		for _, err := range textRecords(func() (io.Reader, error) { return strings.NewReader(text), nil }, ',', 0) {
			if err != nil {
				last = errorText(err)
			}
		}
		if last != want {
			t.Errorf("got %q, want %q", last, want)
		}
	}
}

// FuzzTextRecords holds the promise of the record reader: what encoding/csv
// wrote is read as it was, and no line is ever read twice or not at all.
func FuzzTextRecords(f *testing.F) {
	f.Add("a", "b,c", "\"d\"")
	f.Add("", "=\"1\"", "'+44")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		rows := [][]string{{"x" + a, b}, {"y" + c, a}, {"z", "end"}}
		var text bytes.Buffer
		w := csv.NewWriter(&text)
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		open := func() (io.Reader, error) { return bytes.NewReader(text.Bytes()), nil }
		var got [][]string
		for rec, err := range textRecords(open, ',', 0) {
			if err != nil || rec.Fault != "" {
				return // longer than a record may be, or more lines
			}
			got = append(got, slices.Clone(rec.Cells))
		}
		if len(got) != len(rows) {
			t.Fatalf("%q: %d records of %d", text.String(), len(got), len(rows))
		}
		for i := range rows {
			for j := range rows[i] {
				if got[i][j] != unescapedCell(newlines(rows[i][j])) {
					t.Errorf("%q became %q", rows[i][j], got[i][j])
				}
			}
		}
	})
}

// newlines are what every end of a line becomes within a cell.
func newlines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func TestDelimiters(t *testing.T) {
	for text, want := range map[string]rune{
		"a,b\nc,d\n": ',', "a;b\nc;d\n": ';', "a\tb\nc\td\n": '\t', "a|b\nc|d\n": '|',
		"Ruiz, Ana;1;2\nOde, Ben;3;4\n":  ';',
		"\"a;b;c\",d\n\"e;f;g\",h\n":     ',',
		"title\n\na;b;c\n1,5;2;3\n4;5;6": ';',
		"sep=;\na,b\n":                   ';',
		"one\ntwo\n":                     0,
	} {
		if got := delimiterOf(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// However the bytes come in pieces, the census is the same.
func TestCensus(t *testing.T) {
	text := "José Núñez 王 \xe9 \xff"
	var whole, bytewise census
	for r, c := range map[io.Reader]*census{strings.NewReader(text): &whole, iotest.OneByteReader(strings.NewReader(text)): &bytewise} {
		if _, err := io.Copy(c, r); err != nil {
			t.Fatal(err)
		}
	}
	if whole.multibyte != 4 || whole.invalid != 2 || bytewise.multibyte != 4 || bytewise.invalid != 2 {
		t.Errorf("got %+v and %+v", whole, bytewise)
	}
}

func TestCharsets(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String("Núñez – €5")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"plain":                   "UTF-8",
		"Núñez":                   "UTF-8",
		"\xef\xbb\xbfa":           "UTF-8 with a byte-order mark",
		latin:                     "Windows-1252",
		"Núñez Muñoz \xe9":        "UTF-8",
		"\xff\xfea\x00":           "UTF-16LE with a byte-order mark",
		"\xfe\xff\x00a":           "UTF-16BE with a byte-order mark",
		"P\x00a\x00t\x00i\x00":    "UTF-16LE",
		"\x00P\x00a\x00t\x00i":    "UTF-16BE",
		"caf\xe9\x00\x00\x00\x00": "Windows-1252",
	} {
		var all census
		if _, err := all.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := charsetOf([]byte(text), &all); len(got) != 1 || got[0].name != want {
			t.Errorf("%q: got %v, want %s", text, got, want)
		}
	}
}
