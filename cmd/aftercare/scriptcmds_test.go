package main

import (
	"bytes"
	"errors"
	"image"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"aftercare/internal/raster"
)

// commands are what the scripts know beside the usual words:
//
//	exits CODE COMMAND...   the command ends with exactly this code
//	written TIME FILE...    the files were written then, as 2026-11-23T07:00:00-05:00
//	mode OCTAL FILE...      the files have these permissions
//	sheet FILE PATTERN      a PDF's words match, all white space being one space
//	before FILE A B         in a PDF's words A comes before B
//	pages FILE N            a PDF has N pages
//	paper FILE letter|a4    a PDF has this paper
//	grey FILE               a PDF has no colour
//	hides FILE TEXT...      neither a PDF's metadata nor its bytes hold a text
//	ippprinter KIND         a printer listens at $PRINTER; printcmds_test.go has the kinds
//
// sheet, pages, grey and hides may be negated.
func commands() map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"exits": exits, "mode": mode, "sheet": sheet, "before": before,
		"pages": pages, "paper": paper, "grey": grey, "hides": hides, "ippprinter": ippprinter,
		"written": written,
	}
}

func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		code = ended.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("the exit code is %d", code)
	}
}

func written(ts *testscript.TestScript, _ bool, args []string) {
	at, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	for _, file := range args[1:] {
		ts.Check(os.Chtimes(ts.MkAbs(file), at, at))
	}
}

func mode(ts *testscript.TestScript, _ bool, args []string) {
	for _, file := range args[1:] {
		info, err := os.Stat(ts.MkAbs(file))
		ts.Check(err)
		if got := strconv.FormatUint(uint64(info.Mode().Perm()), 8); got != strings.TrimLeft(args[0], "0") {
			ts.Fatalf("%s has mode %s", file, got)
		}
	}
}

func sheet(ts *testscript.TestScript, neg bool, args []string) {
	words := wordsOf(ts, args[0])
	if regexp.MustCompile(args[1]).MatchString(words) == neg {
		ts.Fatalf("%s reads:\n%s", args[0], words)
	}
}

func before(ts *testscript.TestScript, _ bool, args []string) {
	words := wordsOf(ts, args[0])
	first, second := strings.Index(words, args[1]), strings.Index(words, args[2])
	if first < 0 || second < first {
		ts.Fatalf("%q is at %d, %q at %d of:\n%s", args[1], first, args[2], second, words)
	}
}

func pages(ts *testscript.TestScript, neg bool, args []string) {
	if n := len(imagesOf(ts, args[0])); (strconv.Itoa(n) != args[1]) != neg {
		ts.Fatalf("%s has %d pages", args[0], n)
	}
}

func paper(ts *testscript.TestScript, _ bool, args []string) {
	size := map[string]image.Point{"letter": {X: 612, Y: 792}, "a4": {X: 596, Y: 842}}[args[1]]
	for i, page := range imagesOf(ts, args[0]) {
		if got := page.Bounds().Size(); got != size {
			ts.Fatalf("page %d of %s is %v points", i+1, args[0], got)
		}
	}
}

func grey(ts *testscript.TestScript, neg bool, args []string) {
	coloured := false
	for _, page := range imagesOf(ts, args[0]) {
		for i := 0; i < len(page.Pix); i += 4 {
			coloured = coloured || page.Pix[i] != page.Pix[i+1] || page.Pix[i] != page.Pix[i+2]
		}
	}
	if coloured != neg {
		ts.Fatalf("%s has colour: %v", args[0], coloured)
	}
}

func hides(ts *testscript.TestScript, neg bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	var said map[string]string
	withReader(ts, func(r *raster.Reader) (err error) {
		said, err = r.Metadata(data)
		return err
	})
	open := data
	for _, text := range said {
		open = append(open, text...)
	}
	for _, text := range args[1:] {
		if bytes.Contains(open, []byte(text)) != neg {
			ts.Fatalf("%s holds %q: %v", args[0], text, !neg)
		}
	}
}

func wordsOf(ts *testscript.TestScript, file string) string {
	var texts []string
	withReader(ts, func(r *raster.Reader) (err error) {
		texts, err = r.Texts([]byte(ts.ReadFile(file)))
		return err
	})
	return strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
}

// imagesOf are the pages with a dot for every point.
func imagesOf(ts *testscript.TestScript, file string) (images []*image.RGBA) {
	withReader(ts, func(r *raster.Reader) (err error) {
		images, err = r.Images([]byte(ts.ReadFile(file)), 72)
		return err
	})
	return images
}

// onePDFium is shared by the scripts, which run side by side.
var onePDFium struct {
	sync.Mutex
	reader *raster.Reader
	err    error
}

func withReader(ts *testscript.TestScript, do func(*raster.Reader) error) {
	onePDFium.Lock()
	defer onePDFium.Unlock()
	if onePDFium.reader == nil && onePDFium.err == nil {
		onePDFium.reader, onePDFium.err = raster.Open()
	}
	ts.Check(onePDFium.err)
	ts.Check(do(onePDFium.reader))
}
