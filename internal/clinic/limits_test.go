package clinic

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aftercare/internal/diag"
)

// A drawing that is wrong throughout is told of as far as it helps.
func TestADrawingWithManyFlaws(t *testing.T) {
	var b strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&b, "<foo%d/>\n", i)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "logo.svg"), []byte(svg(b.String())), 0o600); err != nil {
		t.Fatal(err)
	}
	_, found := readLogo(os.DirFS(dir), "logo.svg", diag.Position{File: "clinic.toml"})
	if len(found) != diag.Most || found[3].Position.Line != 4 || found[3].Position.Text != "<foo3/>" {
		t.Errorf("%d findings, the fourth %+v", len(found), found[3])
	}
}

// Neither depth nor size of a drawing costs more than a refusal.
func TestADrawingThatIsTooMuch(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("<g>", 300):                          "more than 200 deep",
		"<foo>" + strings.Repeat("<g>", 300):                "more than 200 deep",
		"<title>" + strings.Repeat("<g>", 300) + "</title>": "more than 200 deep",
		"<x:y xmlns:x='a'>" + strings.Repeat("<g>", 300):    "more than 200 deep",
	} {
		_, flaws := parseSVG([]byte(svg(text)))
		if last := flaws[len(flaws)-1]; !strings.Contains(last.message, want) {
			t.Errorf("%.30s: %+v", text, flaws)
		}
	}
	// Nothing is read behind what is too much, also if every shape is.
	heavy := "<path d='M8 8" + strings.Repeat("h1v1h-1v-1", 6000) + "'/>"
	if _, flaws := parseSVG([]byte(svg(heavy + heavy + "<foo/>"))); len(flaws) != 1 {
		t.Errorf("%+v", flaws)
	}
}

// jpegSaying is the beginning of a JPEG of some size, kind and number of scans.
func jpegSaying(kind byte, width, height, scans int) []byte {
	frame := []byte{0xff, 0xd8, 0xff, kind, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1}
	binary.BigEndian.PutUint16(frame[7:], uint16(height))
	binary.BigEndian.PutUint16(frame[9:], uint16(width))
	return append(frame, bytes.Repeat([]byte{0xff, 0xda}, scans)...)
}

// pngSaying is the beginning of a PNG.
func pngSaying(depth, interlace byte, width, height int) []byte {
	chunk := []byte("IHDR\x00\x00\x00\x00\x00\x00\x00\x00\x00\x06\x00\x00\x00")
	binary.BigEndian.PutUint32(chunk[4:], uint32(width))
	binary.BigEndian.PutUint32(chunk[8:], uint32(height))
	chunk[12], chunk[16] = depth, interlace
	all := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), chunk...)
	return binary.BigEndian.AppendUint32(all, crc32.ChecksumIEEE(chunk))
}

// What would take much time or memory is refused before it is decoded.
func TestAPictureThatIsTooMuch(t *testing.T) {
	const baseline, progressive = 0xc0, 0xc2
	for _, c := range []struct {
		says string
		data []byte
		slow bool
	}{
		{"a photo", jpegSaying(baseline, 8000, 4000, 1), false},
		{"a progressive photo", jpegSaying(progressive, 4032, 3024, 10), false},
		{"a large progressive photo", jpegSaying(progressive, 6000, 6000, 10), true},
		{"100 scans", jpegSaying(progressive, 4000, 3000, 100), true},
		{"100 scans of another kind", jpegSaying(baseline, 4000, 3000, 100), true},
		{"a scan of a logo", pngSaying(8, 0, 6000, 6000), false},
		{"an interlaced scan", pngSaying(8, 1, 6000, 6000), true},
		{"with 16 bits", pngSaying(16, 0, 6000, 6000), true},
	} {
		_, broken := decodePicture(c.data)
		if broken == nil || strings.Contains(broken.message, "too long to read") != c.slow {
			t.Errorf("%s: %+v", c.says, broken)
		}
	}
}
