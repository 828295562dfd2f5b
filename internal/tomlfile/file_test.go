package tomlfile

import (
	"fmt"
	"strings"
	"testing"

	"aftercare/internal/diag"
)

type leaflet struct {
	Title  string          `toml:"title,required"`
	Pages  int             `toml:"pages"`
	Small  int8            `toml:"small"`
	Ready  bool            `toml:"ready"`
	Width  float64         `toml:"width"`
	Tags   []string        `toml:"tags,single"`
	Colour colour          `toml:"colour"`
	Author *author         `toml:"author,required"`
	Lines  []line          `toml:"lines"`
	Blocks []block         `toml:"block,required"`
	Words  map[string]word `toml:"words"`
}

type author struct {
	Name string `toml:"name,required"`
	Born colour `toml:"born"`
}

type block struct {
	Lines []line `toml:"lines,required"`
}

type line struct {
	Text  string `toml:"text,required,plain"`
	Until string `toml:"until"`
}

type word struct {
	Label string `toml:"label,required"`
}

type colour string

type colourError string

func (e colourError) Error() string { return fmt.Sprintf("%q is not a colour", string(e)) }
func (e colourError) Hint() string  { return "write red" }

func (c *colour) UnmarshalText(text []byte) error {
	if string(text) == "blue" {
		return colourError(text)
	}
	*c = colour(text)
	return nil
}

const sound = "\ufefftitle = \"Ease\"\r\npages = 2\r\nwidth = 3\r\ntags = 'one'\r\ncolour = 2026-11-23\r\n" +
	"lines = [\"plain\", { text = \"timed\", until = \"24 h\" }]\r\n" +
	"[author]\r\nname = \"\"\"\r\nDana\"\"\"\r\nborn = 14:30:00\r\n" +
	"[[block]]\r\nlines = [\"a\"] # one\r\n[[block]]\r\n[[block.lines]]\r\ntext = \"b\"\r\n" +
	"[words.en]\r\nlabel = \"hip\"\r\n"

func TestDecodeFillsEveryKindOfField(t *testing.T) {
	var got leaflet
	file, found := Decode("ease.toml", []byte(sound), &got)
	if len(found) > 0 {
		t.Fatal(found)
	}
	if got.Title != "Ease" || got.Pages != 2 || got.Width != 3 || got.Colour != "2026-11-23" {
		t.Errorf("top of the file: %+v", got)
	}
	if fmt.Sprint(got.Tags, got.Lines, got.Blocks) != "[one] [{plain } {timed 24 h}] [{[{a }]} {[{b }]}]" {
		t.Errorf("lists: %v %v %v", got.Tags, got.Lines, got.Blocks)
	}
	if got.Author.Name != "Dana" || got.Author.Born != "14:30:00" || got.Words["en"].Label != "hip" {
		t.Errorf("tables: %+v %v", got.Author, got.Words)
	}
	if !file.Has("block[1].lines[0].text") || file.Has("block[2]") {
		t.Error("Has does not tell what the file gives")
	}
}

// report is what a person sees of a list.
func report(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintln(&b, d)
		if excerpt := d.Excerpt(); excerpt != "" {
			fmt.Fprintln(&b, excerpt)
		}
		if d.Hint != "" {
			fmt.Fprintln(&b, "hint: "+d.Hint)
		}
	}
	return b.String()
}

const wrong = `titel = "Ease"
pages = "two"
small = 1000
ready = 1
width = "wide"
tags = 5
colour = "blue"
author = { born = "blue" }
lines = ["a", 3, { txt = "b" }, " "]
zebra = 1
[[words]]
label = 1
[block]
lines = []
pages = 3
`

func TestDecodeReportsEverything(t *testing.T) {
	var got leaflet
	_, found := Decode("ease.toml", []byte(wrong), &got)
	want := `ease.toml:1:1: unknown key "titel"
    1 | titel = "Ease"
      | ^^^^^
hint: did you mean "title"?
ease.toml:2:9: pages wants an integer, got a string
    2 | pages = "two"
      |         ^^^^^
ease.toml:3:9: small is too large a number
    3 | small = 1000
      |         ^^^^
ease.toml:4:9: ready wants true or false, got an integer
    4 | ready = 1
      |         ^
ease.toml:5:9: width wants a number, got a string
    5 | width = "wide"
      |         ^^^^^^
ease.toml:6:8: tags wants a string, got an integer
    6 | tags = 5
      |        ^
hint: put it in quotation marks
ease.toml:7:10: colour: "blue" is not a colour
    7 | colour = "blue"
      |          ^^^^^^
hint: write red
ease.toml:8:1: author.name is missing
    8 | author = { born = "blue" }
      | ^^^^^^
hint: add name = "…"
ease.toml:8:19: author.born: "blue" is not a colour
    8 | author = { born = "blue" }
      |                   ^^^^^^
hint: write red
ease.toml:9:15: lines[1] wants a string or a table, got an integer
    9 | lines = ["a", 3, { txt = "b" }, " "]
      |               ^
hint: put it in quotation marks
ease.toml:9:20: unknown key "txt"
    9 | lines = ["a", 3, { txt = "b" }, " "]
      |                    ^^^
hint: did you mean "text"?
ease.toml:9:33: lines[3] is empty
    9 | lines = ["a", 3, { txt = "b" }, " "]
      |                                 ^^^
ease.toml:10:1: unknown key "zebra"
   10 | zebra = 1
      | ^^^^^
hint: known here: title, pages, small, ready, width, tags, colour, author, lines, block, words
ease.toml:11:1: words wants a table, got a list of tables
   11 | [[words]]
      | ^^^^^^^^^
hint: write [words] once, not [[words]]
ease.toml:13:1: block wants a list of tables, got a table
   13 | [block]
      | ^^^^^^^
hint: write [[block]], not [block]
`
	if got := report(found); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestDecodeMissing(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "t.toml: title is missing (add title = \"…\"); t.toml: author is missing (add [author]); t.toml: block is missing (add [[block]])",
		"title=''\nblock=[]\nauthor={}":   "t.toml:1:7: title is empty (); t.toml:2:7: block is empty (); t.toml:3:1: author.name is missing (add name = \"…\")",
		"[author]\nname='a'\ntitle = 'x'": "t.toml: title is missing (add title = \"…\"); t.toml: block is missing (add [[block]]); t.toml:3:1: unknown key \"title\" (\"title\" belongs at the top of the file, above the first [table])",
		"title='a'\nauthor.name='b'\n[[block]]\n[[block]]\nlines=['a']": "t.toml:3:1: block[0].lines is missing (add lines = [\"…\"])",
	} {
		var got leaflet
		_, found := Decode("t.toml", []byte(text), &got)
		if got := oneLine(found); got != want {
			t.Errorf("%q:\ngot  %s\nwant %s", text, got, want)
		}
	}
}

