package visit

import (
	"bytes"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/tomlfile"
)

// written is a visit as a file has it; the tags are its keys in TOML and JSON.
type written struct {
	Patient   string   `toml:"patient"`
	Areas     []string `toml:"areas,single"`
	At        moment   `toml:"at"`
	End       moment   `toml:"end"`
	Therapist string   `toml:"therapist"`
	Flags     []string `toml:"flags,single"`
	Note      string   `toml:"note"`
	Next      moment   `toml:"next"`
	Handout   string   `toml:"handout"`
	Language  string   `toml:"language"`
}

// moment is a date and time as it is written, in quotation marks or, in TOML,
// without. It is read when the time zone is known.
type moment string

// UnmarshalText takes any text.
func (m *moment) UnmarshalText(text []byte) error {
	*m = moment(text)
	return nil
}

// places says where in a file the value of a key stands.
type places func(key string) diag.Position

// Parse reads a visit from TOML or JSON, whichever text is. Times without a
// zone are local to loc, and all are given in loc. Start is zero where the file
// has no "at". No finding repeats a value of the file, and none shows a line of
// it: they would leak a patient's name to a terminal or a log.
func Parse(name string, text []byte, loc *time.Location) (Visit, diag.List) {
	if looksLikeJSON(text) {
		return ParseJSON(name, text, loc)
	}
	return ParseTOML(name, text, loc)
}

// looksLikeJSON tells an object or a list of objects from TOML, which starts
// with a key or a [table].
func looksLikeJSON(text []byte) bool {
	text = bytes.TrimSpace(bytes.TrimPrefix(text, byteOrderMark))
	if list, ok := bytes.CutPrefix(text, []byte("[")); ok {
		text = bytes.TrimSpace(list)
	}
	return len(text) > 0 && text[0] == '{'
}

var byteOrderMark = []byte("\ufeff")

// ParseTOML is Parse for TOML.
func ParseTOML(name string, text []byte, loc *time.Location) (Visit, diag.List) {
	var w written
	file, found := tomlfile.DecodePrivate(name, text, &w)
	if !file.IsTOML() {
		return Visit{}, found
	}
	for i := range found {
		found[i].Field = keyAt(file, found[i].Position)
	}
	return w.visit(file.At, found, loc)
}

// keyAt is the key whose value, or one of whose values, stands at a place; ""
// where that is another one.
func keyAt(file *tomlfile.File, place diag.Position) string {
	for _, key := range Keys() {
		if file.Has(key) && file.At(key) == place {
			return key
		}
		for i := 0; file.Has(tomlfile.Entry(key, i)); i++ {
			if file.At(tomlfile.Entry(key, i)) == place {
				return key
			}
		}
	}
	return ""
}

// visit reads the times and checks the whole; found is what was wrong so far.
func (w written) visit(at places, found diag.List, loc *time.Location) (Visit, diag.List) {
	v := Visit{
		Patient: w.Patient, Areas: w.Areas, Therapist: w.Therapist, Flags: w.Flags, Note: w.Note,
		Handout: w.Handout, Language: w.Language,
	}
	for _, t := range []struct {
		key  string
		text moment
		to   *time.Time
	}{{"at", w.At, &v.Start}, {"end", w.End, &v.End}, {"next", w.Next, &v.Next}} {
		if t.text == "" {
			continue
		}
		parsed, err := ParseTime(string(t.text), loc)
		if err != nil {
			found = append(found, diag.Diagnostic{Position: at(t.key), Field: t.key, Message: t.key + ": " + err.Error(), Hint: timeHint(err)})
		}
		*t.to = parsed
	}
	v = v.Clean()
	for _, p := range v.problems() {
		found = append(found, diag.Diagnostic{Position: at(p.key), Field: p.key, Message: p.message, Hint: p.hint})
	}
	if found.Err() != nil {
		found.Sort()
		return Visit{}, found
	}
	return v, found
}
