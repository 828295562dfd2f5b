package clinic

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"

	"aftercare/internal/page"
)

const (
	maxPixels = 40_000_000  // decoded; a small file can claim billions
	maxMemory = 200_000_000 // bytes that decoding takes
	maxPasses = 200_000_000 // pixels times the scans of a JPEG: some seconds

	// A logo prints at most 180 × 48 points; at 300 dots an inch that is:
	printedWidth  = 750
	printedHeight = 200
)

// decodePicture reads a PNG or JPEG in any of their colour models, puts it on
// white and takes away the pixels that no printer would show.
func decodePicture(data []byte) (*Logo, *flaw) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, broken(data, err)
	}
	turn := turns[orientation(data)]
	width, height := int64(config.Width), int64(config.Height)
	if width > maxPixels || width*height > maxPixels {
		return nil, &flaw{message: fmt.Sprintf("the logo is %d × %d pixels; 40 million at most are read", width, height),
			hint: "save it about 1500 pixels wide: it prints 2.5 inches wide at most"}
	}
	if pixels := width * height; weight(data, config)*pixels > maxMemory || scans(data)*pixels > maxPasses {
		return nil, &flaw{message: fmt.Sprintf("the logo has %d × %d pixels and is stored in a way that takes too long to read", width, height),
			hint: "save it about 1500 pixels wide: it prints 2.5 inches wide at most"}
	}
	if turn.swap {
		width, height = height, width
	}
	if sliver := proportions(float64(width), float64(height)); sliver != nil {
		return nil, sliver
	}
	decoded, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, broken(data, err)
	}
	picture := turn.apply(onWhite(decoded, turn.swap))
	if blank(picture) {
		return nil, &unseen
	}
	return &Logo{Width: page.Length(width) * page.Point, Height: page.Length(height) * page.Point, Picture: picture}, nil
}

// weight is how many bytes it takes to decode a pixel: the library keeps all
// coefficients of a progressive JPEG, and the passes of an interlaced PNG beside
// the picture.
func weight(data []byte, config image.Config) int64 {
	const interlaced = 28 // the place in a PNG that says so (RFC 2083, 4.1.1)
	bytesPerPixel := int64(4)
	switch config.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		bytesPerPixel = 8
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8")) && bytes.Contains(data, []byte("\xff\xc2")):
		return 16
	case bytes.HasPrefix(data, []byte("\x89PNG")) && len(data) > interlaced && data[interlaced] != 0:
		return 2 * bytesPerPixel
	}
	return bytesPerPixel
}

// scans is how often a JPEG goes over its pixels, at most; of a PNG it is one. In
// what is compressed, the mark of a scan cannot stand.
func scans(data []byte) int64 {
	if !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return 1
	}
	return int64(bytes.Count(data, []byte("\xff\xda")))
}

// broken says what a decoder's error means for the person who has the file.
func broken(data []byte, err error) *flaw {
	var (
		pngKind  png.UnsupportedError
		jpegKind jpeg.UnsupportedError
	)
	switch isPNG := errors.As(err, &pngKind); {
	case isPNG && pngKind == "dimension overflow":
		return &flaw{message: "the logo claims more pixels than there are on any screen", hint: asPNG}
	case isPNG, errors.As(err, &jpegKind):
		return &flaw{message: "the logo is of a rare kind of PNG or JPEG that cannot be read", hint: asPNG}
	case !ended(data):
		return &flaw{message: "the logo is cut short: the end of the file is missing", hint: sendAgain}
	}
	return &flaw{message: "the logo is damaged", hint: sendAgain}
}

// ended says whether a PNG or JPEG has the mark that is its last.
func ended(data []byte) bool {
	return bytes.Contains(data, []byte("IEND")) || bytes.HasSuffix(bytes.TrimRight(data, "\x00\r\n"), []byte("\xff\xd9"))
}

// onWhite is the picture at the size it is printed at, without transparency.
// A picture that is going to be turned on its side is fitted lying down.
func onWhite(source image.Image, lying bool) *page.Picture {
	maxWidth, maxHeight := printedWidth, printedHeight
	if lying {
		maxWidth, maxHeight = maxHeight, maxWidth
	}
	from := source.Bounds()
	width, height := fitted(from.Dx(), from.Dy(), maxWidth, maxHeight)
	paper := image.NewRGBA(image.Rect(0, 0, width, height))
	draw.Draw(paper, paper.Bounds(), image.White, image.Point{}, draw.Src)
	if width == from.Dx() && height == from.Dy() {
		draw.Draw(paper, paper.Bounds(), source, from.Min, draw.Over)
	} else {
		draw.CatmullRom.Scale(paper, paper.Bounds(), source, from, draw.Over, nil)
	}
	picture := &page.Picture{Width: width, Height: height, Pixels: make([]byte, 0, 3*width*height)}
	for at := 0; at < len(paper.Pix); at += 4 {
		picture.Pixels = append(picture.Pixels, paper.Pix[at:at+3]...)
	}
	return picture
}

// fitted is the largest size within the box, in proportion; nothing is
// enlarged.
func fitted(width, height, maxWidth, maxHeight int) (int, int) {
	switch {
	case width <= maxWidth && height <= maxHeight:
		return width, height
	case width*maxHeight > height*maxWidth:
		return maxWidth, max(1, (height*maxWidth+width/2)/width)
	}
	return max(1, (width*maxHeight+height/2)/height), maxHeight
}

func blank(picture *page.Picture) bool {
	for at := 0; at < len(picture.Pixels); at += 3 {
		if shows(page.Colour{R: picture.Pixels[at], G: picture.Pixels[at+1], B: picture.Pixels[at+2]}) {
			return false
		}
	}
	return true
}
