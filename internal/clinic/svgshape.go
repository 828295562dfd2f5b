package clinic

import (
	"fmt"
	"strings"
)

// shapes write the basic shapes as the path data that SVG 1.1, chapter 9, says
// they are equal to, so that everything is drawn in one way. They report false
// where an attribute is not a plain number.
var shapes = map[string]func(attributes map[string]string) (data string, ok bool){
	"path":     func(a map[string]string) (string, bool) { return a["d"], true },
	"polyline": func(a map[string]string) (string, bool) { return corners(a["points"], ""), true },
	"polygon":  func(a map[string]string) (string, bool) { return corners(a["points"], "Z"), true },
	"line":     line,
	"rect":     rectangle,
	"circle": func(a map[string]string) (string, bool) {
		v, ok := plain(a, "cx", "cy", "r")
		return ellipse(v[0], v[1], v[2], v[2]), ok && v[2] >= 0
	},
	"ellipse": func(a map[string]string) (string, bool) {
		v, ok := plain(a, "cx", "cy", "rx", "ry")
		return ellipse(v[0], v[1], v[2], v[3]), ok && v[2] >= 0 && v[3] >= 0
	},
}

// plain reads attributes that are numbers; one that is not given is 0.
func plain(attributes map[string]string, names ...string) ([]float64, bool) {
	values := make([]float64, len(names))
	for i, name := range names {
		text := strings.TrimSuffix(attributes[name], "px")
		read, ok := list(text)
		if !ok || len(read) > 1 {
			return values, false
		}
		copy(values[i:], read)
	}
	return values, true
}

func line(a map[string]string) (string, bool) {
	v, ok := plain(a, "x1", "y1", "x2", "y2")
	return fmt.Sprintf("M%g %gL%g %g", v[0], v[1], v[2], v[3]), ok
}

func corners(points, end string) string {
	if points == "" {
		return ""
	}
	return "M" + points + end
}

// ellipse is two half turns from the left end. Without a radius it is not
// drawn, by the rules of SVG.
func ellipse(cx, cy, rx, ry float64) string {
	if rx == 0 || ry == 0 {
		return ""
	}
	return fmt.Sprintf("M%g %ga%g %g 0 1 1 %g 0a%g %g 0 1 1 %g 0Z", cx-rx, cy, rx, ry, 2*rx, rx, ry, -2*rx)
}

func rectangle(a map[string]string) (string, bool) {
	v, ok := plain(a, "x", "y", "width", "height")
	x, y, width, height := v[0], v[1], v[2], v[3]
	rx, ry, okRadii := radii(a, width, height)
	ok = ok && okRadii && width >= 0 && height >= 0
	switch {
	case width == 0 || height == 0:
		return "", ok
	case rx == 0 || ry == 0:
		return fmt.Sprintf("M%g %gh%gv%gh%gZ", x, y, width, height, -width), ok
	}
	corner := func(dx, dy float64) string { return fmt.Sprintf("a%g %g 0 0 1 %g %g", rx, ry, dx, dy) }
	across, down := width-2*rx, height-2*ry
	return fmt.Sprintf("M%g %gh%g%sv%g%sh%g%sv%g%sZ", x+rx, y, across, corner(rx, ry), down, corner(-rx, ry),
		-across, corner(-rx, -ry), -down, corner(rx, -ry)), ok
}

// radii are those of a rectangle's corners: one alone counts for both, and
// none is more than half a side.
func radii(a map[string]string, width, height float64) (rx, ry float64, ok bool) {
	v, ok := plain(a, "rx", "ry")
	switch {
	case a["rx"] == "":
		v[0] = v[1]
	case a["ry"] == "":
		v[1] = v[0]
	}
	return min(v[0], width/2), min(v[1], height/2), ok && v[0] >= 0 && v[1] >= 0
}
