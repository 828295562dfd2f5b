// Package assets holds what others have made and is built into the program.
package assets

import "embed"

// FS holds fonts/ and pdfjs/, each work beside its licence.
//
//go:embed fonts pdfjs
var FS embed.FS
