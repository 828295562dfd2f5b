package main

import (
	"bytes"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"aftercare/internal/clinic"
	"aftercare/templates"
)

// TestTheStarterIsUnnamed: what init writes is known for a sample by its name.
func TestTheStarterIsUnnamed(t *testing.T) {
	text, err := fs.ReadFile(templates.FS, starter)
	if err != nil {
		t.Fatal(err)
	}
	if c, problems := clinic.Parse(starter, text, templates.FS); c == nil || c.Name != unnamed {
		t.Error(c, problems)
	}
}

// form sends a form as the page does.
func (s *served) form(t *testing.T, path, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.address+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", s.address)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer, err := s.browser.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	var text bytes.Buffer
	if _, err := text.ReadFrom(answer.Body); err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, text.String()
}

// without asks again until the words are gone.
func (s *served) without(t *testing.T, path string, words string) {
	t.Helper()
	for range 500 {
		if _, text := s.ask(t, "GET", path, ""); !strings.Contains(text, words) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("GET %s: %q stays", path, words)
}

var heldRow = regexp.MustCompile(`class="held" data-row="([0-9a-f]+)"`)

// held is the identity of the first row that asks something.
func (s *served) held(t *testing.T) string {
	t.Helper()
	_, text := s.ask(t, "GET", "/today", "")
	found := heldRow.FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("no row asks anything: %s", text)
	}
	return found[1]
}

const oneHeld = "patient,date,time,service\nAna Marsh,2026-11-23,11:00,Dry needling\nOwen Hale,2026-11-23,12:00,Video consultation\n"

// An answer for good stands in the clinic's file, every other byte of which stays
// as it was, and holds from the next look on.
func TestServeWritesAnAnswerIntoTheClinicsFile(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "clinic.toml")
	text := strings.ReplaceAll("# ours\nname = \"Elm Street\" # on the door\nphone = \"(555) 010-0199\"\ncountry = \"US\"\ntime_zone = \"America/New_York\"\n\n[services]\n# of old\n\"TDN\" = \"dry-needling\"\n", "\n", "\r\n")
	export := filepath.Join(dir, "day.csv")
	for name, content := range map[string]string{file: text, export: oneHeld} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := serving(t, export, "--clinic", file)
	s.wants(t, "/today", "Booked: Video consultation", "Make a sheet")
	if status, said := s.form(t, "/rows/"+s.held(t)+"/always", "of=services&answer=skip"); status != http.StatusNoContent {
		t.Fatal(status, said)
	}
	got, err := os.ReadFile(file)
	if want := text + "\"Video consultation\" = \"skip\"\r\n"; err != nil || string(got) != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	if info, _ := os.Stat(file); runtime.GOOS != "windows" && info.Mode().Perm() != 0o644 {
		t.Error("it has other rights:", info.Mode())
	}
	s.without(t, "/today", "Video")
}

// Where the clinic has no file, the desk makes one, and goes on with it.
func TestServeMakesTheClinicsFile(t *testing.T) {
	config := t.TempDir()
	for _, name := range []string{"XDG_CONFIG_HOME", "APPDATA", "HOME"} {
		t.Setenv(name, config)
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("day.csv", []byte(oneHeld), 0o600); err != nil {
		t.Fatal(err)
	}
	s := servingOf(t, atTheDesk, "day.csv")
	s.wants(t, "/today", "There is no file of your clinic yet")
	always := "/rows/" + s.held(t) + "/always"
	if status, said := s.form(t, always, "of=services&answer=skip"); status != http.StatusConflict {
		t.Error("answered without a file:", status, said)
	}
	if status, said := s.form(t, "/clinic", ""); status != http.StatusNoContent {
		t.Fatal(status, said)
	}
	s.eventually(t, "/today", `data-of="services"`)
	if status, said := s.form(t, always, url.Values{"of": {"services"}, "answer": {"skip"}}.Encode()); status != http.StatusNoContent {
		t.Fatal(status, said)
	}
	got, err := os.ReadFile(newClinic())
	if err != nil || !strings.Contains(string(got), "# \"Video call\" = \"skip\"\n\"Video consultation\" = \"skip\"\n") {
		t.Errorf("%v\n%s", err, got)
	}
	s.eventually(t, "/", `Your Clinic <span class="tag">sample</span>`)
	if status, _ := s.form(t, "/clinic", ""); status != http.StatusConflict {
		t.Error("a second file:", status)
	}
}
