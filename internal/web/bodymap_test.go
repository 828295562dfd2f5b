package web

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"aftercare/internal/bodymap"
	"aftercare/internal/page"
)

var (
	pathCommand = regexp.MustCompile(`[MLCZ][^MLCZ]*`)
	pathNumbers = map[byte]int{'M': 2, 'L': 2, 'C': 6, 'Z': 0}
	pathVerbs   = map[byte]page.Verb{'M': page.MoveTo, 'L': page.LineTo, 'C': page.CurveTo, 'Z': page.Close}
)

// pathOf reads the data of a path (SVG 2, 9.3), of absolute commands alone.
func pathOf(t testing.TB, data string) (segments []page.Segment) {
	t.Helper()
	commands := pathCommand.FindAllString(data, -1)
	if strings.Join(commands, "") != data || !strings.HasPrefix(data, "M") {
		t.Fatalf("this is no path: %.60s", data)
	}
	for _, command := range commands {
		numbers := strings.FieldsFunc(command[1:], func(r rune) bool { return r == ',' || r == ' ' })
		if len(numbers) != pathNumbers[command[0]] {
			t.Fatalf("%s has %d numbers", command, len(numbers))
		}
		s := page.Segment{Verb: pathVerbs[command[0]]}
		for i, number := range numbers {
			n, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			if at := &s.P[i/2]; i%2 == 0 {
				at.X = page.Length(n)
			} else {
				at.Y = page.Length(n)
			}
		}
		segments = append(segments, s)
	}
	return segments
}

// middle is the middle of a path from left to right, and its ends.
func middle(t testing.TB, data string) (centre, low, high page.Length) {
	segments := pathOf(t, data)
	low, high = segments[0].P[0].X, segments[0].P[0].X
	for _, s := range segments {
		for _, p := range s.P[:points[s.Verb]] {
			low, high = min(low, p.X), max(high, p.X)
		}
	}
	return (low + high) / 2, low, high
}

// points is how many a segment names.
var points = map[page.Verb]int{page.MoveTo: 1, page.LineTo: 1, page.CurveTo: 3}

// bodyOf is the body of the built-in vocabulary.
func bodyOf(t testing.TB) (*kit, bodyMap) {
	k := opened(t).kit.Load()
	return k, drawBody(k.library.Vocabulary(), k.spoken(staff))
}

// TestEveryRegionCanBeClicked, on its side.
func TestEveryRegionCanBeClicked(t *testing.T) {
	k, b := bodyOf(t)
	for _, region := range bodymap.Regions() {
		var sides []string
		for _, target := range b.Targets {
			treated, ok := k.library.Vocabulary().Find(target.Area)
			if ok && slices.Contains(treated.Area.Regions, region) {
				sides = append(sides, target.Side)
			}
		}
		want := []string{""}
		if bodymap.Sided(region) {
			want = []string{"left", "right"}
		}
		slices.Sort(sides)
		if got := slices.Compact(sides); !slices.Equal(got, want) {
			t.Errorf("%s has targets %q, want %q", region, got, want)
		}
	}
}

// TestEveryTargetIsUnderstood: what a click sends means what was clicked.
func TestEveryTargetIsUnderstood(t *testing.T) {
	k, b := bodyOf(t)
	words := k.start().Words
	labels := map[string]bool{}
	for _, target := range b.Targets {
		labels[target.Label] = true
		chips := k.chips([]string{target.Label}, staff)
		if len(chips) != 1 || chips[0].Area != target.Area || chips[0].Side != target.Side || chips[0].Label != target.Label {
			t.Errorf("%+v is understood as %+v", target, chips)
		}
		side := slices.Index([]string{"", "left", "right", "both"}, target.Side)
		if got := words[target.Area].Labels[side]; got != target.Label {
			t.Errorf("%s is also called %s", target.Label, got)
		}
	}
	for _, label := range []string{"left hip", "right calf", "low back", "left shoulder"} {
		if !labels[label] {
			t.Errorf("nothing reads %q", label)
		}
	}
}

// TestEveryWordOfThePageIsUnderstood: a chip's sides can be pressed together in
// any way.
func TestEveryWordOfThePageIsUnderstood(t *testing.T) {
	k, _ := bodyOf(t)
	for id, word := range k.start().Words {
		for side, label := range word.Labels {
			if side > 0 && !word.Sided {
				continue
			}
			want := chip{label, id, []string{"", "left", "right", "both"}[side], false}
			chips := k.chips([]string{label}, staff)
			for i := range chips {
				chips[i].Lung = false
			}
			if !slices.Equal(chips, []chip{want}) {
				t.Errorf("%q is understood as %+v, want %+v", label, chips, want)
			}
		}
	}
}

