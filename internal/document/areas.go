package document

import (
	"fmt"
	"slices"
	"strings"

	"aftercare/internal/bodymap"
	"aftercare/internal/diag"
	"aftercare/internal/handout"
)

// resolveAreas looks the words up. What nobody knows is printed as it stands,
// with the cautious version.
func (b *builder) resolveAreas() {
	b.treated, b.unknown = b.Vocabulary.FindAll(strings.Join(b.Visit.Areas, "; "))
	if len(b.unknown) > 0 {
		b.warn("areas", "see aftercare list areas", "a treated area is not in the vocabulary: printed as written, with the cautious version")
	}
}

// resolveFlags refuses what it does not know: a special case that is silently
// dropped is one that nobody looks out for.
func (b *builder) resolveFlags() {
	for _, words := range b.Visit.Flags {
		flag, ok := b.Vocabulary.FindFlag(words)
		switch {
		case !ok:
			b.problems = append(b.problems, diag.Diagnostic{Field: "flags",
				Message: "a flag of the visit is not in the vocabulary (see aftercare list flags)"})
		case !slices.Contains(b.flags, flag):
			b.flags = append(b.flags, flag)
		}
	}
}

// areaLabel names the treated areas, "" where none is known.
func (b *builder) areaLabel() string {
	label := b.Vocabulary.JoinLabels(b.Definition.Language, b.treated)
	for _, words := range b.unknown {
		label = strings.TrimPrefix(label+", "+words, ", ")
	}
	return label
}

// areaWords stand for {area} in a sentence.
func (b *builder) areaWords() string {
	if label := b.areaLabel(); label != "" && b.Settable(label) {
		return label
	}
	return b.loc.AreaUnknown
}

// nearLung is the rule of the lung warning: an area near the lung, or one that
// nobody knows.
func (b *builder) nearLung() bool {
	if len(b.treated) == 0 || len(b.unknown) > 0 {
		return true
	}
	return slices.ContainsFunc(b.treated, func(t handout.Treated) bool { return t.Area.Lung })
}

// lung is the warning where this visit needs it. A needling definition without
// one is refused when it is read; this is the second lock on the same door.
func (b *builder) lung() *Section {
	section := b.Definition.Lung
	if section == nil && b.Definition.Needling {
		b.refuse("the definition %q says needling but has no lung warning", b.Definition.ID)
	}
	if section == nil || !b.nearLung() {
		return nil
	}
	lung := b.section(Lung, section)
	return &lung
}

// bodyMap marks the treated regions; nil where none is known, because an
// unmarked body would say that nothing was treated.
func (b *builder) bodyMap() *BodyMap {
	marks := b.marks()
	if len(marks) == 0 {
		return nil
	}
	label := b.Vocabulary.JoinLabels(b.Definition.Language, b.treated)
	return &BodyMap{
		Title: b.loc.BodyMap, Marks: marks,
		Front: b.loc.Front, Back: b.loc.Back, Left: b.loc.Left, Right: b.loc.Right,
		Caption: capitalise(label), Alt: fmt.Sprintf(b.loc.MapAlt, label),
	}
}

func (b *builder) marks() []bodymap.Mark {
	var marks []bodymap.Mark
	for _, t := range b.treated {
		for _, region := range t.Area.Regions {
			if mark := (bodymap.Mark{Region: region, Side: t.Side}); !slices.Contains(marks, mark) {
				marks = append(marks, mark)
			}
		}
	}
	return marks
}
