package pdf

import "aftercare/internal/font"

// Catalogue is what all files share.
type Catalogue struct {
	book  *font.Book
	block *[0x10000]uint8
}
