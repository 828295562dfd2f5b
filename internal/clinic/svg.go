package clinic

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/srwiley/rasterx"

	"aftercare/internal/diag"
	"aftercare/internal/page"
)

// svgReader goes through an SVG file and turns what it draws into paths. The
// library for SVG passes over much in silence (style sheets, fill rules, text,
// errors in path data), so the reading of elements and properties is here and
// knows what it must refuse; the library reads path data and strokes.
type svgReader struct {
	xml    *xml.Decoder
	flaws  []flaw
	line   int // of the element being read
	column int
	states []svgState // the initial one, then those of the open elements
	frame  frame
	paths  []page.Path
	points int
	depth  int  // how many elements are open
	over   bool // there is more than is read, and nothing more is
}

// maxDepth is how many elements may stand in one another.
const maxDepth = 200

// token is the next one; nothing stands too deep, and nothing more is read of a
// drawing that has too much in it.
func (r *svgReader) token() (xml.Token, error) {
	token, err := r.xml.Token()
	switch token.(type) {
	case xml.StartElement:
		r.depth++
	case xml.EndElement:
		r.depth--
	}
	if r.depth > maxDepth {
		r.refuse("its elements stand more than 200 deep in one another", asPNG)
		r.over = true
	}
	if r.over || len(r.flaws) >= diag.Most {
		return nil, errOver
	}
	return token, err
}

// errOver ends the reading of a drawing in which enough was found.
var errOver = errors.New("there is more than is read")

// svgState is what an element hands on to those inside it.
type svgState struct {
	style  style
	matrix rasterx.Matrix2D
}

// parseSVG reads a drawing that is made of plain shapes. Everything in it that
// would come out otherwise than in a browser is a flaw that names it.
func parseSVG(data []byte) (*Logo, []flaw) {
	r := &svgReader{xml: xml.NewDecoder(bytes.NewReader(data))}
	r.xml.CharsetReader = func(label string, _ io.Reader) (io.Reader, error) {
		return nil, errEncoding
	}
	r.read()
	if len(r.flaws) == 0 {
		r.judge()
	}
	if len(r.flaws) > 0 {
		return nil, r.flaws
	}
	return &Logo{Width: r.frame.width, Height: r.frame.height, Paths: r.paths}, nil
}

var errEncoding = errors.New("not UTF-8")

// judge finds what is wrong with the drawing as a whole.
func (r *svgReader) judge() {
	for _, p := range r.paths {
		if shows(*p.Fill) {
			return
		}
	}
	if len(r.paths) > 0 {
		r.flaws = append(r.flaws, unseen)
		return
	}
	r.flaws = append(r.flaws, flaw{message: "the drawing is empty", hint: "see whether it was saved with its shapes"})
}

// refuse notes a flaw where the reader stands; the same one is said once.
func (r *svgReader) refuse(message, hint string) {
	for _, known := range r.flaws {
		if known.message == message {
			return
		}
	}
	r.flaws = append(r.flaws, flaw{r.line, r.column, message, hint})
}

