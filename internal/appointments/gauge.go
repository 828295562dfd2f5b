package appointments

import "strings"

// gauge is what the cells of one column hold, counted without keeping more of
// them than tell a list of words from text.
type gauge struct {
	filled      int
	values      map[string]bool // at most mostWords and one
	statusWords map[string]bool // those of them that are statuses
	stops       int             // cells that say that the visit did not take place
	services    int             // cells that name a service
	flags, yes  int             // cells of yes or no, or of the time when; those that say yes
	states      int             // cells with the state of an address
	rows        int             // of the table
	most        int             // the largest number in its cells; -1 where one is none
	days        int             // cells with a day
	sameDay     int             // with the day of the visit
	clocks      int             // cells with a time
	names       int             // cells that may be a name
	same        int             // cells that say the same as the field they are beside
}

// mostWords is how many different values a list of words has at most: more are
// text.
const mostWords = 12

func (g *gauge) overflows() bool { return len(g.values) > mostWords }

// counts is true for numbers of which one is more than a yes.
func (g *gauge) counts() bool { return g.most > 1 }

// addressStates are those of the United States, Canada and Australia, as an
// address has them.
var addressStates = wordSet(`al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj
	nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy dc pr gu vi ab bc mb nb nl nt nu on pe qc sk yt
	nsw vic qld tas act`)

// add looks at a cell of the column.
func (g *gauge) add(r *reader, it *item, cell string, twin field) {
	g.rows++
	if cell == "" || none[fold(cell)] {
		return
	}
	g.filled++
	to := r.statuses.leads(cell)
	stopped := to == skip || r.lexicon.stopped(cell)
	count := func(n *int, is bool) {
		if is {
			*n++
		}
	}
	count(&g.stops, stopped)
	count(&g.services, r.isService(cell))
	count(&g.states, addressStates[strings.ToLower(cell)])
	if n := number(cell); n < 0 || g.most < 0 {
		g.most = -1
	} else {
		g.most = max(g.most, n)
	}
	count(&g.names, letters(cell) > 1)
	g.addFlag(r, cell)
	g.addTime(r, it, cell)
	count(&g.same, r.sameAs(twin, it, cell))
	if g.values == nil {
		g.values, g.statusWords = map[string]bool{}, map[string]bool{}
	}
	if word := fold(cell); !g.overflows() {
		g.values[word] = true
		if to != "" || stopped {
			g.statusWords[word] = true
		}
	}
}

func (g *gauge) addFlag(r *reader, cell string) {
	word := fold(cell)
	_, isDate := r.dates.read(cell)
	switch {
	case noes[word] || isZero(word):
		g.flags++
	case yeses[word] || isDate:
		g.flags++
		g.yes++
	}
}

func (g *gauge) addTime(r *reader, it *item, cell string) {
	if w, ok := r.dates.read(cell); ok {
		g.days++
		if of, ok := r.dates.read(it.cells[date]); ok && w.day(r.Dates) == of.day(r.Dates) {
			g.sameDay++
		}
	} else if _, ok := r.dates.clock(cell); ok {
		g.clocks++
	}
}

// isService is true for a cell that names something that is booked.
func (r *reader) isService(cell string) bool {
	words := wordsOf(cell)
	_, treats := r.lexicon.treatments.find(words)
	return treats || r.lexicon.kinds.cover(words) || r.services.names(cell)
}

// sameAs is true where a cell says the same as the field it is beside.
func (r *reader) sameAs(f field, it *item, cell string) bool {
	if f == fieldCount {
		return false
	}
	other := it.cells[f]
	switch f {
	case patient:
		return fold(personName(cell)) == fold(personName(other))
	case date:
		a, isDay := r.dates.read(cell)
		b, ok := r.dates.read(other)
		return isDay && ok && a.day(r.Dates) == b.day(r.Dates)
	case clock:
		a, isClock := r.dates.clock(cell)
		b, ok := r.dates.clock(other)
		return isClock && ok && a.TimeOfDay == b.TimeOfDay
	}
	return false
}

// gauge counts what stands in the columns that no name settles, and gives every
// column its lot.
func (im *Import) gauge() error {
	r := im.reader
	all := make([]gauge, len(r.names))
	var open []int
	twins := map[int]field{}
	for column := range r.names {
		if _, ok := r.byName(column); !ok {
			open = append(open, column)
			twins[column] = fieldCount
			if f, ok := r.twin(column, im.library.generic); ok {
				twins[column] = f
			}
		}
	}
	if len(open) == 0 {
		r.allot(im.library.generic, all)
		return nil
	}
	for it, err := range im.items() {
		if err != nil {
			return err
		}
		if it.verdict != nil {
			continue
		}
		for _, column := range open {
			if column < len(it.raw) {
				all[column].add(r, &it, clean(unguard(it.raw[column])), twins[column])
			}
		}
	}
	r.allot(im.library.generic, all)
	return nil
}
