package batch

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"aftercare/internal/infile"
	"aftercare/internal/outfile"
)

// journalName is where is noted what the manifest does not know yet, a line
// each: the names of sheets before they are made, and prints. To write the
// manifest anew after each of n sheets would be n² rows. A run that is killed
// leaves the journal behind, and the next one reads it together with the
// manifest.
const journalName = "manifest-journal.jsonl"

// note is one line of the journal. It either names the sheets that are about to
// be made, and the part of the file that they were asked for with, or says when
// the sheet of a row was printed.
type note struct {
	Names     []string `json:"names,omitempty"`
	Selection string   `json:"selection,omitempty"`

	Row     int       `json:"row,omitempty"`
	SHA256  string    `json:"sha256,omitempty"`
	Printed time.Time `json:"printed,omitzero"`
}

// journal is open while a run makes sheets or prints them.
type journal struct{ file *os.File }

// openJournal goes on with the journal of a folder: what a killed run noted
// holds until it stands in the manifest. That run may have stopped within a line.
func openJournal(dir string) (*journal, error) {
	file, err := outfile.Append(filepath.Join(dir, journalName))
	if err != nil {
		return nil, err
	}
	if _, err := file.WriteString("\n"); err != nil {
		file.Close()
		return nil, err
	}
	return &journal{file}, nil
}

// add notes something and waits for the disk: the note is there even if the
// power fails.
func (j *journal) add(n note) error {
	text, err := json.Marshal(n)
	if err == nil {
		_, err = j.file.Write(append(text, '\n'))
	}
	if err == nil {
		err = j.file.Sync()
	}
	return err
}

func (j *journal) close() {
	if j != nil {
		j.file.Close()
	}
}

// readJournal gives the notes of runs that were killed. What cannot be read was
// being written when the run ended, and says nothing.
func readJournal(dir string) (notes []note) {
	path := filepath.Join(dir, journalName)
	if _, err := infile.Stat(infile.System, path); err != nil {
		return nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer file.Close()
	for lines := bufio.NewReader(file); ; {
		line, err := lines.ReadBytes('\n')
		for decoder := json.NewDecoder(bytes.NewReader(line)); ; {
			var n note
			if decoder.Decode(&n) != nil {
				break
			}
			notes = append(notes, n)
		}
		if err != nil {
			return notes
		}
	}
}

// printsIn are the notes of what was printed, by row.
func printsIn(notes []note) map[int]note {
	all := map[int]note{}
	for _, n := range notes {
		if !n.Printed.IsZero() {
			all[n.Row] = n
		}
	}
	return all
}

// namesIn are the sheets that were to be made.
func namesIn(notes []note) map[string]bool {
	all := map[string]bool{}
	for _, n := range notes {
		for _, name := range n.Names {
			if isSheet(name) {
				all[name] = true
			}
		}
	}
	return all
}

func removeJournal(dir string) { os.Remove(filepath.Join(dir, journalName)) }

// noteDown puts the notes of the journal into the manifest.
func noteDown(dir string) error {
	m, err := openManifest(dir)
	if err != nil || m == nil {
		return err
	}
	defer m.close()
	c, err := newRecord(dir, m.head, false)
	if err != nil {
		return err
	}
	for e := m.next(); e != nil; e = m.next() {
		c.row(*e)
	}
	c.end(m.tail)
	m.close() // some systems do not replace a file that is open
	return c.place()
}
