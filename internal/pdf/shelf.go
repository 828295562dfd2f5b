package pdf

import "sync"

// room is how many things of a kind a shelf keeps. A clinic needs a handful;
// the bound is for a server that runs for months.
const room = 64

// shelf keeps what is made once and used by many files, by what it is made
// from. It is safe for concurrent use: while one goroutine makes a thing, others
// that want the same wait.
type shelf[K comparable, V any] struct {
	mutex  sync.Mutex
	things map[K]func() (V, error)
}

// get is the thing of key, made by make when first asked for. A full shelf is
// emptied: what is still in use is made again, and comes out the same.
func (s *shelf[K, V]) get(key K, make func() (V, error)) (V, error) {
	s.mutex.Lock()
	thing, ok := s.things[key]
	if !ok {
		if s.things == nil || len(s.things) == room {
			s.things = map[K]func() (V, error){}
		}
		thing = sync.OnceValues(make)
		s.things[key] = thing
	}
	s.mutex.Unlock()
	return thing()
}
