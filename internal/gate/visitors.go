package gate

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// mostVisitors is how many are known at one door at once; one more, and the
// oldest goes.
const mostVisitors = 32

// Device is a visitor of the network door.
type Device struct {
	ID     string // says nothing of its secret
	Name   string // what it says it is: "iPad", "Windows computer"
	Paired time.Time
}

// visitor is a device or a local browser, and what its cookie is known by.
type visitor struct {
	Device
	door   Door
	cookie digest
	gone   context.Context // ends when the visitor is removed
	remove context.CancelFunc
}

// enter makes a visitor known. The caller holds the lock.
func (g *Gate) enter(door Door, name string, cookie digest) {
	g.born++
	v := &visitor{door: door, cookie: cookie}
	v.Device = Device{ID: strconv.Itoa(g.born), Name: name, Paired: g.options.Now()}
	v.gone, v.remove = context.WithCancel(context.Background())
	g.visitors = append(g.visitors, v)

	same := 0
	for _, each := range g.visitors {
		if each.door == door {
			same++
		}
	}
	if same > mostVisitors {
		g.drop(func(each *visitor) bool { return each.door == door })
	}
}

// drop removes the oldest visitor that is meant. The caller holds the lock.
func (g *Gate) drop(meant func(*visitor) bool) bool {
	at := slices.IndexFunc(g.visitors, meant)
	if at < 0 {
		return false
	}
	g.visitors[at].remove()
	g.visitors = slices.Delete(g.visitors, at, at+1)
	return true
}

// find is the visitor of this door who has one of the cookies, or nil. There
// may be several of one name: any server on the same host can set one, and
// must not lock us out by it. The caller holds the lock.
func (g *Gate) find(door Door, cookies []*http.Cookie) *visitor {
	for _, c := range cookies {
		shown := digestOf(c.Value)
		for _, v := range g.visitors {
			if v.door == door && shown.is(v.cookie) {
				return v
			}
		}
	}
	return nil
}

// Devices are the paired devices, the oldest first.
func (g *Gate) Devices() (all []Device) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, v := range g.visitors {
		if v.door == NetworkDoor {
			all = append(all, v.Device)
		}
	}
	return all
}

// Remove cuts a paired device off at once, its running requests included, and
// says whether there was one.
func (g *Gate) Remove(id string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.drop(func(v *visitor) bool { return v.door == NetworkDoor && v.ID == id })
}

// kinds are devices by what their browsers say of them, the first that fits.
// A tablet of Apple's may say that it is a Macintosh.
var kinds = []struct{ says, name string }{
	{"iPad", "iPad"},
	{"iPhone", "iPhone"},
	{"Android", "Android"},
	{"CrOS", "Chromebook"},
	{"Windows", "Windows computer"},
	{"Macintosh", "Mac or iPad"},
	{"Linux", "Linux computer"},
}

func deviceName(userAgent string) string {
	for _, k := range kinds {
		if strings.Contains(userAgent, k.says) {
			return k.name
		}
	}
	return "other device"
}
