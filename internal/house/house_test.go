// Package house holds the plan of the module against the module: which room
// stands on which floor, and which library has which owner.
package house

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors are the rooms from the ground up. A room imports from its own floor
// and from below; docs/architecture.md says what each of them owns.
var floors = [][]string{
	{"assets", "templates", "internal/diag", "internal/font", "internal/gate", "internal/house", "internal/infile", "internal/locale", "internal/outfile", "internal/page", "internal/printer/printertest", "internal/raster", "internal/table", "internal/tomlfile"},
	{"internal/appointments", "internal/bodymap", "internal/clinic", "internal/handout", "internal/visit"},
	{"internal/document"},
	{"internal/layout", "internal/pdf"},
	{"internal/render"},
	{"internal/batch", "internal/check", "internal/printer", "internal/web"},
	{"cmd/aftercare", "internal/pdf/cutfont", "internal/pictures"},
}

// owners are the libraries that are spoken to in one place, a folder or a
// file, so that leaving one of them is work in that place.
var owners = map[string]string{
	"github.com/go-pdf/fpdf":        "internal/pdf/",
	"github.com/skip2/go-qrcode":    "internal/layout/codes.go",
	"github.com/BurntSushi/toml":    "internal/tomlfile/",
	"github.com/klippa-app/":        "internal/raster/",
	"github.com/tetratelabs/wazero": "internal/raster/",
	"github.com/spf13/":             "cmd/aftercare/",
	"github.com/OpenPrinting/goipp": "internal/printer/",
	"github.com/gofrs/flock":        "internal/batch/",
	"golang.org/x/net/html":         "internal/table/",
}

// grabBags are names that do not say what a package holds.
var grabBags = []string{"util", "utils", "common", "helper", "helpers", "manager", "service", "base", "misc", "shared"}

const module = "aftercare/"

// source is a file of the product: where it lies and what it imports.
type source struct {
	file, name string
	imports    []string
}

func (s source) room() string { return path.Dir(s.file) }

// sources are all files of the module but the tests.
func sources(t *testing.T) (all []source) {
	t.Helper()
	root := os.DirFS("../..")
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		s := source{file: name, name: parsed.Name.Name}
		for _, i := range parsed.Imports {
			imported, _ := strconv.Unquote(i.Path.Value)
			s.imports = append(s.imports, imported)
		}
		all = append(all, s)
		return nil
	})
	if err != nil || len(all) < 50 {
		t.Fatal(len(all), err)
	}
	return all
}

func floorOf(room string) int {
	return slices.IndexFunc(floors, func(rooms []string) bool { return slices.Contains(rooms, room) })
}

func TestNothingImportsUpward(t *testing.T) {
	for _, s := range sources(t) {
		floor := floorOf(s.room())
		if floor < 0 {
			t.Errorf("%s: the room %s has no floor", s.file, s.room())
		}
		for _, imported := range s.imports {
			room, ours := strings.CutPrefix(imported, module)
			if ours && floorOf(room) > floor {
				t.Errorf("%s, on floor %d, imports %s on floor %d", s.file, floor, room, floorOf(room))
			}
		}
	}
}

func TestLibrariesHaveOneOwner(t *testing.T) {
	for library, owner := range owners {
		used := false
		for _, s := range sources(t) {
			for _, imported := range s.imports {
				if !strings.HasPrefix(imported, library) {
					continue
				}
				used = true
				if !strings.HasPrefix(s.file, owner) {
					t.Errorf("%s imports %s, which only %s may", s.file, library, owner)
				}
			}
		}
		if !used {
			t.Errorf("nothing imports %s: is it still needed?", library)
		}
	}
}

func TestPackagesSayWhatTheyHold(t *testing.T) {
	for _, s := range sources(t) {
		for _, part := range append(strings.Split(s.room(), "/"), s.name) {
			if slices.Contains(grabBags, part) {
				t.Errorf("%s: %q says nothing of what is in it", s.file, part)
			}
		}
	}
}

// clocks are the files that may look at the machine's own clock: the program,
// which hands it to everybody else; deadlines of the network, which the system
// keeps by it; certificates that a real TLS client looks at; and what measures
// how long something takes. What is printed or tested by any other would depend
// on the hour.
var clocks = []string{
	"cmd/aftercare/clock.go", "cmd/aftercare/clocktold.go",
	"internal/web/events.go", "internal/gate/*", "internal/web/watch_test.go", "internal/web/browser/*_test.go", "*/*bench_test.go",
}

func TestNothingLooksAtTheClock(t *testing.T) {
	root := os.DirFS("../..")
	clock := regexp.MustCompile(`\btime\.(Now|Local)\b`)
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || name == "internal/house/house_test.go" {
			return err
		}
		may := slices.ContainsFunc(clocks, func(pattern string) bool {
			whole, _ := path.Match(pattern, name) // the patterns are sound
			last, _ := path.Match(pattern, path.Base(path.Dir(name))+"/"+path.Base(name))
			return whole || last
		})
		if text, err := fs.ReadFile(root, name); err != nil || !may && clock.Match(text) {
			t.Errorf("%s looks at the machine's clock or zone (%v): take it from outside", name, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
