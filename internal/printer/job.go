package printer

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/OpenPrinting/goipp"

	"aftercare/internal/diag"
)

// The states of a job and of a printer (RFC 8011, 5.3.7 and 5.4.11).
const (
	jobPending   = 3
	jobHeld      = 4
	jobStopped   = 6
	jobCancelled = 7
	jobAborted   = 8
	jobCompleted = 9

	printerProcessing = 4
	printerStopped    = 5
)

// How long is waited for what. A stopped printer is given the time in which
// somebody at the desk fills in paper; one that prints, the time for many
// copies.
const (
	between      = time.Second / 2 // looks at a job
	patience     = 2 * time.Minute
	longPatience = 10 * time.Minute
	firstRetry   = time.Second // of a busy printer, each wait being twice the one before
	lastRetry    = 32 * time.Second
	mostLost     = 3 // looks in a row that get no answer
)

// Print sends the document and follows it until it is on paper. A job that is
// given up is taken back from the printer.
func (p *ipp) Print(ctx context.Context, doc Document) error {
	var can attributes
	err := p.untilFree(ctx, func() (err error) {
		can, err = p.ask(ctx, abilities)
		return err
	})
	if err != nil {
		return p.fault(ctx, err)
	}
	if can.refuses() {
		return diag.Errorf("the printer takes no jobs at present").WithHint("look at its display, then print again")
	}
	job, err := ticket(can, doc)
	if err != nil {
		return err
	}
	var id int
	err = p.untilFree(ctx, func() (err error) {
		id, err = p.submit(ctx, job, doc)
		return err
	})
	if err != nil {
		return p.notSent(ctx, err)
	}
	return p.follow(ctx, id)
}

// untilFree tries again while the printer is busy, up to a bound.
func (p *ipp) untilFree(ctx context.Context, try func() error) error {
	for wait := firstRetry; ; wait *= 2 {
		err := try()
		if !isBusy(err) || wait > lastRetry {
			return err
		}
		if wait == firstRetry {
			p.Tell("the printer is busy: trying again")
		}
		if err := p.Sleep(ctx, wait); err != nil {
			return err
		}
	}
}

// submit sends the document and gives the number of its job.
func (p *ipp) submit(ctx context.Context, job goipp.Attributes, doc Document) (int, error) {
	m := p.request(goipp.OpPrintJob)
	m.Operation.Add(goipp.MakeAttribute("job-name", goipp.TagName, goipp.String(doc.Name)))
	m.Operation.Add(goipp.MakeAttribute("document-format", goipp.TagMimeType, goipp.String(pdfFormat)))
	m.Job = job
	answer, err := p.exchange(ctx, m, doc.Data)
	if err != nil {
		return 0, err
	}
	return attributes(answer.Job).number("job-id"), refused(answer)
}

// follow looks at the job until it is over or nothing moves any more.
func (p *ipp) follow(ctx context.Context, id int) error {
	var last view
	var told string
	lost, waited := 0, time.Duration(0)
	for {
		if err := p.Sleep(ctx, between); err != nil {
			return p.takeBack(ctx, id, err)
		}
		now, err := p.look(ctx, id)
		if err != nil {
			if lost++; lost == mostLost {
				return p.outOfSight(ctx, id, err)
			}
			continue
		}
		if over, err := now.over(); over {
			return err
		}
		if waited += between; now.differs(last) {
			waited = 0
		}
		last, lost = now, 0
		why := now.waiting()
		if why != "" && why != told {
			p.Tell("the printer " + why + ": waiting for it")
		}
		told = why
		if waited >= now.patience() {
			return p.takeBack(ctx, id, now.tooLong())
		}
	}
}

// takeBack cancels the job and gives err, which stays as sure as the printer's
// answer makes it. It does so also when ctx is over.
func (p *ipp) takeBack(ctx context.Context, id int, err error) error {
	m := p.request(goipp.OpCancelJob)
	m.Operation.Add(jobID(id))
	answer, lost := p.exchange(context.WithoutCancel(ctx), m, nil)
	if lost != nil || refused(answer) != nil {
		return unsure{err}
	}
	return err
}

func jobID(id int) goipp.Attribute {
	return goipp.MakeAttribute("job-id", goipp.TagInteger, goipp.Integer(id))
}

// look asks for the state of the job and of the printer.
func (p *ipp) look(ctx context.Context, id int) (view, error) {
	m := p.request(goipp.OpGetJobAttributes)
	m.Operation.Add(jobID(id))
	answer, err := p.exchange(ctx, asking(m, progress), nil)
	if err != nil {
		return view{}, err
	}
	if err := refused(answer); err != nil {
		return view{}, err
	}
	printer, err := p.ask(ctx, condition)
	return view{attributes(answer.Job), printer}, err
}

// view is a job and its printer at one moment.
type view struct{ job, printer attributes }

func (v view) differs(w view) bool {
	return fmt.Sprint(v.job) != fmt.Sprint(w.job) || fmt.Sprint(v.printer) != fmt.Sprint(w.printer)
}

// over says whether the job has ended, and what is wrong where it did not end
// well.
func (v view) over() (bool, error) {
	switch v.job.number("job-state") {
	case jobCompleted:
		if v.job.has("job-state-reasons", "job-completed-with-errors") {
			return true, unsure{diag.Errorf("the printer had errors with it").WithHint("look at what came out")}
		}
		return true, nil
	case jobCancelled:
		return true, diag.Errorf("the job was cancelled at the printer")
	case jobAborted:
		why := strings.Join(v.job.words("job-state-reasons"), ", ")
		if why == "" || why == "none" {
			why = "nothing more"
		}
		return true, diag.Errorf("the printer gave up: it says %s", why)
	}
	return false, nil
}

// waiting is what the printer does instead of printing the job, to be said
// with the printer before it; "" while it prints.
func (v view) waiting() string {
	job, reasons := v.job.number("job-state"), v.printer.words("printer-state-reasons")
	switch queued := job == jobPending || job == jobHeld; {
	case job == jobStopped, v.printer.number("printer-state") == printerStopped, queued && len(grave(reasons)) > 0:
		for _, said := range [][]string{grave(reasons), reasons} {
			if words := inWords(said); words != "" {
				return words
			}
		}
		return "has stopped"
	case job == jobHeld:
		return "holds the job back"
	case queued && v.printer.number("printer-state") == printerProcessing:
		return "is busy with another job"
	}
	return ""
}

func (v view) patience() time.Duration {
	if v.waiting() != "" {
		return patience
	}
	return longPatience
}

// tooLong is the error of a job that is taken back.
func (v view) tooLong() error {
	why := v.waiting()
	if why == "" {
		why = "does not get on"
	}
	return diag.Errorf("the printer %s", why).WithHint("mend that at the printer, then print again")
}
