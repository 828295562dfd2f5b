package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/printer"
)

const printManual = `Make one handout and print it, at its own size and on the paper it is made for.
Or print a PDF as it is: the FILE of aftercare batch --combined, say.

--printer is the address of an IPP Everywhere printer, such as
ipp://10.0.0.7/ipp/print, or the name of a print queue of this computer, as
aftercare list printers shows them. Without it the computer's default printer
prints, where CUPS is installed; on Windows there is no CUPS: print the PDF of
aftercare make from the browser.

The job is called "aftercare" and the time of the visit, never after the
patient. With an address the job is followed until it is on paper, and taken
back if the printer stays stopped; a print queue takes care of it by itself.

Exit codes: 0 printed, or in the care of the print queue; 1 not printed, or the
error says that it may have been; 2 the command line is wrong; 130 stopped.`

// printOptions are the flags of print.
type printOptions struct {
	makeOptions
	printFlags
}

func (a *app) printCommand() *cobra.Command {
	var o printOptions
	cmd := &cobra.Command{
		Use:   "print [HANDOUT | FILE.pdf]",
		Short: "Make one handout and print it, or print a PDF",
		Long:  printManual,
		Example: `  aftercare print --visit visit.toml --printer ipp://10.0.0.7/ipp/print
  aftercare print dry-needling --area "low back" --printer FrontDesk --copies 2
  aftercare print day.pdf --printer ipp://10.0.0.7/ipp/print --duplex`,
		Args: arguments(0, 1, "at most one handout or file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 && isFile(args[0]) {
				return a.printFile(cmd, args[0], o)
			}
			if len(args) == 1 {
				o.handout = args[0]
			}
			return a.print(cmd.Context(), o)
		},
	}
	o.visitFlags.register(cmd)
	o.styleFlags.register(cmd)
	o.printFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.clinic, "clinic", "", "the clinic's `file`")
	flags.BoolVar(&o.duplex, "duplex", false, "print on both sides")
	return cmd
}

// print opens the printer first: whether there is one is known at once.
func (a *app) print(ctx context.Context, o printOptions) error {
	to, err := a.openPrinter(o.printFlags)
	if err != nil {
		return err
	}
	made, request, err := a.handout(o.makeOptions)
	if err != nil {
		return err
	}
	job := o.ticket(made.PDF, request.Visit.Start, request.Style.Paper)
	return a.printJob(ctx, to, job, job.Name)
}

// printJob prints and says so.
func (a *app) printJob(ctx context.Context, to printer.Printer, job printer.Document, called string) error {
	err := to.Print(ctx, job)
	if err == nil {
		fmt.Fprintf(a.stdout, "printed: %s\n", called)
	}
	if errors.Is(err, context.Canceled) {
		return errors.Join(stoppedPrinting(err), err)
	}
	return err
}

func stoppedPrinting(err error) error {
	if printer.MayBePrinted(err) {
		return diag.Errorf("stopped: it may have been printed").WithHint("look at the printer before you print it again")
	}
	return diag.Errorf("stopped: it was not printed")
}

// listPrinters names the print queues, one a line.
func (a *app) listPrinters(ctx context.Context) error {
	queues, err := printer.Queues(ctx)
	for _, name := range queues {
		fmt.Fprintln(a.stdout, name)
	}
	return err
}
