package web

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
)

// lookEvery is how soon a saved file is seen, at the latest.
const lookEvery = time.Second

// watched is what look saw last, as stamps: the names, sizes and times of
// files.
type watched struct {
	files  string // that the kit was made of
	export string // the export as it lies there, and the day
	read   string // the export and the day that the list was made of

	devices string
}

// Watch keeps the clinic's texts and the list of the day as they are in the
// files, until ctx ends. It looks again and again and does not wait to be told:
// editors put a new file in the place of the old, and network folders tell
// nobody.
func (s *Server) Watch(ctx context.Context) {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-s.changed: // by the page itself
		}
		s.look()
	}
}

// lookSoon has what the page has changed read at once.
func (s *Server) lookSoon() {
	select {
	case s.changed <- struct{}{}:
	default: // it is about to look
	}
}

// look reads again what has changed since it looked last, and tells the open
// pages. Pages have what was there before until all is read.
func (s *Server) look() {
	s.lookAtFiles()
	s.lookAtExport()
	s.lookAtDevices()
}

func (s *Server) lookAtFiles() {
	if s.files.Load().Folder == nil {
		return
	}
	stamp := stampFiles(s.files.Load().Folder)
	if stamp == s.watched.files {
		return
	}
	first := s.watched.files == ""
	s.watched.files, s.watched.read = stamp, "" // how the export is read stands in the clinic's file
	k := s.openAgain()
	if !first {
		k.at = s.Now()
	}
	s.kit.Store(k)
	s.events.tell(textsChanged)
}

// openAgain is the kit that the files make now. A file that something stumbles
// over does not end the page.
func (s *Server) openAgain() (k *kit) {
	before := s.kit.Load()
	defer func() {
		if p := recover(); p != nil {
			k = before.kept(before, diag.Errorf("aftercare stumbled over the clinic's files: %v", p).WithHint("undo the last change"))
		}
	}()
	k, _ = openKit(*s.files.Load(), s.Assets, before)
	return k
}

// lookAtExport leaves a file alone while it is being written: it is read when
// it was the same at two looks.
func (s *Server) lookAtExport() {
	if s.Exports == nil {
		return
	}
	k := s.kit.Load()
	date := s.listed().In(k.clinic.Zone)
	stamp := s.Exports.stamp(s.Now(), date)
	if s.named.Swap(false) {
		s.watched.read = ""
	}
	written := stamp != s.watched.export && s.watched.export != ""
	s.watched.export = stamp
	if written || stamp == s.watched.read {
		return
	}
	s.watched.read = stamp
	before := s.day.Load()
	d := s.Exports.read(k, s.Now(), date, before)
	if d.fresh {
		d.recognise(before, s.name)
	}
	s.day.Store(d)
	s.events.tell(todayChanged)
}

// listed is a moment of the day that is listed.
func (s *Server) listed() time.Time {
	if s.otherDay() {
		return s.Exports.On
	}
	return s.Now()
}

// otherDay says whether the list is not of today, whichever day that is.
func (s *Server) otherDay() bool { return s.Exports != nil && !s.Exports.On.IsZero() }

// stamp is another one when the list of the day would be another one.
func (e *Exports) stamp(now, date time.Time) string {
	stamp := date.Format(time.DateOnly) + " "
	all, err := e.candidates(now)
	if err != nil {
		return stamp + err.Error()
	}
	for _, info := range all {
		stamp += stampOf(info)
	}
	return stamp
}

func stampOf(info fs.FileInfo) string {
	return fmt.Sprintf("%q %d %d\n", info.Name(), info.Size(), info.ModTime().UnixNano())
}

// clinicEndings are those of the files beside the clinic's own that it can
// name: an import profile, a logo.
var clinicEndings = []string{".toml", ".svg", ".png", ".jpg", ".jpeg"}

// stampFiles is another one when the kit would be another one. What cannot be
// read is a part of it: the kit says so.
func stampFiles(folder fs.FS) string {
	var stamp strings.Builder
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		fmt.Fprintln(&stamp, err)
	}
	for _, entry := range entries {
		if slices.Contains(clinicEndings, strings.ToLower(path.Ext(entry.Name()))) {
			stampFile(&stamp, folder, entry.Name())
		}
	}
	_ = fs.WalkDir(folder, textsFolder, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			fmt.Fprintln(&stamp, err)
		case entry.IsDir() && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case !entry.IsDir():
			stampFile(&stamp, folder, name)
		}
		return nil
	}) // every error stands in the stamp
	return stamp.String()
}

func stampFile(stamp *strings.Builder, folder fs.FS, name string) {
	info, err := infile.Stat(folder, name)
	if err != nil {
		fmt.Fprintln(stamp, err)
		return
	}
	stamp.WriteString(path.Dir(name) + "/" + stampOf(info))
}
