package handout

import (
	"fmt"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/tomlfile"
)

// Schema is the version of the format that this program reads.
const Schema = 1

// Parse reads a definition and holds it against the vocabulary. Everything
// that is wrong is found in one run; there is a definition unless the list has
// an error, and warnings may stand beside a good one. name is the file's.
func Parse(name string, text []byte, vocabulary *Vocabulary) (*Definition, diag.List) {
	return parse(name, text, vocabulary, "", "")
}

// parse is Parse; id and language, where they are not "", are what the path of
// the file says.
func parse(name string, text []byte, vocabulary *Vocabulary, id, language string) (*Definition, diag.List) {
	d := &Definition{}
	file, found := tomlfile.Decode(name, text, d)
	if d.Schema > Schema {
		// Whatever else looks wrong may well be right in that schema.
		return nil, diag.List{newer(file, d.Schema)}
	}
	c := checker{file: file, d: d, vocabulary: vocabulary, found: found}
	if file.IsTOML() {
		c.all()
		c.path(id, language)
	}
	if c.found.Err() != nil {
		return nil, c.found
	}
	return d, c.found
}

func newer(file *tomlfile.File, schema int) diag.Diagnostic {
	return diag.Diagnostic{
		Position: file.At("schema"),
		Message:  fmt.Sprintf("this file has schema %d, and this version of aftercare reads schema %d", schema, Schema),
		Hint:     "install a newer version of aftercare",
	}
}

// checker looks at what the types of a definition cannot say.
type checker struct {
	file       *tomlfile.File
	d          *Definition
	vocabulary *Vocabulary
	found      diag.List
}

func (c *checker) report(at diag.Position, message, hint string) {
	c.found.Add(diag.Diagnostic{Position: at, Message: message, Hint: hint})
}

func (c *checker) warn(at diag.Position, message, hint string) {
	c.found.Add(diag.Diagnostic{Severity: diag.Warning, Position: at, Message: message, Hint: hint})
}

// reported says whether something was found at a place: a value of the wrong
// type is not also too small.
func (c *checker) reported(at diag.Position) bool {
	return slices.ContainsFunc(c.found, func(d diag.Diagnostic) bool { return d.Position == at })
}

// path holds the file against the place where it lies.
func (c *checker) path(id, language string) {
	if id != "" && c.d.ID != "" && c.d.ID != id {
		c.report(c.file.At("id"), fmt.Sprintf("the id is %q, and the folder is %q", c.d.ID, id), "they must be the same")
	}
	if language != "" && c.d.Language != "" && c.d.Language != language {
		c.report(c.file.At("language"), fmt.Sprintf("the language is %q, and the file is %q", c.d.Language, language+".toml"),
			"they must be the same")
	}
}

// didYouMean is the hint for a word that is none of candidates.
func didYouMean(word string, candidates []string) string {
	if near, ok := diag.Nearest(word, candidates); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "there are " + strings.Join(candidates, ", ")
}
