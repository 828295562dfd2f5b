package clinic

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/locale"
	"aftercare/internal/tomlfile"
)

// web is the clinic's address as it is printed, without https://.
func (p *parser) web() string {
	web := p.text("web", p.form.Web, 60)
	web = strings.TrimPrefix(strings.TrimPrefix(web, "https://"), "http://")
	web = strings.TrimSuffix(web, "/")
	if web != "" && !reachable("https://"+web) {
		p.report("web", "web "+quoted(p.form.Web)+" is not a web address", `write it as it is printed: "www.example.com"`)
	}
	return web
}

// articles are the clinic's own pages, by handout ("dry-needling") or handout
// and language ("dry-needling/es").
func (p *parser) articles() map[string]string {
	articles := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(p.form.Articles)) {
		address := strings.TrimSpace(p.form.Articles[key])
		path := tomlfile.Key("articles", key)
		p.articleKey(path, key)
		p.articleAddress(path, address)
		articles[key] = address
	}
	return articles
}

func (p *parser) articleKey(path, key string) {
	handout, language, hasLanguage := strings.Cut(key, "/")
	message, hint := "", ""
	switch {
	case !identity.MatchString(handout):
		message = "the key " + quoted(key) + " names no handout"
		hint = `it reads "dry-needling", or "dry-needling/es" for one language`
	case hasLanguage && !slices.Contains(locale.Languages(), language):
		message = "the key " + quoted(key) + " ends in no known language"
		hint = "known here: " + strings.Join(locale.Languages(), ", ")
	default:
		return
	}
	p.note(diag.Diagnostic{Position: p.file.KeyAt(path), Message: message, Hint: hint})
}

// longestArticle is what a QR code of a size to print holds.
const longestArticle = 200

// articleAddress lets through what a telephone's camera opens by itself and
// nobody on the way can change.
func (p *parser) articleAddress(path, address string) {
	rest, plain := strings.CutPrefix(address, "http://")
	switch {
	case plain:
		p.report(path, path+" is not an https address", `write "https://`+short(rest)+`" if the page can be reached so`)
	case !strings.HasPrefix(address, "https://"):
		p.report(path, path+" is not an https address", `write the whole address: "https://www.example.com/…"`)
	case len(address) > longestArticle:
		p.report(path, path+" is longer than 200 characters: its QR code would be too fine to scan", "use a shorter address")
	case !reachable(address):
		p.report(path, path+" is not a web address", "copy it from the address line of the browser")
	}
}

// reachable says whether an address leads to a named place on the web. It must
// be ASCII: not every reader of QR codes takes more.
func reachable(address string) bool {
	if strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return false
	}
	u, err := url.Parse(address)
	return err == nil && u.User == nil && host(u.Hostname())
}

// host checks a name of two labels or more.
func host(name string) bool {
	labels := strings.Split(name, ".")
	for _, label := range labels {
		if label == "" || strings.Trim(label, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
			return false
		}
	}
	return len(labels) > 1
}
