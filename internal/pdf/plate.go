package pdf

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"fmt"
)

// plate is a part that many files have in common, cast once: objects with the
// same numbers in every file, written out and compressed.
type plate struct {
	first  ref
	places []place // of the objects from first on; bytes count from the plate's own
	data   []byte
	sum    [sha256.Size]byte // of data
}

// cast makes a plate of the objects first to last, which fn writes into f. What
// it does not write as streams is packed into the last.
func cast(f *file, first, last ref, fn func()) *plate {
	f.out, f.places = nil, make([]place, last+1) // new ones: the plate keeps them
	fn()
	if len(f.packed) > 0 {
		f.unload(last)
	}
	return &plate{first, f.places[first:], f.out, sha256.Sum256(f.out)}
}

//go:generate go test -run ^TestReadyPlates$ -update

// ready holds the plates that nearly every file needs, cast beforehand: to cut
// and compress a face takes longer than all else that a program does which
// makes one handout.
//
//go:embed ready
var ready embed.FS

// readyPlate is a plate cast beforehand from the source with the given sum; nil
// where there is none, or the source has changed since.
func readyPlate(name string, source [sha256.Size]byte) *plate {
	data, err := ready.ReadFile("ready/" + name)
	if err != nil || len(data) < sha256.Size+8 || [sha256.Size]byte(data) != source {
		return nil
	}
	data = data[sha256.Size:]
	p := &plate{first: ref(binary.BigEndian.Uint32(data))}
	n := binary.BigEndian.Uint32(data[4:])
	for data = data[8:]; n > 0; n-- {
		p.places = append(p.places, place{ref(binary.BigEndian.Uint32(data)), int(binary.BigEndian.Uint32(data[4:]))})
		data = data[8:]
	}
	p.data, p.sum = data, sha256.Sum256(data)
	return p
}

// encode is the plate as readyPlate reads it.
func (p *plate) encode(source [sha256.Size]byte) []byte {
	out := binary.BigEndian.AppendUint32(source[:], uint32(p.first))
	out = binary.BigEndian.AppendUint32(out, uint32(len(p.places)))
	for _, place := range p.places {
		out = binary.BigEndian.AppendUint32(out, uint32(place.stream))
		out = binary.BigEndian.AppendUint32(out, uint32(place.at))
	}
	return append(out, p.data...)
}

// readyName is the name of a cut face among the ready plates.
func (c cutting) readyName() string { return fmt.Sprintf("%d-%x.plate", c.face, c.mask) }
