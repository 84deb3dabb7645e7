package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"crm/internal/crm"
)

// The forms in which mail programs keep e-mails in a file.
const (
	OneMail  = "eml"
	ManyMail = "mbox"
)

// MailForm returns the form of a file of e-mails as its first bytes show it, and nothing for
// another file. It leaves the file as it is.
func MailForm(in *bufio.Reader) string {
	head, _ := in.Peek(16 << 10)
	head = bytes.TrimPrefix(head, markUTF8)
	if line, _, _ := bytes.Cut(head, []byte("\n")); separates(line) {
		return ManyMail
	}
	known, others := 0, 0
	for line := range bytes.Lines(bytes.TrimLeft(head, "\r\n")) {
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		name = bytes.TrimRight(name, " \t")
		switch {
		case line[0] == ' ' || line[0] == '\t':
		case !ok || !isHeaderName(name):
			others++
		case slices.Contains(tellingHeaders, strings.ToLower(string(name))):
			known++
		}
	}
	if known < 2 || known < others {
		return ""
	}
	return OneMail
}

// tellingHeaders are those of which an e-mail has more than one.
var tellingHeaders = []string{"from", "to", "subject", "date", "message-id", "received", "return-path", "delivered-to", "mime-version", "content-type"}

func isHeaderName(name []byte) bool {
	if len(name) == 0 || len(name) > 80 {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c >= 0x7f {
			return false
		}
	}
	return true
}

// separates reports whether a line of a mailbox is the one above an e-mail: From, an address
// and a moment. A line of a text that begins with From has no such moment.
func separates(line []byte) bool {
	_, ok := separated(line)
	return ok
}

var weekdays = []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}

// separated returns the moment of such a line, if it can be read.
func separated(line []byte) (at time.Time, ok bool) {
	rest, isFrom := bytes.CutPrefix(line, []byte("From "))
	if !isFrom || len(line) > 500 {
		return at, false
	}
	words := strings.Fields(string(rest))
	for i, word := range words {
		if len(word) != 3 || i+3 >= len(words) || !slices.Contains(weekdays, word) {
			continue
		}
		for _, end := range []int{i + 5, i + 6} { // with a zone before the year
			if end > len(words) {
				break
			}
			moment := words[i : i+4 : i+4]
			at, err := time.Parse("Mon Jan 2 15:04:05 2006", strings.Join(append(moment, words[end-1]), " "))
			if err == nil {
				return at, true
			}
		}
		return at, strings.Contains(words[i+3], ":") // of which only the clock is odd
	}
	return at, false
}

// mailLines reads the lines of one e-mail after another. A line that is longer than the
// buffer comes in pieces, so that no line takes more memory than that.
type mailLines struct {
	in     *bufio.Reader
	many   bool // more than one e-mail
	line   int  // of the file
	begins bool // the next piece begins a line
	blank  bool // the line before is blank, or there is none
	more   bool // an e-mail follows
	above  time.Time
}

func newMailLines(in io.Reader, many bool) *mailLines {
	buffered := bufio.NewReaderSize(in, 64<<10)
	if head, _ := buffered.Peek(len(markUTF8)); bytes.Equal(head, markUTF8) {
		_, _ = buffered.Discard(len(markUTF8))
	}
	return &mailLines{in: buffered, many: many, begins: true, blank: true, more: !many}
}

// start goes to the beginning of the next e-mail, and returns the moment of the line above
// it, or io.EOF behind the last one.
func (l *mailLines) start() (above time.Time, err error) {
	for !l.more {
		if !l.many {
			return above, io.EOF
		}
		if _, _, err := l.read(); err != nil && !errors.Is(err, errEnds) {
			return above, err
		}
	}
	above, l.above, l.more = l.above, time.Time{}, false
	l.begins, l.blank = true, false
	return above, nil
}

// errEnds says that the e-mail ends and another one follows.
var errEnds = errors.New("another e-mail follows")

// read returns the next piece, and whether it begins a line; with errEnds or io.EOF behind
// the last one.
func (l *mailLines) read() (piece []byte, first bool, err error) {
	piece, err = l.in.ReadSlice('\n')
	if err != nil && !errors.Is(err, bufio.ErrBufferFull) && (!errors.Is(err, io.EOF) || len(piece) == 0) {
		return nil, false, l.failed(err)
	}
	first = l.begins
	l.begins = piece[len(piece)-1] == '\n'
	if first {
		l.line++
		if l.many && (l.blank || l.line == 1) {
			if at, ok := separated(bytes.TrimRight(piece, "\r\n")); ok {
				l.above, l.more = at, true
				return nil, false, errEnds
			}
		}
		l.blank = len(bytes.TrimRight(piece, "\r\n")) == 0
		if l.many && escaped(piece) {
			piece = piece[1:]
		}
	}
	return piece, first, nil
}

// escaped reports whether a line of a mailbox has a > before From so that it separates
// nothing.
func escaped(line []byte) bool {
	rest := bytes.TrimLeft(line[:min(len(line), 100)], ">")
	return len(rest) < len(line) && line[0] == '>' && bytes.HasPrefix(rest, []byte("From "))
}

func (l *mailLines) failed(err error) error {
	if errors.Is(err, io.EOF) {
		return io.EOF
	}
	if e, ok := crm.AsError(err); ok {
		return e
	}
	return crm.Errorf(crm.CodeEnvironment, "reading the file failed: %w", err).At(l.line)
}
