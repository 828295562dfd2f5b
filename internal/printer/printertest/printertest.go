// Package printertest is a printer for tests: it speaks IPP over HTTP, does
// what a test tells it, and remembers what it was sent.
package printertest

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/OpenPrinting/goipp"
)

// Moment is what the printer says of itself and of a job at one look.
type Moment struct {
	Job        int // a job-state; 0 is completed
	JobReasons []string
	Printer    int // a printer-state; 0 is idle
	Reasons    []string
}

// Job is a document that was sent, with its attributes by name.
type Job struct {
	Data       []byte
	Attributes map[string]string
}

// Printer is told what to do by its fields, before the first request.
type Printer struct {
	Can      map[string][]string // attributes in place of the usual ones; an empty list takes one away
	Moments  []Moment            // one for each look, the last stays
	Busy     int                 // how many jobs are refused before one is taken
	Cut      bool                // the connection is cut when a document has come
	Lose     bool                // the connection is cut at every look at a job
	Forbid   goipp.Status        // the answer to all that is asked of the printer
	HTTP     int                 // the HTTP status of all answers
	Forget   bool                // looks at a job find none of that number
	KeepJobs bool                // jobs cannot be cancelled
	Received func(Job)           // is called for each job that is taken

	mutex     sync.Mutex
	looks     int
	jobs      []Job
	cancelled int
}

// Start lets the printer listen on this machine until the server is closed.
func (p *Printer) Start() *httptest.Server { return httptest.NewServer(p) }

// Address is the printer's own name for itself on a server.
func Address(s *httptest.Server) string {
	return strings.NewReplacer("https://", "ipps://", "http://", "ipp://").Replace(s.URL) + "/ipp/print"
}

// Jobs are the documents that were taken, and how many were cancelled.
func (p *Printer) Jobs() ([]Job, int) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.jobs, p.cancelled
}

// ServeHTTP answers one request.
func (p *Printer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	body, _ := io.ReadAll(r.Body)
	rest := bytes.NewReader(body)
	asked := &goipp.Message{}
	switch err := asked.Decode(rest); {
	case p.HTTP != 0:
		w.WriteHeader(p.HTTP)
		return
	case err != nil || r.URL.Path != "/ipp/print" || r.Header.Get("Content-Type") != goipp.ContentType:
		w.WriteHeader(http.StatusNotFound)
		return
	}
	answer := p.answer(asked, body[len(body)-rest.Len():])
	if answer == nil {
		panic(http.ErrAbortHandler)
	}
	answer.Operation.Add(goipp.MakeAttribute("attributes-charset", goipp.TagCharset, goipp.String("utf-8")))
	answer.Operation.Add(goipp.MakeAttribute("attributes-natural-language", goipp.TagLanguage, goipp.String("en")))
	w.Header().Set("Content-Type", goipp.ContentType)
	_ = answer.Encode(w)
}

// answer is nil where the connection is to be cut.
func (p *Printer) answer(asked *goipp.Message, document []byte) *goipp.Message {
	answer := goipp.NewResponse(asked.Version, goipp.StatusOk, asked.RequestID)
	switch goipp.Op(asked.Code) {
	case goipp.OpGetPrinterAttributes:
		answer.Code = goipp.Code(p.Forbid)
		answer.Printer = p.describe()
	case goipp.OpPrintJob:
		return p.take(asked, document, answer)
	case goipp.OpGetJobAttributes:
		switch {
		case p.Lose:
			return nil
		case p.Forget:
			answer.Code = goipp.Code(goipp.StatusErrorNotFound)
		}
		p.looks++
		now := p.now()
		answer.Job.Add(state("job-state", now.Job, 9))
		answer.Job.Add(keywords("job-state-reasons", now.JobReasons))
	case goipp.OpCancelJob:
		p.cancelled++
		if p.KeepJobs {
			answer.Code = goipp.Code(goipp.StatusErrorNotPossible)
		}
	default:
		answer.Code = goipp.Code(goipp.StatusErrorOperationNotSupported)
	}
	return answer
}

// take is the answer to a document.
func (p *Printer) take(asked *goipp.Message, document []byte, answer *goipp.Message) *goipp.Message {
	if p.Busy > 0 {
		p.Busy--
		answer.Code = goipp.Code(goipp.StatusErrorBusy)
		return answer
	}
	job := Job{Data: document, Attributes: map[string]string{}}
	for _, a := range append(asked.Operation.Clone(), asked.Job...) {
		job.Attributes[a.Name] = a.Values.String()
	}
	p.jobs = append(p.jobs, job)
	p.looks = 0
	if p.Received != nil {
		p.Received(job)
	}
	if p.Cut {
		return nil
	}
	answer.Job.Add(goipp.MakeAttribute("job-id", goipp.TagInteger, goipp.Integer(len(p.jobs))))
	return answer
}

// now is what is so at this look.
func (p *Printer) now() Moment {
	moments := p.Moments
	if len(moments) == 0 {
		return Moment{}
	}
	return moments[min(max(p.looks-1, 0), len(moments)-1)]
}

func (p *Printer) describe() (all goipp.Attributes) {
	now := p.now()
	can := map[string][]string{
		"document-format-supported": {"application/octet-stream", "application/pdf", "image/urf"},
		"media-supported":           {"na_letter_8.5x11in", "iso_a4_210x297mm"},
		"sides-supported":           {"one-sided", "two-sided-long-edge", "two-sided-short-edge"},
		"print-scaling-supported":   {"auto", "fill", "fit", "none"},
	}
	for name, values := range p.Can {
		can[name] = values
	}
	for _, name := range []string{"document-format-supported", "media-supported", "sides-supported", "print-scaling-supported"} {
		if len(can[name]) > 0 {
			all.Add(keywords(name, can[name]))
		}
	}
	all.Add(goipp.MakeAttribute("copies-supported", goipp.TagRange, goipp.Range{Lower: 1, Upper: 99}))
	all.Add(goipp.MakeAttribute("printer-is-accepting-jobs", goipp.TagBoolean, goipp.Boolean(len(p.Can["refuses"]) == 0)))
	all.Add(state("printer-state", now.Printer, 3))
	all.Add(keywords("printer-state-reasons", now.Reasons))
	return all
}

func state(name string, value, usual int) goipp.Attribute {
	if value == 0 {
		value = usual
	}
	return goipp.MakeAttribute(name, goipp.TagEnum, goipp.Integer(value))
}

func keywords(name string, values []string) goipp.Attribute {
	if len(values) == 0 {
		values = []string{"none"}
	}
	a := goipp.Attribute{Name: name}
	for _, v := range values {
		a.Values.Add(goipp.TagKeyword, goipp.String(v))
	}
	return a
}
