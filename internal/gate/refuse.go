package gate

import (
	"net/http"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostAddress is how many bytes the path and query of a request may have.
const mostAddress = 2 << 10

// refusal is the answer to a request that is turned away; the zero value
// turns nobody away.
type refusal struct {
	status int
	line   string // never a word of the request
}

func (no refusal) refuses() bool { return no.status != 0 }

// tell answers and hangs up: who is turned away neither keeps one of the few
// connections nor has the server wait for the rest of a body.
func (no refusal) tell(w http.ResponseWriter) {
	w.Header().Set("Connection", "close")
	if no.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", strings.Join(methods, ", "))
	}
	http.Error(w, no.line, no.status)
}

// host refuses a name that is not ours: by a name of its own that leads to
// this machine, a foreign page could pass for ours in the browser.
func (d *door) host(r *http.Request) refusal {
	if !d.hosts[strings.ToLower(r.Host)] {
		return refusal{http.StatusMisdirectedRequest, "nothing is served under this name: " + d.advice}
	}
	return refusal{}
}

// target refuses what a path can hide: there is one way to write each address.
func target(r *http.Request) refusal {
	raw, _, _ := strings.Cut(r.RequestURI, "?")
	switch {
	case !strings.HasPrefix(raw, "/"):
		return refusal{http.StatusBadRequest, "the address has to begin with a slash"}
	case len(r.RequestURI) > mostAddress:
		return refusal{http.StatusBadRequest, "the address is too long"}
	case hides(strings.ToLower(raw)) || crooked(r.URL.Path):
		return refusal{http.StatusBadRequest, "the address is not written in its plain form"}
	}
	return refusal{}
}

// hides says whether a path as it was sent has a slash, backslash, dot or
// per cent sign in disguise.
func hides(raw string) bool {
	for _, escaped := range []string{"%2f", "%5c", "%2e", "%25"} {
		if strings.Contains(raw, escaped) {
			return true
		}
	}
	return false
}

// crooked says whether a path, decoded, leads anywhere but straight down.
func crooked(path string) bool {
	if strings.Contains(path, "//") || strings.ContainsRune(path, '\\') ||
		strings.ContainsFunc(path, unicode.IsControl) || !utf8.ValidString(path) {
		return true
	}
	for segment := range strings.SplitSeq(path, "/") {
		if segment == "." || segment == ".." {
			return true
		}
	}
	return false
}

// methods are all that a page needs.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}

func method(r *http.Request) refusal {
	for _, m := range methods {
		if r.Method == m {
			return refusal{}
		}
	}
	return refusal{http.StatusMethodNotAllowed, "this method is not used here"}
}

// size refuses what says beforehand that it is too much; what does not say it
// is cut off when it is.
func size(r *http.Request) refusal {
	if r.ContentLength > mostBody {
		return refusal{http.StatusRequestEntityTooLarge, "the request is larger than 64 KiB"}
	}
	return refusal{}
}

func onlyReads(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodHead
}

// origin refuses what a foreign page sends. Such a page may lead to ours, as a
// link does, but not take parts of it or change anything. Another port of this
// machine, "same-site" to the browser, is foreign too.
func (d *door) origin(r *http.Request) refusal {
	no := refusal{http.StatusForbidden, "this was sent by a page that is not ours"}
	if d.gate.origins.Check(r) != nil {
		return no
	}
	site := r.Header.Get("Sec-Fetch-Site")
	leads := r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
	if onlyReads(r) && site != "" && site != "same-origin" && site != "none" && !leads {
		return no
	}
	return refusal{}
}

// unsaid refuses a change of which it is not said what page sent it: every
// browser that can show ours says it. Open paths are for other software.
func unsaid(open bool) func(*http.Request) refusal {
	return func(r *http.Request) refusal {
		if !open && !onlyReads(r) && r.Header.Get("Origin") == "" && r.Header.Get("Sec-Fetch-Site") == "" {
			return refusal{http.StatusForbidden, "the request does not say which page sent it"}
		}
		return refusal{}
	}
}
