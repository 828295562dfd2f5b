package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"aftercare/internal/printer/printertest"
)

// served is a page that runs, and the browser that came by its start address.
type served struct {
	address string // without a path
	lines   []string
	next    *bufio.Scanner // what it says behind them
	browser *http.Client
	stop    func() (code int, stderr string)
}

// startAddress is what serve prints first.
var startAddress = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// serving runs serve until the test ends, and waits for its last line.
func serving(t *testing.T, args ...string) *served {
	t.Helper()
	return servingAt(t, atTheDesk, args...)
}

// servingAt runs it by a clock.
func servingAt(t *testing.T, now func() time.Time, args ...string) *served {
	t.Helper()
	return servingOf(t, now, append([]string{"--clinic", exampleClinic}, args...)...)
}

// servingOf runs it with the clinic that it finds.
func servingOf(t *testing.T, now func() time.Time, args ...string) *served {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	var stderr bytes.Buffer
	ended := make(chan int, 1)
	go func() {
		args := append([]string{"serve", "--no-open"}, args...)
		code := run(ctx, args, strings.NewReader(""), in, &stderr, now)
		in.Close()
		ended <- code
	}()
	s := &served{stop: func() (int, string) { cancel(); code := <-ended; ended <- code; return code, stderr.String() }}
	t.Cleanup(func() { s.stop() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		s.lines = append(s.lines, lines.Text())
		if lines.Text() == "Ctrl-C stops it" {
			s.next = lines
			s.enter(t)
			return s
		}
	}
	_, said := s.stop()
	t.Fatalf("serve ended: %s", said)
	return nil
}

func atTheDesk() time.Time { return time.Date(2026, 11, 23, 15, 40, 0, 0, time.UTC) }

// enter opens the start address, which is how a browser gets its cookie.
func (s *served) enter(t *testing.T) {
	t.Helper()
	_, start, _ := strings.Cut(s.lines[0], ": ")
	s.address = startAddress.FindString(start)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	s.browser = &http.Client{Jar: jar}
	if status, text := s.ask(t, "GET", strings.TrimPrefix(start, s.address), ""); status != http.StatusOK {
		t.Fatalf("the start address: %d %s", status, text)
	}
}

// ask sends a request as the page does.
func (s *served) ask(t *testing.T, method, path, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.address+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Origin", s.address)
	r.Header.Set("Content-Type", "application/json")
	answer, err := s.browser.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

func (s *served) wants(t *testing.T, path string, words ...string) {
	t.Helper()
	status, text := s.ask(t, "GET", path, "")
	for _, w := range words {
		if status != http.StatusOK || !strings.Contains(text, w) {
			t.Errorf("GET %s: %d, without %q", path, status, w)
		}
	}
}

// eventually asks again until the words are there: printing and watching go on
// beside the page.
func (s *served) eventually(t *testing.T, path string, words string) {
	t.Helper()
	for range 500 {
		if _, text := s.ask(t, "GET", path, ""); strings.Contains(text, words) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("GET %s: %q never came", path, words)
}

var sheetName = regexp.MustCompile(`"id":"([0-9a-f]+)"`)

// sheet makes the sheet of a visit and tells its name.
func (s *served) sheet(t *testing.T, visit string) string {
	t.Helper()
	status, text := s.ask(t, "POST", "/sheets", visit)
	found := sheetName.FindStringSubmatch(text)
	if status != http.StatusOK || found == nil {
		t.Fatalf("POST /sheets: %d %s", status, text)
	}
	return found[1]
}

const visitAtTheDesk = `{"patient": "Zoë Łukasiewicz", "areas": ["low back"], "at": "2026-11-23 10:30"}`

func TestServeFromTheListToThePaper(t *testing.T) {
	paper := &printertest.Printer{}
	server := paper.Start()
	defer server.Close()
	s := serving(t, filepath.Join("..", "..", "examples", "appointments.csv"), "--printer", printertest.Address(server))
	s.wants(t, "/", "Nadia Brandt", "neck and left shoulder", "prints on 127.0.0.1")
	id := s.sheet(t, visitAtTheDesk)
	status, pdf := s.ask(t, "GET", "/sheets/"+id+".pdf", "")
	if status != http.StatusOK || !strings.HasPrefix(pdf, "%PDF-") {
		t.Fatalf("the sheet: %d, %d bytes", status, len(pdf))
	}
	if status, text := s.ask(t, "POST", "/sheets/"+id+"/print", ""); status != http.StatusAccepted {
		t.Fatalf("printing: %d %s", status, text)
	}
	s.eventually(t, "/printed", "· printed")
	jobs, _ := paper.Jobs()
	if len(jobs) != 1 || string(jobs[0].Data) != pdf || jobs[0].Attributes["job-name"] != "aftercare 1030" {
		t.Errorf("%d jobs, the first %q", len(jobs), jobs[0].Attributes["job-name"])
	}
	if code, said := s.stop(); code != exitDone || said != "" {
		t.Errorf("stopped with %d: %s", code, said)
	}
}

// What make writes and what the page makes are the same bytes.
func TestServeMakesWhatMakeMakes(t *testing.T) {
	s := serving(t)
	_, served := s.ask(t, "GET", "/sheets/"+s.sheet(t, visitAtTheDesk)+".pdf", "")
	var made, stderr bytes.Buffer
	args := []string{"make", "--visit", "-", "--out", "-", "--clinic", filepath.Join("..", "..", "examples", "clinic.toml")}
	if code := run(t.Context(), args, strings.NewReader(visitAtTheDesk), &made, &stderr, atTheDesk); code != exitDone {
		t.Fatal(stderr.String())
	}
	if made.String() != served {
		t.Errorf("make: %d bytes, the page: %d bytes, not the same", made.Len(), len(served))
	}
}

func TestServeWatchesItsFolder(t *testing.T) {
	folder := t.TempDir()
	s := serving(t, folder)
	s.wants(t, "/today", "There is no export yet")
	table := "patient,date,time,area\nAna Marsh,2026-11-23,11:00,left knee\n"
	if err := os.WriteFile(filepath.Join(folder, "day.csv"), []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	s.eventually(t, "/today", "Ana Marsh")
}

// The address comes before every warning, on whichever stream that is: who
// reads both takes the first line.
func TestServeTellsItsAddressFirst(t *testing.T) {
	dir := t.TempDir()
	text, err := os.ReadFile(exampleClinic)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "clinic.toml")
	moved := strings.NewReplacer("America/New_York", "Europe/Helsinki", `logo = "logo.svg"`, "").Replace(string(text))
	if err := os.WriteFile(file, []byte(moved), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	both := &stopper{stop: stop} // at the warning
	if code := run(ctx, []string{"serve", "--no-open", "--clinic", file}, strings.NewReader(""), both, both, atTheDesk); code != exitDone {
		t.Errorf("exit code %d", code)
	}
	first, rest, _ := strings.Cut(both.String(), "\n")
	if !strings.HasPrefix(first, "the page for the desk: http://") || !strings.Contains(rest, "aftercare: warning: ") {
		t.Errorf("it said:\n%s", both)
	}
}

func TestServePreparesAnotherDay(t *testing.T) {
	table := "patient,date,time,area\nAna Marsh,2026-11-24,11:00,left knee\nNadia Brandt,2026-11-23,11:00,neck\n"
	file := filepath.Join(t.TempDir(), "week.csv")
	if err := os.WriteFile(file, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	s := serving(t, file, "--on", "2026-11-24")
	s.wants(t, "/today", "Tuesday, November 24, 2026", "Ana Marsh")
	if _, text := s.ask(t, "GET", "/today", ""); strings.Contains(text, "Nadia") {
		t.Error("it lists another day as well")
	}
}

func TestServeAnswersOtherSoftware(t *testing.T) {
	file := filepath.Join(t.TempDir(), "token")
	s := serving(t, "--api-token", file)
	token, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(s.lines[1], strings.TrimSpace(string(token))) || !strings.Contains(s.lines[1], "/v1/handouts") {
		t.Errorf("the token is not shown: %q", s.lines[1])
	}
	for bearer, want := range map[string]int{strings.TrimSpace(string(token)): http.StatusOK, "another": http.StatusUnauthorized} {
		r, err := http.NewRequestWithContext(t.Context(), "POST", s.address+"/v1/handouts", strings.NewReader(visitAtTheDesk))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+bearer)
		answer, err := http.DefaultClient.Do(r) // no cookie
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%d, want %d", answer.StatusCode, want)
		}
	}
	again := serving(t, "--api-token", file)
	if !strings.HasSuffix(again.lines[1], "with the token in "+file) {
		t.Errorf("a token that is there is made anew, or shown again: %q", again.lines[1])
	}
}

// A start address is good for one browser. When it was used, the address for the
// next one stands on the screen.
func TestServeLetsTheNextBrowserIn(t *testing.T) {
	s := serving(t)
	_, used, _ := strings.Cut(s.lines[0], ": ")
	if !s.next.Scan() || !strings.HasPrefix(s.next.Text(), "for another browser on this computer: "+s.address+"/start?token=") {
		t.Fatal(s.next.Text())
	}
	if status, _ := s.ask(t, "GET", strings.TrimPrefix(used, s.address), ""); status != http.StatusOK {
		t.Error("the first browser cannot load it again:", status)
	}
	s.browser = &http.Client{}
	if status, _ := s.ask(t, "GET", strings.TrimPrefix(used, s.address), ""); status != http.StatusForbidden {
		t.Error("it is good for a second browser:", status)
	}
	s.lines[0] = s.next.Text()
	s.enter(t)
}

func TestServeLetsNobodyElseIn(t *testing.T) {
	s := serving(t, filepath.Join("..", "..", "examples", "appointments.csv"))
	s.browser = &http.Client{}
	for _, path := range []string{"/", "/today", "/static/style.css", "/start?token=guessed", "/v1/handouts"} {
		if status, text := s.ask(t, "GET", path, ""); status < 400 || strings.Contains(text, "Brandt") {
			t.Errorf("GET %s: %d", path, status)
		}
	}
}

func TestServeOnAPortThatIsTaken(t *testing.T) {
	s := serving(t)
	_, port, _ := strings.Cut(strings.TrimPrefix(s.address, "http://"), ":")
	var stderr bytes.Buffer
	code := run(t.Context(), []string{"serve", "--no-open", "--port", port}, strings.NewReader(""), io.Discard, &stderr, atTheDesk)
	if want := "aftercare: error: port " + port + " cannot be listened on\n" +
		"aftercare: hint: another program has it, perhaps aftercare itself: name another one with --port\n"; code != exitNothing || stderr.String() != want {
		t.Errorf("ended with %d: %s", code, stderr.String())
	}
}

// While it runs, nothing that a person typed is written anywhere.
func TestServeLogsNothingOfAPatient(t *testing.T) {
	s := serving(t)
	s.sheet(t, visitAtTheDesk)
	s.ask(t, "POST", "/sheets", `{"patient": "Zoë Łukasiewicz`)
	s.ask(t, "GET", "/areas?q=Zo%C3%AB", "")
	if _, said := s.stop(); said != "" {
		t.Errorf("it said %q", said)
	}
	for _, line := range s.lines {
		if strings.Contains(line, "Zoë") { // two letters alone could stand in the token
			t.Errorf("it said %q", line)
		}
	}
}

// A clinic whose folder is laid over the built-in texts is followed while it is
// written.
func TestServeFollowsTheClinicsTexts(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "ours")
	var out bytes.Buffer
	if code := run(t.Context(), []string{"init", folder}, strings.NewReader(""), &out, &out, atTheDesk); code != exitDone {
		t.Fatal(out.String())
	}
	s := serving(t, "--clinic", filepath.Join(folder, "clinic.toml"))
	s.wants(t, "/texts", "No problems.", folder)
	text := filepath.Join(folder, "texts", "dry-needling", "en.toml")
	sound, err := os.ReadFile(text)
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Replace(sound, []byte("\ntitle"), []byte("\ntilte"), 1)
	if err := os.WriteFile(text, broken, 0o600); err != nil {
		t.Fatal(err)
	}
	s.eventually(t, "/texts/state", fmt.Sprintf("en.toml:%d:1", 1+bytes.Count(broken[:bytes.Index(broken, []byte("tilte"))], []byte("\n"))))
	s.sheet(t, visitAtTheDesk) // by the last good text
	if err := os.WriteFile(text, sound, 0o600); err != nil {
		t.Fatal(err)
	}
	s.eventually(t, "/texts/state", "No problems.")
}
