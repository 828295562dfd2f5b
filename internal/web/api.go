package web

import (
	"crypto/sha256"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"

	"aftercare/internal/diag"
)

// openAPIFile describes what other software may ask; a test holds it against
// what is answered.
//
//go:embed openapi.json
var openAPIFile []byte

// openAPI needs no token: the file is the same for everybody.
func (s *Server) openAPI(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(openAPIFile) // whoever asked has gone
}

// postHandout makes the handout of the visit in the body for other software,
// and keeps nothing of it.
func (s *Server) postHandout(w http.ResponseWriter, r *http.Request) {
	if !bears(r, s.Token) {
		w.Header().Set("WWW-Authenticate", `Bearer realm="aftercare"`)
		newProblem(http.StatusUnauthorized, diag.Errorf("the token is missing, or is not the one of this page").
			WithHint("send Authorization: Bearer and the token that aftercare serve showed")).answer(w)
		return
	}
	o, wrong := s.kit.Load().order(w, r, s.Now())
	if wrong != nil {
		wrong.answer(w)
		return
	}
	one := sheet{request: o.request, made: o.handout}
	head := w.Header()
	head.Set("Content-Type", "application/pdf")
	head.Set("Content-Length", strconv.Itoa(len(o.handout.PDF)))
	head.Set("Content-Disposition", `inline; filename="`+one.fileName()+`"`)
	head.Set("Aftercare-Handout", o.handout.ID)
	head.Set("Aftercare-Version", ascii(o.handout.Version))
	head.Set("Aftercare-Pages", strconv.Itoa(o.handout.Pages))
	for _, warning := range o.warnings {
		text, _ := json.Marshal(warning) // strings and numbers
		head.Add("Aftercare-Warning", ascii(string(text)))
	}
	_, _ = w.Write(o.handout.PDF) // whoever asked has gone
}

// bears says whether a request brings the token (RFC 6750, 2.1). It takes the
// same time whatever is brought.
func bears(r *http.Request, token string) bool {
	scheme, brought, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	a, b := sha256.Sum256([]byte(brought)), sha256.Sum256([]byte(token))
	return strings.EqualFold(scheme, "Bearer") && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// ascii writes what a header cannot hold as JSON escapes it (RFC 8259, 7).
func ascii(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r <= unicode.MaxASCII && unicode.IsPrint(r) {
			b.WriteRune(r)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}
