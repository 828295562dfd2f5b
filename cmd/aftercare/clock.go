//go:build !clock

package main

import "time"

// clock is the machine's own. A program for tests is built with the tag clock,
// and is told what time it is.
func clock() func() time.Time { return time.Now }
