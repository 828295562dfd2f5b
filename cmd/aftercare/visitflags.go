package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
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
	flags.StringVar(&f.at, "at", "", "when the visit began, such as \"2026-11-23 14:30\" (default now)")
	flags.StringVar(&f.end, "end", "", "when it ended; the clock times count from here")
	flags.StringVar(&f.therapist, "therapist", "", "the therapist's `name`")
	flags.StringArrayVar(&f.flags, "flag", nil, "a special `case`, such as blood-thinner; repeatable")
	flags.StringVar(&f.note, "note", "", "a `line` of the therapist's own")
	flags.StringVar(&f.next, "next", "", "the next visit, such as \"2026-11-30 10:00\"")
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
	if err := known(f, src.library.Vocabulary()); err != nil {
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
	var text []byte
	var err error
	if file == "-" {
		file = "standard input"
		text, err = io.ReadAll(io.LimitReader(a.stdin, 1<<20))
	} else {
		text, err = os.ReadFile(file)
	}
	if err != nil {
		return visit.Visit{}, err
	}
	v, problems := visit.Parse(file, text, zone)
	a.report(problems.Warnings())
	return v, problems.Err()
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
func known(f visitFlags, vocabulary *handout.Vocabulary) error {
	var problems diag.List
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
