//go:build clock

package main

import (
	"os"
	"time"
)

// clock runs on from the moment in AFTERCARE_CLOCK (RFC 3339), in the machine's
// zone as the machine's own does. Only a program for tests is built with it.
func clock() func() time.Time {
	begun, began := time.Now(), time.Now()
	if told := os.Getenv("AFTERCARE_CLOCK"); told != "" {
		var err error
		if begun, err = time.Parse(time.RFC3339, told); err != nil {
			panic(err)
		}
	}
	return func() time.Time { return begun.Add(time.Since(began)).Local() }
}
