package table

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// A page is HTML, as web pages are, and what many systems call an Excel file.

// openTable is a table while it is read.
type openTable struct {
	grid
	inRow, inCell, hidden bool
	text                  []byte
	width, height         int // of the open cell
	below                 map[int]spanning
}

// spanning is a cell that reaches into the rows below it.
type spanning struct {
	text string
	left int
}

// pageRows walks through a page and gives each row of the nth table, from 1, or
// of all for 0, with the number of its table.
func pageRows(r io.Reader, only int, yield func(table int, rec Record) bool) error {
	z := html.NewTokenizer(r)
	z.SetMaxBuf(longestLine)
	p := pageWalk{z: z, only: only, yield: yield}
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			err := z.Err()
			if err == io.EOF {
				err = p.closeAll()
			}
			return err
		case html.TextToken:
			p.addText(z.Text())
		case html.StartTagToken, html.SelfClosingTagToken:
			p.startTag(kind)
		case html.EndTagToken:
			name, _ := z.TagName()
			p.endTag(string(name))
		}
		if p.err != nil || p.stop {
			return p.err
		}
	}
}

// pageWalk is what is open while a page is walked through.
type pageWalk struct {
	z       *html.Tokenizer
	only    int
	yield   func(int, Record) bool
	count   int
	stack   []*openTable // those that are open
	numbers []int

	heading   []byte // the last one before, or in, the table that is read
	inHeading bool

	unseen     string // the element that hides what is in it
	unseenDeep int
	unseenCell bool // it began within a cell, and ends with it
	stop       bool
	err        error
}

func (p *pageWalk) table() *openTable {
	if len(p.stack) == 0 {
		return nil
	}
	return p.stack[len(p.stack)-1]
}

// unseenElements hold no text of the page.
var unseenElements = map[string]bool{"script": true, "style": true, "select": true, "template": true, "noscript": true, "textarea": true, "title": true}

// breaks are elements that begin on a line of their own.
var breaks = map[string]bool{"br": true, "p": true, "div": true, "li": true}

func (p *pageWalk) startTag(kind html.TokenType) {
	raw, more := p.z.TagName()
	name := string(raw)
	attrs := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = p.z.TagAttr()
		if len(attrs) < 64 {
			attrs[string(key)] = string(value)
		}
	}
	p.seeAgain(name)
	if p.unseen != "" {
		if name == p.unseen && kind == html.StartTagToken {
			p.unseenDeep++
		}
		return
	}
	hidden := isUnseen(attrs)
	t := p.table()
	if headings[name] && !hidden {
		p.heading, p.inHeading = nil, true
	}
	switch {
	case name == "table" && !hidden:
		p.openTable()
	case name == "tr" && t != nil:
		p.endRow()
		t.inRow, t.hidden = true, hidden
		p.fail(t.begin(0))
	case (name == "td" || name == "th") && t != nil:
		p.startCell(attrs)
	case (hidden || unseenElements[name]) && kind == html.StartTagToken && !voids[name]:
		p.unseen, p.unseenDeep, p.unseenCell = name, 1, t != nil && t.inCell && name != "table"
	case name == "img":
		p.addText([]byte(attrs["alt"]))
	case name == "input" && strings.EqualFold(attrs["type"], "checkbox"):
		if _, checked := attrs["checked"]; checked {
			p.addText([]byte("yes"))
		}
	case breaks[name] && t != nil && t.inCell:
		t.text = append(t.text, '\n')
	}
}

// headings say what stands in the table below them.
var headings = map[string]bool{"h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "caption": true}

// titled gives the heading of a table as a line above its rows.
func (p *pageWalk) titled(number int) {
	text := cellText(string(p.heading))
	if p.heading = nil; text != "" && (p.only == 0 || p.only == number) && !p.yield(number, Record{Cells: []string{text}}) {
		p.stop = true
	}
}

// voids are elements without an end.
var voids = map[string]bool{"br": true, "img": true, "input": true, "hr": true, "col": true, "meta": true, "link": true, "wbr": true, "area": true, "base": true, "embed": true, "source": true, "track": true}

var displayNone = regexp.MustCompile(`(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)`)

func isUnseen(attrs map[string]string) bool {
	_, hidden := attrs["hidden"]
	return hidden || displayNone.MatchString(attrs["style"])
}

func (p *pageWalk) openTable() {
	if len(p.stack) == deepest {
		p.fail(flawDeep)
		return
	}
	p.count++
	p.stack, p.numbers = append(p.stack, &openTable{below: map[int]spanning{}}), append(p.numbers, p.count)
}

func (p *pageWalk) startCell(attrs map[string]string) {
	t := p.table()
	p.endCell()
	if !t.inRow {
		t.inRow, t.hidden = true, false
		p.fail(t.begin(0))
	}
	p.fail(t.fillFromAbove())
	t.inCell, t.text = true, t.text[:0]
	t.width, t.height = span(attrs["colspan"], 1000), span(attrs["rowspan"], 65534)
}

// span is how many columns or rows a cell takes; browsers allow so many.
func span(said string, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(said))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}

