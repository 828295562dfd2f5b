package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// The tests read files with a small reader of their own, so that what is
// checked is the bytes and not the intentions of the writer.
type (
	pdfName  string
	pdfRef   int
	pdfText  []byte
	pdfDict  map[string]any
	operator string
	stream   struct {
		dict pdfDict
		data []byte // decoded
	}
)

// lexer reads objects and operators from bytes.
type lexer struct {
	data []byte
	at   int
}

const (
	blanks     = "\x00\t\n\f\r "
	delimiters = "()<>[]{}/%"
)

// next is the next object or operator; nil at the end.
func (l *lexer) next() any {
	for l.at < len(l.data) && strings.IndexByte(blanks, l.data[l.at]) >= 0 {
		l.at++
	}
	if l.at >= len(l.data) {
		return nil
	}
	rest := l.data[l.at:]
	switch {
	case bytes.HasPrefix(rest, []byte("<<")):
		l.at += 2
		return l.dict()
	case rest[0] == '<':
		return l.hexText()
	case rest[0] == '(':
		return l.literal()
	case rest[0] == '[':
		l.at++
		return l.until("]")
	case rest[0] == '/':
		l.at++
		return pdfName(l.word())
	case rest[0] == ']' || rest[0] == '>':
		n := 1
		if bytes.HasPrefix(rest, []byte(">>")) {
			n = 2
		}
		l.at += n
		return operator(rest[:n])
	case rest[0] == '%':
		l.at += bytes.IndexAny(rest, "\r\n")
		return l.next()
	}
	return l.number()
}

func (l *lexer) word() string {
	start := l.at
	for l.at < len(l.data) && strings.IndexByte(blanks+delimiters, l.data[l.at]) < 0 {
		l.at++
	}
	return string(l.data[start:l.at])
}

// number is a number, a reference or, failing both, an operator.
func (l *lexer) number() any {
	word := l.word()
	if n, err := strconv.Atoi(word); err == nil && n >= 0 {
		var generation int
		var r byte
		if _, err := fmt.Sscanf(string(l.data[l.at:min(len(l.data), l.at+8)]), " %d %c", &generation, &r); err == nil && r == 'R' {
			l.at += bytes.IndexByte(l.data[l.at:], 'R') + 1
			return pdfRef(n)
		}
	}
	if f, err := strconv.ParseFloat(word, 64); err == nil {
		return f
	}
	switch word {
	case "true", "false":
		return word == "true"
	case "":
		panic(fmt.Sprintf("cannot read %q", l.data[l.at:min(len(l.data), l.at+20)]))
	}
	return operator(word)
}

func (l *lexer) until(end operator) []any {
	list := []any{}
	for {
		o := l.next()
		if o == nil {
			panic("unclosed " + end)
		}
		if o == any(end) {
			return list
		}
		list = append(list, o)
	}
}

func (l *lexer) dict() pdfDict {
	list := l.until(">>")
	d := pdfDict{}
	for i := 0; i < len(list); i += 2 {
		key := string(list[i].(pdfName))
		if _, twice := d[key]; twice {
			panic("key twice: " + key)
		}
		d[key] = list[i+1]
	}
	return d
}

func (l *lexer) hexText() pdfText {
	end := bytes.IndexByte(l.data[l.at:], '>')
	text, err := hex.DecodeString(string(l.data[l.at+1 : l.at+end]))
	if err != nil {
		panic(err)
	}
	l.at += end + 1
	return text
}

func (l *lexer) literal() pdfText {
	out, depth := pdfText{}, 0
	for ; ; l.at++ {
		c := l.data[l.at]
		switch {
		case c == '\\':
			l.at++
			c = l.data[l.at]
			if c == 'r' {
				c = '\r'
			}
		case c == '(':
			depth++
			if depth == 1 {
				continue
			}
		case c == ')':
			depth--
			if depth == 0 {
				l.at++
				return out
			}
		}
		out = append(out, c)
	}
}

