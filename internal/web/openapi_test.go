package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"aftercare/internal/layout"
	"aftercare/internal/visit"
)

// described is the API as its file describes it, read and found sound with its
// examples.
func described(t *testing.T) *openapi3.T {
	t.Helper()
	w := get(t, opened(t).Handler(), "/v1/openapi.json")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
		t.Fatal(w.Code, w.Header())
	}
	file, err := openapi3.NewLoader().LoadFromData(w.Body.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := file.Validate(context.Background(), openapi3.EnableExamplesValidation(), openapi3.EnableSchemaFormatValidation()); err != nil {
		t.Fatal(err)
	}
	return file
}

// asking is a request beside what the file says of its operation.
func asking(file *openapi3.T, r *http.Request) *openapi3filter.RequestValidationInput {
	item := file.Paths.Value(r.URL.Path)
	return &openapi3filter.RequestValidationInput{
		Request: r, QueryParams: r.URL.Query(),
		Route:   &routers.Route{Spec: file, Path: r.URL.Path, PathItem: item, Method: r.Method, Operation: item.GetOperation(r.Method)},
		Options: &openapi3filter.Options{IncludeResponseStatus: true, AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	}
}

// TestEveryAnswerIsDescribed gives each status that the file names, and no
// other; each answer has the form that the file says, and the headers.
func TestEveryAnswerIsDescribed(t *testing.T) {
	file := described(t)
	post := file.Paths.Value("/v1/handouts").Post
	given := map[string]bool{}
	for _, c := range []struct {
		server      *Server
		token, kind string
		query, body string
		asDescribed bool // the request itself
	}{
		{opened(t), secret, "application/json", "?paper=a4&large_print=true&greyscale=false&private=true", zoe, true},
		{opened(t), secret, "application/json", "", `{"patient": "王小明", "areas": "third eye"}`, true},
		{opened(t), secret, "application/json", "", `{"patient": null, "areas": null, "flags": [], "at": null, "language": "es"}`, true},
		{opened(t), "another", "application/json", "", zoe, true},
		{opened(t), secret, "application/json", "", `{`, false},
		{opened(t), secret, "application/json", "", `{"note": "` + strings.Repeat("x", mostVisit) + `"}`, false},
		{opened(t), secret, "text/plain", "", zoe, false},
		{opened(t), secret, "application/json", "?paper=a5&private=yes", `{"pateint": 1, "areas": [1]}`, false},
		{opened(t, unprintable), secret, "application/json", "", zoe, true},
	} {
		r := httptest.NewRequest(http.MethodPost, "/v1/handouts"+c.query, strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.kind)
		r.Header.Set("Authorization", "Bearer "+c.token)
		in := asking(file, r)
		if err := openapi3filter.ValidateRequest(r.Context(), in); (err == nil) != c.asDescribed {
			t.Errorf("%.60q: %v", c.body, err)
		}
		w := answered(c.server.Handler(), r)
		given[strconv.Itoa(w.Code)] = true
		for _, head := range oneWarningEach(w.Header()) {
			answer := &openapi3filter.ResponseValidationInput{
				RequestValidationInput: in, Status: w.Code, Header: head, Body: io.NopCloser(bytes.NewReader(w.Body.Bytes())), Options: in.Options,
			}
			if err := openapi3filter.ValidateResponse(r.Context(), answer); err != nil {
				t.Errorf("%d to %.60q: %v", w.Code, c.body, err)
			}
		}
		sameHeaders(t, post.Responses.Status(w.Code).Value, w)
	}
	if want := slices.Sorted(maps.Keys(post.Responses.Map())); !slices.Equal(slices.Sorted(maps.Keys(given)), want) {
		t.Errorf("the statuses are %v, in the file %v", given, want)
	}
}

// oneWarningEach is a head once for each of its warnings: a header of JSON is
// read one at a time.
func oneWarningEach(head http.Header) (all []http.Header) {
	const name = "Aftercare-Warning"
	for _, warning := range head[name] {
		one := head.Clone()
		one[name] = []string{warning}
		all = append(all, one)
	}
	if all == nil {
		all = []http.Header{head}
	}
	return all
}

// sameHeaders holds the headers of an answer to those of the file. A warning is
// there where there is something to warn of.
func sameHeaders(t *testing.T, described *openapi3.Response, w *httptest.ResponseRecorder) {
	t.Helper()
	want := slices.Sorted(maps.Keys(described.Headers))
	if w.Header().Get("Aftercare-Warning") == "" {
		want = slices.DeleteFunc(want, func(name string) bool { return name == "Aftercare-Warning" })
	}
	given := w.Header().Clone()
	for _, known := range []string{"Content-Type", "Content-Length"} { // never listed among headers
		given.Del(known)
	}
	var names []string
	for _, name := range want {
		names = append(names, http.CanonicalHeaderKey(name))
	}
	if got := slices.Sorted(maps.Keys(given)); !slices.Equal(got, slices.Sorted(slices.Values(names))) {
		t.Errorf("%d has the headers %v, in the file %v", w.Code, got, names)
	}
}

// TestVisitIsDescribed: every field that is read, no other, each with an
// example; and every field that a finding may name.
func TestVisitIsDescribed(t *testing.T) {
	file := described(t)
	fields := file.Components.Schemas["Visit"].Value.Properties
	keys := slices.Sorted(slices.Values(visit.Keys()))
	if got := slices.Sorted(maps.Keys(fields)); !slices.Equal(got, keys) {
		t.Errorf("the fields are %v, in the file %v", keys, got)
	}
	for name, field := range fields {
		if len(field.Value.Examples) == 0 || field.Value.Description == "" {
			t.Errorf("%s has no example or no description", name)
		}
	}
	named := file.Components.Schemas["Finding"].Value.Properties["field"].Value.Enum
	if got, want := texts(named), slices.Concat(visit.Keys(), parameters()); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("findings name %v, in the file %v", want, got)
	}
}

