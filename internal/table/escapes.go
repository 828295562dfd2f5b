package table

import (
	"html"
	"io"
	"mime"
	"mime/quotedprintable"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

var (
	// reference is a character as web pages write it: &oacute; or &#243;.
	reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)
	// quotedRun is characters of UTF-8 as mail writes them: =C3=B3. No text has
	// one by chance.
	quotedRun = regexp.MustCompile(`(?:=[C-F][0-9A-F](?:=[89AB][0-9A-F]){1,3})+`)
)

// wordsOfMail decodes "=?utf-8?Q?Jos=C3=A9?=" (RFC 2047).
var wordsOfMail = mime.WordDecoder{CharsetReader: func(name string, r io.Reader) (io.Reader, error) {
	code, err := htmlindex.Get(name)
	if err != nil {
		return nil, err
	}
	return code.NewDecoder().Reader(r), nil
}}

// unescapedCell is a cell of a text without the escapes of web pages and of mail,
// which some exports leave in it. What is no escape stays as it is.
func unescapedCell(cell string) string {
	if strings.Contains(cell, "&") {
		cell = reference.ReplaceAllStringFunc(cell, html.UnescapeString)
	}
	if !strings.Contains(cell, "=") {
		return cell
	}
	if strings.Contains(cell, "=?") {
		if decoded, err := wordsOfMail.DecodeHeader(cell); err == nil {
			cell = decoded
		}
	}
	return quotedRun.ReplaceAllStringFunc(cell, func(run string) string {
		decoded, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(run)))
		if err != nil || !utf8.Valid(decoded) {
			return run
		}
		return string(decoded)
	})
}
