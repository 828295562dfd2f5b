package main

import (
	"strings"

	"github.com/spf13/cobra"

	"aftercare/internal/layout"
)

// styleFlags are how a handout is printed.
type styleFlags struct {
	paper string
	large bool
	grey  bool
}

func (f *styleFlags) register(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.paper, "paper", "", "the `paper`: letter or a4 (default the clinic's)")
	flags.BoolVar(&f.large, "large-print", false, "set the text at 18 points")
	flags.BoolVar(&f.grey, "greyscale", false, "no colour")
}

// style takes the clinic's paper where the flag names none.
func (f styleFlags) style(clinics string) (layout.Style, error) {
	name := strings.ToLower(f.paper)
	if name == "" {
		name = clinics
	}
	paper, ok := layout.PaperOf(name)
	if !ok {
		return layout.Style{}, usagef("there are letter and a4", "--paper: %q is not a paper", f.paper)
	}
	return layout.Style{Paper: paper, Large: f.large, Grey: f.grey}, nil
}
