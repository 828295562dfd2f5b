package web

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/internal/tomlfile"
	"aftercare/internal/visit"
	"aftercare/templates"
)

// clinicFolder is a clinic's folder that can be written to: the built-in
// clinic as its own, and one handout of its own.
type clinicFolder struct {
	t     *testing.T
	files fstest.MapFS
	saves int
}

const ownText = "texts/dry-needling/en.toml"

func newFolder(t *testing.T) *clinicFolder {
	f := &clinicFolder{t: t, files: fstest.MapFS{}}
	f.save("clinic.toml", builtIn(t, "clinic.toml"))
	f.save(ownText, builtIn(t, "dry-needling/en.toml"))
	return f
}

func builtIn(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(templates.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// save writes a file; each save has a time of its own.
func (f *clinicFolder) save(name, text string) {
	f.saves++
	f.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Date(2026, 11, 23, 14, 0, f.saves, 0, time.UTC)}
}

// change replaces the first old in a file.
func (f *clinicFolder) change(name, old, new string) {
	f.t.Helper()
	text := string(f.files[name].Data)
	if !strings.Contains(text, old) {
		f.t.Fatalf("%s has no %q", name, old)
	}
	f.save(name, strings.Replace(text, old, new, 1))
}

// open gives files as the command does: built-in ones under those of texts/.
func (f *clinicFolder) open() Files {
	return Files{
		Folder: f.files, Path: "our-clinic",
		Clinic: func() (*clinic.Clinic, diag.List) {
			return clinic.Parse("our-clinic/clinic.toml", f.files["clinic.toml"].Data, f.files)
		},
		Definitions: func() fs.FS {
			all := fstest.MapFS{}
			for _, name := range []string{"vocabulary.toml", "dry-needling/en.toml", "dry-needling/es.toml"} {
				all[name] = &fstest.MapFile{Data: []byte(builtIn(f.t, name))}
			}
			for name, file := range f.files {
				if below, ok := strings.CutPrefix(name, "texts/"); ok {
					all[below] = file
				}
			}
			return all
		},
		Named: func(list diag.List) diag.List {
			for i := range list {
				if name := "texts/" + list[i].Position.File; f.files[name] != nil {
					list[i].Position.File = "our-clinic/" + name
				}
			}
			return list
		},
	}
}

// mustOpen is the kit of the folder as it is now.
func (f *clinicFolder) mustOpen(before *kit) *kit {
	f.t.Helper()
	k, problems := openKit(f.open(), assets.FS, before)
	if k == nil {
		f.t.Fatal(problems)
	}
	return k
}

// sheetOf is the sheet that a visit has now.
func sheetOf(t *testing.T, k *kit, id, language string) []byte {
	t.Helper()
	letter, _ := layout.PaperOf("letter")
	made, problems := k.renderer.Render(render.Request{
		Visit: visit.Visit{Patient: "Nadia Brandt", Areas: []string{"knee"}, Start: time.Date(2026, 11, 23, 14, 30, 0, 0, k.clinic.Zone), Handout: id, Language: language},
		Style: layout.Style{Paper: letter},
	})
	if made == nil {
		t.Fatal(problems)
	}
	return made.PDF
}

// list is what the authors' tab says of the definitions.
func (k *kit) list() string {
	var lines []string
	for _, x := range k.texts {
		line := x.value()
		if x.Own {
			line += " own"
		}
		if x.Stale {
			line += " stale"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, ", ")
}

func TestAnErrorLeavesTheLastGoodText(t *testing.T) {
	f := newFolder(t)
	good := f.mustOpen(nil)
	if got := good.list(); got != "dry-needling/en own, dry-needling/es" || good.saved != (place{}) {
		t.Fatalf("at first %s, saved %v", got, good.saved)
	}
	first := sheetOf(t, good, "dry-needling", "en")

	f.change(ownText, "title ", "titel ")
	broken := f.mustOpen(good)
	if !bytes.Equal(first, sheetOf(t, broken, "dry-needling", "en")) {
		t.Error("the error has changed the sheet")
	}
	if got := broken.list(); got != "dry-needling/en own stale, dry-needling/es" || broken.saved != (place{"dry-needling", "en"}) {
		t.Errorf("broken: %s, saved %v", got, broken.saved)
	}
	errors := broken.problems.Errors()
	at := slices.IndexFunc(errors, func(d diag.Diagnostic) bool { return strings.Contains(d.Message, "titel") })
	if at < 0 {
		t.Fatalf("problems: %v", broken.problems)
	}
	d := errors[at]
	if d.Position.File != "our-clinic/"+ownText || d.Position.Line == 0 || d.Position.Column != 1 || !strings.Contains(d.Excerpt(), "titel") || d.Hint != `did you mean "title"?` {
		t.Errorf("the problem: %+v", d)
	}

	still := f.mustOpen(broken)
	if !bytes.Equal(first, sheetOf(t, still, "dry-needling", "en")) || len(still.problems) != len(broken.problems) {
		t.Error("a second look is not as the first")
	}

	f.change(ownText, "titel ", "title ")
	f.change(ownText, "moving gently", "moving")
	mended := f.mustOpen(still)
	if bytes.Equal(first, sheetOf(t, mended, "dry-needling", "en")) {
		t.Error("the mended text is not printed")
	}
	if got := mended.list(); got != good.list() || mended.problems.Err() != nil {
		t.Errorf("mended: %s, %v", got, mended.problems)
	}
}

// TestWhatEverythingDependsOn: a broken clinic, logo or vocabulary leaves all
// as it was.
func TestWhatEverythingDependsOn(t *testing.T) {
	for name, breaks := range map[string]func(*clinicFolder){
		"a faint colour": func(f *clinicFolder) {
			f.save("clinic.toml", builtIn(t, "clinic.toml")+"\n[colours]\nbrand = \"#ffff00\"\n")
		},
		"no TOML":             func(f *clinicFolder) { f.save("clinic.toml", "name = ") },
		"an empty file":       func(f *clinicFolder) { f.save("clinic.toml", "") },
		"unprintable":         func(f *clinicFolder) { f.change("clinic.toml", "name ", "heat_or_ice = \"冷\"\nname ") },
		"a broken vocabulary": func(f *clinicFolder) { f.save("texts/vocabulary.toml", "[[area]]\nid = 3\n") },
		"an empty vocabulary": func(f *clinicFolder) { f.save("texts/vocabulary.toml", "") },
		"both, and a text, too": func(f *clinicFolder) {
			f.save("clinic.toml", "")
			f.save("texts/vocabulary.toml", "")
			f.save(ownText, "")
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFolder(t)
			good := f.mustOpen(nil)
			first := sheetOf(t, good, "dry-needling", "en")
			files := maps.Clone(f.files)
			breaks(f)
			if k, problems := openKit(f.open(), assets.FS, nil); k != nil || problems.Err() == nil {
				t.Errorf("a start with it: %v", problems)
			}
			kept := f.mustOpen(good)
			if kept.problems.Err() == nil || kept.list() != "dry-needling/en own stale, dry-needling/es stale" {
				t.Errorf("%s: %v", kept.list(), kept.problems)
			}
			if !bytes.Equal(first, sheetOf(t, kept, "dry-needling", "en")) {
				t.Error("the sheet is another one")
			}
			f.files = files
			mended := f.mustOpen(kept)
			if mended.problems.Err() != nil || mended.list() != good.list() {
				t.Errorf("mended: %s, %v", mended.list(), mended.problems)
			}
		})
	}
}

func TestTextsComeAndGo(t *testing.T) {
	f := newFolder(t)
	k := f.mustOpen(nil)
	taping := strings.Replace(builtIn(t, "dry-needling/en.toml"), `"dry-needling"`, `"taping"`, 1)
	for _, step := range []struct {
		does   string
		do     func()
		want   string
		saved  string
		errors bool
	}{
		{"a new one that is not done", func() { f.save("texts/taping/en.toml", "id = ") }, "dry-needling/en own, dry-needling/es", "taping/en", true},
		{"is done", func() { f.save("texts/taping/en.toml", taping) }, "dry-needling/en own, dry-needling/es, taping/en own", "taping/en", false},
		{"is broken", func() { f.change("texts/taping/en.toml", "[call]", "[cal]") }, "dry-needling/en own, dry-needling/es, taping/en own stale", "taping/en", true},
		{"another is saved", func() { f.change(ownText, "moving gently", "moving") }, "dry-needling/en own, dry-needling/es, taping/en own stale", "dry-needling/en", true},
		{"the broken one is deleted", func() { delete(f.files, "texts/taping/en.toml") }, "dry-needling/en own, dry-needling/es", "dry-needling/en", false},
		{"the own one is deleted", func() { delete(f.files, ownText) }, "dry-needling/en, dry-needling/es", "dry-needling/en", false},
		{"what editors leave", func() {
			f.save("texts/taping/.#en.toml", "x")
			f.save("texts/taping/en.toml~", "x")
			f.save("texts/notes.txt", "x")
		},
			"dry-needling/en, dry-needling/es", "dry-needling/en", false},
	} {
		step.do()
		k = f.mustOpen(k)
		if got := k.list(); got != step.want || k.saved.value() != step.saved || (k.problems.Err() != nil) != step.errors {
			t.Errorf("%s: %s, saved %s, %v", step.does, got, k.saved.value(), k.problems.Err())
		}
	}
}

// refusing is a folder with a file that cannot be opened.
type refusing struct {
	fs.FS
	name string
	why  error
}

func (r refusing) Open(name string) (fs.File, error) {
	if name == r.name {
		return nil, &fs.PathError{Op: "open", Path: "/secret/" + name, Err: r.why}
	}
	return r.FS.Open(name)
}

func TestUnreadableText(t *testing.T) {
	f := newFolder(t)
	files := f.open()
	good := f.mustOpen(nil)
	files.Definitions = func() fs.FS { return refusing{f.open().Definitions(), "dry-needling/en.toml", fs.ErrPermission} }
	k, _ := openKit(files, assets.FS, good)
	if got := fmt.Sprint(k.problems); got != "our-clinic/texts/dry-needling/en.toml: it cannot be read: permission denied" {
		t.Errorf("%s", got)
	}
	if got := k.list(); got != "dry-needling/en own stale, dry-needling/es" {
		t.Error(got)
	}
	sheetOf(t, k, "dry-needling", "en")
	// One that goes while the folder is read is being saved: the next look sees it.
	files.Definitions = func() fs.FS { return refusing{f.open().Definitions(), "dry-needling/en.toml", fs.ErrNotExist} }
	if k, _ = openKit(files, assets.FS, good); k.problems != nil {
		t.Errorf("%v", k.problems)
	}
	files.Definitions = func() fs.FS { return refusing{f.open().Definitions(), ".", fs.ErrPermission} }
	if k, _ = openKit(files, assets.FS, good); k.problems.Err() == nil {
		t.Error("a folder that cannot be listed is no problem")
	}
	sheetOf(t, k, "dry-needling", "es")
}

// pipes is a folder in which a file that is no ordinary one must not be
// opened: whoever does that waits for a writer, who may never come.
type pipes struct {
	fstest.MapFS
	t *testing.T
}

func (p pipes) Open(name string) (fs.File, error) {
	if file := p.MapFS[name]; file != nil && !file.Mode.IsRegular() && !file.Mode.IsDir() {
		p.t.Errorf("%s was opened", name)
		return nil, fs.ErrInvalid
	}
	return p.MapFS.Open(name)
}

func TestTextsThatAreNoOrdinaryFiles(t *testing.T) {
	const said = "it cannot be read: this is no ordinary file"
	for name, mode := range map[string]fs.FileMode{
		"a pipe": fs.ModeNamedPipe, "a device": fs.ModeDevice | fs.ModeCharDevice, "a socket": fs.ModeSocket, "a folder": fs.ModeDir,
	} {
		f := newFolder(t)
		files := f.open()
		files.Definitions = func() fs.FS { return pipes{f.open().Definitions().(fstest.MapFS), t} }
		good := f.mustOpen(nil)
		f.files[ownText] = &fstest.MapFile{Mode: mode}
		k, _ := openKit(files, assets.FS, good)
		if got := fmt.Sprint(k.problems); got != "our-clinic/"+ownText+": "+said {
			t.Errorf("%s: %s", name, got)
		}
		if got := k.list(); got != "dry-needling/en own stale, dry-needling/es" {
			t.Errorf("%s: %s", name, got)
		}
		f.files["texts/vocabulary.toml"] = &fstest.MapFile{Mode: mode}
		if k, _ = openKit(files, assets.FS, good); !strings.Contains(fmt.Sprint(k.problems), "vocabulary.toml: "+said) {
			t.Errorf("%s as the vocabulary: %v", name, k.problems)
		}
		sheetOf(t, k, "dry-needling", "en")
	}
}

func TestATextWithoutAnEnd(t *testing.T) {
	f := newFolder(t)
	f.save(ownText, strings.Repeat("#", 3*tomlfile.MaxSize))
	written, found := readTexts(f.open().Definitions())
	if n := len(written["dry-needling/en.toml"].Data); n != tomlfile.MaxSize+1 || found != nil {
		t.Errorf("%d bytes were read, %v", n, found)
	}
	if _, problems := openKit(f.open(), assets.FS, nil); !strings.Contains(fmt.Sprint(problems), "larger than 1 MiB") {
		t.Error(problems)
	}
}
