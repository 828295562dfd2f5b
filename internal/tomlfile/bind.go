package tomlfile

import (
	"encoding"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"aftercare/internal/diag"
)

// binder puts a tree of TOML into Go values and notes everything that does not
// fit on the way.
type binder struct {
	file  *File
	root  []field // of the whole file, for keys that stand in the wrong table
	known map[reflect.Type][]field
	found diag.List
}

// fields are those of a struct, whose tags are read once for all its entries.
func (b *binder) fields(t reflect.Type) []field {
	fields, ok := b.known[t]
	if !ok {
		fields = fieldsOf(t)
		b.known[t] = fields
	}
	return fields
}

// value puts data into dst, whatever kind either is.
func (b *binder) value(path string, data any, dst reflect.Value) {
	if unmarshaler, ok := dst.Addr().Interface().(encoding.TextUnmarshaler); ok {
		b.text(path, data, unmarshaler)
		return
	}
	switch dst.Kind() {
	case reflect.Pointer:
		dst.Set(reflect.New(dst.Type().Elem()))
		b.value(path, data, dst.Elem())
	case reflect.Struct:
		b.structure(path, data, dst)
	case reflect.Map:
		b.mapping(path, data, dst)
	case reflect.Slice:
		b.list(path, data, dst)
	default:
		b.scalar(path, data, dst)
	}
}

// structure puts a table into a struct, or a plain value into its plain field.
func (b *binder) structure(path string, data any, dst reflect.Value) {
	if table, ok := data.(map[string]any); ok {
		b.table(path, table, dst)
		return
	}
	plain, ok := plainField(b.fields(dst.Type()))
	switch {
	case !ok:
		b.wrongType(path, wants(dst.Type()), data)
	case wants(plain.typ) != got(data):
		b.wrongType(path, wants(plain.typ)+" or a table", data)
	default:
		b.field(path, plain, data, dst)
	}
}

func (b *binder) table(path string, table map[string]any, dst reflect.Value) {
	fields := b.fields(dst.Type())
	meant := b.unknown(path, table, fields)
	for _, f := range fields {
		data, given := table[f.key]
		switch {
		case given:
			b.field(Key(path, f.key), f, data, dst)
		case f.required && !meant[f.key]:
			b.missing(path, f)
		}
	}
}

// field puts data into the field f of a struct.
func (b *binder) field(path string, f field, data any, dst reflect.Value) {
	before := len(b.found)
	if _, many := elements(data); f.single && !many {
		one := reflect.MakeSlice(f.typ, 1, 1)
		b.value(path, data, one.Index(0))
		dst.Field(f.index).Set(one)
	} else {
		b.value(path, data, dst.Field(f.index))
	}
	if f.required && len(b.found) == before && blank(data) {
		b.report(b.file.At(path), path+" is empty", "")
	}
}

func (b *binder) mapping(path string, data any, dst reflect.Value) {
	table, ok := data.(map[string]any)
	if !ok {
		b.wrongType(path, "a table", data)
		return
	}
	dst.Set(reflect.MakeMap(dst.Type()))
	for _, key := range slices.Sorted(maps.Keys(table)) {
		entry := reflect.New(dst.Type().Elem()).Elem()
		b.value(Key(path, key), table[key], entry)
		dst.SetMapIndex(reflect.ValueOf(key).Convert(dst.Type().Key()), entry)
	}
}

func (b *binder) list(path string, data any, dst reflect.Value) {
	entries, ok := elements(data)
	if !ok {
		b.wrongType(path, wants(dst.Type()), data)
		return
	}
	dst.Set(reflect.MakeSlice(dst.Type(), len(entries), len(entries)))
	for i, entry := range entries {
		b.value(Entry(path, i), entry, dst.Index(i))
	}
}

