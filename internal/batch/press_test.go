package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aftercare/internal/outfile"
)

// paper is a press that remembers what it printed.
type paper struct {
	files []string
	fails map[int]error // by the sheet's place, from 1
	onto  func(Sheet)
}

func (p *paper) press() *Press {
	moment := time.Date(2026, 11, 23, 7, 0, 0, 123, time.UTC)
	return &Press{
		Print: func(_ context.Context, s Sheet, pdf []byte) error {
			if err := p.fails[len(p.files)+1]; err != nil {
				return err
			}
			if sum := sha256.Sum256(pdf); hex.EncodeToString(sum[:]) != s.SHA256 || !s.Printed.IsZero() {
				return fmt.Errorf("not the sheet: %+v", s)
			}
			p.files = append(p.files, strings.TrimSuffix(s.File, "-dry-needling.pdf"))
			return nil
		},
		Printed: func(s Sheet) {
			if p.onto != nil {
				p.onto(s)
			}
		},
		Now: func() time.Time { return moment },
	}
}

func (p *paper) String() string { return strings.Join(p.files, " ") }

// printing runs a job with a press and gives what came out.
func printing(t *testing.T, job Job) (string, *Summary) {
	t.Helper()
	p := &paper{}
	job.Press = p.press()
	s := done(t, job)
	if s.Printing.Done != len(p.files) || s.Printing.Err != nil {
		t.Errorf("%+v and %s", s.Printing, p)
	}
	return p.String(), s
}

func expect(t *testing.T, job Job, want string) {
	t.Helper()
	if got, _ := printing(t, job); got != want {
		t.Errorf("printed %q, not %q", got, want)
	}
	if strings.Contains(files(t, job.Dir), journalName) {
		t.Error("the journal is left")
	}
}

// The order is that of the appointments, whatever that of the rows.
func TestSheetsArePrintedOnceInOrder(t *testing.T) {
	dir := t.TempDir()
	expect(t, jobOf(t, unordered, dir), "0800-2 1200-4 1600-1")
	text := content(t, dir, ManifestName)
	if strings.Count(text, `"printed":"2026-11-23T07:00:00Z"}`) != 3 {
		t.Error(text)
	}
	expect(t, jobOf(t, unordered, dir), "")
	done(t, jobOf(t, unordered, dir)) // without the press, it is still known
	expect(t, jobOf(t, unordered, dir), "")
	if again := content(t, dir, ManifestName); again != text {
		t.Errorf("%s\n%s", text, again)
	}
	force := jobOf(t, unordered, dir)
	force.Force = true
	expect(t, force, "0800-2 1200-4 1600-1")
}

const visits = header + "Ana Q,2026-11-23,08:00,neck,\nBo Q,2026-11-23,09:00,jaw,\nCy Q,2026-11-23,10:00,hip,\n"

// A changed row is printed again, and one that only moved is not.
func TestAChangedExportPrintsWhatChanged(t *testing.T) {
	for name, c := range map[string]struct{ from, to, printed string }{
		"changed":   {"jaw", "low back", "0900-2"},
		"moved":     {"Bo Q,2026", "Di Q,2026-11-23,08:30,jaw,\nBo Q,2026", "0830-2"},
		"gone":      {"Ana Q,2026-11-23,08:00,neck,\n", "", ""},
		"cancelled": {"neck,", "neck,cancelled", ""},
		"later":     {"09:00", "09:30", "0930-2"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			expect(t, jobOf(t, visits, dir), "0800-1 0900-2 1000-3")
			changed := strings.Replace(visits, c.from, c.to, 1)
			expect(t, jobOf(t, changed, dir), c.printed)
			expect(t, jobOf(t, changed, dir), "")
		})
	}
}

// The paper of an appointment that is cancelled lies among the others: that is
// known until it counts again.
func TestASheetThatIsLeftOverStaysPrinted(t *testing.T) {
	dir := t.TempDir()
	expect(t, jobOf(t, visits, dir), "0800-1 0900-2 1000-3")
	cancelled := strings.Replace(visits, "jaw,", "jaw,cancelled", 1)
	if _, s := printing(t, jobOf(t, cancelled, dir)); len(s.Leftover) != 1 || s.Leftover[0].Printed.IsZero() || s.Printing.Before != 2 {
		t.Errorf("%+v %+v", s.Leftover, s.Printing)
	}
	expect(t, jobOf(t, visits, dir), "")
	// Of a sheet that took its place, the old paper is the wrong one.
	later := strings.Replace(visits, "09:00", "09:30", 1)
	expect(t, jobOf(t, later, dir), "0930-2")
	expect(t, jobOf(t, later, dir), "")
}

