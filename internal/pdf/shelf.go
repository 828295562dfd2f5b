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
	things map[K]*thing[V]
}

type thing[V any] struct {
	once  sync.Once
	value V
	err   error
}

// get is the thing of key. The first to ask for it makes it, with its own make.
func (s *shelf[K, V]) get(key K, make func() (V, error)) (V, error) {
	t := s.slot(key)
	t.once.Do(func() { t.value, t.err = make() })
	return t.value, t.err
}

// slot is the place of key. A full shelf is emptied first: what is still in use
// is made again, and comes out the same.
func (s *shelf[K, V]) slot(key K) *thing[V] {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	t, ok := s.things[key]
	if !ok {
		if s.things == nil || len(s.things) == room {
			s.things = map[K]*thing[V]{}
		}
		t = new(thing[V])
		s.things[key] = t
	}
	return t
}
