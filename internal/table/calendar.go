package table

import (
	"errors"
	"io"
	"strings"

	ics "github.com/arran4/golang-ical"
)

// eventColumns are the properties of an event that are read, as if they were
// the columns of a table; icalendar.toml says what they mean. Descriptions,
// attendees and what else an event holds of a person are not among them.
var eventColumns = []string{
	"SUMMARY", "DTSTART", "DTEND", "DURATION", "TZID", "ALL-DAY", "STATUS", "RRULE", "LOCATION", "CATEGORIES",
}

// calendarRecords are the events of an iCalendar file (RFC 5545), after a
// first record that names the columns.
func calendarRecords(open func() (io.Reader, error)) Records {
	return func(yield func(Record, error) bool) {
		r, err := open()
		if err != nil {
			yield(Record{}, err)
			return
		}
		if !yield(Record{Line: 1, Cells: eventColumns}, nil) {
			return
		}
		events := eventReader{lines: newLineReader(r)}
		for {
			rec, err := events.next()
			if err == io.EOF || !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// eventReader walks through the lines of a calendar.
type eventReader struct{ lines *lineReader }

// next is the next event. One that the file breaks off is a fault.
func (e *eventReader) next() (Record, error) {
	for {
		l, err := e.lines.next()
		if err != nil {
			return Record{}, err
		}
		if strings.EqualFold(strings.TrimSpace(l.text), "BEGIN:VEVENT") {
			return e.event(l.number)
		}
	}
}

func (e *eventReader) event(line int) (Record, error) {
	values := map[string]string{}
	depth := 1 // an alarm within an event has a summary of its own
	for depth > 0 {
		text, err := e.unfolded()
		if errors.Is(err, io.EOF) {
			return Record{Line: line, Fault: "the file breaks off within this event"}, nil
		}
		if err != nil {
			return Record{}, err
		}
		p, err := ics.ParseProperty(ics.ContentLine(text))
		if err != nil || p == nil {
			continue // a line that is no property has nothing that is read
		}
		switch name := strings.ToUpper(p.IANAToken); {
		case name == "BEGIN":
			depth++
		case name == "END":
			depth--
		case depth == 1:
			keepProperty(values, name, p)
		}
	}
	return Record{Line: line, Cells: eventCells(values)}, nil
}

// keepProperty keeps a property, and what its parameters say of a start.
func keepProperty(values map[string]string, name string, p *ics.BaseProperty) {
	values[name] = p.Value
	if name != "DTSTART" {
		return
	}
	values["TZID"] = strings.Join(p.ICalParameters["TZID"], "")
	if len(p.Value) == len("20261123") {
		values["ALL-DAY"] = "yes"
	}
}

func eventCells(values map[string]string) []string {
	cells := make([]string, len(eventColumns))
	for i, name := range eventColumns {
		cells[i] = values[name]
	}
	return cells
}

// unfolded is a line with its continuation lines, which begin with a space.
func (e *eventReader) unfolded() (string, error) {
	l, err := e.lines.next()
	if err != nil {
		return "", err
	}
	text := l.text
	for len(text) < longestLine {
		more, err := e.lines.next()
		if err != nil {
			return text, ignoreEOF(err)
		}
		if !strings.HasPrefix(more.text, " ") && !strings.HasPrefix(more.text, "\t") {
			e.lines.giveBack([]line{more})
			break
		}
		text += more.text[1:]
	}
	return text, nil
}

func ignoreEOF(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}