func TestQueryIsDescribed(t *testing.T) {
	file := described(t)
	var names []string
	for _, p := range file.Paths.Value("/v1/handouts").Post.Parameters {
		names = append(names, p.Value.Name)
	}
	if got := slices.Sorted(slices.Values(names)); !slices.Equal(got, parameters()) {
		t.Errorf("the parameters are %v, in the file %v", parameters(), got)
	}
	var papers []string
	for _, p := range layout.Papers {
		papers = append(papers, p.Name)
	}
	if got := texts(file.Components.Parameters[paperKey].Value.Schema.Value.Enum); !slices.Equal(got, papers) {
		t.Errorf("the papers are %v, in the file %v", papers, got)
	}
}

// TestPathsAreDescribed: every path of the API, with every method it has.
func TestPathsAreDescribed(t *testing.T) {
	h := opened(t).Handler()
	for path, item := range described(t).Paths.Map() {
		for method := range item.Operations() {
			if w := answered(h, httptest.NewRequest(method, path, nil)); w.Code == http.StatusNotFound || w.Code == http.StatusMethodNotAllowed {
				t.Errorf("%s %s: %d", method, path, w.Code)
			}
		}
		allowed := answered(h, httptest.NewRequest(http.MethodTrace, path, nil)).Header().Get("Allow")
		if n := len(strings.Split(strings.TrimSuffix(allowed, ", HEAD"), ", ")); n != len(item.Operations()) {
			t.Errorf("%s has the methods %s", path, allowed)
		}
	}
}

// TestLimitsAreDescribed: what the file takes and refuses, the page does too,
// at the very edge.
func TestLimitsAreDescribed(t *testing.T) {
	file, h := described(t), opened(t).Handler()
	list := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat(`"hip",`, n), ",") + "]" }
	quoted := func(n int) string { return `"` + strings.Repeat("é", n) + `"` }
	for _, c := range []struct {
		body  string
		taken bool
	}{
		{`{"patient": ` + quoted(200) + `}`, true}, {`{"patient": ` + quoted(201) + `}`, false},
		{`{"therapist": ` + quoted(200) + `}`, true}, {`{"therapist": ` + quoted(201) + `}`, false},
		{`{"note": ` + quoted(2000) + `}`, true}, {`{"note": ` + quoted(2001) + `}`, false},
		{`{"areas": ` + list(20) + `}`, true}, {`{"areas": ` + list(21) + `}`, false},
		{`{"areas": [` + quoted(200) + `]}`, true}, {`{"areas": [` + quoted(201) + `]}`, false},
		{`{"areas": ` + quoted(200) + `}`, true}, {`{"areas": ` + quoted(201) + `}`, false},
		{`{"areas": [null]}`, false}, {`{"areas": {}}`, false}, {`{"areas": 1}`, false}, {`{"flags": [["x"]]}`, false},
		{`{"patient": 1}`, false}, {`{"at": 20261123}`, false}, {`{"note": ["x"]}`, false}, {`{"x": null}`, false}, {`[]`, false}, {`null`, false},
	} {
		r := httptest.NewRequest(http.MethodPost, "/v1/handouts", strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		inFile := openapi3filter.ValidateRequest(r.Context(), asking(file, r)) == nil
		taken := ask(t, h, "", c.body).Code == http.StatusOK
		if inFile != c.taken || taken != c.taken {
			t.Errorf("%.60s: taken by the file %v, by the page %v", c.body, inFile, taken)
		}
	}
}

// TestExamplesAreMade: what the file shows can be sent.
func TestExamplesAreMade(t *testing.T) {
	h := opened(t).Handler()
	for name, example := range described(t).Paths.Value("/v1/handouts").Post.RequestBody.Value.Content["application/json"].Examples {
		body, err := json.Marshal(example.Value.Value)
		if err != nil {
			t.Fatal(err)
		}
		if w := ask(t, h, "", string(body)); w.Code != http.StatusOK || w.Header().Get("Aftercare-Warning") != "" {
			t.Errorf("%s: %d %s", name, w.Code, w.Header())
		}
	}
}

func texts(values []any) []string {
	var all []string
	for _, v := range values {
		all = append(all, v.(string))
	}
	return all
}
