package table

import (
	"bytes"
	"io"
	"testing"
)

// What cannot be read twice goes to a file that nobody else can read.
func TestSpoolIsPrivate(t *testing.T) {
	s, err := newSource("standard input", io.MultiReader(bytes.NewReader([]byte("a,b\n"))), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if info, err := s.spool.Stat(); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the spool file is %v, %v", info.Mode(), err)
	}
}
