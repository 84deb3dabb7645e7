//go:build unix

package store_test

import (
	"bytes"
	"encoding/binary"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// way is what lies between commands and the server that CRM_TEST_POSTGRES names. It notes what
// they wait for, and takes as long as a way that is far.
type way struct {
	address string
	far     time.Duration // there and back

	mu       sync.Mutex
	connects int
	sent     []string // since the last answer
	asked    []string // what the answers were to that were waited for
}

// newWay opens a way to a book of that name, which need not be there.
func newWay(t testing.TB, book string, far time.Duration) *way {
	t.Helper()
	address := os.Getenv("CRM_TEST_POSTGRES")
	if address == "" {
		t.Skip("there is no server (.ci/with-postgres)")
	}
	at, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	w := &way{far: far, address: "postgres://" + at.User + "@" + listener.Addr().String() + "/" + at.Database + "?book=" + book}
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			network, place := pgconn.NetworkAddress(at.Host, at.Port)
			server, err := net.Dial(network, place)
			if err != nil {
				_ = client.Close()
				return
			}
			w.connected()
			// What is sent first is sent once the connection is there, for which it went there and back.
			go carry(client, server, w.far/2, w.far, (&messages{bare: true, of: w.hear}).read)
			go carry(server, client, w.far/2, 0, (&messages{of: w.answer()}).read)
		}
	}()
	return w
}

func (w *way) connected() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.connects++
}

// hear notes what a statement that is sent says.
func (w *way) hear(kind byte, body []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch kind {
	case 'Q':
		w.sent = append(w.sent, string(bytes.TrimRight(body, "\x00")))
	case 'P': // its name comes first
		_, text, _ := bytes.Cut(body, []byte{0})
		text, _, _ = bytes.Cut(text, []byte{0})
		w.sent = append(w.sent, string(text))
	}
}

// answer returns what notes the ends of answers. The first end is that of connecting.
func (w *way) answer() func(kind byte, _ []byte) {
	ready := false
	return func(kind byte, _ []byte) {
		if kind != 'Z' {
			return
		}
		w.mu.Lock()
		defer w.mu.Unlock()
		if ready {
			w.asked = append(w.asked, strings.Join(w.sent, "; "))
		}
		w.sent, ready = nil, true
	}
}

// take returns what was waited for since the last time, and how often it was connected.
func (w *way) take() (asked []string, connects int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	asked, connects = w.asked, w.connects
	w.asked, w.connects = nil, 0
	return asked, connects
}

// messages are those of PostgreSQL's protocol in one direction.
type messages struct {
	bare bool // the first one has no kind
	rest []byte
	of   func(kind byte, body []byte)
}

func (m *messages) read(chunk []byte) {
	m.rest = append(m.rest, chunk...)
	for {
		head := 1
		if m.bare {
			head = 0
		}
		if len(m.rest) < head+4 {
			return
		}
		end := head + int(binary.BigEndian.Uint32(m.rest[head:]))
		if len(m.rest) < end {
			return
		}
		if !m.bare {
			m.of(m.rest[0], m.rest[5:end])
		}
		m.bare, m.rest = false, m.rest[end:]
	}
}

// carry brings what comes from one side to the other one, late, and the first of it later.
func carry(from, to net.Conn, late, first time.Duration, notes func([]byte)) {
	type chunk struct {
		bytes []byte
		due   time.Time
	}
	under := make(chan chunk, 1<<12)
	go func() {
		defer close(under)
		for more := first; ; more = 0 {
			buffer := make([]byte, 1<<16)
			n, err := from.Read(buffer)
			if n > 0 {
				notes(buffer[:n])
				under <- chunk{buffer[:n], time.Now().Add(late + more)}
			}
			if err != nil {
				return
			}
		}
	}()
	for c := range under {
		time.Sleep(time.Until(c.due))
		if _, err := to.Write(c.bytes); err != nil {
			break
		}
	}
	_ = to.Close()
	for range under { // which nobody takes any more
	}
}
