package appointments

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/table"
)

// sampleSize is how many records are looked at for the header: titles,
// parameters and summaries can stand above it.
const sampleSize = 400

// layout is how a table is to be read.
type layout struct {
	table.Table
	header
	profile *Profile
	columns columns
	sure    float64 // share of the columns that the profile knows
}

// chooser finds the header of a table and the profile that fits it.
type chooser struct {
	*library
	file    string
	asked   map[string]string // what --map says: column → field
	columns map[string]string // and what clinic.toml does
}

// choose takes the first table that has a header which a profile fits, else
// one that the usual words do.
func (c chooser) choose(tables []table.Table) (layout, error) {
	var refused error
	for _, t := range tables {
		l, err := c.tableOf(t)
		if err == nil {
			return l, nil
		}
		if refused == nil {
			refused = err
		}
	}
	if refused == nil {
		refused = diag.List{{Position: diag.Position{File: c.file}, Message: "the workbook has no sheet that can be seen"}}
	}
	return layout{}, refused
}

func (c chooser) tableOf(t table.Table) (layout, error) {
	headers, err := sample(t)
	if err != nil {
		return layout{}, err
	}
	if len(headers) == 0 {
		return layout{}, c.refuse(0, "the file has no header: no line of it holds several cells", "export the appointments again, with the names of the columns")
	}
	l, err := c.header(headers)
	l.Table = t
	return l, err
}

// sample are the records that could be a header.
func sample(t table.Table) ([]header, error) {
	var out []header
	seen := 0
	for rec, err := range t.Records(0) {
		if err != nil {
			return nil, err
		}
		if seen++; seen > sampleSize {
			break
		}
		if filled(rec.Cells) > 1 {
			out = append(out, headerOf(rec))
		}
	}
	return out, nil
}

// filled is how many cells hold something.
func filled(cells []string) int {
	n := 0
	for _, cell := range cells {
		if strings.TrimSpace(cell) != "" {
			n++
		}
	}
	return n
}

// header finds the first record that is one.
func (c chooser) header(headers []header) (layout, error) {
	for _, h := range headers {
		p, err := c.fitting(h, headers)
		if err != nil {
			return layout{}, err
		}
		if l, ok := c.with(h, p); ok {
			return l, nil
		}
	}
	for _, h := range headers {
		if l, ok := c.with(h, c.generic); ok && c.own == nil {
			return l, c.notCharts(h, &l.columns)
		}
	}
	return layout{}, c.unknown(headers)
}

// fitting is the clinic's own profile, else the one of which the header has
// every distinctive column. Of several it is the one that asks for most; where
// two ask for as many, nobody can tell.
func (c chooser) fitting(h header, headers []header) (*Profile, error) {
	if c.own != nil {
		return c.own, nil
	}
	var fits []*Profile
	for _, p := range c.systems {
		if p.fits(h) {
			fits = append(fits, p)
		}
	}
	slices.SortStableFunc(fits, func(a, b *Profile) int { return cmp.Compare(len(b.Distinctive), len(a.Distinctive)) })
	switch {
	case len(fits) == 0:
		return nil, nil
	case len(fits) == 1 || len(fits[0].Distinctive) > len(fits[1].Distinctive):
		return fits[0], nil
	case len(c.asked) > 0: // the person says what is what
		return nil, nil
	}
	return nil, c.refuse(h.line,
		fmt.Sprintf("the header fits two import profiles, %s and %s; columns found: %s", fits[0].ID, fits[1].ID, h.listed()),
		fmt.Sprintf("say --profile %s or --profile %s, or %s", fits[0].ID, fits[1].ID, c.suggestion(h, headers)))
}

// fits is true for a header that has every distinctive column.
func (p *Profile) fits(h header) bool {
	n := len(p.Distinctive)
	return n > 0 && h.count(p.Distinctive) == n && (!p.Closed || p.coversAll(h))
}

func (p *Profile) coversAll(h header) bool {
	covered := 0
	for _, names := range p.Columns {
		covered += h.count(names)
	}
	return covered == len(h.found())
}

// with reads a header with a profile, where that gives all a visit needs.
func (c chooser) with(h header, p *Profile) (layout, bool) {
	mapped, ok := c.mapped(h)
	if p == nil || !ok {
		return layout{}, false
	}
	l := layout{header: h, profile: p, columns: columnsOf(h, p, c.generic, mapped)}
	l.sure = float64(l.known(c.generic)) / float64(max(len(h.found()), 1))
	return l, l.columns.complete()
}

// known is how many columns of the header the profile knows, whether they are
// of use or not.
func (l *layout) known(common *Profile) int {
	n := 0
	for i := range l.names {
		if l.names[i] != "" && l.use(i, common) != unknownUse {
			n++
		}
	}
	return n
}

// notCharts refuses clinical notes, which have patients and dates as well: by
// two columns of theirs, or by one where nothing else is of an appointment.
func (c chooser) notCharts(h header, at *columns) error {
	notes := h.only(c.generic.Charts)
	if len(notes) == 0 || len(notes) == 1 && at.has(service, status, end, duration, area, sheet) {
		return nil
	}
	return c.refuse(h.line, "this is an export of charts or notes, not of appointments: its header has "+
		strings.Join(notes, ", "), "export the appointments or the schedule instead")
}

// only names the columns of the header that some keys are of.
func (h header) only(keys []string) []string {
	var out []string
	for _, k := range keys {
		if i := h.find(k); i >= 0 {
			out = append(out, h.names[i])
		}
	}
	return out
}

// listed are the columns that have a name, as far as a message needs them.
func (h header) listed() string {
	const most = 50
	found := h.found()
	if len(found) > most {
		return fmt.Sprintf("%s and %d more", strings.Join(found[:most], ", "), len(found)-most)
	}
	return strings.Join(found, ", ")
}

// found are the columns that have a name.
func (h header) found() []string {
	var out []string
	for _, name := range h.names {
		if name != "" {
			out = append(out, name)
		}
	}
	return out
}

func (c chooser) refuse(line int, message, hint string) diag.List {
	return diag.List{{Position: diag.Position{File: c.file, Line: line}, Message: message, Hint: hint}}
}
