package table

import (
	"io"
	"regexp"
	"strings"
)

// delimiters are what stands between cells, the usual ones first.
var delimiters = []struct {
	comma rune
	name  string
}{
	{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "bar"},
}

// separatorLine is the first line with which Excel is told the delimiter. It
// is left out with all that stands above the header.
var separatorLine = regexp.MustCompile(`(?i)^"?sep=([,;\t|])"?\r?$`)

// delimiterOf finds out what stands between the cells of a decoded prefix, 0
// where nothing does. Of two that are possible it is the one that cuts most
// records into the same number of cells: a comma within names loses to the
// semicolons around them.
func delimiterOf(prefix string) rune {
	first, _, _ := strings.Cut(prefix, "\n")
	if m := separatorLine.FindStringSubmatch(first); m != nil {
		return []rune(m[1])[0]
	}
	best, most := rune(0), 0
	for _, d := range delimiters {
		if score := evenness(prefix, d.comma); score > most {
			best, most = d.comma, score
		}
	}
	return best
}

// evenness is how many cuts a delimiter makes in the records of the commonest
// width. Preamble lines and a last line that is cut off do not count.
func evenness(prefix string, comma rune) int {
	open := func() (io.Reader, error) { return strings.NewReader(prefix), nil }
	count := map[int]int{} // width → records
	most := 0
	for rec, err := range textRecords(open, comma, 0) {
		if err != nil {
			break
		}
		width := len(rec.Cells)
		count[width]++
		most = max(most, (width-1)*count[width])
	}
	return most
}

func delimiterName(comma rune) string {
	for _, d := range delimiters {
		if d.comma == comma {
			return d.name
		}
	}
	return ""
}
