package gate_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"aftercare/internal/gate"
)

// silent opens connections that say nothing.
func silent(t *testing.T, address string, n int) (all []net.Conn) {
	t.Helper()
	for range n {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		all = append(all, conn)
	}
	return all
}

// closed says whether the other end hangs up in that time.
func closed(conn net.Conn, within time.Duration) bool {
	conn.SetReadDeadline(time.Now().Add(within))
	_, err := conn.Read(make([]byte, 1))
	return err == io.EOF
}

// TestTheSilentMakeNobodyWait: whoever opens many connections and says nothing
// keeps nobody out, at either door, and is soon hung up on.
func TestTheSilentMakeNobodyWait(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	desk := d.cookie(t, gate.LocalDoor)
	device := d.cookie(t, gate.NetworkDoor)
	for range 3 {
		silent(t, d.local, 64)
		silent(t, d.network, 64)
		begun := time.Now()
		for door, cookie := range map[gate.Door]string{gate.LocalDoor: desk, gate.NetworkDoor: device} {
			if r, body := d.send(t, door, "GET / HTTP/1.1\nHost: HOST\nCookie: "+cookie+"\n\n"); r.StatusCode != http.StatusOK {
				t.Error(door, r.Status, body)
			}
		}
		if took := time.Since(begun); took > time.Second {
			t.Errorf("it took %v", took)
		}
	}
	waiting := silent(t, d.local, 1)[0]
	half := silent(t, d.local, 1)[0]
	fmt.Fprintf(half, "GET / HTTP/1.1\r\nHost: %s\r\nX: ", d.local)
	for name, conn := range map[string]net.Conn{"silent": waiting, "half a request": half} {
		if !closed(conn, 7*time.Second) {
			t.Errorf("%s: it may stay", name)
		}
	}
}

// Who has shown a cookie keeps the connection, however many strangers come.
func TestStrangersDriveNobodyOut(t *testing.T) {
	t.Parallel()
	d := openDesk(t)
	cookie := d.cookie(t, gate.LocalDoor)
	conn := silent(t, d.local, 1)[0]
	ask := func() string {
		fmt.Fprintf(conn, "GET /today HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\n\r\n", d.local, cookie)
		conn.SetReadDeadline(time.Now().Add(5 * time.Second))
		answer := make([]byte, 4096)
		n, err := conn.Read(answer)
		if err != nil {
			t.Fatal(err)
		}
		return string(answer[:n])
	}
	ask()
	strangers := silent(t, d.local, 200)
	if !closed(strangers[0], time.Second) {
		t.Error("the oldest stranger may stay")
	}
	time.Sleep(6 * time.Second) // longer than strangers may stay
	if text := ask(); len(text) < 15 || text[9:12] != "200" {
		t.Errorf("%.100s", text)
	}
}

// A request of a stranger that takes long is answered: other software has its own
// token.
func TestALongAnswerToAStranger(t *testing.T) {
	t.Parallel()
	l := listen(t)
	serve(t, l, gate.Server(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(6 * time.Second)
		io.WriteString(w, "here")
	})), nil)
	if status, body := get(t, http.DefaultClient, "http://"+l.Addr().String()); status != http.StatusOK || body != "here" {
		t.Error(status, body)
	}
}