func (b *binder) scalar(path string, data any, dst reflect.Value) {
	integer, isInteger := data.(int64)
	switch {
	case isInteger && dst.CanInt() && dst.OverflowInt(integer):
		b.report(b.file.At(path), path+" is too large a number", "")
	case isInteger && dst.CanInt():
		dst.SetInt(integer)
	case isInteger && dst.CanFloat():
		dst.SetFloat(float64(integer))
	case reflect.TypeOf(data).Kind() == dst.Kind():
		dst.Set(reflect.ValueOf(data).Convert(dst.Type()))
	default:
		b.wrongType(path, wants(dst.Type()), data)
	}
}

// text hands a string or a date over as text.
func (b *binder) text(path string, data any, dst encoding.TextUnmarshaler) {
	text, ok := data.(string)
	if moment, isTime := data.(time.Time); isTime {
		text, ok = momentText(moment), true
	}
	if !ok {
		b.wrongType(path, "a string", data)
		return
	}
	err := dst.UnmarshalText([]byte(text))
	if err == nil {
		return
	}
	hint := ""
	if h, ok := err.(interface{ Hint() string }); ok {
		hint = h.Hint()
	}
	b.report(b.file.At(path), path+": "+err.Error(), hint)
}

// momentText writes a TOML date or time as it stood in the file; the library
// says by the name of the location which kind it was.
func momentText(moment time.Time) string {
	switch moment.Location().String() {
	case "date-local":
		return moment.Format(time.DateOnly)
	case "time-local":
		return moment.Format("15:04:05.999999999")
	case "datetime-local":
		return moment.Format("2006-01-02T15:04:05.999999999")
	}
	return moment.Format(time.RFC3339Nano)
}

// unknown reports the keys of a table that fields do not have, and gives those
// that they were probably meant to be: these are not missing as well.
func (b *binder) unknown(path string, table map[string]any, fields []field) map[string]bool {
	meant := map[string]bool{}
	keys := keysOf(fields)
	for _, key := range slices.Sorted(maps.Keys(table)) {
		if slices.Contains(keys, key) {
			continue
		}
		near, ok := diag.Nearest(key, keys)
		ok = ok && table[near] == nil
		meant[near] = ok
		message, hint := fmt.Sprintf("unknown key %q", key), b.elsewhere(path, key, keys)
		if ok {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		if b.file.private {
			message = "unknown key"
		}
		b.report(b.file.KeyAt(Key(path, key)), message, hint)
	}
	return meant
}

// elsewhere is the hint for a key that no key of its table is near to.
func (b *binder) elsewhere(path, key string, keys []string) string {
	if path != "" && slices.Contains(keysOf(b.root), key) {
		return fmt.Sprintf("%q belongs at the top of the file, above the first [table]", key)
	}
	return "known here: " + strings.Join(keys, ", ")
}

func (b *binder) missing(path string, f field) {
	name := Key(path, f.key)
	b.report(b.file.KeyAt(path), name+" is missing", "add "+example(name, f))
}

// example is what the line of a missing key could be.
func example(name string, f field) string {
	switch wants(f.typ) {
	case "a table":
		return "[" + header(name) + "]"
	case "a list of tables":
		return "[[" + header(name) + "]]"
	case "a list":
		return f.key + ` = ["…"]`
	case "true or false":
		return f.key + " = true or false"
	case "an integer", "a number":
		return f.key + " = 1"
	}
	return f.key + ` = "…"`
}

func (b *binder) wrongType(path, want string, data any) {
	hint := ""
	switch _, many := data.([]map[string]any); {
	case many && want == "a table":
		hint = fmt.Sprintf("write [%s] once, not [[%s]]", header(path), header(path))
	case want == "a list of tables" && got(data) == "a table":
		hint = fmt.Sprintf("write [[%s]], not [%s]", header(path), header(path))
	case strings.HasPrefix(want, "a string") && !strings.HasSuffix(got(data), "table") && !strings.HasPrefix(got(data), "a list"):
		hint = "put it in quotation marks"
	}
	b.report(b.file.At(path), fmt.Sprintf("%s wants %s, got %s", path, want, got(data)), hint)
}

func (b *binder) report(at diag.Position, message, hint string) {
	b.found.Add(diag.Diagnostic{Position: at, Message: message, Hint: hint})
}
