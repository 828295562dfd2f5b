package batch

import (
	"bufio"
	"encoding/json"
	"io"
	"path/filepath"

	"aftercare/internal/outfile"
)

// record writes a manifest: its head, one row after the other, its tail. It has
// its name only when it is whole.
type record struct {
	dir     string
	file    *outfile.Temp // nil where nothing is to be written
	out     *bufio.Writer
	err     error
	started bool
}

func newRecord(dir string, h head, dryRun bool) (*record, error) {
	c := &record{dir: dir, out: bufio.NewWriter(io.Discard)}
	if !dryRun {
		file, err := outfile.New(dir)
		if err != nil {
			return nil, err
		}
		c.file, c.out = &file, bufio.NewWriterSize(file, 1<<16)
	}
	first, _ := json.Marshal(h)
	c.print(append(first[:len(first)-1], `,"rows":[`...))
	return c, nil
}

func (c *record) print(text []byte) {
	if _, err := c.out.Write(text); c.err == nil {
		c.err = err
	}
}

func (c *record) row(e Entry) {
	text, err := json.Marshal(e)
	if c.err == nil {
		c.err = err
	}
	separator := ",\n"
	if !c.started {
		separator = "\n"
	}
	c.started = true
	c.print(append([]byte(separator), text...))
}

// end writes what stands behind the rows.
func (c *record) end(t tail) {
	t.Leftover = append([]Leftover{}, t.Leftover...) // none is [], not null
	text, _ := json.Marshal(t)
	c.print(append([]byte("\n],"), append(text[1:], '\n')...))
}

// place gives the manifest its name, unless the same is there already. It
// holds all that the journal does, so that one goes.
func (c *record) place() error {
	if err := c.out.Flush(); c.err == nil {
		c.err = err
	}
	if c.file == nil {
		return c.err
	}
	path := filepath.Join(c.dir, ManifestName)
	if c.err != nil || sameContent(path, c.file.Name()) {
		c.file.Drop()
	} else {
		c.err = c.file.Place(path)
	}
	if c.err == nil {
		removeJournal(c.dir)
	}
	return c.err
}
