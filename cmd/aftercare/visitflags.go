package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
	"aftercare/internal/tomlfile"
	"aftercare/internal/visit"
)

// visitFlags are the fields of a visit on the command line.
type visitFlags struct {
	handout   string
	file      string
	patient   string
	areas     []string
	at, end   string
	therapist string
	flags     []string
	note      string
	next      string
	language  string
	private   bool
}

func (f *visitFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.file, "visit", "", "read the visit from a TOML or JSON `file`; - is standard input")
	flags.StringVar(&f.patient, "patient", "", "the patient's `name`")
	flags.StringArrayVar(&f.areas, "area", nil, "a treated `area`, such as \"left hip\"; repeatable")
	flags.StringVar(&f.at, "at", "", "the `time` when the visit began, such as \"2026-11-23 14:30\" (default now)")
	flags.StringVar(&f.end, "end", "", "the `time` when it ended; the clock times count from here")
	flags.StringVar(&f.therapist, "therapist", "", "the therapist's `name`")
	flags.StringArrayVar(&f.flags, "flag", nil, "a special `case`, such as blood-thinner; repeatable")
	flags.StringVar(&f.note, "note", "", "a `line` of the therapist's own")
	flags.StringVar(&f.next, "next", "", "the `time` of the next visit, such as \"2026-11-30 10:00\"")
	flags.StringVar(&f.language, "lang", "", "the `language` of the handout: en or es (default the clinic's)")
	flags.BoolVar(&f.private, "private", false, "print initials instead of the name")
}

// visit puts a visit together from the file and the flags, which win.
func (a *app) visit(f visitFlags, src *sources) (visit.Visit, error) {
	v, err := a.readVisit(f.file, src.clinic.Zone)
	if err != nil {
		return v, err
	}
	set(&v.Patient, f.patient)
	set(&v.Therapist, f.therapist)
	set(&v.Note, f.note)
	set(&v.Handout, f.handout, src.clinic.Handout)
	set(&v.Language, f.language, src.clinic.Language)
	if len(f.areas) > 0 {
		v.Areas = f.areas
	}
	if len(f.flags) > 0 {
		v.Flags = f.flags
	}
	if err := a.times(&v, f, src.clinic.Zone); err != nil {
		return v, err
	}
	v = v.Clean()
	if err := known(f, v.Handout, src.library); err != nil {
		return v, err
	}
	return v, usageIfAny(v.Check())
}

// set gives field the first of values that is not empty, if the first is given
// or the field has nothing yet.
func set(field *string, values ...string) {
	for i, value := range values {
		if value != "" && (i == 0 || *field == "") {
			*field = value
			return
		}
	}
}

func (a *app) readVisit(file string, zone *time.Location) (visit.Visit, error) {
	if file == "" {
		return visit.Visit{}, nil
	}
	text, err := a.visitText(file)
	if err != nil {
		return visit.Visit{}, err
	}
	if file == "-" {
		file = "standard input"
	}
	var problems diag.List
	v, err := await(a.ctx, func() (v visit.Visit) {
		v, problems = visit.Parse(file, text, zone)
		return v
	})
	if err != nil {
		return v, err
	}
	a.report(problems.Warnings())
	return v, problems.Err()
}

func (a *app) visitText(file string) ([]byte, error) {
	if file == "-" {
		return a.readInput()
	}
	text, problems := readText(file, "a visit is read from TOML or JSON")
	return text, problems.Err()
}

// readInput reads a byte more than a file may have, so that one too long is
// seen to be.
func (a *app) readInput() ([]byte, error) {
	var failed error
	text, err := await(a.ctx, func() (text []byte) {
		text, failed = io.ReadAll(io.LimitReader(a.stdin, tomlfile.MaxSize+1))
		return text
	})
	if err != nil {
		return nil, err
	}
	if failed != nil {
		return nil, diag.Errorf("standard input: %v", failed)
	}
	return text, nil
}

// times reads the flags that are moments.
func (a *app) times(v *visit.Visit, f visitFlags, zone *time.Location) error {
	for _, t := range []struct {
		flag, text string
		to         *time.Time
	}{{"at", f.at, &v.Start}, {"end", f.end, &v.End}, {"next", f.next, &v.Next}} {
		if t.text == "" {
			continue
		}
		parsed, err := visit.ParseTime(t.text, zone)
		if err != nil {
			return usagef("write it as \"2026-11-23 14:30\"", "--%s: %v", t.flag, err)
		}
		*t.to = parsed
	}
	if v.Start.IsZero() {
		v.Start = a.now().In(zone).Truncate(time.Minute)
	}
	return nil
}

// known refuses words on the command line that the vocabulary does not have:
// whoever typed them is there to type them again.
func known(f visitFlags, meant string, library *handout.Library) error {
	problems := knownHandout(f, meant, library)
	vocabulary := library.Vocabulary()
	for _, words := range f.areas {
		if _, unknown := vocabulary.FindAll(words); len(unknown) > 0 {
			problems = append(problems, unknownWord("area", unknown[0], "areas", vocabulary.Suggest)...)
		}
	}
	for _, words := range f.flags {
		if _, ok := vocabulary.FindFlag(words); !ok {
			problems = append(problems, unknownWord("flag", words, "flags", vocabulary.SuggestFlag)...)
		}
	}
	return usageIfAny(problems)
}

// knownHandout looks for the handout that was typed, and for the language in
// the handout that is meant.
func knownHandout(f visitFlags, meant string, library *handout.Library) diag.List {
	handouts, languages := library.Handouts(), library.Languages(meant)
	switch {
	case f.handout != "" && len(languages) == 0:
		hint := "there are " + strings.Join(handouts, ", ")
		if near, ok := diag.Nearest(f.handout, handouts); ok {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return diag.Errorf("there is no handout %q", f.handout).WithHint("%s", hint)
	case f.language != "" && len(languages) > 0 && !slices.Contains(languages, f.language):
		return diag.Errorf("--lang: %s is not there in %q", meant, f.language).WithHint("it is there in %s", strings.Join(languages, ", "))
	}
	return nil
}

func unknownWord(flag, words, list string, suggest func(string) (string, bool)) diag.List {
	hint := "aftercare list " + list + " shows what there is"
	if near, ok := suggest(words); ok {
		hint = fmt.Sprintf("did you mean %q? aftercare list %s shows what there is", near, list)
	}
	return diag.Errorf("--%s: %q is not in the vocabulary", flag, words).WithHint("%s", hint)
}

func usageIfAny(problems diag.List) error {
	if err := problems.Err(); err != nil {
		return usage(err)
	}
	return nil
}
