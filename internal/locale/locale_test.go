package locale

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func in(t *testing.T, lang, country string) Locale {
	t.Helper()
	c, ok := CountryOf(country)
	if !ok {
		t.Fatalf("no country %s", country)
	}
	l, ok := New(lang, c)
	if !ok {
		t.Fatalf("no language %s", lang)
	}
	return l
}

// spaced shows the spaces that hold a date together as ordinary ones.
func spaced(s string) string { return strings.ReplaceAll(s, nbsp, " ") }

// A Monday in November and a Thursday in January, the second with one figure.
func on(hour, minute int) time.Time { return time.Date(2026, 11, 23, hour, minute, 0, 0, time.UTC) }

var january = time.Date(2027, 1, 7, 9, 5, 0, 0, time.UTC)

func TestDates(t *testing.T) {
	for _, c := range []struct{ lang, country, day, date, short string }{
		{"en", "US", "Mon Nov 23", "November 23, 2026", "Nov 23, 2026"},
		{"en", "CA", "Mon Nov 23", "November 23, 2026", "Nov 23, 2026"},
		{"en", "GB", "Mon 23 Nov", "23 November 2026", "23 Nov 2026"},
		{"en", "AU", "Mon 23 Nov", "23 November 2026", "23 Nov 2026"},
		{"en", "DE", "Mon 23 Nov", "23 November 2026", "23 Nov 2026"},
		{"es", "US", "lun 23 nov", "23 de noviembre de 2026", "23 nov 2026"},
		{"es", "MX", "lun 23 nov", "23 de noviembre de 2026", "23 nov 2026"},
		{"es", "ES", "lun 23 nov", "23 de noviembre de 2026", "23 nov 2026"},
	} {
		l := in(t, c.lang, c.country)
		got := []string{spaced(l.Day(on(14, 30))), l.Date(on(14, 30)), l.ShortDate(on(14, 30))}
		if want := []string{c.day, c.date, c.short}; !slices.Equal(got, want) {
			t.Errorf("%s in %s: got %q, want %q", c.lang, c.country, got, want)
		}
	}
	if got := spaced(in(t, "en", "US").Moment(january)); got != "Thu Jan 7, 9:05 am" {
		t.Errorf("one-figure day: %q", got)
	}
	if got := spaced(in(t, "es", "ES").Moment(january)); got != "jue 7 ene, 9:05" {
		t.Errorf("one-figure day: %q", got)
	}
}

func TestClocks(t *testing.T) {
	us, uk, france, latino, mexico := in(t, "en", "US"), in(t, "en", "GB"), in(t, "en", "FR"), in(t, "es", "US"), in(t, "es", "MX")
	for _, c := range []struct {
		hour, minute             int
		us, france, latino, mexo string
	}{
		{0, 0, "12 midnight", "0:00", "12 de la noche", "0:00"},
		{0, 30, "12:30 am", "0:30", "12:30 a. m.", "0:30"},
		{1, 0, "1:00 am", "1:00", "1:00 a. m.", "1:00"},
		{9, 5, "9:05 am", "9:05", "9:05 a. m.", "9:05"},
		{11, 59, "11:59 am", "11:59", "11:59 a. m.", "11:59"},
		{12, 0, "12 noon", "12:00", "12 del mediodía", "12:00"},
		{12, 30, "12:30 pm", "12:30", "12:30 p. m.", "12:30"},
		{13, 0, "1:00 pm", "13:00", "1:00 p. m.", "13:00"},
		{23, 59, "11:59 pm", "23:59", "11:59 p. m.", "23:59"},
	} {
		at := on(c.hour, c.minute)
		got := []string{spaced(us.Clock(at)), spaced(france.Clock(at)), spaced(latino.Clock(at)), spaced(mexico.Clock(at))}
		if want := []string{c.us, c.france, c.latino, c.mexo}; !slices.Equal(got, want) {
			t.Errorf("%d:%02d: got %q, want %q", c.hour, c.minute, got, want)
		}
		if uk.Clock(at) != us.Clock(at) {
			t.Errorf("%d:%02d is %q in Britain", c.hour, c.minute, uk.Clock(at))
		}
	}
}

