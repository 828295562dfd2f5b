package table

import (
	"bytes"
	"slices"
)

const (
	lockedMessage = "this workbook is locked with a password"
	lockedHint    = "open it and save it as .xlsx without a password, or as CSV"
)

// strangers are archives that hold no workbook which is read, by a part that
// they have.
var strangers = []struct{ part, message, hint string }{
	{"xl/workbook.bin", "this is a binary workbook (.xlsb)", "open it in Excel and save it as .xlsx, or as CSV"},
	{"word/document.xml", "this is a text document, not a table", "export the appointments as CSV"},
	{"ppt/presentation.xml", "these are slides, not a table", "export the appointments as CSV"},
	{"Index/Document.iwa", "this is a document of Apple Numbers", "open it in Numbers and export it as CSV, or as .xlsx"},
	{"Index.zip", "this is a document of Apple Numbers", "open it in Numbers and export it as CSV, or as .xlsx"},
}

// archiveTables are the tables of a workbook in a zip.
func archiveTables(s *source) ([]Table, error) {
	a, err := openArchive(s)
	if err != nil {
		return nil, (&archive{source: s}).refusal("workbook", "", err)
	}
	for _, x := range strangers {
		if a.has(x.part) {
			return nil, s.refuse(x.message, x.hint)
		}
	}
	if a.has("content.xml") {
		return openDocument{a}.tables()
	}
	if !a.has("xl/workbook.xml") && !a.has("_rels/.rels") {
		return nil, s.refuse("this is a compressed file", "unpack it first")
	}
	b, err := openWorkbook(a)
	if err != nil {
		return nil, err
	}
	return b.tables(), nil
}

// oldOffice is how the files of Office began until 2007 (MS-CFB), and those
// with a password still do.
const oldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// oldKinds are told apart by the names of what is in such a file, in UTF-16.
var oldKinds = []struct{ stream, message, hint string }{
	{"", "this is an old Excel workbook (.xls)", "open it in Excel and save it as .xlsx, or as CSV"},
	{"EncryptedPackage", lockedMessage, lockedHint},
	{"WordDocument", "this is an old text document (.doc), not a table", "export the appointments as CSV"},
}

// refuseOldOffice says which sort of old file it is.
func (s *source) refuseOldOffice() error {
	found := make([]bool, len(oldKinds))
	look := windows{most: 64, see: func(piece []byte) {
		for i, kind := range oldKinds {
			found[i] = found[i] || kind.stream != "" && bytes.Contains(piece, wide(kind.stream))
		}
	}}
	if err := s.measure(&look); err != nil {
		return err
	}
	kind := oldKinds[max(0, slices.Index(found, true))]
	return s.refuse(kind.message, kind.hint)
}

// wide is a name in UTF-16LE with the zero that ends it.
func wide(name string) []byte {
	var out []byte
	for _, c := range []byte(name) {
		out = append(out, c, 0)
	}
	return append(out, 0, 0)
}

// windows lets see look at all that is written, in pieces that overlap by most
// bytes, so that nothing so short is cut in two.
type windows struct {
	most int
	rest []byte
	see  func([]byte)
}

func (w *windows) Write(p []byte) (int, error) {
	piece := append(w.rest, p...)
	w.see(piece)
	w.rest = bytes.Clone(piece[max(0, len(piece)-w.most):])
	return len(p), nil
}
