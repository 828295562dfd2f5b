package tomlfile

import (
	"slices"
	"strings"
)

// outline is a text as a person sees it who adds a line: its sections, and the
// lines of keys in each.
type outline struct {
	text     string
	sections []section // the first is what stands before every header
	lines    []keyLine
}

// section is a header and what stands under it.
type section struct {
	path       []string
	list       bool // an entry of a [[list]], or a table in one
	start, end int  // of the header; of the last key, or of the header without one
}

// keyLine is a key with its value.
type keyLine struct {
	path       []string // from the file on
	section    int
	start      int
	value, end int // of the value
}

func outlineOf(text string) *outline {
	o := &outline{text: text, sections: []section{{}}}
	s := scanner{text: text, places: map[string]place{}, entries: map[string]int{}, deep: -1}
	lists := map[string]bool{} // by the path
	for s.blank(); s.at < len(text); s.blank() {
		before := s.at
		if text[s.at] == '[' {
			head := section{start: s.at, path: o.names(s.at)}
			if s.header(); strings.HasPrefix(text[before:], "[[") {
				lists[dotted(head.path)] = true
			}
			for n := range head.path {
				head.list = head.list || lists[dotted(head.path[:n+1])]
			}
			head.end = s.at
			o.sections = append(o.sections, head)
			continue
		}
		in := len(o.sections) - 1
		l := keyLine{path: slices.Concat(o.sections[in].path, o.names(s.at)), section: in, start: s.at}
		l.value, l.end = s.pairAt()
		o.lines = append(o.lines, l)
		o.sections[in].end = s.at
		if s.at == before {
			s.at++
		}
	}
	return o
}

// names are those of the dotted key that begins at a place, or in the header
// there.
func (o *outline) names(at int) (path []string) {
	s := scanner{text: o.text, at: at, deep: -1}
	s.next('[')
	s.next('[')
	for _, part := range s.key() {
		path = append(path, part.name)
	}
	return path
}

// pairAt reads a key and its value, and tells where the value stands.
func (s *scanner) pairAt() (value, end int) {
	s.key()
	s.next('=')
	s.blank()
	value = s.at
	s.value("")
	return value, s.at
}

func hasPrefix(path, prefix []string) bool {
	return len(path) >= len(prefix) && slices.Equal(path[:len(prefix)], prefix)
}

// set writes a value, where that can be done with lines of their own.
func (o *outline) set(path []string, value string) (string, bool) {
	table := path[:len(path)-1]
	last := -1 // the last line of the table, in whichever section
	for i, l := range o.lines {
		switch {
		case o.sections[l.section].list:
		case slices.Equal(l.path, path):
			return o.text[:l.value] + value + o.text[l.end:], true
		case hasPrefix(table, l.path): // the table, or one around it, is this very value
			return "", false
		case len(l.path) > len(table) && hasPrefix(l.path, table):
			last = i
		}
	}
	at := slices.IndexFunc(o.sections, func(s section) bool { return !s.list && slices.Equal(s.path, table) })
	switch {
	case at == 0:
		return o.first(dotted(path) + " = " + value), true
	case at > 0:
		return o.after(o.tail(at), o.indent(at)+dotted(path[len(table):])+" = "+value), true
	case last >= 0 && len(o.sections[o.lines[last].section].path) < len(table):
		l := o.lines[last] // it is made by dotted keys, which no header may follow
		return o.after(l.end, o.indent(l.section)+dotted(path[len(o.sections[l.section].path):])+" = "+value), true
	}
	return o.after(o.behind(table), "", "["+dotted(table)+"]", dotted(path[len(table):])+" = "+value), true
}

// unset leaves out the lines of a key.
func (o *outline) unset(path []string) (string, bool) {
	at := slices.IndexFunc(o.lines, func(l keyLine) bool { return slices.Equal(l.path, path) && !o.sections[l.section].list })
	if at < 0 {
		return "", false
	}
	begin := strings.LastIndexByte(o.text[:o.lines[at].start], '\n') + 1
	return o.text[:begin] + o.text[o.lineEnd(o.lines[at].end):], true
}

// tail is where the keys of a section end. A section without any may hold lines
// that were switched off: a new one stands under them.
func (o *outline) tail(at int) int {
	s := o.sections[at]
	if s.end > s.start && slices.ContainsFunc(o.lines, func(l keyLine) bool { return l.section == at }) {
		return s.end
	}
	end := o.lineEnd(s.end)
	for end < len(o.text) && strings.HasPrefix(strings.TrimLeft(o.text[end:], " \t"), "#") {
		end = o.lineEnd(end)
	}
	return max(s.end, end-1)
}

// lineEnd is where the next line begins.
func (o *outline) lineEnd(at int) int {
	if n := strings.IndexByte(o.text[at:], '\n'); n >= 0 {
		return at + n + 1
	}
	return len(o.text)
}

// indent is what stands before the last key of a section, or its header.
func (o *outline) indent(at int) string {
	start := o.sections[at].start
	for _, l := range o.lines {
		if l.section == at {
			start = l.start
		}
	}
	begin := strings.LastIndexByte(o.text[:start], '\n') + 1
	if before := o.text[begin:start]; strings.Trim(before, " \t") == "" {
		return before
	}
	return ""
}

// behind is where a new table goes: after the last one that stands in the same
// table, or at the end of the file.
func (o *outline) behind(table []string) int {
	end := -1
	for _, s := range o.sections[1:] {
		if len(table) > 1 && hasPrefix(s.path, table[:len(table)-1]) {
			end = s.end
		}
	}
	if end < 0 {
		return len(strings.TrimRight(o.text, " \t\r\n"))
	}
	return end
}

// first writes a line of the section that has no header: after its last key,
// or before the first header and what is said above that.
func (o *outline) first(line string) string {
	switch {
	case o.sections[0].end > 0:
		return o.after(o.sections[0].end, line)
	case len(o.sections) == 1:
		return o.after(len(strings.TrimRight(o.text, " \t\r\n")), line)
	}
	lines := strings.SplitAfter(o.text[:strings.LastIndexByte(o.text[:o.sections[1].start], '\n')+1], "\n")
	kept := len(lines)
	for kept > 0 && (lines[kept-1] == "" || strings.HasPrefix(strings.TrimSpace(lines[kept-1]), "#")) {
		kept--
	}
	above := strings.Join(lines[:kept], "")
	return above + line + o.newline() + o.newline() + o.text[len(above):]
}

// after puts lines behind the line that a place is on.
func (o *outline) after(at int, lines ...string) string {
	end, newline := o.lineEnd(at), o.newline()
	above := o.text[:end]
	if above != "" && !strings.HasSuffix(above, "\n") {
		above += newline
	}
	if above == "" {
		lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	}
	return above + strings.Join(lines, newline) + newline + o.text[end:]
}

// newline is how the file ends its lines.
func (o *outline) newline() string {
	if n := strings.IndexByte(o.text, '\n'); n > 0 && o.text[n-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
