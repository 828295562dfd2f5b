package main

import (
	"cmp"
	"image"
	"image/color"
	"maps"
	"slices"
)

// most is how many colours a small PNG has.
const most = 256

// fewColours keeps the colours that cover most of a page and sets every other
// dot in the nearest of them: a page has few, and shades at the edges of its
// letters.
func fewColours(page *image.RGBA) *image.Paletted {
	counts := map[color.RGBA]int{}
	eachDot(page, func(x, y int, c color.RGBA) { counts[c]++ })
	common := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(packed(a), packed(b)))
	})
	palette := make(color.Palette, 0, most)
	for _, c := range common[:min(most, len(common))] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	for _, c := range common {
		nearest[c] = uint8(palette.Index(c))
	}
	small := image.NewPaletted(page.Bounds(), palette)
	eachDot(page, func(x, y int, c color.RGBA) { small.SetColorIndex(x, y, nearest[c]) })
	return small
}

func eachDot(page *image.RGBA, do func(x, y int, c color.RGBA)) {
	size := page.Bounds()
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			do(x, y, page.RGBAAt(x, y))
		}
	}
}

func packed(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
