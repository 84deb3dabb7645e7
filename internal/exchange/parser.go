package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"crm/internal/crm"
)

// Limits of a file. They are far beyond any list of people, and keep a file with a
// stray quote from being read into memory whole.
const (
	maxField   = 1 << 20  // bytes
	maxRow     = 10 << 20 // bytes
	maxColumns = 500
)

// parser splits delimited text into rows of fields (RFC 4180).
//
// It is our own because encoding/csv ends lines at LF only, so a file from an old Mac
// is one row; gives the line a row starts on, not the one a quote was opened on; reads
// a field of any length into memory before it looks at it; and turns CRLF into LF
// within fields, so that a row could not be given back as it was.
//
// It is more lenient than RFC 4180 in three things that lead files have: spaces around
// a quoted field, quotes within a field that does not start with one, and blank lines.
type parser struct {
	in        *source
	delimiter byte
	encoding  string // for advice; empty for UTF-8
	guess     string // what it may be in place of that, or empty
	line      int    // the line that the next byte is on
	afterCR   bool   // a LF here belongs to the CR before it
	oneLine   bool   // a row is one line, whatever its fields have

	text  []byte // the fields of the row, one after the other
	ends  []int  // where each of them ends
	first int    // line the row starts on

	state  state
	start  int // of the field in text
	opened int // line of its opening quote
	closed int // line of its closing quote
}

// state is what the parser is in the middle of.
type state int

const (
	blankLine   state = iota // nothing of a row was read
	fieldStart               // a field, nothing of it but spaces
	plainField               // a field without quotes
	quotedField              // a quoted field
	afterQuote               // a quoted field that has ended, or the first of two quotes
	behindQuote              // spaces behind a quoted field
)

// next reads a row into text and ends. Its errors end the file: io.EOF, or a *crm.Error
// that names the line.
func (p *parser) next() error {
	p.text, p.ends, p.start, p.state = p.text[:0], p.ends[:0], 0, blankLine
	p.first = p.line
	for {
		if len(p.in.unread()) == 0 {
			if err := p.in.fill(); errors.Is(err, io.EOF) {
				return p.eof()
			} else if err != nil {
				return p.fault(err)
			}
		}
		rest := p.in.unread()
		taken, ended := 1, false
		switch c := rest[0]; {
		case p.afterCR && c == '\n':
			if p.state == quotedField {
				p.text = append(p.text, c)
			}
			p.afterCR = false
		case p.state == quotedField:
			taken = p.readQuoted(rest)
		case c == '\r' || c == '\n':
			ended = p.state != blankLine
			p.newLine(c)
			if !ended {
				p.first = p.line
			}
		default:
			p.afterCR = false
			n, err := p.unquoted(rest)
			if err != nil {
				return err
			}
			taken = n
		}
		p.in.pos += taken
		if ended {
			return p.endField()
		}
		if err := p.limits(); err != nil {
			return err
		}
	}
}

// readQuoted reads a piece of a quoted field, up to a character with a meaning.
func (p *parser) readQuoted(b []byte) int {
	p.afterCR = false
	n := bytes.IndexAny(b, "\"\r\n")
	if p.oneLine {
		n = bytes.IndexByte(b, '"')
	}
	switch {
	case n < 0:
		n = len(b)
	case n > 0:
	case b[0] == '"':
		p.state, p.closed = afterQuote, p.line
		return 1
	default:
		n = 1
		p.newLine(b[0])
	}
	p.text = append(p.text, b[:n]...)
	return n
}

// unquoted reads a piece of a row outside quotes and line ends.
func (p *parser) unquoted(b []byte) (int, error) {
	switch c := b[0]; {
	case c == p.delimiter:
		if err := p.endField(); err != nil {
			return 0, err
		}
		p.start, p.state = len(p.text), fieldStart
	case p.state == afterQuote && c == '"':
		p.text = append(p.text, c)
		p.state = quotedField
	case p.state == afterQuote || p.state == behindQuote:
		if c != ' ' {
			return 0, p.textBehindQuote()
		}
		p.state = behindQuote
	case p.state == plainField:
		n := plainLength(b, p.delimiter)
		p.text = append(p.text, b[:n]...)
		return n, nil
	case c == '"':
		p.text = p.text[:p.start] // spaces before the quote are not part of the field
		p.state, p.opened = quotedField, p.line
	case c == ' ':
		p.text = append(p.text, c)
		p.state = fieldStart
	default:
		p.state = plainField
		return 0, nil
	}
	return 1, nil
}

