package handout

import (
	"regexp"
	"strings"
)

// FindAll reads words as a list of areas, as a cell of a table or a therapist
// has them: "LBP; L hip and knee". The areas keep their order, none stands
// twice, and the left and the right of one become both. What nobody knows is
// returned as it was written.
func (v *Vocabulary) FindAll(words string) (found []Treated, unknown []string) {
	for _, list := range strings.FieldsFunc(words, func(r rune) bool { return r == ';' || r == '\n' || r == '\r' }) {
		treated, rest := v.readList(list)
		for _, t := range treated {
			found = merge(found, t)
		}
		unknown = append(unknown, rest...)
	}
	return found, unknown
}

// between is what may stand between the areas of a list.
var between = regexp.MustCompile(`(?i)\s*[,/+&](?:\s*(?:and|y|e)\s)?\s*|\s+(?:and|y|e)\s+`)

// widest is how many pieces an area's name may be cut into: "left and right
// mid and low back" is one.
const widest = 4

func (v *Vocabulary) readList(list string) (found []Treated, unknown []string) {
	pieces := cut(list)
	var before reading
	for at := 0; at < len(pieces); {
		r, n := v.longest(list, pieces[at:])
		if n == 0 {
			unknown = append(unknown, list[pieces[at].start:pieces[at].end])
			before, n = reading{}, 1
		} else {
			if side := carried(before, r, separator(list, pieces, at)); side != r.Side {
				r.Side, r.leading = side, true
			}
			found = append(found, r.Treated)
			before = r
		}
		at += n
	}
	return found, unknown
}

type piece struct{ start, end int }

func cut(list string) []piece {
	var pieces []piece
	start := 0
	add := func(end int) {
		trimmed := strings.TrimSpace(list[start:end])
		if trimmed != "" {
			from := start + strings.Index(list[start:end], trimmed)
			pieces = append(pieces, piece{from, from + len(trimmed)})
		}
	}
	for _, separator := range between.FindAllStringIndex(list, -1) {
		add(separator[0])
		start = separator[1]
	}
	add(len(list))
	return pieces
}

// separator is what stands before a piece.
func separator(list string, pieces []piece, at int) string {
	if at == 0 {
		return ""
	}
	return list[pieces[at-1].end:pieces[at].start]
}

// longest reads as many pieces as make one area, and says how many.
func (v *Vocabulary) longest(list string, pieces []piece) (reading, int) {
	for n := min(widest, len(pieces)); n > 0; n-- {
		r, ok := v.read(list[pieces[0].start:pieces[n-1].end])
		if !ok {
			continue
		}
		// In "hip, left, knee" the side could be of either.
		last := list[pieces[n-1].start:pieces[n-1].end]
		if n > 1 && n < len(pieces) && isSide(last) && r.Side != Both {
			r.Side = NoSide
		}
		return r, n
	}
	return reading{}, 0
}

// carried is the side of r, which in "left hip and knee" is that of the area
// before it. In doubt it is not: "left hip, knee", "left hip and neck", "hip
// left and knee", "left hip and knees", "both hips and knee".
func carried(before, r reading, separator string) Side {
	switch {
	case r.Side != NoSide || before.Side == NoSide || !before.leading || strings.Contains(separator, ","):
		return r.Side
	case !r.Area.paired() || r.plural != (before.Side == Both):
		return NoSide
	}
	return before.Side
}

// paired says whether there are two of the area, as of hips, rather than two
// sides of one, as of the neck. The plural tells: "hips", "sides of the neck".
func (a *Area) paired() bool {
	for _, words := range a.Words {
		if strings.HasSuffix(fold(words.Plural), " "+fold(words.Label)) {
			return false
		}
	}
	return a.Sided
}

// merge adds an area to those found.
func merge(found []Treated, t Treated) []Treated {
	for i := range found {
		if found[i].Area == t.Area {
			// The bits of Left and Right together are those of Both.
			found[i].Side |= t.Side
			return found
		}
	}
	return append(found, t)
}
