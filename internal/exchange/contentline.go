package exchange

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/text/encoding"

	"crm/internal/crm"
)

// vCard and iCalendar are written in the same lines: NAME;PARAMETER=VALUE:VALUE between
// BEGIN and END, folded where they are long (RFC 6350, RFC 5545; vCard 2.1 before them).
// The reader is our own, because those that there are read whatever a file claims into
// memory, nest without an end, and give the values of old phones as they are encoded.

// Limits of such a file, beside those of a row.
const (
	maxDepth      = 8      // components in one another
	maxLines      = 10_000 // properties of a component
	maxParameters = 100    // of a property
)

// property is a line of a component, unfolded.
type property struct {
	line   int    // where it begins, from 1
	group  string // "item1" of item1.TEL
	name   string // in capitals
	params []parameter
	value  string // decoded; a comma, a semicolon or a line end may be escaped still
	long   bool   // it has more than 1 MiB, and its value is left out
}

// parameter is what a property says of its value: TYPE=home,work.
type parameter struct {
	name   string // in capitals
	values []string
}

// all returns the values of a parameter.
func (p *property) all(name string) []string {
	var values []string
	for _, param := range p.params {
		if param.name == name {
			values = append(values, param.values...)
		}
	}
	return values
}

// has reports whether a parameter has a value, in any case.
func (p *property) has(name, value string) bool {
	return slices.ContainsFunc(p.all(name), func(v string) bool { return strings.EqualFold(v, value) })
}

// component is what a BEGIN has opened.
type component struct {
	name  string
	line  int
	lines int
	old   bool // vCard 2.1, in which a caret is one
}

// contentLines reads the lines of components.
type contentLines struct {
	from     *bufio.Reader
	fallback encoding.Encoding // of text that is not UTF-8 and names no charset
	named    string
	open     []component
	line     int    // of the last physical line that was read
	ahead    []byte // the physical line after it, once that was looked at
	peeked   bool
	tooLong  bool // more of it was left out
	ended    error
	raw      *bytes.Buffer // gets the physical lines, if it is not nil
	err      error
}

// newContentLines reads a file in UTF-8, or in UTF-16 as its first bytes show. An
// encoding is that of what is neither UTF-8 nor says itself what it is.
//
// Errors: CodeUsage for an unknown encoding.
func newContentLines(from io.Reader, encodingName string) (*contentLines, error) {
	fallback, err := decoderFor(encodingName)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReaderSize(from, sourceSize)
	head, _ := in.Peek(64)
	switch big, wide := looksUTF16(head); {
	case bytes.HasPrefix(head, markUTF8):
		_, _ = in.Discard(len(markUTF8))
	case wide:
		in = bufio.NewReaderSize(utf16Reader(in, big), sourceSize)
		fallback = nil
	}
	return &contentLines{from: in, fallback: fallback, named: strings.ToLower(strings.TrimSpace(encodingName))}, nil
}

// next returns the next property, a BEGIN and an END among them, and io.EOF behind the
// last component.
//
// Errors: CodeInvalid, with the line, which ends the file: for what is not such a line, a
// component that is not closed or closed as another, and beyond the limits.
func (l *contentLines) next() (property, error) {
	if l.err != nil {
		return property{}, l.err
	}
	p, err := l.read()
	if err == nil {
		err = l.place(&p)
	}
	l.err = err
	return p, err
}

