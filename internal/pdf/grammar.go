package pdf

import (
	"errors"
	"fmt"
	"slices"

	"aftercare/internal/page"
)

// rule says where an element of a role may stand and whether marks on the page
// belong to it directly. It is the part of ISO 32000-1, 14.8.4 that a handout
// needs.
type rule struct {
	within []page.Role
	holds  bool
}

var (
	grouping = []page.Role{page.Document, page.Part, page.Sect}
	inline   = []page.Role{page.P, page.H1, page.H2, page.H3, page.Lbl, page.LBody, page.Span}
)

var grammar = map[page.Role]rule{
	page.Document: {},
	page.Part:     {within: []page.Role{page.Document}},
	page.Sect:     {within: grouping},
	page.H1:       {within: grouping, holds: true},
	page.H2:       {within: grouping, holds: true},
	page.H3:       {within: grouping, holds: true},
	page.P:        {within: append(grouping[:3:3], page.LBody), holds: true},
	page.L:        {within: append(grouping[:3:3], page.LBody)},
	page.LI:       {within: []page.Role{page.L}},
	page.Lbl:      {within: []page.Role{page.LI}, holds: true},
	page.LBody:    {within: []page.Role{page.LI}, holds: true},
	page.Figure:   {within: append(grouping[:3:3], page.P, page.LBody, page.Link), holds: true},
	page.Span:     {within: append(inline[:7:7], page.Link), holds: true},
	page.Link:     {within: inline, holds: true},
}

// level is the rank of a heading, 0 for other roles.
func level(role page.Role) int {
	switch role {
	case page.H1:
		return 1
	case page.H2:
		return 2
	case page.H3:
		return 3
	}
	return 0
}

func (in *inspector) elements() error {
	if len(in.sheet.Elements) == 0 || in.sheet.Elements[0].Role != page.Document || in.sheet.Elements[0].Parent != page.Artifact {
		return errors.New("element 0 is not the Document")
	}
	rank := 0
	for i := range in.sheet.Elements {
		e := &in.sheet.Elements[i]
		if err := in.element(page.ElementID(i), e); err != nil {
			return fmt.Errorf("element %d (%s) %w", i, e.Role, err)
		}
		next := level(e.Role)
		if next > rank+1 {
			return fmt.Errorf("element %d (%s) skips a level of headings, H%d comes next", i, e.Role, rank+1)
		}
		if next > 0 {
			rank = next
		}
	}
	return nil
}

func (in *inspector) element(id page.ElementID, e *page.Element) error {
	rule, known := grammar[e.Role]
	if !known {
		return errors.New("has an unknown role")
	}
	in.holds[id] = rule.holds
	if id > 0 {
		if e.Parent < 0 || e.Parent >= id {
			return errors.New("does not stand after its parent")
		}
		if parent := in.sheet.Elements[e.Parent].Role; !slices.Contains(rule.within, parent) {
			return fmt.Errorf("may not stand in %s", parent)
		}
	}
	if err := words(e.Alt); err != nil {
		return fmt.Errorf("has an alternative that %w", err)
	}
	if e.Lang != "" && !language(e.Lang) {
		return fmt.Errorf("has the language %q, which is not a BCP 47 tag", e.Lang)
	}
	if e.Alt == "" && (e.Role == page.Figure || e.Role == page.Link) {
		return errors.New("has no alternative in words")
	}
	if e.Role == page.Figure {
		return in.box(e)
	}
	return nil
}

func (in *inspector) box(e *page.Element) error {
	if e.Page < 0 || e.Page >= len(in.sheet.Pages) {
		return errors.New("is on a page that is not there")
	}
	if box(e.BBox) != nil {
		return errors.New("has no bounding box")
	}
	return nil
}

// leaves checks that nothing in the tree is empty.
func (in *inspector) leaves() error {
	elements := in.sheet.Elements
	for i := len(elements) - 1; i >= 0; i-- {
		e := &elements[i]
		if !in.holding[i] {
			return fmt.Errorf("element %d (%s) has nothing on any page", i, e.Role)
		}
		if e.Role == page.Link && !in.linked[i] {
			return fmt.Errorf("element %d (%s) leads nowhere", i, e.Role)
		}
		if i > 0 {
			in.holding[e.Parent] = true
		}
	}
	return nil
}
