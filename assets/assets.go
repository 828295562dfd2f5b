// Package assets holds the fonts that are built into the program.
package assets

import "embed"

// FS holds fonts/, each face beside its licence.
//
//go:embed fonts
var FS embed.FS
