package gate

import "net/http"

// headers are on every answer. A handler may replace the policy where it
// serves a PDF, and Cache-Control where it serves a file that is the same for
// everybody.
var headers = [][2]string{
	{"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
		"font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; form-action 'self'; " +
		"base-uri 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cache-Control", "no-store"},
	{"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
}

func protect(h http.Header) {
	for _, each := range headers {
		h.Set(each[0], each[1])
	}
}
