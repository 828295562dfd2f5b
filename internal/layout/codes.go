package layout

import (
	"fmt"

	qrcode "github.com/skip2/go-qrcode"

	"aftercare/internal/page"
)

// QuietZone is the white around a code, in modules (ISO/IEC 18004, 5.3.8).
const QuietZone = 4

// longestAddress is what version 10 holds at level M, in bytes (ISO/IEC 18004,
// table 7): 57 modules, which at half a millimetre each still fit a column.
const longestAddress = 213

// Code draws the QR code of an address in black, for other places than paper. A
// module is one point wide; QuietZone is left to whoever places it.
func Code(address string) (*page.Drawing, error) {
	return new(Drawings).code(address, page.Colour{})
}

// code draws the QR code of an address in a colour: one path of horizontal
// runs of dark modules, a module being one point wide. The quiet zone around
// it is left by whoever places it.
func (d *Drawings) code(address string, dark page.Colour) (*page.Drawing, error) {
	type key struct {
		address string
		dark    page.Colour
	}
	if len(address) > longestAddress {
		return nil, fmt.Errorf("the article address has %d characters; a code that phones can read off paper holds %d", len(address), longestAddress)
	}
	var err error
	drawn := keep(d, key{address, dark}, func() (drawn *page.Drawing) {
		var code *qrcode.QRCode
		if code, err = qrcode.New(address, qrcode.Medium); err != nil {
			return nil
		}
		code.DisableBorder = true
		return drawCode(code.Bitmap(), dark)
	})
	return drawn, err
}

func drawCode(modules [][]bool, dark page.Colour) *page.Drawing {
	side := page.Length(len(modules)) * page.Point
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
	at := func(n int) page.Length { return page.Length(n) * page.Point }
	return polygon(page.XY{X: at(from), Y: at(y)}, page.XY{X: at(to), Y: at(y)}, page.XY{X: at(to), Y: at(y + 1)}, page.XY{X: at(from), Y: at(y + 1)})
}
