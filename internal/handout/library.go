package handout

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
	"aftercare/internal/tomlfile"
)

// vocabularyFile lies at the root of a library, importsFolder beside the
// handouts; it holds what appointments are read with.
const (
	vocabularyFile = "vocabulary.toml"
	importsFolder  = "imports"
)

// Library is a folder of definitions, <id>/<language>.toml, and their
// vocabulary. A definition is read when it is first asked for. It is safe for
// concurrent use.
type Library struct {
	fsys       fs.FS
	vocabulary *Vocabulary
	languages  map[string][]string // by id, both sorted
	shelf      sync.Map            // of *volume, by path
}

// volume is a definition that was asked for.
type volume struct {
	once       sync.Once
	definition *Definition
	found      diag.List
}

// OpenLibrary reads the vocabulary and looks which definitions there are. The
// library is nil if the list has an error.
func OpenLibrary(fsys fs.FS) (*Library, diag.List) {
	text, err := infile.Read(fsys, vocabularyFile, tomlfile.MaxSize)
	if err != nil {
		return nil, unreadable(vocabularyFile, err)
	}
	vocabulary, found := ParseVocabulary(vocabularyFile, text)
	if vocabulary == nil {
		return nil, found
	}
	l := &Library{fsys: fsys, vocabulary: vocabulary, languages: map[string][]string{}}
	if err := l.list(); err != nil {
		return nil, unreadable(".", err)
	}
	return l, found
}

func unreadable(file string, err error) diag.List {
	return diag.List{{Position: diag.Position{File: file}, Message: fmt.Sprintf("the file cannot be read: %v", err)}}
}

func (l *Library) list() error {
	folders, err := fs.ReadDir(l.fsys, ".")
	if err != nil {
		return err
	}
	for _, folder := range folders {
		id := folder.Name()
		if !folder.IsDir() || id == importsFolder || !idForm.MatchString(id) {
			continue
		}
		files, err := fs.ReadDir(l.fsys, id)
		if err != nil {
			return err
		}
		for _, file := range files {
			language, isTOML := strings.CutSuffix(file.Name(), ".toml")
			if isTOML && languageForm.MatchString(language) {
				l.languages[id] = append(l.languages[id], language)
			}
		}
		slices.Sort(l.languages[id])
	}
	return nil
}

// Vocabulary is the library's list of areas and flags.
func (l *Library) Vocabulary() *Vocabulary { return l.vocabulary }

// Handouts are the identities of the definitions, sorted.
func (l *Library) Handouts() []string { return slices.Sorted(maps.Keys(l.languages)) }

// Languages are those that a definition is there in, sorted.
func (l *Library) Languages(id string) []string { return slices.Clone(l.languages[id]) }

// Find is the definition of that identity and language. It is nil if the list
// has an error; warnings may stand beside a good one.
func (l *Library) Find(id, lang string) (*Definition, diag.List) {
	languages, ok := l.languages[id]
	if !ok {
		return nil, diag.List{{Field: "handout", Message: fmt.Sprintf("there is no handout %q", id), Hint: didYouMean(id, l.Handouts())}}
	}
	if !slices.Contains(languages, lang) {
		return nil, diag.List{{Field: "language", Message: fmt.Sprintf("the handout %q is not there in the language %q", id, lang),
			Hint: "it is there in " + strings.Join(languages, ", ")}}
	}
	shelved, _ := l.shelf.LoadOrStore(path.Join(id, lang+".toml"), &volume{})
	v := shelved.(*volume)
	v.once.Do(func() { v.definition, v.found = l.read(id, lang) })
	return v.definition, slices.Clone(v.found)
}

func (l *Library) read(id, lang string) (*Definition, diag.List) {
	file := path.Join(id, lang+".toml")
	text, err := infile.Read(l.fsys, file, tomlfile.MaxSize)
	if err != nil {
		return nil, unreadable(file, err)
	}
	return parse(file, text, l.vocabulary, id, lang)
}
