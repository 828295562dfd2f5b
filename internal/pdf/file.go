package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash"
	"strconv"

	"github.com/klauspost/compress/zlib"
)

// ref is the number of an object in a file.
type ref int

// place says where an object lies: at a byte of the file, or as the n-th in an
// object stream.
type place struct {
	stream ref // 0 for a byte of the file
	at     int
}

// file puts objects into the form of a PDF file. Objects without a stream are
// packed into compressed object streams, which takes a quarter off a handout:
// most of its objects are small structure elements that look alike.
type file struct {
	out    []byte
	places []place // by number; the first is never used

	pack     []byte // objects of the object stream being filled
	packed   []ref
	starts   []int // of each packed object within pack
	unpacked []byte

	shrunk bytes.Buffer
	zlib   *zlib.Writer

	hash   hash.Hash
	hashed int // bytes of out that are in hash
}

// crowd is how many objects an object stream takes: enough for a handout, few
// enough for a reader that opens one page of a thick file and for one byte.
const crowd = 250

// How hard to compress: what changes with every visit, and what is kept. The
// highest level takes three times as long as tight, for a hundredth less.
const (
	swift = zlib.DefaultCompression
	tight = 7
)

// newFile makes a file that compresses at the given level.
func newFile(level int) *file {
	z, err := zlib.NewWriterLevel(nil, level)
	if err != nil {
		panic(err) // the levels are constants
	}
	return &file{zlib: z, hash: sha256.New()}
}

// slim is the size up to which the table of objects is left as it is: to
// compress that of a handout takes a twelfth of the time of binding and saves a
// hundredth of the size.
const slim = 2048

// What a file begins and ends with; bytes over 127 mark it as binary.
const (
	fileHead = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"
	fileEnd  = "%%EOF\n"
)

// begin starts a new file in the same memory.
func (f *file) begin() {
	f.out = append(f.out[:0], fileHead...)
	f.places = append(f.places[:0], place{})
	f.pack, f.packed, f.starts = f.pack[:0], f.packed[:0], f.starts[:0]
	f.hash.Reset()
	f.hashed = 0
}

// reserve gives the number of an object to be written later.
func (f *file) reserve() ref {
	f.places = append(f.places, place{})
	return ref(len(f.places) - 1)
}

// reserveRow reserves n numbers in a row and gives the first.
func (f *file) reserveRow(n int) ref {
	first := ref(len(f.places))
	for range n {
		f.reserve()
	}
	return first
}

// object writes an object that has no stream. The function appends its body.
func (f *file) object(r ref, body func(b []byte) []byte) {
	f.packed = append(f.packed, r)
	f.starts = append(f.starts, len(f.pack))
	f.pack = append(body(f.pack), '\n')
	if len(f.packed) == crowd {
		f.unload(f.reserve())
	}
}

// unload writes the packed objects as an object stream.
func (f *file) unload(r ref) {
	head := f.unpacked[:0]
	for i, p := range f.packed {
		f.places[p] = place{stream: r, at: i}
		head = append(appendInt(head, int(p)), ' ')
		head = append(appendInt(head, f.starts[i]), ' ')
	}
	dict := "/Type/ObjStm/N " + strconv.Itoa(len(f.packed)) + "/First " + strconv.Itoa(len(head))
	f.unpacked = append(head, f.pack...)
	f.deflate(r, dict, f.unpacked)
	f.pack, f.packed, f.starts = f.pack[:0], f.packed[:0], f.starts[:0]
}

// stream writes a stream as it is; dict holds the entries besides its length.
func (f *file) stream(r ref, dict string, data []byte) {
	f.places[r] = place{at: len(f.out)}
	f.out = appendInt(f.out, int(r))
	f.out = append(f.out, " 0 obj\n<<"...)
	f.out = append(f.out, dict...)
	f.out = append(f.out, "/Length "...)
	f.out = appendInt(f.out, len(data))
	f.out = append(f.out, ">>stream\n"...)
	f.out = append(f.out, data...)
	f.out = append(f.out, "\nendstream\nendobj\n"...)
}

// deflated writes a stream that is compressed already.
func (f *file) deflated(r ref, dict string, data []byte) {
	f.stream(r, dict+"/Filter/FlateDecode", data)
}

// deflate compresses a stream and writes it.
func (f *file) deflate(r ref, dict string, data []byte) {
	f.deflated(r, dict, f.squeeze(data))
}

// squeeze is data compressed, until the next call.
func (f *file) squeeze(data []byte) []byte {
	f.shrunk.Reset()
	f.zlib.Reset(&f.shrunk)
	_, err := f.zlib.Write(data)
	if err = errors.Join(err, f.zlib.Close()); err != nil {
		panic(err) // memory cannot fail
	}
	return f.shrunk.Bytes()
}

// print writes the objects of a plate, which have their own numbers.
func (f *file) print(p *plate) {
	f.hash.Write(f.out[f.hashed:])
	f.hash.Write(p.sum[:])
	for i, place := range p.places {
		if place.stream == 0 {
			place.at += len(f.out)
		}
		f.places[p.first+ref(i)] = place
	}
	f.out = append(f.out, p.data...)
	f.hashed = len(f.out)
}

// finish writes what is left and the table of all objects. The file's identity
// is the hash of everything before the table, so equal files have equal ones.
func (f *file) finish(root, info ref) []byte {
	if len(f.packed) > 0 {
		f.unload(f.reserve())
	}
	f.hash.Write(f.out[f.hashed:])
	id := hex.EncodeToString(f.hash.Sum(nil)[:16])
	table, start := f.reserve(), len(f.out)
	f.places[table] = place{at: start}
	wide := offsetBytes(start)
	rows := f.unpacked[:0]
	for _, p := range f.places {
		rows = p.appendRow(rows, wide)
	}
	dict := "/Type/XRef/W[1 " + strconv.Itoa(wide) + " 1]/Size " + strconv.Itoa(len(f.places)) +
		"/Root " + root.String() + "/Info " + info.String() + "/ID[<" + id + "><" + id + ">]"
	if len(rows) > slim {
		f.deflate(table, dict, rows)
	} else {
		f.stream(table, dict, rows)
	}
	f.out = append(f.out, "startxref\n"...)
	f.out = appendInt(f.out, start)
	f.out = append(f.out, "\n"+fileEnd...)
	return f.out
}

// offsetBytes is how many bytes the table takes for a place in the file.
func offsetBytes(last int) (n int) {
	for ; last > 0; last >>= 8 {
		n++
	}
	return max(n, 2)
}

// appendRow appends the place as a row of the table of objects. A number that
// was not used, as those of a face the file does not need, is free for good.
func (p place) appendRow(b []byte, wide int) []byte {
	kind, where, which := byte(1), p.at, byte(0)
	switch {
	case p.stream != 0:
		kind, where, which = 2, int(p.stream), byte(p.at)
	case p.at == 0:
		kind, which = 0, 0xFF
	}
	b = append(b, kind)
	for i := wide - 1; i >= 0; i-- {
		b = append(b, byte(where>>(8*i)))
	}
	return append(b, which)
}