func (r *svgReader) read() {
	for {
		r.line, r.column = r.xml.InputPos()
		token, err := r.token()
		if err != nil {
			r.end(err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			r.start(token)
		case xml.EndElement:
			r.states = r.states[:len(r.states)-1]
		case xml.Directive:
			r.directive(string(token))
		case xml.ProcInst:
			if token.Target != "xml" {
				r.refuse(fmt.Sprintf("<?%s?> cannot be drawn", token.Target), "save it without a style sheet")
			}
		}
	}
}

// end notes why there is nothing more to read, unless that is the end.
func (r *svgReader) end(err error) {
	var syntax *xml.SyntaxError
	isSyntax := errors.As(err, &syntax)
	switch {
	case errors.Is(err, io.EOF) && r.frame == (frame{}) && len(r.flaws) == 0:
		r.refuse("the file has no <svg> in it", asPNG)
	case errors.Is(err, io.EOF), errors.Is(err, errOver):
	case errors.Is(err, errEncoding):
		r.refuse("the file is not UTF-8 text", "save it as UTF-8")
	case isSyntax && strings.Contains(syntax.Msg, "unexpected EOF"):
		r.refuse("the file is cut short: its end is missing", sendAgain)
	case isSyntax && strings.Contains(syntax.Msg, "entity"):
		r.refuse("the file uses an entity (&…;), which cannot be drawn", "save it as plain SVG")
	default:
		r.refuse("the file is not well-formed XML here", sendAgain)
	}
}

// directive refuses a document type that declares entities; a bare one only
// says that this is SVG.
func (r *svgReader) directive(text string) {
	if strings.ContainsAny(text, "[") {
		r.refuse("the DOCTYPE declares entities, which cannot be drawn",
			"save it as plain SVG, without editing data of the drawing program")
	}
}

const (
	svgSpace = "http://www.w3.org/2000/svg"
	xmlSpace = "http://www.w3.org/XML/1998/namespace"
)

func (r *svgReader) start(e xml.StartElement) {
	switch name := e.Name.Local; {
	case e.Name.Space != svgSpace && e.Name.Space != "":
		r.pass() // what a drawing program keeps for itself
	case r.frame == (frame{}):
		r.root(e)
	case len(r.states) == 1:
		r.refuse("the file goes on after </svg>", sendAgain)
		r.pass()
	case undrawn[name], r.states[len(r.states)-1].style.hidden:
		r.pass()
	case name == "g":
		r.open(e)
	case shapes[name] != nil:
		state := r.open(e)
		r.shape(e, state)
	default:
		r.refuse("<"+name+"> cannot be drawn", elementHint(name))
		r.pass()
	}
}

// undrawn elements draw nothing by themselves; where another one uses them,
// that one is refused.
var undrawn = map[string]bool{
	"title": true, "desc": true, "metadata": true, "defs": true, "symbol": true, "marker": true, "clipPath": true,
	"mask": true, "filter": true, "pattern": true, "linearGradient": true, "radialGradient": true, "view": true,
}

func elementHint(name string) string {
	hint, ok := elementHints[name]
	if !ok {
		return asPNG
	}
	return hint
}

var elementHints = map[string]string{
	"text":          "turn text into outlines (Illustrator: Type > Create Outlines; Inkscape: Path > Object to Path)",
	"image":         "trace the picture, or save the whole logo as a PNG, 750 pixels wide or more",
	"use":           "unlink copies (Inkscape: Edit > Clone > Unlink Clone; Illustrator: Object > Expand)",
	"style":         "save with presentation attributes (Illustrator: Styling) or inline styles in place of a style sheet",
	"switch":        "save it without the editing data of Illustrator",
	"foreignObject": "save it without the editing data of Illustrator",
}

// root opens the <svg> element, which gives the frame.
func (r *svgReader) root(e xml.StartElement) {
	if e.Name.Local != "svg" {
		r.refuse("this is XML, but not SVG: it starts with <"+e.Name.Local+">", asPNG)
		r.pass()
		return
	}
	found, broken := readFrame(attributes(e))
	if broken != nil {
		r.refuse(broken.message, broken.hint)
		found = frame{width: 1, height: 1, matrix: rasterx.Identity} // to go on and find the rest
	}
	r.frame = found
	r.states = []svgState{{initial, found.matrix}}
	r.open(e)
}

// open takes up the properties of an element.
func (r *svgReader) open(e xml.StartElement) svgState {
	state := r.states[len(r.states)-1]
	if transform, given := attributes(e)["transform"]; given {
		matrix, ok := parseTransform(transform)
		if !ok {
			r.refuse(fmt.Sprintf("the transform %q cannot be read", short(transform)), "apply the transform to the shape")
		}
		state.matrix = state.matrix.Mult(matrix)
	}
	for _, d := range declarations(e) {
		if message, hint := state.style.set(d); message != "" {
			r.refuse(message, hint)
		}
	}
	r.states = append(r.states, state)
	return state
}

// pass goes over an element that draws nothing. A style sheet or a script in
// it would still work upon the rest.
func (r *svgReader) pass() {
	for depth := 1; depth > 0; {
		r.line, r.column = r.xml.InputPos()
		token, err := r.token()
		if err != nil {
			r.end(err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			depth++
			if name := token.Name.Local; name == "style" || name == "script" {
				r.refuse("<"+name+"> cannot be drawn", elementHint(name))
			}
		case xml.EndElement:
			depth--
		}
	}
}

// attributes are an element's own, those of other name spaces left out.
func attributes(e xml.StartElement) map[string]string {
	list := make(map[string]string, len(e.Attr))
	for _, a := range e.Attr {
		if a.Name.Space == "" {
			list[a.Name.Local] = strings.TrimSpace(a.Value)
		}
	}
	return list
}

// short keeps a quotation from filling the screen.
func short(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}
