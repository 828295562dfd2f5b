package clinic

import (
	"bytes"
	"encoding/binary"

	"aftercare/internal/page"
)

// turn brings a picture that a camera stored on its side upright: the place of
// each pixel is swapped, then counted from the other end.
type turn struct{ swap, flipX, flipY bool }

// turns are the eight values of the Exif tag Orientation (Exif 2.32, 4.6.4).
var turns = [9]turn{
	2: {flipX: true}, 3: {flipX: true, flipY: true}, 4: {flipY: true},
	5: {swap: true}, 6: {swap: true, flipY: true}, 7: {swap: true, flipX: true, flipY: true}, 8: {swap: true, flipX: true},
}

func (t turn) apply(p *page.Picture) *page.Picture {
	if t == (turn{}) {
		return p
	}
	upright := &page.Picture{Width: p.Width, Height: p.Height, Pixels: make([]byte, 0, len(p.Pixels))}
	if t.swap {
		upright.Width, upright.Height = p.Height, p.Width
	}
	for y := range upright.Height {
		for x := range upright.Width {
			at := 3 * t.from(x, y, p)
			upright.Pixels = append(upright.Pixels, p.Pixels[at:at+3]...)
		}
	}
	return upright
}

// from is which pixel of p comes to stand at x, y.
func (t turn) from(x, y int, p *page.Picture) int {
	if t.swap {
		x, y = y, x
	}
	if t.flipX {
		x = p.Width - 1 - x
	}
	if t.flipY {
		y = p.Height - 1 - y
	}
	return y*p.Width + x
}

// orientation looks through the segments of a JPEG for the Exif block and
// gives its Orientation, 1 to 8; 0 where it says none.
func orientation(data []byte) int {
	const exif, scan = 0xe1, 0xda
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != scan; {
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) {
			break
		}
		if block, ok := bytes.CutPrefix(data[at+4:end], []byte("Exif\x00\x00")); ok && data[at+1] == exif {
			return orientationTag(block)
		}
		at = end
	}
	return 0
}

// orientationTag reads the first directory of a TIFF block (TIFF 6.0, section
// 2): a count, then twelve bytes for each tag.
func orientationTag(tiff []byte) int {
	const tag, tagSize = 0x0112, 12
	if len(tiff) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	directory := int64(order.Uint32(tiff[4:]))
	if directory+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[directory+2:]
	for range order.Uint16(tiff[directory:]) {
		if len(entries) < tagSize {
			break
		}
		if order.Uint16(entries) == tag {
			return int(order.Uint16(entries[8:])) % len(turns)
		}
		entries = entries[tagSize:]
	}
	return 0
}