// plainLength returns the length of a plain piece of a field.
func plainLength(b []byte, delimiter byte) int {
	for i, c := range b {
		if c == delimiter || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(b)
}

// newLine counts a line end: LF, CR, and CRLF once.
func (p *parser) newLine(c byte) {
	p.line++
	p.afterCR = c == '\r'
}

func (p *parser) endField() error {
	p.ends = append(p.ends, len(p.text))
	if len(p.ends) > maxColumns {
		return crm.Errorf(crm.CodeInvalid, "more than %d columns", maxColumns).At(p.first)
	}
	return nil
}

// eof ends the last row, which need not have a line end.
func (p *parser) eof() error {
	switch p.state {
	case blankLine:
		return io.EOF
	case quotedField:
		return crm.Errorf(crm.CodeInvalid, "a quote is opened here and never closed").At(p.opened).
			Try("Close it, or write a quote within a quoted field twice")
	}
	return p.endField()
}

// limits bounds what is in memory.
func (p *parser) limits() error {
	switch {
	case len(p.text)-p.start > maxField && p.state == quotedField:
		return crm.Errorf(crm.CodeInvalid, "the field that is opened here is longer than 1 MiB").At(p.opened).
			Try("See whether its closing quote is missing")
	case len(p.text)-p.start > maxField:
		return crm.Errorf(crm.CodeInvalid, "a field is longer than 1 MiB").At(p.line)
	case len(p.text) > maxRow:
		return crm.Errorf(crm.CodeInvalid, "the row is longer than 10 MiB").At(p.first)
	}
	return nil
}

func (p *parser) textBehindQuote() error {
	if p.closed == p.opened {
		return crm.Errorf(crm.CodeInvalid, "there is text behind the closing quote of a field").At(p.opened).
			Try("Write a quote within a quoted field twice")
	}
	return crm.Errorf(crm.CodeInvalid, "the quote opened here is closed on line %d with text behind it", p.closed).At(p.opened).
		Try("See whether the field's own closing quote is missing, or write a quote within a quoted field twice")
}

// fault says what is wrong with the bytes of the file.
func (p *parser) fault(err error) error {
	if e, ok := crm.AsError(err); ok {
		return e
	}
	var bad *badByte
	if !errors.As(err, &bad) {
		return crm.Errorf(crm.CodeEnvironment, "reading the file failed: %w", err).At(p.line)
	}
	// Positions as cmp gives them, from 1. Behind a decoder the offset is not that of
	// the file.
	where := fmt.Sprintf("line %d, byte %d of the file", p.line, bad.offset+1)
	if p.encoding != "" {
		where = fmt.Sprintf("line %d", p.line)
	}
	switch {
	case bad.nul:
		return crm.Errorf(crm.CodeInvalid, "%s: a zero byte, so this is not a text file", where).
			Again("save the file as CSV UTF-8, or name its encoding", crm.With("encoding", "utf-16"))
	case p.encoding != "":
		return crm.Errorf(crm.CodeInvalid, "%s: the file is not in %s", where, p.encoding).
			Again("save the file as CSV UTF-8, or name another encoding", crm.With("encoding", p.otherEncoding()))
	}
	return crm.Errorf(crm.CodeInvalid, "%s: 0x%02x is not UTF-8", where, bad.rest[0]).
		Again("save the file as CSV UTF-8, or name its encoding", crm.With("encoding", guessEncoding(bad.rest)))
}

// otherEncoding suggests another encoding when one was wrong.
func (p *parser) otherEncoding() string {
	switch {
	case p.guess != "" && p.guess != p.encoding:
		return p.guess
	case p.encoding == "latin-1" || p.encoding == "windows-1252":
		return "shift-jis"
	}
	return "latin-1"
}
