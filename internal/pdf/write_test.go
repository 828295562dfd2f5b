package pdf

import (
	"bytes"
	"crypto/sha256"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"aftercare/internal/page"
)

var update = flag.Bool("update", false, "rewrite the files in testdata and ready")

func write1(t testing.TB, c *Catalogue, sheet *page.Sheet) []byte {
	t.Helper()
	data, err := c.NewWriter().Write(sheet, made)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTagTree compares what a screen reader hears with testdata/*.tree.
func TestTagTree(t *testing.T) {
	b := book(t)
	c := NewCatalogue(b)
	for name, sheet := range fixtures(t) {
		r := readOut(t, write1(t, c, sheet), b)
		golden(t, name+".tree", "title: "+r.text(r.dict(r.trailer["Info"])["Title"])+"\nlanguage: "+r.text(r.root["Lang"])+"\n"+r.outline()+"\nartifacts:\n"+r.artifacts)
	}
}

func TestCombinedTree(t *testing.T) {
	b := book(t)
	long := longSheet(b)
	parts := []Part{{handoutSheet(b, page.Bold, "Dana Reyes"), "1 Dana"}, {long, "2 Ñandú"}}
	data, err := NewCatalogue(b).NewWriter().Combine("Handouts of a day", "en-US", parts, made)
	if err != nil {
		t.Fatal(err)
	}
	r := readOut(t, data, b)
	tree := r.outline()
	outline := r.dict(r.root["Outlines"])
	for o := outline["First"]; o != nil; o = r.dict(o)["Next"] {
		tree += "bookmark " + r.text(r.dict(o)["Title"]) + "\n"
	}
	golden(t, "combined.tree", tree)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the difference\n%s", name, got)
	}
}

// TestTextComesOutLetterForLetter compares the text of the file, mark by mark,
// with that of the sheet.
func TestTextComesOutLetterForLetter(t *testing.T) {
	b := book(t)
	c := NewCatalogue(b)
	for name, sheet := range fixtures(t) {
		r := readOut(t, write1(t, c, sheet), b)
		var got, want strings.Builder
		for i, p := range sheet.Pages {
			marks := r.marked[r.pages[i]]
			for mcid := range len(marks) {
				got.WriteString(marks[mcid])
			}
			for _, item := range p.Items {
				if item.Text != nil && item.Element != page.Artifact {
					want.WriteString(item.Text.Text)
				}
			}
		}
		if got.String() != want.String() {
			t.Errorf("%s: got\n%q\nwant\n%q", name, got.String(), want.String())
		}
	}
}

// TestBytesDependOnTheSheetAlone writes one sheet first, after others, by
// another worker, while others work, and from an emptied shelf.
func TestBytesDependOnTheSheetAlone(t *testing.T) {
	b := book(t)
	sheets := fixtures(t)
	sheet := sheets["polish"]
	want := write1(t, NewCatalogue(b), sheet)
	c := NewCatalogue(b)
	used := c.NewWriter()
	for range 25 {
		for _, other := range sheets {
			if _, err := used.Write(other, made); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, err := used.Write(sheet, made); err != nil || !bytes.Equal(got, want) {
		t.Errorf("after other sheets the bytes differ: %v", err)
	}
	if _, err := used.Write(&page.Sheet{}, made); err == nil {
		t.Fatal("an empty sheet was bound")
	}
	if got, err := used.Write(sheet, made); err != nil || !bytes.Equal(got, want) {
		t.Errorf("after a refused sheet the bytes differ: %v", err)
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			w := c.NewWriter()
			for _, other := range sheets {
				got, err := w.Write(other, made)
				if err != nil || other == sheet && !bytes.Equal(got, want) {
					t.Errorf("by another worker the bytes differ: %v", err)
				}
			}
		})
	}
	wait.Wait()
}

func TestInfoAgreesWithMetadata(t *testing.T) {
	b := book(t)
	sheet := longSheet(b)
	sheet.Title = "Qué <hacer> & «esperar» 😀"
	r := read(t, write1(t, NewCatalogue(b), sheet))
	info, root := r.dict(r.trailer["Info"]), r.dict(r.trailer["Root"])
	if got := r.text(info["Title"]); got != sheet.Title {
		t.Errorf("title %q", got)
	}
	if got := r.text(info["CreationDate"]); got != "D:20261123143000-05'00'" {
		t.Errorf("date %q", got)
	}
	xmp := string(r.get(root["Metadata"]).(stream).data)
	for _, want := range []string{
		"Qué &lt;hacer&gt; &amp; «esperar» 😀", `xmp:CreateDate="2026-11-23T14:30:00-05:00"`,
		`pdf:Producer="` + r.text(info["Producer"]) + `"`, `pdfaid:part="2"`, `pdfaid:conformance="A"`, `pdfuaid:part="1"`,
	} {
		if !strings.Contains(xmp, want) {
			t.Errorf("the metadata lack %s", want)
		}
	}
	if r.dict(root["MarkInfo"])["Marked"] != true || r.dict(root["ViewerPreferences"])["DisplayDocTitle"] != true {
		t.Error("the file does not say that it is tagged, or hides its title")
	}
}

func TestIdentityFollowsTheContent(t *testing.T) {
	b := book(t)
	c := NewCatalogue(b)
	id := func(sheet *page.Sheet) string {
		return string(read(t, write1(t, c, sheet)).trailer["ID"].([]any)[0].(pdfText))
	}
	a, same, other := id(handoutSheet(b, page.Bold, "A")), id(handoutSheet(b, page.Bold, "A")), id(handoutSheet(b, page.Bold, "B"))
	if a == "" || a != same || a == other {
		t.Errorf("identities %x, %x and %x", a, same, other)
	}
}

func TestSharedDrawingsAndPicturesAreWrittenOnce(t *testing.T) {
	b := book(t)
	one, two := handoutSheet(b, page.Bold, "A"), handoutSheet(b, page.Bold, "B")
	*two = *one
	c := NewCatalogue(b)
	data, err := c.NewWriter().Combine("Two", "en", []Part{{one, "A"}, {two, "B"}}, made)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"/Subtype/Form", "/Subtype/Image", "/Length1"} {
		want := 1
		if kind == "/Length1" {
			want = 2 // faces
		}
		if got := bytes.Count(data, []byte(kind)); got != want {
			t.Errorf("%s %d times", kind, got)
		}
	}
}

// TestRectanglesMeet checks that the corners of rectangles are rounded, not
// their sides, so that what meets in the drawing meets on the page.
func TestRectanglesMeet(t *testing.T) {
	b := book(t)
	s := newBuilder(b, "Rectangles", "en")
	path := &page.Path{Fill: &ink, Segments: slices.Concat(rectangleOf(1004, 2002, 1417, 1414), rectangleOf(1004, 3416, 1417, 1000))}
	s.heading(page.H1, 0, 12000, "x")
	s.item(page.Item{Element: page.Artifact, Path: path})
	r := read(t, write1(t, NewCatalogue(b), &s.sheet))
	content := string(r.get(r.dict(r.list(r.dict(r.dict(r.trailer["Root"])["Pages"])["Kids"])[0])["Contents"]).(stream).data)
	if want := "1 790 1.42 -1.42 re 1 788.58 1.42 -1 re f "; !strings.Contains(content, want) {
		t.Errorf("no %q in\n%s", want, content)
	}
}

func TestSizes(t *testing.T) {
	b := book(t)
	sheet := handoutSheet(b, page.Bold, "Dana Reyes")
	const most = 30 << 10
	if got := len(write1(t, NewCatalogue(b), sheet)); got > most {
		t.Errorf("a plain handout has %d bytes, more than %d", got, most)
	}
}

// TestHashes holds the very bytes, which are the same on every machine. They
// change with the words, the fonts, the design and the pinned compressor, and
// with nothing else.
func TestHashes(t *testing.T) {
	c := NewCatalogue(book(t))
	sheets := fixtures(t)
	var list strings.Builder
	for _, name := range slices.Sorted(maps.Keys(sheets)) {
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(write1(t, c, sheets[name])), name)
	}
	golden(t, "hashes.txt", list.String())
}

// TestThickFile combines so many sheets that objects fill several streams and
// the table of objects is compressed.
func TestThickFile(t *testing.T) {
	b := book(t)
	var parts []Part
	for i := range 60 {
		parts = append(parts, Part{longSheet(b), fmt.Sprint("Sheet ", i+1)})
	}
	data, err := NewCatalogue(b).NewWriter().Combine("Handouts of a day", "es-US", parts, made)
	if err != nil {
		t.Fatal(err)
	}
	r := readOut(t, data, b)
	tree := r.outline()
	if got := strings.Count(tree, "gentle movement"); got != len(parts) || len(r.pages) != 2*len(parts) {
		t.Errorf("%d sheets on %d pages, want %d", got, len(r.pages), len(parts))
	}
	if r.trailer["Filter"] == nil || len(r.objects) < 4*crowd {
		t.Errorf("the file is too thin to show anything: %d objects", len(r.objects))
	}
}
