package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/outfile"
	"aftercare/templates"
)

const initManual = `Write files to start from: DIR/clinic.toml, with every key explained, and
DIR/texts/dry-needling/ with the handout to change.

What stands in texts/ beside the clinic's file is used instead of the built-in
text of the same name. Nothing that is already there is touched.

Exit codes: 0 done, 1 nothing was written, 2 the command line is wrong.`

// starters are the built-in files that init copies, and where to.
var starters = []struct{ from, to string }{
	{starter, clinicFile},
	{"dry-needling/en.toml", "texts/dry-needling/en.toml"},
	{"dry-needling/es.toml", "texts/dry-needling/es.toml"},
}

func (a *app) initCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "init DIR",
		Short:   "Write a clinic.toml and a handout to change",
		Long:    initManual,
		Example: "  aftercare init our-clinic",
		Args:    arguments(1, 1, "a folder"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.init(args[0]) },
	}
}

func (a *app) init(dir string) error {
	for _, s := range starters {
		if _, err := os.Lstat(filepath.Join(dir, s.to)); err == nil {
			return diag.Errorf("%s is there already: nothing was written", filepath.Join(dir, s.to)).
				WithHint("name a folder without it")
		}
	}
	for _, s := range starters {
		if err := a.start(filepath.Join(dir, s.to), s.from); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) start(path, from string) error {
	text, err := fs.ReadFile(templates.FS, from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := outfile.Write(path, text); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, path)
	return nil
}
