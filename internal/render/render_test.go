package render_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/layout"
	"aftercare/internal/render"
)

// alone is each request's file from a renderer that made nothing else.
var alone = sync.OnceValue(func() map[string][]byte {
	files := map[string][]byte{}
	library, c := sources()
	for name, req := range requests() {
		r, err := render.New(library, c, assets.FS)
		if err != nil {
			panic(err)
		}
		h, problems := r.Render(req)
		if h == nil {
			panic(problems)
		}
		files[name] = h.PDF
	}
	return files
})

// A file depends on its own visit, never on what was made before it.
func TestSameBytesInAnyOrder(t *testing.T) {
	names := slices.Sorted(maps.Keys(requests()))
	r := fresh(t)
	dice := rand.New(rand.NewPCG(1, 2))
	for round := range 4 {
		for _, name := range names {
			if got := made(t, r, requests()[name]).PDF; !bytes.Equal(got, alone()[name]) {
				t.Errorf("round %d: %s is another file than alone", round, name)
			}
		}
		dice.Shuffle(len(names), func(i, k int) { names[i], names[k] = names[k], names[i] })
	}
}

func TestSameBytesFromManyAtOnce(t *testing.T) {
	all := requests()
	names := slices.Sorted(maps.Keys(all))
	want := alone()
	r := fresh(t)
	var wait sync.WaitGroup
	for worker := range 8 {
		wait.Go(func() {
			for i := range names {
				name := names[(i*5+worker)%len(names)]
				h, problems := r.Render(all[name])
				if h == nil || !bytes.Equal(h.PDF, want[name]) {
					t.Errorf("worker %d: %s is another file than alone: %v", worker, name, problems)
				}
			}
		})
	}
	wait.Wait()
}

// The hashes change with the design and with nothing else: not with the
// machine, the day or the number of cores. -update rewrites them.
func TestHashes(t *testing.T) {
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(alone())) {
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(alone()[name]), name)
	}
	const file = "testdata/hashes.txt"
	if *update {
		if err := os.WriteFile(file, []byte(list.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || list.String() != string(want) {
		t.Errorf("%v; the files are now\n%s", err, list.String())
	}
}

func TestHandoutSaysWhatItIs(t *testing.T) {
	h := made(t, fresh(t), request())
	if h.ID != "dry-needling" || h.Version == "" || h.Pages != 1 || len(h.Sheet.Pages) != h.Pages {
		t.Errorf("%s %s of %d pages", h.ID, h.Version, h.Pages)
	}
}

// What cannot be made is told, without a word of the visit.
func TestWhatCannotBeMadeIsRefused(t *testing.T) {
	for want, change := range map[string]func(*render.Request){
		`there is no handout "dry-noodling"`:                      func(r *render.Request) { r.Visit.Handout = "dry-noodling" },
		`the handout "dry-needling" is not there in the language`: func(r *render.Request) { r.Visit.Language = "de" },
		"the note has characters that the fonts cannot set":       func(r *render.Request) { r.Visit.Note = "Wobbegong 💪" },
		"a flag of the visit is not in the vocabulary":            func(r *render.Request) { r.Visit.Flags = []string{"xenophobia"} },
	} {
		req := request()
		change(&req)
		h, problems := fresh(t).Render(req)
		if h != nil || problems.Err() == nil || !strings.Contains(problems.Error(), want) {
			t.Errorf("got %v, want %q", problems, want)
		}
		for _, secret := range []string{"Zoë", "low back", "Dana", "Wobbegong", "xenophobia"} {
			if strings.Contains(problems.Error(), secret) {
				t.Errorf("%q stands in %v", secret, problems)
			}
		}
	}
}

func TestAddressTooLongForACodeIsRefused(t *testing.T) {
	library, c := sources()
	long := *c
	long.Articles = map[string]string{"dry-needling": "https://example.com/" + strings.Repeat("a", 500)}
	r, err := render.New(library, &long, assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	if h, problems := r.Render(request()); h != nil || problems.Err() == nil {
		t.Errorf("%v, %v", h, problems)
	}
}

func TestFontsThatAreNotThere(t *testing.T) {
	if _, err := render.New(nil, &clinic.Clinic{}, os.DirFS(t.TempDir())); err == nil {
		t.Error("opened without fonts")
	}
}

// Two clinics in one process keep apart.
func TestRenderersDoNotShare(t *testing.T) {
	library, c := sources()
	other := *c
	other.Brand.R, other.Logo = 0x60, nil
	first := fresh(t)
	second, err := render.New(library, &other, assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	a, b := made(t, first, request()).PDF, made(t, second, request()).PDF
	if bytes.Equal(a, b) || !bytes.Equal(a, made(t, first, request()).PDF) {
		t.Error("one clinic's colour is on the other's sheet")
	}
}

func BenchmarkRender(b *testing.B) {
	for _, c := range []struct {
		name  string
		style layout.Style
	}{{"normal", layout.Style{Paper: layout.Papers[0]}}, {"large", layout.Style{Paper: layout.Papers[0], Large: true}}} {
		b.Run(c.name, func(b *testing.B) {
			r, req := fresh(b), request()
			req.Style = c.style
			made(b, r, req)
			b.ReportAllocs()
			for b.Loop() {
				made(b, r, req)
			}
		})
	}
}

// BenchmarkCold is a renderer's first handout.
func BenchmarkCold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		made(b, fresh(b), request())
	}
}
