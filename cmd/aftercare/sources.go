package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/infile"
	"aftercare/internal/render"
	"aftercare/internal/tomlfile"
	"aftercare/templates"
)

// clinicFile is what a clinic's own file is called, textsFolder the folder
// beside it that is laid over the built-in definitions.
const (
	clinicFile  = "clinic.toml"
	textsFolder = "texts"
)

// sources are the clinic and the definitions a verb works with.
type sources struct {
	clinic  *clinic.Clinic
	library *handout.Library
	path    string // of the clinic's file, "" for the built-in sample
	folder  string // of the clinic's own files, "" for the built-in sample
}

// open is openSources for verbs whose warnings may come at once.
func (a *app) open(path string) (*sources, error) {
	s, warnings, err := openSources(a.ctx, path)
	a.report(warnings)
	return s, err
}

// await is what read gives, unless ctx ends before: who stops the program does
// not wait for a file that takes long. What reads on ends with the program.
func await[T any](ctx context.Context, read func() T) (got T, err error) {
	done := make(chan T, 1)
	go func() { done <- read() }()
	select {
	case <-ctx.Done():
		return got, ctx.Err()
	case got = <-done:
		return got, nil
	}
}

// openSources reads the clinic at path, or the one found where a clinic may put
// it, or the built-in sample. Warnings are there beside an error as well.
func openSources(ctx context.Context, path string) (s *sources, warnings diag.List, err error) {
	if path == "" {
		path = findClinic()
	}
	s = &sources{path: path}
	if path != "" {
		s.folder = filepath.Dir(path)
	}
	problems, err := await(ctx, s.read)
	if err != nil {
		return nil, nil, err
	}
	return s, problems.Warnings(), problems.Err()
}

// read reads the clinic, and the definitions if there is one.
func (s *sources) read() (found diag.List) {
	if s.clinic, found = s.readClinic(); found.Err() != nil {
		return found
	}
	library, more := handout.OpenLibrary(s.definitions())
	s.library = library
	return append(found, s.named(more)...)
}

// findClinic looks in the current folder, then in the person's configuration.
func findClinic() string {
	for _, place := range []string{clinicFile, newClinic()} {
		if _, err := os.Stat(place); err == nil {
			return place
		}
	}
	return ""
}

func (s *sources) readClinic() (*clinic.Clinic, diag.List) {
	if s.path == "" {
		return sampleClinic()
	}
	text, problems := readText(s.path, "aftercare init DIR writes one to start from")
	if problems != nil {
		return nil, problems
	}
	c, problems := clinic.Parse(s.path, text, os.DirFS(s.folder))
	if c != nil {
		c.Sample = c.Name == unnamed
	}
	return c, problems
}

func sampleClinic() (*clinic.Clinic, diag.List) {
	text, err := fs.ReadFile(templates.FS, clinicFile)
	if err != nil {
		return nil, diag.Errorf("%v", err)
	}
	c, problems := clinic.Parse("built-in clinic", text, templates.FS)
	if c != nil {
		c.Sample = true
	}
	return c, problems
}

// readText reads a file that a person named; hint is for one that is not there.
func readText(path, hint string) ([]byte, diag.List) {
	text, err := infile.Read(infile.System, path, tomlfile.MaxSize)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, diag.Errorf("%s: there is no such file", path).WithHint("%s", hint)
	case errors.Is(err, infile.ErrNotOrdinary):
		return nil, notAFile(path)
	case err != nil:
		return nil, diag.Errorf("%v", err)
	}
	return text, nil
}

// notAFile says what else it is that a person named in place of a file.
func notAFile(path string) diag.List {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return diag.Errorf("%s: this is a folder", path).WithHint("name the file in it")
	}
	return diag.Errorf("%s: %v", path, infile.ErrNotOrdinary).WithHint("name a file; a pipe is read as standard input, with -")
}

// definitions are the built-in ones under the clinic's own.
func (s *sources) definitions() fs.FS {
	if info, err := os.Stat(s.own()); s.folder == "" || err != nil || !info.IsDir() {
		return templates.FS
	}
	return overlay{over: os.DirFS(s.own()), under: templates.FS}
}

// own is the folder of the clinic's own definitions, there or not.
func (s *sources) own() string { return filepath.Join(s.folder, textsFolder) }

// named gives findings in the clinic's own definitions the path that a person
// can open; the library knows them by their place in it.
func (s *sources) named(list diag.List) diag.List {
	if s.folder == "" {
		return list
	}
	for i := range list {
		at := &list[i].Position
		path := filepath.Join(s.own(), filepath.FromSlash(at.File))
		if _, err := os.Stat(path); at.File != "" && err == nil {
			at.File = path
		}
	}
	return list
}

func (s *sources) renderer() (*render.Renderer, error) {
	return render.New(s.library, s.clinic, assets.FS)
}
