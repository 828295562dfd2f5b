package handout_test

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"aftercare/internal/handout"
	"aftercare/templates"
)

// shipped is the vocabulary that comes with the program.
func shipped(t testing.TB) *handout.Vocabulary {
	t.Helper()
	text, err := fs.ReadFile(templates.FS, "vocabulary.toml")
	if err != nil {
		t.Fatal(err)
	}
	v, found := handout.ParseVocabulary("vocabulary.toml", text)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return v
}

func show(treated []handout.Treated) string {
	var ids []string
	for _, t := range treated {
		ids = append(ids, [...]string{"", "left ", "right ", "both "}[t.Side]+t.Area.ID)
	}
	return strings.Join(ids, ", ")
}

func TestFind(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"low back": "low-back", "Lower Back": "low-back", "LBP": "low-back", " lumbar. ": "low-back", "low-back": "low-back",
		"left hip": "left hip", "L hip": "left hip", "hip (L)": "left hip", "hip, left": "left hip", "Lt. hip": "left hip",
		"the left hip": "left hip", "HIP LEFT": "left hip", "left-hip": "left hip", "hip – L": "left hip",
		"rt shoulder": "right shoulder", "R. shoulder": "right shoulder", "right frozen shoulder": "right shoulder",
		"bilateral knees": "both knee", "both hips": "both hip", "bilat calves": "both calf", "knees bilaterally": "both knee",
		"B/L hips": "both hip", "L/R hip": "both hip", "left and right hips": "both hip", "both knee": "both knee",
		"cadera izquierda": "left hip", "hombro der.": "right shoulder", "ambas rodillas": "both knee", "las dos caderas": "both hip",
		"la rodilla derecha": "right knee", "RODILLA IZQ.": "left knee", "cadera izquierda y derecha": "both hip",
		"hips": "hip", "knees": "knee", "calves": "calf", "rotator cuffs": "rotator-cuff", "codos de tenista": "elbow",
		"mandíbula": "jaw", "mandibula": "jaw", "TMJ": "jaw", "golfer’s elbow": "elbow", "golfer's elbow": "elbow", "muneca": "wrist",
		"left side of the neck": "left neck", "both sides of the neck": "both neck", "lado derecho del cuello": "right neck",
		"left side of the low back": "left low-back", "L spine": "low-back", "C-spine": "neck",
		"left between the shoulder blades": "between-shoulder-blades", "tendón de Aquiles derecho": "right achilles",
		"both sole": "both sole",
		"":          "", "left": "", "elbo": "", "left and right": "", "the": "", "hip knee": "", "left right hip": "", "head of the queue": "",
		strings.Repeat("left ", 1000) + "hip": "",
	} {
		got := ""
		if treated, ok := v.Find(words); ok {
			got = show([]handout.Treated{treated})
		}
		if got != want {
			t.Errorf("%.40q: %q, want %q", words, got, want)
		}
	}
}

func TestFindAll(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"low back":                     "low-back |",
		"low back, left hip":           "low-back, left hip |",
		"LBP; L hip / R knee + neck":   "low-back, left hip, right knee, neck |",
		"neck & jaw and left shoulder": "neck, jaw, left shoulder |",
		"cuello e ingle y rodilla":     "neck, groin, knee |",
		"hip, left":                    "left hip |",
		"hip, left; knee, right":       "left hip, right knee |",
		"left, hip":                    "left hip |",
		"left and right hip, knee":     "both hip, knee |",
		// Both sides of one area become one, in the place of the first.
		"left hip, neck, right hip": "both hip, neck |",
		"hip; left hip; hip":        "left hip |",
		"left hip\nleft hip":        "left hip |",
		// A side goes on only where it can mean nothing else.
		"left hip and knee":           "left hip, left knee |",
		"L hip/knee":                  "left hip, left knee |",
		"left hip and knee and ankle": "left hip, left knee, left ankle |",
		"both hips and knees":         "both hip, both knee |",
		"left neck and shoulder":      "left neck, left shoulder |",
		"left hip, knee":              "left hip, knee |",
		"left hip, and knee":          "left hip, knee |",
		"left hip; knee":              "left hip, knee |",
		"left hip and knees":          "left hip, knee |",
		"both hips and knee":          "both hip, knee |",
		"left hip and neck":           "left hip, neck |",
		"left hip and low back":       "left hip, low-back |",
		"left hip and neck and knee":  "left hip, neck, knee |",
		"hip left and knee":           "left hip, knee |",
		"cadera izquierda y rodilla":  "left hip, knee |",
		"hip and left knee":           "hip, left knee |",
		"left hip and right knee":     "left hip, right knee |",
		"hip, left, knee":             "hip, knee |",
		// What nobody knows stands as it was written.
		"low back, Third Eye":               "low-back | Third Eye",
		"left foot drop and numbness":       " | left foot drop; numbness",
		"left hip, left":                    "left hip | left",
		"left wing and knee":                "knee | left wing",
		"":                                  " |",
		" ,; and / ":                        " |",
		"hips & glutes, IT band; TFL":       "hip, glute, it-band |",
		strings.Repeat("hip, ", 5000):       "hip |",
		strings.Repeat("x", 100) + ", knee": "knee | " + strings.Repeat("x", 100),
	} {
		found, unknown := v.FindAll(words)
		got := strings.TrimRight(show(found)+" | "+strings.Join(unknown, "; "), " ")
		if got != strings.TrimRight(want, " ") {
			t.Errorf("%.50q: %q, want %q", words, got, want)
		}
	}
}

