package batch

import (
	"os"
	"path/filepath"
	"testing"

	"aftercare/internal/diag"
)

// Whatever stands in a manifest, reading it ends, and it names nothing outside
// its folder.
func FuzzManifest(f *testing.F) {
	for _, text := range []string{
		`{"format":1,"source_sha256":"a","selection":"","rows":[` + "\n" + `{"row":1,"state":"made","file":"a.pdf"},{"row":2,"state":"held"}],"leftover":[{"file":"b.pdf","reason":"r"}],"complete":true}`,
		`{"format":1,"rows":[{"row":1,"file":"../a.pdf"},{"row":-1,"file":"a/b.pdf"},{"row":1}],"leftover":[{"file":"/etc/passwd"}]}`,
		`{"format":1,"rows":[{"row":1}{"row":2}]}`, `{"format":1,"rows":[1,null,[]]}`, `{"rows":null}`, `{`, `[[[`, "\x00",
	} {
		f.Add([]byte(text))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		if err := os.WriteFile(filepath.Join(dir, ManifestName), text, 0o600); err != nil {
			t.Fatal(err)
		}
		m, err := openManifest(dir)
		if err != nil {
			if _, told := err.(diag.List); !told {
				t.Errorf("%T: %v", err, err)
			}
			return
		}
		defer m.close()
		for e := m.next(); e != nil; e = m.next() {
			if e.File != "" && !isSheet(e.File) {
				t.Errorf("it names %q", e.File)
			}
		}
		for _, l := range m.Leftover {
			if !isSheet(l.File) {
				t.Errorf("it names %q", l.File)
			}
		}
	})
}

func TestUnfinished(t *testing.T) {
	dir := t.TempDir()
	table := header + "Ana Q,2026-11-23,08:00,neck,\nBo Q,2026-11-31,09:00,jaw,\nCy Q,2026-11-23,10:00,hip,waiting\nDi Q,2026-11-23,10:00,hip,cancelled\n"
	job := jobOf(t, table, dir)
	done(t, job)
	rows, err := Unfinished(dir, job.SHA256, false)
	if err != nil || len(rows) != 2 || rows[0].First != 2 || rows[1].Last != 3 {
		t.Error(rows, err)
	}
	if rows, err := Unfinished(dir, job.SHA256, true); err != nil || len(rows) != 3 || rows[0].First != 1 {
		t.Error("with the one that is not printed:", rows, err)
	}
	expect(t, jobOf(t, table, dir), "0800-1")
	if rows, err := Unfinished(dir, job.SHA256, true); err != nil || len(rows) != 2 {
		t.Error("when it is printed:", rows, err)
	}
	if _, err := Unfinished(dir, "another", false); err == nil {
		t.Error("the manifest of another file was taken")
	}
	if _, err := Unfinished(t.TempDir(), job.SHA256, false); err == nil {
		t.Error("a folder without a manifest was taken")
	}
}