// pdfFile is a file being read.
type pdfFile struct {
	t       testing.TB
	data    []byte
	trailer pdfDict
	objects map[pdfRef]any
}

// read opens a file by its table of objects and reads every object.
func read(t testing.TB, data []byte) *pdfFile {
	t.Helper()
	f := &pdfFile{t: t, data: data, objects: map[pdfRef]any{}}
	i := bytes.LastIndex(data, []byte("startxref\n"))
	start, err := strconv.Atoi(strings.Fields(string(data[i:]))[1])
	if err != nil {
		t.Fatal(err)
	}
	_, table := f.at(start)
	f.trailer = table.(stream).dict
	rows := table.(stream).data
	packed, free := map[pdfRef]bool{}, 1
	length := 2 + int(f.trailer["W"].([]any)[1].(float64))
	for n := 1; n < int(f.trailer["Size"].(float64)); n++ {
		row, where := rows[length*n:length*(n+1)], 0
		for _, b := range row[1 : length-1] {
			where = where<<8 | int(b)
		}
		switch row[0] {
		case 1:
			number, object := f.at(where)
			if number != n {
				t.Fatalf("object %d stands where %d should", number, n)
			}
			f.objects[pdfRef(n)] = object
		case 2:
			packed[pdfRef(where)] = true
		default:
			free++
		}
	}
	for r := range packed {
		f.unpack(f.objects[r].(stream))
	}
	if got := len(f.objects); got != len(rows)/length-free {
		t.Fatalf("%d objects in the table, %d found", len(rows)/length-free, got)
	}
	return f
}

// at reads the object with a number of its own at a byte of the file.
func (f *pdfFile) at(offset int) (int, any) {
	l := &lexer{data: f.data, at: offset}
	number := l.next().(float64)
	l.next()
	if l.next() != operator("obj") {
		f.t.Fatalf("no object at byte %d", offset)
	}
	object := l.next()
	dict, ok := object.(pdfDict)
	if ok && bytes.HasPrefix(f.data[l.at:], []byte("stream\n")) {
		start := l.at + len("stream\n")
		end := start + int(dict["Length"].(float64))
		if !bytes.HasPrefix(f.data[end:], []byte("\nendstream\nendobj\n")) {
			f.t.Fatalf("object %v has a wrong length", number)
		}
		object = stream{dict, f.inflate(dict, f.data[start:end])}
	}
	return int(number), object
}

func (f *pdfFile) inflate(dict pdfDict, data []byte) []byte {
	if dict["Filter"] == nil {
		return data
	}
	r, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		f.t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		f.t.Fatal(err)
	}
	return out
}

func (f *pdfFile) unpack(s stream) {
	head := &lexer{data: s.data}
	for range int(s.dict["N"].(float64)) {
		number, at := head.next().(float64), head.next().(float64)
		body := &lexer{data: s.data, at: int(s.dict["First"].(float64) + at)}
		f.objects[pdfRef(number)] = body.next()
	}
}

// get follows references.
func (f *pdfFile) get(o any) any {
	for {
		r, ok := o.(pdfRef)
		if !ok {
			return o
		}
		if o, ok = f.objects[r]; !ok {
			f.t.Fatalf("object %d is not there", r)
		}
	}
}

func (f *pdfFile) dict(o any) pdfDict {
	d, ok := f.get(o).(pdfDict)
	if !ok {
		f.t.Fatalf("%v is not a dictionary", o)
	}
	return d
}

func (f *pdfFile) list(o any) []any {
	l, ok := f.get(o).([]any)
	if !ok {
		f.t.Fatalf("%v is not a list", o)
	}
	return l
}

// text decodes a text string.
func (f *pdfFile) text(o any) string {
	raw, _ := f.get(o).(pdfText)
	if !bytes.HasPrefix(raw, []byte("\xFE\xFF")) {
		var latin []rune
		for _, c := range raw {
			latin = append(latin, rune(c))
		}
		return string(latin)
	}
	var units []uint16
	for i := 2; i < len(raw); i += 2 {
		units = append(units, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(units))
}
