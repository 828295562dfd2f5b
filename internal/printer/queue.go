package printer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"aftercare/internal/diag"
)

// queue is a print queue of CUPS, spoken to by the programs that every system
// with CUPS has.
type queue struct {
	name    string // "" is the system's choice
	program string
}

// withoutCUPS is said where there are no queues: Windows prints from the
// browser.
const withoutCUPS = "print the PDF of aftercare make from the browser at actual size, or give --printer the printer's ipp:// address"

func openQueue(name string) (Printer, error) {
	program, err := exec.LookPath("lp")
	switch {
	case err != nil && name == "":
		return nil, diag.Errorf("this computer has no CUPS to print with").WithHint(withoutCUPS)
	case err != nil:
		return nil, diag.Errorf("%q is no address of a printer, and this computer has no CUPS, so no print queues", name).WithHint(withoutCUPS)
	}
	return &queue{name, program}, nil
}

// Print hands the document to the queue, which takes care of it from there.
func (q *queue) Print(ctx context.Context, doc Document) error {
	cmd := exec.CommandContext(ctx, q.program, q.arguments(doc)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	cmd.Stdin = bytes.NewReader(doc.Data)
	var said bytes.Buffer
	cmd.Stderr = &said
	err := cmd.Run()
	var ended *exec.ExitError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return unsure{ctx.Err()}
	case errors.As(err, &ended):
		return q.fault(said.String())
	}
	return diag.Errorf("lp cannot be run: %v", err)
}

func (q *queue) arguments(doc Document) []string {
	sides := oneSided
	if doc.Duplex {
		sides = longEdge
	}
	arguments := []string{"-t", doc.Name, "-n", fmt.Sprint(max(doc.Copies, 1)), "-o", "sides=" + sides, "-o", "print-scaling=" + unscaled}
	if doc.Media != "" {
		arguments = append(arguments, "-o", "media="+doc.Media)
	}
	if q.name != "" {
		arguments = append(arguments, "-d", q.name)
	}
	return append(arguments, "--", "-")
}

// fault tells what lp said, in words where it is what a person can mend.
func (q *queue) fault(said string) error {
	said = strings.TrimSpace(said)
	hint := "aftercare list printers shows what there is"
	switch {
	case strings.Contains(said, "does not exist"):
		return diag.Errorf("there is no print queue %q", q.name).WithHint("%s", hint)
	case strings.Contains(said, "no default destination"):
		return diag.Errorf("this computer has no default printer").WithHint("name one with --printer; %s", hint)
	}
	first, _, _ := strings.Cut(said, "\n")
	return diag.Errorf("lp did not take it: %s", strings.TrimPrefix(first, "lp: ")).WithHint("%s", hint)
}

// Queues are the names of the system's print queues, in alphabetical order.
// There are none where CUPS is not installed.
func Queues(ctx context.Context) ([]string, error) {
	program, err := exec.LookPath("lpstat")
	if err != nil {
		return nil, diag.Errorf("this computer has no CUPS, so no print queues").WithHint(withoutCUPS)
	}
	cmd := exec.CommandContext(ctx, program, "-e")
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	names := strings.Fields(string(out))
	if err != nil && len(names) > 0 {
		err = nil // it names what it found and ends with an error for the rest
	}
	if err != nil || len(names) == 0 {
		return nil, diag.Errorf("there are no print queues on this computer").
			WithHint("add the printer to the system first, or give --printer its ipp:// address")
	}
	slices.Sort(names)
	return names, nil
}
