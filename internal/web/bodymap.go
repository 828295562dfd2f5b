package web

import (
	"strconv"
	"strings"

	"aftercare/internal/bodymap"
	"aftercare/internal/handout"
	"aftercare/internal/page"
)

// bodyMap is the body to click on, in the unit of package bodymap.
type bodyMap struct {
	Width, Height int64
	Front, Back   int64    // middles of the views
	Below         int64    // the end of what is written under them
	Outline       []string // paths as SVG writes them
	Details       []string
	Targets       []target
	Letters       []letter
}

// target is what is clicked: an area, or one side of an area that there are
// two of. It has a shape or two halves in one view.
type target struct {
	Area, Side string
	View       string // "front" or "back"
	Label      string
	Halves     []half
}

// half is a shape of one side, which is marked by itself.
type half struct {
	Side string
	Path string
}

// letter says which side is which.
type letter struct {
	X, Y int64
	Text string
}

// drawBody is the body with every area of the vocabulary that has a region of
// its name, in the words of a language. What it draws never changes while the
// program runs but for the words.
func drawBody(v *handout.Vocabulary, lang string) bodyMap {
	const caption = 420
	b := bodyMap{
		Width: int64(bodymap.Width), Height: int64(bodymap.Height), Below: int64(bodymap.Height + caption),
		Front: int64(bodymap.FrontCentre), Back: int64(bodymap.BackCentre),
	}
	empty, _ := bodymap.Draw(nil) // no marks, nothing to be unknown
	b.Outline, b.Details = svgPaths(empty.Body), svgPaths(empty.Details)
	for _, region := range bodymap.Regions() {
		if treated, ok := v.Find(region); ok {
			b.Targets = append(b.Targets, targetsOf(region, treated.Area, lang)...)
		}
	}
	for _, l := range bodymap.Letters() {
		b.Letters = append(b.Letters, letter{int64(l.At.X), int64(l.At.Y), map[handout.Side]string{handout.Left: "L", handout.Right: "R"}[l.Side]})
	}
	return b
}

// targetsOf are the targets of a region in both views.
func targetsOf(region string, area *handout.Area, lang string) []target {
	var all []target
	for _, view := range []string{"front", "back"} {
		whole := target{Area: area.ID, View: view, Label: handout.Treated{Area: area}.Label(lang)}
		for _, side := range []handout.Side{handout.Right, handout.Left} {
			path, ok := halfOf(region, side, view)
			if !ok {
				continue
			}
			one := half{sideNames[side], path}
			whole.Halves = append(whole.Halves, one)
			if bodymap.Sided(region) {
				all = append(all, target{area.ID, one.Side, view, handout.Treated{Area: area, Side: side}.Label(lang), []half{one}})
			}
		}
		if len(whole.Halves) > 0 && !bodymap.Sided(region) {
			all = append(all, whole)
		}
	}
	return all
}

var sideNames = map[handout.Side]string{handout.NoSide: "", handout.Left: "left", handout.Right: "right", handout.Both: "both"}

// halfOf is one side of a region in one view.
func halfOf(region string, side handout.Side, view string) (string, bool) {
	const between = (bodymap.FrontCentre + bodymap.BackCentre) / 2
	figure, err := bodymap.Draw([]bodymap.Mark{{Region: region, Side: side}})
	if err != nil {
		return "", false
	}
	for i, path := range figure.Marked {
		if (figure.Boxes[i].X < between) == (view == "front") {
			return svgPath(path), true
		}
	}
	return "", false
}

func svgPaths(paths []page.Path) []string {
	all := make([]string, len(paths))
	for i, p := range paths {
		all[i] = svgPath(p)
	}
	return all
}

// svgPath is the data of a path (SVG 2, 9.3).
func svgPath(path page.Path) string {
	var d strings.Builder
	for _, s := range path.Segments {
		letter, points := svgCommand(s)
		d.WriteString(letter)
		for i, p := range points {
			if i > 0 {
				d.WriteByte(' ')
			}
			d.WriteString(strconv.FormatInt(int64(p.X), 10) + "," + strconv.FormatInt(int64(p.Y), 10))
		}
	}
	return d.String()
}

func svgCommand(s page.Segment) (string, []page.XY) {
	switch s.Verb {
	case page.MoveTo:
		return "M", s.P[:1]
	case page.LineTo:
		return "L", s.P[:1]
	case page.CurveTo:
		return "C", s.P[:3]
	}
	return "Z", nil
}
