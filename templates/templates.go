// Package templates holds the built-in handouts and the vocabulary they share.
package templates

import "embed"

// FS is this folder as it is shipped.
//
//go:embed vocabulary.toml clinic.toml dry-needling imports init
var FS embed.FS
