package batch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/diag"
	"aftercare/internal/infile"
)

// ManifestName is the record of a run, beside its sheets.
const ManifestName = "manifest.json"

// manifestFormat changes when an older program could misread the file.
const manifestFormat = 1

// Entry is one row of the manifest. It holds no field of a patient.
type Entry struct {
	Row     int    `json:"row"`
	State   string `json:"state"` // made, merged, skipped, held, failed
	File    string `json:"file,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
	Handout string `json:"handout,omitempty"`
	Version string `json:"version,omitempty"`
	Into    int    `json:"into,omitempty"`
	Column  string `json:"column,omitempty"`
	Reason  string `json:"reason,omitempty"`

	Printed time.Time `json:"printed,omitzero"` // the sheet with that SHA256
}

// entry is the record of a result. A sheet that was there already is one that
// was made: running the same batch again gives the same manifest.
func (r Result) entry() Entry {
	state := r.State
	if state.HasSheet() {
		state = Made
	}
	return Entry{Row: r.Row, State: state.String(), File: r.File, SHA256: r.SHA256, Handout: r.Handout,
		Version: r.Version, Into: r.Into, Column: r.Column, Reason: r.Reason}
}

// isOpen says whether a person has to look at the row.
func (e Entry) isOpen() bool { return e.State == Held.String() || e.State == Failed.String() }

// Leftover is a sheet that no row stands for any more. SHA256 and Printed are
// those of one that was printed.
type Leftover struct {
	File    string    `json:"file"`
	Reason  string    `json:"reason"`
	SHA256  string    `json:"sha256,omitempty"`
	Printed time.Time `json:"printed,omitzero"`
	// Strange is one that an export has left over which is no newer one of that
	// from which the sheet was made. It is never removed.
	Strange bool `json:"strange,omitempty"`
	// Unjudged is one of which a run that was stopped could not know that. Its
	// SHA256 is always there.
	Unjudged bool `json:"unjudged,omitempty"`

	Removed bool   `json:"-"`
	Kept    string `json:"-"` // why it is not removed, where that is asked for

	settled bool // it is known what has become of its row
	killed  bool // a run that was killed made it, and no manifest ever named it
}

// head and tail are the manifest around its rows, which may be many.
type head struct {
	Format    int    `json:"format"`
	Source    string `json:"source_sha256"`
	Selection string `json:"selection"`
}

type tail struct {
	Leftover []Leftover `json:"leftover"`
	Complete bool       `json:"complete"` // every row was reached
}

// manifest reads one row after the other, in their order.
type manifest struct {
	head
	tail
	file    *os.File
	decoder *json.Decoder
	ahead   *Entry // read, and not asked for yet
	notes   map[int]note
}

// openManifest is nil where the folder has no manifest. It knows of the prints
// that a killed run could only note in its journal. What is called so and
// is none of ours is an error: the folder may be somebody's for another purpose.
func openManifest(dir string) (*manifest, error) {
	path := filepath.Join(dir, ManifestName)
	_, err := infile.Stat(infile.System, path) // a pipe could take for ever
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, unwritable(path, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unwritable(path, err)
	}
	m := &manifest{file: f, decoder: json.NewDecoder(bufio.NewReader(f)), notes: printsIn(readJournal(dir))}
	if err := m.readHead(); err != nil {
		f.Close()
		return nil, diag.Errorf("%s: this is no manifest of an earlier batch: %v", path, err).
			WithHint("name another folder with --out, or move the file away")
	}
	return m, nil
}

func (m *manifest) readHead() error {
	if err := m.token("{"); err != nil {
		return err
	}
	for m.decoder.More() {
		key, err := m.decoder.Token()
		if err != nil {
			return err
		}
		if key == "rows" {
			if m.Format != manifestFormat {
				return fmt.Errorf("its format is %d, and this program reads %d", m.Format, manifestFormat)
			}
			return m.token("[")
		}
		if err := m.field(key); err != nil {
			return err
		}
	}
	return errors.New("it has no rows")
}

func (m *manifest) field(key json.Token) error {
	to := map[json.Token]any{"format": &m.Format, "source_sha256": &m.Source, "selection": &m.Selection,
		"leftover": &m.Leftover, "complete": &m.Complete}[key]
	if to == nil {
		return fmt.Errorf("unknown key %q", key)
	}
	return m.decoder.Decode(to)
}

func (m *manifest) token(want string) error {
	got, err := m.decoder.Token()
	if err == nil && fmt.Sprint(got) != want {
		err = errors.New("it is laid out otherwise")
	}
	return err
}

// next is the next row, nil after the last. A damaged file ends there: what
// stands behind the damage is made anew.
func (m *manifest) next() *Entry {
	if e := m.ahead; e != nil {
		m.ahead = nil
		return e
	}
	for m.decoder != nil && m.decoder.More() {
		var e Entry
		if m.decoder.Decode(&e) != nil {
			break
		}
		if n, ok := m.notes[e.Row]; ok && n.SHA256 == e.SHA256 {
			e.Printed = n.Printed
		}
		if e.File == "" || isSheet(e.File) {
			return &e
		}
	}
	m.readTail()
	return nil
}

func (m *manifest) readTail() {
	if m.decoder == nil || m.token("]") != nil {
		return
	}
	for m.decoder.More() {
		key, err := m.decoder.Token()
		if err != nil || m.field(key) != nil {
			break
		}
	}
	m.decoder = nil
	for _, l := range m.Leftover {
		if !isSheet(l.File) {
			m.Leftover = nil
		}
	}
}

// unread makes e the next row again.
func (m *manifest) unread(e *Entry) { m.ahead = e }

func (m *manifest) close() {
	if m != nil {
		m.file.Close()
	}
}

// isSheet guards what may be removed: a PDF in the folder itself.
func isSheet(file string) bool {
	return file == filepath.Base(file) && !strings.ContainsAny(file, `/\`) && strings.HasSuffix(file, extension)
}

// Unfinished are the rows that failed or were held when the file with that
// SHA-256 was last run into dir. For a run that prints, those whose sheet is not
// on paper yet are unfinished too, or a printer that stops would leave them out
// of every later run of the same rows.
func Unfinished(dir, sha256 string, printing bool) ([]appointments.Range, error) {
	m, err := openManifest(dir)
	if err != nil {
		return nil, err
	}
	defer m.close()
	if m == nil {
		return nil, diag.Errorf("%s: there is no manifest of an earlier run", dir).WithHint("run it without --only-failed")
	}
	if m.Source != sha256 {
		return nil, diag.Errorf("%s: the manifest is of another file, or the file has changed since", dir).
			WithHint("run it without --only-failed: sheets that are there and the same are not made again")
	}
	var rows []appointments.Range
	for e := m.next(); e != nil; e = m.next() {
		if e.isOpen() || printing && e.File != "" && e.Printed.IsZero() {
			rows = append(rows, appointments.Range{First: e.Row, Last: e.Row})
		}
	}
	return rows, nil
}

// sameContent compares two files of any length.
func sameContent(a, b string) bool {
	f, err := os.Open(a)
	if err != nil {
		return false
	}
	defer f.Close()
	g, err := os.Open(b)
	if err != nil {
		return false
	}
	defer g.Close()
	one, other := bufio.NewReader(f), bufio.NewReader(g)
	for {
		x, errX := one.ReadByte()
		y, errY := other.ReadByte()
		if x != y || errX != errY {
			return false
		}
		if errX != nil {
			return errX == io.EOF
		}
	}
}
