package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
	"aftercare/internal/outfile"
	"aftercare/internal/tomlfile"
	"aftercare/templates"
)

// unnamed is what a clinic is called in the file that init writes. Until it is
// changed, sheets are marked as samples: nobody answers that telephone.
const unnamed = "Your Clinic"

// starter is the file of the clinic that init writes.
const starter = "init/clinic.toml"

// set sets a key of the clinic's file and leaves every other byte as it is.
func (s *sources) set(path []string, value any) diag.List {
	return s.edit(func(text []byte) ([]byte, diag.List) { return tomlfile.Set(s.path, text, path, value) })
}

// unset takes a key out of it.
func (s *sources) unset(path []string) diag.List {
	return s.edit(func(text []byte) ([]byte, diag.List) { return tomlfile.Unset(s.path, text, path) })
}

// edit changes the clinic's file. What the clinic could not be read from
// afterwards is not written.
func (s *sources) edit(change func([]byte) ([]byte, diag.List)) diag.List {
	text, problems := readText(s.path, "")
	if problems != nil {
		return problems
	}
	changed, problems := change(text)
	if problems != nil {
		return problems
	}
	if _, problems := clinic.Parse(s.path, changed, os.DirFS(s.folder)); problems.Err() != nil {
		return problems.Errors()
	}
	if err := replace(s.path, changed); err != nil {
		return diag.Errorf("%s cannot be written: %v", s.path, because(err))
	}
	return nil
}

// replace puts text in the place of a file, behind links and with the rights
// that it has.
func replace(path string, text []byte) error {
	path, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	temp, err := outfile.New(filepath.Dir(path))
	if err != nil {
		return err
	}
	if _, err = temp.Write(text); err == nil {
		err = temp.Chmod(info.Mode().Perm())
	}
	if err != nil {
		temp.Drop()
		return err
	}
	return temp.Place(path)
}

// because is an error without the path, which the message has already.
func because(err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err
	}
	return err
}

// newClinic is where a clinic's file is made at the desk: where every verb finds
// it. It is "" where there is no such place.
func newClinic() string {
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(config, "aftercare", clinicFile)
}

// start makes the clinic's file, as init does, and leaves one alone that is there.
func start(path string) diag.List {
	text, err := fs.ReadFile(templates.FS, starter)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil && !outfile.Exists(path) {
		err = outfile.Write(path, text)
	}
	if err != nil {
		return diag.Errorf("%s cannot be made: %v", path, because(err))
	}
	return nil
}
