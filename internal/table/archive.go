package table

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// archive is a file of parts in a zip, as workbooks are. Nothing of it is
// unpacked but into memory, piece by piece.
type archive struct {
	source *source
	at     *sourceAt
	parts  map[string]*zip.File // by name, in lower case: those of workbooks have no case
	twice  map[string]bool
}

var (
	flawSum    = flaw("its checksum is wrong")
	flawPacked = flaw("it does not unpack whole")
	errNoPart  = errors.New("a part is missing")
	errLocked  = errors.New("a part is locked")
)

// openArchive reads the names of the parts. These cost memory, so no more is
// read for them than largestFolder.
func openArchive(s *source) (*archive, error) {
	a := &archive{source: s, at: &sourceAt{file: s.file, left: largestFolder}, parts: map[string]*zip.File{}, twice: map[string]bool{}}
	z, err := zip.NewReader(a.at, s.size)
	if err != nil {
		return nil, a.why(err)
	}
	a.at.left = unlimited
	for _, part := range z.File {
		name := partName(part.Name)
		a.twice[name] = a.parts[name] != nil
		a.parts[name] = part
	}
	return a, nil
}

// partName is a name as parts are found by.
func partName(name string) string {
	return strings.ToLower(path.Clean("/" + strings.ReplaceAll(name, `\`, "/")))
}

func (a *archive) has(name string) bool { return a.parts[partName(name)] != nil }

// part opens a part. It ends with an error unless it is whole, to its checksum.
func (a *archive) part(name string) (io.ReadCloser, error) {
	name = partName(name)
	part := a.parts[name]
	switch {
	case part == nil:
		return nil, errNoPart
	case a.twice[name]:
		return nil, flaw("a part of it is there twice")
	case part.Flags&1 != 0:
		return nil, errLocked
	}
	r, err := part.Open()
	if err != nil {
		return nil, a.why(err)
	}
	return &partReader{archive: a, r: r, left: largestPart}, nil
}

// why turns what the zip says into a flaw. That the file itself cannot be read,
// or must not any more, is no flaw of it.
func (a *archive) why(err error) error {
	switch {
	case a.at.failed != nil:
		return a.at.failed
	case errors.Is(err, zip.ErrChecksum):
		return flawSum
	}
	return flawPacked
}

// partReader is a part while it is unpacked.
type partReader struct {
	*archive
	r    io.ReadCloser
	left int
}

func (p *partReader) Read(b []byte) (int, error) {
	n, err := p.r.Read(b)
	if p.left -= n; p.left < 0 {
		return n, tooMuch(fmt.Sprintf("it unpacks to more than %d MiB", largestPart>>20))
	}
	if err != nil && err != io.EOF {
		err = p.why(err)
	}
	return n, err
}

func (p *partReader) Close() error { return p.r.Close() }

// sourceAt reads anywhere in a file, up to a number of bytes, and remembers why
// it could not.
type sourceAt struct {
	file   io.ReadSeeker
	left   int64
	failed error
}

const unlimited = 1 << 62

var errFolder = tooMuch("it has more parts than a workbook")

func (s *sourceAt) ReadAt(b []byte, at int64) (int, error) {
	if s.left -= int64(len(b)); s.left < 0 {
		s.failed = errFolder
		return 0, s.failed
	}
	if at < 0 { // as a damaged file may say
		return 0, io.EOF
	}
	if _, err := s.file.Seek(at, io.SeekStart); err != nil {
		s.failed = err
		return 0, err
	}
	n, err := io.ReadFull(s.file, b)
	switch {
	case err == io.ErrUnexpectedEOF:
		err = io.EOF
	case err != nil && err != io.EOF:
		s.failed = err
	}
	return n, err
}
