package pdf

import (
	"bytes"
	"crypto/sha256"
	"os"
	"path/filepath"
	"testing"

	"aftercare/internal/page"
)

// TestReadyPlates casts the plates of ready again and compares: they must be
// what the fonts of today give.
func TestReadyPlates(t *testing.T) {
	b := book(t)
	c := NewCatalogue(b)
	const inEnglish, inSpanish mask = 1<<always | 1<<english, 1<<always | 1<<english | 1<<spanish
	for _, key := range []cutting{
		{page.Regular, inEnglish}, {page.Regular, inSpanish}, {page.Bold, inEnglish}, {page.Bold, inSpanish},
	} {
		face := key.face
		p, err := c.cutFace(face, key.mask)
		if err != nil {
			t.Fatal(err)
		}
		compareReady(t, key.readyName(), p.encode(sha256.Sum256(b.Bytes(face))))
	}
	profile := colourProfile()
	f := newFile(tight)
	p := cast(f, profileRef, profileRef, func() { f.deflate(profileRef, "/N 3", profile) })
	compareReady(t, "profile.plate", p.encode(sha256.Sum256(profile)))
}

func compareReady(t *testing.T, name string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.Join("ready", name), want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := ready.ReadFile("ready/" + name); err != nil || !bytes.Equal(got, want) {
		t.Errorf("ready/%s is not what would be cast now; run go generate", name)
	}
}

// TestPlatesComeBack reads back what was encoded, and nothing else.
func TestPlatesComeBack(t *testing.T) {
	b := book(t)
	source := sha256.Sum256(b.Bytes(page.Bold))
	key := cutting{page.Bold, 1<<always | 1<<english}
	p := readyPlate(key.readyName(), source)
	if p == nil {
		t.Fatal("the bold face is not ready")
	}
	cut, err := NewCatalogue(b).cutFace(page.Bold, key.mask)
	if err != nil || !bytes.Equal(p.data, cut.data) || p.sum != cut.sum || len(p.places) != len(cut.places) || p.first != cut.first {
		t.Errorf("the ready plate differs from a fresh one: %v", err)
	}
	source[0]++
	if readyPlate(key.readyName(), source) != nil || readyPlate("7-001.plate", source) != nil {
		t.Error("a plate of another font was taken")
	}
}
