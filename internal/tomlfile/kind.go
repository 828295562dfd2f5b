package tomlfile

import (
	"encoding"
	"reflect"
	"strings"
	"time"
)

// wants says in words what kind of TOML value a Go type is read from.
func wants(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		return wants(t.Elem())
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return "a string"
	}
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return "a table"
	case reflect.Slice:
		if _, plain := plainField(structFields(t.Elem())); !plain && wants(t.Elem()) == "a table" {
			return "a list of tables"
		}
		return "a list"
	case reflect.Bool:
		return "true or false"
	case reflect.Float32, reflect.Float64:
		return "a number"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return "an integer"
	}
	return "a string"
}

func structFields(t reflect.Type) []field {
	if t.Kind() != reflect.Struct {
		return nil
	}
	return fieldsOf(t)
}

// got says in words what kind of value the file has.
func got(data any) string {
	switch data.(type) {
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "a list of tables"
	case []any:
		return "a list"
	case bool:
		return "true or false"
	case float64:
		return "a number"
	case int64:
		return "an integer"
	case time.Time:
		return "a date or time"
	}
	return "a string"
}

// elements are the entries of a list of either of the library's two kinds.
func elements(data any) ([]any, bool) {
	switch list := data.(type) {
	case []any:
		return list, true
	case []map[string]any:
		entries := make([]any, len(list))
		for i, table := range list {
			entries[i] = table
		}
		return entries, true
	}
	return nil, false
}

// blank says whether a value is there and yet says nothing.
func blank(data any) bool {
	switch value := data.(type) {
	case string:
		return strings.TrimSpace(value) == ""
	case map[string]any:
		return len(value) == 0
	}
	entries, ok := elements(data)
	return ok && len(entries) == 0
}

// header is a path as it stands in the header of a table, without the numbers
// of entries.
func header(path string) string {
	var b strings.Builder
	for path != "" {
		before, rest, _ := strings.Cut(path, "[")
		b.WriteString(before)
		_, path, _ = strings.Cut(rest, "]")
	}
	return b.String()
}
