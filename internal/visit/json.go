package visit

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aftercare/internal/diag"
	"aftercare/internal/tomlfile"
)

// ParseJSON is Parse for JSON: one object with the same keys.
func ParseJSON(name string, text []byte, loc *time.Location) (Visit, diag.List) {
	text = bytes.TrimPrefix(text, byteOrderMark)
	r := jsonReader{name: name, text: text, decoder: json.NewDecoder(bytes.NewReader(text)), at: map[string]int{}}
	switch {
	case len(text) > tomlfile.MaxSize:
		return Visit{}, diag.List{{Position: diag.Position{File: name}, Message: "the file is larger than 1 MiB", Hint: "is this the right file?"}}
	case !utf8.Valid(text):
		return Visit{}, diag.List{{Position: diag.Position{File: name}, Message: "the file is not UTF-8 text", Hint: "save it as UTF-8"}}
	}
	var w written
	if err := r.object(&w); err != nil {
		return Visit{}, append(r.found, r.broken(err))
	}
	return w.visit(r.place, r.found, loc)
}

// jsonReader reads one object key by key, so that every key has its place and
// none is read twice or overlooked.
type jsonReader struct {
	name    string
	text    []byte
	decoder *json.Decoder
	at      map[string]int // offset of the value of each key
	value   int            // offset of the value being read
	found   diag.List
}

// errNotObject is JSON that is no visit.
var errNotObject = errors.New("wants one visit in braces")

func (r *jsonReader) object(w *written) error {
	if opening, err := r.decoder.Token(); err != nil {
		return err
	} else if opening != json.Delim('{') {
		return errNotObject
	}
	for r.decoder.More() {
		if err := r.pair(w); err != nil {
			return err
		}
	}
	if _, err := r.decoder.Token(); err != nil {
		return err
	}
	if _, err := r.decoder.Token(); err != io.EOF {
		return errNotObject
	}
	return nil
}

func (r *jsonReader) pair(w *written) error {
	keyAt := r.skip(" \t\r\n,")
	token, err := r.decoder.Token()
	if err != nil {
		return err
	}
	r.value = r.skip(" \t\r\n:")
	var value any
	if err := r.decoder.Decode(&value); err != nil {
		return err
	}
	key := token.(string)
	if _, twice := r.at[key]; twice {
		r.report(keyAt, known(key), "this key stands twice", "keep one of the two")
	}
	r.at[key] = r.value
	r.set(w, key, keyAt, value)
	return nil
}

// skip is the offset of what comes next but for blanks.
func (r *jsonReader) skip(blanks string) int {
	offset := int(r.decoder.InputOffset())
	return len(r.text) - len(bytes.TrimLeft(r.text[offset:], blanks))
}

// set puts a value into the field of its key; null is no value.
func (r *jsonReader) set(w *written, key string, keyAt int, value any) {
	n := slices.Index(Keys(), key)
	switch {
	case n < 0:
		r.unknown(key, keyAt)
		return
	case value == nil:
		return
	}
	field := reflect.ValueOf(w).Elem().Field(n)
	texts, many := value.([]any)
	text, one := value.(string)
	switch {
	case one && field.Kind() == reflect.String:
		field.SetString(text)
	case field.Kind() == reflect.String:
		r.report(r.at[key], key, key+" wants a string", `write it in quotation marks`)
	case one:
		field.Set(reflect.ValueOf([]string{text}))
	default:
		words, ok := allStrings(texts)
		if !many || !ok {
			r.report(r.at[key], key, key+" wants a string or a list of strings", `write it as ["low back", "left hip"]`)
		}
		field.Set(reflect.ValueOf(words))
	}
}

func allStrings(values []any) (texts []string, ok bool) {
	for _, value := range values {
		text, isText := value.(string)
		if !isText {
			return nil, false
		}
		texts = append(texts, text)
	}
	return texts, true
}

// Keys are those of a visit in a file, in the order of the manual; a finding
// names one of them as its field.
func Keys() []string {
	t := reflect.TypeFor[written]()
	all := make([]string, t.NumField())
	for i := range all {
		all[i], _, _ = strings.Cut(t.Field(i).Tag.Get("toml"), ",")
	}
	return all
}

// known is key if it is one of a visit's: what else stands there may be a
// patient's.
func known(key string) string {
	if slices.Contains(Keys(), key) {
		return key
	}
	return ""
}

func (r *jsonReader) unknown(key string, at int) {
	r.report(at, "", "unknown key", diag.DidYouMean(key, Keys()))
}

func (r *jsonReader) report(at int, field, message, hint string) {
	r.found.Add(diag.Diagnostic{Position: r.position(at), Field: field, Message: message, Hint: hint})
}

func (r *jsonReader) place(key string) diag.Position {
	if at, ok := r.at[key]; ok {
		return r.position(at)
	}
	return diag.Position{File: r.name}
}

// position has no Text: the line may hold the patient's name.
func (r *jsonReader) position(offset int) diag.Position {
	before := r.text[:min(offset, len(r.text))]
	lastLine := before[bytes.LastIndexByte(before, '\n')+1:]
	return diag.Position{File: r.name, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(lastLine) + 1}
}

// broken says where the JSON ends to be JSON. What the decoder says of it may
// repeat a character of a name, and is left out.
func (r *jsonReader) broken(err error) diag.Diagnostic {
	if errors.Is(err, errNotObject) {
		return diag.Diagnostic{Position: diag.Position{File: r.name}, Message: err.Error(), Hint: `such as {"patient": "…", "areas": ["low back"]}`}
	}
	at := int(r.decoder.InputOffset())
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		// The decoder counts some offsets from the value before.
		at = max(int(syntax.Offset)-1, r.value)
	}
	return diag.Diagnostic{Position: r.position(at), Message: "this is not valid JSON",
		Hint: `a visit reads {"patient": "…", "areas": ["low back"]}`}
}
