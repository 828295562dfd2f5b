package appointments

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"aftercare/internal/diag"
)

// skip is what a service leads to that gets no handout.
const skip = "skip"

// rule is what some words of a service lead to.
type rule struct {
	words   string // a key
	handout string // a handout or skip; "" where the rule is about the area alone
	area    string
}

// tier are the rules of one origin, longest words first. A tier that knows a
// service decides it.
type tier []rule

// services are the tiers: the clinic's, the profile's, the built-in ones.
type services struct {
	tiers  []tier
	breaks map[string]bool // whole names that are no visit
	words  *lexicon
	memo   map[string]ruling
}

// ruling is what a service leads to.
type ruling struct {
	handout string // "" where no rule knows the service
	areas   []string
	verdict *verdict // where it leads to no handout
	stopped *verdict // where it says that the visit did not take place
	isBreak bool
}

func servicesOf(o Options, x *lexicon, profiles ...*Profile) *services {
	s := &services{breaks: map[string]bool{}, memo: map[string]ruling{}, words: x}
	s.tiers = append(s.tiers, tierOf(o.Services, o.ServiceAreas))
	for _, p := range profiles {
		s.tiers = append(s.tiers, tierOf(p.Services, p.Areas))
		for _, name := range p.Breaks {
			s.breaks[key(spaced(name))] = true
		}
	}
	return s
}

func tierOf(handouts, areas map[string]string) tier {
	var t tier
	for _, words := range slices.Sorted(maps.Keys(handouts)) {
		t = append(t, rule{words: key(spaced(words)), handout: handouts[words]})
	}
	for _, words := range slices.Sorted(maps.Keys(areas)) {
		t = append(t, rule{words: key(spaced(words)), area: areas[words]})
	}
	slices.SortStableFunc(t, func(a, b rule) int { return cmp.Compare(len(b.words), len(a.words)) })
	return t
}

// unknownHandouts refuses rules of the clinic that lead to no handout there is.
func unknownHandouts(o Options) error {
	var found diag.List
	for _, words := range slices.Sorted(maps.Keys(o.Services)) {
		if to := o.Services[words]; to != skip && !o.knows(to) {
			found = append(found, diag.Diagnostic{
				Message: fmt.Sprintf("the service %q leads to the handout %q, and there is none of that name", words, to),
				Hint:    diag.DidYouMean(to, o.Handouts)})
		}
	}
	return found.Err()
}

func (o *Options) knows(handout string) bool {
	return len(o.Handouts) == 0 || slices.Contains(o.Handouts, handout)
}

// rule is what the name of a service leads to.
func (s *services) rule(name string) ruling {
	if r, ok := s.memo[name]; ok {
		return r
	}
	if len(s.memo) == mostMemos {
		clear(s.memo)
	}
	r := s.decide(key(spaced(name)))
	if r.handout != "" && (strings.ContainsAny(name, "?~→") || strings.Contains(name, "->")) {
		r.handout, r.verdict = "", s.heldFor("the service is in question", name)
	}
	r.stopped = s.stopped(service, name)
	if r.verdict != nil && r.verdict.ask != nil {
		r.verdict.ask.Key = strings.Clone(name) // as the file has it
	}
	s.memo[strings.Clone(name)] = r
	return r
}

func (s *services) decide(name string) ruling {
	var r ruling
	if s.breaks[name] {
		return ruling{verdict: skipped(notAVisit), isBreak: true}
	}
	for _, t := range s.tiers {
		if r.areas == nil {
			r.areas = areasOf(t.matches(name, rule.isArea, nil))
		}
	}
	r.handout, r.verdict = s.handout(name)
	return r
}

const notAVisit = "a break or a note in the diary, not a visit"

// isBreak is true for a row that stands for a break. A patient's name says so
// only where nothing was booked: Holiday and Block are family names too.
func (s *services) isBreak(it *item) bool {
	if booked := it.cells[service]; booked != "" {
		return s.rule(booked).isBreak
	}
	name := it.cells[subject]
	if name == "" {
		name = it.cells[patient]
	}
	return name != "" && s.breaks[key(name)]
}

