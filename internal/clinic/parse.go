package clinic

import (
	"cmp"
	"io/fs"
	"regexp"
	"slices"

	"aftercare/internal/diag"
	"aftercare/internal/locale"
	"aftercare/internal/page"
	"aftercare/internal/tomlfile"
)

// form is clinic.toml as it is written; docs/clinic.md is its reference, and a
// test holds the two together.
type form struct {
	Name       string            `toml:"name,required"`
	Phone      string            `toml:"phone,required"`
	Address    []string          `toml:"address,single"`
	Hours      []string          `toml:"hours,single"`
	Web        string            `toml:"web"`
	Therapists []string          `toml:"therapists,single"`
	Country    string            `toml:"country,required"`
	Emergency  string            `toml:"emergency"`
	TimeZone   string            `toml:"time_zone,required"`
	Paper      string            `toml:"paper"`
	Language   string            `toml:"language"`
	Handout    string            `toml:"handout"`
	HeatOrIce  string            `toml:"heat_or_ice"`
	Logo       string            `toml:"logo"`
	Colours    colourForm        `toml:"colours"`
	Articles   map[string]string `toml:"articles"`
	Services   map[string]string `toml:"services"`
	Statuses   map[string]string `toml:"statuses"`
	Columns    map[string]string `toml:"columns"`
	Areas      map[string]string `toml:"areas"`
	Import     importForm        `toml:"import"`
}

type colourForm struct {
	Brand  string `toml:"brand"`
	Accent string `toml:"accent"`
}

type importForm struct {
	Profile string `toml:"profile"`
	Dates   string `toml:"dates"`
}

// Parse reads a clinic.toml called name. The logo that it may name is read
// from files, the folder the clinic.toml lies in, and never from outside it.
// Everything wrong is reported in one run; with an error there is no Clinic.
func Parse(name string, text []byte, files fs.FS) (*Clinic, diag.List) {
	var written form
	file, found := tomlfile.Decode(name, text, &written)
	p := parser{file: file, form: &written, found: found}
	c := p.clinic()
	slices.SortStableFunc(p.found, func(a, b diag.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Position.Line, b.Position.Line), cmp.Compare(a.Position.Column, b.Position.Column))
	})
	if written.Logo != "" {
		logo, flaws := readLogo(files, written.Logo, file.At("logo"))
		c.Logo = logo
		p.found = append(p.found, flaws...) // last, since a drawing has lines of its own
	}
	if p.found.Err() != nil {
		return nil, p.found
	}
	return c, p.found
}

// parser turns what was written into a Clinic. What was left out is "" here:
// the reader has reported it where it must be given.
type parser struct {
	file  *tomlfile.File
	form  *form
	found diag.List
}

// The limits are what the page has room for.
func (p *parser) clinic() *Clinic {
	f := p.form
	c := &Clinic{
		Name:       p.text("name", f.Name, 60),
		Phone:      p.phone(),
		Address:    p.lines("address", f.Address, 5, 60),
		Hours:      p.lines("hours", f.Hours, 7, 60),
		Web:        p.web(),
		Therapists: p.lines("therapists", f.Therapists, 100, 60),
		Zone:       p.zone(),
		HeatOrIce:  p.text("heat_or_ice", f.HeatOrIce, 160),
		Language:   p.language(),
		Handout:    p.handout(),
		Articles:   p.articles(),
		Services:   p.services(),
		Statuses:   p.statuses(),
		Columns:    p.columns(),
		Areas:      p.areas(),
		Profile:    p.profile(),
		Dates:      p.dates(),
		Brand:      p.colour("colours.brand", f.Colours.Brand),
	}
	country := p.country()
	c.Country, c.Emergency, c.Paper = country.Code, p.emergency(country), p.paper(country)
	if c.Accent = c.Brand; f.Colours.Accent != "" {
		c.Accent = p.colour("colours.accent", f.Colours.Accent)
	}
	return c
}

// report notes an error at the value of path.
func (p *parser) report(path, message, hint string) {
	p.note(diag.Diagnostic{Position: p.file.At(path), Message: message, Hint: hint})
}

// note keeps the first finding at each place: a value of the wrong type is not
// too short as well.
func (p *parser) note(d diag.Diagnostic) {
	same := func(known diag.Diagnostic) bool { return known.Position == d.Position && d.Position.Line > 0 }
	if !slices.ContainsFunc(p.found, same) {
		p.found.Add(d)
	}
}

// oneOf gives value where it is known, "" where it was left out or is not.
func (p *parser) oneOf(path, value string, known []string) string {
	if value == "" || slices.Contains(known, value) {
		return value
	}
	p.report(path, path+" "+quoted(value)+" is not known", diag.DidYouMean(value, known))
	return ""
}

func (p *parser) language() string {
	return cmp.Or(p.oneOf("language", p.form.Language, locale.Languages()), "en")
}

func (p *parser) paper(country locale.Country) string {
	return cmp.Or(p.oneOf("paper", p.form.Paper, []string{"letter", "a4"}), country.Paper)
}

var identity = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func (p *parser) handout() string {
	handout := p.form.Handout
	if handout != "" && !identity.MatchString(handout) {
		p.report("handout", "handout "+quoted(handout)+" is no handout's name",
			`names have small letters and hyphens: "dry-needling"; "aftercare list handouts" shows them`)
	}
	return cmp.Or(handout, "dry-needling")
}

func (p *parser) colour(path, written string) page.Colour {
	if written == "" {
		return defaultBrand
	}
	c, ok := parseHex(written)
	if !ok {
		p.report(path, path+" "+quoted(written)+" is not a colour", `write it as "#1f6f78"`)
		return defaultBrand
	}
	if ratio := Contrast(c, white); ratio < legible {
		p.report(path, path+" would print too faint: "+oneDecimal(ratio)+":1 on white, and text needs 4.5:1",
			"the nearest colour that passes is "+quoted(Readable(c, white, legible).String()))
	}
	return c
}
