// Package document fills a definition with a clinic and a visit: what comes
// out has no blanks left and holds only the blocks that apply to this visit.
package document

import (
	"aftercare/internal/clinic"
	"aftercare/internal/handout"
)

// Document is the sheet in words, ready to be laid out.
type Document struct {
	Lang       string
	Title      string
	Clinic     *clinic.Clinic // brand, logo, contact
	Sample     string         // the line that marks a sample clinic, or ""
	Patient    Patient
	Facts      []Fact // area, date, therapist: what was done, when, by whom
	KeyMessage string
	StopsTitle string
	Stops      []Stop
	Lung       *Section // first and most prominent where it is present
	Sections   []Section
	BodyMap    *BodyMap
	Article    Article
	Contact    Section
	Foot       []string
}

// Patient is whose sheet it is. Blank asks for a ruled line to write on.
type Patient struct {
	Label string
	Name  string
	Blank bool
}

// Fact is one labelled line of the head.
type Fact struct{ Label, Text string }

// Stop is one stop of the next days, with its clock time in words.
type Stop struct {
	Time  string
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
	Contact
)

// Section is a titled block.
type Section struct {
	Kind  Kind
	Title string
	Text  string
	Items []Item
}

// Item is one line of a list; Name is set in bold before it, Until after it.
type Item struct {
	Name  string
	Text  string
	Until string // "until about Tue Nov 24, 2:30 pm"
}

// BodyMap is the marked figure and what a person who cannot see it hears.
type BodyMap struct {
	Title       string
	Marks       []Mark
	Front, Back string // captions
	Left, Right string // letters at the sides
	Caption     string
	Alt         string
}

// Mark is one region with its side.
type Mark struct {
	Region string
	Side   handout.Side
}

// Article is where the QR code leads.
type Article struct {
	Title   string
	LeadsTo string
	Address string // as encoded
	Printed string // as printed beneath
	Alt     string
}
