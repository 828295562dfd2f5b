package pdf

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"aftercare/internal/font"
	"aftercare/internal/page"
)

// reading is what a screen reader and a text extractor get out of a file.
type reading struct {
	*pdfFile
	root, tree pdfDict
	pages      []pdfRef
	numbers    map[int]any               // the parent tree
	marked     map[pdfRef]map[int]string // by page and MCID: the text
	artifacts  string                    // text in artifacts
	elements   int
	rank       int // of the last heading
}

// readOut reads a file and checks everything that a validator does not.
func readOut(t testing.TB, data []byte, b *font.Book) *reading {
	t.Helper()
	f := read(t, data)
	r := &reading{pdfFile: f, root: f.dict(f.trailer["Root"]), numbers: map[int]any{}, marked: map[pdfRef]map[int]string{}}
	r.tree = f.dict(r.root["StructTreeRoot"])
	nums := f.list(f.dict(r.tree["ParentTree"])["Nums"])
	last := -1
	for i := 0; i < len(nums); i += 2 {
		key := int(nums[i].(float64))
		if key <= last {
			t.Errorf("parent tree: key %d after %d", key, last)
		}
		r.numbers[key], last = nums[i+1], key
	}
	fonts := r.readFonts(b)
	for _, p := range f.list(f.dict(r.root["Pages"])["Kids"]) {
		r.pages = append(r.pages, p.(pdfRef))
		r.readPage(p.(pdfRef), fonts)
	}
	return r
}

// face is a font as a viewer sees it.
type viewed struct {
	toUnicode map[int]rune
	glyphs    []byte
	widths    map[int]int
}

// readFonts reads the fonts and compares every width with the face's own.
func (r *reading) readFonts(b *font.Book) map[string]*viewed {
	fonts := map[string]*viewed{}
	resources := r.dict(r.dict(r.list(r.dict(r.root["Pages"])["Kids"])[0])["Resources"])
	for name, o := range r.dict(resources["Font"]) {
		d := r.dict(o)
		cid := r.dict(r.list(d["DescendantFonts"])[0])
		v := &viewed{toUnicode: map[int]rune{}, widths: map[int]int{}, glyphs: r.get(cid["CIDToGIDMap"]).(stream).data}
		v.readCMap(&lexer{data: r.get(d["ToUnicode"]).(stream).data})
		w := r.list(cid["W"])
		for i := 0; i < len(w); i += 2 {
			for j, width := range w[i+1].([]any) {
				v.widths[int(w[i].(float64))+j] = int(width.(float64))
			}
		}
		var face page.Face
		fmt.Sscanf(name, "F%d", &face)
		for code, char := range v.toUnicode {
			if got, want := v.widths[code], b.Advance(face, char); got != want {
				r.t.Errorf("font %s: %q is %d wide, the face says %d", name, char, got, want)
			}
		}
		fonts[name] = v
	}
	return fonts
}

func (v *viewed) readCMap(l *lexer) {
	in := operator("")
	unit := func(o any) int { t := o.(pdfText); return int(t[0])<<8 | int(t[1]) }
	for o := l.next(); o != nil; o = l.next() {
		if op, ok := o.(operator); ok {
			in = op
			continue
		}
		first, ok := o.(pdfText)
		if !ok {
			continue
		}
		switch in {
		case "beginbfchar":
			v.toUnicode[unit(first)] = rune(unit(l.next()))
		case "beginbfrange":
			last, char := unit(l.next()), unit(l.next())
			for code := unit(first); code <= last; code++ {
				v.toUnicode[code] = rune(char + code - unit(first))
			}
		}
	}
}

// canvas follows the operators of one content stream.
type canvas struct {
	*reading
	page         pdfRef
	fonts        map[string]*viewed
	font         *viewed
	saved, texts int
	mark         int // MCID, or one of the two below
	args         []any
}

const (
	unmarked = -1
	artifact = -2
)

var painting = map[operator]bool{"f": true, "f*": true, "S": true, "B": true, "B*": true, "Tj": true, "Do": true}

