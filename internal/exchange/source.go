package exchange

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// sourceSize is how much of a file is in memory besides the row being read;
// the headings must end within it for the delimiter to be found by itself.
const sourceSize = 64 << 10

// source hands out a file in pieces of valid UTF-8 without NUL. A fault in
// the bytes is kept until everything before it was taken, so that whoever
// reads knows on which line it is.
type source struct {
	from    io.Reader
	decoded bool // from gives what a decoder made, which puts U+FFFD for what it can't read
	buf     []byte
	pos     int   // next byte to take
	end     int   // end of what may be taken
	have    int   // end of what was read; an unfinished character may lie between
	base    int64 // offset of buf[0] in the file
	err     error // what comes behind end
}

// badByte is a byte that can't be in the file.
type badByte struct {
	offset int64 // from 0
	rest   []byte
	nul    bool
}

func (b *badByte) Error() string { return "bad byte" }

func newSource(from io.Reader, decoded bool) *source {
	return &source{from: from, decoded: decoded, buf: make([]byte, sourceSize)}
}

// unread is what may be taken now.
func (s *source) unread() []byte { return s.buf[s.pos:s.end] }

// isFull reports whether more can be read only after some was taken.
func (s *source) isFull() bool { return s.have-s.pos == len(s.buf) }

// fill makes rest longer by at least a byte, or gives the error that follows
// it: io.EOF, a *badByte, or one of reading.
func (s *source) fill() error {
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.have])
		s.base += int64(s.pos)
		s.end, s.have, s.pos = s.end-s.pos, s.have-s.pos, 0
	}
	for tries := 0; s.err == nil; tries++ {
		before := s.end
		n, err := s.from.Read(s.buf[s.have:])
		s.have += n
		s.check(err)
		if s.end > before {
			return nil
		}
		if tries == 100 && s.err == nil {
			s.err = io.ErrNoProgress
		}
	}
	return s.err
}

// check moves end over what was read and is valid; err came with it.
func (s *source) check(err error) {
	fresh := s.buf[s.end:s.have]
	valid := len(fresh)
	if i := firstBad(fresh, s.decoded); i >= 0 {
		valid = i
		if fresh[i] == 0 || errors.Is(err, io.EOF) || utf8.FullRune(fresh[i:]) {
			s.err = &badByte{offset: s.base + int64(s.end+i), rest: bytes.Clone(fresh[i:min(len(fresh), i+64)]), nul: fresh[i] == 0}
		}
	}
	s.end += valid
	if err != nil && s.err == nil {
		s.err = err
	}
}

// firstBad is the offset of the first byte that is not UTF-8 or is NUL, or -1.
func firstBad(b []byte, decoded bool) int {
	bad := -1
	if !utf8.Valid(b) {
		for i := 0; i < len(b); {
			r, size := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && size == 1 {
				bad = i
				break
			}
			i += size
		}
	}
	if bad >= 0 {
		b = b[:bad]
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		bad, b = i, b[:i]
	}
	if decoded {
		if i := bytes.Index(b, []byte("\ufffd")); i >= 0 {
			bad = i
		}
	}
	return bad
}
