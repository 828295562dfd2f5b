// Package raster shows what a PDF looks like, and reads, to somebody who opens
// it: PDFium draws it. Tests and the pictures of the manual use it; the
// product does not.
package raster

import (
	"context"
	"fmt"
	"image"
	"image/draw"
	"os"
	"path/filepath"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Reader opens PDFs. It is not safe for concurrent use.
type Reader struct {
	pool   pdfium.Pool
	pdfium pdfium.Pdfium
	cache  wazero.CompilationCache
}

// Open starts PDFium. The first time on a machine it is compiled, which takes
// some seconds; what comes of it is kept in the user's cache folder.
func Open() (*Reader, error) {
	cache, err := wazero.NewCompilationCacheWithDir(cacheFolder())
	if err != nil {
		return nil, fmt.Errorf("cache of the PDF reader: %w", err)
	}
	// PDFium is compiled with exceptions, which are not on by themselves.
	features := api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1, FSConfig: wazero.NewFSConfig(), // no folder of the machine
		RuntimeConfig: wazero.NewRuntimeConfig().WithCompilationCache(cache).WithCoreFeatures(features),
	})
	if err != nil {
		return nil, err
	}
	instance, err := pool.GetInstance(time.Minute)
	if err != nil {
		return nil, err
	}
	return &Reader{pool: pool, pdfium: instance, cache: cache}, nil
}

func cacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "aftercare", "pdfium")
}

// Close ends PDFium.
func (r *Reader) Close() error {
	if err := r.pool.Close(); err != nil {
		return err
	}
	return r.cache.Close(context.Background())
}

// Images are the pages of a PDF, drawn at dpi dots an inch.
func (r *Reader) Images(pdf []byte, dpi int) ([]*image.RGBA, error) {
	var images []*image.RGBA
	err := r.eachPage(pdf, func(page requests.Page) error {
		drawn, err := r.pdfium.RenderPageInDPI(&requests.RenderPageInDPI{Page: page, DPI: dpi})
		if err != nil {
			return err
		}
		defer drawn.Cleanup()
		// The pixels lie in PDFium's own memory, which is used again.
		kept := image.NewRGBA(drawn.Result.RenderedImage.Bounds())
		draw.Draw(kept, kept.Rect, drawn.Result.RenderedImage, kept.Rect.Min, draw.Src)
		images = append(images, kept)
		return nil
	})
	return images, err
}

// Texts are the words of each page, as a person would copy them.
func (r *Reader) Texts(pdf []byte) ([]string, error) {
	var texts []string
	err := r.eachPage(pdf, func(page requests.Page) error {
		found, err := r.pdfium.GetPageText(&requests.GetPageText{Page: page})
		if err != nil {
			return err
		}
		texts = append(texts, found.Text)
		return nil
	})
	return texts, err
}

// metaTags are the entries of the document information dictionary.
var metaTags = []string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"}

// Metadata is what a PDF says of itself, by the names in its information
// dictionary.
func (r *Reader) Metadata(pdf []byte) (map[string]string, error) {
	said := map[string]string{}
	err := r.open(pdf, func(doc references.FPDF_DOCUMENT) error {
		for _, tag := range metaTags {
			found, err := r.pdfium.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: tag})
			if err != nil {
				return err
			}
			if found.Value != "" {
				said[tag] = found.Value
			}
		}
		return nil
	})
	return said, err
}

func (r *Reader) eachPage(pdf []byte, do func(requests.Page) error) error {
	return r.open(pdf, func(doc references.FPDF_DOCUMENT) error {
		count, err := r.pdfium.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
		if err != nil {
			return err
		}
		for i := range count.PageCount {
			if err := do(requests.Page{ByIndex: &requests.PageByIndex{Document: doc, Index: i}}); err != nil {
				return fmt.Errorf("page %d: %w", i+1, err)
			}
		}
		return nil
	})
}

func (r *Reader) open(pdf []byte, do func(references.FPDF_DOCUMENT) error) error {
	opened, err := r.pdfium.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return err
	}
	err = do(opened.Document)
	if _, closed := r.pdfium.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: opened.Document}); err == nil {
		err = closed
	}
	return err
}
