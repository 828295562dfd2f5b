//go:build browser

package browser

import (
	"bytes"
	"os/exec"
	"path/filepath"
	"testing"
)

// ours is a clinic that has begun to write its own texts, and one of them.
func ours(t *testing.T) (file string, d *desk) {
	t.Helper()
	folder := t.TempDir()
	begin := exec.Command(*program, "init", "our-clinic")
	begin.Dir = folder
	if said, err := begin.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	return filepath.Join(folder, "our-clinic", "texts", "dry-needling", "en.toml"),
		serveIn(t, folder, "--clinic", filepath.Join("our-clinic", "clinic.toml"))
}

// slip misspells a key of a text.
func slip(t *testing.T, file string) {
	t.Helper()
	write(t, file, bytes.Replace(contents(t, file), []byte("key_message = "), []byte("key_mesage = "), 1))
}

// texts goes to the authors' tab.
func (w *window) texts() {
	w.t.Helper()
	w.click(with("nav a", "Texts"))
	w.see("the sheet", `location.pathname === "/texts" && $("#preview canvas")`)
}

// TestAuthorsSeeASlipAndItsMending: a file is saved with a slip, the page tells
// the line and how to mend it while the last good sheet stays; it is mended,
// and the sheet follows. Nobody reloads.
func TestAuthorsSeeASlipAndItsMending(t *testing.T) {
	file, d := ours(t)
	good := contents(t, file)
	w := open(t, d.start())
	w.texts()
	w.see("no problem", `!$("#state .finding")`)
	w.see("the page, not loaded again", `(window.same = true)`)
	before := w.drawing()

	slip(t, file)
	w.see("the problem in its line", `/^error in .*en\.toml:15:1: unknown key/.test($("#state .finding.error p")?.textContent)`)
	w.see("the line itself", `$("#state .excerpt").textContent.includes("key_mesage")`)
	w.see("how to mend it", `$("#state .hint").textContent.includes("did you mean")`)
	w.see("that the sheet is of before", `!$("#stale").hidden`)
	w.see("a word for those who cannot see it", `/problem/.test($("#said").textContent)`)
	if w.drawing() != before {
		t.Error("the last good sheet went")
	}

	write(t, file, bytes.Replace(good, []byte("like after a workout"), []byte("as after a long walk"), 1))
	w.see("no problem", `!$("#state .finding") && $("#stale").hidden`)
	w.redrawn(before)
	w.see("the same page", `window.same`)
}

// TestAuthorsTryAText with other visits: the special cases, the areas, the paper.
func TestAuthorsTryAText(t *testing.T) {
	_, d := ours(t)
	w := open(t, d.start())
	w.texts()
	for _, e := range []element{at("[name=flag][value=blood-thinner]"), at("[name=large_print]")} {
		before := w.drawing()
		w.click(e)
		w.redrawn(before)
	}
	before := w.drawing()
	w.choose(at("#paper"), "A", "a4")
	w.redrawn(before)
}
