package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aftercare/internal/diag"
	"aftercare/internal/layout"
	"aftercare/internal/render"
	"aftercare/internal/visit"
)

// mostVisit is the largest body that is read, in bytes: every field at its
// longest, in letters of three bytes, and as much again.
const mostVisit = 64 << 10

// ordered is a handout that a request asked for.
type ordered struct {
	request  render.Request
	handout  *render.Handout
	warnings []fault
}

// order makes the handout of a request to the page or to the API.
func (k *kit) order(w http.ResponseWriter, r *http.Request, now time.Time) (ordered, *problem) {
	request, wrong := readRequest(w, r, k, now)
	if wrong != nil {
		return ordered{}, wrong
	}
	handout, found := k.renderer.Render(request)
	switch {
	case handout != nil:
		return ordered{request, handout, faultsOf(found.Warnings())}, nil
	case slices.ContainsFunc(found.Errors(), func(d diag.Diagnostic) bool { return d.Field == "" }):
		// The visit can be printed, and a text of the clinic's cannot.
		return ordered{}, newProblem(http.StatusInternalServerError, found)
	}
	return ordered{}, newProblem(http.StatusUnprocessableEntity, found)
}

// readRequest takes a visit from the body, as the manual of make has it in
// JSON, and how it is printed from the query. What is not said is the
// clinic's, and now.
func readRequest(w http.ResponseWriter, r *http.Request, k *kit, now time.Time) (render.Request, *problem) {
	text, wrong := readBody(w, r)
	if wrong != nil {
		return render.Request{}, wrong
	}
	v, problems := visit.ParseJSON("", text, k.clinic.Zone)
	if problems.Err() == nil {
		complete(&v, k, now)
		problems = append(v.Check(), k.known(v)...)
	} else if !isJSON(text) {
		return render.Request{}, newProblem(http.StatusBadRequest, problems)
	}
	request := render.Request{Visit: v}
	problems = append(problems, readQuery(r.URL.RawQuery, &request, k.clinic.Paper)...)
	if problems.Err() != nil {
		return render.Request{}, newProblem(http.StatusUnprocessableEntity, problems)
	}
	return request, nil
}

// readBody reads what says that it is JSON, as far as it may go.
func readBody(w http.ResponseWriter, r *http.Request) ([]byte, *problem) {
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
		return nil, newProblem(http.StatusUnsupportedMediaType,
			diag.Errorf("the body is not said to be JSON").WithHint("send it with Content-Type: application/json"))
	}
	if r.Header.Get("Content-Encoding") != "" {
		return nil, newProblem(http.StatusUnsupportedMediaType, diag.Errorf("the body is packed").WithHint("send it without Content-Encoding"))
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostVisit))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, newProblem(http.StatusRequestEntityTooLarge,
			diag.Errorf("the body is larger than %d KiB", mostVisit>>10).WithHint("send one visit, and no more than its fields hold"))
	case err != nil:
		return nil, newProblem(http.StatusBadRequest, diag.Errorf("the body did not arrive whole").WithHint("send it again"))
	}
	return text, nil
}

func isJSON(text []byte) bool {
	return utf8.Valid(text) && json.Valid(bytes.TrimPrefix(text, []byte("\ufeff")))
}

// complete gives a visit what it does not say.
func complete(v *visit.Visit, k *kit, now time.Time) {
	if v.Handout == "" {
		v.Handout = k.clinic.Handout
	}
	if v.Language == "" {
		v.Language = k.clinic.Language
	}
	if v.Start.IsZero() {
		v.Start = now.In(k.clinic.Zone).Truncate(time.Minute)
	}
}

// known refuses a handout or language that is not there, without the words
// that were sent: anything may have been put in the wrong field.
func (k *kit) known(v visit.Visit) diag.List {
	handouts, languages := k.library.Handouts(), k.library.Languages(v.Handout)
	switch {
	case len(languages) == 0:
		return diag.List{{Field: "handout", Message: "handout: there is none of this name", Hint: k.orBroken(diag.DidYouMean(v.Handout, handouts))}}
	case !slices.Contains(languages, v.Language):
		return diag.List{{Field: "language", Message: "language: the handout is not there in this one", Hint: k.orBroken(diag.DidYouMean(v.Language, languages))}}
	}
	return nil
}

// orBroken is the hint for a text that is not there: a mistake in the clinic's
// files may be why.
func (k *kit) orBroken(hint string) string {
	if k.problems.Err() != nil {
		return "a file of the clinic's has a mistake, which the page Texts shows"
	}
	return hint
}

// paperKey is the parameter of the query that names the paper; those of
// switches are true or false.
const paperKey = "paper"

func switches(request *render.Request) map[string]*bool {
	return map[string]*bool{"large_print": &request.Style.Large, "greyscale": &request.Style.Grey, "private": &request.Private}
}

// parameters are the keys of a query, sorted.
func parameters() []string {
	keys := slices.Collect(maps.Keys(switches(&render.Request{})))
	return slices.Sorted(slices.Values(append(keys, paperKey)))
}

// readQuery reads how a visit is printed; clinics is the paper where none is
// named.
func readQuery(raw string, request *render.Request, clinics string) diag.List {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return diag.Errorf("the query is not well formed").WithHint("write it as ?paper=a4&large_print=true")
	}
	request.Style.Paper, _ = layout.PaperOf(clinics)
	var problems diag.List
	for _, key := range slices.Sorted(maps.Keys(query)) {
		problems = append(problems, readParameter(key, query[key], request)...)
	}
	return problems
}

func readParameter(key string, values []string, request *render.Request) diag.List {
	to := switches(request)[key]
	switch {
	case key != paperKey && to == nil:
		return diag.Errorf("unknown parameter in the query").WithHint("%s", diag.DidYouMean(key, parameters()))
	case len(values) > 1:
		return diag.List{{Field: key, Message: key + ": it stands twice in the query", Hint: "keep one of the two"}}
	case key == paperKey:
		return readPaper(values[0], &request.Style.Paper)
	case values[0] != "true" && values[0] != "false":
		return diag.List{{Field: key, Message: key + ": this is neither true nor false", Hint: "write " + key + "=true"}}
	}
	*to = values[0] == "true"
	return nil
}

func readPaper(name string, to *layout.Paper) diag.List {
	paper, ok := layout.PaperOf(name)
	if !ok {
		var names []string
		for _, p := range layout.Papers {
			names = append(names, p.Name)
		}
		return diag.List{{Field: paperKey, Message: "paper: there is none of this name", Hint: "known here: " + strings.Join(names, ", ")}}
	}
	*to = paper
	return nil
}
