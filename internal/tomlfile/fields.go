package tomlfile

import (
	"reflect"
	"slices"
	"strings"
)

// field is what a struct says in a tag of one of its keys.
type field struct {
	key      string
	index    int
	required bool // must be given and hold something
	plain    bool // stands in place of the whole table
	single   bool // one value stands in place of a list of one
	typ      reflect.Type
}

func fieldsOf(t reflect.Type) []field {
	var fields []field
	for i := range t.NumField() {
		tag, ok := t.Field(i).Tag.Lookup("toml")
		if !ok {
			continue
		}
		words := strings.Split(tag, ",")
		fields = append(fields, field{key: words[0], index: i, typ: t.Field(i).Type,
			required: slices.Contains(words, "required"),
			plain:    slices.Contains(words, "plain"),
			single:   slices.Contains(words, "single")})
	}
	return fields
}

func keysOf(fields []field) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return keys
}

func plainField(fields []field) (field, bool) {
	for _, f := range fields {
		if f.plain {
			return f, true
		}
	}
	return field{}, false
}
