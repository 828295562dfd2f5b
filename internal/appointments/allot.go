package appointments

import (
	"fmt"
	"slices"
	"strings"

	"aftercare/internal/diag"
)

// What becomes of a column that feeds no field, in people's words.
const (
	fieldUse    = "read"
	saidUse     = "said not to matter: dropped"
	bookingUse  = "the booking, not the visit: not used"
	personalUse = "personal: dropped"
	notesUse    = "free text: dropped, but for a word that stops a visit"
	placeUse    = "the place: dropped, but for a word for a visit that was in no room"
	unusedUse   = "not needed: dropped"
	emptyUse    = "empty"
	sameUse     = "says the same as another column: dropped"
	unknownUse  = "not known, and nothing in it decides: dropped, but for a word that stops a visit"
)

// lot is what becomes of one column.
type lot struct {
	use     string
	place   bool   // it says where the visit is
	stops   bool   // a whole cell of it may say that the visit did not take place
	scanned bool   // its text may say of a row that the visit did not take place
	doubt   string // why a person has to say what it is, or ""
	as      field  // what it probably is, for who has to say; fieldCount where nobody knows
}

func settled(use string) lot { return lot{use: use, as: fieldCount} }

// byName is the lot of a column that its name alone settles. What a profile, or
// a person, calls unused is so whatever it holds.
func (l *layout) byName(column int) (lot, bool) {
	_, isRead := l.columns.of(column)
	switch {
	case isRead:
		return settled(fieldUse), true
	case l.said.unused[column]:
		return settled(saidUse), true
	case l.names[column] == "":
		return lot{use: unknownUse, scanned: true, as: fieldCount}, true
	}
	given, ok := l.lexicon.lotOf(l.keys[column])
	if ok && (given.scanned || given.place) && !l.columns.has(service, subject, sheet) {
		return given, false // what was done has to stand somewhere
	}
	return given, ok
}

// lotsOf are the lots of the columns that lists name, by their names without
// spaces. Of two lists that have a name the first decides.
func lotsOf(common, p *Profile) map[string]lot {
	lots := map[string]lot{}
	for _, list := range []struct {
		names []string
		lot
	}{
		{ownOf(p, common), settled(unusedUse)},
		{slices.Concat(common.Notes, p.Notes), lot{use: notesUse, scanned: true, as: fieldCount}},
		{slices.Concat(common.Places, p.Places), lot{use: placeUse, place: true, as: fieldCount}},
		{slices.Concat(common.Booking, p.Booking), lot{use: bookingUse, stops: true, as: fieldCount}},
		{slices.Concat(common.Personal, p.Personal, common.Identity), lot{use: personalUse, stops: true, as: fieldCount}},
		{common.Unused, lot{use: unusedUse, stops: true, as: fieldCount}},
	} {
		for _, name := range list.names {
			if _, known := lots[tight(name)]; !known {
				lots[tight(name)] = list.lot
			}
		}
	}
	return lots
}

// ownOf is what a profile of a system, or the clinic's, calls unused: that
// always wins.
func ownOf(p, common *Profile) []string {
	if p == common {
		return nil
	}
	return p.Unused
}

// lotOf is the lot of a column by its key, or by that of the one it repeats:
// "status 2".
func (x *lexicon) lotOf(key string) (lot, bool) {
	given, ok := x.lots[tight(key)]
	if !ok {
		given, ok = x.lots[tight(unrepeated(key))]
	}
	return given, ok
}

// tight is a key without its spaces.
func tight(key string) string { return strings.ReplaceAll(key, " ", "") }

// unrepeated is a key without the number that a repeated name gets.
func unrepeated(key string) string {
	at := strings.LastIndexByte(key, ' ')
	if at > 0 && number(key[at+1:]) > 1 {
		return key[:at]
	}
	return key
}

// allot settles the lot of every column: by its name, else by what the name is
// about and by what its cells hold.
func (l *layout) allot(common *Profile, all []gauge) {
	l.lots, l.scanned, l.places, l.stopping = make([]lot, len(l.names)), nil, nil, nil
	for column := range l.names {
		given, ok := l.byName(column)
		if named := given.use != ""; !ok && named && all[column].filled > 0 && 2*all[column].services >= all[column].filled && l.names[column] != "" {
			given = l.mayBeService(column)
		} else if !ok && !named {
			given = l.byValue(column, common, &all[column])
		}
		if l.lots[column] = given; given.scanned {
			l.scanned = append(l.scanned, column)
		}
		if given.stops || given.place {
			l.stopping = append(l.stopping, column)
		}
		if given.place {
			l.places = append(l.places, column)
		}
	}
}

// byValue is the lot of a column whose name alone settles nothing.
func (l *layout) byValue(column int, common *Profile, g *gauge) lot {
	if g.filled == 0 {
		return settled(emptyUse)
	}
	if f, ok := l.twin(column, common); ok {
		return l.beside(f, g)
	}
	name := l.names[column]
	if l.namesService(name) && g.flags == g.filled && g.days == 0 && g.yes < g.rows {
		return lot{as: service, doubt: "it is named after a service, and says yes or no of it"}
	}
	switch what := l.lexicon.aboutOf(name); what {
	case aboutMoney:
		return settled(unusedUse)
	case aboutMode:
		return lot{use: placeUse, place: true, as: fieldCount}
	case aboutHarmless:
		return lot{use: unusedUse, stops: true, as: fieldCount}
	case aboutPerson:
		return l.another(g)
	case aboutAttended, aboutStatus:
		return l.mayStop(column, what, g)
	case aboutBooking:
		return lot{use: bookingUse, scanned: g.days == 0, as: fieldCount}
	case aboutReason:
		if g.services == 0 && l.columns.has(service, subject) {
			return lot{use: notesUse, scanned: true, as: fieldCount}
		}
		return l.mayBeService(column)
	case aboutService:
		if l.columns.has(subject) { // the title says what was booked
			return lot{use: unknownUse, scanned: true, as: fieldCount}
		}
		return l.mayBeService(column)
	case aboutChanged:
		if 2*g.clocks > g.filled {
			return lot{as: clock, doubt: "it holds a second time, and the visit has one"}
		}
	}
	return l.nameless(column, g)
}

