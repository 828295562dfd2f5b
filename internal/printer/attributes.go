package printer

import (
	"context"
	"slices"

	"github.com/OpenPrinting/goipp"

	"aftercare/internal/diag"
)

// The attributes that are asked for, of the printer before a job and of both
// while it is printed.
var (
	abilities = []string{"document-format-supported", "media-supported", "sides-supported", "print-scaling-supported",
		"copies-supported", "printer-is-accepting-jobs", "printer-state", "printer-state-reasons"}
	condition = []string{"printer-state", "printer-state-reasons"}
	progress  = []string{"job-state", "job-state-reasons", "job-impressions-completed"}
)

const (
	pdfFormat = "application/pdf"
	longEdge  = "two-sided-long-edge"
	oneSided  = "one-sided"
	unscaled  = "none"
)

// keyword names one keyword of an attribute, the only form that a job's
// attributes but copies have here.
func keyword(name, value string) goipp.Attribute {
	return goipp.MakeAttribute(name, goipp.TagKeyword, goipp.String(value))
}

// asking adds the names of the attributes that are wanted.
func asking(m *goipp.Message, names []string) *goipp.Message {
	wanted := goipp.Attribute{Name: "requested-attributes"}
	for _, name := range names {
		wanted.Values.Add(goipp.TagKeyword, goipp.String(name))
	}
	m.Operation.Add(wanted)
	return m
}

// attributes are what a printer says of itself or of a job.
type attributes goipp.Attributes

func (a attributes) values(name string) goipp.Values {
	for _, attribute := range a {
		if attribute.Name == name {
			return attribute.Values
		}
	}
	return nil
}

// words are the values of an attribute as text, none where it is not there.
func (a attributes) words(name string) (words []string) {
	for _, v := range a.values(name) {
		words = append(words, v.V.String())
	}
	return words
}

func (a attributes) has(name, value string) bool { return slices.Contains(a.words(name), value) }

// number is the first value of an attribute, 0 where it is none.
func (a attributes) number(name string) int {
	for _, v := range a.values(name) {
		if n, ok := v.V.(goipp.Integer); ok {
			return int(n)
		}
	}
	return 0
}

// refuses says that the printer takes no jobs at present.
func (a attributes) refuses() bool { return a.has("printer-is-accepting-jobs", "false") }

// most is how many copies the printer makes of a job.
func (a attributes) most() int {
	for _, v := range a.values("copies-supported") {
		if r, ok := v.V.(goipp.Range); ok {
			return r.Upper
		}
	}
	return 1
}

// ask is a request for attributes of the printer.
func (p *ipp) ask(ctx context.Context, names []string) (attributes, error) {
	answer, err := p.exchange(ctx, asking(p.request(goipp.OpGetPrinterAttributes), names), nil)
	if err != nil {
		return nil, err
	}
	return attributes(answer.Printer), refused(answer)
}

// ticket are the attributes of the job: those that the printer knows, since it
// may refuse a job for others.
func ticket(can attributes, doc Document) (goipp.Attributes, error) {
	if !can.has("document-format-supported", pdfFormat) {
		return nil, diag.Errorf("the printer takes no PDF").
			WithHint("add it to the system as a printer and give its name to --printer, or open the PDF in the browser and print it there")
	}
	var job goipp.Attributes
	if known := can.words("media-supported"); doc.Media != "" && len(known) > 0 {
		if !slices.Contains(known, doc.Media) {
			return nil, diag.Errorf("the printer does not print on %s", paperNames[doc.Media]).
				WithHint("choose the paper with --paper, or in clinic.toml")
		}
		job.Add(keyword("media", doc.Media))
	}
	sides := oneSided
	if doc.Duplex {
		sides = longEdge
	}
	if can.has("sides-supported", sides) {
		job.Add(keyword("sides", sides))
	} else if doc.Duplex {
		return nil, diag.Errorf("the printer prints on one side only").WithHint("leave out --duplex")
	}
	// A page that is scaled to fit has smaller letters than were promised.
	if can.has("print-scaling-supported", unscaled) {
		job.Add(keyword("print-scaling", unscaled))
	}
	if doc.Copies > can.most() {
		return nil, diag.Errorf("the printer makes at most %d of --copies %d at a time", can.most(), doc.Copies)
	}
	if doc.Copies > 1 {
		job.Add(goipp.MakeAttribute("copies", goipp.TagInteger, goipp.Integer(doc.Copies)))
	}
	return job, nil
}
