package clinic

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // not every computer has the zones

	"aftercare/internal/diag"
)

// zoneTable is zone.tab of the IANA time zone database (public domain): a
// country and a zone in it on each line.
//
//go:embed zones.txt
var zoneTable string

var zones = sync.OnceValue(func() []countryZone {
	var list []countryZone
	for line := range strings.Lines(zoneTable) {
		country, name, _ := strings.Cut(strings.TrimSpace(line), " ")
		list = append(list, countryZone{country, name})
	}
	return list
})

type countryZone struct{ country, name string }

// zone is the clinic's time zone. Names such as "EST" are refused although
// they can be loaded: they know no summer time, and would be an hour off for
// half of the year.
func (p *parser) zone() *time.Location {
	written := strings.TrimSpace(p.form.TimeZone)
	if written == "" {
		return nil
	}
	zone, err := time.LoadLocation(written)
	switch {
	case err != nil:
		p.report("time_zone", "time_zone "+quoted(written)+" is not known", zoneHint(written, p.form.Country))
		return nil
	case !strings.Contains(written, "/") || strings.HasPrefix(written, "Etc/"):
		p.report("time_zone", "time_zone "+quoted(written)+" names no place, so it would miss summer time",
			zoneHint(written, p.form.Country))
		return nil
	}
	p.compareCountry(written)
	return zone
}

// compareCountry warns of a zone that was left from another clinic's file.
func (p *parser) compareCountry(zone string) {
	at := slices.IndexFunc(zones(), func(z countryZone) bool { return z.name == zone })
	own := zonesOf(p.form.Country)
	if at < 0 || len(own) == 0 || slices.Contains(own, zone) {
		return
	}
	p.note(diag.Diagnostic{Severity: diag.Warning, Position: p.file.At("time_zone"),
		Message: "time_zone " + quoted(zone) + " does not lie in " + p.form.Country, Hint: "known for it: " + some(own)})
}

func zonesOf(country string) []string {
	var names []string
	for _, z := range zones() {
		if z.country == country {
			names = append(names, z.name)
		}
	}
	return names
}

// zoneHint is a name like the one written, by itself or by its city; else the
// country's own zones.
func zoneHint(written, country string) string {
	word := strings.ReplaceAll(written, " ", "_")
	var names []string
	for _, z := range zones() {
		names = append(names, z.name)
		if strings.EqualFold(city(z.name), city(word)) {
			return didYouMean(z.name)
		}
	}
	if near, ok := diag.Nearest(word, names); ok {
		return didYouMean(near)
	}
	own := zonesOf(country)
	if len(own) == 0 {
		return `write continent and city, such as "America/New_York" or "Europe/London"`
	}
	for _, name := range own {
		if _, ok := diag.Nearest(city(word), []string{city(name)}); ok {
			return didYouMean(name)
		}
	}
	return "known for " + country + ": " + some(own)
}

func city(zone string) string { return zone[strings.LastIndexByte(zone, '/')+1:] }

// some are the first few of a country's zones, those of single counties left
// out: the United States alone have 29.
func some(zones []string) string {
	const few = 8
	var names []string
	for _, zone := range zones {
		if strings.Count(zone, "/") == 1 {
			names = append(names, zone)
		}
	}
	if len(names) > few {
		return strings.Join(names[:few], ", ") + ", …"
	}
	return strings.Join(names, ", ")
}
