package layout

import "sync"

// Drawings keeps what many sheets share: the code of each address, the bodies,
// the logo. Each is drawn once; the same key gives the same pointer. It is safe
// for concurrent use, and its zero value is empty.
type Drawings struct{ kept sync.Map }

// keep is what is kept under key, drawn now if it is not there yet.
func keep[T any](d *Drawings, key any, draw func() T) T {
	if kept, ok := d.kept.Load(key); ok {
		return kept.(T)
	}
	kept, _ := d.kept.LoadOrStore(key, draw())
	return kept.(T)
}
