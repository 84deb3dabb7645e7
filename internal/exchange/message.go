package exchange

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/mail"
	"slices"
	"strings"
	"sync"
	"time"

	"crm/internal/crm"
)

// Limits of an e-mail, beside those of its attachments.
const (
	maxMailHeader = 1 << 20 // bytes
	maxMailDepth  = 20      // parts in one another
	maxMailParts  = 1_000
	maxMailText   = 1 << 20  // bytes of a text, as it is encoded
	maxMailFiles  = 64 << 20 // bytes of attachments of an e-mail that are kept
	mostMailFiles = 100
	mostMailNames = 200 // addresses of a header
	longestMail   = 10_000
)

// Message is an e-mail.
type Message struct {
	Line        int      // of its file, on which it begins
	ID          string   // without the brackets; made of what it says if it has none
	Refers      []string // to which it answers, the nearest first
	From        []MailName
	To, Cc, Bcc []MailName
	Subject     string
	Dates       []time.Time // when it was sent, as it says itself and then as others do
	Text        string
	Attachments []Attachment
	Left        int  // attachments that are beyond the limits
	Automatic   bool // it was sent to a list, or by nobody: a bounce, an out-of-office reply
	Draft       bool // it was not sent yet
	Discarded   bool // it is in the trash, or with the spam
}

// MailName is who sends or gets an e-mail.
type MailName struct{ Name, Address string }

// Attachment is a file in an e-mail.
type Attachment struct {
	Name, MediaType string
	Content         []byte
}

// Messages reads the e-mails of a file.
type Messages struct {
	lines *mailLines
	limit int64 // bytes of an attachment
}

// NewMessages reads a file of that form, with attachments of up to limit bytes.
func NewMessages(in io.Reader, form string, limit int64) *Messages {
	return &Messages{newMailLines(in, form == ManyMail), min(limit, maxMailFiles)}
}

// Next returns the next e-mail, and io.EOF behind the last one.
//
// Errors: CodeInvalid with the line for an e-mail that can't be read, behind which the next
// one follows; CodeEnvironment, which ends the file.
func (m *Messages) Next() (*Message, error) {
	above, err := m.lines.start()
	if err != nil {
		return nil, err
	}
	one := &Message{Line: m.lines.line + 1}
	r := &messageParts{lines: m.lines, of: one, limit: m.limit}
	head, err := r.header(maxMailHeader)
	if err == nil {
		one.read(head)
		err = r.body(head)
	}
	var failed *crm.Error
	switch {
	case errors.As(err, &failed) && failed.Code != crm.CodeInvalid:
		return nil, err
	case err != nil && !isEnd(err):
		return nil, err
	case len(head) == 0:
		return nil, crm.Errorf(crm.CodeInvalid, "this is not an e-mail: it has no headers").At(one.Line)
	}
	if !above.IsZero() {
		one.Dates = append(one.Dates, above)
	}
	one.finish(head, r)
	return one, nil
}

// read reads the headers that the message needs.
func (m *Message) read(h mailHeader) {
	m.From, m.To, m.Cc, m.Bcc = mailNames(h["from"]), mailNames(h["to"]), mailNames(h["cc"]), mailNames(h["bcc"])
	if len(m.From) == 0 {
		m.From = mailNames(h["sender"])
	}
	m.Subject = strings.Join(strings.Fields(mailWords(h.first("subject"))), " ")
	for _, text := range append(h["date"][:min(1, len(h["date"]))], receivedAt(h["received"])...) {
		if at, ok := mailDate(text); ok {
			m.Dates = append(m.Dates, at)
		}
	}
	m.ID = mailID(h.first("message-id"))
	refers := slices.Concat(mailIDs(h.first("references")), mailIDs(h.first("in-reply-to")))
	slices.Reverse(refers)
	for _, id := range refers {
		if !slices.Contains(m.Refers, id) {
			m.Refers = append(m.Refers, id)
		}
	}
	m.Automatic = automatic(h, m.From)
	m.Draft = strings.TrimSpace(h.first("x-unsent")) == "1"
	for label := range strings.SplitSeq(mailWords(h.first("x-gmail-labels")), ",") {
		switch strings.ToLower(strings.Trim(label, " \t\"")) {
		case "draft", "drafts", "bozza", "bozze", "borrador", "borradores", "下書き":
			m.Draft = true
		case "trash", "bin", "spam", "junk", "cestino", "papelera", "ゴミ箱", "迷惑メール":
			m.Discarded = true
		}
	}
}

// finish sets what follows from the whole message.
func (m *Message) finish(h mailHeader, r *messageParts) {
	m.Text = r.text()
	if m.ID == "" {
		sum := sha256.New()
		for _, part := range []string{h.first("date"), h.first("from"), h.first("to"), m.Subject, m.Text} {
			_, _ = io.WriteString(sum, part+"\x00")
		}
		m.ID = fmt.Sprintf("crm:%x", sum.Sum(nil))
	}
}

