package exchange

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"crm/internal/crm"
)

// Limits of XML. Spreadsheets come nowhere near them.
const (
	maxTag    = 64 << 10 // bytes of a tag
	maxNested = 64       // elements within each other
)

// markup reads XML one element at a time.
//
// It is our own because encoding/xml reads a tag of any length into memory, goes to any
// depth, and takes ten times as long for a sheet. What workbooks never have is an error:
// document types, and with them entities of their own.
type markup struct {
	in   io.Reader
	buf  []byte
	pos  int
	end  int
	name []byte // of the element that began or ended, without its prefix
	tag  []byte // its attributes, until the next one

	open  []byte // the names of the elements that have not ended, one after the other
	ends  []int  // where each of them ends
	empty bool   // the element that began has no content
	keep  bool   // text is collected
	text  []byte // with its entities
}

func newMarkup(in io.Reader) (*markup, error) {
	m := &markup{in: in, buf: make([]byte, maxTag)}
	if err := m.want(4); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	head := m.buf[:m.end]
	if big, wide := looksUTF16(head); wide {
		m = &markup{in: utf16Reader(io.MultiReader(bytes.NewReader(bytes.Clone(head)), in), big), buf: m.buf}
	} else if bytes.HasPrefix(head, markUTF8) {
		m.pos = len(markUTF8)
	}
	return m, nil
}

// damaged is the error for a workbook that no spreadsheet has written.
func damaged(what string, args ...any) *crm.Error {
	return crm.Errorf(crm.CodeInvalid, "the workbook is damaged: "+what, args...).
		Try("Open it in a spreadsheet and save it again, or save the sheet as CSV UTF-8")
}

// fill reads more behind end.
func (m *markup) fill() error {
	if m.pos > 0 {
		copy(m.buf, m.buf[m.pos:m.end])
		m.pos, m.end = 0, m.end-m.pos
	}
	if m.end == len(m.buf) {
		return damaged("a tag of its XML is longer than 64 KiB")
	}
	for range 100 {
		n, err := m.in.Read(m.buf[m.end:])
		m.end += n
		if n > 0 {
			return nil
		}
		if err != nil {
			return readFault(err)
		}
	}
	return damaged("it can't be read")
}

// readFault is what is wrong where a part of an archive can't be read on; io.EOF is not.
func readFault(err error) error {
	if _, ok := crm.AsError(err); ok || errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return damaged("%w", err)
}

// want makes sure that some bytes can be looked at.
func (m *markup) want(n int) error {
	for m.end-m.pos < n {
		if err := m.fill(); err != nil {
			return err
		}
	}
	return nil
}

// next goes to where an element begins or ends. The error behind the last one is io.EOF.
func (m *markup) next() (begins bool, _ error) {
	if m.empty {
		m.empty = false
		m.pop()
		return false, nil
	}
	for {
		err := m.words()
		switch {
		case err != nil:
		case m.starts("<!--"):
			err = m.through("-->", nil)
		case m.starts("<![CDATA["):
			m.pos += len("<![CDATA[")
			err = m.through("]]>", m.collect)
		case m.starts("<!"):
			err = damaged("its XML has a document type")
		case m.starts("<?"):
			err = m.through("?>", nil)
		default:
			return m.element()
		}
		if errors.Is(err, io.EOF) && len(m.ends) > 0 {
			err = damaged("its XML is cut off")
		}
		if err != nil {
			return false, err
		}
	}
}

// words reads text up to a tag.
func (m *markup) words() error {
	for {
		rest := m.buf[m.pos:m.end]
		n := bytes.IndexByte(rest, '<')
		if n < 0 {
			n = len(rest)
		}
		if m.keep {
			if m.text = append(m.text, rest[:n]...); len(m.text) > maxField {
				return damaged("a cell is longer than 1 MiB")
			}
		} else if len(m.ends) == 0 && len(bytes.TrimSpace(rest[:n])) > 0 {
			return damaged("a part of it is not XML")
		}
		if m.pos += n; m.pos < m.end {
			return nil
		}
		if err := m.fill(); err != nil {
			return err
		}
	}
}

// starts reports whether that is what comes next.
func (m *markup) starts(with string) bool {
	if m.pos+1 < m.end && m.buf[m.pos+1] != with[1] {
		return false
	}
	return m.want(len(with)) == nil && string(m.buf[m.pos:m.pos+len(with)]) == with
}

// through reads up to the end of a comment, an instruction or a CDATA section, and passes it on.
func (m *markup) through(end string, to func([]byte) error) error {
	for {
		rest := m.buf[m.pos:m.end]
		n := bytes.Index(rest, []byte(end))
		take := n
		if n < 0 {
			take = max(len(rest)-len(end)+1, 0)
		}
		if to != nil {
			if err := to(rest[:take]); err != nil {
				return err
			}
		}
		if m.pos += take; n >= 0 {
			m.pos += len(end)
			return nil
		}
		if err := m.fill(); err != nil {
			return err
		}
	}
}

