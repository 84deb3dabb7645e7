package exchange

import (
	"bytes"
	"mime"
	"slices"
	"strings"
	"unicode/utf8"

	"crm/internal/crm"
)

// mailHeader has the values of headers by name in small letters, as they stand there.
type mailHeader map[string][]string

// mailHeaders are those that are read.
var mailHeaders = []string{
	"from", "sender", "to", "cc", "bcc", "subject", "date", "received", "message-id", "references", "in-reply-to", "content-type", "content-transfer-encoding",
	"content-disposition", "content-id", "auto-submitted", "precedence", "return-path", "list-id", "list-unsubscribe", "list-post", "feedback-id", "x-autoreply", "x-autorespond", "x-failed-recipients", "x-unsent", "x-gmail-labels",
}

// Limits of the values of a header.
const (
	longestHeader = 64 << 10
	mostHeaders   = 50 // of one name
)

func (h mailHeader) first(name string) string {
	if len(h[name]) == 0 {
		return ""
	}
	return h[name][0]
}

// header reads headers up to the blank line behind them. A line that is none is passed over.
func (r *messageParts) header(limit int) (mailHeader, error) {
	h := mailHeader{}
	name, size, at := "", 0, r.lines.line+1
	var value []byte
	keep := func() {
		if name != "" && len(h[name]) < mostHeaders {
			h[name] = append(h[name], strings.TrimSpace(string(value)))
		}
		name, value = "", value[:0]
	}
	defer keep()
	for {
		piece, first, err := r.lines.read()
		if err != nil {
			return h, err
		}
		if size += len(piece); size > limit {
			return h, crm.Errorf(crm.CodeInvalid, "the headers of an e-mail are longer than %d KiB", limit>>10).At(at)
		}
		text := bytes.TrimRight(piece, "\r\n")
		if first && len(text) == 0 {
			return h, nil
		}
		if first && r.atBoundary(piece) {
			return h, nil
		}
		if first && text[0] != ' ' && text[0] != '\t' {
			keep()
			head, rest, ok := bytes.Cut(text, []byte(":"))
			head = bytes.TrimRight(head, " \t")
			known := strings.ToLower(string(head))
			if !ok || !isHeaderName(head) || !slices.Contains(mailHeaders, known) {
				continue
			}
			name, text = known, rest
		}
		if name == "" || len(value)+len(text) > longestHeader {
			continue
		}
		if first && len(value) > 0 {
			value, text = append(value, ' '), bytes.TrimLeft(text, " \t")
		}
		value = append(value, text...)
	}
}

// mailText makes text of bytes in a charset, or in whichever they seem to be.
func mailText(b []byte, charset string) string {
	in, known := charsetOf(charset)
	wide := strings.HasPrefix(strings.ToLower(charset), "utf-16")
	if !wide && utf8.Valid(b) && bytes.IndexByte(b, '\x1b') < 0 {
		return string(b)
	}
	if !known || in == nil {
		in, _ = decoderFor(guessEncoding(b[:min(len(b), 4<<10)]))
	}
	text, err := in.NewDecoder().Bytes(b)
	if err != nil {
		text = b
	}
	return strings.ToValidUTF8(string(text), "\uFFFD")
}

// mailWords decodes a header: =?utf-8?Q?Jos=C3=A9?=. A character may go on in the next
// word, so that words of one charset are decoded together.
func mailWords(text string) string {
	var out strings.Builder
	var bytesOf []byte
	charset := ""
	flush := func() {
		out.WriteString(mailText(bytesOf, charset))
		bytesOf, charset = nil, ""
	}
	for text != "" {
		at := strings.Index(text, "=?")
		if at < 0 {
			break
		}
		in, content, length, ok := encodedWord(text[at:])
		between := text[:at]
		if !ok {
			flush()
			out.WriteString(mailText([]byte(text[:at+2]), ""))
			text = text[at+2:]
			continue
		}
		if charset == "" || strings.TrimSpace(between) != "" {
			flush()
			out.WriteString(mailText([]byte(between), ""))
		} else if !strings.EqualFold(in, charset) {
			flush()
		}
		charset, bytesOf = in, append(bytesOf, content...)
		text = text[at+length:]
	}
	flush()
	out.WriteString(mailText([]byte(text), ""))
	return withoutControls(out.String())
}

