package clinic

import (
	"math"
	"strconv"
	"strings"
)

// parameters is how many numbers each command of path data takes.
var parameters = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// speller writes path data anew in the way that the library reads without a
// slip: one command for each set of numbers, a move after each closing, plain
// decimals, no arc that is a line or a point. Lengths are multiplied by scale,
// since the library keeps them in 64ths.
type speller struct {
	numbers
	scale       float64
	out         strings.Builder
	here, start [2]float64
	last        byte
}

// far is the largest number, in the library's points, that it is given; ten
// times as much and its 32 bits would run over.
const far = 1 << 20

// spell reports false where data is not path data.
func spell(data string, scale float64) (string, bool) {
	s := speller{numbers: numbers{text: data}, scale: scale}
	for s.space(); s.at < len(s.text); s.space() {
		letter := s.text[s.at]
		s.at++
		if !s.command(letter) {
			return "", false
		}
	}
	return s.out.String(), true
}

// command reads the sets of numbers that belong to one letter.
func (s *speller) command(letter byte) bool {
	upper := letter &^ ('a' - 'A')
	count, known := parameters[upper]
	if !known || s.last == 0 && upper != 'M' {
		return false
	}
	for more := true; more; {
		set, ok := s.set(upper, count)
		if !ok || !s.write(letter, upper, set) {
			return false
		}
		if upper == 'M' { // further places after a move are lines
			letter, upper = letter-'M'+'L', 'L'
		}
		s.space()
		more = count > 0 && s.at < len(s.text) && strings.IndexByte("+-."+digits, s.text[s.at]) >= 0
	}
	return true
}

// set reads the numbers of one command, the lengths among them to scale.
func (s *speller) set(upper byte, count int) ([]float64, bool) {
	values := make([]float64, count)
	for i := range values {
		read, scale := s.next, s.scale
		switch {
		case upper == 'A' && i == 2: // an angle
			scale = 1
		case upper == 'A' && (i == 3 || i == 4):
			read, scale = s.flag, 1
		}
		v, ok := read()
		if v *= scale; !ok || math.Abs(v) > far {
			return nil, false
		}
		values[i] = v
	}
	return values, true
}

// write puts one command down and follows where it leads.
func (s *speller) write(letter, upper byte, set []float64) bool {
	if s.last == 'Z' && upper != 'M' {
		s.put('M', s.here[:])
	}
	from := s.here
	s.follow(upper, letter != upper, set)
	s.last = upper
	if upper == 'A' {
		set[0], set[1] = math.Abs(set[0]), math.Abs(set[1])
		switch {
		case s.here == from: // leads nowhere
			return true
		case set[0] == 0 || set[1] == 0:
			letter, set = letter-'A'+'L', set[5:]
		}
	}
	s.put(letter, set)
	return math.Abs(s.here[0]) <= far && math.Abs(s.here[1]) <= far
}

// follow moves the current point to the end of a command.
func (s *speller) follow(upper byte, relative bool, set []float64) {
	base := [2]float64{}
	if relative {
		base = s.here
	}
	switch upper {
	case 'Z':
		s.here = s.start
	case 'H':
		s.here[0] = base[0] + set[0]
	case 'V':
		s.here[1] = base[1] + set[0]
	default:
		end := set[len(set)-2:]
		s.here = [2]float64{base[0] + end[0], base[1] + end[1]}
	}
	if upper == 'M' {
		s.start = s.here
	}
}

func (s *speller) put(letter byte, set []float64) {
	s.out.WriteByte(letter)
	for _, v := range set {
		s.out.WriteByte(' ')
		s.out.WriteString(strconv.FormatFloat(v, 'f', 6, 64))
	}
	s.out.WriteByte(' ')
}
