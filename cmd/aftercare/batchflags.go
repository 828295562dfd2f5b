package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
)

// readFlags say how an export is read and which of its rows are meant.
type readFlags struct {
	exportFlags
	on       string
	rows     string
	from, to string
}

func (f *readFlags) register(cmd *cobra.Command) {
	f.exportFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.on, "on", "", "only this `day`: today, tomorrow, yesterday or 2026-11-23")
	flags.StringVar(&f.rows, "rows", "", "only these `rows`, such as 3-9,14, as they are numbered in the manifest")
	flags.StringVar(&f.from, "from", "", "only visits that start at this `time` or later")
	flags.StringVar(&f.to, "to", "", "only visits that start before this `time`")
}

// selection is the part of a file that is asked for, in words.
func (f *readFlags) selection() string {
	var parts []string
	for _, flag := range []struct{ name, value string }{
		{"--on ", f.on}, {"--rows ", f.rows}, {"--from ", f.from}, {"--to ", f.to}, {"--therapist ", f.therapist},
	} {
		if flag.value != "" {
			parts = append(parts, flag.name+flag.value)
		}
	}
	return strings.Join(parts, " ")
}

// reading is how the export is to be read, and which of its rows. "today"
// becomes the day it is, so that two runs on two days are not taken for the
// same.
func (f *readFlags) reading(src *sources, now time.Time) (appointments.Options, error) {
	o, err := f.exportFlags.reading(src, now)
	if err != nil {
		return o, err
	}
	now = now.In(src.clinic.Zone)
	return o, parseFlags([]parsedFlag{
		{"on", f.on, func(s string) (err error) { o.On, err = day(s, now); f.on = o.On.Format(time.DateOnly); return err }},
		{"rows", f.rows, func(s string) (err error) { o.Rows, err = appointments.ParseRows(s); return err }},
		{"from", f.from, func(s string) (err error) { o.From, err = timeOfDay(s); return err }},
		{"to", f.to, func(s string) (err error) { o.To, err = timeOfDay(s); return err }},
	})
}

// parsedFlag is a flag whose value has a form of its own.
type parsedFlag struct {
	name, value string
	read        func(string) error
}

func parseFlags(flags []parsedFlag) error {
	for _, flag := range flags {
		if flag.value == "" {
			continue
		}
		if err := flag.read(flag.value); err != nil {
			return usageOf(flag.name, err)
		}
	}
	return nil
}

// usageOf is a usage error about a flag, of what its parser says.
func usageOf(flag string, err error) error {
	prefix := "--" + flag + ": "
	var list diag.List
	if !errors.As(err, &list) {
		return usagef("", "%s%v", prefix, err)
	}
	list = slices.Clone(list)
	for i := range list {
		list[i].Message = prefix + strings.TrimPrefix(list[i].Message, prefix)
	}
	return usage(list)
}

// day reads a day. One that is named from now is a moment of it.
func day(text string, now time.Time) (time.Time, error) {
	if away, named := map[string]int{"yesterday": -1, "today": 0, "tomorrow": 1}[strings.ToLower(text)]; named {
		return now.AddDate(0, 0, away), nil
	}
	t, err := time.ParseInLocation(time.DateOnly, text, now.Location())
	if err != nil {
		err = diag.Errorf("%q is no day", text).WithHint("write today, tomorrow, yesterday or a day as 2026-11-23")
	}
	return t, err
}

func timeOfDay(text string) (*appointments.TimeOfDay, error) {
	t, err := appointments.ParseTimeOfDay(text)
	return &t, err
}

func knownLanguage(src *sources, language string) error {
	var known []string
	for _, id := range src.library.Handouts() {
		known = append(known, src.library.Languages(id)...)
	}
	slices.Sort(known)
	if known = slices.Compact(known); slices.Contains(known, language) {
		return nil
	}
	return usagef("there are "+strings.Join(known, ", "), "--lang: there is no handout in the language %q", language)
}

func unknownName(flag, value string, known []string) error {
	hint := "there are " + strings.Join(known, ", ")
	if near, ok := diag.Nearest(value, known); ok {
		hint = "did you mean \"" + near + "\"?"
	}
	return usagef(hint, "--%s: there is no %s %q", flag, flag, value)
}
