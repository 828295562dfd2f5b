package table

import (
	"io"
	"strconv"
	"strings"
)

// format is what the format of a cell makes of its number.
type format uint8

const (
	bare    format = iota // a number
	moment                // a day, a time of day, or both
	elapsed               // a length of time, which may be over a day
)

// builtIn are the formats of days and times that no workbook spells out
// (ECMA-376, part 1, 18.8.30).
func builtIn(id int) format {
	switch {
	case id == 46:
		return elapsed
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id == 45, id == 47, id >= 50 && id <= 58, id >= 71 && id <= 81:
		return moment
	}
	return bare
}

// formatOf is what a format of one's own says: letters of days or times outside
// of quotation marks, brackets and escapes.
func formatOf(code string) format {
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';': // formats of negative numbers, of zero and of text follow
			return bare
		case '\\', '_', '*':
			i++
		case '"', '[':
			end := strings.IndexByte(code[i+1:], map[byte]byte{'"': '"', '[': ']'}[c])
			if end < 0 {
				return bare
			}
			if c == '[' && end > 0 && strings.Trim(code[i+1:i+1+end], code[i+1:i+2]) == "" && strings.ContainsRune("hms", rune(code[i+1])) {
				return elapsed
			}
			i += end + 1
		case 'y', 'm', 'd', 'h', 's':
			if strings.HasPrefix(code[i:], "standard") { // the German "General"
				return bare
			}
			return moment
		}
	}
	return bare
}

// readStyles are the formats of the cells, in the order in which cells name them.
func readStyles(r io.Reader) ([]format, error) {
	m := newMarkup(r)
	own := map[int]format{}
	var out []format
	for {
		t, err := m.next()
		switch {
		case err == io.EOF:
			return out, nil
		case err != nil:
			return nil, err
		case t != startTag || len(m.open) < 2:
			continue
		}
		switch parent := m.open[len(m.open)-2]; {
		case m.name == "numFmt" && parent == "numFmts":
			if id, err := strconv.Atoi(m.attr("numFmtId")); err == nil {
				own[id] = formatOf(m.attr("formatCode"))
			}
		case m.name == "xf" && parent == "cellXfs":
			id, _ := strconv.Atoi(m.attr("numFmtId")) // none is 0, which is "General"
			f, ok := own[id]
			if !ok {
				f = builtIn(id)
			}
			if out = append(out, f); len(out) > mostStyles || len(own) > mostStyles {
				return nil, atMost("formats", mostStyles)
			}
		}
	}
}
