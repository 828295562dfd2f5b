package appointments

import (
	"bytes"
	"errors"
	"maps"
	"path/filepath"
	"regexp"
	"testing"

	"aftercare/internal/diag"
)

// maps to type, as a hint has them.
var toType = regexp.MustCompile(`--map "([^"]+)"`)

// TestHintsCure: what a hint says about columns can be typed as it stands, and
// then that question is not asked again.
func TestHintsCure(t *testing.T) {
	followed := 0
	for _, path := range testFiles(t) {
		o := testOptions()
		if change := with[filepath.Base(path)]; change != nil {
			change(&o)
		}
		for range 5 {
			hints := hintsOf(t, path, o)
			m := toType.FindStringSubmatch(hints)
			if m == nil || regexp.MustCompile("COLUMN").MatchString(m[1]) {
				break
			}
			said, err := ParseMap(m[1])
			if err != nil {
				t.Errorf("%s: %s: %v", path, m[0], err)
				break
			}
			o.Map = maps.Clone(o.Map)
			if o.Map == nil {
				o.Map = map[string]string{}
			}
			maps.Copy(o.Map, said)
			if again := hintsOf(t, path, o); again == hints {
				t.Errorf("%s: %s is not enough: %s", path, m[0], again)
				break
			}
			followed++
		}
	}
	if followed < 8 {
		t.Errorf("only %d hints were followed", followed)
	}
}

// hintsOf are the hints of the error of a file, "" where it is read.
func hintsOf(t *testing.T, path string, o Options) string {
	t.Helper()
	im, err := Open(filepath.Base(path), bytes.NewReader(readFile(path)), o)
	if err == nil {
		im.Close()
		return ""
	}
	var list diag.List
	if !errors.As(err, &list) {
		return ""
	}
	hints := ""
	for _, d := range list {
		hints += d.Hint + "\n"
	}
	return hints
}

// TestAnswersCure: a row that asks is not held for the same reason when the
// answer stands in clinic.toml.
func TestAnswersCure(t *testing.T) {
	answered := 0
	for _, path := range testFiles(t) {
		o := testOptions()
		if change := with[filepath.Base(path)]; change != nil {
			change(&o)
		}
		rows, err := rowsOf(t, filepath.Base(path), bytes.NewReader(readFile(path)), o)
		if err != nil {
			continue
		}
		o.Services, o.Statuses = maps.Clone(o.Services), maps.Clone(o.Statuses)
		for _, m := range []*map[string]string{&o.Services, &o.Statuses} {
			if *m == nil {
				*m = map[string]string{}
			}
		}
		asked := map[int]bool{}
		for _, row := range rows {
			if row.Ask == nil {
				continue
			}
			asked[row.Record] = true
			map[string]map[string]string{"services": o.Services, "statuses": o.Statuses}[row.Ask.Table][row.Ask.Key] = "skip"
		}
		rows, err = rowsOf(t, filepath.Base(path), bytes.NewReader(readFile(path)), o)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			if asked[row.Record] && row.State != Skipped {
				t.Errorf("%s: row %d is %s after its answer: %s", path, row.Record, row.State, row.Reason)
			}
			answered += len(asked)
		}
	}
	if answered < 20 {
		t.Errorf("only %d rows asked", answered)
	}
}
