// Cutfont makes a font file smaller by leaving out the scripts that aftercare
// does not set:
//
//	go run ./internal/pdf/cutfont NotoSans-Regular.ttf assets/fonts/NotoSans-Regular.ttf
//
// It keeps Latin with Vietnamese, Greek, Cyrillic, punctuation, currency signs
// and the commonest symbols, and the font's own names and notices.
package main

import (
	"fmt"
	"os"

	"aftercare/internal/pdf"
)

// kept are the characters a cut font holds, where the whole one has them.
var kept = [][2]rune{
	{0x0020, 0x007E}, {0x00A0, 0x036F}, {0x0370, 0x03FF}, {0x0400, 0x052F},
	{0x1E00, 0x1EFF}, {0x1F00, 0x1FFF}, {0x2010, 0x2027}, {0x2030, 0x205E},
	{0x2070, 0x209C}, {0x20A0, 0x20C0}, {0x2100, 0x214F}, {0x2150, 0x218B},
	{0x2190, 0x21FF}, {0x2200, 0x22FF}, {0x25A0, 0x25FF},
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "cutfont: error:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 2 {
		return fmt.Errorf("give the whole font and the file to write")
	}
	whole, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	var characters []rune
	for _, span := range kept {
		for r := span[0]; r <= span[1]; r++ {
			characters = append(characters, r)
		}
	}
	return os.WriteFile(args[1], pdf.CutFont(whole, string(characters)), 0o644)
}
