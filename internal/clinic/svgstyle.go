package clinic

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/srwiley/rasterx"
	"golang.org/x/image/colornames"

	"aftercare/internal/page"
)

// style is how a shape is painted.
type style struct {
	fill, stroke *page.Colour // nil paints none
	evenOdd      bool
	width        float64 // of the stroke
	miter        float64
	cap          rasterx.CapFunc
	join         rasterx.JoinMode
	hidden       bool // display: none, of the element or one around it
}

// initial holds the initial values of SVG 1.1, chapter 11.
var initial = style{fill: &page.Colour{}, width: 1, miter: 4, cap: rasterx.ButtCap, join: rasterx.Miter}

// declaration is one property with its value, written as an attribute or
// within the style attribute.
type declaration struct {
	property, value string
	inStyle         bool
}

// declarations are one for each property. What stands in the style attribute
// wins over an attribute of the same name.
func declarations(e xml.StartElement) []declaration {
	var all []declaration
	for _, a := range e.Attr {
		switch name := a.Name.Local; {
		case a.Name.Space != "": // xmlns:…, inkscape:…
		case name == "style":
			all = append(all, inlineDeclarations(a.Value)...)
		case name != "transform":
			all = append(all, declaration{property: name, value: strings.TrimSpace(a.Value)})
		}
	}
	winner := map[string]int{}
	for i, d := range all {
		if before, given := winner[d.property]; !given || d.inStyle || !all[before].inStyle {
			winner[d.property] = i
		}
	}
	var list []declaration
	for i, d := range all {
		if winner[d.property] == i {
			list = append(list, d)
		}
	}
	return list
}

func inlineDeclarations(text string) []declaration {
	var list []declaration
	for part := range strings.SplitSeq(text, ";") {
		property, value, _ := strings.Cut(part, ":")
		if property = strings.TrimSpace(property); property != "" {
			list = append(list, declaration{strings.ToLower(property), strings.TrimSpace(value), true})
		}
	}
	return list
}

// set takes over one declaration, or says what about it cannot be drawn.
func (s *style) set(d declaration) (message, hint string) {
	if message, hint = refused(d); message != "" || d.value == "inherit" {
		return message, hint // what is inherited, s holds already
	}
	ok := true
	switch d.property {
	case "fill", "stroke":
		return s.paint(d)
	case "display":
		s.hidden = s.hidden || d.value == "none"
	case "fill-rule":
		s.evenOdd = d.value == "evenodd"
		ok = s.evenOdd || d.value == "nonzero"
	case "stroke-width":
		s.width, ok = length(d.value)
	case "stroke-miterlimit":
		s.miter, ok = length(d.value)
	case "stroke-linecap":
		s.cap = caps[d.value]
		ok = s.cap != nil
	case "stroke-linejoin":
		s.join, ok = joins[d.value]
	}
	if !ok {
		return fmt.Sprintf("%s=%q cannot be drawn", d.property, short(d.value)), asPNG
	}
	return "", ""
}

// refused says what is wrong with a property that nothing here draws.
func refused(d declaration) (message, hint string) {
	harmless, effect := effects[d.property]
	switch {
	case effect && !slices.Contains(harmless, d.value):
		return fmt.Sprintf("%s=%q cannot be drawn", d.property, short(d.value)), effectHint(d.property)
	case d.inStyle && slices.Contains(geometry, d.property):
		return d.property + " within style cannot be drawn", "make it an attribute of the shape"
	case strings.HasPrefix(d.property, "on"):
		return d.property + " is a script, which cannot be run on paper", "save it as plain SVG"
	}
	return "", ""
}

var (
	caps  = map[string]rasterx.CapFunc{"butt": rasterx.ButtCap, "round": rasterx.RoundCap, "square": rasterx.SquareCap}
	joins = map[string]rasterx.JoinMode{"miter": rasterx.Miter, "round": rasterx.Round, "bevel": rasterx.Bevel}
)

// effects are the properties that change what is seen and that are not drawn
// here, with those of their values that change nothing.
var effects = map[string][]string{
	"opacity": {"1", "1.0", "100%"}, "fill-opacity": {"1", "1.0", "100%"}, "stroke-opacity": {"1", "1.0", "100%"},
	"filter": {"none"}, "mask": {"none"}, "clip-path": {"none"}, "clip": {"auto"},
	"marker": {"none"}, "marker-start": {"none"}, "marker-mid": {"none"}, "marker-end": {"none"},
	"mix-blend-mode": {"normal"}, "visibility": {"visible"}, "stroke-dasharray": {"none", "0", ""},
	"paint-order": {"normal", "fill", "fill stroke", "fill stroke markers"}, "vector-effect": {"none"},
	"transform": {"none"}, "transform-origin": {"0 0"}, "systemLanguage": nil, "requiredFeatures": {""}, "requiredExtensions": {""},
	"background":       {"none", "transparent", "white", "#fff", "#FFF", "#ffffff", "#FFFFFF"},
	"background-color": {"none", "transparent", "white", "#fff", "#FFF", "#ffffff", "#FFFFFF"},
	"rotate":           nil, "scale": nil, "translate": nil, "offset-path": {"none"},
}

// geometry are attributes that a browser takes from a style too.
var geometry = []string{"d", "x", "y", "width", "height", "r", "rx", "ry", "cx", "cy"}

func effectHint(property string) string {
	switch property {
	case "opacity", "fill-opacity", "stroke-opacity", "mix-blend-mode":
		return "mix the colour with white and make it opaque"
	case "stroke-dasharray", "marker", "marker-start", "marker-mid", "marker-end":
		return "turn the stroke into a path (Inkscape: Path > Stroke to Path; Illustrator: Object > Expand)"
	case "clip-path", "mask":
		return "cut the shapes themselves (Illustrator: Pathfinder; Inkscape: Path > Intersection)"
	}
	return asPNG
}

func (s *style) paint(d declaration) (message, hint string) {
	target := &s.fill
	if d.property == "stroke" {
		target = &s.stroke
	}
	if strings.HasPrefix(d.value, "url(") {
		return fmt.Sprintf("the gradient or pattern %s=%q cannot be drawn", d.property, short(d.value)), "use one plain colour"
	}
	if d.value == "none" || d.value == "transparent" {
		*target = nil
		return "", ""
	}
	c, ok := svgColour(d.value)
	if !ok {
		return fmt.Sprintf("the colour %s=%q cannot be drawn", d.property, short(d.value)), "write it as #rrggbb"
	}
	*target = &c
	return "", ""
}

// svgColour reads "#1f6f78", "#abc", "teal" or "rgb(31, 111, 120)".
func svgColour(text string) (page.Colour, bool) {
	text = strings.ToLower(text)
	if c, ok := colornames.Map[text]; ok {
		return page.Colour{R: c.R, G: c.G, B: c.B}, true
	}
	inner, isRGB := strings.CutPrefix(text, "rgb(")
	if !isRGB {
		return parseHex(text)
	}
	parts := strings.Split(strings.TrimSuffix(inner, ")"), ",")
	if len(parts) != 3 || !strings.HasSuffix(inner, ")") {
		return page.Colour{}, false
	}
	var channels [3]uint8
	for i, part := range parts {
		n, err := strconv.ParseUint(strings.TrimSpace(part), 10, 8)
		if err != nil {
			return page.Colour{}, false
		}
		channels[i] = uint8(n)
	}
	return page.Colour{R: channels[0], G: channels[1], B: channels[2]}, true
}
