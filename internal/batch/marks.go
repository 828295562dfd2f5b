package batch

import "time"

// marks are when sheets were printed that have no row yet, by their bytes: a
// row of another export may have moved, and a sheet may be left over. Each is
// given to one row only; two sheets with the same bytes are two.
type marks map[string][]time.Time

func (m marks) add(sha256 string, printed time.Time) {
	if !printed.IsZero() {
		m[sha256] = append(m[sha256], printed)
	}
}

// take gives the last mark of a sheet away, zero where there is none.
func (m marks) take(sha256 string) time.Time {
	all := m[sha256]
	if len(all) == 0 {
		return time.Time{}
	}
	m[sha256] = all[:len(all)-1]
	return all[len(all)-1]
}

// earlierMarks are those that do not stand with their own row: of what is left
// over, and of every row where the export is another. Of that it also counts the
// sheets, by their bytes.
func earlierMarks(dir, source string) (marks, kinship, error) {
	m, err := openManifest(dir)
	if err != nil || m == nil {
		return marks{}, kinship{}, err
	}
	defer m.close()
	all, kin, moved := marks{}, kinship{}, m.Source != source
	for e := m.next(); e != nil; e = m.next() {
		if moved {
			all.add(e.SHA256, e.Printed)
			kin.former(*e)
		}
	}
	for _, left := range m.Leftover {
		all.add(left.SHA256, left.Printed)
		if left.Unjudged {
			kin.former(Entry{File: left.File, SHA256: left.SHA256})
		}
	}
	return all, kin, nil
}
