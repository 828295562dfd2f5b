package gate

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"io"
)

// digest stands for a secret that we need not know, only recognise.
type digest [sha256.Size]byte

func digestOf(secret string) digest { return sha256.Sum256([]byte(secret)) }

// is compares in a time that tells nothing about either.
func (d digest) is(other digest) bool {
	return subtle.ConstantTimeCompare(d[:], other[:]) == 1
}

// secret is 256 random bits in 43 characters that an address can hold. The
// caller holds the lock.
func (g *Gate) secret() string {
	var bits [32]byte
	if _, err := io.ReadFull(g.options.Random, bits[:]); err != nil {
		panic("no random numbers: " + err.Error()) // rather nothing than a secret that can be guessed
	}
	return base64.RawURLEncoding.EncodeToString(bits[:])
}
