// Command aftercare makes the sheet a patient takes home after a
// physical-therapy session.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
	_ "time/tzdata" // Windows has no zone names of its own

	"github.com/spf13/cobra"
)

// calm is how far the heap grows before the first collection, in percent of
// 4 MB: a handout is made in less than that leaves.
const calm = 400

// roomy is the size of the heap, in bytes, from which on there is no calm: what a
// spiteful file asks for is collected at once.
const roomy = 160 << 20

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(calm)
		debug.SetMemoryLimit(roomy)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // asked twice to stop, it stops at once
	// Nobody reads from this channel. That it is there keeps the system from
	// ending the program without a chance to tidy up; output tells it instead.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, clock())
	stop()
	os.Exit(code)
}

// app is what a verb is given from outside.
type app struct {
	ctx    context.Context // ends when the verb is to stop
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	now    func() time.Time
}

// run carries out one command line and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, now func() time.Time) int {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	out := &output{Writer: stdout, stop: stop}
	a := &app{ctx: ctx, stdin: stdin, stdout: out, stderr: stderr, now: now}
	root := a.command()
	root.SetArgs(args)
	err := out.outcome(root.ExecuteContext(ctx))
	a.tell(err)
	return exitCode(err)
}

func (a *app) command() *cobra.Command {
	root := &cobra.Command{
		Use:   "aftercare",
		Short: "Make the sheet a patient takes home after a session",
		Long: `aftercare makes a printable PDF for a patient to take home after a
physical-therapy session: what to expect, what to do, when to call.

It works offline. Nothing about a patient leaves this machine.`,
		Example:       "  aftercare make dry-needling --area \"low back\" --out handout.pdf",
		SilenceErrors: true, SilenceUsage: true,
		Version: version(),
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(helpCommand())
	root.AddCommand(a.batchCommand(), a.makeCommand(), a.printCommand(), a.serveCommand(), a.listCommand(), a.initCommand())
	for _, verb := range root.Commands() {
		verb.Args = usageArgs(verb.Args)
	}
	return root
}

// helpCommand is cobra's own but for a verb that is not there, which is an
// error.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [VERB]",
		Short: "Show the manual of a verb",
		Args:  arguments(0, 1, "a verb"),
		RunE: func(cmd *cobra.Command, args []string) error {
			verb, _, err := cmd.Root().Find(args)
			if err != nil {
				return usagef("see aftercare --help", "there is no verb %q", args[0])
			}
			verb.InitDefaultHelpFlag()
			return verb.Help()
		},
	}
}