// A part of another export leaves the other part printed.
func TestAPartOfAChangedExportForgetsNoPrint(t *testing.T) {
	dir := t.TempDir()
	expect(t, jobOf(t, visits, dir), "0800-1 0900-2 1000-3")
	changed := strings.Replace(visits, "jaw", "low back", 1)
	part := func() Job {
		o := reading(t)
		o.Rows = append(o.Rows, struct{ First, Last int }{2, 2})
		job := jobOf(t, changed, dir)
		job.Rows, job.Selection = importing(t, changed, o).Rows(), "--rows 2"
		return job
	}
	expect(t, part(), "0900-2")
	expect(t, part(), "")
	expect(t, jobOf(t, changed, dir), "")
	forced := part()
	forced.Force = true
	expect(t, forced, "0900-2")
	expect(t, jobOf(t, changed, dir), "")
}

// Two people can have the same sheet where only initials stand on it: each
// gets one.
func TestTwinsAreTwoSheets(t *testing.T) {
	dir := t.TempDir()
	job := func(table string) Job {
		j := jobOf(t, table, dir)
		j.Private = true
		return j
	}
	twins := header + "Ana Q,2026-11-23,08:00,neck,\nAda Q,2026-11-23,08:00,neck,\n"
	expect(t, job(twins), "0800-1 0800-2")
	if content(t, dir, "0800-1-dry-needling.pdf") != content(t, dir, "0800-2-dry-needling.pdf") {
		t.Error("the sheets differ")
	}
	expect(t, job(twins), "")
	three := header + "Amy Q,2026-11-23,08:00,neck,\n" + strings.TrimPrefix(twins, header)
	got, _ := printing(t, job(three))
	if len(strings.Fields(got)) != 1 {
		t.Errorf("printed %q of three with two on paper", got)
	}
}

var errEmpty = errors.New("out of paper")

// A fault of the press stops the printing, not the run, and the next one goes
// on with the same sheet.
func TestAFaultOfThePress(t *testing.T) {
	dir := t.TempDir()
	for _, force := range []bool{false, true} {
		p := &paper{fails: map[int]error{3: errEmpty}}
		job := jobOf(t, day(5), dir)
		job.Press, job.Force = p.press(), force
		s := done(t, job)
		if got := s.Printing; got.Sheets != 5 || got.Done != 2 || got.At.Row != 3 || got.Err != errEmpty {
			t.Errorf("%+v", got)
		}
		if text := content(t, dir, ManifestName); strings.Count(text, `"printed"`) != 2 || !strings.Contains(text, `"complete":true`) {
			t.Error(text)
		}
		expect(t, jobOf(t, day(5), dir), "0802-3 0803-4 0804-5")
	}
}

// Who stops it between two sheets has those before on record; who stops it
// after the last has stopped nothing.
func TestPrintingThatIsStopped(t *testing.T) {
	for after, rest := range map[int]string{2: "0802-3 0803-4", 4: ""} {
		dir := t.TempDir()
		ctx, stop := context.WithCancel(t.Context())
		p := &paper{onto: func(s Sheet) {
			if s.Row == after {
				stop()
			}
		}}
		job := jobOf(t, day(4), dir)
		job.Press = p.press()
		s, err := Run(ctx, job, func(Result) {})
		if errors.Is(err, context.Canceled) != (rest != "") || s.Printing.Done != after || len(p.files) != after {
			t.Errorf("%v, %+v", err, s.Printing)
		}
		expect(t, jobOf(t, day(4), dir), rest)
		stop()
	}
}

