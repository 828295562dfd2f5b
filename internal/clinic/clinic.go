// Package clinic reads what a clinic says of itself once: brand, contact,
// country, and its rules.
package clinic

import (
	"time"

	"aftercare/internal/page"
)

// Clinic is a clinic.toml that was read and found to be sound.
type Clinic struct {
	Name       string
	Phone      string
	Address    []string // lines
	Hours      []string // lines
	Web        string   // as printed: "www.example.com"
	Therapists []string
	Country    string            // ISO 3166-1 alpha-2
	Emergency  string            // number; the country's unless the file says otherwise
	Paper      string            // "letter" or "a4"
	Zone       *time.Location    // local time where the file names none
	Language   string            // default of a visit without one
	Handout    string            // default definition
	Articles   map[string]string // definition ("taping") or definition and language ("taping/es") → own article address
	Services   map[string]string // words of a booked service → definition, or "skip"
	Statuses   map[string]string // a status of an appointment → "print" or "skip"
	Columns    map[string]string // a column of an export → field of a visit, or "unused"
	Areas      map[string]string // words of a booked service → treated area
	Dates      string            // "dmy", "mdy" or "ymd": how exports write days, where no row says; "" is not known
	Profile    string            // file of the clinic's own import profile, beside clinic.toml
	HeatOrIce  string            // the clinic's own line; "" prints none
	Brand      page.Colour       // at least 4.5:1 on white
	Accent     page.Colour
	Logo       *Logo // nil where there is none
	Sample     bool  // the built-in sample: says so on the page
}

// Logo is a picture or a drawing. Exactly one of Picture and Paths is set;
// Paths are in the unit of Width and Height.
type Logo struct {
	Width, Height page.Length // proportions
	Picture       *page.Picture
	Paths         []page.Path
}
