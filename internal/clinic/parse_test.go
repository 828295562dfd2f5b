package clinic

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

func TestTheFilesThatComeWithIt(t *testing.T) {
	for _, folder := range []string{"../../examples", "../../templates", "../../templates/init"} {
		text, err := os.ReadFile(folder + "/clinic.toml")
		if err != nil {
			t.Fatal(err)
		}
		if _, found := Parse(folder+"/clinic.toml", text, os.DirFS(folder)); found != nil {
			t.Error(found)
		}
	}
}

const least = "name = 'Test Clinic'\nphone = '555-0100'\ncountry = 'US'\ntime_zone = 'America/Chicago'\n"

func sound(t *testing.T, text string) *Clinic {
	t.Helper()
	c, found := Parse("clinic.toml", []byte(text), fstest.MapFS{"art/logo.svg": {Data: []byte(svg(square))}})
	if found != nil {
		t.Fatalf("%s\n%v", text, found)
	}
	return c
}

func TestWhatIsLeftOutHasADefault(t *testing.T) {
	zone, err := time.LoadLocation("America/Chicago")
	if err != nil {
		t.Fatal(err)
	}
	want := &Clinic{Name: "Test Clinic", Phone: "555-0100", Country: "US", Emergency: "911", Paper: "letter", Zone: zone,
		Language: "en", Handout: "dry-needling", Articles: map[string]string{}, Services: map[string]string{}, Statuses: map[string]string{}, Columns: map[string]string{}, Areas: map[string]string{}, Brand: defaultBrand, Accent: defaultBrand}
	if got := sound(t, least); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	inGermany := strings.NewReplacer("US", "DE", "America/Chicago", "Europe/Berlin").Replace(least)
	if c := sound(t, inGermany); c.Emergency != "112" || c.Paper != "a4" {
		t.Errorf("%+v", c)
	}
}

func TestEverythingGiven(t *testing.T) {
	c := sound(t, "\ufeff"+least+`
address = " 100 Example Street "
hours = ["Mon–Fri 8–18", "Sat 9–12"]
web = "https://www.example.com/"
therapists = ["Zoe\u0308 Łukasiewicz, PT"]
emergency = "1 1 2"
paper = "a4"
language = "es"
handout = "kinesio-taping"
heat_or_ice = "Ice."
logo = "art/logo.svg"
colours = { brand = "#155E6B", accent = "#b41" }
articles = { "dry-needling/es" = "https://example.com/a?b=c#d", cupping = "https://xn--bcher-kva.example/" }
services = { "TDN follow-up" = "dry-needling", "Video call" = "skip" }
areas = { "DN - Lumbar" = "low back" }
statuses = { "Parked" = "skip" }
columns = { "Appt State" = "status", "Tags" = "unused" }
import = { profile = "ours.toml" }
`)
	got := fmt.Sprintln(c.Address, c.Hours, c.Web, c.Therapists, c.Emergency, c.Paper, c.Language, c.Handout, c.HeatOrIce, c.Brand, c.Accent, c.Articles, c.Services, c.Areas, c.Statuses, c.Columns, c.Profile)
	want := "[100 Example Street] [Mon–Fri 8–18 Sat 9–12] www.example.com [Zoë Łukasiewicz, PT] 1 1 2 a4 es kinesio-taping Ice. #155e6b #bb4411 " +
		"map[cupping:https://xn--bcher-kva.example/ dry-needling/es:https://example.com/a?b=c#d] map[TDN follow-up:dry-needling Video call:skip] map[DN - Lumbar:low back] map[Parked:skip] map[Appt State:status Tags:unused] ours.toml\n"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if c.Logo == nil || c.Logo.Width != c.Logo.Height || len(c.Logo.Paths) != 1 || c.Logo.Picture != nil {
		t.Errorf("%+v", c.Logo)
	}
}

// What is not text at all is found by the reader of TOML, with nothing after it.
func TestNoText(t *testing.T) {
	for _, text := range []string{"\xff\xfen\x00", "name = \"\xe9\"", "\x00", strings.Repeat("#", 2<<20)} {
		if c, found := Parse("clinic.toml", []byte(text), nil); c != nil || len(found) != 1 {
			t.Errorf("%v", found)
		}
	}
}

func TestEveryZoneOfTheTableIsKnown(t *testing.T) {
	for _, z := range zones() {
		if _, err := time.LoadLocation(z.name); err != nil {
			t.Error(err)
		}
	}
	if n := len(zones()); n < 400 {
		t.Errorf("only %d zones", n)
	}
}

// The same file makes the same clinic, to the last pixel and point.
func TestParseIsRepeatable(t *testing.T) {
	folder := os.DirFS("../../examples")
	text, err := os.ReadFile("../../examples/clinic.toml")
	if err != nil {
		t.Fatal(err)
	}
	first, _ := Parse("clinic.toml", text, folder)
	for range 5 {
		if again, _ := Parse("clinic.toml", text, folder); !reflect.DeepEqual(first, again) {
			t.Fatal("two clinics of one file")
		}
	}
}

func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/invalid/*.toml")
	for _, file := range append(files, "../../examples/clinic.toml", "../../templates/init/clinic.toml") {
		text, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	folder := fstest.MapFS{"logo.svg": {Data: []byte(svg(square))}}
	f.Fuzz(func(t *testing.T, text []byte) {
		c, found := Parse("clinic.toml", text, folder)
		if (c == nil) != (found.Err() != nil) {
			t.Fatalf("%v with %v", c, found)
		}
		for _, d := range found {
			if d.Message == "" || !utf8.ValidString(d.String()+d.Hint+d.Excerpt()) {
				t.Fatalf("%+v", d)
			}
		}
		if c == nil {
			return
		}
		if c.Name == "" || c.Phone == "" || c.Emergency == "" || c.Zone == nil || c.Paper == "" ||
			Contrast(c.Brand, white) < legible || Contrast(c.Accent, white) < legible {
			t.Fatalf("%+v", c)
		}
	})
}
