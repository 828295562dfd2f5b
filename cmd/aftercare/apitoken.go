package main

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"os"
	"strings"

	"aftercare/internal/diag"
	"aftercare/internal/infile"
	"aftercare/internal/outfile"
	"aftercare/internal/tomlfile"
)

// leastToken is how many characters a token has at least: fewer can be guessed.
const leastToken = 32

// readToken reads the token of other software, or makes one. It is shown when
// it is made, and from then on known by its file.
func (d *desk) readToken(path string) error {
	text, err := infile.Read(infile.System, path, tomlfile.MaxSize)
	d.token, d.shown = strings.TrimSpace(string(text)), "in "+path
	switch {
	case errors.Is(err, os.ErrNotExist):
		return d.newToken(path)
	case err != nil:
		return diag.Errorf("%s: the token cannot be read: %v", path, errors.Unwrap(err))
	case len(d.token) < leastToken || strings.ContainsFunc(d.token, notInToken):
		return diag.Errorf("%s: this is no token: one has at least %d letters and digits, in one line", path, leastToken).
			WithHint("name a file that is not there yet, and a token is made in it")
	}
	return nil
}

func notInToken(r rune) bool { return r <= ' ' || r > '~' }

func (d *desk) newToken(path string) error {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails
	d.token = hex.EncodeToString(secret)
	d.shown = d.token + ", which " + path + " keeps"
	if err := outfile.Write(path, []byte(d.token+"\n")); err != nil {
		return diag.Errorf("%s: the token cannot be written: %v", path, errors.Unwrap(err))
	}
	return nil
}
