package main

import (
	"aftercare/internal/layout"
	"aftercare/internal/visit"
)

// picture is a visit of somebody made up to the example clinic, and how its
// sheet is printed.
type picture struct {
	name     string
	at, next string
	visit    visit.Visit
	style    layout.Style // without the paper, which is the clinic's
}

// lowBack is the common case: two areas, nothing special.
var lowBack = visit.Visit{
	Patient: "Zoë Łukasiewicz", Areas: []string{"low back", "left hip"}, Therapist: "Dana Reyes, PT",
}

var pictures = []picture{
	{name: "handout", at: "2026-11-23 14:30", next: "2026-11-30 10:00", visit: lowBack},
	{name: "greyscale", at: "2026-11-23 14:30", next: "2026-11-30 10:00", visit: lowBack, style: layout.Style{Grey: true}},
	{name: "large-print", at: "2026-11-23 14:30", next: "2026-11-30 10:00", visit: lowBack, style: layout.Style{Large: true}},
	{name: "lung-warning", at: "2026-11-23 09:00", visit: visit.Visit{
		Patient: "Nadia Brandt", Areas: []string{"neck", "left shoulder"}, Therapist: "Samuel Okafor, DPT",
		Flags: []string{"blood-thinner"}, Note: "Set your screen at eye level, and take a short walk every hour.",
	}},
	{name: "spanish", at: "2026-11-23 13:00", next: "2026-12-01 13:00", visit: visit.Visit{
		Patient: "Rosa Maldonado", Areas: []string{"right knee"}, Therapist: "Ines Lindqvist, PT", Language: "es",
	}},
}
