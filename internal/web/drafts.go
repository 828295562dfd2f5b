package web

import (
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"sync"

	"aftercare/internal/gate"
)

// How much is kept of what was typed: for more rows than a busy day has, each
// with every field at its longest.
const (
	mostDrafts = 1000
	mostDraft  = 64 << 10
)

// drafts are what was typed and not printed, in memory alone, so that a page
// that is loaded again goes on where it was. Each visitor has his own: two who
// work on the same row do not type into each other's form. What is in one is the
// script's own.
type drafts struct {
	mu   sync.Mutex
	kept []draft // the newest last
}

type draft struct {
	visitor, row string
	text         []byte
}

// rowName is what a row, or a sheet of nobody in the list, can be called.
var rowName = regexp.MustCompile(`^[0-9A-Za-z-]{1,64}$`)

func (all *drafts) keep(d draft) {
	all.mu.Lock()
	defer all.mu.Unlock()
	all.kept = slices.DeleteFunc(all.kept, d.sameAs)
	all.kept = append(all.kept, d)
	all.kept = slices.Delete(all.kept, 0, max(0, len(all.kept)-mostDrafts))
}

func (all *drafts) find(d draft) []byte {
	all.mu.Lock()
	defer all.mu.Unlock()
	if i := slices.IndexFunc(all.kept, d.sameAs); i >= 0 {
		return all.kept[i].text
	}
	return nil
}

// rows are those for which a visitor typed something.
func (all *drafts) rows(visitor string) []string {
	all.mu.Lock()
	defer all.mu.Unlock()
	rows := []string{}
	for _, d := range all.kept {
		if d.visitor == visitor {
			rows = append(rows, d.row)
		}
	}
	return rows
}

func (d draft) sameAs(other draft) bool { return d.visitor == other.visitor && d.row == other.row }

// draftOf is the draft that a request is about, without its text.
func draftOf(r *http.Request) draft {
	visitor, _ := gate.From(r.Context())
	return draft{visitor: visitor.ID, row: r.PathValue("row")}
}

func (s *Server) draft(w http.ResponseWriter, r *http.Request) {
	text := s.drafts.find(draftOf(r))
	if text == nil {
		w.WriteHeader(http.StatusNoContent) // nothing was typed
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(text) // whoever asked has gone
}

func (s *Server) keepDraft(w http.ResponseWriter, r *http.Request) {
	d := draftOf(r)
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostDraft))
	if err != nil || !json.Valid(text) || !rowName.MatchString(d.row) {
		http.Error(w, "this is no draft", http.StatusBadRequest)
		return
	}
	d.text = text
	s.drafts.keep(d)
	w.WriteHeader(http.StatusNoContent)
}
