package batch

import "hash/fnv"

// kinship finds out whether an export is a newer one of those that the sheets in
// a folder were made from, or another one altogether: of a newer one, most
// sheets come out as they were. It keeps eight bytes and a count of each sheet.
type kinship struct {
	sheets int            // that the folder had
	again  int            // that were made again the same, or are cancelled in their row
	open   map[uint64]int // of sheets, by their bytes, those that were not made again yet
}

// former counts a sheet that was there.
func (k *kinship) former(e Entry) {
	if e.File == "" {
		return
	}
	if k.open == nil {
		k.open = map[uint64]int{}
	}
	k.sheets++
	k.open[bytesKey(e.SHA256)]++
}

// now counts what became of a row; was is the same row of the former export, nil
// where that had none.
func (k *kinship) now(r Result, was *Entry) {
	key := bytesKey(r.SHA256)
	switch {
	case r.SHA256 != "" && k.open[key] > 0:
		k.open[key]--
		k.again++
	case r.State == Skipped && !r.unasked && was != nil && was.File != "":
		k.again++
	}
}

// stranger says whether the export is another one.
func (k *kinship) stranger() bool { return 2*k.again < k.sheets }

func bytesKey(sha256 string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(sha256))
	return h.Sum64()
}