// collect keeps text that has no entities.
func (m *markup) collect(plain []byte) error {
	if !m.keep {
		return nil
	}
	for _, c := range plain {
		if c == '&' {
			m.text = append(m.text, "&amp;"...)
			continue
		}
		m.text = append(m.text, c)
	}
	if len(m.text) > maxField {
		return damaged("a cell is longer than 1 MiB")
	}
	return nil
}

// element reads a tag.
func (m *markup) element() (begins bool, _ error) {
	quote := byte(0)
	for i := 1; ; i++ {
		for m.pos+i >= m.end {
			if err := m.fill(); err != nil {
				if errors.Is(err, io.EOF) {
					err = damaged("its XML is cut off")
				}
				return false, err
			}
		}
		switch c := m.buf[m.pos+i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return false, damaged("its XML has a tag within a tag")
		case c == '>':
			inside := m.buf[m.pos+1 : m.pos+i]
			m.pos += i + 1
			return m.parse(inside)
		}
	}
}

// parse takes what stands between < and >.
func (m *markup) parse(inside []byte) (begins bool, _ error) {
	if closing, ends := bytes.CutPrefix(inside, []byte("/")); ends {
		name := closing
		if n := len(name); n > 0 && name[n-1] <= ' ' {
			name = bytes.TrimRight(name, " \t\r\n")
		}
		if len(m.ends) == 0 || !bytes.Equal(name, m.opened()) {
			return false, damaged("its XML has an element that does not end")
		}
		m.pop()
		m.name, m.tag = local(name), nil
		return false, nil
	}
	if rest, ends := bytes.CutSuffix(inside, []byte("/")); ends {
		inside, m.empty = rest, true
	}
	n := bytes.IndexAny(inside, " \t\r\n")
	if n < 0 {
		n = len(inside)
	}
	if n == 0 {
		return false, damaged("its XML has a tag without a name")
	}
	if len(m.ends) == maxNested {
		return false, damaged("its XML is nested deeper than %d", maxNested)
	}
	m.open = append(m.open, inside[:n]...)
	m.ends = append(m.ends, len(m.open))
	m.name, m.tag = local(inside[:n]), inside[n:]
	return true, nil
}

// opened is the name of the element that has to end first.
func (m *markup) opened() []byte {
	from := 0
	if n := len(m.ends); n > 1 {
		from = m.ends[n-2]
	}
	return m.open[from:]
}

func (m *markup) pop() {
	m.open = m.open[:len(m.open)-len(m.opened())]
	m.ends = m.ends[:len(m.ends)-1]
}

// local is a name without its prefix.
func local(name []byte) []byte { return name[bytes.IndexByte(name, ':')+1:] }

// is reports whether that is the name of the element.
func (m *markup) is(name string) bool { return string(m.name) == name }

// attr returns an attribute of the element that began, by its name without a prefix.
func (m *markup) attr(name string) (value []byte, given bool) {
	rest := m.tag
	for {
		rest = bytes.TrimLeft(rest, " \t\r\n")
		key, after, ok := bytes.Cut(rest, []byte("="))
		after = bytes.TrimLeft(after, " \t\r\n")
		if !ok || len(after) == 0 || after[0] != '"' && after[0] != '\'' {
			return nil, false
		}
		n := bytes.IndexByte(after[1:], after[0])
		if n < 0 {
			return nil, false
		}
		if string(local(bytes.TrimRight(key, " \t\r\n"))) == name {
			return entities(after[1 : 1+n]), true
		}
		rest = after[n+2:]
	}
}

// entities replaces the entities of XML. What is none stays as it is.
func entities(raw []byte) []byte {
	at := bytes.IndexByte(raw, '&')
	if at < 0 {
		return raw
	}
	out := bytes.Clone(raw[:at])
	for raw = raw[at:]; ; {
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		if r := entity(raw[1:max(end, 1)]); end > 0 && r > 0 {
			out, raw = utf8.AppendRune(out, r), raw[end+1:]
		} else {
			out, raw = append(out, '&'), raw[1:]
		}
		next := bytes.IndexByte(raw, '&')
		if next < 0 {
			return append(out, raw...)
		}
		out, raw = append(out, raw[:next]...), raw[next:]
	}
}

// entity is the character that the name of an entity stands for, or 0.
func entity(name []byte) rune {
	switch string(name) {
	case "amp":
		return '&'
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	digits, base := string(bytes.TrimPrefix(name, []byte("#"))), 10
	if len(digits) == len(name) {
		return 0
	}
	if len(digits) > 1 && digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if r := rune(n); err == nil && utf8.ValidRune(r) {
		return r
	}
	return 0
}
