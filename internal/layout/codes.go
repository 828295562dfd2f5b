package layout

import (
	"fmt"
	"sync"

	qrcode "github.com/skip2/go-qrcode"

	"aftercare/internal/page"
)

// quietZone is the white around a code, in modules (ISO/IEC 18004, 5.3.8).
const quietZone = 4

// largestCode is the number of modules across that still print at half a
// millimetre each in a column: version 10, which holds 213 bytes at level M.
const (
	largestCode    = 57
	longestAddress = 213
)

// Codes keeps the QR code of each address: an address is coded once. It is
// safe for concurrent use.
type Codes struct {
	drawn sync.Map // address and colour → *page.Drawing
}

// of draws the code of an address in a colour: one path of horizontal runs of
// dark modules, a module being one point wide, within its quiet zone.
func (c *Codes) of(address string, dark page.Colour) (*page.Drawing, error) {
	type key struct {
		address string
		dark    page.Colour
	}
	if drawn, ok := c.drawn.Load(key{address, dark}); ok {
		return drawn.(*page.Drawing), nil
	}
	if len(address) > longestAddress {
		return nil, fmt.Errorf("the article address has %d characters; a code that phones can read off paper holds %d", len(address), longestAddress)
	}
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("the article address does not fit a QR code: %w", err)
	}
	code.DisableBorder = true
	drawn, _ := c.drawn.LoadOrStore(key{address, dark}, drawCode(code.Bitmap(), dark))
	return drawn.(*page.Drawing), nil
}

func drawCode(modules [][]bool, dark page.Colour) *page.Drawing {
	side := page.Length(len(modules)+2*quietZone) * page.Point
	path := page.Path{Fill: &dark}
	for y, row := range modules {
		for x := 0; x < len(row); x++ {
			from := x
			for x < len(row) && row[x] {
				x++
			}
			if x > from {
				path.Segments = append(path.Segments, modulesAt(from, x, y)...)
			}
		}
	}
	return &page.Drawing{Width: side, Height: side, Paths: []page.Path{path}}
}

// modulesAt is the run of modules from..to of row y.
func modulesAt(from, to, y int) []page.Segment {
	at := func(n int) page.Length { return page.Length(n+quietZone) * page.Point }
	return polygon(page.XY{X: at(from), Y: at(y)}, page.XY{X: at(to), Y: at(y)}, page.XY{X: at(to), Y: at(y + 1)}, page.XY{X: at(from), Y: at(y + 1)})
}
