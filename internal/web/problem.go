package web

import (
	"encoding/json"
	"net/http"

	"aftercare/internal/diag"
)

// problem is what is wrong with a request (RFC 9457).
type problem struct {
	Type   string  `json:"type"`
	Title  string  `json:"title"`
	Status int     `json:"status"`
	Errors []fault `json:"errors"`
}

// fault is one finding. It repeats no value of the visit.
type fault struct {
	Field   string `json:"field,omitempty"` // the key of the visit, or the parameter of the query
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Line    int    `json:"line,omitempty"` // where it stands in the body, from 1
	Column  int    `json:"column,omitempty"`
}

func newProblem(status int, list diag.List) *problem {
	return &problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Errors: faultsOf(list.Errors())}
}

func (p *problem) answer(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p) // whoever asked has gone
}

func faultsOf(list diag.List) []fault {
	faults := make([]fault, len(list))
	for i, d := range list {
		faults[i] = fault{Field: d.Field, Message: d.Message, Hint: d.Hint}
		if d.Position.File != "" {
			faults[i].Message = d.String() // it is about a file of the clinic
		} else {
			faults[i].Line, faults[i].Column = d.Position.Line, d.Position.Column
		}
	}
	return faults
}