func (l *contentLines) read() (property, error) {
	for {
		text, at, long, err := l.unfolded()
		if errors.Is(err, io.EOF) {
			return property{}, l.unclosed()
		}
		if err != nil {
			return property{}, err
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		old := len(l.open) > 0 && l.open[len(l.open)-1].old
		return l.parse(text, at, long, old)
	}
}

// place keeps track of the components.
func (l *contentLines) place(p *property) error {
	depth := len(l.open)
	switch {
	case p.name == "BEGIN":
		if depth == maxDepth {
			return crm.Errorf(crm.CodeInvalid, "BEGIN:%s is nested deeper than %d levels", shortened(p.value), maxDepth).At(p.line)
		}
		l.open = append(l.open, component{name: strings.ToUpper(strings.TrimSpace(p.value)), line: p.line})
		return nil
	case depth == 0:
		return crm.Errorf(crm.CodeInvalid, "%s stands outside of BEGIN and END", shortened(p.name)).At(p.line)
	}
	last := &l.open[depth-1]
	switch {
	case p.name == "END" && strings.ToUpper(strings.TrimSpace(p.value)) != last.name:
		return crm.Errorf(crm.CodeInvalid, "BEGIN:%s is never closed: END:%s is on line %d", shortened(last.name), shortened(p.value), p.line).At(last.line)
	case p.name == "END":
		l.open = l.open[:depth-1]
	case p.name == "VERSION":
		last.old = strings.TrimSpace(p.value) == "2.1"
	}
	if last.lines++; last.lines > maxLines {
		return crm.Errorf(crm.CodeInvalid, "BEGIN:%s has more than %d lines", shortened(last.name), maxLines).At(last.line)
	}
	return nil
}

// shortened cuts a text for an error.
func shortened(text string) string {
	if runes := []rune(text[:min(len(text), 200)]); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}

// unfolded returns the next line with those that go on from it, and where it begins. Of one
// that is too long no more than that is known.
func (l *contentLines) unfolded() (text []byte, at int, long bool, err error) {
	line, long, err := l.physical()
	if err != nil {
		return nil, 0, false, err
	}
	at, text = l.line, bytes.Clone(line)
	head := upperHead(text)
	quoted := bytes.Contains(head, []byte("QUOTED-PRINTABLE"))
	base64 := bytes.Contains(head, []byte("BASE64")) || bytes.Contains(head, []byte("ENCODING=B"))
	old := len(l.open) > 0 && l.open[len(l.open)-1].old
	for {
		more, tooLong, err := l.peek()
		if err != nil {
			break // which the next line is asked for again
		}
		folded := len(more) > 0 && (more[0] == ' ' || more[0] == '\t')
		soft := quoted && bytes.HasSuffix(text, []byte("=")) && !bytes.HasPrefix(bytes.ToUpper(more[:min(len(more), 4)]), []byte("END:"))
		unindented := base64 && len(more) > 0 && !bytes.ContainsAny(more[:min(len(more), 200)], ":;")
		if !folded && !soft && !unindented {
			break
		}
		_, _, _ = l.physical()
		switch {
		case soft:
			text = text[:len(text)-1]
		case folded && (!old || base64):
			more = more[1:]
		}
		if long = long || tooLong || len(text)+len(more) > maxField; !long {
			text = append(text, more...)
		}
	}
	return text, at, long, nil
}

// upperHead returns what stands before the first colon, in capitals.
func upperHead(line []byte) []byte {
	line = line[:min(len(line), 500)]
	if at := bytes.IndexByte(line, ':'); at >= 0 {
		line = line[:at]
	}
	return bytes.ToUpper(line)
}

// physical takes the next line of the file, of at most 1 MiB. It is valid until the next
// call of peek.
func (l *contentLines) physical() (line []byte, long bool, err error) {
	if line, long, err = l.peek(); err != nil {
		return nil, false, err
	}
	l.peeked = false
	l.line++
	if l.raw != nil {
		if l.raw.Len()+len(line) > maxRow {
			return nil, false, crm.Errorf(crm.CodeInvalid, "what is open here is longer than 10 MiB").At(l.line)
		}
		l.raw.Write(line)
		l.raw.WriteByte('\n')
	}
	return line, long, nil
}

// peek returns the next line, and leaves it there.
func (l *contentLines) peek() (line []byte, long bool, err error) {
	if l.peeked {
		return l.ahead, l.tooLong, nil
	}
	if l.ended != nil {
		return nil, false, l.ended
	}
	l.ahead, l.tooLong = l.ahead[:0], false
	for begun := false; ; begun = true {
		_, err := l.from.Peek(1)
		if err != nil {
			l.ended = l.atEnd(err)
			if !begun || !errors.Is(err, io.EOF) {
				return nil, false, l.ended
			}
			break
		}
		part, _ := l.from.Peek(l.from.Buffered())
		end := bytes.IndexAny(part, "\r\n")
		if end < 0 {
			end = len(part)
		}
		if room := maxField - len(l.ahead); end > room {
			l.ahead, l.tooLong = append(l.ahead, part[:room]...), true
		} else {
			l.ahead = append(l.ahead, part[:end]...)
		}
		if end == len(part) {
			_, _ = l.from.Discard(end)
			continue
		}
		isCR := part[end] == '\r'
		_, _ = l.from.Discard(end + 1)
		if next, err := l.from.Peek(1); isCR && err == nil && next[0] == '\n' {
			_, _ = l.from.Discard(1)
		}
		break
	}
	l.peeked = true
	return l.ahead, l.tooLong, nil
}

// atEnd is what the end of the file means.
func (l *contentLines) atEnd(err error) error {
	switch {
	case !errors.Is(err, io.EOF):
		if e, ok := crm.AsError(err); ok {
			return e
		}
		return crm.Errorf(crm.CodeEnvironment, "reading the file failed: %w", err).At(l.line)
	default:
		return io.EOF
	}
}

// unclosed is the error for a file that ends within a component, or io.EOF.
func (l *contentLines) unclosed() error {
	if len(l.open) == 0 {
		return io.EOF
	}
	first := l.open[0]
	return crm.Errorf(crm.CodeInvalid, "BEGIN:%s is never closed: the file is unterminated", shortened(first.name)).At(first.line).
		Try("See whether the end of the file is missing, and export it again.")
}

// parse takes a line apart.
func (l *contentLines) parse(text []byte, at int, long, old bool) (property, error) {
	head, value, found := cutHead(text)
	if !found {
		return property{}, crm.Errorf(crm.CodeInvalid, "%q is neither a property nor does it go on from the line above", shortened(strings.ToValidUTF8(string(text[:min(len(text), 200)]), "?"))).At(at).
			Try("A line that goes on begins with a space.")
	}
	p := property{line: at, long: long}
	parts := splitQuoted(string(head), ';')
	if len(parts) > maxParameters {
		return p, crm.Errorf(crm.CodeInvalid, "a property has more than %d parameters", maxParameters).At(at)
	}
	p.name = strings.ToUpper(strings.TrimSpace(parts[0]))
	if group, name, ok := strings.Cut(p.name, "."); ok {
		p.group, p.name = strings.ToLower(group), name
	}
	for _, part := range parts[1:] {
		if param := parameterOf(part, old); param.name != "" {
			p.params = append(p.params, param)
		}
	}
	if long {
		return p, nil
	}
	content, err := l.decode(&p, value)
	if err != nil {
		return p, err
	}
	for i, param := range p.params {
		for j, text := range param.values {
			decoded, err := l.text(&p, []byte(text), "")
			if err != nil {
				return p, err
			}
			p.params[i].values[j] = decoded
		}
	}
	p.value = content
	return p, nil
}

// cutHead cuts a line at the colon before its value, which does not stand in quotes.
func cutHead(line []byte) (head, value []byte, found bool) {
	quoted := false
	for i, c := range line {
		switch {
		case c == '"':
			quoted = !quoted
		case c == ':' && !quoted:
			return line[:i], line[i+1:], true
		}
	}
	return bytes.Cut(line, []byte(":")) // a quote is one of the text
}

// splitQuoted splits a text outside of quotes.
func splitQuoted(text string, at byte) []string {
	if strings.Count(text, `"`)%2 != 0 {
		return strings.Split(text, string(at))
	}
	var parts []string
	quoted, from := false, 0
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == at && !quoted:
			parts, from = append(parts, text[from:i]), i+1
		}
	}
	return append(parts, text[from:])
}

