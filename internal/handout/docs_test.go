package handout_test

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/handout"
)

// chapters of the reference, and the types whose keys they explain; where a
// chapter has two tables, the second is of the second type.
var chapters = []struct {
	heading string
	types   []reflect.Type
}{
	{"## The top of the file", []reflect.Type{reflect.TypeFor[handout.Definition]()}},
	{"## Provenance", []reflect.Type{reflect.TypeFor[handout.Provenance](), reflect.TypeFor[handout.Source]()}},
	{"## Article", []reflect.Type{reflect.TypeFor[handout.Article]()}},
	{"## Durations", []reflect.Type{reflect.TypeFor[handout.Durations]()}},
	{"## Stop", []reflect.Type{reflect.TypeFor[handout.Stop]()}},
	{"## Sections", []reflect.Type{reflect.TypeFor[handout.Section]()}},
	{"### Items", []reflect.Type{reflect.TypeFor[handout.Item]()}},
	{"## Steps", []reflect.Type{reflect.TypeFor[handout.Steps](), reflect.TypeFor[handout.Step]()}},
	{"## Area", []reflect.Type{reflect.TypeFor[handout.AreaText]()}},
	{"## Flag", []reflect.Type{reflect.TypeFor[handout.FlagText]()}},
	{"## Areas", []reflect.Type{reflect.TypeFor[handout.Area]()}},
	{"### Words of an area", []reflect.Type{reflect.TypeFor[handout.AreaWords]()}},
	{"## Flags", []reflect.Type{reflect.TypeFor[handout.Flag]()}},
	{"### Words of a flag", []reflect.Type{reflect.TypeFor[handout.FlagWords]()}},
}

func reference(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../docs/handout-format.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// chapter is what stands under a heading, up to the next one.
func chapter(t *testing.T, text, heading string) string {
	t.Helper()
	_, body, ok := strings.Cut(text, "\n"+heading+"\n")
	if !ok {
		t.Fatalf("the reference has no chapter %q", heading)
	}
	if next := anyHeading.FindStringIndex(body); next != nil {
		body = body[:next[0]]
	}
	return body
}

var (
	anyHeading = regexp.MustCompile(`\n#+ [A-Z]`)
	row        = regexp.MustCompile("^\\| `([^`]+)` \\|(.*)\\|(.*)\\|$")
)

// tables are the keys that the tables of a chapter explain, each with whether
// it is said to be required.
func tables(text string) []map[string]bool {
	var all []map[string]bool
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "|---") {
			all = append(all, map[string]bool{})
		}
		if cells := row.FindStringSubmatch(line); cells != nil {
			rules := strings.TrimSpace(cells[3])
			always := strings.HasPrefix(rules, "required") && !strings.HasPrefix(rules, "required of") &&
				!strings.HasPrefix(rules, "required in") && !strings.HasPrefix(rules, "required where")
			all[len(all)-1][cells[1]] = always
		}
	}
	return all
}

// TestReferenceHasEveryKey and no other, says rightly which are required, and
// tells of each what it prints.
func TestReferenceHasEveryKey(t *testing.T) {
	text := reference(t)
	for _, c := range chapters {
		explained := tables(chapter(t, text, c.heading))
		if len(explained) != len(c.types) {
			t.Errorf("%s: %d tables, want %d", c.heading, len(explained), len(c.types))
			continue
		}
		for i, typ := range c.types {
			keys := map[string]bool{}
			for f := range typ.NumField() {
				if tag := strings.Split(typ.Field(f).Tag.Get("toml"), ","); tag[0] != "" {
					keys[tag[0]] = slices.Contains(tag, "required")
				}
			}
			if !reflect.DeepEqual(explained[i], keys) {
				t.Errorf("%s: the reference explains\n%v\nand %s has\n%v", c.heading, explained[i], typ, keys)
			}
		}
	}
}

var example = regexp.MustCompile("(?s)```toml\n(.*?)```")

// examples are the TOML of a text, put together.
func examples(text string) string {
	var all strings.Builder
	for _, block := range example.FindAllStringSubmatch(text, -1) {
		if !strings.HasPrefix(block[1], "# in a section") {
			all.WriteString(block[1])
		}
	}
	return all.String()
}

// TestReferenceExamplesAreTrue: put together they are a definition and a
// vocabulary that are read without a word, and they show every key.
func TestReferenceExamplesAreTrue(t *testing.T) {
	definition, vocabulary, _ := strings.Cut(reference(t), "\n# The vocabulary\n")
	if _, found := handout.Parse("handout-format.md", []byte(examples(definition)), shipped(t)); len(found) > 0 {
		t.Errorf("the definition:\n%s", report(found))
	}
	if _, found := handout.ParseVocabulary("handout-format.md", []byte(examples(vocabulary))); len(found) > 0 {
		t.Errorf("the vocabulary:\n%s", report(found))
	}
	for part, text := range map[string]string{"definition": definition, "vocabulary": vocabulary} {
		for _, table := range tables(text) {
			for key := range table {
				shown := regexp.MustCompile(`(?m)(^\[\[?(\w+\.)?|\b|^\.)` + key + `(\.\w+)?\s*(=|\])`)
				if !strings.HasPrefix(key, "{") && !shown.MatchString(examples(text)) {
					t.Errorf("no example of the %s shows %s", part, key)
				}
			}
		}
	}
}

func TestReferenceHasEveryPlaceholder(t *testing.T) {
	text := chapter(t, reference(t), "## Placeholders")
	for _, p := range handout.Placeholders {
		if line := "| `{" + p.Name + "}` | " + p.Means + " |"; !strings.Contains(text, line) {
			t.Errorf("the reference lacks\n%s", line)
		}
	}
	if n := strings.Count(text, "| `{"); n != len(handout.Placeholders) {
		t.Errorf("the reference has %d placeholders, the program %d", n, len(handout.Placeholders))
	}
}