func oneLine(list diag.List) string {
	var lines []string
	for _, d := range list {
		lines = append(lines, d.String()+" ("+d.Hint+")")
	}
	return strings.Join(lines, "; ")
}

func TestDecodeRefusesWhatIsNoTOML(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("#", MaxSize+1): "t.toml: the file is larger than 1 MiB",
		"\xff\xfea\x00":                "t.toml: the file is UTF-16 text",
		"a = 1\nb = \x00":              "t.toml:2:5: the file holds a control character (U+0000)",
		"a = '\ufffdé\xff'":            "t.toml:1:8: the file is not UTF-8 text",
		"a = \"b\nc = 1":               "t.toml:1:7: this text is not closed on its line",
		"a = \"\"\"b":                  "t.toml:1:8: this text is never closed",
		"a = b":                        "t.toml:1:5: a value is missing or has no quotation marks",
		"a =\nb = 1":                   "t.toml:1:4: a value is missing or has no quotation marks",
		"a = 1\na = 2":                 "t.toml:2:1: this is set twice in the file",
		"[a]\n[a]":                     "t.toml:2:2: this is set twice in the file",
		"a = 1\n[[a]]":                 "t.toml:2:3: this is set twice in the file, as a value and as a table or list",
		"a = 'it's'":                   "t.toml:1:9: something follows where the line should end",
		"a = [1 2]":                    "t.toml:1:8: a list is not closed, or a comma is missing in it",
		"a = {b = 1 c = 2}":            "t.toml:1:12: a table is not closed, or a comma is missing in it",
		"a = \"\\q\"":                  "t.toml:1:6: a backslash here stands before a letter that it has no meaning with",
		"title":                        "t.toml:1:5: an = is missing after the key",
		"[a":                           "t.toml:1:2: a table's name is not closed",
		"a = 2026-13-99":               "t.toml:1:5: this is not a date or time",
		"a = 99999999999999999999":     "t.toml:1:5: this number is too large",
		"= 1":                          "t.toml:1:1: a key is missing before the =",
		"a = '\x1b'":                   "t.toml:1:6: the file holds a control character (U+001B)",
		"a = 1\rb = 2":                 "t.toml:1:6: the file holds a control character (U+000D)",
	} {
		var got leaflet
		file, found := Decode("t.toml", []byte(text), &got)
		if len(found) != 1 || found[0].String() != want {
			t.Errorf("%.40q:\ngot  %s\nwant %s", text, report(found), want)
		}
		if at := file.At("title"); at != (diag.Position{File: "t.toml"}) {
			t.Errorf("%.40q: a place in a file that was not read: %v", text, at)
		}
	}
}

func TestFindingsAreLimited(t *testing.T) {
	var text strings.Builder
	for n := range 500 {
		fmt.Fprintf(&text, "k%d = 1\n", n)
	}
	var got leaflet
	if _, found := Decode("t.toml", []byte(text.String()), &got); len(found) != diag.Most {
		t.Errorf("%d findings", len(found))
	}
}

func TestDecodePrivateRepeatsNothing(t *testing.T) {
	for _, text := range []string{
		"title = 1\n'Zoë' = 2\n", "title = Zoë", "title = 'Zoë", "tags = [1, 'Zoë' 2]", "Zoë", "[Zoë]\n[Zoë]",
		"colour = 1\nauthor = 'Zoë'", "lines = [{Zoë='Zoë'}]", "a = 'Zoë\xff'", "title = \"\\Zoë\"",
	} {
		var got leaflet
		_, found := DecodePrivate("t.toml", []byte(text), &got)
		if len(found) == 0 {
			t.Errorf("%q: nothing found", text)
		}
		if strings.Contains(report(found), "Zo") {
			t.Errorf("%q: the report repeats it:\n%s", text, report(found))
		}
	}
}
