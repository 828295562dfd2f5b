package web

import (
	"bytes"
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing/fstest"
	"time"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/infile"
	"aftercare/internal/render"
	"aftercare/internal/tomlfile"
)

// Files are the clinic's own files, which are read again when they change.
type Files struct {
	// Clinic reads the clinic's file.
	Clinic func() (*clinic.Clinic, diag.List)
	// Definitions are the built-in texts with the clinic's own over them.
	Definitions func() fs.FS
	// Folder holds the clinic's file, its logo and texts/; nil for the built-in
	// sample, which never changes.
	Folder fs.FS
	// Path is where Folder is, as a person knows it; "" where nobody said.
	Path string
	// Set sets a key of the clinic's file; nil where there is none.
	Set func(path []string, value any) diag.List
	// Unset takes one out of it again; there where Set is.
	Unset func(path []string) diag.List
	// Start makes a file of the clinic and gives the files as they are then; nil
	// where there is one.
	Start func() (Files, diag.List)
	// New is where Start makes it, as a person knows it.
	New string
	// Named gives findings the path that a person can open.
	Named func(diag.List) diag.List
}

// called is the folder in words, "" where there is none.
func (f Files) called() string {
	if f.Folder == nil {
		return ""
	}
	return cmp.Or(f.Path, "the clinic's folder")
}

// kit is what handouts are made with at one moment. It is never changed, only
// replaced.
type kit struct {
	clinic   *clinic.Clinic
	library  *handout.Library
	renderer *render.Renderer
	problems diag.List // what is wrong with the files now; what they broke is as it was before

	texts   []text
	own     []string     // the files of the clinic's own definitions, from its folder
	written fstest.MapFS // the definitions as they are now
	sound   fstest.MapFS // and as the library has them
	saved   place        // of the definition that was written last, as far as one was seen to
	at      time.Time    // when the files were read; zero for those of the start
}

// place is where a definition stands in the library.
type place struct{ ID, Language string }

func (p place) file() string { return p.ID + "/" + p.Language + ".toml" }

func placeOf(file string) place {
	return place{path.Dir(file), strings.TrimSuffix(path.Base(file), ".toml")}
}

// text is a definition that handouts can be made of.
type text struct {
	place
	Own   bool // the clinic's, not built in
	Stale bool // the last good one: its file, or one that it depends on, has an error
}

// openKit reads everything. What is broken stays as it was in the kit before:
// a definition by itself, and everything where the clinic's file or the
// vocabulary is broken. There is no kit where nothing was before either.
func openKit(files Files, assets fs.FS, before *kit) (*kit, diag.List) {
	c, problems := files.Clinic()
	if before == nil {
		before = &kit{}
	}
	written, found := readTexts(files.Definitions())
	library, sound, found := openTexts(written, before.sound, found)
	stale := brokenIn(found)
	k := &kit{clinic: c, library: library, written: written, sound: sound, saved: lastSaved(before, written)}
	problems = append(problems, files.Named(found)...)
	if c != nil && library != nil {
		var err error
		k.renderer, err = render.New(library, c, assets)
		problems = append(problems, findings(err)...)
	}
	if k.renderer == nil {
		return before.kept(k, problems), problems
	}
	k.problems, k.own = problems, ownFiles(files.Folder)
	k.texts = textsOf(library, k.own, stale)
	return k, problems
}

// kept is the kit as it was, beside files that are as in now.
func (k *kit) kept(now *kit, problems diag.List) *kit {
	if k.renderer == nil {
		return nil
	}
	old := *k
	old.problems, old.written, old.saved = problems, now.written, now.saved
	old.texts = slices.Clone(k.texts)
	for i := range old.texts {
		old.texts[i].Stale = true
	}
	return &old
}

