package clinic

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
	"aftercare/internal/page"
)

const (
	maxLogoBytes = 5 << 20
	asPNG        = "save the logo as a PNG, 750 pixels wide or more"
	sendAgain    = "copy it again from where it came, or save it anew"
)

// flaw is something wrong with a logo; line 0 means the file as a whole.
type flaw struct {
	line, column  int
	message, hint string
}

// readLogo reads the picture or drawing that the clinic file names at the
// place at; only what lies in files can be named.
func readLogo(files fs.FS, name string, at diag.Position) (*Logo, diag.List) {
	data, broken := logoFile(files, name)
	if broken != nil {
		return nil, diag.List{{Position: at, Message: broken.message, Hint: broken.hint}}
	}
	logo, flaws := decodeLogo(data)
	var found diag.List
	for _, f := range flaws {
		position := at
		if f.line > 0 {
			position = linePosition(filepath.Join(filepath.Dir(at.File), name), data, f)
		}
		found.Add(diag.Diagnostic{Position: position, Message: f.message, Hint: f.hint})
	}
	if found != nil {
		return nil, found
	}
	return logo, nil
}

// longestLine is how many bytes of a line are kept to be shown: a whole drawing
// can stand in one.
const longestLine = 1 << 10

func linePosition(file string, data []byte, f flaw) diag.Position {
	for range f.line - 1 {
		if _, rest, more := bytes.Cut(data, []byte("\n")); more {
			data = rest
		}
	}
	line, _, _ := bytes.Cut(data, []byte("\n"))
	text := strings.TrimSuffix(string(line[:min(len(line), longestLine)]), "\r")
	column := len([]rune(text[:min(f.column-1, len(text))])) + 1 // XML counts bytes
	return diag.Position{File: file, Line: f.line, Column: column, Text: text}
}

// logoFile is the content of a file inside the clinic's folder.
func logoFile(files fs.FS, name string) ([]byte, *flaw) {
	clean := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if !fs.ValidPath(clean) || strings.Contains(clean, ":") {
		return nil, &flaw{message: "the logo must lie in the folder of the clinic file",
			hint: "copy it there and give its file name alone"}
	}
	if files == nil {
		return nil, &flaw{message: "there is no folder to read the logo from"}
	}
	data, err := infile.Read(files, clean, maxLogoBytes)
	switch {
	case errors.Is(err, infile.ErrNotOrdinary):
		return nil, notAFile(files, name, clean)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return nil, unopened(files, clean, err)
	case err != nil:
		return nil, &flaw{message: fmt.Sprintf("the logo %q cannot be read", name), hint: sendAgain}
	case len(data) == 0:
		return nil, &flaw{message: fmt.Sprintf("the logo %q is empty", name), hint: sendAgain}
	case len(data) > maxLogoBytes:
		return nil, &flaw{message: fmt.Sprintf("the logo %q is larger than 5 MiB", name), hint: asPNG}
	}
	return data, nil
}

// notAFile is the flaw of a name that something else has.
func notAFile(files fs.FS, name, clean string) *flaw {
	if info, err := fs.Stat(files, clean); err == nil && info.IsDir() {
		return &flaw{message: fmt.Sprintf("%q is a folder", name), hint: "give the file of the logo in it"}
	}
	return &flaw{message: fmt.Sprintf("the logo %q is no ordinary file", name), hint: "give the name of a PNG, a JPEG or an SVG"}
}

func unopened(files fs.FS, name string, err error) *flaw {
	if !errors.Is(err, fs.ErrNotExist) {
		return &flaw{message: fmt.Sprintf("the logo %q cannot be opened", name),
			hint: "see whether you may read the file"}
	}
	missing := &flaw{message: fmt.Sprintf("there is no file %q beside the clinic file", name),
		hint: "copy the logo there, or take the line out"}
	entries, _ := fs.ReadDir(files, path.Dir(name))
	var names []string
	for _, entry := range entries {
		names = append(names, path.Join(path.Dir(name), entry.Name()))
	}
	if near, ok := diag.Nearest(name, names); ok {
		missing.hint = fmt.Sprintf("did you mean %q?", near)
	}
	return missing
}

// decodeLogo goes by what the bytes are, not by how the file is called.
func decodeLogo(data []byte) (*Logo, []flaw) {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG")), bytes.HasPrefix(data, []byte("\xff\xd8")):
		logo, broken := decodePicture(data)
		if broken != nil {
			return nil, []flaw{*broken}
		}
		return logo, nil
	case looksLikeSVG(data):
		return parseSVG(data)
	}
	return nil, []flaw{{message: "the logo is no PNG, JPEG or SVG: it looks like " + lookOf(data), hint: asPNG}}
}

func looksLikeSVG(data []byte) bool {
	start := bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	lower := bytes.ToLower(start[:min(len(start), 64)])
	isPage := bytes.HasPrefix(lower, []byte("<!doctype html")) || bytes.HasPrefix(lower, []byte("<html"))
	return bytes.HasPrefix(start, []byte("<")) && !isPage
}

// looks are what files that are taken for logos start with.
var looks = []struct{ start, name string }{
	{"%PDF", "a PDF"}, {"%!PS", "an EPS"}, {"\xc5\xd0\xd3\xc6", "an EPS"}, {"8BPS", "a Photoshop file"},
	{"GIF8", "a GIF"}, {"BM", "a Windows bitmap"}, {"II*\x00", "a TIFF"}, {"MM\x00*", "a TIFF"},
	{"\x00\x00\x01\x00", "an icon file"}, {"PK\x03\x04", "a ZIP or Office file"}, {"\xd0\xcf\x11\xe0", "an old Office file"},
	{"\x1f\x8b", "a compressed file"}, {"<", "a web page"}, {"\xff\xfe", "UTF-16 text"}, {"\xfe\xff", "UTF-16 text"},
}

func lookOf(data []byte) string {
	for _, look := range looks {
		if bytes.HasPrefix(bytes.TrimSpace(data), []byte(look.start)) {
			return look.name
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("RIFF")) && bytes.HasPrefix(data[min(8, len(data)):], []byte("WEBP")):
		return "a WebP picture"
	case bytes.HasPrefix(data[min(4, len(data)):], []byte("ftyp")):
		return "a HEIC or AVIF photo"
	}
	return "something else"
}

// proportions is the flaw of a logo that would be a sliver on the page.
func proportions(width, height float64) *flaw {
	switch {
	case width > 12*height:
		return &flaw{message: "the logo is more than 12 times as wide as it is high",
			hint: "cut the empty sides off, or use its compact form"}
	case height > 8*width:
		return &flaw{message: "the logo is more than 8 times as high as it is wide",
			hint: "cut the empty edges off, or use its compact form"}
	}
	return nil
}

// seen is the least contrast with paper at which a logo can be made out at
// all. It is no matter of reading: a pale logo is the clinic's own choice.
const seen = 1.2

var unseen = flaw{message: "the logo is white, or nearly: nothing of it would show on paper",
	hint: "use the form that is made for light backgrounds"}

func shows(c page.Colour) bool { return Contrast(c, white) >= seen }
