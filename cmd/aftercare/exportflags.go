package main

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
	"aftercare/internal/infile"
	"aftercare/internal/table"
	"aftercare/internal/tomlfile"
	"aftercare/templates"
)

// exportFlags say how an export is read.
type exportFlags struct {
	therapist string
	handout   string
	columns   string
	dates     string
	profile   string
	time      string
	nights    bool
	encoding  string
}

func (f *exportFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.therapist, "therapist", "", "only visits of the therapist with this `name`, or a part of it")
	flags.StringVar(&f.handout, "handout", "", "the `handout` of rows whose service does not say")
	flags.StringVar(&f.columns, "map", "", "which column is which, such as `\"patient=Client,unused=Tags\"`")
	flags.StringVar(&f.dates, "dates", "", "how dates are written: `dmy`, mdy or ymd")
	flags.StringVar(&f.encoding, "encoding", "", "how the characters are written, such as `windows-1250`")
	flags.StringVar(&f.profile, "profile", "", "an import profile of your own, a TOML `file`")
	flags.BoolVar(&f.nights, "nights", false, "take times between 9 in the evening and 6 in the morning as they stand")
	flags.StringVar(&f.time, "time", "", "the `time` of visits whose row has none")
}

// first is the name of the first of them that is set.
func (f *exportFlags) first() string {
	for _, flag := range []struct{ name, value string }{
		{"therapist", f.therapist}, {"handout", f.handout}, {"map", f.columns}, {"dates", f.dates}, {"profile", f.profile}, {"encoding", f.encoding}, {"time", f.time},
	} {
		if flag.value != "" {
			return flag.name
		}
	}
	return ""
}

// reading is how the export is to be read.
func (f *exportFlags) reading(src *sources, now time.Time) (appointments.Options, error) {
	profiles, err := fs.Sub(templates.FS, "imports")
	if err != nil {
		return appointments.Options{}, err
	}
	o := appointments.Options{
		Profiles: profiles, Zone: src.clinic.Zone, Therapist: f.therapist,
		Services: src.clinic.Services, ServiceAreas: src.clinic.Areas,
		Statuses: src.clinic.Statuses, Columns: src.clinic.Columns,
		Therapists: src.clinic.Therapists, Now: now, Nights: f.nights, Encoding: f.encoding,
		Handout: f.handout, DefaultHandout: src.clinic.Handout, Handouts: src.library.Handouts(),
		Vocabulary: src.library.Vocabulary(),
	}
	if f.handout != "" && !slices.Contains(o.Handouts, f.handout) {
		return o, unknownName("handout", f.handout, o.Handouts)
	}
	if err := f.ownProfile(src, &o); err != nil {
		return o, err
	}
	return o, parseFlags([]parsedFlag{
		{"time", f.time, func(s string) (err error) { o.Time, err = timeOfDay(s); return err }},
		{"map", f.columns, func(s string) (err error) { o.Map, err = appointments.ParseMap(s); return err }},
		{"import.dates", src.clinic.Dates, func(s string) (err error) { o.ClinicDates, err = appointments.ParseOrder(s); return err }},
		{"encoding", f.encoding, table.KnownEncoding},
		{"dates", f.dates, func(s string) (err error) { o.Dates, err = appointments.ParseOrder(s); return err }},
	})
}

// ownProfile is the import profile on the command line, else the clinic's.
func (f *exportFlags) ownProfile(src *sources, o *appointments.Options) (err error) {
	o.ProfileName = f.profile
	if f.profile == "" && src.clinic.Profile != "" {
		o.ProfileName = filepath.Join(src.folder, src.clinic.Profile)
	}
	if o.ProfileName == "" {
		return nil
	}
	o.Profile, err = infile.Read(infile.System, o.ProfileName, tomlfile.MaxSize)
	switch {
	case errors.Is(err, infile.ErrNotOrdinary):
		return notAFile(o.ProfileName)
	case errors.Is(err, fs.ErrNotExist):
		return diag.Errorf("%s: there is no such import profile", o.ProfileName).
			WithHint("docs/importing.md says how to write one")
	}
	return err
}
