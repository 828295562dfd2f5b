package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/render"
	"aftercare/templates"
)

// clinicFile is what a clinic's own file is called, handoutsFolder the folder
// beside it that is laid over the built-in definitions.
const (
	clinicFile     = "clinic.toml"
	handoutsFolder = "handouts"
)

// sources are the clinic and the definitions a verb works with.
type sources struct {
	clinic  *clinic.Clinic
	library *handout.Library
	folder  string // the clinic's own, "" for the built-in sample
}

// open reads the clinic at path, or the one found where a clinic may put it,
// or the built-in sample.
func (a *app) open(path string) (*sources, error) {
	if path == "" {
		path = findClinic()
	}
	s := &sources{}
	var problems diag.List
	if path == "" {
		s.clinic, problems = sampleClinic()
	} else {
		s.folder = filepath.Dir(path)
		s.clinic, problems = readClinic(path)
	}
	a.report(problems.Warnings())
	if err := problems.Err(); err != nil {
		return nil, err
	}
	library, problems := handout.OpenLibrary(s.definitions())
	a.report(problems.Warnings())
	s.library = library
	return s, problems.Err()
}

// findClinic looks in the current folder, then in the person's configuration.
func findClinic() string {
	places := []string{clinicFile}
	if config, err := os.UserConfigDir(); err == nil {
		places = append(places, filepath.Join(config, "aftercare", clinicFile))
	}
	for _, place := range places {
		if _, err := os.Stat(place); err == nil {
			return place
		}
	}
	return ""
}

func readClinic(path string) (*clinic.Clinic, diag.List) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, diag.Errorf("%s: there is no such file", path).WithHint("aftercare init DIR writes one to start from")
	}
	if err != nil {
		return nil, diag.Errorf("%v", err)
	}
	return clinic.Parse(path, text, os.DirFS(filepath.Dir(path)))
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

// definitions are the built-in ones under the clinic's own.
func (s *sources) definitions() fs.FS {
	own := filepath.Join(s.folder, handoutsFolder)
	if info, err := os.Stat(own); s.folder == "" || err != nil || !info.IsDir() {
		return templates.FS
	}
	return overlay{over: os.DirFS(own), under: templates.FS}
}

func (s *sources) renderer() (*render.Renderer, error) {
	return render.New(s.library, s.clinic, assets.FS)
}
