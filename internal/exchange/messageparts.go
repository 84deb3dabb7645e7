package exchange

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"

	"crm/internal/crm"
)

// The parts of an e-mail are read in one pass: a line is compared with the boundaries that
// are open, the innermost first, and otherwise belongs to the part that is being read. So
// neither depth nor size costs more than the bytes there are.

// messageParts reads the parts of an e-mail.
type messageParts struct {
	lines *mailLines
	of    *Message
	limit int64 // bytes of an attachment
	open  []multipart
	ahead *boundaryFound
	count int
	plain []string // texts, in order
	html  []string
	room  int // bytes that texts may still have
	kept  int64
}

// multipart is a part with others in it.
type multipart struct{ kind, boundary string }

// boundaryFound is a boundary, at that depth, that was read behind the headers of a part.
type boundaryFound struct {
	level  int
	closes bool
}

// atBoundary reports whether a line is a boundary that is open, and keeps it.
func (r *messageParts) atBoundary(line []byte) bool {
	if len(r.open) == 0 || !bytes.HasPrefix(line, []byte("--")) {
		return false
	}
	text := string(bytes.TrimRight(line[:min(len(line), 200)], " \t\r\n"))[2:]
	for level := len(r.open) - 1; level >= 0; level-- {
		rest, ok := strings.CutPrefix(text, r.open[level].boundary)
		if ok && (rest == "" || rest == "--") {
			r.ahead = &boundaryFound{level, rest != ""}
			return true
		}
	}
	return false
}

// body reads what is behind the headers of an e-mail.
func (r *messageParts) body(h mailHeader) error {
	r.room = maxMailText
	sink, err := r.part(h)
	for err == nil {
		if r.ahead == nil {
			err = r.fill(sink)
		}
		if r.ahead == nil {
			break
		}
		at := *r.ahead
		r.ahead, sink = nil, nil
		if r.open = r.open[:at.level+1]; at.closes {
			r.open = r.open[:at.level]
			continue // what is behind the last part belongs to none
		}
		if h, err = r.header(longestHeader); err == nil {
			sink, err = r.part(h)
		}
	}
	return err
}

// fill passes lines to a part, which may be nil, up to a boundary.
func (r *messageParts) fill(to *partSink) error {
	for {
		piece, first, err := r.lines.read()
		if err == nil && first && r.atBoundary(piece) {
			to.end(r)
			return nil
		}
		if err != nil {
			to.end(r)
			return err
		}
		to.write(piece)
	}
}

// part begins a part.
//
// Errors: CodeInvalid beyond the limits.
func (r *messageParts) part(h mailHeader) (*partSink, error) {
	kind, params := contentType(h.first("content-type"))
	if r.count++; r.count > maxMailParts {
		return nil, crm.Errorf(crm.CodeInvalid, "an e-mail has more than %d parts", maxMailParts).At(r.of.Line)
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		if len(r.open) == maxMailDepth {
			return nil, crm.Errorf(crm.CodeInvalid, "the parts of an e-mail are nested deeper than %d levels", maxMailDepth).At(r.of.Line)
		}
		r.open = append(r.open, multipart{kind, strings.TrimRight(params["boundary"], " \t")})
		return nil, nil
	}
	parent := ""
	if strings.HasPrefix(kind, "multipart/") {
		kind = "text/plain" // of which it is not said where the parts are
	}
	if len(r.open) > 0 {
		parent = r.open[len(r.open)-1].kind
	}
	if kind == "" {
		if kind = "text/plain"; parent == "multipart/digest" {
			kind = "message/rfc822"
		}
	}
	how, inside := contentType(h.first("content-disposition"))
	name := mailWords(cmp.Or(inside["filename"], params["name"]))
	isText := how != "attachment" && name == "" && (kind == "text/plain" || kind == "text/html" || kind == "text")
	s := &partSink{kind: kind, name: name, charset: params["charset"]}
	switch {
	case isText:
		s.isText, s.to = true, &bounded{limit: int64(max(r.room, 0))}
	case how != "attachment" && (parent == "multipart/alternative" || parent == "multipart/related" && (h.first("content-id") != "" || name == "")), isSignature(kind):
		return nil, nil // another form of the text, or a picture in it
	case len(r.of.Attachments) >= mostMailFiles || r.kept >= maxMailFiles:
		r.of.Left++
		return nil, nil
	default:
		s.to = &bounded{limit: min(r.limit, maxMailFiles-r.kept)}
	}
	switch strings.ToLower(strings.TrimSpace(h.first("content-transfer-encoding"))) {
	case "base64":
		s.from = &base64Sink{to: s.to}
	case "quoted-printable":
		s.from = &quotedSink{to: s.to}
	default:
		s.from = &plainSink{to: s.to}
	}
	return s, nil
}

// isSignature reports whether a part proves who wrote the others.
func isSignature(kind string) bool {
	return slices.Contains([]string{"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"}, kind)
}

// text returns what an e-mail says: its text or, where it has none, what its HTML shows.
func (r *messageParts) text() string {
	text := strings.TrimSpace(strings.Join(r.plain, "\n\n"))
	if text == "" {
		text = textOfHTML(strings.Join(r.html, "\n"))
	}
	return tidyText(text)
}

// partSink gets the lines of a part.
type partSink struct {
	kind, name, charset string
	isText              bool
	from                decoder
	to                  *bounded
}

func (s *partSink) write(piece []byte) {
	if s != nil {
		s.from.write(piece)
	}
}

// end takes what a part has.
func (s *partSink) end(r *messageParts) {
	if s == nil {
		return
	}
	s.from.end()
	content := s.to.content
	switch {
	case s.isText:
		r.room -= len(content)
		if text := mailText(content, s.charset); s.kind == "text/html" {
			r.html = append(r.html, text)
		} else if strings.TrimSpace(text) != "" {
			r.plain = append(r.plain, text)
		}
	case s.to.over:
		r.of.Left++
	case len(content) > 0:
		r.kept += int64(len(content))
		r.of.Attachments = append(r.of.Attachments, Attachment{Name: s.fileName(), MediaType: s.kind, Content: content})
	}
}

// fileName is what an attachment is called.
func (s *partSink) fileName() string {
	if strings.TrimSpace(s.name) != "" {
		return FileName(s.name)
	}
	_, short, _ := strings.Cut(s.kind, "/")
	switch s.kind {
	case "message/rfc822":
		short = "eml"
	case "text/calendar":
		short = "ics"
	case "text/plain":
		short = "txt"
	case "image/jpeg":
		short = "jpg"
	case "application/pdf", "text/html", "text/csv", "image/png", "image/gif", "application/zip":
	default:
		short = "bin"
	}
	return "attachment." + short
}

// isEnd reports whether an error says that an e-mail has ended.
func isEnd(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, errEnds) }