// parameterOf reads a parameter. One without a name, as vCard 2.1 has them, is an encoding or
// a type.
func parameterOf(text string, old bool) parameter {
	name, values, named := strings.Cut(text, "=")
	if !named {
		name, values = "TYPE", strings.TrimSpace(text)
		switch strings.ToUpper(values) {
		case "":
			return parameter{}
		case "QUOTED-PRINTABLE", "BASE64", "7BIT", "8BIT":
			name = "ENCODING"
		}
	}
	p := parameter{name: strings.ToUpper(strings.TrimSpace(name))}
	for _, value := range splitQuoted(values, ',') {
		value = strings.TrimSpace(value)
		if len(value) > 1 && value[0] == '"' && value[len(value)-1] == '"' {
			value = value[1 : len(value)-1]
			if p.name == "TYPE" { // TYPE="home,work", as vCard 4.0 has it
				for part := range strings.SplitSeq(value, ",") {
					p.values = append(p.values, strings.TrimSpace(part))
				}
				continue
			}
		}
		if !old {
			value = carets.Replace(value)
		}
		p.values = append(p.values, value)
	}
	return p
}

// carets are what RFC 6868 writes for characters that a parameter can't have.
var carets = strings.NewReplacer("^n", "\n", "^N", "\n", "^'", `"`, "^^", "^")