func TestSuggest(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"low bak": "low back", "lumbr": "low back", "left sholder": "left shoulder", "kneee": "knee", "rodila": "rodilla",
		"hombro isquierdo": "", "both kneees": "both knees", "between the sholder blades": "between the shoulder blades",
		"tractor": "", "": "", "left": "", strings.Repeat("low back", 100): "",
	} {
		if got, _ := v.Suggest(words); got != want {
			t.Errorf("%.40q: %q, want %q", words, got, want)
		}
	}
}

func TestFindFlag(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"blood-thinner": "blood-thinner", "Blood thinners": "blood-thinner", "Takes a blood thinner": "blood-thinner", "EMBARAZADA": "pregnancy",
		"avión": "flying-or-diving", "avion": "flying-or-diving", "": "", "blood": "",
	} {
		id := ""
		if flag, ok := v.FindFlag(words); ok {
			id = flag.ID
		}
		if id != want {
			t.Errorf("%q: %q, want %q", words, id, want)
		}
	}
	if got, _ := v.SuggestFlag("blod thiner"); got != "blood-thinner" {
		t.Errorf("a slip of the hand gives %q", got)
	}
	if got, ok := v.SuggestFlag("left-handed"); ok {
		t.Errorf("a guess: %q", got)
	}
}

func TestLabel(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"left hip":                         "left hip, cadera izquierda",
		"both hips":                        "both hips, ambas caderas",
		"low back":                         "low back, espalda baja",
		"both hombro":                      "both shoulders, ambos hombros",
		"right ribs":                       "right ribs, costillas derechas",
		"both ribs":                        "both sides of the ribs, ambas zonas de las costillas",
		"r foot":                           "right foot, pie derecho",
		"left between the shoulder blades": "between the shoulder blades, entre los omóplatos",
	} {
		treated, ok := v.Find(words)
		if got := treated.Label("en") + ", " + treated.Label("es"); !ok || got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestLabelsAreFoundAgain: what the page prints can be typed.
func TestLabelsAreFoundAgain(t *testing.T) {
	v := shipped(t)
	for i := range v.Areas {
		for side := handout.NoSide; side <= handout.Both; side++ {
			treated := handout.Treated{Area: &v.Areas[i], Side: side}
			if !treated.Area.Sided && side != handout.NoSide {
				continue
			}
			for _, lang := range v.Languages() {
				// Two areas may have the same words for both of their sides.
				again, ok := v.Find(treated.Label(lang))
				if !ok || again.Side != side || again.Label(lang) != treated.Label(lang) {
					t.Errorf("%q is found as %q", treated.Label(lang), show([]handout.Treated{again}))
				}
			}
		}
	}
}

func TestJoinLabels(t *testing.T) {
	v := shipped(t)
	for words, want := range map[string]string{
		"":                     " / ",
		"low back":             "low back / espalda baja",
		"low back; left hip":   "low back and left hip / espalda baja y cadera izquierda",
		"neck, jaw, left foot": "neck, jaw and left foot / cuello, mandíbula y pie izquierdo",
		"neck; groin":          "neck and groin / cuello e ingle",
		"groin; neck":          "groin and neck / ingle y cuello",
	} {
		found, _ := v.FindAll(words)
		if got := v.JoinLabels("en", found) + " / " + v.JoinLabels("es", found); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{"left hip", "low back; L hip and knee", "(((", "ambas", "\xff", "e y and", "b/l l/r", "İ", strings.Repeat("left ", 60)} {
		f.Add(seed)
	}
	v := shipped(f)
	f.Fuzz(func(t *testing.T, words string) {
		v.Find(words)
		v.Suggest(words)
		v.FindFlag(words)
		v.SuggestFlag(words)
		found, unknown := v.FindAll(words)
		for i, treated := range found {
			if treated.Side != handout.NoSide && !treated.Area.Sided {
				t.Errorf("a side of %s", treated.Area.ID)
			}
			for _, other := range found[:i] {
				if other.Area == treated.Area {
					t.Errorf("%s stands twice", treated.Area.ID)
				}
			}
		}
		for _, rest := range unknown {
			if !strings.Contains(words, rest) {
				t.Errorf("%q is not as it was written", rest)
			}
		}
	})
}

func ExampleVocabulary_FindAll() {
	text, _ := os.ReadFile("../../templates/vocabulary.toml")
	v, _ := handout.ParseVocabulary("vocabulary.toml", text)
	found, unknown := v.FindAll("LBP; L hip and knee, funny bone")
	fmt.Println(v.JoinLabels("en", found), unknown)
	// Output: low back, left hip and left knee [funny bone]
}
