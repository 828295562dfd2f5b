// Package page is the description of a laid-out handout: placed items on
// pages, and the structure elements they belong to. Layout makes it, exporters
// only read it. Nothing in it is floating point, so that every machine places
// everything alike.
package page

// Length is a distance in thousandths of a PDF point (1/72 inch).
type Length int64

const (
	Point      Length = 1000
	Millimetre Length = 2835 // 72/25.4 points
	Inch       Length = 72 * Point
)

// XY is a place on the page: X to the right and Y down from the top left
// corner.
type XY struct{ X, Y Length }

// Rect has its top left corner at X, Y.
type Rect struct{ X, Y, W, H Length }

// Colour is an sRGB colour.
type Colour struct{ R, G, B uint8 }

// Face names one of the built-in fonts.
type Face uint8

const (
	Regular Face = iota
	Bold
	WideRegular // Greek, Cyrillic, Vietnamese and rare Latin
	WideBold
	Faces // how many there are
)

// Sheet is one handout, laid out.
type Sheet struct {
	Title    string // shown by viewers in the window; never a patient's name
	Lang     string // BCP 47, of the whole document
	Pages    []Page
	Elements []Element // the structure tree; Elements[0] is the Document
}

// Page is one side of paper.
type Page struct {
	Width, Height Length
	Items         []Item // in drawing order
}

// Role is a standard structure type of ISO 32000-1, 14.8.4.
type Role string

const (
	Document Role = "Document"
	Part     Role = "Part"
	Sect     Role = "Sect"
	H1       Role = "H1"
	H2       Role = "H2"
	H3       Role = "H3"
	P        Role = "P"
	L        Role = "L"
	LI       Role = "LI"
	Lbl      Role = "Lbl"
	LBody    Role = "LBody"
	Figure   Role = "Figure"
	Span     Role = "Span"
	Link     Role = "Link"
)

// ElementID is an index into Sheet.Elements.
type ElementID int32

// Artifact marks an item that belongs to no element: decoration, running head
// and foot.
const Artifact ElementID = -1

// Element is one node of the structure tree. Elements stand in reading order:
// the children of a node are the later elements that name it as Parent, in the
// order of the slice.
type Element struct {
	Role    Role
	Parent  ElementID // Artifact for the root
	Alt     string    // what a figure or link shows, in words
	Lang    string    // where it differs from the sheet's
	Ordered bool      // of an L: numbered rather than bulleted
	BBox    Rect      // of a Figure
	Page    int       // the page BBox is on
}

// Item is something placed: exactly one of the pointers is set.
type Item struct {
	Element ElementID
	Text    *Text
	Path    *Path
	Image   *Image
	Stamp   *Stamp
	Link    *Hyperlink
}

// Drawing is a group of paths that many sheets share: a QR code, a logo, a
// body. An exporter may write it once and use it again, because the same
// pointer is the same drawing. Paths are in the unit of Width and Height.
type Drawing struct {
	Width, Height Length
	Paths         []Path
}

// Stamp is a Drawing scaled into Box, whose proportions are the drawing's.
type Stamp struct {
	Box     Rect
	Drawing *Drawing
}

// Text is a run of one face, size and colour on one baseline. X, Y is the
// start of the baseline. Every character is in the face (layout has checked)
// and in Unicode NFC, within the Basic Multilingual Plane. A run that ends a
// line inside a paragraph ends in a space, so that words do not fuse when the
// text is taken out again.
type Text struct {
	X, Y   Length
	Face   Face
	Size   Length
	Colour Colour
	Text   string
}

// Verb is what a segment of a path does.
type Verb uint8

const (
	MoveTo  Verb = iota // P[0]
	LineTo              // P[0]
	CurveTo             // cubic Bézier: control points P[0], P[1], end P[2]
	Close
)

// Segment is one step of a path.
type Segment struct {
	Verb Verb
	P    [3]XY
}

// Path is a shape. Fill and Stroke are nil where it is not painted so.
type Path struct {
	Segments []Segment
	Fill     *Colour
	EvenOdd  bool
	Stroke   *Colour
	Width    Length // of the stroke
	Round    bool   // round caps and joins; else butt and mitre
	Dash     []Length
}

// Image is a picture scaled into Box.
type Image struct {
	Box     Rect
	Picture *Picture
}

// Picture is decoded pixels, opaque sRGB, three bytes each, row by row from
// the top. One Picture may be shared by many sheets.
type Picture struct {
	Width, Height int
	Pixels        []byte
}

// Hyperlink makes Box open URI. It belongs to a Link element whose Alt says where
// it leads.
type Hyperlink struct {
	Box Rect
	URI string
}
