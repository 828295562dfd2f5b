package appointments

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/tomlfile"
)

// Profile is what is known of one system's export, as TOML. docs/importing.md
// is its reference; a test holds the two together.
type Profile struct {
	Schema      int                 `toml:"schema,required"`
	ID          string              `toml:"id,required"`   // "acuity": the file's name
	Name        string              `toml:"name,required"` // "Acuity Scheduling"
	Evidence    string              `toml:"evidence"`
	Base        string              `toml:"base"`        // the profile whose keys hold where this one is silent
	Distinctive []string            `toml:"distinctive"` // columns that together only this system writes
	Closed      bool                `toml:"closed"`      // fits only a header without any other column
	Sections    bool                `toml:"sections"`    // several tables stand under one another
	Dates       Order               `toml:"dates"`       // how the system writes them, where it always does
	Columns     map[string][]string `toml:"columns"`     // field → names of its column, the first that is there
	About       map[string][]string `toml:"about"`       // what a word in the name of any other column says of it
	Booking     []string            `toml:"booking"`     // dates of the booking, never of the visit
	Personal    []string            `toml:"personal"`    // what a handout does not need to know
	Identity    []string            `toml:"identity"`    // what tells two people of one name apart
	Notes       []string            `toml:"notes"`       // free text of the clinic
	Places      []string            `toml:"places"`      // where a visit is, or in whose calendar
	Unused      []string            `toml:"unused"`      // known, and of no use here: whatever it holds
	Charts      []string            `toml:"charts"`      // columns of clinical notes, not of appointments
	Breaks      []string            `toml:"breaks"`      // services and names that are no visit
	Stops       []string            `toml:"stops"`       // words that say that a visit did not take place
	Headings    []string            `toml:"headings"`    // words of titles over rows, such as "Confirmed appointments"
	Remote      []string            `toml:"remote"`      // words for a visit that was not in the room
	Doubtful    []string            `toml:"doubtful"`    // words that take the sense from a service rule
	Treatments  []string            `toml:"treatments"`  // words of what is booked, whatever it leads to
	Kinds       []string            `toml:"kinds"`       // words for the kind of a visit, whatever was done
	Nobody      []string            `toml:"nobody"`      // what stands in the place of a patient
	Nameless    []string            `toml:"nameless"`    // words that are part of no name
	Titles      []string            `toml:"titles"`      // before or after a name
	Given       []string            `toml:"given"`       // common given names
	Totals      []string            `toml:"totals"`      // first words of rows that add others up
	Languages   map[string]string   `toml:"languages"`   // words → "en"
	Status      map[string]string   `toml:"status"`      // → "print" or "skip"
	Services    map[string]string   `toml:"services"`    // → handout, or "skip"
	Areas       map[string]string   `toml:"areas"`       // words of a service → treated area
}

// evidences are how a profile came to know its columns.
var evidences = map[string]string{
	"several":       "columns as several real exports have them",
	"one":           "columns as one real export has them",
	"documentation": "columns from the documentation alone",
	"own":           "a layout agreed on, not a system's",
	"usual":         "the usual names of each column, no system's own",
}

// generic is the profile whose words are known to all others as well.
const generic = "generic"

// parseProfile reads a profile and says everything that is wrong with it.
func parseProfile(name string, text []byte) (*Profile, diag.List) {
	p := Profile{Evidence: "own"}
	file, found := tomlfile.Decode(name, text, &p)
	if found.Err() == nil {
		found = append(found, p.check(file)...)
	}
	p.useKeys()
	return &p, found
}

// useKeys brings the names of columns into the form in which they are looked
// for.
func (p *Profile) useKeys() {
	lists := [][]string{p.Distinctive, p.Booking, p.Personal, p.Identity, p.Notes, p.Places, p.Unused, p.Charts}
	for _, names := range p.Columns {
		lists = append(lists, names)
	}
	for _, list := range lists {
		for i := range list {
			list[i] = key(spaced(list[i]))
		}
	}
}

