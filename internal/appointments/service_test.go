package appointments

import (
	"fmt"
	"strings"
	"testing"
)

func testServices(t *testing.T) *services {
	t.Helper()
	o := testOptions()
	o.Services = map[string]string{"Cupping": "cupping", "Cupping and dry needling": "dry-needling", "Phone": "skip"}
	o.ServiceAreas = map[string]string{"Lumbar": "low back", "Lumbar plexus": "hip", "neck": "neck"}
	generic := profiles(t).generic
	return servicesOf(o, lexiconOf(generic, &Profile{}), generic)
}

func TestServiceRules(t *testing.T) {
	s := testServices(t)
	for name, want := range map[string]string{
		"Dry needling":                       "dry-needling",
		"PUNCION-SECA 45":                    "dry-needling",
		"DN: Lumbar, neck":                   "dry-needling in low back + neck",
		"DN Lumbar plexus":                   "dry-needling in hip",
		"Cupping":                            "cupping",
		"Cupping and dry needling, 45 min":   "dry-needling",
		"Dry needling, then cupping":         "held: the service names cupping and dry-needling",
		"Dry needling by phone":              "skipped: a service that gets no handout",
		"Telehealth dry needling":            "held: a word beside the service makes it doubtful",
		"Physio, no dry needling":            "held: a word beside the service makes it doubtful",
		"Lunch":                              "skipped: a break or a note in the diary, not a visit",
		"Lunch yoga":                         "",
		"Sports massage":                     "",
		"":                                   "",
		strings.Repeat("Sports massage ", 9): "",
	} {
		r := s.rule(name)
		got := r.handout
		if r.verdict != nil {
			got = fmt.Sprintf("%s: %s", r.verdict.state, r.verdict.reason)
		}
		if len(r.areas) > 0 {
			got += " in " + strings.Join(r.areas, " + ")
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestTitles(t *testing.T) {
	s := testServices(t)
	for title, want := range map[string]string{
		"Dry needling - Ana Ruiz":           "Ana Ruiz | Dry needling",
		"Ana Ruiz: DN":                      "Ana Ruiz | DN",
		"Dry needling for Ana Ruiz":         "Ana Ruiz | Dry needling",
		"Punción seca para Ana Ruiz":        "Ana Ruiz | Punción seca",
		"Ana Smith-Jones – TDN 45":          "Ana Smith-Jones | TDN 45",
		"Cupping and dry needling - A Ruiz": "A Ruiz | Cupping and dry needling",
		"DN - Lumbar - Ana Ruiz":            "", // or is the patient called Lumbar?
		"Dry needling: neck - Ana Ruiz":     "",
		"Dry needling - Cupping":            "", // two services
		"Ana Ruiz - Ben Ode":                "", // none
		"Dry needling with Kim Lee":         "", // a therapist
		"Dry needling":                      "",
		"Ana Ruiz":                          "",
		" - ":                               "",
		"":                                  "",
	} {
		got := ""
		if patient, service, ok := s.title(title); ok {
			got = patient + " | " + service
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}
