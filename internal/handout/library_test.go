package handout_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"aftercare/internal/handout"
	"aftercare/templates"
)

// shelf is a library with a broken definition, and with files that are none.
func shelf(t testing.TB) (fstest.MapFS, *handout.Library) {
	t.Helper()
	vocabulary, err := fs.ReadFile(templates.FS, "vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	cupping, err := os.ReadFile("testdata/valid/cupping.toml")
	if err != nil {
		t.Fatal(err)
	}
	spanish := strings.Replace(string(cupping), `language = "en"`, `language = "es"`, 1)
	files := fstest.MapFS{
		"vocabulary.toml":     {Data: vocabulary},
		"clinic.toml":         {Data: []byte("not a definition")},
		"imports/en.toml":     {Data: []byte("not a definition")},
		"cupping/en.toml":     {Data: cupping},
		"cupping/es.toml":     {Data: []byte(spanish)},
		"cupping/notes.toml~": {Data: []byte("not a definition")},
		"cupping/README.toml": {Data: []byte("not a definition")},
		"copied/en.toml":      {Data: []byte(spanish)},
		"broken/en.toml":      {Data: []byte("schema = ")},
		"Not An Id/en.toml":   {Data: []byte("not a definition")},
		"empty/notes.txt":     {Data: []byte("no definition here")},
	}
	library, found := handout.OpenLibrary(files)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return files, library
}

func TestLibraryLists(t *testing.T) {
	_, library := shelf(t)
	if got := fmt.Sprint(library.Handouts()); got != "[broken copied cupping]" {
		t.Errorf("handouts: %s", got)
	}
	if got := fmt.Sprint(library.Languages("cupping"), library.Languages("none")); got != "[en es] []" {
		t.Errorf("languages: %s", got)
	}
	if _, ok := library.Vocabulary().Find("hip"); !ok {
		t.Error("the vocabulary does not know the hip")
	}
}

func TestLibraryFind(t *testing.T) {
	_, library := shelf(t)
	for asked, want := range map[string]string{
		"cupping en": "After your cupping",
		"cuping en":  `there is no handout "cuping" / did you mean "cupping"?`,
		"taping en":  `there is no handout "taping" / there are broken, copied, cupping`,
		"cupping fr": `the handout "cupping" is not there in the language "fr" / it is there in en, es`,
		"copied en": `copied/en.toml:2:6: the id is "cupping", and the folder is "copied" / they must be the same
copied/en.toml:4:12: the language is "es", and the file is "en.toml" / they must be the same`,
		"broken en": `broken/en.toml:1:9: a value is missing or has no quotation marks / text stands in quotation marks: key = "text"`,
	} {
		id, lang, _ := strings.Cut(asked, " ")
		d, found := library.Find(id, lang)
		var got []string
		if d != nil {
			got = append(got, d.Title)
		}
		for _, f := range found {
			got = append(got, f.String()+" / "+f.Hint)
		}
		if strings.Join(got, "\n") != want {
			t.Errorf("%s:\n%s\nwant\n%s", asked, strings.Join(got, "\n"), want)
		}
	}
}

// What was asked for and is not there is told of by the field that asked.
func TestLibraryFindNamesTheField(t *testing.T) {
	_, library := shelf(t)
	_, noHandout := library.Find("taping", "en")
	_, noLanguage := library.Find("cupping", "fr")
	_, broken := library.Find("broken", "en")
	if noHandout[0].Field != "handout" || noLanguage[0].Field != "language" || broken[0].Field != "" {
		t.Error(noHandout, noLanguage, broken)
	}
}

// TestLibraryReadsWhatIsAskedFor once, and for everybody at the same time.
func TestLibraryReadsWhatIsAskedFor(t *testing.T) {
	files, library := shelf(t)
	var wait sync.WaitGroup
	definitions := make([]*handout.Definition, 8)
	for i := range definitions {
		wait.Go(func() { definitions[i], _ = library.Find("cupping", "es") })
	}
	wait.Wait()
	delete(files, "cupping/es.toml")
	again, _ := library.Find("cupping", "es")
	for _, d := range definitions {
		if d == nil || d != again {
			t.Fatal("a definition is not kept")
		}
	}
}

func TestOpenLibraryNeedsAVocabulary(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"missing": {"cupping/en.toml": {}},
		"broken":  {"vocabulary.toml": {Data: []byte("area = 1")}},
	} {
		library, found := handout.OpenLibrary(files)
		if library != nil || found.Err() == nil || !strings.HasPrefix(found.Error(), "vocabulary.toml") {
			t.Errorf("%s: %v %v", name, library != nil, found)
		}
	}
}

func TestParseTidiesTexts(t *testing.T) {
	text, err := os.ReadFile("testdata/valid/needling-every-key.toml")
	if err != nil {
		t.Fatal(err)
	}
	d, _ := handout.Parse("t.toml", []byte(strings.Replace(string(text), "Move gently", "Move\u00a0 ge\u0301ntly\\t\\nnow", 1)), shipped(t))
	if d == nil || d.WhatWeDid.Text != "We treated your {area} on {visit_date}." {
		t.Errorf("a text of two lines: %+v", d)
	}
	if d != nil && d.Do.Items[0].Text != "Move\u00a0 géntly now" {
		t.Errorf("accents and spaces: %q", d.Do.Items[0].Text)
	}
}

func FuzzParse(f *testing.F) {
	for _, folder := range []string{"valid", "invalid"} {
		for _, file := range glob(f, "testdata/"+folder+"/*.toml") {
			f.Add(file)
		}
	}
	v := shipped(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		d, found := handout.Parse("f.toml", text, v)
		if (d == nil) != (found.Err() != nil) {
			t.Errorf("a definition or errors: %v %v", d != nil, found)
		}
		if d != nil && d.Needling && (d.Lung == nil || d.Lung.Text == "" && len(d.Lung.Items) == 0) {
			t.Error("a needling handout lost its lung warning")
		}
		report(found)
	})
}

func FuzzParseVocabulary(f *testing.F) {
	for _, file := range glob(f, "testdata/invalid-vocabulary/*.toml") {
		f.Add(file, "left hip")
	}
	f.Add([]byte("[[area]]\nid='a'\nsided=true\nwords.en={label='hip',plural='s'}\n[[flag]]\nid='b'\nwords.en={label='c'}"), "both hip; a")
	f.Fuzz(func(t *testing.T, text []byte, words string) {
		v, found := handout.ParseVocabulary("f.toml", text)
		if (v == nil) != (found.Err() != nil) {
			t.Errorf("a vocabulary or errors: %v %v", v != nil, found)
		}
		report(found)
		if v != nil {
			treated, _ := v.FindAll(words)
			v.JoinLabels("es", treated)
			v.Suggest(words)
		}
	})
}

func glob(t testing.TB, pattern string) [][]byte {
	names, err := fs.Glob(os.DirFS("."), pattern)
	if err != nil || len(names) == 0 {
		t.Fatal("no files", err)
	}
	var texts [][]byte
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, text)
	}
	return texts
}

func BenchmarkOpenLibrary(b *testing.B) {
	for b.Loop() {
		library, found := handout.OpenLibrary(templates.FS)
		if library == nil {
			b.Fatal(found)
		}
		library.Find("dry-needling", "en")
	}
}