// fillFromAbove puts the cells here that reach down from rows above.
func (t *openTable) fillFromAbove() error {
	for {
		s, ok := t.below[len(t.cells)]
		if !ok || s.left == 0 {
			return nil
		}
		t.below[len(t.cells)] = spanning{s.text, s.left - 1}
		if err := t.put(s.text, false, 1); err != nil {
			return err
		}
	}
}

func (p *pageWalk) endCell() {
	t := p.table()
	if !t.inCell {
		return
	}
	t.inCell = false
	text := cellText(string(t.text))
	for i := range t.width {
		if t.height > 1 {
			t.below[len(t.cells)] = spanning{text, t.height - 1}
		}
		if i > 0 {
			text = "" // as in a workbook, the first of joined cells holds it
		}
		p.fail(t.put(text, false, 1))
	}
}

func (p *pageWalk) endRow() {
	t := p.table()
	p.endCell()
	if !t.inRow {
		return
	}
	t.inRow = false
	p.fail(t.fillFromAbove())
	rec, err := t.record(t.hidden)
	p.fail(err)
	number := p.numbers[len(p.numbers)-1]
	if p.titled(number); p.stop {
		return
	}
	if err == nil && len(rec.Cells) > 0 && (p.only == 0 || p.only == number) && !p.yield(number, rec) {
		p.stop = true
	}
}

// seeAgain ends what hides within a cell where the cell ends: pages leave end
// tags out.
func (p *pageWalk) seeAgain(name string) {
	if p.unseenCell && (name == "td" || name == "th" || name == "tr") {
		p.unseen, p.unseenCell = "", false
	}
}

func (p *pageWalk) endTag(name string) {
	p.seeAgain(name)
	p.inHeading = p.inHeading && !headings[name]
	if p.unseen != "" {
		if name == p.unseen {
			if p.unseenDeep--; p.unseenDeep == 0 {
				p.unseen = ""
			}
		}
		return
	}
	t := p.table()
	switch {
	case t == nil:
	case name == "td" || name == "th":
		p.endCell()
	case name == "tr":
		p.endRow()
	case name == "table":
		p.endRow()
		p.stack, p.numbers = p.stack[:len(p.stack)-1], p.numbers[:len(p.numbers)-1]
	case breaks[name] && t.inCell:
		t.text = append(t.text, '\n')
	}
}

func (p *pageWalk) addText(text []byte) {
	t := p.table()
	if p.inHeading && p.unseen == "" && len(p.heading) < longestCell {
		p.heading = append(p.heading, text...)
	}
	if t == nil || !t.inCell || p.unseen != "" {
		return
	}
	for _, c := range text { // white space of the page is one space
		if c == '\n' || c == '\r' || c == '\t' {
			c = ' '
		}
		t.text = append(t.text, c)
	}
	if len(t.text) > longestCell {
		p.fail(errCell)
	}
}

// closeAll ends what the page leaves open. The row in which it breaks off may
// have lost cells.
func (p *pageWalk) closeAll() error {
	if p.unseen != "" {
		return flawCut
	}
	for p.err == nil && len(p.stack) > 0 && !p.stop {
		if p.table().inRow {
			return flawCut
		}
		p.endTag("table")
	}
	return p.err
}

func (p *pageWalk) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// cellText is a text as a browser shows it, with its breaks.
func cellText(text string) string {
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

// pageTables are the tables of a page that hold rows of several cells.
func pageTables(s *source, c charset) ([]Table, error) {
	open := s.decoded(c)
	r, err := open()
	if err != nil {
		return nil, err
	}
	rows := map[int]int{}
	last := 0
	err = pageRows(r, 0, func(table int, rec Record) bool {
		filled := 0
		for _, cell := range rec.Cells {
			if cell != "" {
				filled++
			}
		}
		if filled > 1 {
			rows[table]++
			last = max(last, table)
		}
		return true
	})
	if err != nil {
		return nil, s.damagedPage(err)
	}
	var out []Table
	for n := 1; n <= last; n++ {
		if rows[n] < 2 {
			continue
		}
		out = append(out, Table{Name: fmt.Sprintf("table %d", n), Format: fmt.Sprintf("web page, table %d", n), Encoding: c.name, Short: true,
			Records: func(int) Records { return s.pageRecords(open, n) }})
	}
	if len(out) == 1 {
		out[0].Name, out[0].Format = "", "web page"
	}
	if len(out) == 0 {
		return nil, s.refuse(htmlMessage, htmlHint)
	}
	return out, nil
}

func (s *source) pageRecords(open func() (io.Reader, error), n int) Records {
	return func(yield func(Record, error) bool) {
		r, err := open()
		if err == nil {
			err = pageRows(r, n, func(_ int, rec Record) bool { return yield(rec, nil) })
		}
		if err != nil {
			yield(Record{}, s.damagedPage(err))
		}
	}
}

// damagedPage is why a page is not read. What is no flaw of it stays what it is.
func (s *source) damagedPage(err error) error {
	if err == html.ErrBufferExceeded {
		err = errCell
	}
	return (&archive{source: s}).refusal("page", "", err)
}
