package tomlfile

import (
	"errors"
	"strings"

	"github.com/BurntSushi/toml"

	"aftercare/internal/diag"
)

// parse gives the file as a tree of tables, lists and plain values.
func (f *File) parse() (map[string]any, diag.List) {
	tree := map[string]any{}
	_, err := toml.Decode(f.text, &tree)
	if err == nil {
		return tree, nil
	}
	found := diag.Diagnostic{Position: diag.Position{File: f.name}, Message: "this is not valid TOML"}
	var syntax toml.ParseError
	if errors.As(err, &syntax) {
		found.Position = f.span(min(syntax.Position.Start, len(f.text)), syntax.Position.Len)
		found.Message, found.Hint = explain(syntax.Message)
	}
	return nil, diag.List{found}
}

// explain says what the library found in words for a person who writes a
// handout. It repeats nothing of the file, which may hold a patient's data.
func explain(message string) (plain, hint string) {
	for _, e := range explanations {
		if strings.Contains(message, e.theirs) {
			return e.plain, e.hint
		}
	}
	return "this is not valid TOML", "a line reads: key = \"text\""
}

// explanations are looked through from the top; the first that fits is taken.
var explanations = []struct{ theirs, plain, hint string }{
	{"strings cannot contain newlines", "this text is not closed on its line",
		`end it with a ", or put text of several lines between """ and """`},
	{`unexpected EOF; expected '"""'`, "this text is never closed", `end it with """`},
	{`unexpected EOF; expected "'''"`, "this text is never closed", "end it with '''"},
	{"unexpected EOF; expected '\"'", "this text is never closed", `end it with a "`},
	{`unexpected EOF; expected "'"`, "this text is never closed", "end it with a '"},
	{"invalid escape", "a backslash here stands before a letter that it has no meaning with", `write \\ for a backslash`},
	{"hexadecimal digits", "a character number is cut short", `it reads \u and four digits, such as \u00e9`},
	{"Escaped character", "this number is no character", ""},
	{"already been defined", "this is set twice in the file", "keep one of the two"},
	{"already created", "this is set twice in the file, as a value and as a table or list", "keep one of the two"},
	{"is not a table", "this is set both as a value and as a table", "keep one of the two"},
	{"end with a newline", "something follows where the line should end",
		`one key stands on a line; inside text, write \" for a quotation mark`},
	{"array terminator", "a list is not closed, or a comma is missing in it", `a list reads: key = ["one", "two"]`},
	{"inline table terminator", "a table is not closed, or a comma is missing in it",
		`a table reads: { text = "…", until = "24 h" }`},
	{"unexpected comma", "a comma stands where a value should", "delete one comma"},
	{"key name appears blank", "a key is missing before the =", `a line reads: key = "text"`},
	{"keys cannot start with", "a key cannot start with a dot", ""},
	{"table names cannot be empty", "a table's name is missing between the brackets", "a table starts: [name]"},
	{"to end table name", "a table's name is not closed", "a table starts: [name]"},
	{"table array name", "a list's name is not closed", "an entry of a list starts: [[name]]"},
	{"expected key separator", "an = is missing after the key", `a line reads: key = "text"`},
	{"expected '.' or '='", "an = is missing after the key", `a line reads: key = "text"`},
	{"expected value", "a value is missing or has no quotation marks", `text stands in quotation marks: key = "text"`},
	{"datetime", "this is not a date or time", "write 2026-11-23, or put it in quotation marks as text"},
	{"out of range", "this number is too large", ""},
	{"nvalid integer", "this is not a number", "put it in quotation marks if it is text"},
	{"nvalid float", "this is not a number", "put it in quotation marks if it is text"},
	{"expected a digit", "this is not a number", "put it in quotation marks if it is text"},
	{"floats must start", "this is not a number", "write a 0 before the dot"},
}
