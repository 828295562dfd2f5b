package table

import "slices"

// grid puts the rows of a table together whose cells come in their order, some
// of them several columns wide or several times.
type grid struct {
	line  int
	seen  int // how many cells went by
	cells []string
	days  []bool
}

// begin begins the next row, or a later one where at says so.
func (g *grid) begin(at int) error {
	switch {
	case at == 0:
		at = g.line + 1
	case at <= g.line:
		return flaw("a row is not numbered as it should be")
	}
	if at > mostRows {
		return atMost("rows", mostRows)
	}
	g.line, g.cells, g.days = at, g.cells[:0], g.days[:0]
	return nil
}

// put adds a cell times times.
func (g *grid) put(text string, day bool, times int) error {
	if times < 0 || len(g.cells)+times > mostColumns {
		return atMost("columns", mostColumns)
	}
	for range times {
		g.cells, g.days = append(g.cells, text), append(g.days, day)
	}
	return nil
}

// record is the row up to its last cell with something in it.
func (g *grid) record(hidden bool) (Record, error) {
	width := 1 + lastIndex(g.cells, func(cell string) bool { return cell != "" })
	if g.seen += width; g.seen > mostCells {
		return Record{}, atMost("cells", mostCells)
	}
	timed := 1 + lastIndex(g.days[:width], func(day bool) bool { return day })
	return Record{Line: g.line, Cells: g.cells[:width], Days: g.days[:timed], Hidden: hidden}, nil
}

// lastIndex is where the last item is for which is is true, -1 for none.
func lastIndex[T any](list []T, is func(T) bool) int {
	for i, item := range slices.Backward(list) {
		if is(item) {
			return i
		}
	}
	return -1
}
