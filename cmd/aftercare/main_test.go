package main

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the outputs in the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"aftercare": aftercare})
}

// aftercare is the command with its clock stopped: it is always eight in the
// morning of a Monday in New York.
func aftercare() {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		panic(err)
	}
	now := func() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, newYork) }
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, now))
}

// TestScripts runs the manual: each file in testdata/script shows what a person
// types and what comes of it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                filepath.Join("testdata", "script"),
		Setup:              setup,
		Cmds:               commands(),
		UpdateScripts:      *update,
		RequireUniqueNames: true,
	})
}

// setup gives a script a home of its own with nothing in it, the name of the
// folder with the examples, and the program itself for where PATH is emptied.
func setup(env *testscript.Env) error {
	home := filepath.Join(env.WorkDir, ".home")
	config := filepath.Join(home, "config")
	if err := os.MkdirAll(config, 0o700); err != nil {
		return err
	}
	examples, err := filepath.Abs(filepath.Join("..", "..", "examples"))
	if err != nil {
		return err
	}
	program, err := exec.LookPath("aftercare")
	if err != nil {
		return err
	}
	env.Setenv("AFTERCARE", program)
	env.Setenv("HOME", home)
	env.Setenv("XDG_CONFIG_HOME", config)
	env.Setenv("APPDATA", config)
	env.Setenv("EXAMPLES", examples)
	return nil
}
