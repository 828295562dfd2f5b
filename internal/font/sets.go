package font

import "aftercare/internal/page"

// Sets says whether one family has every character of text, in both weights.
func (b *Book) Sets(text string) bool {
	return b.coversAll(page.Regular, page.Bold, text) || b.coversAll(page.WideRegular, page.WideBold, text)
}

func (b *Book) coversAll(regular, bold page.Face, text string) bool {
	for _, r := range text {
		if !b.Covers(regular, r) || !b.Covers(bold, r) {
			return false
		}
	}
	return true
}