// What is not the sheet that was made is not printed.
func TestASheetThatIsAltered(t *testing.T) {
	dir := t.TempDir()
	expect(t, jobOf(t, visits, dir), "0800-1 0900-2 1000-3")
	second := filepath.Join(dir, "0900-2-dry-needling.pdf")
	alter := func() {
		if err := os.WriteFile(second, []byte("%PDF"), 0o600); err != nil {
			t.Error(err)
		}
	}
	alter()
	expect(t, jobOf(t, visits, dir), "")
	if content(t, dir, filepath.Base(second)) == "%PDF" {
		t.Error("it was not made again")
	}
	p := &paper{onto: func(Sheet) { alter() }}
	job := jobOf(t, visits, dir)
	job.Press, job.Force = p.press(), true
	if s := done(t, job); s.Printing.Err == nil || s.Printing.At.Row != 2 || p.String() != "0800-1" {
		t.Errorf("%s, %+v", p, s.Printing)
	}
	expect(t, jobOf(t, visits, dir), "0900-2 1000-3")
}

func TestADryRunPrintsNothing(t *testing.T) {
	dir := t.TempDir()
	job := jobOf(t, visits, dir)
	job.DryRun, job.Press = true, (&paper{fails: map[int]error{1: errEmpty}}).press()
	if p := done(t, job).Printing; p.Sheets != 3 || p.Done != 0 || p.Err != nil {
		t.Errorf("%+v", p)
	}
	if got := files(t, dir); got != "" {
		t.Error(got)
	}
}

// killedPrinting is the folder of a second process of this test, which prints
// three sheets into it and is killed at the fourth.
const killedPrinting = "AFTERCARE_TEST_KILLED_PRINTING"

// TestKilledWhilePrinting kills a run at the press, without a chance to tidy
// up: of what is on paper, nothing is printed again.
func TestKilledWhilePrinting(t *testing.T) {
	if dir := os.Getenv(killedPrinting); dir != "" {
		job := jobOf(t, day(6), dir)
		job.Press = (&paper{}).press()
		job.Press.Printed = func(s Sheet) {
			if s.Row == 3 {
				if err := outfile.Write(filepath.Join(dir, "three"), nil); err != nil {
					t.Error(err)
				}
				time.Sleep(time.Minute)
			}
		}
		done(t, job)
		return
	}
	dir := t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=^TestKilledWhilePrinting$")
	child.Env = append(os.Environ(), killedPrinting+"="+dir)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	three := filepath.Join(dir, "three")
	for tries := 0; !outfile.Exists(three) && tries < 3000; tries++ {
		time.Sleep(10 * time.Millisecond)
	}
	if err := child.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = child.Wait() // it was killed
	if !outfile.Exists(filepath.Join(dir, journalName)) {
		t.Fatal(files(t, dir))
	}
	dry := jobOf(t, day(6), dir)
	dry.DryRun, dry.Press = true, (&paper{}).press()
	if p := done(t, dry).Printing; p.Sheets != 3 || p.Before != 3 {
		t.Errorf("%+v", p)
	}
	expect(t, jobOf(t, day(6), dir), "0803-4 0804-5 0805-6")
}

// A journal can end within a line, or be of no use at all.
func TestJournals(t *testing.T) {
	for text, want := range map[string]string{
		"":     "1 2 3",
		"junk": "1 2 3",
		`{"row":1,"sha256":"SHA1","printed":"2026-11-23T07:00:00Z"}` + "\n" + `{"row":2,"sha2`:                                                "2 3",
		`{"row":1,"sha256":"of another sheet","printed":"2026-11-23T07:00:00Z"}` + "\n":                                                       "1 2 3",
		`{"row":7,"sha256":"SHA1","printed":"2026-11-23T07:00:00Z"}{"row":3,"sha256":"SHA3","printed":"2026-11-23T07:00:00Z"}` + "\n\x00\x00": "1 2",
	} {
		dir := t.TempDir()
		var sums []string
		job := jobOf(t, visits, dir)
		if _, err := Run(t.Context(), job, func(r Result) { sums = append(sums, "SHA"+itoa(r.Row), r.SHA256) }); err != nil {
			t.Fatal(err)
		}
		text = strings.NewReplacer(sums...).Replace(text)
		if err := os.WriteFile(filepath.Join(dir, journalName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, _ := printing(t, jobOf(t, visits, dir))
		var rows []string
		for _, file := range strings.Fields(got) {
			rows = append(rows, file[len("0800-"):])
		}
		if !slices.Equal(rows, strings.Fields(want)) {
			t.Errorf("%s: printed %v, not %s", text, rows, want)
		}
	}
}
