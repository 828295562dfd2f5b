package appointments

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aftercare/internal/diag"
)

// which decides the handout: the row's own column, else the service, else the
// one that was asked for, else, where the file has no service at all, the
// clinic's default.
func (r *reader) which(it *item, row *Row) *verdict {
	if name := it.cells[sheet]; name != "" {
		return r.named(name, row)
	}
	b := r.booked(it)
	switch {
	case b.verdict != nil:
		return b.verdict
	case b.unknown == nil && b.handout != "" && r.knows(b.handout):
		row.Visit.Handout = b.handout
	case r.Handout != "":
		row.Visit.Handout = r.Handout
	case r.noService:
		row.Visit.Handout, row.defaulted = r.DefaultHandout, true
	case b.unknown != nil:
		return b.unknown
	default:
		return &verdict{state: Held, column: service, reason: "the row names no service",
			hint: "say --handout NAME for rows without one"}
	}
	return nil
}

// booking is where the services of a row lead.
type booking struct {
	handout string
	verdict *verdict // why they lead to none
	unknown *verdict // a question about a service that no rule knows
}

// booked hears every column of services: one that gets no handout skips the
// row, and one that nobody knows asks, unless it only says what kind of visit it
// was, or stands beside the first and names nothing that is done to people.
func (r *reader) booked(it *item) (b booking) {
	for n, text := range it.all(service) {
		if text == "" {
			continue
		}
		ruled := r.services.rule(text)
		switch {
		case ruled.verdict != nil && ruled.verdict.state == Skipped:
			return booking{verdict: ruled.verdict}
		case ruled.verdict != nil:
			b.verdict = ruled.verdict
		case ruled.handout != "" && b.handout != "" && b.handout != ruled.handout:
			b.verdict = r.services.heldFor("its services name "+b.handout+" and "+ruled.handout, text)
		case ruled.handout != "":
			b.handout = ruled.handout
		case r.isRemote(text):
			b.verdict = unknownService(text)
		case !r.lexicon.isKind(text) && !(n > 0 && !r.treats(text)):
			b.unknown = unknownService(text)
		case b.unknown == nil && b.handout == "":
			defer func() { // a kind of visit, and nothing else
				if b.handout == "" && b.verdict == nil && b.unknown == nil {
					b.unknown = unknownService(text)
				}
			}()
		}
	}
	return b
}

// isRemote is true for a service that was not in the room.
func (r *reader) isRemote(text string) bool {
	_, remote := r.lexicon.remote.find(wordsOf(text))
	return remote
}

// treats is true for a text that names something that is done to people.
func (r *reader) treats(text string) bool {
	_, treats := r.lexicon.treatments.find(wordsOf(text))
	return treats
}

// unknownService is for a service that no rule knows, so that nobody who came
// for something else gets a sheet about needles.
func unknownService(name string) *verdict {
	return &verdict{state: Held, column: service,
		reason: fmt.Sprintf("no rule knows the service %q", shown(name)),
		hint:   fmt.Sprintf("add under [services] of clinic.toml: %q = \"skip\"   # or a handout: \"dry-needling\"", name),
		ask:    &Question{"services", name}}
}

func (r *reader) named(name string, row *Row) *verdict {
	row.Visit.Handout = name
	if len(r.Handouts) == 0 {
		return nil
	}
	i := slices.IndexFunc(r.Handouts, func(id string) bool { return key(id) == key(name) })
	if i < 0 {
		v := failed(sheet, "there is no handout of that name")
		v.hint = diag.DidYouMean(name, r.Handouts)
		return v
	}
	row.Visit.Handout = r.Handouts[i]
	return nil
}

