package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pkg/browser"
	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
	"aftercare/internal/outfile"
	"aftercare/internal/render"
)

const makeManual = `Make one handout and print its path.

Without --clinic the clinic is read from clinic.toml in the current folder, else
from aftercare/clinic.toml in your configuration folder, else a built-in sample
is used and the page says SAMPLE. Without --at the time is now. Without --area
the page is the cautious one, with the lung warning.

A name on the command line can be seen by other programs and is kept in the
shell's history: --visit reads the same fields from a file, or from standard
input with --visit -.

An existing file is replaced only with --force, and only if it is a PDF.

Exit codes: 0 done, 1 nothing was made, 2 the command line is wrong.`

// makeOptions are the flags of make that say how, not what.
type makeOptions struct {
	visitFlags
	styleFlags
	clinic string
	out    string
	force  bool
	open   bool
}

func (a *app) makeCommand() *cobra.Command {
	var o makeOptions
	cmd := &cobra.Command{
		Use:   "make [HANDOUT]",
		Short: "Make one handout",
		Long:  makeManual,
		Example: `  aftercare make dry-needling --patient "Zoë Łukasiewicz" --area "low back" --area "left hip" \
      --at "2026-11-23 14:30" --therapist "Dana Reyes, PT" --out handout.pdf
  aftercare make --visit visit.toml --out - | lp`,
		Args: arguments(0, 1, "at most one handout"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 {
				o.handout = args[0]
			}
			return a.make(o)
		},
	}
	o.visitFlags.register(cmd)
	o.styleFlags.register(cmd)
	flags := cmd.Flags()
	flags.StringVar(&o.clinic, "clinic", "", "the clinic's `file`")
	flags.StringVarP(&o.out, "out", "o", "", "write to this `file`; - is standard output (default HANDOUT-DATE-TIME.pdf)")
	flags.BoolVar(&o.force, "force", false, "replace an existing PDF")
	flags.BoolVar(&o.open, "open", false, "open the handout when it is made")
	return cmd
}

func (a *app) make(o makeOptions) error {
	made, request, err := a.handout(o)
	if err != nil {
		return err
	}
	return a.deliver(made, request, o)
}

// handout makes what the flags ask for and tells of its warnings.
func (a *app) handout(o makeOptions) (*render.Handout, render.Request, error) {
	src, err := a.open(o.clinic)
	if err != nil {
		return nil, render.Request{}, err
	}
	request, err := a.request(o, src)
	if err != nil {
		return nil, request, err
	}
	renderer, err := src.renderer()
	if err != nil {
		return nil, request, err
	}
	made, problems := renderer.Render(request)
	problems = src.named(problems)
	a.report(problems.Warnings())
	return made, request, problems.Err()
}

func (a *app) request(o makeOptions, src *sources) (render.Request, error) {
	v, err := a.visit(o.visitFlags, src)
	if err != nil {
		return render.Request{}, err
	}
	style, err := o.style(src.clinic.Paper)
	return render.Request{Visit: v, Style: style, Private: o.private}, err
}

// deliver writes what was made where the person asked for it.
func (a *app) deliver(made *render.Handout, request render.Request, o makeOptions) error {
	if o.out == "-" {
		_, err := a.stdout.Write(made.PDF)
		return err
	}
	path := o.out
	if path == "" {
		// The name holds nothing of the patient.
		path = made.ID + request.Visit.Start.Format("-2006-01-02-1504") + ".pdf"
	}
	if err := place(path, made.PDF, o.force); err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, path)
	if o.open && browser.OpenFile(path) != nil {
		a.report(diag.List{{Severity: diag.Warning, Message: path + ": there is no program here that opens it"}})
	}
	return nil
}

// place writes data to path unless something else is there. With force a PDF gives
// way, and no other file ever: an export of appointments say, or clinic.toml.
func place(path string, data []byte, force bool) error {
	there, err := outfile.Read(path)
	switch info, _ := os.Lstat(path); {
	case info != nil && info.IsDir():
		return diag.Errorf("%s: this is a folder", path).WithHint("name the file in it")
	case err == nil && bytes.Equal(there, data):
		return outfile.Keep(path)
	case err == nil && isPDF(there) && !force:
		return diag.Errorf("%s: there is another file of that name", path).WithHint("name this one with --out; --force replaces what is there")
	case err == nil && !isPDF(there):
		return diag.Errorf("%s: there is another file of that name, and it is no PDF", path).WithHint("name another one with --out")
	case errors.Is(err, infile.ErrNotOrdinary):
		return diag.Errorf("%s: %v", path, infile.ErrNotOrdinary).WithHint("name another one with --out")
	case err != nil && !errors.Is(err, os.ErrNotExist):
		return diag.Errorf("%s: there is another file of that name, which cannot be read", path).WithHint("name another one with --out")
	}
	outfile.Sweep(filepath.Dir(path))
	err = outfile.Write(path, data)
	var reason *os.PathError
	switch {
	case errors.Is(err, os.ErrNotExist):
		return diag.Errorf("%s: there is no folder %s", path, filepath.Dir(path)).WithHint("make the folder first")
	case errors.As(err, &reason):
		return diag.Errorf("%s: the file cannot be written: %v", path, reason.Err)
	}
	return err
}

// isPDF goes by how a file begins, as programs that show one do.
func isPDF(file []byte) bool { return bytes.HasPrefix(file, []byte("%PDF-")) }
