package appointments

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"aftercare/internal/diag"
)

// unknown is the error about a file whose header nobody understands: what it
// has, what comes nearest, and what to type.
func (c chooser) unknown(headers []header) error {
	h, nearest := c.nearest(headers)
	at := columnsOf(h, c.generic, c.generic, nil)
	if err := c.notCharts(h, &at); err != nil {
		return err
	}
	if err := c.missingColumn(headers); err != nil {
		return err
	}
	if h.isData() {
		return c.refuse(h.line, "the file has no header: its first line is a row of data",
			"export the appointments again, with the names of the columns")
	}
	if c.own != nil {
		return c.refuse(h.line, fmt.Sprintf("the import profile %s finds no column for %s; columns found: %s",
			c.own.ID, c.lacks(h, c.own), h.listed()), c.suggestion(h, headers))
	}
	message := fmt.Sprintf("no import profile fits the header: there is no column for %s; columns found: %s",
		c.lacks(h, c.generic), h.listed())
	if nearest != nil {
		message += fmt.Sprintf("; nearest: %s, by %s", nearest.ID, strings.Join(h.only(nearest.Distinctive), ", "))
	}
	return c.unclear(h, headers, c.refuse(h.line, message, c.suggestion(h, headers)))
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

// wordiest is the record with most usual words in it, else the first.
func (c chooser) wordiest(headers []header) header {
	best, most := headers[0], 0
	for _, h := range headers {
		n := 0
		for _, names := range c.generic.Columns {
			n += min(h.count(names), 1)
		}
		if n > most {
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
	for _, column := range slices.Sorted(maps.Keys(c.asked)) {
		if slices.ContainsFunc(headers, func(h header) bool { return h.find(key(column)) >= 0 }) {
			continue
		}
		h := c.wordiest(headers)
		if h.isData() {
			return nil
		}
		return c.refuse(h.line, fmt.Sprintf("--map %s: the file has no column %q; columns found: %s",
			c.asked[column], column, h.listed()), nearColumn(column, h))
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
	mapped, _ := c.mapped(h)
	at := columnsOf(h, p, c.generic, mapped)
	var out []string
	if !at.has(patient, first, last, subject) {
		out = append(out, "the patient")
	}
	if !at.has(date) {
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

// suggestion is the --map to type: what is understood already, and the column
// that comes nearest for what is not.
func (c chooser) suggestion(h header, headers []header) string {
	mapped, _ := c.mapped(h)
	at := columnsOf(h, c.generic, c.generic, mapped)
	var parts []string
	for _, f := range []field{patient, date, clock, service, status} {
		switch column := at[f]; {
		case f == patient && at.has(first, last):
		case column >= 0:
			parts = append(parts, f.String()+"="+quoted(h.names[column]))
		case f == patient:
			parts = append(parts, c.guessPatient(h, below(h, headers), &at))
		case f == date:
			parts = append(parts, "date="+c.guessDate(h, below(h, headers), &at))
		}
	}
	return `say which column is which: --map "` + strings.Join(parts, ",") + `"`
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

// guessPatient is the column that could hold the patient's name, by its own
// name or by what stands in it; two where first and last name are apart.
func (c chooser) guessPatient(h header, rows []header, taken *columns) string {
	var found []string
	for i, k := range h.keys {
		if !slices.Contains(taken[:], i) && (strings.Contains(k, "name") || strings.Contains(k, "nombre")) {
			found = append(found, quoted(h.names[i]))
		}
	}
	if len(found) == 2 {
		return "first=" + found[0] + ",last=" + found[1]
	}
	for i, name := range h.names {
		if len(found) == 0 && !slices.Contains(taken[:], i) && holds(rows, i, isName) {
			found = append(found, quoted(name))
		}
	}
	return "patient=" + append(found, "COLUMN")[0]
}

// guessDate is the first column that holds days and is not the booking's.
func (c chooser) guessDate(h header, rows []header, taken *columns) string {
	var dates calendar
	isDate := func(cell string) bool { _, ok := dates.read(cell); return ok }
	for i, name := range h.names {
		if !slices.Contains(taken[:], i) && !slices.Contains(c.generic.Booking, h.keys[i]) && holds(rows, i, isDate) {
			return quoted(name)
		}
	}
	return "COLUMN"
}

// holds is true where the first row that has something in a column has that.
func holds(rows []header, column int, that func(string) bool) bool {
	for _, row := range rows {
		if column < len(row.names) && row.names[column] != "" {
			return that(row.names[column])
		}
	}
	return false
}

// isName is true for two words or more without a digit.
func isName(cell string) bool {
	return strings.Contains(cell, " ") && !strings.ContainsAny(cell, "0123456789@:/")
}

// quoted writes a column name so that ParseMap reads it, within the double
// quotation marks that a shell needs.
func quoted(name string) string {
	if strings.ContainsAny(name, `,'`) {
		return "'" + strings.ReplaceAll(name, "'", "") + "'"
	}
	return name
}
