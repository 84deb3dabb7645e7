//go:build unix

package exchange

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"crm/internal/crm"
)

// hostileMails are files that cost a careless reader much.
func hostileMails() map[string]string {
	nested := func(n int, closed bool) string {
		var b strings.Builder
		b.WriteString(mailHead + "Content-Type: multipart/mixed; boundary=b0\n\n")
		for i := range n {
			fmt.Fprintf(&b, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i+1)
		}
		for i := n; closed && i >= 0; i-- {
			fmt.Fprintf(&b, "--b%d--\n", i)
		}
		return b.String()
	}
	long := strings.Repeat("a", 10<<20)
	return map[string]string{
		"a line of 10 MB":            mailHead + "\n" + long,
		"a header of 10 MB":          mailHead + "X: " + long,
		"a subject of 10 MB":         "From: a@b.c\nSubject: " + long + "\n\n",
		"folded":                     "From: a@b.c\nSubject: x\n" + strings.Repeat(" y\n", 3<<20),
		"200,000 parts in another":   nested(200_000, false),
		"the same, closed":           nested(200_000, true),
		"200,000 parts":              mailHead + "Content-Type: multipart/mixed; boundary=b\n\n" + strings.Repeat("--b\n\nx\n", 200_000),
		"one boundary":               mailHead + strings.Repeat("Content-Type: multipart/mixed; boundary=b\n\n--b\n", 200_000),
		"base64 without an end":      mailHead + "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("QUJD", 3<<20),
		"base64 on one-letter lines": mailHead + "Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("A=\n", 3<<20),
		"quoted-printable":           mailHead + "Content-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=\n", 4<<20) + strings.Repeat("=4", 4<<20),
		"encoded words":              "From: " + strings.Repeat("=?utf-8?B?YQ==?= ", 50_000) + "<a@b.c>\n\n",
		"open words":                 "From: a@b.c\nSubject: " + strings.Repeat("=?utf-8?B?", 100_000) + "\n\n",
		"addresses":                  "From: " + strings.Repeat("a@b.c,", 200_000) + "\n\n",
		"brackets":                   "From: " + strings.Repeat("<(\"", 300_000) + "\n\n",
		"HTML":                       mailHead + "Content-Type: text/html\n\n" + strings.Repeat("<p><", 3<<20),
		"remarks of HTML":            mailHead + "Content-Type: text/html\n\n" + strings.Repeat("<!--", 3<<20),
		"references":                 "From: a@b.c\nReferences: " + strings.Repeat("<a@b> ", 200_000) + "\n\n",
		"parameters":                 "From: a@b.c\nContent-Type: text/plain" + strings.Repeat("; a=\"", 200_000) + "\n\n",
	}
}

func TestHostileMails(t *testing.T) {
	for name, content := range hostileMails() {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := spent()
			m := NewMessages(strings.NewReader(content), OneMail, 25<<20)
			one, err := m.Next()
			if took := spent() - began; took > 2*time.Second*slowness {
				t.Errorf("it took %v", took)
			}
			if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 300<<20 {
				t.Errorf("it took %d MiB", (after.TotalAlloc-before.TotalAlloc)>>20)
			}
			if _, ok := crm.AsError(err); err != nil && !ok {
				t.Error(err)
			}
			if one != nil && len(one.Text) > longestMail+10 {
				t.Errorf("a text of %d bytes", len(one.Text))
			}
		})
	}
}

// TestLargeMailbox reads a mailbox that is larger than what may be in memory.
func TestLargeMailbox(t *testing.T) {
	one := []byte("From jane@example.com Mon Nov 23 10:00:00 2026\n" + mailHead + "Content-Type: application/pdf; name=x.pdf\nContent-Transfer-Encoding: base64\n\n" +
		base64.StdEncoding.EncodeToString(bytes.Repeat([]byte("x"), 1<<20)) + "\n\n")
	const n = 100
	var readers []io.Reader
	for range n {
		readers = append(readers, bytes.NewReader(one))
	}
	m := NewMessages(io.MultiReader(readers...), ManyMail, 25<<20)
	count := 0
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var most uint64
	for {
		message, err := m.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || len(message.Attachments) != 1 || len(message.Attachments[0].Content) != 1<<20 {
			t.Fatalf("%d: %v", count, err)
		}
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapAlloc-min(now.HeapAlloc, before.HeapAlloc))
		count++
	}
	if count != n || most > 100<<20 {
		t.Errorf("%d e-mails with %d MiB", count, most>>20)
	}
}
