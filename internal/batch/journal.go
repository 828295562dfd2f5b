package batch

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"time"
)

// journalName is where prints are noted while a run prints: a line each, since
// to write the manifest anew after each of n sheets would be n² rows. A run
// that is killed leaves it behind, and the manifest is read together with it.
const journalName = "manifest-printed.jsonl"

// note is one line of the journal: when the sheet of a row was printed.
type note struct {
	Row     int       `json:"row"`
	SHA256  string    `json:"sha256"`
	Printed time.Time `json:"printed"`
}

// journal is open while a run prints.
type journal struct{ file *os.File }

func newJournal(dir string) (*journal, error) {
	file, err := os.OpenFile(filepath.Join(dir, journalName), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	return &journal{file}, err
}

// add notes a print. It waits for the disk, which is quick beside a printer:
// what is on paper stays noted even if the power fails.
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

// readJournal gives the notes of a run that was killed, by row. A line that was
// being written then ends them.
func readJournal(dir string) map[int]note {
	file, err := os.Open(filepath.Join(dir, journalName))
	if err != nil {
		return nil
	}
	defer file.Close()
	notes := map[int]note{}
	for decoder := json.NewDecoder(bufio.NewReader(file)); ; {
		var n note
		if decoder.Decode(&n) != nil {
			return notes
		}
		notes[n.Row] = n
	}
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
