package exchange

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"crm/internal/crm"
)

// decode makes text of a value. One in base64 is left as it is.
func (l *contentLines) decode(p *property, value []byte) (string, error) {
	charset := ""
	if all := p.all("CHARSET"); len(all) > 0 {
		charset = all[0]
	}
	if p.has("ENCODING", "QUOTED-PRINTABLE") {
		value = unquotePrintable(value)
	} else if charset != "" && len(p.all("ENCODING")) == 0 && looksQuoted(value) { // and does not say so
		value = unquotePrintable(value)
	}
	return l.text(p, value, charset)
}

// looksQuoted reports whether a text has two bytes beyond ASCII beside each other in
// quoted-printable, as no other text has.
func looksQuoted(text []byte) bool {
	for i := 0; i+5 < len(text); i++ {
		if text[i] == '=' && text[i+3] == '=' && hexDigit(text[i+1]) >= 8 && hexDigit(text[i+2]) >= 0 && hexDigit(text[i+4]) >= 8 && hexDigit(text[i+5]) >= 0 {
			return true
		}
	}
	return false
}

// text decodes bytes of a property.
//
// Errors: CodeInvalid for what is not in that charset, or not in UTF-8.
func (l *contentLines) text(p *property, value []byte, charset string) (string, error) {
	ascii := !bytes.ContainsFunc(value, func(r rune) bool { return r >= utf8.RuneSelf || r == 0 || r == '\x1b' })
	if ascii {
		return string(value), nil
	}
	in, known := charsetOf(charset)
	switch {
	case !known:
		return "", crm.Errorf(crm.CodeInvalid, "the charset %q of %s is not known", shortened(charset), shortened(p.name)).At(p.line).
			Try("Export the file as vCard 3.0 or 4.0, which is in UTF-8.")
	case utf8.Valid(value) && bytes.IndexByte(value, '\x1b') < 0: // whatever it says that it is
		in = nil
	case in == nil:
		in = l.fallback
	}
	if in != nil {
		decoded, err := in.NewDecoder().Bytes(value)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			if charset == "" {
				charset = l.named
			}
			return "", crm.Errorf(crm.CodeInvalid, "%s is not in %s", shortened(p.name), charset).At(p.line).
				Again("Name another encoding", crm.With("encoding", guessEncoding(value[:min(len(value), 1000)])))
		}
		value = decoded
	}
	switch {
	case bytes.IndexByte(value, 0) >= 0:
		return "", crm.Errorf(crm.CodeInvalid, "a zero byte, so this is not a text file").At(p.line)
	case !utf8.Valid(value):
		at := bytes.IndexFunc(value, func(r rune) bool { return r == utf8.RuneError })
		return "", crm.Errorf(crm.CodeInvalid, "0x%02x in %s is not UTF-8", value[max(at, 0)], shortened(p.name)).At(p.line).
			Again("Name the encoding of the file", crm.With("encoding", guessEncoding(value[:min(len(value), 1000)])))
	}
	return string(value), nil
}

// unquotePrintable decodes quoted-printable. What it writes for a semicolon is one of the
// text, and not one between parts. Anything else stays as it is.
func unquotePrintable(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		if text[i] != '=' || i+2 >= len(text) {
			out = append(out, text[i])
			continue
		}
		high, low := hexDigit(text[i+1]), hexDigit(text[i+2])
		if high < 0 || low < 0 {
			out = append(out, text[i])
			continue
		}
		if c := byte(high<<4 | low); c == ';' {
			out = append(out, '\\', c)
		} else {
			out = append(out, c)
		}
		i += 2
	}
	return out
}

func hexDigit(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

// splitEscaped splits a value where a character is not escaped, and leaves the escapes.
func splitEscaped(value string, at byte) []string {
	var parts []string
	from := 0
	for i := 0; i < len(value); i++ {
		switch value[i] {
		case '\\':
			i++
		case at:
			parts, from = append(parts, value[from:i]), i+1
		}
	}
	return append(parts, value[from:])
}

// unescape makes text of an escaped value.
func unescape(value string) string {
	if !strings.Contains(value, `\`) {
		return value
	}
	var b strings.Builder
	for i := 0; i < len(value); i++ {
		c := value[i]
		if c != '\\' || i+1 == len(value) {
			b.WriteByte(c)
			continue
		}
		i++
		switch next := value[i]; next {
		case 'n', 'N':
			b.WriteByte('\n')
		case ',', ';', ':', '\\', '"':
			b.WriteByte(next)
		default:
			b.WriteByte(c)
			b.WriteByte(next)
		}
	}
	return b.String()
}

// escape makes a value of a text.
func escape(text string) string { return escapes.Replace(text) }

var escapes = strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// writeLine writes a line without what would drive a terminal.
func writeLine(b *bytes.Buffer, line string) {
	foldLine(b, strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' {
			return -1
		}
		return r
	}, line))
}

// foldLine folds a line after 75 bytes, between characters, and ends it.
func foldLine(b *bytes.Buffer, line string) {
	for room := 75; len(line) > room; room = 74 {
		at := room
		for at > 1 && !utf8.RuneStart(line[at]) {
			at--
		}
		b.WriteString(line[:at])
		b.WriteString("\r\n ")
		line = line[at:]
	}
	b.WriteString(line)
	b.WriteString("\r\n")
}
