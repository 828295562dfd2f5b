package main

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aftercare/internal/appointments"
	"aftercare/internal/batch"
	"aftercare/internal/diag"
)

const batchManual = `Make a sheet for everyone in an EXPORT of appointments: a CSV, TSV, Excel or
calendar file, the folder that exports land in, of which the newest counts, or
standard input with -.

The sheets go to handouts/DATE, one file each, and manifest.json beside them says
what became of every row. No file name holds anything of a patient, unless
--name asks for it. Cancelled appointments get no sheet; a status or a service
that is not known is held, and you are told the line to add.

Running the same batch again makes only what is missing or has changed. It names
the sheets whose appointment has since been cancelled; --prune removes them.

--print then prints every sheet that is not printed yet, in the order of the
appointments, each as a job called "aftercare" and the time of the visit. At the
first fault of the printer it stops; the same command goes on where it was.

--name takes {time} {row} {handout} {date} {last} {first} {initials} {area}.

--keep 14d removes the folders of days that are longer past, as far as nothing
lies in them but what aftercare made.

Exit codes: 0 done, 1 the file cannot be used, the folder not be written to, or
another batch is working in it, 2 the command line is wrong, 3 done, but some
rows failed or are held, or not all is printed, 4 there is no visit on the day:
the clinic is closed, 5 there is none because the export is stale, 130 stopped:
the same command makes and prints the rest.`

// sheetsFolder is where the folders of the days are made, in the current one.
const sheetsFolder = "handouts"

// batchOptions are the flags of batch.
type batchOptions struct {
	styleFlags
	readFlags
	printFlags
	clinic   string
	out      string
	name     string
	language string
	combined string
	workers  int
	private  bool
	print    bool
	failed   bool
	dryRun   bool
	explain  bool
	json     bool
	quiet    bool
	force    bool
	prune    bool
	keep     string

	now time.Time // in the clinic's zone
}

func (a *app) batchCommand() *cobra.Command {
	var o batchOptions
	cmd := &cobra.Command{
		Use:   "batch EXPORT",
		Short: "Make a sheet for everyone in an export of appointments",
		Long:  batchManual,
		Example: `  aftercare batch appointments.csv
  aftercare batch exports/ --on tomorrow --keep 14d
  aftercare batch week.csv --on today --from 13:00 --therapist Reyes
  aftercare batch appointments.csv --print --printer ipp://10.0.0.7/ipp/print
  aftercare batch appointments.csv --combined day.pdf --duplex`,
		Args: arguments(1, 1, "one EXPORT of appointments"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.batch(cmd.Context(), args[0], o) },
	}
	o.register(cmd)
	return cmd
}

func (o *batchOptions) register(cmd *cobra.Command) {
	o.readFlags.register(cmd)
	o.styleFlags.register(cmd)
	o.printFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.clinic, "clinic", "", "the clinic's `file`")
	flags.StringVarP(&o.out, "out", "o", "", "write to this `folder` (default handouts/DATE)")
	flags.StringVar(&o.name, "name", "", "a `pattern` of file names (default \""+batch.DefaultName+"\")")
	flags.StringVar(&o.combined, "combined", "", "also write all sheets to this `file`, in the order of the appointments")
	flags.BoolVar(&o.print, "print", false, "print every sheet that is not printed yet, in the order of the appointments")
	flags.BoolVar(&o.duplex, "duplex", false, "print on both sides; in --combined, begin each sheet on a new leaf")
	flags.StringVar(&o.language, "lang", "", "the `language` of rows that name none (default the clinic's)")
	flags.BoolVar(&o.private, "private", false, "print initials instead of names")
	flags.BoolVar(&o.failed, "only-failed", false, "only rows that failed or were held last time, or are still to --print")
	flags.IntVar(&o.workers, "workers", 0, "make this `many` sheets at a time (default what suits this computer)")
	flags.BoolVar(&o.dryRun, "dry-run", false, "check everything; write and print nothing")
	flags.BoolVar(&o.explain, "explain", false, "show how the file is understood, and make nothing")
	flags.BoolVar(&o.json, "json", false, "tell everything as JSON, one object a line")
	flags.BoolVar(&o.quiet, "quiet", false, "tell only what went wrong")
	flags.BoolVar(&o.force, "force", false, "make, and print, every sheet anew")
	flags.BoolVar(&o.prune, "prune", false, "remove sheets whose row is cancelled or gone")
	flags.StringVar(&o.keep, "keep", "", "remove the sheets of days that are longer past than these `days`, such as 14d")
}

// batch makes the sheets, then removes those that are too old, also where the
// clinic is closed.
func (a *app) batch(ctx context.Context, file string, o batchOptions) error {
	days, err := o.days()
	if err != nil {
		return err
	}
	err = a.makeBatch(ctx, file, &o)
	var none noVisits
	var open openRows
	if days == 0 || err != nil && !errors.As(err, &none) && !errors.As(err, &open) {
		return err
	}
	old := a.removeOld(days, o)
	if err == nil {
		return old
	}
	a.tell(old)
	return err
}