// namesService is true for a column that is called as something that is booked.
func (l *layout) namesService(name string) bool {
	words := wordsOf(name)
	return l.lexicon.treatments.cover(words) && !l.lexicon.kinds.cover(words) ||
		slices.Equal(words, []string{"dn"}) || slices.Equal(words, []string{"dry", "needling"})
}

// another is the lot of a column that can hold the name of somebody else than
// who booked.
func (l *layout) another(g *gauge) lot {
	if g.names == 0 {
		return settled(unknownUse)
	}
	return lot{as: patient, doubt: "it may say that the visit is another person's"}
}

// twin is the field whose usual names a column has beside the one that was
// taken for it: a second date, a second patient.
func (l *layout) twin(column int, common *Profile) (field, bool) {
	for _, f := range []field{date, clock, patient} {
		if l.columns.has(f) && slices.ContainsFunc(common.Columns[f.String()], func(name string) bool {
			return tight(name) == tight(unrepeated(l.keys[column]))
		}) {
			return f, true
		}
	}
	return fieldCount, false
}

// beside is the lot of a second date, time or patient: none where it says the
// same as the first in every row.
func (l *layout) beside(f field, g *gauge) lot {
	if g.same == g.filled || f == patient && g.names == 0 || f != patient && g.days+g.clocks == 0 {
		return lot{use: sameUse, scanned: g.same < g.filled, as: fieldCount}
	}
	return lot{as: f, doubt: fmt.Sprintf("it says another %s than the column %q", f, l.names[l.columns.at(f)])}
}

// mayStop is the lot of a column that by its name says whether visits took
// place: it is read where its cells are plain. A column named after what stops a
// visit is read whatever it holds, unless it counts: a cell of it that is not
// plain holds its row.
func (l *layout) mayStop(column int, what string, g *gauge) lot {
	switch {
	case l.lexicon.stopped(l.names[column]):
		if g.counts() || g.most >= 0 && strings.HasSuffix(l.keys[column], "s") {
			return settled(unusedUse)
		}
		return l.read(column, cancelled)
	case g.flags == g.filled && (g.yes == 0 || g.yes == g.rows):
		return settled(unknownUse) // it tells no two visits apart
	case g.flags == g.filled && what == aboutAttended:
		return l.read(column, attended)
	case !g.overflows() && g.flags < g.filled && 2*len(g.statusWords) >= len(g.values):
		return l.read(column, status)
	case what == aboutAttended && g.clocks+g.days == g.filled:
		return settled(unusedUse) // when somebody arrived
	case g.stops == 0 && g.states == g.filled:
		return settled(unusedUse) // the state of an address
	}
	return lot{as: status, doubt: "by its name it may say that a visit did not take place, and its cells are not plain"}
}

// mayBeService is the lot of a column that by its name says what was done. It
// is safe to read: what no rule knows is held.
func (l *layout) mayBeService(column int) lot {
	return l.read(column, service)
}

// read makes a column one more of a field.
func (l *layout) read(column int, f field) lot {
	l.columns[f] = append(l.columns[f], column)
	return settled(fieldUse)
}

// nameless is the lot of a column whose name says nothing.
func (l *layout) nameless(column int, g *gauge) lot {
	switch {
	case !g.overflows() && g.stops > 0 && 2*len(g.statusWords) > len(g.values):
		return lot{as: status, doubt: "most of its cells are words for whether a visit took place"}
	case !g.overflows() && g.services > 0 && !l.columns.has(service, subject):
		return l.mayBeService(column)
	case 2*g.days > g.filled && g.sameDay < g.days && g.days > 0:
		return lot{as: date, doubt: "it holds a second date, and the visit has one"}
	}
	return lot{use: unknownUse, scanned: true, as: fieldCount}
}

// curing is what to type about a column in doubt: of two of which only one can
// be meant, the other does not matter.
func (l *layout) curing(column int) string {
	name, as := l.names[column], l.lots[column].as
	unused := fmt.Sprintf(`--map "unused=%s"`, quoted(name))
	read := fmt.Sprintf(`--map "%s=%s"`, as, quoted(name))
	if at := l.columns.at(as); at >= 0 && !slices.Contains(manifold, as) {
		read = fmt.Sprintf(`--map "%s=%s,unused=%s"`, as, quoted(name), quoted(l.names[at]))
	}
	return fmt.Sprintf(`if it does not matter, say %s; if it is the %s of the visit, say %s; for good, write under [columns] of clinic.toml: %q = "unused"   # or %q`,
		unused, as, read, name, as)
}

// doubts is the error of columns that a person has to name first, nil where
// there are none.
func (im *Import) doubts() error {
	l := im.reader.layout
	var found diag.List
	for column, lot := range l.lots {
		if lot.doubt == "" {
			continue
		}
		found = append(found, diag.Diagnostic{Position: diag.Position{File: im.file.Name(), Line: l.header.line},
			Message: fmt.Sprintf("the column %q is in doubt: %s", l.names[column], lot.doubt), Hint: l.curing(column)})
	}
	if found.Err() == nil {
		return nil
	}
	return l.unclear(found)
}
