package batch

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"aftercare/assets"
	"aftercare/internal/appointments"
	"aftercare/internal/clinic"
	"aftercare/internal/handout"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/templates"
)

// house is what all tests render with.
var house = sync.OnceValue(func() (h struct {
	library  *handout.Library
	renderer *render.Renderer
	clinic   *clinic.Clinic
}) {
	check := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	library, problems := handout.OpenLibrary(templates.FS)
	check(problems.Err())
	text, err := os.ReadFile("../../examples/clinic.toml")
	check(err)
	c, problems := clinic.Parse("clinic.toml", text, os.DirFS("../../examples"))
	check(problems.Err())
	renderer, err := render.New(library, c, assets.FS)
	check(err)
	h.library, h.renderer, h.clinic = library, renderer, c
	return h
})

func reading(t testing.TB) appointments.Options {
	t.Helper()
	profiles, err := fs.Sub(templates.FS, "imports")
	if err != nil {
		t.Fatal(err)
	}
	return appointments.Options{Profiles: profiles, Zone: house().clinic.Zone, DefaultHandout: "dry-needling",
		Handouts: house().library.Handouts(), Vocabulary: house().library.Vocabulary()}
}

// importing reads a table of appointments.
func importing(t testing.TB, table string, o appointments.Options) *appointments.Import {
	t.Helper()
	im, err := appointments.Open("day.csv", strings.NewReader(table), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { im.Close() })
	return im
}

// jobOf is a job that puts the sheets of a table into a folder.
func jobOf(t testing.TB, table, dir string) Job {
	t.Helper()
	im := importing(t, table, reading(t))
	paper, _ := layout.PaperOf("letter")
	return Job{Rows: im.Rows(), SHA256: im.SHA256(), Renderer: house().renderer, Style: layout.Style{Paper: paper},
		Language: "en", Dir: dir, Name: named(t, DefaultName)}
}

func named(t testing.TB, pattern string) *Name {
	t.Helper()
	name, err := ParseName(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return name
}

// done runs a job that has to go through.
func done(t testing.TB, job Job) *Summary {
	t.Helper()
	s, err := Run(context.Background(), job, func(Result) {})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const header = "patient,date,time,area,status\n"

// day is a table of n visits of different patients.
func day(n int) string {
	var b strings.Builder
	b.WriteString(header)
	areas := []string{"low back", "neck", "left knee", "jaw", "both hips"}
	for i := range n {
		start := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC).Add(time.Duration(i%600) * time.Minute)
		fmt.Fprintf(&b, "Pat %s,2026-11-23,%s,%s,\n", letters(i), start.Format("15:04"), areas[i%len(areas)])
	}
	return b.String()
}

// letters writes a number as a name.
func letters(n int) string {
	name := []byte{}
	for ; n >= 0; n = n/26 - 1 {
		name = append([]byte{byte('a' + n%26)}, name...)
	}
	return "Q" + string(name)
}

// files are the names in a folder, hidden ones too, in one line.
func files(t testing.TB, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

func content(t testing.TB, dir, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
