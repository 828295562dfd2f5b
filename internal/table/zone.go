package table

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// windowsZones are the names of zones that Windows has, as a table of text.
//
//go:embed windows-zones.txt
var windowsZones string

// zoneNames are the names, in lower case, of zones that have others than their own.
var zoneNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for line := range strings.Lines(windowsZones) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := append(strings.Split(strings.TrimSpace(line), "\t"), "")
		names[zoneKey(strings.TrimPrefix(parts[0], "+"))] = parts[1]
		for shown := range strings.SplitSeq(parts[2], ";") {
			if key := zoneKey(shown); key != "" {
				names[key] = parts[1]
			}
		}
	}
	return names
})

// zoneOffset stands before the names that lists of zones show.
var zoneOffset = regexp.MustCompile(`^\((?:utc|gmt)[^)]*\)`)

// zoneKey is a name as it is looked up: towns that a list shows together have
// no order.
func zoneKey(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	towns := strings.Split(zoneOffset.ReplaceAllString(name, ""), ",")
	for i := range towns {
		towns[i] = strings.Join(strings.Fields(towns[i]), " ")
	}
	slices.Sort(towns)
	return strings.Join(towns, ", ")
}

// Zone is the time zone of a name: of the IANA database, as Windows calls it
// ("Eastern Standard Time", "(UTC-05:00) Eastern Time (US & Canada)"), or behind
// a path of the program that wrote it ("/example.org/20250101/Europe/London").
// Abbreviations such as EST are zones only where the database has them.
func Zone(name string) (*time.Location, bool) {
	name = strings.Trim(strings.TrimSpace(name), `"`)
	if zone, ok := ianaZone(name); ok {
		return zone, true
	}
	if known, ok := zoneNames()[zoneKey(name)]; ok {
		return ianaZone(known)
	}
	if !strings.HasPrefix(name, "/") && !strings.Contains(name, "://") {
		return nil, false
	}
	for rest := name; ; {
		_, after, ok := strings.Cut(rest, "/")
		if !ok || len(after) > 100 {
			return nil, false
		}
		if zone, ok := ianaZone(after); ok {
			return zone, true
		}
		rest = after
	}
}

// ianaZone is a zone of the database. "Local" would be this machine's.
func ianaZone(name string) (*time.Location, bool) {
	switch strings.ToLower(name) {
	case "", "local":
		return nil, false
	case "utc":
		return time.UTC, true
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		zone, err = time.LoadLocation(capitals(name))
	}
	return zone, err == nil
}

// capitals writes "america/new_york" as the database does.
func capitals(name string) string {
	out := []byte(strings.ToLower(name))
	for i, c := range out {
		if (i == 0 || out[i-1] == '/' || out[i-1] == '_') && c >= 'a' && c <= 'z' {
			out[i] = c - 'a' + 'A'
		}
	}
	return string(out)
}