// TestLeftIsThePatientsLeft: on the reader's right from the front, and on the
// left from behind.
func TestLeftIsThePatientsLeft(t *testing.T) {
	_, b := bodyOf(t)
	for _, target := range b.Targets {
		midline, leftIsRight := page.Length(b.Front), true
		if target.View == "back" {
			midline, leftIsRight = page.Length(b.Back), false
		}
		for _, half := range target.Halves {
			if len(target.Halves) == 1 && half.Side != target.Side {
				t.Errorf("%s has its %s side", target.Label, half.Side)
			}
			centre, low, high := middle(t, half.Path)
			if onRight := centre > midline; onRight != ((half.Side == "left") == leftIsRight) {
				t.Errorf("%s, %s half from the %s, lies at %d of %d", target.Label, half.Side, target.View, centre, midline)
			}
			if low < midline-1650 || high > midline+1650 {
				t.Errorf("%s lies at %d to %d, out of its view", target.Label, low, high)
			}
		}
		if n := len(target.Halves); (target.Side == "") != (n == 2) {
			t.Errorf("%s, %s has %d halves", target.Label, target.View, n)
		}
	}
	for _, l := range b.Letters {
		front, midline := true, b.Front
		if l.X > (b.Front+b.Back)/2 {
			front, midline = false, b.Back
		}
		if onRight := l.X > midline; (l.Text == "L") != (onRight == front) {
			t.Errorf("the letter %s stands at %d", l.Text, l.X)
		}
	}
}

// TestEveryPathIsOne, in the page as it is served.
func TestEveryPathIsOne(t *testing.T) {
	svg := pageOf(t, get(t, opened(t).Handler(), "/")).all("#body")[0]
	paths := svg.all("path")
	if len(paths) < 100 {
		t.Errorf("only %d paths", len(paths))
	}
	for _, path := range paths {
		segments := pathOf(t, path.attribute("d"))
		if closed := segments[len(segments)-1].Verb == page.Close; !closed && path.Parent.Attr[0].Val != "details" {
			t.Errorf("a path of %v is open", path.Parent.Attr)
		}
	}
	for _, target := range svg.all(".target") {
		name := target.attribute("data-name")
		if label := target.attribute("aria-label"); !slices.Contains([]string{name + ", front", name + ", back"}, label) || target.attribute("role") != "checkbox" ||
			target.attribute("aria-checked") != "false" {
			t.Errorf("%v", target.Attr)
		}
	}
}

// TestAClinicWithoutEnglish sees its own words, with their sides.
func TestAClinicWithoutEnglish(t *testing.T) {
	english := regexp.MustCompile(`(?s)\nwords\.en = \{.*?\}`)
	texts := fstest.MapFS{
		"vocabulary.toml":      {Data: []byte(english.ReplaceAllString(builtIn(t, "vocabulary.toml"), ""))},
		"dry-needling/es.toml": {Data: []byte(builtIn(t, "dry-needling/es.toml"))},
	}
	s := opened(t, otherClinic(t, `country   =`, "language = \"es\"\ncountry ="), func(o *Options) { o.Files.Definitions = func() fs.FS { return texts } })
	k := s.kit.Load()
	b := drawBody(k.library.Vocabulary(), k.spoken(staff))
	at := slices.IndexFunc(b.Targets, func(x target) bool { return x.Area == "hip" && x.Side == "left" })
	if got := b.Targets[at].Label; got != "cadera izquierda" {
		t.Errorf("the left hip is called %q", got)
	}
	if got := k.start().Words["hip"].Labels; got != [4]string{"cadera", "cadera izquierda", "cadera derecha", "ambas caderas"} {
		t.Errorf("hips are called %q", got)
	}
	if got := makeOne(t, s.Handler(), "", `{"areas": "cadera izquierda"}`).Note; !strings.Contains(got, ", cadera izquierda, ") {
		t.Error(got)
	}
	if label := flagLabel(k.library.Vocabulary().Flags[0], k.spoken(staff)); label != "Toma un anticoagulante" {
		t.Errorf("a flag is called %q", label)
	}
}
