package table

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"io"
	"os"

	"aftercare/internal/outfile"
)

// source is the file itself, to be read from its start as often as needed: the
// order of the dates and the rows of one visit are known only when all of it
// was seen.
type source struct {
	name  string
	file  io.ReadSeeker
	size  int64
	spool *os.File // what file reads where the reader could not seek
	sum   [sha256.Size]byte
}

// newSource prepares r. What cannot be read twice, standard input say, goes to
// a spool file in dir that only this user can read.
func newSource(name string, r io.Reader, dir string) (*source, error) {
	s := &source{name: name}
	if seeker, ok := r.(io.ReadSeeker); ok && rewinds(seeker) {
		s.file = seeker
	} else if err := s.spoolTo(dir, r); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// rewinds is false for pipes, which are files and have the method all the same.
func rewinds(r io.Seeker) bool {
	_, err := r.Seek(0, io.SeekStart)
	return err == nil
}

// spoolTo copies r. The spool file loses its name at once, so that not even a
// killed program leaves patients' data behind; Windows removes it on Close.
func (s *source) spoolTo(dir string, r io.Reader) error {
	outfile.Sweep(dir) // of programs that were killed
	temp, err := outfile.New(dir)
	if err != nil {
		return err
	}
	f := temp.File
	s.spool, s.file = f, f
	_ = os.Remove(f.Name()) // on Windows an open file stays; Close takes it
	_, err = io.Copy(f, io.LimitReader(r, largestFile+1))
	return err
}

// open reads the source from its start.
func (s *source) open() (io.Reader, error) {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return bufio.NewReaderSize(s.file, 1<<16), nil
}

// prefix is the first part of the source, at most size bytes.
func (s *source) prefix(size int) ([]byte, error) {
	r, err := s.open()
	if err != nil {
		return nil, err
	}
	head := make([]byte, size)
	n, err := io.ReadFull(r, head)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head[:n], err
}

// measure reads the source once for its SHA-256 and its size, and lets look see
// everything on the way. One that is too large is refused.
func (s *source) measure(look io.Writer) error {
	r, err := s.open()
	if err != nil {
		return err
	}
	hash := sha256.New()
	s.size, err = io.Copy(io.MultiWriter(hash, look), io.LimitReader(r, largestFile+1))
	hash.Sum(s.sum[:0])
	if err == nil && s.size > largestFile {
		err = s.refuse(fmt.Sprintf("the file is larger than %d MiB", largestFile>>20), "export the appointments of one day")
	}
	return err
}

// alive is why the source cannot be read any more, where somebody has stopped
// its reading. It is asked by those who make many records of what they have read
// before. It moves the place where the source is read.
func (s *source) alive() error {
	_, err := s.file.Seek(0, io.SeekStart)
	if err == nil {
		_, err = s.file.Read(make([]byte, 1))
	}
	if err == io.EOF {
		err = nil
	}
	return err
}

// aliveEvery is after how many records they ask.
const aliveEvery = 1 << 10

// Close removes the spool file.
func (s *source) Close() error {
	if s.spool == nil {
		return nil
	}
	err := s.spool.Close()
	_ = os.Remove(s.spool.Name()) // gone already where the system allows it
	return err
}
