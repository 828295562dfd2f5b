package batch

import (
	"hash/fnv"
	"strconv"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"aftercare/internal/visit"
)

// names gives every sheet a file name of its own. Where the pattern does not
// see to that, it keeps eight bytes of each.
type names struct {
	pattern *Name
	taken   map[uint64]bool
	others  map[uint64]int // files that belong to rows of the manifest, by name
}

func newNames(pattern *Name) *names {
	return &names{pattern: pattern, taken: map[uint64]bool{}, others: map[uint64]int{}}
}

// keep remembers that a file is a row's, so that no other row is given its name
// where only a part of the rows is asked for.
func (n *names) keep(file string, row int) { n.others[nameKey(file)] = row }

// next is the file of a row: numbered from 2 where the name is another's.
func (n *names) next(v visit.Visit, row int) string {
	stem := n.pattern.stem(v, row)
	file := stem + extension
	for i := 2; !n.free(file, row); i++ {
		file = stem + "-" + strconv.Itoa(i) + extension
	}
	if !n.pattern.numbered {
		n.taken[nameKey(file)] = true
	}
	return file
}

func (n *names) free(file string, row int) bool {
	k := nameKey(file)
	owner, owned := n.others[k]
	return !n.taken[k] && (!owned || owner == row)
}

// nameKey is the same for two names that one of the usual file systems takes
// for the same: some do not tell capitals, or é from e with an accent.
func nameKey(file string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(norm.NFC.String(cases.Fold().String(norm.NFC.String(file)))))
	return h.Sum64()
}
