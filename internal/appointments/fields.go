package appointments

// field is what a column can mean.
type field uint8

const (
	patient   field = iota
	first           // of the patient's name, where it has two columns
	last            //
	date            // the day of the visit, with or without its time
	clock           // the time it starts
	end             // when it ends: a time, or a day with its time
	duration        // how long it takes
	half            // am or pm, in a column of its own
	zone            // the time zone of the row
	therapist       //
	service         // what was booked: a treatment, a type, a billing code
	subject         // service and patient in one, as in a calendar
	status          //
	cancelled       // yes, or when: the row is cancelled
	noShow          // yes: the patient did not come
	attended        // no: the patient was not there
	allDay          // yes: an entry for a whole day is no visit
	repeats         // an event that stands for many
	area            // the treated area
	sheet           // the identity of a handout
	language        //
	flags           // special cases
	note            // the therapist's own line
	next            // the next visit
	fieldCount
)

// fieldNames are the words of profiles and of --map.
var fieldNames = [fieldCount]string{
	patient: "patient", first: "first", last: "last", date: "date", clock: "time", end: "end",
	duration: "duration", half: "ampm", zone: "zone", therapist: "therapist", service: "service", subject: "subject",
	status: "status", cancelled: "cancelled", noShow: "no_show", attended: "attended", allDay: "all_day", repeats: "repeats",
	area: "area", sheet: "handout", language: "language", flags: "flags", note: "note", next: "next",
}

func (f field) String() string { return fieldNames[f] }

// fieldNamed is the field of a name in a profile.
func fieldNamed(name string) (field, bool) {
	for f, known := range fieldNames {
		if known == name {
			return field(f), true
		}
	}
	return 0, false
}

// addable are the fields for which a clinic may add a column of its own to any
// export, under one of the usual names. A note is not among them: the notes of
// a scheduling system are not written for the patient.
var addable = []field{half, area, sheet, language, flags, next, status, cancelled, noShow}

// manifold are the fields that can have several columns: each of them says
// something of the visit.
var manifold = []field{service, status, cancelled, noShow, attended}

// inOneLine are the fields whose cells never hold a line break. One that does
// has swallowed a part of the next row.
var inOneLine = []field{patient, first, last, date, clock, end, status, therapist}

// kinds are what a cell should hold, for messages that may not show it.
var kinds = map[field]string{
	patient: "a name", date: "a date", clock: "a time of day", end: "a time", duration: "a number of minutes",
	zone: `a time zone such as "America/New_York"`, next: "a date",
}
