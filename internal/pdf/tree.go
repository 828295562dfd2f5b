package pdf

import "aftercare/internal/page"

// mark is one marked-content sequence: items of one element that follow each
// other on a page.
type mark struct {
	element page.ElementID
	page    int // in the file
	mcid    int // on the page
}

// tree brings the elements of one sheet and their marks on the pages together.
type tree struct {
	elements []page.Element
	marks    []mark             // in drawing order
	own      [][]int            // by element: its marks, as indexes
	children [][]page.ElementID // by element
	first    []int              // by element: the first mark of it or of one below it
}

// begin empties the tree for the elements of another sheet.
func (t *tree) begin(elements []page.Element) {
	t.elements, t.marks = elements, t.marks[:0]
	n := len(elements)
	for len(t.own) < n {
		t.own, t.children, t.first = append(t.own, nil), append(t.children, nil), append(t.first, 0)
	}
	for i := range n {
		t.own[i], t.children[i] = t.own[i][:0], t.children[i][:0]
	}
}

// grow fills the lists once all pages are drawn.
func (t *tree) grow() {
	for i, m := range t.marks {
		t.own[m.element] = append(t.own[m.element], i)
	}
	n := len(t.elements)
	for i := range n {
		t.first[i] = len(t.marks)
		if len(t.own[i]) > 0 {
			t.first[i] = t.own[i][0]
		}
		if i > 0 {
			parent := t.elements[i].Parent
			t.children[parent] = append(t.children[parent], page.ElementID(i))
		}
	}
	for i := n - 1; i > 0; i-- { // children stand after their parents
		parent := t.elements[i].Parent
		t.first[parent] = min(t.first[parent], t.first[i])
	}
}

// kids calls the functions for the children and marks of an element in reading
// order. Children keep the order of the slice; a link in the midst of a
// paragraph comes between the words before and after it.
func (t *tree) kids(id page.ElementID, child func(page.ElementID), own func(mark)) {
	children, marks := t.children[id], t.own[id]
	for len(children) > 0 || len(marks) > 0 {
		if len(marks) == 0 || len(children) > 0 && t.first[children[0]] < marks[0] {
			child(children[0])
			children = children[1:]
		} else {
			own(t.marks[marks[0]])
			marks = marks[1:]
		}
	}
}
