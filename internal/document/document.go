// Package document fills a definition with a clinic and a visit: what comes
// out has no blanks left and holds only the blocks that apply to this visit.
package document

import (
	"aftercare/internal/bodymap"
	"aftercare/internal/clinic"
)

// Document is the sheet in words, ready to be laid out.
type Document struct {
	Lang       string
	Title      string
	Clinic     *clinic.Clinic // brand, logo, contact
	Sample     string         // the line that marks a sample clinic, or ""
	Patient    Fact
	Area       Fact
	Visit      []string // when, and by whom where that is known
	KeyMessage string
	StopsTitle string
	Stops      []Stop
	StopsAlt   string   // the stops in words
	Lung       *Section // first and most prominent where it is present
	Sections   []Section
	BodyMap    *BodyMap // nil where there is nothing to mark
	Article    Article
	Foot       Foot
	Running    Running
}

// Fact is one labelled line of the head. Blank asks for a ruled line to write
// on by hand.
type Fact struct {
	Label, Text string
	Blank       bool
}

// Stop is one stop of the next days, with its time in words.
type Stop struct {
	Day   string // "Tue Nov 24"
	Clock string // "about 2:30 pm", or "" where the day is enough
	Lines []string
}

// Kind is which section of the vocabulary a section is.
type Kind uint8

const (
	WhatWeDid Kind = iota
	Expect
	Do
	Avoid
	Steps
	Special
	Note
	Call
	Emergency
	Lung
	Next
)

// Section is a titled block.
type Section struct {
	Kind    Kind
	Title   string
	Text    string
	Items   []Item
	Ordered bool // the items are steps, numbered
}

// Item is one line of a list: Name in bold before it, Until after it.
type Item struct {
	Name  string
	Text  string
	Until string // "until about Tue Nov 24, 2:30 pm"
}

// BodyMap is the marked figure and what a person who cannot see it hears.
type BodyMap struct {
	Title       string
	Marks       []bodymap.Mark
	Front, Back string // captions
	Left, Right string // letters at the sides
	Caption     string
	Alt         string
}

// Article is where the QR code leads.
type Article struct {
	LeadsTo string
	Address string // as encoded
	Printed string // as printed beneath
	Alt     string
}

// Foot says where the text comes from.
type Foot struct{ Identity, Sources string }

// Running are the words of the second and later pages.
type Running struct {
	Head string // title and "continued"
	Page string // takes the page and the number of pages
}
