package main

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aftercare/internal/diag"
)

// The exit codes, as the manual states them.
const (
	exitDone        = 0
	exitNothing     = 1
	exitUsage       = 2
	exitSomeFailed  = 3
	exitClosed      = 4
	exitStale       = 5
	exitInterrupted = 130
)

// usageError is a command line that cannot be meant.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usage(err error) error { return usageError{err} }

// usagef is a usage error with a hint.
func usagef(hint, format string, args ...any) error {
	return usage(diag.List{{Message: fmt.Sprintf(format, args...), Hint: hint}})
}

// usageArgs makes what cobra says of arguments a usage error.
func usageArgs(check cobra.PositionalArgs) cobra.PositionalArgs {
	if check == nil {
		check = cobra.NoArgs
	}
	return func(cmd *cobra.Command, args []string) error {
		var told usageError
		err := check(cmd, args)
		if err == nil || errors.As(err, &told) {
			return err
		}
		return usagef(seeHelp(cmd), "%s", lowerFirst(err.Error()))
	}
}

// arguments checks how many words stand beside the flags. They are not
// repeated: one may be part of a name that lacks its quotation marks.
func arguments(least, most int, wanted string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usagef(seeHelp(cmd), "%s wants %s", cmd.Name(), wanted)
		case len(args) > most:
			return usagef("put words with spaces in quotation marks; "+seeHelp(cmd), "%s wants %s and no more words", cmd.Name(), wanted)
		}
		return nil
	}
}

func seeHelp(cmd *cobra.Command) string { return "see " + cmd.CommandPath() + " --help" }

// flagError says what is wrong with a flag without the value it was given.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &wrong):
		return usagef(seeHelp(cmd), "--%s: this value is not understood", wrong.GetFlag().Name)
	case !errors.As(err, &unknown):
		return usagef(seeHelp(cmd), "%v", err)
	case unknown.GetSpecifiedShortnames() != "":
		return usagef(seeHelp(cmd), "there is no flag -%s", unknown.GetSpecifiedName())
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	hint := seeHelp(cmd)
	if near, ok := diag.Nearest(unknown.GetSpecifiedName(), names); ok {
		hint = fmt.Sprintf("did you mean --%s?", near)
	}
	return usagef(hint, "there is no flag --%s", unknown.GetSpecifiedName())
}

// openRows is a batch that was made, but for some rows or prints that need a
// person.
type openRows struct{ error }

func (e openRows) Unwrap() error { return e.error }

// noVisits is an export that is sound and has nothing for the day: the clinic is
// closed or, where the export is stale, nobody knows.
type noVisits struct {
	error
	stale bool
}

func (e noVisits) Unwrap() error { return e.error }

func exitCode(err error) int {
	var wrong usageError
	var open openRows
	var none noVisits
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &none) && none.stale:
		return exitStale
	case errors.As(err, &none):
		return exitClosed
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &open):
		return exitSomeFailed
	case errors.As(err, &wrong), strings.HasPrefix(err.Error(), "unknown command"):
		return exitUsage
	}
	return exitNothing
}

// tell prints an error the way every verb does: one line that says what is
// wrong and where, the place itself, and what to do.
func (a *app) tell(err error) {
	if err == nil {
		return
	}
	var list diag.List
	switch {
	case errors.As(err, &list):
	case errors.Is(err, context.Canceled):
		list = diag.Errorf("stopped")
	default:
		// cobra adds its suggestions below the message, in its own manner.
		message, rest, _ := strings.Cut(err.Error(), "\n")
		list = diag.Errorf("%s", message)
		if _, near, ok := strings.Cut(rest, "Did you mean this?"); ok {
			list = list.WithHint("did you mean %q?", strings.TrimSpace(near))
		}
	}
	a.report(list)
}

// report prints findings; hints that are the same for several are said once.
func (a *app) report(list diag.List) {
	for i, d := range list {
		fmt.Fprintf(a.stderr, "aftercare: %s: %s\n", d.Severity, d)
		if excerpt := d.Excerpt(); excerpt != "" {
			fmt.Fprintln(a.stderr, excerpt)
		}
		if d.Hint != "" && (i == len(list)-1 || list[i+1].Hint != d.Hint) {
			fmt.Fprintf(a.stderr, "aftercare: hint: %s\n", d.Hint)
		}
	}
}

func lowerFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

// version is the module's own, as the build recorded it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(unknown)"
}
