package layout

import (
	"strings"

	"github.com/rivo/uniseg"

	"aftercare/internal/page"
)

// span is text in one weight.
type span struct {
	bold bool
	text string
}

func plain(text string) []span { return []span{{text: text}} }
func bold(text string) []span  { return []span{{bold: true, text: text}} }

// run is a piece of a line in one face.
type run struct {
	face  page.Face
	text  string
	width page.Length
}

// line is one set line. Its text ends in a space where the paragraph goes on,
// so that words do not fuse when it is read out; width leaves that space out.
type line struct {
	runs  []run
	width page.Length
}

// faceFor chooses the first face that has every character.
func (c *composer) faceFor(s span) page.Face {
	first, second := page.Regular, page.WideRegular
	if s.bold {
		first, second = page.Bold, page.WideBold
	}
	for _, r := range s.text {
		if r != noBreakHyphen && !c.book.Covers(first, r) {
			return second
		}
	}
	return first
}

// breakLines sets spans to width at the places Unicode allows (UAX #14). A
// word wider than the line is broken between grapheme clusters.
func (c *composer) breakLines(spans []span, size, width page.Length) []line {
	lines := c.fillLines(spans, size, width)
	if n := len(lines); n < 2 || lines[n-1].width >= width/6 {
		return lines
	}
	// A last line of one short word looks lost: in a slightly narrower setting
	// the lines above give it company.
	for percent := page.Length(95); percent >= 80; percent -= 5 {
		narrow := c.fillLines(spans, size, width*percent/100)
		if n := len(narrow); n == len(lines) && narrow[n-1].width >= width/6 {
			return narrow
		}
	}
	return lines
}

// fillLines puts as much on each line as it holds.
func (c *composer) fillLines(spans []span, size, width page.Length) []line {
	b := breaker{composer: c, size: size, width: width}
	for _, s := range spans {
		b.face = c.faceFor(s)
		for rest, state := s.text, -1; rest != ""; {
			var word string
			word, rest, state = segment(rest, state)
			b.add(word)
		}
	}
	return b.finish()
}

// segment takes off text what no line may be broken within. Most of it are plain
// words before another, of which UAX #14 has nothing more to say; to look its
// rules up for each of them takes a tenth of the time of a handout.
func segment(text string, state int) (word, rest string, next int) {
	if n := plainWord(text); n > 0 {
		return text[:n], text[n:], -1
	}
	word, rest, _, next = uniseg.FirstLineSegmentInString(text, state)
	return word, rest, next
}

// plainWord is the length of a word of Latin letters and digits at the start of
// text, with one sign at its end and the spaces after it, if another such word
// or nothing follows; 0 for anything else.
func plainWord(text string) int {
	n := 0
	for plainLetter(text[n:]) > 0 {
		n += plainLetter(text[n:])
	}
	if n > 0 && n < len(text) && strings.IndexByte(".,:;!?", text[n]) >= 0 {
		n++
	}
	end := n
	for n < len(text) && text[n] == ' ' {
		n++
	}
	if end == 0 || n < len(text) && (n == end || plainLetter(text[n:]) == 0) {
		return 0
	}
	return n
}

// plainLetter is the size of the ASCII letter or digit, or of the letter from
// U+00C0 to U+023F, that text begins with; 0 for anything else.
func plainLetter(text string) int {
	switch {
	case text == "":
		return 0
	case 'a' <= text[0]|0x20 && text[0]|0x20 <= 'z', '0' <= text[0] && text[0] <= '9':
		return 1
	case 0xC3 <= text[0] && text[0] <= 0xC8 && len(text) > 1 && text[1]&0xC0 == 0x80:
		return 2
	}
	return 0
}

// breaker fills one line after the other.
type breaker struct {
	*composer
	size, width page.Length
	face        page.Face
	lines       []line
	current     line
	used        page.Length // with the spaces between words
}

// noBreakHyphen keeps a telephone number in one piece; no face of ours has it,
// so it is set as the hyphen it looks like.
const noBreakHyphen = '\u2011'

func (b *breaker) add(word string) {
	word = strings.ReplaceAll(word, string(noBreakHyphen), "-")
	ink := strings.TrimRight(word, " ")
	inkWidth := b.book.Width(b.face, b.size, ink)
	if b.used+inkWidth > b.width && b.used > 0 {
		b.newLine()
	}
	if inkWidth > b.width {
		b.addClusters(word)
		return
	}
	b.put(word, ink, inkWidth)
}

// addClusters breaks a word that no line can hold.
func (b *breaker) addClusters(word string) {
	for rest, state := word, -1; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		width := b.book.Width(b.face, b.size, cluster)
		if b.used+width > b.width && b.used > 0 {
			b.newLine()
		}
		b.put(cluster, cluster, width)
	}
}

func (b *breaker) put(text, ink string, inkWidth page.Length) {
	b.current.width = b.used + inkWidth
	full := inkWidth
	if len(text) > len(ink) {
		full = b.book.Width(b.face, b.size, text)
	}
	b.used += full
	if n := len(b.current.runs); n == 0 || b.current.runs[n-1].face != b.face {
		b.closeRun()
		b.current.runs = append(b.current.runs, run{face: b.face})
	}
	b.current.runs[len(b.current.runs)-1].width += full
	b.open = append(b.open, text...)
}

// closeRun gives the last run its text, all of its words at once.
func (b *breaker) closeRun() {
	if n := len(b.current.runs); n > 0 {
		b.current.runs[n-1].text = string(b.open)
	}
	b.open = b.open[:0]
}

func (b *breaker) newLine() {
	b.closeRun()
	b.lines = append(b.lines, b.current)
	b.current, b.used = line{}, 0
}

func (b *breaker) finish() []line {
	if len(b.current.runs) > 0 { // which may be a mark without a width
		b.newLine()
	}
	return b.lines
}

// width is how wide spans are on one line.
func (c *composer) width(spans []span, size page.Length) (w page.Length) {
	for _, s := range spans {
		w += c.book.Width(c.faceFor(s), size, s.text)
	}
	return w
}
