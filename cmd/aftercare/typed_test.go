package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"
)

// typed runs make in this process with what no script can hold: bytes that are
// no characters, and very many of them.
func typed(t *testing.T, args ...string) (code int, pdf []byte, said string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	now := func() time.Time { return time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC) }
	args = append([]string{"make", "--clinic", "../../examples/clinic.toml", "--out", "-"}, args...)
	code = run(context.Background(), args, strings.NewReader(""), &stdout, &stderr, now)
	return code, stdout.Bytes(), stderr.String()
}

func TestTextsThatCannotBePrinted(t *testing.T) {
	const control = "the text holds a control character\naftercare: hint: write it again by hand\n"
	const notUTF8 = "the text is not UTF-8\naftercare: hint: save the file as UTF-8\n"
	for name, c := range map[string]struct{ flag, text, said string }{
		"control in a name":    {"patient", "SECRET\x07", "patient: " + control},
		"escape in a note":     {"note", "SECRET\x1b[2J", "note: " + control},
		"cut UTF-8 in a name":  {"patient", "SECRET\xe2\x80", "patient: " + notUTF8},
		"Latin-1":              {"therapist", "SECRET\xeb", "therapist: " + notUTF8},
		"half of a pair":       {"patient", "SECRET\xed\xa0\x80", "patient: " + notUTF8},
		"a whole book":         {"note", strings.Repeat("SECRET ten", 1000), "note: the text has 10000 characters, and at most 2000 fit\naftercare: hint: shorten it\n"},
		"a name without end":   {"patient", strings.Repeat("SECRET", 1000), "patient: the text has 6000 characters, and at most 200 fit\naftercare: hint: shorten it\n"},
		"a date with a letter": {"at", "SECRET", "--at: this is not a date and time\naftercare: hint: write it as \"2026-11-23 14:30\"\n"},
	} {
		code, pdf, said := typed(t, "--"+c.flag, c.text)
		if want := "aftercare: error: " + c.said; code != exitUsage || said != want || len(pdf) > 0 {
			t.Errorf("%s: exit %d, %d bytes and\n%swant\n%s", name, code, len(pdf), said, want)
		}
	}
}

// TestTextsThatArePrinted holds that nothing a person can type is too odd for a
// sheet, or too long for one while it is no longer than it may be.
func TestTextsThatArePrinted(t *testing.T) {
	for name, text := range map[string]string{
		"a word that never ends":     strings.Repeat("x", 200),
		"a word of marks":            strings.Repeat("\u0301", 100),
		"marks on a letter":          "q" + strings.Repeat("\u0308", 150),
		"only blanks":                " \u00a0\u3000\t",
		"only what has no width":     "\u200b\u200f\u2066\ufeff",
		"joined people":              "👩\u200d👩\u200d👧",
		"outside the first 65536":    "𝒜𝓃𝓃",
		"private use":                "\ue000\U0010ffff",
		"a replacement character":    "\ufffd",
		"braces":                     "{clinic.phone} {area",
		"what PDF takes for its own": `(\) Tj ET endstream endobj %PDF-1.7`,
		"markup":                     "<b>&amp;</b>]]>",
	} {
		for _, flag := range []string{"--patient", "--therapist"} {
			code, pdf, said := typed(t, flag, text, "--area", "low back")
			if code != exitDone || !bytes.HasPrefix(pdf, []byte("%PDF-")) || strings.Contains(said, "error") {
				t.Errorf("%s as %s: exit %d, %d bytes\n%s", name, flag, code, len(pdf), said)
			}
		}
	}
	long := strings.TrimSpace(strings.Repeat("Walk a little. ", 133))
	if code, pdf, said := typed(t, "--note", long, "--large-print"); code != exitDone || len(pdf) == 0 {
		t.Errorf("a note of %d characters: exit %d\n%s", len(long), code, said)
	}
}
