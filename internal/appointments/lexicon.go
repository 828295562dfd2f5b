package appointments

import (
	"slices"
	"strings"
	"unicode"
)

// lexicon are the words by which cells and names of columns are understood: the
// profile's and those that all share.
type lexicon struct {
	stops      phrases // a visit did not take place
	headings   phrases // words of titles over rows, stops among them
	doubtful   phrases // a rule on the service is not enough
	remote     phrases // a visit was not in the room
	waits      phrases // somebody only waits for a visit
	treatments phrases // what is booked
	kinds      phrases // what kind of visit it is, whatever was done
	nobody     phrases // no patient
	nameless   phrases // what is part of no name
	titles     map[string]bool
	given      map[string]bool
	about      []about         // in the order in which they decide
	lots       map[string]lot  // of columns that lists name
	columns    map[string]bool // the usual names of columns, without their spaces
	skips      map[string]bool // whole cells that say that a visit did not take place, folded
	identity   map[string]bool // columns that tell two people of one name apart, by their keys
}

// about is what a word in the name of a column says of it.
type about struct {
	what  string
	words phrases
}

// What a column can be about.
const (
	aboutMoney    = "money"    // payment and insurance
	aboutMode     = "mode"     // whether the visit was in the room
	aboutHarmless = "harmless" // nothing that decides
	aboutPerson   = "person"   // somebody else than who booked
	aboutAttended = "attended" // that the patient was there
	aboutStatus   = "status"   // whether a visit took place
	aboutBooking  = "booking"  // another date than the visit's
	aboutReason   = "reason"   // why somebody came, which may be what was done
	aboutService  = "service"  // what was done
	aboutChanged  = "changed"  // beside a time: another one than the first
)

// abouts are all of them, in the order in which they decide: the status of a
// payment is none of the visit, and the date of a cancellation none of booking.
var abouts = []string{aboutMoney, aboutHarmless, aboutMode, aboutPerson, aboutAttended, aboutStatus, aboutBooking, aboutReason, aboutService, aboutChanged}

func lexiconOf(common, p *Profile) *lexicon {
	x := &lexicon{
		stops: phrasesOf(common.Stops, p.Stops), doubtful: phrasesOf(common.Doubtful, p.Doubtful, common.Remote, p.Remote),
		remote:     phrasesOf(common.Remote, p.Remote),
		waits:      phrasesOf([]string{"wait*", "to reschedule", "moved", "absen*", "dna", "dnas", "standby"}),
		headings:   phrasesOf(common.Headings, p.Headings, common.Stops, p.Stops),
		treatments: phrasesOf(common.Treatments, p.Treatments), kinds: phrasesOf(common.Kinds, p.Kinds),
		nobody: phrasesOf(common.Nobody, p.Nobody, common.Breaks, p.Breaks), nameless: phrasesOf(common.Nameless, p.Nameless),
		titles: keys(common.Titles, p.Titles), given: keys(common.Given, p.Given), lots: lotsOf(common, p),
	}
	x.identity, x.skips = keys(common.Identity, p.Identity), map[string]bool{}
	x.columns = map[string]bool{}
	for _, names := range common.Columns {
		for _, name := range names {
			x.columns[tight(name)] = true
		}
	}
	for _, words := range []map[string]string{common.Status, p.Status} {
		for word, to := range words {
			x.skips[fold(spaced(word))] = to == skip
		}
	}
	for _, what := range abouts {
		x.about = append(x.about, about{what, phrasesOf(common.About[what], p.About[what])})
	}
	return x
}

// keys is a set of words, however they are written.
func keys(lists ...[]string) map[string]bool {
	set := map[string]bool{}
	for _, word := range slices.Concat(lists...) {
		set[key(word)] = true
	}
	return set
}

// aboutOf is what the name of a column says of it, "" where it says nothing.
func (x *lexicon) aboutOf(name string) string {
	words := wordsOf(name)
	for _, a := range x.about {
		if _, ok := a.words.find(words); ok {
			return a.what
		}
	}
	return ""
}

// stopped is true where a text says that a visit did not take place.
func (x *lexicon) stopped(text string) bool {
	_, ok := x.stops.said(wordsOf(text))
	return ok
}

// mostStopWords is how many words a cell has at most that says nothing but that
// a visit did not take place.
const mostStopWords = 4

// isStop is true where all that a cell says is that a visit did not take place:
// "CX", "No show", "Cancelled by patient".
func (x *lexicon) isStop(cell string) bool {
	if !strings.ContainsFunc(cell, unicode.IsLetter) {
		return false
	}
	words := wordsOf(cell)
	return len(words) > 0 && len(words) <= mostStopWords && (x.skips[fold(spaced(cell))] || x.stops.at(words) > 0)
}

// isKind is true for a service that only says what kind of visit it was, and
// how long: "Follow-up 30 min".
func (x *lexicon) isKind(text string) bool {
	words := slices.DeleteFunc(wordsOf(text), func(word string) bool { return number(word) >= 0 })
	return x.kinds.cover(words)
}
