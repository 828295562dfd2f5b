package appointments

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/table"
)

func profiles(t *testing.T) *library {
	t.Helper()
	lib, err := loadLibrary(testOptions())
	if err != nil {
		t.Fatal(err)
	}
	return lib
}

func TestProfilesAreNamedLikeTheirFiles(t *testing.T) {
	names, err := fs.Glob(testOptions().Profiles, "*.toml")
	if err != nil {
		t.Fatal(err)
	}
	lib := profiles(t)
	ids := []string{lib.generic.ID + ".toml"}
	for _, p := range lib.systems {
		ids = append(ids, p.ID+".toml")
	}
	slices.Sort(ids)
	if !slices.Equal(ids, names) {
		t.Errorf("files %v, profiles %v", names, ids)
	}
}

// Every system has a test file that its profile alone fits.
func TestEveryProfileIsTested(t *testing.T) {
	for _, p := range profiles(t).systems {
		golden := "testdata/systems/" + p.ID + ".csv.golden"
		switch p.ID {
		case "icalendar":
			golden = "testdata/systems/calendar.ics.golden"
		case "plain":
			golden = "testdata/traps/plain.csv.golden"
		case "nookal":
			golden = "testdata/systems/nookal.csv.time.golden"
		}
		if text := string(readFile(golden)); !strings.Contains(text, "profile "+p.ID+" (") {
			t.Errorf("%s was not read with %s:\n%s", golden, p.ID, text)
		}
	}
}

// A header of a profile's distinctive columns chooses that profile, and no
// column of it has two meanings.
func TestProfilesAreDistinct(t *testing.T) {
	lib := profiles(t)
	for _, p := range lib.systems {
		h := headerOf(table.Record{Line: 1, Cells: p.Distinctive})
		got, err := chooser{library: lib, file: "test"}.fitting(h, nil)
		if err != nil || got != p {
			t.Errorf("%s: its own columns choose %v, %v", p.ID, got, err)
		}
	}
	for _, p := range append(lib.systems, lib.generic) {
		p.oneMeaning(t)
	}
}

func (p *Profile) oneMeaning(t *testing.T) {
	t.Helper()
	meaning := map[string]string{}
	add := func(what string, names []string) {
		for _, name := range names {
			if before := meaning[key(name)]; before != "" && (p.ID != generic || before == "booking") {
				t.Errorf("%s: %q is %s and %s", p.ID, name, before, what)
			}
			meaning[key(name)] = what
		}
	}
	add("booking", p.Booking)
	add("personal", p.Personal)
	add("unused", p.Unused)
	for _, f := range fieldNames {
		add(f, p.Columns[f])
	}
}

// docs/importing.md is the reference of the profile: it names every key, every
// field and every profile.
func TestProfileKeysAreInTheManual(t *testing.T) {
	text, err := os.ReadFile("../../docs/importing.md")
	if err != nil {
		t.Fatal(err)
	}
	manual := string(text)
	var words []string
	for i := range reflect.TypeFor[Profile]().NumField() {
		name, _, _ := strings.Cut(reflect.TypeFor[Profile]().Field(i).Tag.Get("toml"), ",")
		words = append(words, name)
	}
	words = append(words, fieldNames[:]...)
	for evidence := range evidences {
		words = append(words, evidence)
	}
	for _, word := range words {
		if !strings.Contains(manual, "`"+word+"`") {
			t.Errorf("docs/importing.md does not explain `%s`", word)
		}
	}
	lib := profiles(t)
	for _, p := range append(lib.systems, lib.generic) {
		if !strings.Contains(manual, p.ID+".toml") {
			t.Errorf("docs/importing.md does not name %s.toml", p.ID)
		}
	}
}

// The manual has every list of words as the program has it.
func TestWordsAreInTheManual(t *testing.T) {
	const path, from, to = "../../docs/importing.md", "<!-- words -->\n", "<!-- end of words -->"
	manual := string(readFile(path))
	head, rest, _ := strings.Cut(manual, from)
	_, tail, ok := strings.Cut(rest, to)
	if !ok {
		t.Fatal("the manual has no place for the words")
	}
	want := head + from + wordTables(profiles(t).generic) + to + tail
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if want != manual {
		t.Error("the words of docs/importing.md are not those of generic.toml: -update writes them")
	}
}

// wordTables are the lists of a profile, in the order of its keys.
func wordTables(p *Profile) string {
	var b strings.Builder
	row := func(name string, words []string) {
		if len(words) > 0 {
			fmt.Fprintf(&b, "| %s | %s |\n", name, strings.Join(words, " · "))
		}
	}
	b.WriteString("\n| list | words |\n|---|---|\n")
	v := reflect.ValueOf(*p)
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("toml"), ",")
		switch list := v.Field(i).Interface().(type) {
		case []string:
			row("`"+name+"`", list)
		case map[string][]string:
			for _, key := range slices.Sorted(maps.Keys(list)) {
				row("`"+name+"."+key+"`", list[key])
			}
		case map[string]string:
			byTarget := map[string][]string{}
			for _, word := range slices.Sorted(maps.Keys(list)) {
				byTarget[list[word]] = append(byTarget[list[word]], word)
			}
			for _, to := range slices.Sorted(maps.Keys(byTarget)) {
				row("`"+name+"` → `"+to+"`", byTarget[to])
			}
		}
	}
	b.WriteString("\n")
	return b.String()
}