func TestAboutClockInSpanishAgreesWithOne(t *testing.T) {
	for _, c := range []struct {
		country      string
		hour, minute int
		want         string
	}{
		{"US", 1, 0, "hacia la 1:00 a. m."},
		{"US", 1, 30, "hacia la 1:30 a. m."},
		{"US", 13, 30, "hacia la 1:30 p. m."},
		{"US", 14, 0, "hacia las 2:00 p. m."},
		{"US", 12, 0, "hacia las 12 del mediodía"},
		{"US", 11, 0, "hacia las 11:00 a. m."},
		{"ES", 1, 30, "hacia la 1:30"},
		{"ES", 13, 30, "hacia las 13:30"},
		{"ES", 21, 0, "hacia las 21:00"},
	} {
		if got := spaced(in(t, "es", c.country).AboutClock(on(c.hour, c.minute))); got != c.want {
			t.Errorf("%d:%02d in %s: got %q, want %q", c.hour, c.minute, c.country, got, c.want)
		}
	}
	if got := spaced(in(t, "en", "US").AboutClock(on(13, 30))); got != "about 1:30 pm" {
		t.Errorf("English: %q", got)
	}
}

// A date that is torn at the end of a line is read wrongly.
func TestDayAndClockStayInOnePiece(t *testing.T) {
	for _, lang := range Languages() {
		for _, code := range Countries() {
			l := in(t, lang, code)
			for hour := range 24 {
				if s := l.Day(on(hour, 0)) + l.Clock(on(hour, 0)); strings.Contains(s, " ") {
					t.Fatalf("%s in %s: %q can be broken", lang, code, s)
				}
			}
		}
	}
}

func TestEveryDayOfTheYearIsItself(t *testing.T) {
	for _, lang := range Languages() {
		l, seen := in(t, lang, "GB"), map[string]bool{}
		for at := time.Date(2028, 1, 1, 12, 0, 0, 0, time.UTC); at.Year() == 2028; at = at.AddDate(0, 0, 1) {
			if day := l.Date(at); seen[day] {
				t.Errorf("%s: %q stands for two days", lang, day)
			} else {
				seen[day] = true
			}
		}
	}
}

func TestCountsAndSpans(t *testing.T) {
	en, es := in(t, "en", "US"), in(t, "es", "US")
	for _, c := range []struct {
		days           int
		elapsed        time.Duration
		wantEn, wantEs string
	}{
		{1, 0, "1 day", "1 día"},
		{14, 0, "14 days", "14 días"},
		{0, time.Hour, "1 hour", "1 hora"},
		{0, 24 * time.Hour, "24 hours", "24 horas"},
		{0, 90 * time.Minute, "90 minutes", "90 minutos"},
		{0, time.Minute, "1 minute", "1 minuto"},
		{0, 5 * time.Second, "5 seconds", "5 segundos"},
		{0, time.Second, "1 second", "1 segundo"},
		{0, 90 * time.Second, "90 seconds", "90 segundos"},
	} {
		if got := en.Span(c.days, c.elapsed); got != c.wantEn {
			t.Errorf("got %q, want %q", got, c.wantEn)
		}
		if got := es.Span(c.days, c.elapsed); got != c.wantEs {
			t.Errorf("got %q, want %q", got, c.wantEs)
		}
	}
	if got := en.Count(en.Sets, 1) + ", " + en.Count(en.Reps, 1) + ", " + en.Count(en.Reps, 10); got != "1 set, once, 10 times" {
		t.Errorf("got %q", got)
	}
}

func TestLanguageWithoutWordsIsRefused(t *testing.T) {
	if _, ok := New("de", Country{}); ok {
		t.Error("there are no German words")
	}
}

func TestCountries(t *testing.T) {
	for _, c := range []struct{ code, emergency, paper string }{
		{"US", "911", "letter"}, {"CA", "911", "letter"}, {"MX", "911", "letter"}, {"GB", "999", "a4"}, {"IE", "112", "a4"},
		{"ES", "112", "a4"}, {"DE", "112", "a4"}, {"AU", "000", "a4"}, {"NZ", "111", "a4"}, {"JP", "", "a4"},
	} {
		got, ok := CountryOf(c.code)
		if !ok || got.Emergency != c.emergency || got.Paper != c.paper {
			t.Errorf("%s: got %+v, want %s on %s", c.code, got, c.emergency, c.paper)
		}
	}
	if _, ok := CountryOf("us"); ok {
		t.Error("codes are upper case")
	}
	codes := Countries()
	for i, code := range codes {
		c, ok := CountryOf(code)
		if !ok || len(code) != 2 || c.Paper != "letter" && c.Paper != "a4" || i > 0 && codes[i-1] >= code {
			t.Errorf("country %q after %q: %+v", code, codes[max(0, i-1)], c)
		}
	}
}