func (a *app) makeBatch(ctx context.Context, file string, o *batchOptions) error {
	name, err := o.check()
	if err != nil {
		return err
	}
	to, err := a.printerOf(*o) // whether there is one is known before anything is made
	if err != nil {
		return err
	}
	src, err := a.open(o.clinic)
	if err != nil {
		return err
	}
	o.now = a.now().In(src.clinic.Zone)
	options, err := o.reading(src, o.now)
	if err != nil {
		return err
	}
	job, err := o.job(src, name)
	if err != nil {
		return err
	}
	job.Press = a.press(to, o.printFlags, job.Style.Paper, src.clinic.Zone)
	im, err := a.openExport(ctx, file, options, o.now)
	var unclear *appointments.Unclear
	if o.explain && !o.json && errors.As(err, &unclear) {
		return errors.Join(a.explainUnclear(unclear), err)
	}
	if err != nil {
		return err
	}
	defer im.Close()
	if o.explain {
		return a.explain(im, o.json)
	}
	return a.runBatch(ctx, src, im, job, *o)
}

// check looks at what can be judged before anything is read.
func (o *batchOptions) check() (*batch.Name, error) {
	switch {
	case o.workers < 0 || o.workers > 1000:
		return nil, usagef("leave it out to have what suits this computer", "--workers: there can be 1 to 1000")
	case o.quiet && o.json:
		return nil, usagef("leave one of them out", "--quiet and --json exclude each other")
	}
	if err := o.checkPrint(); err != nil || o.name == "" {
		return nil, err
	}
	name, err := batch.ParseName(o.name)
	if err != nil {
		return nil, usageOf("name", err)
	}
	return name, nil
}

// job is what the flags say of it.
func (o *batchOptions) job(src *sources, name *batch.Name) (batch.Job, error) {
	style, err := o.style(src.clinic.Paper)
	if err != nil {
		return batch.Job{}, err
	}
	language := src.clinic.Language
	if o.language != "" {
		language = o.language
		if err := knownLanguage(src, language); err != nil {
			return batch.Job{}, err
		}
	}
	return batch.Job{Style: style, Private: o.private, Language: language, Dir: o.out, Name: name,
		Selection: o.selection(), Workers: o.workers, Force: o.force, Prune: o.prune, DryRun: o.dryRun,
		Combined: o.combined, Duplex: o.duplex}, nil
}

// runBatch makes the sheets and tells of them.
func (a *app) runBatch(ctx context.Context, src *sources, im *openFile, job batch.Job, o batchOptions) error {
	var err error
	if job.Renderer, err = src.renderer(); err != nil {
		return err
	}
	job.Rows, job.SHA256 = im.Rows(), im.SHA256()
	a.settle(&job, im)
	if o.failed {
		rows, err := batch.Unfinished(job.Dir, job.SHA256, o.print)
		if err != nil {
			return err
		}
		job.Rows, job.Selection = batch.Only(job.Rows, rows), job.Selection+" --only-failed"
	}
	tell := a.teller(im.name, o, src.clinic.Sample)
	if job.Press != nil {
		job.Press.Printed = tell.printed
	}
	tell.begin(&job, im.Counts(), im.Remarks())
	summary, err := batch.Run(ctx, job, tell.row)
	if summary == nil {
		return err
	}
	tell.end(summary)
	return outcome(summary, err, im.Counts().Rows, o.force)
}

// outcome is the error of a run, also of one that went through.
func outcome(s *batch.Summary, err error, rows int, forced bool) error {
	told := stoppedPrints(s, forced)
	switch {
	case errors.Is(err, context.Canceled):
		if told == nil {
			told = diag.Errorf("stopped after %d of %d rows", s.Rows, rows).WithHint("the same command makes the rest")
		}
		return errors.Join(told, err)
	case err != nil:
		return err
	case s.Open() > 0:
		open := diag.Errorf("%s", unfinished(s)).WithHint("mend what is said above and run the same again")
		told = append(open, told...)
	}
	if told == nil {
		return nil
	}
	return openRows{told}
}

func unfinished(s *batch.Summary) string {
	var parts []string
	for _, state := range []batch.State{batch.Held, batch.Failed} {
		if n := s.Counts[state]; n > 0 {
			parts = append(parts, count(n, "row")+" "+state.String())
		}
	}
	return strings.Join(parts, ", ")
}

// settle decides where the sheets go and what they are called, where the person
// did not.
func (a *app) settle(job *batch.Job, im *openFile) {
	first, last := im.Span()
	if first.IsZero() {
		first = a.now()
		last = first
	}
	from, to := first.Format(time.DateOnly), last.Format(time.DateOnly)
	days, pattern := from, batch.DefaultName
	if from != to {
		days, pattern = from+"_"+to, batch.DatedName
	}
	if job.Dir == "" {
		job.Dir = filepath.Join(sheetsFolder, days)
	}
	if job.Name == nil {
		job.Name, _ = batch.ParseName(pattern) // both patterns are our own
	}
}
