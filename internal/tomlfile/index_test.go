package tomlfile

import (
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

const places = `# a comment
bare = 1
"quo.ted" = 'two' # and a comment
"esc\u0061ped" = "a \" b"
dotted . "key" = true
long = """
one ""\" [no]
two"""""
raw = '''
x = 1''''
when = 1979-05-27 07:32:00 # with a space
list = [ 1, # one
  "two",
  [3, 4], { a = 5, b.c = [6] },
]
[table]
key = 7
[[rows]]
name = "first"
[[rows]]
name = "second"
[rows.more]
deep = 8
[[rows.cells]]
text = "cell"
`

func TestIndex(t *testing.T) {
	f, _ := Decode("t.toml", []byte(places), &struct{}{})
	for path, want := range map[string]string{
		`bare`: "2:8", `"quo.ted"`: "3:13", `escaped`: "4:18", `dotted`: "5:1", `dotted.key`: "5:18",
		`long`: "6:8", `raw`: "9:7", `when`: "11:8", `list`: "12:8", `list[0]`: "12:10", `list[1]`: "13:3",
		`list[2][1]`: "14:7", `list[3].a`: "14:17", `list[3].b.c`: "14:26", `list[3].b.c[0]`: "14:27",
		`table`: "16:1", `table.key`: "17:7", `rows`: "18:1", `rows[1]`: "20:1", `rows[1].name`: "21:8",
		`rows[1].more.deep`: "23:8", `rows[1].cells[0].text`: "25:8",
		// What is not there is shown by what is around it.
		`table.none`: "16:1", `rows[0].more`: "18:1", `list[9]`: "12:8", `none`: "", `none[3]."a.b"`: "",
	} {
		got := strings.TrimPrefix(strings.TrimPrefix(f.At(path).String(), "t.toml"), ":")
		if got != want {
			t.Errorf("%s at %s, want %s", path, got, want)
		}
	}
}

func TestAtUnderlinesOneLine(t *testing.T) {
	f, _ := Decode("t.toml", []byte(places), &struct{}{})
	for path, want := range map[string]string{"bare": "1", "long": `"""`, "when": "1979-05-27 07:32:00", "list": "[ 1, # one"} {
		at := f.At(path)
		if got := at.Text[at.Column-1 : at.Column-1+at.Length]; got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}

func TestWithinAndKeyAt(t *testing.T) {
	f, _ := Decode("t.toml", []byte(places), &struct{}{})
	if got := f.Within("long", "two").String(); got != "t.toml:8:1" {
		t.Errorf("a word in a text of several lines: %s", got)
	}
	if got := f.Within("bare", "absent").String(); got != "t.toml:2:8" {
		t.Errorf("a word that is not there: %s", got)
	}
	if got := f.KeyAt("dotted.key").String(); got != "t.toml:5:1" {
		t.Errorf("a dotted key: %s", got)
	}
}

func TestDeepNestingIsRefusedBeforeTheLibrarySeesIt(t *testing.T) {
	for _, text := range []string{
		"a = " + strings.Repeat("[", 1<<19), "a = " + strings.Repeat("{ a = ", 1<<17),
		"a" + strings.Repeat(".a", 1<<18) + " = 1", "[a" + strings.Repeat(".a", 1<<18) + "]",
	} {
		_, found := Decode("t.toml", []byte(text), &struct{}{})
		if len(found) != 1 || found[0].Message != "tables or lists are nested too deeply" {
			t.Errorf("%.20s: %.200v", text, found)
		}
	}
}

func TestParent(t *testing.T) {
	for path, want := range map[string]string{
		"": "", "a": "", "a.b": "a", "a[2].b": "a[2]", "a[2]": "a", `a."b.c[1]"`: "a", `"x\".y".z`: `"x\".y"`,
	} {
		if got := parent(path); got != want {
			t.Errorf("parent of %s is %s, want %s", path, got, want)
		}
	}
}

// FuzzDecode holds that nothing panics and that whatever the library finds in
// a file has its place in the index.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{places, sound, wrong, "a.b.c = {d = [{e = 1}]}", "[[a.b]]\n[a]\nc = 1", "a = [[{b=1}]]",
		"[a]\n[a.b.c]\n[a.b]", "'' = 1", "a = '''''''''", "\"\\\"\" = 1", "a = { # x\n b = 1,\n}", "a=\"\\", "a={b={c={", "[[[[", "a={]\nb\n", "a=[}\nb\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got leaflet
		_, found := Decode("t.toml", []byte(text), &got)
		for _, d := range found {
			d.Excerpt()
		}
		text = strings.TrimPrefix(text, "\ufeff")
		tree := map[string]any{}
		if _, deep := index(text); deep >= 0 || firstControl(text) >= 0 {
			return
		}
		if _, err := toml.Decode(text, &tree); err == nil {
			places, _ := index(text)
			holdsAll(t, places, "", tree)
		}
	})
}

func holdsAll(t *testing.T, places map[string]place, path string, data any) {
	if _, ok := places[path]; !ok && path != "" {
		t.Errorf("%s has no place", path)
	}
	if table, ok := data.(map[string]any); ok {
		for key, value := range table {
			holdsAll(t, places, Key(path, key), value)
		}
	}
	entries, _ := elements(data)
	for i, entry := range entries {
		holdsAll(t, places, Entry(path, i), entry)
	}
}