func (p *Profile) check(file *tomlfile.File) diag.List {
	var found diag.List
	report := func(path, hint, format string, args ...any) {
		found = append(found, diag.Diagnostic{Position: file.At(path), Message: fmt.Sprintf(format, args...), Hint: hint})
	}
	if p.Schema != 1 {
		report("schema", "schema = 1", "this program reads schema 1")
	}
	if evidences[p.Evidence] == "" {
		report("evidence", "known here: "+strings.Join(slices.Sorted(maps.Keys(evidences)), ", "), "evidence %q is not known", p.Evidence)
	}
	for _, name := range slices.Sorted(maps.Keys(p.Columns)) {
		if _, ok := fieldNamed(name); !ok {
			report(tomlfile.Key("columns", name), fieldHint(name), "%q is no field of a visit", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.About)) {
		if !slices.Contains(abouts, name) {
			report(tomlfile.Key("about", name), "known here: "+strings.Join(abouts, ", "), "%q is nothing that a column can be about", name)
		}
	}
	for _, word := range slices.Sorted(maps.Keys(p.Status)) {
		if to := p.Status[word]; to != "print" && to != "skip" {
			report(tomlfile.Key("status", word), `write "print" or "skip"`, "a status leads to %q, which is nothing known", to)
		}
	}
	return found
}

// fieldHint suggests the field that was meant.
func fieldHint(name string) string { return diag.DidYouMean(name, fieldNames[:]) }

// library is every profile there is to choose from.
type library struct {
	generic *Profile
	systems []*Profile // by ID
	own     *Profile   // the clinic's, or nil
	known   map[*Profile]*lexicon
}

// lexicon are the words of a profile, made once.
func (lib *library) lexicon(p *Profile) *lexicon {
	if lib.known == nil {
		lib.known = map[*Profile]*lexicon{}
	}
	if lib.known[p] == nil {
		lib.known[p] = lexiconOf(lib.generic, p)
	}
	return lib.known[p]
}

// loadLibrary reads the profiles of a run.
func loadLibrary(o Options) (*library, error) {
	var lib library
	names, err := fs.Glob(o.Profiles, "*.toml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := lib.load(o.Profiles, name); err != nil {
			return nil, err
		}
	}
	if lib.generic == nil {
		return nil, diag.Errorf("the import profiles lack %s.toml", generic)
	}
	if o.Profile != nil {
		return &lib, lib.loadOwn(o)
	}
	return &lib, nil
}

// loadOwn reads the clinic's profile, on top of the one it names.
func (lib *library) loadOwn(o Options) error {
	own, found := parseProfile(o.ProfileName, o.Profile)
	if err := found.Err(); err != nil {
		return err
	}
	lib.own = own
	if own.Base == "" {
		return nil
	}
	for _, p := range append(lib.systems, lib.generic) {
		if p.ID == own.Base {
			own.stand(p)
			return nil
		}
	}
	return diag.List{{Position: diag.Position{File: o.ProfileName}, Message: fmt.Sprintf("there is no import profile %q to stand on", own.Base),
		Hint: "known here: " + strings.Join(append(lib.ids(), generic), ", ")}}
}

func (lib *library) ids() []string {
	var ids []string
	for _, p := range lib.systems {
		ids = append(ids, p.ID)
	}
	return ids
}

// stand puts p on top of a base: what p says holds, and where it is silent the
// base does.
func (p *Profile) stand(base *Profile) {
	for _, m := range []struct{ own, under *map[string]string }{
		{&p.Status, &base.Status}, {&p.Services, &base.Services}, {&p.Areas, &base.Areas}, {&p.Languages, &base.Languages},
	} {
		*m.own = over(*m.own, *m.under)
	}
	p.Columns, p.About = over(p.Columns, base.Columns), over(p.About, base.About)
	for _, l := range []struct {
		own   *[]string
		under []string
	}{
		{&p.Booking, base.Booking}, {&p.Personal, base.Personal}, {&p.Identity, base.Identity}, {&p.Notes, base.Notes}, {&p.Places, base.Places}, {&p.Unused, base.Unused},
		{&p.Charts, base.Charts}, {&p.Breaks, base.Breaks}, {&p.Stops, base.Stops}, {&p.Headings, base.Headings}, {&p.Remote, base.Remote}, {&p.Doubtful, base.Doubtful},
		{&p.Treatments, base.Treatments}, {&p.Kinds, base.Kinds}, {&p.Nobody, base.Nobody}, {&p.Nameless, base.Nameless}, {&p.Titles, base.Titles},
		{&p.Given, base.Given}, {&p.Totals, base.Totals},
	} {
		*l.own = slices.Concat(*l.own, l.under)
	}
	p.Sections = p.Sections || base.Sections
	if p.Dates == Undecided {
		p.Dates = base.Dates
	}
}

// over is both maps in one; where both know a key, however it is written, own
// has it.
func over[V any](own, under map[string]V) map[string]V {
	out := map[string]V{}
	known := map[string]bool{}
	for name, to := range own {
		out[name], known[fold(name)] = to, true
	}
	for name, to := range under {
		if !known[fold(name)] {
			out[name] = to
		}
	}
	return out
}

func (lib *library) load(files fs.FS, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	p, found := parseProfile(name, text)
	if err := found.Err(); err != nil {
		return err
	}
	if p.ID == generic {
		lib.generic = p
	} else {
		lib.systems = append(lib.systems, p)
	}
	return nil
}
