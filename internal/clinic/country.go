package clinic

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/language"

	"aftercare/internal/locale"
)

func (p *parser) country() locale.Country {
	code := strings.TrimSpace(p.form.Country)
	country, known := locale.CountryOf(code)
	if code == "" || known {
		return country
	}
	hint := `write its two letters, such as "US" or "GB"; known here: ` + strings.Join(locale.Countries(), ", ")
	if near, ok := meantCountry(code); ok {
		hint = didYouMean(near)
	}
	p.report("country", "country "+quoted(code)+" is not known", hint)
	return country
}

// meantCountry is the code for another way of writing it: "us", "USA", "UK".
func meantCountry(written string) (string, bool) {
	region, err := language.ParseRegion(strings.ToUpper(written))
	if err != nil {
		return "", false
	}
	code := region.Canonicalize().String()
	_, known := locale.CountryOf(code)
	return code, known
}

// emergency is the number a patient dials: the clinic's own, else the
// country's.
func (p *parser) emergency(country locale.Country) string {
	own := p.text("emergency", p.form.Emergency, 20)
	switch {
	case own == "" && country.Code != "" && country.Emergency == "":
		p.report("country", "there is no emergency number for "+country.Code+" here", `add emergency = "…", the number of the ambulance`)
	case own == "":
		return country.Emergency
	case countDigits(own) < 2 || countDigits(own)*2 < utf8.RuneCountInString(own):
		p.report("emergency", "emergency "+quoted(own)+" is not a number to dial", `write the number alone: "112"`)
	}
	return own
}