// encodedWord reads the word at the beginning of a text, and how long it is.
func encodedWord(text string) (charset string, content []byte, length int, ok bool) {
	end := strings.IndexByte(text[2:], '?')
	if end < 0 || end > 40 {
		return "", nil, 0, false
	}
	charset, _, _ = strings.Cut(text[2:2+end], "*") // with a language behind it
	rest := text[2+end+1:]
	if len(rest) < 2 || rest[1] != '?' {
		return "", nil, 0, false
	}
	how, rest := rest[0]|' ', rest[2:]
	stop := strings.Index(rest, "?=")
	if stop < 0 {
		return "", nil, 0, false
	}
	length = len(text) - len(rest) + stop + 2
	body := rest[:stop]
	switch how {
	case 'b':
		d := base64Sink{to: &bounded{limit: longestHeader}}
		d.write([]byte(body))
		d.end()
		content = d.to.content
	case 'q':
		content = fromQuoted([]byte(strings.ReplaceAll(body, "_", " ")))
	default:
		return "", nil, 0, false
	}
	return charset, content, length, true
}

// withoutControls drops what a header and a text have no use for.
func withoutControls(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '\uFEFF' {
			return -1
		}
		return r
	}, text)
}

// mailNames reads the addresses of headers. What is none is passed over.
func mailNames(headers []string) (all []MailName) {
	for _, text := range headers {
		for _, part := range splitNames(text) {
			if n, ok := mailName(part); ok && len(all) < mostMailNames {
				all = append(all, n)
			}
		}
	}
	return all
}

// splitNames splits a list at its commas, outside of quotes, brackets and remarks. The name
// of a group is left out.
func splitNames(text string) (parts []string) {
	quoted, angled, remark, from := false, false, 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '"' && remark == 0:
			quoted = !quoted
		case quoted:
		case c == '(':
			remark++
		case c == ')' && remark > 0:
			remark--
		case remark > 0:
		case c == '<':
			angled = true
		case c == '>':
			angled = false
		case angled:
		case c == ':':
			from = i + 1
		case c == ',' || c == ';':
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[min(from, len(text)):])
}

// mailName reads a name and an address: Jane Hudson <jane@example.com>.
func mailName(text string) (n MailName, ok bool) {
	text = strings.TrimSpace(text)
	name, address := "", text
	if open := strings.LastIndexByte(text, '<'); open >= 0 {
		inner, _, _ := strings.Cut(text[open+1:], ">")
		name, address = text[:open], inner
	} else if open := strings.IndexByte(text, '('); open >= 0 { // jane@example.com (Jane Hudson)
		address = text[:open]
		name, _, _ = strings.Cut(text[open+1:], ")")
	} else if last := strings.LastIndexAny(text, " \t"); last >= 0 { // Jane jane@example.com
		name, address = text[:last], text[last+1:]
	}
	address = strings.Trim(strings.ToValidUTF8(strings.TrimSpace(address), "?"), `"'`)
	name = strings.TrimSpace(name)
	if len(name) > 1 && name[0] == '"' && name[len(name)-1] == '"' {
		name = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(name[1 : len(name)-1])
	}
	name = strings.Trim(strings.Join(strings.Fields(mailWords(name)), " "), `"' `)
	if strings.EqualFold(name, address) {
		name = ""
	}
	at := strings.LastIndexByte(address, '@')
	if at < 1 || at == len(address)-1 || len(address) > 320 || strings.ContainsAny(address, " \t<>\x00") {
		return n, false
	}
	return MailName{name, address}, true
}

// contentType returns the type of a part and what it says beside, in small letters where
// these are names.
func contentType(text string) (kind string, params map[string]string) {
	kind, params, err := mime.ParseMediaType(text)
	if err == nil {
		return kind, params
	}
	head, rest, _ := strings.Cut(text, ";")
	params = map[string]string{}
	for _, part := range splitQuoted(rest, ';') {
		name, value, ok := strings.Cut(part, "=")
		if name = strings.ToLower(strings.TrimSpace(name)); ok && params[name] == "" {
			params[name] = strings.Trim(strings.TrimSpace(value), `"`)
		}
	}
	return strings.ToLower(strings.TrimSpace(head)), params
}