var harmless = map[operator]bool{"m": true, "l": true, "c": true, "h": true, "re": true, "w": true, "J": true, "j": true, "d": true,
	"g": true, "rg": true, "G": true, "RG": true, "cm": true, "Td": true}

func (r *reading) readPage(p pdfRef, fonts map[string]*viewed) {
	d := r.dict(p)
	c := &canvas{reading: r, page: p, fonts: fonts, mark: unmarked}
	r.marked[p] = map[int]string{}
	l := &lexer{data: r.get(d["Contents"]).(stream).data}
	for o := l.next(); o != nil; o = l.next() {
		if op, ok := o.(operator); ok {
			c.do(op)
			c.args = nil
		} else {
			c.args = append(c.args, o)
		}
	}
	if c.saved != 0 || c.texts != 0 || c.mark != unmarked {
		r.t.Errorf("page %d ends with q/Q at %d, BT/ET at %d, marked content %d open", p, c.saved, c.texts, c.mark)
	}
	parents := r.list(r.numbers[int(d["StructParents"].(float64))])
	if len(parents) != len(r.marked[p]) {
		r.t.Errorf("page %d has %d marks, the parent tree says %d", p, len(r.marked[p]), len(parents))
	}
	if d["Tabs"] != pdfName("S") {
		r.t.Errorf("page %d: tabs do not follow the structure", p)
	}
}

func (c *canvas) do(op operator) {
	if painting[op] && c.mark == unmarked {
		c.t.Errorf("page %d: %s outside any mark", c.page, op)
	}
	switch op {
	case "q":
		c.saved++
	case "Q":
		c.saved--
	case "BT":
		c.texts++
	case "ET":
		c.texts--
	case "Tf":
		c.font = c.fonts[string(c.args[0].(pdfName))]
	case "Tj":
		c.show(c.args[0].(pdfText))
	case "BMC", "BDC":
		c.open()
	case "EMC":
		if c.mark == unmarked {
			c.t.Errorf("page %d: EMC without a mark", c.page)
		}
		c.mark = unmarked
	default:
		if !painting[op] && !harmless[op] {
			c.t.Errorf("page %d: unexpected operator %s", c.page, op)
		}
	}
	if c.saved < 0 || c.texts < 0 || c.texts > 1 {
		c.t.Errorf("page %d: q/Q or BT/ET out of balance", c.page)
	}
}

func (c *canvas) open() {
	if c.mark != unmarked {
		c.t.Errorf("page %d: a mark within a mark", c.page)
	}
	if c.args[0] == pdfName("Artifact") {
		c.mark = artifact
		return
	}
	c.mark = int(c.args[1].(pdfDict)["MCID"].(float64))
	if _, twice := c.marked[c.page][c.mark]; twice {
		c.t.Errorf("page %d: MCID %d twice", c.page, c.mark)
	}
	c.marked[c.page][c.mark] = ""
}

func (c *canvas) show(codes pdfText) {
	var text strings.Builder
	for i := 0; i < len(codes); i += 2 {
		code := int(codes[i])<<8 | int(codes[i+1])
		char, ok := c.font.toUnicode[code]
		if !ok {
			c.t.Errorf("page %d: code %04X has no character", c.page, code)
		}
		if 2*code+1 >= len(c.font.glyphs) || c.font.glyphs[2*code] == 0 && c.font.glyphs[2*code+1] == 0 {
			c.t.Errorf("page %d: code %04X has no glyph", c.page, code)
		}
		if _, ok := c.font.widths[code]; !ok {
			c.t.Errorf("page %d: code %04X has no width", c.page, code)
		}
		text.WriteRune(char)
	}
	if c.mark == artifact {
		c.artifacts += text.String() + "\n"
	} else {
		c.marked[c.page][c.mark] += text.String()
	}
}

