package table

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"

	"aftercare/internal/diag"
)

// prefixSize is how much of a file is looked at to find out what it is.
const prefixSize = 1 << 16

// kind is what sort of file it is.
type kind uint8

const (
	textFile    kind = iota
	archiveFile      // a workbook, if anything
	calendarFile
	pageFile    // HTML
	xmlBookFile // SpreadsheetML
)

// refusal is a sort of file that holds no table of appointments.
type refusal struct{ start, message, hint string }

// binaries are known by their first bytes.
var binaries = []refusal{
	{"%PDF", "this is a PDF, not a table", "export the appointments as CSV instead of printing them"},
	{"\x1f\x8b", "this is a compressed file", "unpack it first"},
	{"+/v8", utf7Message, encodingHint}, {"+/v9", utf7Message, encodingHint}, {"+/v+", utf7Message, encodingHint}, {"+/v/", utf7Message, encodingHint},
	{"\xff\xfe\x00\x00", "this file is written in UTF-32", encodingHint}, {"\x00\x00\xfe\xff", "this file is written in UTF-32", encodingHint},
	{"SQLite format", "this is a database, not a table", "export the appointments as CSV"},
}

const utf7Message = "this file is written in UTF-7"

// documents are texts that are known by how they begin, in lower case.
var documents = []refusal{
	{"<", "this is markup, not a table", "export the appointments as CSV"},
	{"mime-version:", "this is a page with its pictures in one file (.mht)", "open it in Excel and save it as .xlsx, or as CSV"},
	{"{\\rtf", "this is a text document, not a table", "export the appointments as CSV"},
	{"{", "this is JSON, not a table", "export the appointments as CSV"},
	{"[{", "this is JSON, not a table", "export the appointments as CSV"},
}

const (
	htmlMessage = "this is a web page without a table of appointments"
	htmlHint    = "the export was probably opened after the sign-in had run out: sign in and export again"
)

// sniff says what sort of file it is and how its characters are written, or
// why it cannot be the right one. encoding is what a person says of it, or "".
func sniff(s *source, encoding string) (kind, charset, error) {
	head, err := s.prefix(prefixSize)
	if err != nil {
		return 0, charset{}, err
	}
	if r, ok := beginsLike(binaries, string(head)); ok {
		return 0, charset{}, s.refuse(r.message, r.hint)
	}
	if bytes.HasPrefix(head, []byte(oldOffice)) {
		return 0, charset{}, s.refuseOldOffice()
	}
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06")) {
		return archiveFile, charset{}, s.measure(io.Discard)
	}
	var all census
	if err := s.measure(&all); err != nil {
		return 0, charset{}, err
	}
	c, err := s.charset(head, &all, encoding)
	if err != nil {
		return 0, charset{}, err
	}
	k, err := s.sniffText(head, c)
	return k, c, err
}

const encodingHint = "save it as UTF-8 (in Excel: CSV UTF-8)"

// charset is how the characters are written: as a person says, else as the file
// shows. A name that would be one of two is worse than none.
func (s *source) charset(head []byte, all *census, said string) (charset, error) {
	if said != "" {
		c, err := charsetNamed(said)
		if bytes.HasPrefix(head, []byte("\xef\xbb\xbf")) && c.name == utf8Plain.name {
			c.mark = 3
		}
		if err == nil && c.name != utf8Plain.name && all.multibyte > 1 && all.invalid+len(all.rest) == 0 {
			return c, s.refuse(fmt.Sprintf("the characters of this file are written as UTF-8, and not as %s", c.name), "leave out --encoding")
		}
		return c, err
	}
	if c, ok := declaredCharset(head); ok && all.multibyte < all.invalid+len(all.rest) {
		return c, nil
	}
	can := charsetOf(head, all)
	switch {
	case len(can) == 1:
		return can[0], nil
	case len(can) == 0 && holdsControls(head):
		return charset{}, s.refuse("this is not a text file", "export the appointments as CSV, or save the workbook as .xlsx")
	case len(can) == 0:
		return charset{}, s.refuse("it cannot be told how the characters of this file are written", encodingHint)
	}
	names := make([]string, len(can))
	for i, c := range can {
		names[i] = c.name
	}
	return charset{}, s.refuse(fmt.Sprintf("the characters of this file can be read as %s, which give different names", strings.Join(names, " or ")),
		fmt.Sprintf("%s, or say which: --encoding %s", encodingHint, strings.ToLower(names[0])))
}

func (s *source) sniffText(head []byte, c charset) (kind, error) {
	decoded, err := io.ReadAll(c.decode(bytes.NewReader(head)))
	if err != nil {
		return 0, err
	}
	text := strings.TrimSpace(string(decoded))
	start := strings.ToLower(text[:min(len(text), 64)])
	if k, ok := markupKind(text); ok {
		return k, nil
	}
	if r, ok := beginsLike(documents, start); ok {
		return 0, s.refuse(r.message, r.hint)
	}
	switch {
	case text == "":
		return 0, s.refuse("the file is empty", "export the appointments again")
	case strings.HasPrefix(start, "begin:vcalendar"):
		return calendarFile, nil
	case looksBinary(text):
		return 0, s.refuse("this is not a text file", "export the appointments as CSV, or save the workbook as .xlsx")
	}
	return textFile, nil
}

// pageElements are those by which a page is known.
var pageElements = regexp.MustCompile(`(?i)<(?:!doctype html|html|head|body|table)\b`)

// markupKind tells the two sorts of markup apart that are read.
func markupKind(text string) (kind, bool) {
	switch {
	case !strings.HasPrefix(text, "<"):
		return 0, false
	case pageElements.MatchString(text[:min(len(text), 1<<12)]) && !strings.Contains(text[:min(len(text), 1<<10)], xmlBookMark):
		return pageFile, true
	case strings.Contains(text, xmlBookMark):
		return xmlBookFile, true
	}
	return 0, false
}

func beginsLike(list []refusal, start string) (refusal, bool) {
	for _, r := range list {
		if strings.HasPrefix(start, r.start) {
			return r, true
		}
	}
	return refusal{}, false
}

// looksBinary is true where more than one character in a hundred is none that
// people type.
func looksBinary(text string) bool {
	odd, all := 0, 0
	for _, r := range text {
		all++
		if r == 0 {
			return true
		}
		if r == '\uFFFD' || r < ' ' && r != '\t' && r != '\n' && r != '\r' {
			odd++
		}
	}
	return odd*100 > all
}

// declared is the encoding that a page or XML says of itself.
var declared = regexp.MustCompile(`(?i)(?:<meta[^>]+charset\s*=|<\?xml[^>]+encoding\s*=)\s*["']?\s*([a-z0-9_:-]+)`)

// declaredCharset is what markup says of its characters, if it is not UTF-8,
// which shows by itself.
func declaredCharset(head []byte) (charset, bool) {
	said := declared.FindSubmatch(head[:min(len(head), 1<<12)])
	if said == nil || !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) {
		return charset{}, false
	}
	c, err := charsetNamed(string(said[1]))
	return c, err == nil && c.name != utf8Plain.name && !strings.HasPrefix(c.name, "UTF-16")
}

// holdsControls is the same for a text whose encoding is not known.
func holdsControls(head []byte) bool {
	odd := 0
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' {
			odd++
		}
	}
	return bytes.IndexByte(head, 0) >= 0 || odd*100 > len(head)
}

// refuse is an error about the file as a whole.
func (s *source) refuse(message, hint string) diag.List {
	return diag.List{{Position: diag.Position{File: s.name}, Message: message, Hint: hint}}
}