// readTexts takes every definition and the vocabulary as they are at this
// moment, so that what is checked is what will be printed, whatever is saved
// meanwhile. A file that cannot be read is a finding.
func readTexts(from fs.FS) (fstest.MapFS, diag.List) {
	texts, found := fstest.MapFS{}, diag.List(nil)
	err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		switch deep := strings.Count(name, "/") > 0; {
		case err != nil:
			return err
		case path.Ext(name) == ".toml" && !strings.HasPrefix(entry.Name(), "."): // whatever it is
		case entry.IsDir() && deep:
			return fs.SkipDir
		default:
			return nil
		}
		data, err := infile.Read(from, name, tomlfile.MaxSize) // no more than shows that it is too long
		switch {
		case err == nil:
			texts[name] = &fstest.MapFile{Data: data}
		case !errors.Is(err, fs.ErrNotExist): // or it went just now, as files do that are being saved
			found = append(found, unreadable(name, err)...)
		}
		if entry.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		found = append(found, unreadable(".", err)...)
	}
	return texts, found
}

// unreadable is the finding about a file that the system does not give.
func unreadable(name string, err error) diag.List {
	var of *fs.PathError
	if errors.As(err, &of) {
		err = of.Err // without a path, which may be no one a person knows
	}
	return diag.List{{Position: diag.Position{File: name}, Message: "it cannot be read: " + err.Error()}}
}

// openTexts opens the library of what is written. A definition that has an
// error, or could not be read, as found has it, stands in it as it was before,
// or not at all. sound is what the library was made of; without one, the
// vocabulary is at fault.
func openTexts(written, before fstest.MapFS, found diag.List) (library *handout.Library, sound fstest.MapFS, all diag.List) {
	library, flaws := handout.OpenLibrary(written)
	found = append(found, flaws...)
	if library == nil {
		return nil, nil, found
	}
	found = append(found, findAll(library)...)
	broken := brokenIn(found)
	if len(broken) == 0 {
		return library, written, found
	}
	sound = maps.Clone(written)
	for file := range broken {
		delete(sound, file)
		if good := before[file]; good != nil {
			sound[file] = good
		}
	}
	library, _ = handout.OpenLibrary(sound)
	findAll(library)
	return library, sound, found
}

// findAll reads every definition now, so that no checkout waits for one.
func findAll(l *handout.Library) (found diag.List) {
	for _, id := range l.Handouts() {
		for _, language := range l.Languages(id) {
			_, flaws := l.Find(id, language)
			found = append(found, flaws...)
		}
	}
	return found
}

// brokenIn are the files that have an error.
func brokenIn(found diag.List) map[string]bool {
	broken := map[string]bool{}
	for _, d := range found.Errors() {
		broken[d.Position.File] = true
	}
	return broken
}

// textsFolder holds the clinic's own definitions, beside its file.
const textsFolder = "texts"

// ownFiles are those of the definitions that lie in the clinic's folder.
func ownFiles(folder fs.FS) []string {
	if folder == nil {
		return nil
	}
	shared, _ := fs.Glob(folder, textsFolder+"/[^.]*.toml") // the patterns are sound
	own, _ := fs.Glob(folder, textsFolder+"/*/[^.]*.toml")
	return slices.Concat(shared, own)
}

// textsOf lists what the library holds.
func textsOf(l *handout.Library, own []string, stale map[string]bool) (all []text) {
	for _, id := range l.Handouts() {
		for _, language := range l.Languages(id) {
			at := place{id, language}
			mine := slices.Contains(own, path.Join(textsFolder, at.file()))
			all = append(all, text{at, mine, stale[at.file()]})
		}
	}
	return all
}

// lastSaved is the definition that is not as it was before. Of several, the
// first: they came at once.
func lastSaved(before *kit, written fstest.MapFS) place {
	if before.written == nil {
		return place{}
	}
	for _, file := range slices.Sorted(maps.Keys(written)) {
		old := before.written[file]
		if strings.Contains(file, "/") && (old == nil || !bytes.Equal(old.Data, written[file].Data)) {
			return placeOf(file)
		}
	}
	return before.saved
}

// findings are an error as a list.
func findings(err error) diag.List {
	var list diag.List
	if err == nil || errors.As(err, &list) {
		return list
	}
	return diag.Errorf("%v", err)
}