// handout is where the rules lead a service to. The clinic's word to skip it
// is final. Two handouts for one service, or a doubtful word beside a rule, are
// for a person to decide, unless a rule has the whole name.
func (s *services) handout(name string) (string, *verdict) {
	var known []rule
	var to []string
	for _, t := range s.tiers {
		matched := t.matches(name, rule.isHandout, known)
		known = append(known, matched...)
		for _, r := range matched {
			if r.handout == skip {
				return "", skipped("a service that gets no handout")
			}
			if !slices.Contains(to, r.handout) {
				to = append(to, r.handout)
			}
		}
		if len(matched) == 1 && matched[0].words == name {
			return matched[0].handout, nil
		}
	}
	switch {
	case len(to) > 1:
		return "", s.heldFor("the service names "+strings.Join(to, " and "), name)
	case len(to) == 1 && s.doubts(name, known):
		return "", s.heldFor("a word beside the service makes it doubtful", name)
	}
	return strings.Join(to, ""), nil
}

func (s *services) heldFor(reason, name string) *verdict {
	return &verdict{state: Held, column: service, reason: reason, hint: serviceHint, ask: &Question{"services", name}}
}

// doubts is true where a word beside those of the rules takes the sense from
// them.
func (s *services) doubts(name string, known []rule) bool {
	rest := " " + name + " "
	for _, r := range known {
		rest = strings.ReplaceAll(rest, " "+r.words+" ", " ; ")
	}
	_, ok := s.words.doubtful.find(strings.Fields(rest))
	return ok
}

// stopped is the verdict on a service, or a title, that says that the visit did
// not take place: plainly so where it begins or ends with that.
func (s *services) stopped(f field, text string) *verdict {
	if text == "" || f == service && s.exactly(key(spaced(text))) {
		return nil
	}
	words := wordsOf(text)
	at, ok := s.words.stops.said(words)
	switch {
	case !ok:
		return nil
	case at.from == 0 || at.end == len(words):
		return skipped("its %s says that it did not take place", f)
	}
	return &verdict{state: Held, column: f, reason: fmt.Sprintf("a word of its %s says that it did not take place", f)}
}

const serviceHint = `add the whole name under [services] of clinic.toml, with a handout or "skip"`

func (r rule) isHandout() bool { return r.handout != "" }
func (r rule) isArea() bool    { return r.area != "" }

func areasOf(rules []rule) []string {
	var out []string
	for _, r := range rules {
		if !slices.Contains(out, r.area) {
			out = append(out, r.area)
		}
	}
	return out
}

// matches are the rules whose words the name says: one that is the whole name
// alone, else all that stand in it, less those within a longer one or within
// one of those that are known already.
func (t tier) matches(name string, about func(rule) bool, known []rule) []rule {
	var out []rule
	for _, r := range t {
		covers := func(longer rule) bool { return says(longer.words, r.words) }
		switch {
		case !about(r) || !says(name, r.words):
		case slices.ContainsFunc(known, covers) || slices.ContainsFunc(out, covers):
		case r.words == name:
			return []rule{r}
		default:
			out = append(out, r)
		}
	}
	return out
}

// dividers part the service from the patient in the title of a calendar entry.
// "With" is not among them: it may be followed by the therapist.
var dividers = []string{" - ", " – ", " — ", " | ", ": ", " for ", " para "}

// title parts the title of a calendar entry, such as "Dry needling - Ana
// Ruiz". The half that a rule knows is the service. Where several dividers
// make several halves, the service has to be a rule to the letter and the
// patient's half has to be in one piece.
func (s *services) title(text string) (patient, service string, ok bool) {
	cuts := cutsOf(text)
	if len(cuts) > mostCuts {
		return "", "", false
	}
	found := 0
	for _, cut := range cuts {
		left, right := text[:cut.from], text[cut.to:]
		if s.names(right) {
			left, right = right, left
		}
		if !s.names(left) || s.names(right) {
			continue
		}
		if len(cuts) == 1 || s.exactly(key(spaced(left))) && len(cutsOf(right)) == 0 {
			patient, service = clean(right), clean(left)
			found++
		}
	}
	return patient, service, found == 1
}

// mostCuts is how many dividers a title has that a person can still read.
const mostCuts = 12

// cut is where a divider stands in a text.
type cut struct{ from, to int }

func cutsOf(text string) []cut {
	var out []cut
	for _, divider := range dividers {
		for at := strings.Index(text, divider); at >= 0; {
			to := at + len(divider)
			out = append(out, cut{at, to})
			next := strings.Index(text[to:], divider)
			if next < 0 {
				break
			}
			at = to + next
		}
	}
	return out
}

// names is true where a rule knows the text as a service.
func (s *services) names(text string) bool {
	r := s.rule(text)
	return r.handout != "" || r.verdict != nil
}

func (s *services) exactly(name string) bool {
	return slices.ContainsFunc(s.tiers, func(t tier) bool {
		return slices.ContainsFunc(t, func(r rule) bool { return r.words == name })
	})
}
