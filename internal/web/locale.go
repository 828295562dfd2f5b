package web

import (
	"strings"
	"time"

	"aftercare/internal/locale"
)

// staff is the language of the page itself.
const staff = "en"

// locale is how the clinic's country writes times in the language of the page.
func (k *kit) locale() locale.Locale {
	country, _ := locale.CountryOf(k.clinic.Country)
	l, _ := locale.New(staff, country) // the page's own language is always there
	return l
}

// clock is a moment as the clinic's clock shows it.
func (k *kit) clock(t time.Time) string { return spaced(k.locale().Clock(t.In(k.clinic.Zone))) }

// date is a day with its name.
func (k *kit) date(t time.Time) string {
	t = t.In(k.clinic.Zone)
	return t.Weekday().String() + ", " + spaced(k.locale().Date(t))
}

// spaced lets lines break, and has a note found again that was pasted.
func spaced(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }
