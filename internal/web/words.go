package web

import (
	"aftercare/internal/handout"
)

// start is what the script of the page begins with.
type start struct {
	Fields fields              `json:"fields"`
	Words  map[string]areaWord `json:"words"`  // by the identity of the area
	Titles map[string]string   `json:"titles"` // of the handouts
	Drafts []string            `json:"drafts"` // the rows for which this visitor typed something
}

// areaWord is what an area is called: without a side, left, right, both.
type areaWord struct {
	Labels [4]string `json:"labels"`
	Sided  bool      `json:"sided"`
}

func (k *kit) start() start {
	at := start{Words: map[string]areaWord{}, Titles: map[string]string{}}
	at.Fields.Handout, at.Fields.Language = k.clinic.Handout, k.clinic.Language
	areas := k.library.Vocabulary().Areas
	for i := range areas {
		word := areaWord{Sided: areas[i].Sided}
		for side := range word.Labels {
			word.Labels[side] = handout.Treated{Area: &areas[i], Side: handout.Side(side)}.Label(k.spoken(staff))
		}
		at.Words[areas[i].ID] = word
	}
	for _, id := range k.library.Handouts() {
		at.Titles[id] = k.title(id)
	}
	return at
}
