package exchange

import (
	"bytes"
	"encoding/base64"
	"slices"
)

// bounded keeps bytes up to a limit. Beyond it, it keeps none that come later.
type bounded struct {
	limit   int64
	content []byte
	over    bool
}

func (b *bounded) write(p []byte) {
	if b.over {
		return
	}
	if room := b.limit - int64(len(b.content)); int64(len(p)) > room {
		p, b.over = p[:max(room, 0)], true
	}
	b.content = append(b.content, p...)
}

// decoder takes the lines of a part, which may come in pieces.
type decoder interface {
	write(piece []byte)
	end()
}

// plainSink takes lines as they are, except for the end of the last one, which belongs to the
// boundary.
type plainSink struct {
	to   *bounded
	held []byte
}

func (s *plainSink) write(piece []byte) {
	s.to.write(s.held)
	body := bytes.TrimRight(piece, "\r\n")
	s.to.write(body)
	s.held = append(s.held[:0], piece[len(body):]...)
}

func (s *plainSink) end() {}

// base64Sink decodes base64. What is not of its alphabet is passed over.
type base64Sink struct {
	to     *bounded
	quad   []byte // what is not decoded yet
	buffer []byte
}

func (s *base64Sink) write(piece []byte) {
	for _, c := range piece {
		switch {
		case 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/':
			s.quad = append(s.quad, c)
		case c == '=':
			s.end() // another text may follow
		}
	}
	if whole := len(s.quad) &^ 3; whole > 0 {
		s.decode(s.quad[:whole])
		s.quad = append(s.quad[:0], s.quad[whole:]...)
	}
}

func (s *base64Sink) decode(text []byte) {
	if s.to.over || len(text) == 0 {
		return
	}
	if need := base64.RawStdEncoding.DecodedLen(len(text)); cap(s.buffer) < need {
		s.buffer = make([]byte, need)
	}
	n, _ := base64.RawStdEncoding.Decode(s.buffer[:cap(s.buffer)], text)
	s.to.write(s.buffer[:n])
}

func (s *base64Sink) end() {
	if len(s.quad)%4 != 1 {
		s.decode(s.quad)
	}
	s.quad = s.quad[:0]
}

// quotedSink decodes quoted-printable.
type quotedSink struct {
	to    *bounded
	held  []byte // the end of a piece, of which more may come
	ended bool   // a line has
}

func (s *quotedSink) write(piece []byte) {
	if s.ended { // which belongs to the boundary if that follows
		s.to.write([]byte("\n"))
		s.ended = false
	}
	text := piece
	if len(s.held) > 0 {
		text = slices.Concat(s.held, piece)
		s.held = nil
	}
	if text[len(text)-1] != '\n' {
		at := max(0, len(text)-2)
		s.held = bytes.Clone(text[at:])
		s.to.write(fromQuoted(text[:at]))
		return
	}
	body, soft := bytes.CutSuffix(bytes.TrimRight(text, " \t\r\n"), []byte("="))
	s.to.write(fromQuoted(body))
	s.ended = !soft
}

func (s *quotedSink) end() { s.to.write(fromQuoted(s.held)) }

// fromQuoted decodes the bytes of quoted-printable: =C3=A9.
func fromQuoted(text []byte) []byte {
	if bytes.IndexByte(text, '=') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] == '=' && i+2 < len(text) {
			if high, low := hexDigit(text[i+1]), hexDigit(text[i+2]); high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		out = append(out, text[i])
	}
	return out
}
