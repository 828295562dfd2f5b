package pdf

import (
	"sync"
	"sync/atomic"
	"testing"
)

func TestShelfMakesEachThingOnce(t *testing.T) {
	var s shelf[int, int]
	var made atomic.Int32
	var wait sync.WaitGroup
	for i := range 200 {
		wait.Go(func() {
			if got, err := s.get(i%10, func() (int, error) { made.Add(1); return i % 10, nil }); err != nil || got != i%10 {
				t.Errorf("got %d, %v", got, err)
			}
		})
	}
	wait.Wait()
	if made.Load() != 10 {
		t.Errorf("10 things were made %d times", made.Load())
	}
}

func TestShelfKeepsWithinItsRoom(t *testing.T) {
	var s shelf[int, int]
	for i := range 3*room + 1 {
		if got, _ := s.get(i, func() (int, error) { return -i, nil }); got != -i {
			t.Errorf("got %d for %d", got, i)
		}
		if len(s.things) > room {
			t.Fatalf("%d things on a shelf for %d", len(s.things), room)
		}
	}
}
