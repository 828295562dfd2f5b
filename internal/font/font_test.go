package font

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"aftercare/assets"
	"aftercare/internal/page"
)

func open(t testing.TB) *Book {
	t.Helper()
	book, err := Open(assets.FS)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestCovers(t *testing.T) {
	book := open(t)
	for _, c := range []struct {
		face page.Face
		text string
		want bool
	}{
		{page.Regular, "Zoë Łukasiewicz, ¿qué? “ok” – 10½ °C €", true},
		{page.Bold, "Dvořák Şahin Ångström ßÆœ", true},
		{page.WideRegular, "Nguyễn Văn Ánh Ελένη Ольга Ґалаґан", true},
		{page.WideBold, "Nguyễn Thị Hằng Ὀδυσσεύς Ђорђе", true},
		{page.Regular, "Ελ", false},
		{page.Regular, "\n\t\x00\u200B\u202E\uFEFF\uE000\uFFFD\U0001F600", false},
		{page.WideRegular, "\x00\r\t\u200B\u200D\u202E\uFEFF\uFFFE\uE000\u2028漢ع\U0001F600", false},
	} {
		for _, r := range c.text {
			if got := book.Covers(c.face, r); got != c.want {
				t.Errorf("face %d covers %q: %v", c.face, r, got)
			}
		}
	}
	if r, found := book.Missing(page.Bold, "Zoë漢Ω😀"); !found || r != '漢' {
		t.Errorf("the first missing character is %q, %v", r, found)
	}
	if r, found := book.Missing(page.Bold, "Zoë"); found {
		t.Errorf("%q is said to be missing", r)
	}
	for _, r := range []rune{-1, 0x110000, 1 << 30} {
		if book.Covers(page.Regular, r) {
			t.Errorf("covers %#x", r)
		}
	}
}

func TestWidth(t *testing.T) {
	book := open(t)
	sum := 0
	for _, r := range "Hallo, Zoë" {
		sum += book.Advance(page.Regular, r)
	}
	if got, want := book.Width(page.Regular, 12*page.Point, "Hallo, Zoë"), page.Length(sum*12); got != want {
		t.Errorf("width %d, advances say %d", got, want)
	}
	if got := book.Width(page.Regular, 12*page.Point, "漢\U0001F600"); got != 0 {
		t.Errorf("width of what is not covered is %d", got)
	}
	if x, cap := book.XHeight(page.Bold, 1000), book.CapHeight(page.Bold, 1000); x != 496 || cap != 668 {
		t.Errorf("x-height %d and capital height %d, the font file says 496 and 668", x, cap)
	}
	if name, box := book.Name(page.Bold), book.Bounds(page.Bold); name != "AtkinsonHyperlegibleNext-Bold" || box != [4]int{-68, -251, 1369, 919} {
		t.Errorf("the bold face is %s with bounds %v", name, box)
	}
	if a, d := book.Ascent(page.Regular, 2000), book.Descent(page.Regular, 2000); a != 1968 || d != 632 {
		t.Errorf("ascent %d and descent %d, the font file says 984 and 316 of 1000", a, d)
	}
}

func TestOpenRefusesBrokenFonts(t *testing.T) {
	const name = "fonts/NotoSans-Bold.ttf"
	whole, err := fs.ReadFile(assets.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), whole...)
	damaged[len(damaged)/2] ^= 0xFF
	for _, c := range []struct {
		data []byte
		want string
	}{
		{nil, "file does not exist"},
		{[]byte{}, "it is not a TrueType font"},
		{[]byte("%PDF-1.7 and so on"), "it is not a TrueType font"},
		{whole[:40], "it ends within its table of contents"},
		{whole[:len(whole)/2], "it ends within its table"},
		{damaged, "is damaged"},
	} {
		_, err := Open(with(t, name, c.data))
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), name) {
			t.Errorf("got %v, want %q and the file's name", err, c.want)
		}
	}
}

// with is the built-in fonts with one file replaced, or left out if data is nil.
func with(t *testing.T, name string, data []byte) fs.FS {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, file := range files {
		whole, err := fs.ReadFile(assets.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		fsys[file] = &fstest.MapFile{Data: whole}
	}
	fsys[name] = &fstest.MapFile{Data: data}
	if data == nil {
		delete(fsys, name)
	}
	return fsys
}

func FuzzOpen(f *testing.F) {
	whole, err := fs.ReadFile(assets.FS, files[page.Regular])
	if err != nil {
		f.Fatal(err)
	}
	f.Add(whole[:600])
	f.Add(whole)
	f.Fuzz(func(t *testing.T, data []byte) {
		if check(data) == nil {
			parse(data).advance('A')
		}
	})
}

func TestBookIsSafeForConcurrentUse(t *testing.T) {
	book := open(t)
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() { book.Width(page.Face(i%int(page.Faces)), 12000, "Łódź") })
	}
	wait.Wait()
}

func BenchmarkWidth(b *testing.B) {
	book := open(b)
	b.ReportAllocs()
	for b.Loop() {
		book.Width(page.Regular, 12*page.Point, "If it has not eased by Thursday, call us.")
	}
}

func BenchmarkOpen(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		open(b).Covers(page.Regular, 'x')
	}
}
