package main

import (
	"context"
	"errors"
	"testing"
)

// Who stops the program does not wait for a reader that never ends.
func TestAwait(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	if got, err := await(ctx, func() int { return 7 }); got != 7 || err != nil {
		t.Error(got, err)
	}
	_, err := await(ctx, func() int { stop(); select {} })
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