// longestMailID is how long the name of an e-mail may be; a longer one is kept as a sum.
const longestMailID = 200

// mailID returns the name of an e-mail without its brackets.
func mailID(text string) string {
	text = strings.Trim(strings.TrimSpace(text), "<>")
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "?")), "")
	if len(text) > longestMailID {
		sum := sha256.Sum256([]byte(text))
		return fmt.Sprintf("crm:%x", sum)
	}
	return text
}

// mostRefers is how many e-mails one may answer.
const mostRefers = 50

// mailIDs returns the names of e-mails in a header.
func mailIDs(text string) (all []string) {
	for part := range strings.SplitSeq(text, "<") {
		id, _, ok := strings.Cut(part, ">")
		if id = mailID(id); ok && id != "" {
			all = append(all, id)
		}
	}
	if len(all) > mostRefers { // the first says which thread it is, and the last ones what it answers
		all = append(all[:1], all[len(all)-mostRefers+1:]...)
	}
	return all
}

// receivedAt returns the moments in headers that servers have added, the last one first.
func receivedAt(received []string) (moments []string) {
	for _, text := range received[:min(len(received), 50)] {
		if at := strings.LastIndex(text, ";"); at >= 0 {
			moments = append(moments, text[at+1:])
		}
	}
	return moments
}

// mailDate reads the moment of an e-mail, as programs write it.
func mailDate(text string) (time.Time, bool) {
	bare, _, _ := strings.Cut(text, "(")
	words := strings.Fields(bare)
	for i, word := range words {
		if offset := zoneOffsets()[strings.ToUpper(word)]; offset != "" {
			words[i] = offset
		}
	}
	text = strings.Join(words, " ")
	if at, err := mail.ParseDate(text); err == nil {
		return at, plausible(at)
	}
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05 -0700", "2 Jan 2006 15:04:05", "Mon, 2 Jan 2006 15:04:05", time.ANSIC, "Mon Jan 2 15:04:05 2006 -0700", "Mon Jan 2 15:04:05 -0700 2006", "Mon, 2 January 2006 15:04:05 -0700"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, plausible(at)
		}
	}
	return time.Time{}, false
}

// zoneOffsets are the names of zones that the standard has for old e-mails (RFC 5322, 4.3), and
// some that programs write beside them.
var zoneOffsets = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"UT": "+0000", "GMT": "+0000", "UTC": "+0000", "Z": "+0000", "WET": "+0000", "WEST": "+0100", "BST": "+0100", "CET": "+0100", "MET": "+0100", "CEST": "+0200", "MEST": "+0200", "EET": "+0200", "EEST": "+0300",
		"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700", "AKST": "-0900", "AKDT": "-0800", "HST": "-1000", "JST": "+0900",
	}
})

// plausible reports whether there may have been an e-mail at that moment.
func plausible(at time.Time) bool { return at.Year() >= 1971 && at.Year() <= 2200 }

// automatic reports whether an e-mail was written by a program, or to a list.
func automatic(h mailHeader, from []MailName) bool {
	for _, name := range []string{"list-id", "list-unsubscribe", "list-post", "feedback-id", "x-autoreply", "x-autorespond", "x-failed-recipients"} {
		if len(h[name]) > 0 {
			return true
		}
	}
	sent := strings.ToLower(strings.TrimSpace(h.first("auto-submitted")))
	precedence := strings.ToLower(strings.TrimSpace(h.first("precedence")))
	kind := strings.ToLower(h.first("content-type"))
	switch {
	case sent != "" && !strings.HasPrefix(sent, "no"),
		slices.Contains([]string{"bulk", "list", "junk", "auto_reply"}, precedence),
		strings.HasPrefix(strings.TrimSpace(kind), "multipart/report"),
		strings.TrimSpace(h.first("return-path")) == "<>":
		return true
	}
	return len(from) > 0 && nobodysAddress(from[0].Address)
}

// nobodysAddress reports whether an address is that of a program, which nobody reads.
func nobodysAddress(address string) bool {
	box, _, _ := strings.Cut(strings.ToLower(address), "@")
	plain := strings.NewReplacer("-", "", "_", "", ".", "").Replace(box)
	for _, part := range []string{"noreply", "donotreply", "nepasrepondre", "nonrispondere", "noresponder", "mailerdaemon", "autoreply", "notification"} {
		if strings.Contains(plain, part) {
			return true
		}
	}
	return slices.Contains([]string{"postmaster", "bounce", "bounces", "newsletter", "newsletters", "alerts", "alert", "news", "root", "daemon"}, plain) ||
		strings.HasPrefix(box, "bounce-") || strings.HasPrefix(box, "bounces+")
}
