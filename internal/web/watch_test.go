package web

import (
	"context"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"testing/synctest"
	"time"

	"aftercare/internal/clinic"
	"aftercare/internal/diag"
)

// listener is an open page, and the last event that it has seen.
type listener struct {
	events *events
	seen   int
}

func listening(s *Server) *listener {
	l := &listener{events: &s.events}
	l.told()
	return l
}

// told are the events since it was asked last.
func (l *listener) told() string {
	var names []string
	changed, _ := l.events.since(l.seen)
	for _, e := range changed {
		names, l.seen = append(names, e.name), e.number
	}
	return strings.Join(names, " ")
}

// TestLook: what is saved is told once, an export when it is whole.
func TestLook(t *testing.T) {
	own, now := newFolder(t), clock()
	files, e := folder()
	put(files, "day.csv", table(today, "Nadia Brandt"), 1)
	s := opened(t, func(o *Options) {
		o.Files, o.Exports = own.open(), e
		o.Now = func() time.Time { return now }
	})
	page := listening(s)
	if got := s.day.Load().shown(); got != "day.csv: 09:00 Nadia Brandt" {
		t.Fatalf("at the start: %s", got)
	}
	for _, step := range []struct {
		does  string
		do    func()
		looks []string // what each look tells
		want  string   // the list after the last one
	}{
		{"nothing", func() {}, []string{"", ""}, "day.csv: 09:00 Nadia Brandt"},
		{"a text is saved", func() { own.change(ownText, "moving gently", "moving") }, []string{"texts today", "", ""}, "day.csv: 09:00 Nadia Brandt"},
		{"it is broken", func() { own.save(ownText, "") }, []string{"texts today", ""}, "day.csv: 09:00 Nadia Brandt"},
		{"a note is left beside it", func() { own.save("notes.docx", "") }, []string{""}, "day.csv: 09:00 Nadia Brandt"},
		{"an export begins", func() { put(files, "new.csv", "patient,", 2) }, []string{""}, "day.csv: 09:00 Nadia Brandt"},
		{"it grows", func() { put(files, "new.csv", table(today, "Owen Hale")[:40], 2) }, []string{""}, "day.csv: 09:00 Nadia Brandt"},
		{"it is whole", func() { put(files, "new.csv", table(today, "Owen Hale"), 2) }, []string{"", "today", ""}, "new.csv: 09:00 Owen Hale"},
		{"a text while an export begins", func() { own.save(ownText, "x"); put(files, "z.csv", "patient", 3) }, []string{"texts"}, "new.csv: 09:00 Owen Hale"},
		{"it goes", func() { delete(files, "z.csv") }, []string{"", "today", ""}, "new.csv: 09:00 Owen Hale"},
		{"all exports go", func() { clear(files) }, []string{"", "today", ""}, ": "},
		{"one comes", func() { put(files, "a.csv", table(today, "Mei Tanaka"), 4) }, []string{"", "today", ""}, "a.csv: 09:00 Mei Tanaka"},
		{"midnight", func() { now = now.Add(10 * time.Hour) }, []string{"", "today", ""}, "a.csv: "},
	} {
		step.do()
		for i, want := range step.looks {
			s.look()
			if got := page.told(); got != want {
				t.Errorf("%s, look %d: told %q, want %q", step.does, i+1, got, want)
			}
		}
		if got := s.day.Load().shown(); got != step.want {
			t.Errorf("%s: %s, want %s", step.does, got, step.want)
		}
	}
}

// TestLookGoesOn: a folder that is gone, and files that make a reader panic,
// are problems.
func TestLookGoesOn(t *testing.T) {
	own := newFolder(t)
	fails := false
	s := opened(t, func(o *Options) {
		o.Files = own.open()
		sound := o.Files.Clinic
		o.Files.Clinic = func() (*clinic.Clinic, diag.List) {
			if fails {
				panic("over")
			}
			return sound()
		}
	})
	first := sheetOf(t, s.kit.Load(), "dry-needling", "en")
	for name, breaks := range map[string]func(){
		"a panic":       func() { fails = true; own.save("logo.svg", "") },
		"a folder gone": func() { fails = true; s.files.Load().Folder = refusing{own.files, ".", fs.ErrPermission} },
	} {
		breaks()
		s.look()
		k := s.kit.Load()
		if k.problems.Err() == nil || string(sheetOf(t, k, "dry-needling", "en")) != string(first) {
			t.Errorf("%s: %v", name, k.problems)
		}
		fails, s.files.Load().Folder = false, own.files
		own.save("clinic.toml", builtIn(t, "clinic.toml"))
		if s.look(); s.kit.Load().problems.Err() != nil {
			t.Errorf("after %s: %v", name, s.kit.Load().problems)
		}
	}
}

// TestWhatCounts: which files are another state of the clinic's folder.
func TestWhatCounts(t *testing.T) {
	f := newFolder(t)
	old := stampFiles(f.files)
	for name, counts := range map[string]bool{
		"logo.svg": true, "Logo.PNG": true, "profile.toml": true, "texts/vocabulary.toml": true, "texts/taping/en.toml": true,
		"day.csv": false, "letter.docx": false, "texts/.git/index": false, "sheets/a.toml": false,
	} {
		f.save(name, "")
		if got := stampFiles(f.files) != old; got != counts {
			t.Errorf("%s counts: %v", name, got)
		}
		delete(f.files, name)
	}
	f.files[ownText].Mode = fs.ModeNamedPipe
	if stampFiles(pipes{f.files, t}) == old {
		t.Error("a pipe in the place of a file does not count")
	}
	f.files[ownText].Mode = 0
	f.files["texts/massage/en.toml"] = f.files[ownText]
	delete(f.files, ownText)
	if stampFiles(f.files) == old {
		t.Error("a file that was moved does not count")
	}
}

func TestTheSampleIsNotWatched(t *testing.T) {
	s := opened(t)
	page := listening(s)
	if s.look(); page.told() != "" {
		t.Error("something was told")
	}
}

func TestWatch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		files := fstest.MapFS{}
		s := opened(t, func(o *Options) { o.Exports = &Exports{Folder: files, Reading: reading} })
		page := listening(s)
		ctx, stop := context.WithCancel(t.Context())
		put(files, "day.csv", table(today, "Nadia Brandt"), 1)
		stopped := make(chan bool)
		go func() { s.Watch(ctx); close(stopped) }()
		start := time.Now()
		_, more := s.events.since(page.seen)
		<-more
		if name := page.told(); name != todayChanged || time.Since(start) != 2*lookEvery {
			t.Errorf("told %s after %v", name, time.Since(start))
		}
		stop()
		<-stopped
	})
}
