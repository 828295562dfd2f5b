// Command pictures draws the pages that the manual shows, as PDFium prints
// them:
//
//	go run ./internal/pictures
//
// Run it from the root of the repository whenever the page changes.
package main

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"

	"aftercare/assets"
	"aftercare/internal/clinic"
	"aftercare/internal/handout"
	"aftercare/internal/layout"
	"aftercare/internal/raster"
	"aftercare/internal/render"
	"aftercare/internal/visit"
	"aftercare/templates"
)

// dpi is enough to read the page on a screen.
const dpi = 110

func main() {
	out := flag.String("out", filepath.Join("docs", "images"), "the `folder` to write to")
	flag.Parse()
	if err := draw(*out); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func draw(out string) error {
	harbor, err := exampleClinic(filepath.Join("examples", "clinic.toml"))
	if err != nil {
		return err
	}
	library, problems := handout.OpenLibrary(templates.FS)
	if err := problems.Err(); err != nil {
		return err
	}
	renderer, err := render.New(library, harbor, assets.FS)
	if err != nil {
		return err
	}
	reader, err := raster.Open()
	if err != nil {
		return err
	}
	defer reader.Close()
	for _, p := range pictures {
		if err := p.write(out, renderer, reader, harbor); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	return nil
}

func exampleClinic(path string) (*clinic.Clinic, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	c, problems := clinic.Parse(path, text, os.DirFS(filepath.Dir(path)))
	return c, problems.Err()
}

// write draws the first page.
func (p picture) write(out string, renderer *render.Renderer, reader *raster.Reader, c *clinic.Clinic) error {
	request, err := p.request(c)
	if err != nil {
		return err
	}
	made, problems := renderer.Render(request)
	if err := problems.Err(); err != nil {
		return err
	}
	pages, err := reader.Images(made.PDF, dpi)
	if err != nil {
		return err
	}
	var file bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&file, fewColours(pages[0])); err != nil {
		return err
	}
	path := filepath.Join(out, p.name+".png")
	fmt.Printf("%s\tpage 1 of %d, %d KB\n", path, made.Pages, file.Len()/1024)
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, file.Bytes(), 0o644)
}

func (p picture) request(c *clinic.Clinic) (render.Request, error) {
	v := p.visit
	v.Handout, v.Language = c.Handout, cmp.Or(v.Language, c.Language)
	paper, _ := layout.PaperOf(c.Paper)
	p.style.Paper = paper
	var err error
	if v.Start, err = visit.ParseTime(p.at, c.Zone); err != nil {
		return render.Request{}, err
	}
	if p.next != "" {
		v.Next, err = visit.ParseTime(p.next, c.Zone)
	}
	return render.Request{Visit: v, Style: p.style}, err
}
