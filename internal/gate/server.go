package gate

import (
	"io"
	"log"
	"net/http"
	"time"
)

// Server serves the handler with limits in time and size, and logs nothing. A
// handler that streams moves its deadlines by http.ResponseController.
func Server(h http.Handler) *http.Server {
	return &http.Server{
		Handler:           answering(calm(h)),
		ConnContext:       withConnection,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       60 * time.Second,
		MaxHeaderBytes:    16 << 10,
		// What net/http reports holds addresses, and what a handler panics
		// with may hold a patient's name.
		ErrorLog: log.New(io.Discard, "", 0),
	}
}

// calm answers a handler's panic with 500 or, where the answer has begun, by
// breaking the connection, so that half an answer never looks like a whole.
func calm(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := &answer{ResponseWriter: w}
		defer func() {
			if recover() == nil {
				return
			}
			if a.begun {
				panic(http.ErrAbortHandler)
			}
			w.Header().Set("Cache-Control", "no-store")
			http.Error(w, "something went wrong here: try again", http.StatusInternalServerError)
		}()
		h.ServeHTTP(a, r)
	})
}

// answer notes whether anything of it was sent.
type answer struct {
	http.ResponseWriter
	begun bool
}

func (a *answer) WriteHeader(status int) {
	a.begun = a.begun || status >= http.StatusOK
	a.ResponseWriter.WriteHeader(status)
}

func (a *answer) Write(data []byte) (int, error) {
	a.begun = true
	return a.ResponseWriter.Write(data)
}

// FlushError is how http.ResponseController flushes.
func (a *answer) FlushError() error {
	a.begun = true
	return http.NewResponseController(a.ResponseWriter).Flush()
}

// Unwrap is how http.ResponseController finds the deadlines.
func (a *answer) Unwrap() http.ResponseWriter { return a.ResponseWriter }
