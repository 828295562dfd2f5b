package render_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image/png"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/render"
)

// TestHostileInput feeds the whole line what would spoil a page. Each is told in
// words that a person can act on, and no file is made.
func TestHostileInput(t *testing.T) {
	whole := pngOf(t)
	vector := func(shapes string) []byte {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 64 64">` +
			shapes + `<path d="M8 8h48v48h-48z"/></svg>`)
	}
	for _, c := range []struct {
		what string
		in   input
		want string
	}{
		{"a clinic in letters no font has", input{change: [2]string{`"Harbor Street Physical Therapy"`, `"港街理疗"`}}, "characters that the fonts cannot set"},
		{"a note in letters no font has", input{note: "加油 💪"}, "the note has characters that the fonts cannot set"},
		{"an address of 2,000 characters", input{change: [2]string{"harbor-street/dry-needling", strings.Repeat("a", 2000)}}, "articles.dry-needling is longer than 200 characters: its QR code would be too fine to scan"},
		{"an address that is a script", input{change: [2]string{"https://www.example.com/harbor-street/dry-needling", "javascript:alert(1)"}}, "articles.dry-needling is not an https address"},
		{"a logo of more than 40 megapixels", input{logo: sized(whole, 10_000, 4_001)}, "10000 × 4001 pixels"},
		{"a logo that claims to be enormous", input{logo: sized(whole, 1<<31-1, 1<<31-1)}, "the logo claims more pixels than there are on any screen"},
		{"a logo cut in half", input{logo: whole[:len(whole)/2]}, "the logo is cut short: the end of the file is missing"},
		{"a logo with a wrong byte", input{logo: spoilt(whole)}, "the logo is damaged"},
		{"a logo that is no picture", input{logo: []byte("MZ\x90\x00 this program cannot be run")}, "the logo is no PNG, JPEG or SVG"},
		{"a drawing with a script", input{logo: vector("<script>alert(1)</script>")}, "<script> cannot be drawn"},
		{"a drawing with a handler", input{logo: vector(`<rect width="9" height="9" onclick="x()"/>`)}, "onclick is a script"},
		{"a drawing with a picture from elsewhere", input{logo: vector(`<image xlink:href="https://example.com/x.png"/>`)}, "<image> cannot be drawn"},
		{"a drawing with a part from elsewhere", input{logo: vector(`<use href="file:///etc/passwd#a"/>`)}, "<use> cannot be drawn"},
		{"a drawing with an entity from elsewhere", input{logo: append([]byte(`<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>`), vector("")...)}, "the DOCTYPE declares entities, which cannot be drawn"},
		{"a font cut in half", input{assets: halved(t)}, "font fonts/NotoSans-Bold.ttf is broken: it ends within its table"},
	} {
		h, err := c.in.render()
		if h != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.what, err, c.want)
		}
	}
}

// input is what a test changes of a handout that is well.
type input struct {
	change [2]string // in the clinic's file
	logo   []byte
	note   string
	assets fs.FS
}

// render makes the handout from the files, as the command does.
func (in input) render() (*render.Handout, error) {
	text, err := os.ReadFile("../../examples/clinic.toml")
	if err != nil {
		return nil, err
	}
	if in.logo == nil {
		if in.logo, err = os.ReadFile("../../examples/logo.svg"); err != nil {
			return nil, err
		}
	}
	text = bytes.Replace(text, []byte(in.change[0]), []byte(in.change[1]), 1)
	c, problems := clinic.Parse("clinic.toml", text, fstest.MapFS{"logo.svg": {Data: in.logo}})
	if err := problems.Err(); err != nil {
		return nil, err
	}
	if in.assets == nil {
		in.assets = assets.FS
	}
	library, _ := sources()
	r, err := render.New(library, c, in.assets)
	if err != nil {
		return nil, err
	}
	req := request()
	req.Visit.Note = in.note
	h, problems := r.Render(req)
	return h, problems.Err()
}

func pngOf(t *testing.T) []byte {
	t.Helper()
	var data bytes.Buffer
	if err := png.Encode(&data, slope(200, 100)); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

// sized is the PNG with another size in its header, which says so rightly.
func sized(whole []byte, width, height uint32) []byte {
	const header = 16 // after the signature, the length and the name of the first chunk
	data := bytes.Clone(whole)
	binary.BigEndian.PutUint32(data[header:], width)
	binary.BigEndian.PutUint32(data[header+4:], height)
	binary.BigEndian.PutUint32(data[header+13:], crc32.ChecksumIEEE(data[header-4:header+13]))
	return data
}

func spoilt(whole []byte) []byte {
	data := bytes.Clone(whole)
	data[len(data)/2] ^= 0xFF
	return data
}

// halved are the built-in fonts, one of them cut in half.
func halved(t *testing.T) fs.FS {
	t.Helper()
	files := fstest.MapFS{}
	names, err := fs.Glob(assets.FS, "fonts/*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(assets.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "NotoSans-Bold.ttf") {
			data = data[:len(data)/2]
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	return files
}
