package clinic

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// keysOf are the keys a file may have, with " (required)" where the reference
// must say so.
func keysOf(form reflect.Type, table string) []string {
	var keys []string
	for i := range form.NumField() {
		field := form.Field(i)
		key, options, _ := strings.Cut(field.Tag.Get("toml"), ",")
		switch {
		case field.Type.Kind() == reflect.Struct:
			keys = append(keys, keysOf(field.Type, key+".")...)
		case strings.Contains(options, "required"):
			keys = append(keys, table+key+" (required)")
		default:
			keys = append(keys, table+key)
		}
	}
	slices.Sort(keys)
	return keys
}

func TestTheReferenceHasEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../docs/clinic.md")
	if err != nil {
		t.Fatal(err)
	}
	var described []string
	for _, heading := range regexp.MustCompile("(?m)^### `(.+?)`(.*)$").FindAllStringSubmatch(string(text), -1) {
		described = append(described, heading[1]+heading[2])
	}
	slices.Sort(described)
	if keys := keysOf(reflect.TypeFor[form](), ""); !slices.Equal(keys, described) {
		t.Errorf("keys:\n%q\ndescribed:\n%q", keys, described)
	}
}

// Each example is a file of its own but for the keys that must be there.
func TestTheExamplesOfTheReference(t *testing.T) {
	text, err := os.ReadFile("../../docs/clinic.md")
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	for _, example := range examples {
		whole := example[1]
		for _, needed := range []string{`name = "Test Clinic"`, `phone = "555-0100"`, `country = "US"`, `time_zone = "America/New_York"`} {
			key, _, _ := strings.Cut(needed, " ")
			if !regexp.MustCompile(`(?m)^` + key + ` `).MatchString(whole) {
				whole = needed + "\n" + whole
			}
		}
		if _, found := Parse("example", []byte(whole), os.DirFS("../../examples")); found != nil {
			t.Errorf("%s\n%v", whole, found)
		}
	}
	if len(examples) < reflect.TypeFor[form]().NumField() {
		t.Errorf("only %d examples", len(examples))
	}
}

// The file to start from explains every key: those it does not set stand in a
// comment that can be uncommented.
func TestTheFileToStartFromHasEveryKey(t *testing.T) {
	text, err := os.ReadFile("../../templates/init/clinic.toml")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keysOf(reflect.TypeFor[form](), "") {
		key = strings.TrimSuffix(key[strings.LastIndexByte(key, '.')+1:], " (required)")
		if !regexp.MustCompile(`(?m)^(# )?\[?` + key + `( +=|\])`).Match(text) {
			t.Errorf("%s is not in it", key)
		}
	}
	all := regexp.MustCompile(`(?m)^# ("?[a-z_/-]+"? +=)`).ReplaceAll(text, []byte("$1"))
	if _, found := Parse("clinic.toml", all, os.DirFS("../../examples")); found != nil {
		t.Error(found)
	}
	if strings.Count(string(all), "# ") == strings.Count(string(text), "# ") {
		t.Error("no key was taken out of its comment")
	}
}
