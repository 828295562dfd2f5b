package main

import (
	"encoding/json"
	"io"
	"time"

	"aftercare/internal/appointments"
	"aftercare/internal/batch"
	"aftercare/internal/printer"
)

// jsonTeller tells the same as textTeller, one object a line. Each has an
// event: begin, row, printed, stopped, leftover, combined, end.
type jsonTeller struct {
	out  *json.Encoder
	file string
}

func newJSONTeller(w io.Writer, file string) *jsonTeller {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return &jsonTeller{out, file}
}

// print writes one line. Whoever reads it may have gone: the sheets are the
// result, not the line.
func (p *jsonTeller) print(event any) { _ = p.out.Encode(event) }

func (p *jsonTeller) begin(job *batch.Job, rows appointments.Counts, remarks []string) {
	p.print(struct {
		Event   string              `json:"event"`
		File    string              `json:"file"`
		SHA256  string              `json:"source_sha256"`
		Folder  string              `json:"folder"`
		DryRun  bool                `json:"dry_run"`
		Rows    appointments.Counts `json:"rows"`
		Remarks []string            `json:"remarks,omitempty"`
	}{"begin", p.file, job.SHA256, job.Dir, job.DryRun, rows, remarks})
}

func (p *jsonTeller) row(r batch.Result) {
	p.print(struct {
		Event    string   `json:"event"`
		Row      int      `json:"row"`
		Line     int      `json:"line"`
		Sheet    string   `json:"sheet,omitempty"`
		State    string   `json:"state"`
		File     string   `json:"file,omitempty"`
		SHA256   string   `json:"sha256,omitempty"`
		Handout  string   `json:"handout,omitempty"`
		Version  string   `json:"version,omitempty"`
		Pages    int      `json:"pages,omitempty"`
		Into     int      `json:"into,omitempty"`
		Column   string   `json:"column,omitempty"`
		Reason   string   `json:"reason,omitempty"`
		Hint     string   `json:"hint,omitempty"`
		Cautious bool     `json:"cautious,omitempty"`
		Warnings []string `json:"warnings,omitempty"`
	}{"row", r.Row, r.Line, r.Sheet, r.State.String(), r.File, r.SHA256, r.Handout, r.Version, r.Pages, r.Into,
		r.Column, r.Reason, r.Hint, r.Cautious, r.Warnings})
}

func (p *jsonTeller) printed(s batch.Sheet) {
	p.print(struct {
		Event   string    `json:"event"`
		Row     int       `json:"row"`
		File    string    `json:"file"`
		SHA256  string    `json:"sha256"`
		Printed time.Time `json:"printed"`
	}{"printed", s.Row, s.File, s.SHA256, s.Printed})
}

// printing tells where the printing stopped, if it did, and gives its numbers
// for the end.
func (p *jsonTeller) printing(g *batch.Printing) *jsonPrinting {
	if g == nil {
		return nil
	}
	if g.At != nil {
		why := faultOf(g.Err)
		p.print(struct {
			Event        string `json:"event"`
			Row          int    `json:"row"`
			File         string `json:"file"`
			MayBePrinted bool   `json:"may_be_printed"`
			Reason       string `json:"reason"`
			Hint         string `json:"hint,omitempty"`
		}{"stopped", g.At.Row, g.At.File, printer.MayBePrinted(g.Err), why.Message, why.Hint})
	}
	return &jsonPrinting{g.Sheets, g.Done, g.Before}
}

// jsonPrinting is how many sheets were to be printed, how many of them are,
// and how many were before.
type jsonPrinting struct {
	Sheets  int `json:"sheets"`
	Printed int `json:"printed"`
	Before  int `json:"before"`
}

func (p *jsonTeller) end(s *batch.Summary) {
	printing := p.printing(s.Printing)
	for _, l := range s.Leftover {
		p.print(struct {
			Event string `json:"event"`
			batch.Leftover
			Removed bool   `json:"removed"`
			Kept    string `json:"kept,omitempty"`
		}{"leftover", l, l.Removed, l.Kept})
	}
	if c := s.Combined; c != nil {
		p.print(struct {
			Event  string `json:"event"`
			File   string `json:"file"`
			State  string `json:"state"`
			Sheets int    `json:"sheets"`
		}{"combined", c.File, c.State.String(), c.Sheets})
	}
	counts := map[string]int{}
	for state, n := range s.Counts {
		counts[batch.State(state).String()] = n
	}
	p.print(struct {
		Event    string         `json:"event"`
		Rows     int            `json:"rows"`
		Sheets   int            `json:"sheets"`
		Pages    int            `json:"pages"`
		Cautious int            `json:"cautious"`
		Counts   map[string]int `json:"counts"`
		Printing *jsonPrinting  `json:"printing,omitempty"`
	}{"end", s.Rows, s.Sheets(), s.Pages, s.Cautious, counts, printing})
}
