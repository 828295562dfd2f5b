package tomlfile

import (
	"strings"
	"testing"
)

func TestSet(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		path  []string
		value any
		want  string
	}{
		"a new value, its comment kept": {"[a]\nx = 1 # one\ny = 2\n", []string{"a", "x"}, "é \"\\", "[a]\nx = \"é \\\"\\\\\" # one\ny = 2\n"},
		"a new key after the last":      {"[a]\nx = 1 # one\n\n# ---- b\n[b]\n", []string{"a", "Dry needling, 30"}, "skip", "[a]\nx = 1 # one\n\"Dry needling, 30\" = \"skip\"\n\n# ---- b\n[b]\n"},
		"under lines that are switched off": {"[services]\n# \"Video\" = \"skip\"\n\n# other\n[b]\n", []string{"services", "x"}, "y",
			"[services]\n# \"Video\" = \"skip\"\nx = \"y\"\n\n# other\n[b]\n"},
		"a new table at the end":             {"x = 1", []string{"statuses", "Parked"}, "skip", "x = 1\n\n[statuses]\nParked = \"skip\"\n"},
		"the lines of Windows":               {"\ufeffx = 1\r\n[a]\r\ny = 2\r\n", []string{"a", "z"}, true, "\ufeffx = 1\r\n[a]\r\ny = 2\r\nz = true\r\n"},
		"an empty file":                      {"", []string{"a", "b"}, 3, "[a]\nb = 3\n"},
		"a file of comments":                 {"# hello\n", []string{"a"}, 3, "# hello\na = 3\n"},
		"a key of the file":                  {"# hello\nx = 1\n\n[a]\n", []string{"y"}, []string{"1", "2"}, "# hello\nx = 1\ny = [\"1\", \"2\"]\n\n[a]\n"},
		"the first key of the file":          {"# hello\n\n# about a\n[a]\n", []string{"y"}, 2, "# hello\n\ny = 2\n\n# about a\n[a]\n"},
		"a value of several lines":           {"x = [\n  1, # one\n  2,\n]\ny = '''\na\n'''\n", []string{"x"}, 2, "x = 2\ny = '''\na\n'''\n"},
		"a table of dotted keys":             {"a.x = 1\nb = 2\n[c]\n", []string{"a", "y z"}, 2, "a.x = 1\na.\"y z\" = 2\nb = 2\n[c]\n"},
		"dotted keys in a table":             {"[t]\na.x = 1\n[c]\n", []string{"t", "a", "y"}, 2, "[t]\na.x = 1\na.y = 2\n[c]\n"},
		"a table after its siblings":         {"[a.b]\nx = 1\n\n[z]\n", []string{"a", "c", "y"}, 2, "[a.b]\nx = 1\n\n[a.c]\ny = 2\n\n[z]\n"},
		"a table that was only implied":      {"[a.b]\nx = 1\n", []string{"a", "y"}, 2, "[a.b]\nx = 1\n\n[a]\ny = 2\n"},
		"quoted as another writer would":     {"['a']\n\"\\u0078\" = 1\n", []string{"a", "x"}, 2, "['a']\n\"\\u0078\" = 2\n"},
		"a value in braces that is there":    {"a = { x = 1, y = 2 }\n", []string{"b"}, 2, "a = { x = 1, y = 2 }\nb = 2\n"},
		"indented as the lines before":       {"[a]\n  x = 1\n", []string{"a", "y"}, 2, "[a]\n  x = 1\n  y = 2\n"},
		"beside a list of tables":            {"[[l]]\nx = 1\n[[l]]\nx = 2\n", []string{"a", "x"}, 2, "[[l]]\nx = 1\n[[l]]\nx = 2\n\n[a]\nx = 2\n"},
		"a text that looks like a header":    {"x = \"\"\"\n[a]\ny = 1\n\"\"\"\n[a]\n", []string{"a", "y"}, 2, "x = \"\"\"\n[a]\ny = 1\n\"\"\"\n[a]\ny = 2\n"},
		"a key with a dot, not a dotted key": {"[a]\n\"b.c\" = 1\n", []string{"a", "b.c"}, 2, "[a]\n\"b.c\" = 2\n"},
	} {
		t.Run(name, func(t *testing.T) {
			got, found := Set("clinic.toml", []byte(c.text), c.path, c.value)
			if found != nil || string(got) != c.want {
				t.Errorf("%v\n%s\nwant\n%s", found, got, c.want)
			}
		})
	}
}

func TestSetRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		path  []string
		value any
		want  string
	}{
		"no TOML":                {"a = \n", []string{"b"}, 1, "clinic.toml:1:"},
		"a table in braces":      {"services = { x = 1 }\n", []string{"services", "y"}, 1, "clinic.toml: services.y cannot be set: it is written within braces, { … }"},
		"a key in braces":        {"services = { x = 1 }\n", []string{"services", "x"}, 2, "clinic.toml: services.x cannot be set: it is written within braces, { … }"},
		"a value for a table":    {"[a]\n", []string{"a"}, 1, "clinic.toml: a cannot be set: it is no table"},
		"a table for a value":    {"a = 1\n", []string{"a", "b"}, 1, "clinic.toml: a cannot be set: it is no table"},
		"a key in a list":        {"[[a]]\nx = 1\n", []string{"a", "x"}, 2, "clinic.toml: a cannot be set: it is no table"},
		"a value that is none":   {"", []string{"a"}, 1.5, "clinic.toml: a cannot be set: this is no key"},
		"a text that is none":    {"", []string{"a"}, "\xff", "clinic.toml: a cannot be set: this is no key"},
		"no path":                {"", nil, 1, "cannot be set: this is no key"},
		"a list deep in a table": {"[a]\nb = [{x = 1}]\n", []string{"a", "b", "x"}, 2, "clinic.toml: a.b cannot be set: it is no table"},
	} {
		t.Run(name, func(t *testing.T) {
			got, found := Set("clinic.toml", []byte(c.text), c.path, c.value)
			if got != nil || found.Err() == nil || !strings.Contains(found[0].String(), c.want) {
				t.Errorf("%q, %v; want %s", got, found, c.want)
			}
		})
	}
}

func TestUnset(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		path []string
		want string // "" where it is refused
	}{
		"with its comment":    {"[a]\nx = 1 # one\ny = 2\n", []string{"a", "x"}, "[a]\ny = 2\n"},
		"over several lines":  {"x = [\r\n 1,\r\n]\r\ny = 2\r\n", []string{"x"}, "y = 2\r\n"},
		"the last":            {"[a]\nx = 1", []string{"a", "x"}, "[a]\n"},
		"not there":           {"[a]\nx = 1\n", []string{"a", "y"}, ""},
		"in braces":           {"a = { x = 1 }\n", []string{"a", "x"}, ""},
		"a table":             {"[a]\nx = 1\n", []string{"a"}, ""},
		"the table goes, too": {"a.x = 1\n", []string{"a", "x"}, ""},
		"in a list":           {"[[a]]\nx = 1\n", []string{"a", "x"}, ""},
		"no TOML":             {"a = \n", []string{"a"}, ""},
	} {
		got, found := Unset("clinic.toml", []byte(c.text), c.path)
		if string(got) != c.want || (found.Err() != nil) != (c.want == "") {
			t.Errorf("%s: %q, %v", name, got, found)
		}
	}
}

// FuzzSet: what is written says exactly the change, and nothing that stood there
// is gone but the old value.
func FuzzSet(f *testing.F) {
	for _, text := range []string{sound, "a.b.c = 1\n[a.d]\n# x\n[[l]]\ny = 1\n[l.m]\nz = [1, {q = 2}]\n", "x = \"\"\"\n[a]\n\"\"\"\r\n[\"a\"]\r\n", "# only\n[a] # tail", "[a]\n[a.b]\n[c]\na = nan"} {
		for _, path := range [][3]string{{"a", "", "b"}, {"a", "b", "new key"}, {"", "", "x"}, {"l", "m", "z"}} {
			f.Add(text, path[0], path[1], path[2], "a \"value\"\n")
		}
	}
	f.Fuzz(func(t *testing.T, text, first, second, key, value string) {
		var path []string
		for _, name := range []string{first, second} {
			if name != "" {
				path = append(path, name)
			}
		}
		path = append(path, key)
		before, found := treeOf("", []byte(text))
		written, refused := Set("", []byte(text), path, value)
		if found != nil || refused != nil {
			if written != nil {
				t.Fatal("refused, and written")
			}
			return
		}
		after, found := treeOf("", written)
		if found != nil {
			t.Fatalf("%v\n%s", found, written)
		}
		replaced := strings.Contains(text, "]") && len(outlineOf(text).lines) == len(outlineOf(string(written)).lines)
		plant(before, path, value)
		if !same(before, after) {
			t.Fatalf("%q says %q, want %q", written, after, before)
		}
		for _, l := range strings.Split(text, "\n") {
			// A comment may stand in a list that was replaced.
			if strings.HasPrefix(l, "#") && !replaced && !strings.Contains(string(written), l) {
				t.Fatalf("the comment %q is gone from %q", l, written)
			}
		}
		if isNew := len(outlineOf(text).lines) < len(outlineOf(string(written)).lines); isNew {
			if gone, refused := Unset("", written, path); refused == nil && len(outlineOf(string(gone)).lines) != len(outlineOf(text).lines) {
				t.Fatalf("unset it is %q", gone)
			}
		}
		again, refused := Set("", written, path, value)
		if refused != nil || string(again) != string(written) {
			t.Fatalf("set again it is another text: %v\n%q\n%q", refused, written, again)
		}
	})
}
