package table

import (
	"bytes"
	"io"
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
)

// refusal is a sort of file that holds no table of appointments.
type refusal struct{ start, message, hint string }

// binaries are known by their first bytes.
var binaries = []refusal{
	{"%PDF", "this is a PDF, not a table", "export the appointments as CSV instead of printing them"},
	{"\x1f\x8b", "this is a compressed file", "unpack it first"},
	{"SQLite format", "this is a database, not a table", "export the appointments as CSV"},
}

// documents are texts that are known by how they begin, in lower case.
var documents = []refusal{
	{"<!doctype", htmlMessage, htmlHint},
	{"<html", htmlMessage, htmlHint},
	{"<head", htmlMessage, htmlHint},
	{"<table", htmlMessage, htmlHint},
	{"<", "this is markup, not a table", "export the appointments as CSV"},
	{"{\\rtf", "this is a text document, not a table", "export the appointments as CSV"},
	{"{", "this is JSON, not a table", "export the appointments as CSV"},
	{"[{", "this is JSON, not a table", "export the appointments as CSV"},
}

const (
	htmlMessage = "this is a web page saved under the name of a table"
	htmlHint    = "the export was probably opened after the sign-in had run out: sign in and export again"
)

// sniff says what sort of file it is and how its characters are written, or
// why it cannot be the right one.
func sniff(s *source) (kind, charset, error) {
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
	c := charsetOf(head, all)
	k, err := s.sniffText(head, c)
	return k, c, err
}

func (s *source) sniffText(head []byte, c charset) (kind, error) {
	decoded, err := io.ReadAll(c.decode(bytes.NewReader(head)))
	if err != nil {
		return 0, err
	}
	text := strings.TrimSpace(string(decoded))
	start := strings.ToLower(text[:min(len(text), 64)])
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

// refuse is an error about the file as a whole.
func (s *source) refuse(message, hint string) diag.List {
	return diag.List{{Position: diag.Position{File: s.name}, Message: message, Hint: hint}}
}