// where finds the treated area: the row's own column, else the service. None
// is the cautious version; words that nobody knows stand as they are.
func (r *reader) where(it *item, row *Row) *verdict {
	const longest = 500 // more letters than name areas
	if len(it.cells[area]) > longest {
		return failed(area, "too long for treated areas")
	}
	if cell := it.cells[area]; cell != "" && !none[fold(cell)] {
		row.Visit.Areas = []string{cell}
	} else {
		for _, text := range it.all(service) {
			row.Visit.Areas = union(row.Visit.Areas, r.services.rule(text).areas)
		}
	}
	if r.Vocabulary == nil || len(row.Visit.Areas) == 0 {
		return nil
	}
	if _, unknown := r.Vocabulary.FindAll(strings.Join(row.Visit.Areas, "; ")); len(unknown) > 0 {
		row.warn("a treated area is not in the vocabulary: printed as written, with the cautious version")
	}
	return nil
}

// extras reads what a sheet can do without. A special case that nobody knows
// is no such thing: it must not be dropped.
func (r *reader) extras(it *item, row *Row) *verdict {
	v := &row.Visit
	v.Note = it.cells[note]
	v.Language = r.language(it.cells[language], row)
	v.End = r.end(it, v.Start, row)
	v.Next = r.next(it.cells[next], v.Start, row)
	if noes[fold(it.cells[flags])] || none[fold(it.cells[flags])] {
		return nil
	}
	v.Flags = split(it.cells[flags])
	for _, words := range v.Flags {
		if r.Vocabulary == nil {
			break
		}
		if _, ok := r.Vocabulary.FindFlag(words); !ok {
			v := failed(flags, "a special case that is not in the vocabulary")
			v.hint = "aftercare list flags shows what there is"
			return v
		}
	}
	return nil
}

// split parts the entries of a list in one cell.
func split(cell string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(",;|", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

func (r *reader) language(cell string, row *Row) string {
	code := r.languages[fold(cell)]
	if code == "" && cell != "" {
		row.warn("the language is not known: the clinic's is used")
	}
	return code
}

// end is when the visit ended: a time of the same night at the latest, or a
// day with its time, or the start and how long it took.
func (r *reader) end(it *item, start time.Time, row *Row) time.Time {
	if cell := it.cells[end]; cell != "" {
		if at, ok := r.endOf(cell, start); ok {
			return at
		}
		if d, ok := parseSpan(it.cells[duration]); ok && it.cells[duration] != "" {
			return start.Add(d)
		}
		row.warn("the end is not " + what(end) + " after the start: left out")
		return time.Time{}
	}
	if cell := it.cells[duration]; cell != "" {
		if d, ok := parseSpan(cell); ok {
			return start.Add(d)
		}
		row.warn("the duration is not " + what(duration) + ": left out")
	}
	return time.Time{}
}

// longestVisit is more than any visit takes: an end that is further off is a
// slip.
const longestVisit = 12 * time.Hour

func (r *reader) endOf(cell string, start time.Time) (time.Time, bool) {
	w, ok := r.dates.read(cell)
	if !ok || w.clock == nil {
		at, isClock := r.dates.clock(cell)
		if !isClock {
			return time.Time{}, false
		}
		day, clock := start, at.TimeOfDay
		if at.seconds() <= (TimeOfDay{start.Hour(), start.Minute(), start.Second()}).seconds() {
			day = start.AddDate(0, 0, 1) // past midnight
		}
		stop, exists, _ := onWall(day.Year(), day.Month(), day.Day(), clock, start.Location())
		return stop, exists && stop.Sub(start) <= longestVisit
	}
	var scrap Row
	stop, v := r.moment(w, *w.clock, start.Location(), &scrap)
	return stop, (v == nil || v.state == Held) && stop.After(start) && stop.Sub(start) <= longestVisit
}

// next is the next visit, at midnight where only its day is known.
func (r *reader) next(cell string, start time.Time, row *Row) time.Time {
	if cell == "" {
		return time.Time{}
	}
	if w, ok := r.dates.read(cell); ok && (r.order != Undecided || !w.numbered || w.first == w.second || w.first > 12) {
		at := timed{half: true}
		if w.clock != nil {
			at = *w.clock
		}
		var scrap Row
		if day, v := r.moment(w, at, start.Location(), &scrap); (v == nil || v.state == Held) && day.After(start) {
			return day
		}
	}
	row.warn("the next visit is not " + what(next) + " after this one: left out")
	return time.Time{}
}
