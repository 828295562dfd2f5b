package appointments

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/table"
)

// unknown is the error about a file whose header nobody understands: what it
// has, what comes nearest, and what to type.
func (c chooser) unknown(t table.Table, headers []header) error {
	h, nearest := c.nearest(headers)
	l, _ := c.layout(t, h, c.generic)
	if err := c.notCharts(h, &l.columns); err != nil {
		return err
	}
	if err := c.missingColumn(headers); err != nil {
		return err
	}
	if h.isData() {
		return c.refuse(h.line, "the file has no header: its first line is a row of data",
			"export the appointments again, with the names of the columns")
	}
	return l.unclear(c.refuse(h.line, c.lacking(h, nearest), c.suggestion(&l, headers)))
}

// lacking says what a header has no column for, and what it has.
func (c chooser) lacking(h header, nearest *Profile) string {
	if c.own != nil {
		return fmt.Sprintf("the import profile %s finds no column for %s; columns found: %s", c.own.ID, c.lacks(h, c.own), h.listed())
	}
	message := fmt.Sprintf("no import profile fits the header: there is no column for %s; columns found: %s",
		c.lacks(h, c.generic), h.listed())
	if nearest != nil {
		message += fmt.Sprintf("; nearest: %s, by %s", nearest.ID, strings.Join(h.only(nearest.Distinctive), ", "))
	}
	return message
}

// nearest is the record that looks most like a header, and the profile of
// which it has most distinctive columns, nil where it has none.
func (c chooser) nearest(headers []header) (header, *Profile) {
	best, most, at := headers[0], 1, (*Profile)(nil) // one column alone says nothing
	for _, h := range headers {
		for _, p := range c.systems {
			if n := h.count(p.Distinctive); n > most {
				best, most, at = h, n, p
			}
		}
	}
	if at == nil {
		best = c.wordiest(headers)
	}
	return best, at
}

// wordiest is the record with most usual words in it, else the first. A row of
// values is none where there is another.
func (c chooser) wordiest(headers []header) header {
	best, most := headers[0], -1
	for _, h := range headers {
		n := 0
		for _, names := range c.generic.Columns {
			n += min(h.count(names), 1)
		}
		if n > most && !(most >= 0 && h.isData()) {
			best, most = h, n
		}
	}
	return best
}

// isData is true for a record that holds values, not names. Its cells may be a
// patient's, so that no message may show them.
func (h header) isData() bool {
	var dates calendar
	return slices.ContainsFunc(h.names, func(name string) bool {
		_, isDate := dates.read(name)
		_, isClock := dates.clock(name)
		_, err := strconv.ParseFloat(name, 64)
		return isDate || isClock || err == nil || strings.Contains(name, "@")
	})
}

// missingColumn is about a column of --map that no line of the file has.
func (c chooser) missingColumn(headers []header) error {
	for _, column := range slices.Sorted(maps.Keys(c.options.Map)) {
		if slices.ContainsFunc(headers, func(h header) bool { return h.find(key(spaced(column))) >= 0 }) {
			continue
		}
		h := c.wordiest(headers)
		if h.isData() {
			return nil
		}
		return c.refuse(h.line, fmt.Sprintf("--map %s: the file has no column %q; columns found: %s",
			c.options.Map[column], column, h.listed()), nearColumn(column, h))
	}
	return nil
}

func nearColumn(column string, h header) string {
	if near, ok := diag.Nearest(column, h.found()); ok {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "write the name as it stands in the file"
}

// lacks names what a visit needs and the header has no column for.
func (c chooser) lacks(h header, p *Profile) string {
	l, _ := c.layout(table.Table{}, h, p)
	var out []string
	if !l.columns.named() {
		out = append(out, "the patient")
	}
	if !l.columns.has(date, clock) {
		out = append(out, "the day of the visit"+c.bookingOnly(h))
	}
	return strings.Join(out, " and ")
}

// bookingOnly says that the one date there is cannot be the visit's.
func (c chooser) bookingOnly(h header) string {
	booked := h.only(c.generic.Booking)
	if len(booked) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%q is when it was booked)", booked[0])
}

// below are the records under a header, as far as they were looked at.
func below(h header, headers []header) []header {
	for i := range headers {
		if headers[i].line > h.line {
			return headers[i:]
		}
	}
	return nil
}

// quoted writes a column name so that ParseMap reads it, within the double
// quotation marks that a shell needs.
func quoted(name string) string {
	if strings.ContainsAny(name, `,'`) {
		return "'" + strings.ReplaceAll(name, "'", "") + "'"
	}
	return name
}
