package locale

import "slices"

// Order is how a country writes a date.
type Order uint8

const (
	MonthFirst Order = iota // Nov 23
	DayFirst                // 23 Nov
)

// Country holds what changes at a border.
type Country struct {
	Code      string // ISO 3166-1 alpha-2
	Emergency string // "" where the clinic has to name the number itself
	Paper     string // "letter" or "a4"
	Clock24   bool
	Order     Order
}

// The numbers are the ones national services publish for a medical emergency;
// a country whose ambulance has a number of its own is left to the clinic.
var countries = append([]Country{
	{Code: "US", Emergency: "911", Paper: "letter"},
	{Code: "CA", Emergency: "911", Paper: "letter"},
	{Code: "MX", Emergency: "911", Paper: "letter", Clock24: true, Order: DayFirst},
	{Code: "GB", Emergency: "999", Paper: "a4", Order: DayFirst},
	{Code: "AU", Emergency: "000", Paper: "a4", Order: DayFirst},
	{Code: "NZ", Emergency: "111", Paper: "a4", Order: DayFirst},
	{Code: "AR", Paper: "a4", Clock24: true, Order: DayFirst},
	{Code: "BR", Paper: "a4", Clock24: true, Order: DayFirst},
	{Code: "CL", Paper: "letter", Clock24: true, Order: DayFirst},
	{Code: "CO", Paper: "letter", Order: DayFirst},
	{Code: "IN", Paper: "a4", Order: DayFirst},
	{Code: "JP", Paper: "a4", Clock24: true},
	{Code: "PE", Paper: "a4", Order: DayFirst},
	{Code: "PH", Paper: "letter"},
	{Code: "PR", Emergency: "911", Paper: "letter"},
	{Code: "SG", Paper: "a4", Order: DayFirst},
	{Code: "ZA", Paper: "a4", Clock24: true, Order: DayFirst},
}, europe("AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IS",
	"IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK")...)

// europe are the countries where 112 reaches an ambulance (Directive (EU)
// 2018/1972, article 109, and the EFTA states).
func europe(codes ...string) []Country {
	list := make([]Country, len(codes))
	for i, code := range codes {
		clock24 := code != "IE"
		list[i] = Country{Code: code, Emergency: "112", Paper: "a4", Clock24: clock24, Order: DayFirst}
	}
	return list
}

// CountryOf finds a country by its code, upper case.
func CountryOf(code string) (Country, bool) {
	i := slices.IndexFunc(countries, func(c Country) bool { return c.Code == code })
	if i < 0 {
		return Country{}, false
	}
	return countries[i], true
}

// Countries lists the codes there are.
func Countries() []string {
	codes := make([]string, len(countries))
	for i, c := range countries {
		codes[i] = c.Code
	}
	slices.Sort(codes)
	return codes
}
