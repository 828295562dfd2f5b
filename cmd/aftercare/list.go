package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"aftercare/internal/diag"
	"aftercare/internal/handout"
)

const listManual = `Show what there is to choose from: handouts, areas, flags, languages or
printers.

Each line is what you type, then what it stands for and other words that are
understood. Printers are the print queues of this computer, for --printer.

Exit codes: 0 done, 1 the clinic's files cannot be read or there are no
printers, 2 the command line is wrong.`

func (a *app) listCommand() *cobra.Command {
	var clinic, language string
	cmd := &cobra.Command{
		Use:       "list {handouts|areas|flags|languages|printers}",
		Short:     "Show handouts, areas, flags, languages or printers",
		Long:      listManual,
		Args:      arguments(1, 1, "one of handouts, areas, flags, languages and printers"),
		ValidArgs: []string{"handouts", "areas", "flags", "languages", "printers"},
		RunE: func(cmd *cobra.Command, args []string) error {
			if args[0] == "printers" {
				return a.listPrinters(cmd.Context())
			}
			src, err := a.open(clinic)
			if err != nil {
				return err
			}
			if language == "" {
				language = src.clinic.Language
			}
			return a.list(args[0], src, language)
		},
	}
	cmd.Flags().StringVar(&clinic, "clinic", "", "the clinic's `file`")
	cmd.Flags().StringVar(&language, "lang", "", "the `language` of the words (default the clinic's)")
	return cmd
}

func (a *app) list(what string, src *sources, language string) error {
	vocabulary := src.library.Vocabulary()
	if known := vocabulary.Languages(); !slices.Contains(known, language) {
		return usagef("there are "+strings.Join(known, ", "), "--lang: the vocabulary has no words in %q", language)
	}
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	defer w.Flush()
	switch what {
	case "handouts":
		return src.named(listHandouts(w, src.library, language)).Err()
	case "areas":
		listAreas(w, vocabulary, language)
	case "flags":
		listFlags(w, vocabulary, language)
	case "languages":
		listLanguages(w, src.library)
	default:
		return usagef("there are handouts, areas, flags, languages and printers", "there is no list of %q", what)
	}
	return nil
}

func listHandouts(w io.Writer, library *handout.Library, language string) diag.List {
	for _, id := range library.Handouts() {
		languages := library.Languages(id)
		shown := language
		if !slices.Contains(languages, language) {
			shown = languages[0]
		}
		d, problems := library.Find(id, shown)
		if problems.Err() != nil {
			return problems
		}
		fmt.Fprintf(w, "%s\t%s\tversion %s\t%s\n", id, d.Title, d.Version, strings.Join(languages, ", "))
	}
	return nil
}

func listAreas(w io.Writer, vocabulary *handout.Vocabulary, language string) {
	for _, area := range vocabulary.Areas {
		words := area.Words[language]
		side := ""
		if area.Sided {
			side = "left, right, both"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\n", words.Label, side, strings.Join(words.Synonyms, ", "))
	}
}

func listFlags(w io.Writer, vocabulary *handout.Vocabulary, language string) {
	for _, flag := range vocabulary.Flags {
		fmt.Fprintf(w, "%s\t%s\n", flag.ID, flag.Words[language].Label)
	}
}

func listLanguages(w io.Writer, library *handout.Library) {
	seen := map[string]bool{}
	for _, id := range library.Handouts() {
		for _, language := range library.Languages(id) {
			if !seen[language] {
				fmt.Fprintln(w, language)
			}
			seen[language] = true
		}
	}
}
