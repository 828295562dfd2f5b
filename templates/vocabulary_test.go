package templates_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"aftercare/internal/bodymap"
	"aftercare/internal/handout"
)

// near are the areas that need the lung warning: those the facts name, then
// those that are near enough to be cautious.
var near = []string{
	"neck", "shoulder", "rotator-cuff", "supraspinatus", "upper-trapezius", "upper-back", "between-shoulder-blades", "chest", "ribs",
	"mid-back", "thoraco-lumbar", "quadratus-lumborum",
	"shoulder-blade", "back", "flank",
}

func TestLungAreas(t *testing.T) {
	var got []string
	for _, a := range library(t).Vocabulary().Areas {
		if a.Lung {
			got = append(got, a.ID)
		}
	}
	want := slices.Clone(near)
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("areas near a lung\ngot  %v\nwant %v", got, want)
	}
}

// What therapists and schedulers type, and every complaint and place that the
// facts name.
func TestWordsFindTheirArea(t *testing.T) {
	v := library(t).Vocabulary()
	for id, words := range map[string]string{
		"low-back": "low back,lower back,lumbar,lbp,l-spine,zona lumbar,espalda baja", "back": "back,espalda", "upper-back": "upper back,thoracic,t-spine",
		"mid-back": "mid back", "thoraco-lumbar": "thoracolumbar", "quadratus-lumborum": "quadratus lumborum,ql", "flank": "flank",
		"neck": "neck,cervical,c-spine,cuello", "head": "headache,migraine,dolor de cabeza", "jaw": "jaw,tmj", "face": "face",
		"shoulder": "shoulder,hombro", "rotator-cuff": "rotator cuff,rc", "supraspinatus": "supraspinatus", "upper-trapezius": "upper trapezius,traps,ut",
		"between-shoulder-blades": "between the shoulder blades", "shoulder-blade": "scapula,rhomboids", "chest": "chest,pecs", "ribs": "ribs,rib",
		"elbow": "elbow,tennis elbow,golfer's elbow,lateral epicondyle", "wrist": "wrist,carpal tunnel,túnel carpiano", "hand": "hand", "forearm": "forearm",
		"upper-arm": "upper arm,biceps", "abdomen": "abdomen,belly", "pelvis": "pelvis,sij", "hip": "hip,cadera", "glute": "glute,glutes,piriformis",
		"sciatic": "sciatic,sciatic nerve,sciatica", "groin": "groin", "thigh": "thigh,quads", "hamstring": "hamstring,hams", "it-band": "it band,itb",
		"knee": "knee,rodilla", "shin": "shin", "calf": "calf,gastroc", "achilles": "achilles", "ankle": "ankle", "foot": "foot",
		"sole": "plantar fascia,plantar fasciitis,heel",
	} {
		for _, word := range strings.Split(words, ",") {
			if got, ok := v.Find(word); !ok || got.Area.ID != id {
				t.Errorf("%q finds %v, want %s", word, got.Area, id)
			}
		}
	}
}

func TestWordsFindTheirFlag(t *testing.T) {
	v := library(t).Vocabulary()
	for id, words := range map[string]string{
		"blood-thinner": "blood thinner,warfarin,anticoagulante", "pregnancy": "pregnant,embarazada", "pacemaker": "implant,marcapasos",
		"weakened-immune-system": "immunocompromised,defensas bajas", "fluid-limit": "fluid restriction", "flying-or-diving": "flying,diving,volar",
	} {
		for _, word := range strings.Split(words+","+id, ",") {
			if got, ok := v.FindFlag(word); !ok || got.ID != id {
				t.Errorf("%q finds %v, want %s", word, got, id)
			}
		}
	}
}

func TestAreasAreWhole(t *testing.T) {
	diagnosis := regexp.MustCompile(`itis|pathy|algia|syndrome|migraine|headache|tunnel|tennis|dysfunction`)
	for _, a := range library(t).Vocabulary().Areas {
		if len(a.Regions) == 0 {
			t.Errorf("%s has no region", a.ID)
		}
		for _, region := range a.Regions {
			if !bodymap.Has(region) {
				t.Errorf("%s has the region %q, which the body map has not", a.ID, region)
			}
		}
		for _, lang := range languages {
			w := a.Words[lang]
			if w.Label == "" || diagnosis.MatchString(w.Label) {
				t.Errorf("%s: the %s label %q does not name a place", a.ID, lang, w.Label)
			}
			if a.Sided != (w.Plural != "") {
				t.Errorf("%s: the %s plural %q does not go with sided = %v", a.ID, lang, w.Plural, a.Sided)
			}
			if (lang == "es") != (w.Gender == "m" || w.Gender == "f") {
				t.Errorf("%s: %s gender %q", a.ID, lang, w.Gender)
			}
			if medical[lang].MatchString(w.Label) {
				t.Errorf("%s: the %s label %q is not plain", a.ID, lang, w.Label)
			}
		}
	}
}

// commonOnly are the areas that the common text serves: nothing is known of
// them that is not true of all.
var commonOnly = map[string]string{
	"upper-trapezius": "the lung warning is all it adds",
	"upper-arm":       "gentle movement is in the common text; walking does not move it",
	"forearm":         "as the upper arm",
}

func TestEveryAreaIsServed(t *testing.T) {
	for _, lang := range languages {
		named := map[string]bool{}
		for _, block := range definition(t, lang).Areas {
			for _, id := range block.Areas {
				named[id] = true
			}
		}
		for _, a := range library(t).Vocabulary().Areas {
			if _, common := commonOnly[a.ID]; common == named[a.ID] {
				t.Errorf("%s: %s stands in a block: %v, in the list of common text: %v", lang, a.ID, named[a.ID], common)
			}
			delete(named, a.ID)
		}
		for id := range named {
			t.Errorf("%s: no area %q in the vocabulary", lang, id)
		}
	}
}

func TestEveryFlagIsServed(t *testing.T) {
	for _, lang := range languages {
		for _, f := range library(t).Vocabulary().Flags {
			has := func(text handout.FlagText) bool { return text.Flag == f.ID && len(text.Lines) > 0 }
			if !slices.ContainsFunc(definition(t, lang).Flags, has) {
				t.Errorf("%s: nothing is said of %s", lang, f.ID)
			}
			if f.Words[lang].Label == "" {
				t.Errorf("%s: %s has no label", lang, f.ID)
			}
		}
	}
}
