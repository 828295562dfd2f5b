package document

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aftercare/internal/handout"
)

// sections are the blocks of the page in reading order, those that apply to
// this visit.
func (b *builder) sections() []Section {
	d := b.Definition
	var out []Section
	add := func(kind Kind, section *handout.Section, extra []handout.Item) {
		if section == nil {
			return
		}
		s := b.section(kind, section)
		s.Items = append(b.items(extra), s.Items...)
		out = append(out, s)
	}
	add(WhatWeDid, d.WhatWeDid, nil)
	add(Expect, d.Expect, b.fromAreas(func(a handout.AreaText) []handout.Item { return a.Expect }))
	add(Do, d.Do, b.fromAreas(func(a handout.AreaText) []handout.Item { return a.Do }))
	add(Avoid, d.Avoid, b.fromAreas(func(a handout.AreaText) []handout.Item { return a.Avoid }))
	out = append(out, b.steps()...)
	out = append(out, b.special()...)
	out = append(out, b.note()...)
	add(Call, d.Call, append(b.fromAreas(func(a handout.AreaText) []handout.Item { return a.Call }), b.flagCalls()...))
	add(Emergency, d.Emergency, b.fromAreas(func(a handout.AreaText) []handout.Item { return a.Emergency }))
	out = append(out, b.next()...)
	return b.withClinicsLine(out)
}

// section fills a section of the definition.
func (b *builder) section(kind Kind, s *handout.Section) Section {
	return Section{Kind: kind, Title: b.fill(s.Title), Text: b.fill(s.Text), Items: b.items(s.Items)}
}

func (b *builder) items(list []handout.Item) []Item {
	out := make([]Item, 0, len(list))
	for _, item := range list {
		filled := Item{Text: b.fill(item.Text)}
		if !item.Until.IsZero() {
			filled.Until = b.until(item.Until)
		}
		if !slices.Contains(out, filled) {
			out = append(out, filled)
		}
	}
	return out
}

func (b *builder) until(d handout.Duration) string {
	return fmt.Sprintf(b.loc.Until, b.moment(d))
}

// fromAreas collects what the treated areas add to a section, each block once.
func (b *builder) fromAreas(pick func(handout.AreaText) []handout.Item) []handout.Item {
	var out []handout.Item
	for _, block := range b.Definition.Areas {
		if slices.ContainsFunc(b.treated, func(t handout.Treated) bool { return slices.Contains(block.Areas, t.Area.ID) }) {
			out = append(out, pick(block)...)
		}
	}
	return out
}

// special are the lines of the visit's flags. A handout that says nothing of one
// is reported: somebody meant the patient to read of it.
func (b *builder) special() []Section {
	s := Section{Kind: Special}
	if b.Definition.Special != nil && len(b.flags) > 0 {
		s = b.section(Special, b.Definition.Special)
	}
	for _, flag := range b.flags {
		s.Items = append(s.Items, b.items(b.flagText(flag.ID).Lines)...)
	}
	if slices.ContainsFunc(b.flags, func(f *handout.Flag) bool { return len(b.flagText(f.ID).Lines) == 0 }) {
		b.warn("flags", "add a [[flag]] block to the definition", "the handout %s has nothing to say for a flag of the visit", b.Definition.ID)
	}
	if len(s.Items) == 0 && s.Text == "" {
		return nil
	}
	return []Section{s}
}

func (b *builder) flagText(id string) handout.FlagText {
	for _, text := range b.Definition.Flags {
		if text.Flag == id {
			return text
		}
	}
	return handout.FlagText{}
}

func (b *builder) flagCalls() []handout.Item {
	var out []handout.Item
	for _, flag := range b.flags {
		out = append(out, b.flagText(flag.ID).Call...)
	}
	return out
}

func (b *builder) steps() []Section {
	if b.Definition.Steps == nil {
		return nil
	}
	s := Section{Kind: Steps, Title: b.fill(b.Definition.Steps.Title), Text: b.fill(b.Definition.Steps.Text), Ordered: true}
	for _, step := range b.Definition.Steps.Steps {
		s.Items = append(s.Items, Item{Name: b.fill(step.Name), Text: b.fill(step.Text) + b.dose(step)})
	}
	return []Section{s}
}

// dose says how much of an exercise: " 3 sets, 10 times, hold 5 seconds, twice a day."
func (b *builder) dose(step handout.Step) string {
	var parts []string
	if step.Sets > 0 {
		parts = append(parts, b.loc.Count(b.loc.Sets, step.Sets))
	}
	if step.Reps > 0 {
		parts = append(parts, b.loc.Count(b.loc.Reps, step.Reps))
	}
	if !step.Hold.IsZero() {
		parts = append(parts, fmt.Sprintf(b.loc.Hold, b.loc.Span(step.Hold.Days, step.Hold.Elapsed)))
	}
	if step.Often != "" {
		parts = append(parts, b.fill(step.Often))
	}
	if len(parts) == 0 {
		return ""
	}
	return " " + capitalise(strings.Join(parts, ", ")) + "."
}

func (b *builder) note() []Section {
	if b.Visit.Note == "" {
		return nil
	}
	b.requireSettable("note", b.Visit.Note)
	return []Section{{Kind: Note, Title: b.loc.Note, Text: b.Visit.Note}}
}

func (b *builder) next() []Section {
	if b.Visit.Next.IsZero() {
		return nil
	}
	when := b.loc.Moment(b.Visit.Next)
	if hour, minute, _ := b.Visit.Next.Clock(); hour == 0 && minute == 0 {
		when = b.loc.Day(b.Visit.Next) // the export knew the day alone
	}
	return []Section{{Kind: Next, Title: b.loc.Next, Text: when}}
}

// withClinicsLine adds what this clinic says of heat and ice: sources
// contradict each other, so the built-in text leaves it to the clinic. It is
// printed on sheets in the clinic's own language.
func (b *builder) withClinicsLine(sections []Section) []Section {
	i := slices.IndexFunc(sections, func(s Section) bool { return s.Kind == Do })
	if b.Clinic.HeatOrIce != "" && b.Clinic.Language == b.Definition.Language && i >= 0 {
		sections[i].Items = append(sections[i].Items, Item{Text: b.Clinic.HeatOrIce})
	}
	return sections
}

func capitalise(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
