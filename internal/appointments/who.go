package appointments

import (
	"slices"
	"strings"
)

// who finds the patient's name.
func (r *reader) who(it *item, row *Row) *verdict {
	name := it.cells[patient]
	if name == "" {
		name = strings.TrimSpace(it.cells[first] + " " + it.cells[last])
	}
	column := r.nameField()
	if name == "" && it.cells[subject] != "" {
		var v *verdict
		if name, v = r.fromTitle(it); v != nil {
			row.Visit.Patient = it.cells[subject] // for who has to decide
			return v
		}
	}
	var v *verdict
	row.Visit.Patient, v = r.people.name(column, name)
	if v == nil && column == subject && strings.ToLower(name) == name {
		return &verdict{state: Held, column: subject, reason: "what stands in the title beside the service may be no patient's name"}
	}
	family := fold(it.cells[last])
	if v == nil && it.cells[patient] == "" && family != "" && (r.people.staff[family] || slices.Contains(it.place, family)) {
		return &verdict{state: Held, column: last, reason: "the last name is the name of a therapist or of a calendar"}
	}
	return v
}

func (r *reader) nameField() field {
	for _, f := range []field{patient, last, first, subject} {
		if r.columns.has(f) {
			return f
		}
	}
	return fieldCount
}

// fromTitle takes patient and service from the title of a calendar entry.
func (r *reader) fromTitle(it *item) (string, *verdict) {
	if it.cells[service] != "" {
		return it.cells[subject], nil
	}
	name, booked, ok := r.services.title(it.cells[subject])
	if !ok {
		return "", &verdict{state: Held, column: subject,
			reason: "it cannot be told which part of the title is the service and which the patient",
			hint:   `write the title as "dry needling - First Last", or add the words of the service under [services] of clinic.toml`}
	}
	it.cells[service] = booked
	return name, nil
}
