package pdf

import (
	"bytes"
	"strings"
)

// Made says whether this program wrote a file as it is, and under what title.
// What another program has changed since or added to is not what we wrote.
func Made(file []byte) (title string, ours bool) {
	ours = bytes.HasPrefix(file, []byte(fileHead)) && bytes.HasSuffix(file, []byte(fileEnd)) &&
		bytes.Count(file, []byte(fileEnd)) == 1 && bytes.Contains(file, []byte(`pdf:Producer="`+producer+`"`))
	if !ours {
		return "", false
	}
	_, behind, _ := bytes.Cut(file, []byte(titleStart))
	text, _, _ := bytes.Cut(behind, []byte("<"))
	return plainText.Replace(string(text)), true
}

// titleStart is what stands before the title in the packet.
const titleStart = `<rdf:li xml:lang="x-default">`

// plainText undoes what xml.EscapeText does to a line of text.
var plainText = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&")

// Cut says whether a file is the beginning of one that this program writes, or
// as empty as the disk leaves it: what a power cut makes of a file.
func Cut(file []byte) bool {
	there := bytes.TrimRight(file, "\x00")
	head := there[:min(len(there), len(fileHead))]
	return strings.HasPrefix(fileHead, string(head)) && !bytes.Contains(there, []byte("%%EOF"))
}
