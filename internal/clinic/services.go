package clinic

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/tomlfile"
)

// Skip is where a service leads that gets no handout.
const Skip = "skip"

// services are the rules on what was booked, by its words. Whether there is
// such a handout is seen when appointments are read, since the definitions are
// not known here.
func (p *parser) services() map[string]string {
	return p.rules("services", p.form.Services, func(path, to string) {
		if to != Skip && !identity.MatchString(to) {
			p.report(path, path+" "+quoted(to)+" is no handout's name", `write a handout such as "dry-needling", or "skip"`)
		}
	})
}

// statuses are the rules on the status of an appointment.
func (p *parser) statuses() map[string]string {
	return p.rules("statuses", p.form.Statuses, func(path, to string) {
		if to != "print" && to != Skip {
			p.report(path, path+" "+quoted(to)+" says neither that a visit took place nor that it did not", `write "print" or "skip"`)
		}
	})
}

// columns say what a column of an export is. Whether there is such a field is
// seen when appointments are read, since the fields are not known here.
func (p *parser) columns() map[string]string {
	return p.rules("columns", p.form.Columns, func(path, to string) {
		if to == "" {
			p.report(path, path+" names no field", `write a field such as "status", or "unused"`)
		}
	})
}

// areas are the rules on the treated area, by the words of what was booked.
func (p *parser) areas() map[string]string {
	return p.rules("areas", p.form.Areas, func(path, to string) {
		if p.text(path, to, 60) == "" {
			p.report(path, path+" names no area", `write it as on the sheet: "low back"`)
		}
	})
}

// rules checks a table of words and what they lead to.
func (p *parser) rules(table string, written map[string]string, check func(path, to string)) map[string]string {
	rules := map[string]string{}
	for _, words := range slices.Sorted(maps.Keys(written)) {
		path, to := tomlfile.Key(table, words), strings.TrimSpace(written[words])
		if strings.TrimSpace(words) == "" {
			p.note(diag.Diagnostic{Position: p.file.KeyAt(path), Message: "a rule of [" + table + "] has no words",
				Hint: `write the service as it is booked: "TDN follow-up"`})
		}
		check(path, to)
		rules[words] = to
	}
	return rules
}

// profile is the import profile's file. It lies beside clinic.toml or below, so
// that the folder can be moved as a whole.
func (p *parser) profile() string {
	file := strings.TrimSpace(p.form.Import.Profile)
	if file != "" && (!fs.ValidPath(file) || !strings.HasSuffix(file, ".toml")) {
		p.report("import.profile", "import.profile "+quoted(file)+" is no TOML file in this folder",
			`write its name: "our-system.toml"`)
	}
	return file
}

// dates is the order of day, month and year in exports.
func (p *parser) dates() string {
	order := strings.TrimSpace(p.form.Import.Dates)
	if order != "" && !slices.Contains([]string{"dmy", "mdy", "ymd"}, order) {
		p.report("import.dates", "import.dates "+quoted(order)+" is no order of day, month and year", `write "dmy" for 23/11/2026, "mdy" for 11/23/2026 or "ymd" for 26/11/23`)
	}
	return order
}