// outline reads the structure tree aloud: each element with what it says, and
// checks on the way that marks, links and elements point at each other.
func (r *reading) outline() string {
	var b strings.Builder
	for _, kid := range r.list(r.tree["K"]) {
		r.say(&b, kid.(pdfRef), r.root["StructTreeRoot"].(pdfRef), 0)
	}
	for p, marks := range r.marked {
		if len(marks) > 0 {
			r.t.Errorf("page %d: marks %v belong to no element", p, marks)
		}
	}
	return b.String()
}

func (r *reading) say(b *strings.Builder, self, parent pdfRef, depth int) {
	e := r.dict(self)
	role := string(e["S"].(pdfName))
	if e["P"] != parent {
		r.t.Errorf("element %d (%s) hangs from %v, not from %d", self, role, e["P"], parent)
	}
	r.elements++
	fmt.Fprintf(b, "%s%s%s\n", strings.Repeat("  ", depth), role, r.attributes(e, role))
	kids, several := r.get(e["K"]).([]any)
	if !several {
		kids = []any{e["K"]}
	}
	for _, kid := range kids {
		d, _ := kid.(pdfDict)
		if mcid, ok := kid.(float64); ok {
			d = pdfDict{"Type": pdfName("MCR"), "Pg": e["Pg"], "MCID": mcid}
		}
		switch {
		case d == nil:
			r.say(b, kid.(pdfRef), self, depth+1)
		case d["Type"] == pdfName("MCR"):
			r.sayMark(b, d, self, depth+1)
		case d["Type"] == pdfName("OBJR"):
			r.sayLink(b, d, self, depth+1)
		}
	}
}

func (r *reading) sayMark(b *strings.Builder, d pdfDict, self pdfRef, depth int) {
	p, mcid := d["Pg"].(pdfRef), int(d["MCID"].(float64))
	text, ok := r.marked[p][mcid]
	if !ok {
		r.t.Errorf("element %d holds mark %d of page %d, which is not there or another's", self, mcid, p)
	}
	delete(r.marked[p], mcid)
	key := int(r.dict(p)["StructParents"].(float64))
	if owner := r.list(r.numbers[key])[mcid]; owner != self {
		r.t.Errorf("mark %d of page %d belongs to element %d, the parent tree says %v", mcid, p, self, owner)
	}
	fmt.Fprintf(b, "%s%q\n", strings.Repeat("  ", depth), text)
}

func (r *reading) sayLink(b *strings.Builder, d pdfDict, self pdfRef, depth int) {
	a := r.dict(d["Obj"])
	if owner := r.numbers[int(a["StructParent"].(float64))]; owner != self {
		r.t.Errorf("link belongs to element %d, the parent tree says %v", self, owner)
	}
	if r.text(a["Contents"]) == "" || a["F"] != 4.0 || a["P"] != d["Pg"] {
		r.t.Errorf("link has no words, is not printed or on another page: %v", a)
	}
	fmt.Fprintf(b, "%sopens %s\n", strings.Repeat("  ", depth), r.text(r.dict(a["A"])["URI"]))
}

// attributes are an element's own words, and checks by role.
func (r *reading) attributes(e pdfDict, role string) string {
	out := ""
	if alt := r.text(e["Alt"]); alt != "" {
		out += fmt.Sprintf(" (%s)", alt)
	} else if role == "Figure" || role == "Link" {
		r.t.Errorf("a %s without words", role)
	}
	if lang := r.text(e["Lang"]); lang != "" {
		out += " in " + lang
	}
	if role == "L" && r.dict(e["A"])["ListNumbering"] == nil {
		r.t.Errorf("a list without ListNumbering")
	}
	if a, ok := e["A"]; ok {
		d := r.dict(a)
		keys := make([]string, 0, len(d))
		for key := range d {
			keys = append(keys, key)
		}
		sort.Strings(keys)
		for _, key := range keys {
			out += fmt.Sprintf(" %s=%v", key, d[key])
		}
	}
	if rank := level(page.Role(role)); rank > 0 {
		if rank > r.rank+1 {
			r.t.Errorf("H%d after H%d", rank, r.rank)
		}
		r.rank = rank
	}
	return out
}
