package main

import (
	"bytes"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
	"aftercare/internal/printer"
)

// largestPrint is how many bytes a file to print may have: a day of a hundred
// clinics.
const largestPrint = 256 << 20

// isFile says whether an argument of print means a file: no handout's name has a
// dot or a slash.
func isFile(name string) bool {
	return strings.EqualFold(filepath.Ext(name), ".pdf") || strings.ContainsAny(name, `/\`)
}

// aboutFiles are the flags of print that a file is printed with.
var aboutFiles = []string{"printer", "trust", "copies", "duplex", "paper", "clinic"}

// printFile prints a PDF as it is. Its name is not told to the printer: it could
// be a patient's.
func (a *app) printFile(cmd *cobra.Command, path string, o printOptions) error {
	var other string
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if !slices.Contains(aboutFiles, f.Name) {
			other = f.Name
		}
	})
	if other != "" {
		return usagef("leave it out", "--%s is about a handout that is made, and %s is printed as it is", other, path)
	}
	to, err := a.openPrinter(o.printFlags)
	if err != nil {
		return err
	}
	pdf, err := readPDF(path)
	if err != nil {
		return err
	}
	src, err := a.open(o.clinic)
	if err != nil {
		return err
	}
	style, err := o.style(src.clinic.Paper)
	if err != nil {
		return err
	}
	job := printer.Document{Data: pdf, Name: "aftercare", Media: printer.MediaOf(style.Paper.Name), Copies: o.copies, Duplex: o.duplex}
	return a.printJob(cmd.Context(), to, job, path)
}

// readPDF reads a whole PDF, whoever made it.
func readPDF(path string) ([]byte, error) {
	file, err := infile.Read(infile.System, path, largestPrint)
	tail := file[max(0, len(file)-1024):]
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, diag.Errorf("%s: there is no such file", path).WithHint("aftercare batch --combined %s makes one of all sheets", path)
	case errors.Is(err, infile.ErrNotOrdinary):
		return nil, notAFile(path)
	case err != nil:
		return nil, diag.Errorf("%v", err)
	case !isPDF(file):
		return nil, diag.Errorf("%s: this is no PDF", path).WithHint("only PDFs are printed as they are")
	case len(file) > largestPrint:
		return nil, diag.Errorf("%s: the file is larger than 256 MiB", path).WithHint("print it in parts")
	case !bytes.Contains(tail, []byte("%%EOF")):
		return nil, diag.Errorf("%s: the file is cut short: its end is missing", path).WithHint("make it again")
	}
	return file, nil
}
