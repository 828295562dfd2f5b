package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"aftercare/internal/handout"
)

const listManual = `Show what there is to choose from: handouts, areas, flags or languages.

Each line is what you type, then what it stands for and other words that are
understood.

Exit codes: 0 done, 1 the clinic's files cannot be read, 2 the command line is wrong.`

func (a *app) listCommand() *cobra.Command {
	var clinic, language string
	cmd := &cobra.Command{
		Use:       "list {handouts|areas|flags|languages}",
		Short:     "Show handouts, areas, flags or languages",
		Long:      listManual,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: []string{"handouts", "areas", "flags", "languages"},
		RunE: func(_ *cobra.Command, args []string) error {
			src, err := a.open(clinic)
			if err != nil {
				return err
			}
			set(&language, src.clinic.Language)
			return a.list(args[0], src, language)
		},
	}
	cmd.Flags().StringVar(&clinic, "clinic", "", "the clinic's `file`")
	cmd.Flags().StringVar(&language, "lang", "", "the `language` of the words (default the clinic's)")
	return cmd
}

func (a *app) list(what string, src *sources, language string) error {
	w := tabwriter.NewWriter(a.stdout, 0, 4, 2, ' ', 0)
	defer w.Flush()
	switch what {
	case "handouts":
		return listHandouts(w, src.library, language)
	case "areas":
		listAreas(w, src.library.Vocabulary(), language)
	case "flags":
		listFlags(w, src.library.Vocabulary(), language)
	case "languages":
		listLanguages(w, src.library)
	}
	return nil
}

func listHandouts(w io.Writer, library *handout.Library, language string) error {
	for _, id := range library.Handouts() {
		d, problems := library.Find(id, language)
		if d == nil {
			d, problems = library.Find(id, library.Languages(id)[0])
		}
		if err := problems.Err(); err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\tversion %s\t%s\n", id, d.Title, d.Version, strings.Join(library.Languages(id), ", "))
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
