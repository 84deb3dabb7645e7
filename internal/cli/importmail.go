package cli

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"iter"
	"slices"
	"strings"

	"crm/internal/book"
	"crm/internal/crm"
	"crm/internal/exchange"
	"crm/internal/locale"
	"crm/internal/verb"
)

// mailSource gives e-mails one by one.
type mailSource interface {
	Next() (*exchange.Message, error)
}

// importMail logs the e-mails of a file or a directory. Open opens it again if that is needed
// more than once.
func (a *app) importMail(r verb.Request, f importFlags, many bool, open func(limit int64) (mailSource, func() error, error), digest func() (string, error)) (*crm.Outcome, error) {
	if r.Verb() != "import" {
		return nil, crm.Errorf(crm.CodeInvalid, "the file is of e-mails, and not of contacts").Next("Log them", "import", f.path)
	}
	if err := flagsFit(r, mailFile); err != nil {
		return nil, err
	}
	b, err := a.openForImport(r.Context, digest)
	if err != nil {
		return nil, err
	}
	collectSeldom()
	o, err := b.ImportMail(r.Context, "import", book.MailImport{
		Mails: mailsOf(func() (mailSource, func() error, error) { return open(b.FileLimit()) }), Many: many, Mine: r.All("from-me"),
		Opportunity: r.Text("opp"), Contacts: r.All("contact"), AddUnknown: r.Is("add-unknown"), SkipBad: f.skipBad, CallsPerDay: r.Number(book.CallsPerDayFlag), Asks: a.canAsk() && f.path != "-",
	})
	if err != nil || o.Mail == nil { // an earlier run did it
		return o, err
	}
	for _, offer := range o.Mail.Offers {
		o.Notices = append(o.Notices, crm.Notice{Code: "mail-regards", Values: map[string]any{
			"n": offer.Count, "name": offer.Name, "id": offer.Opportunity.ID, "line": offer.Opportunity.Line, "command": crm.Run("import", crm.TheFile, crm.With("opp", offer.Opportunity.ID)),
		}})
	}
	if i := slices.IndexFunc(o.Mail.Left, func(l crm.LeftMail) bool { return l.Why == crm.MailSeveral }); i >= 0 {
		o.Notices = append(o.Notices, crm.Notice{Code: "mail-several", Values: map[string]any{"command": crm.Run("import", crm.TheFile, crm.With("contact", o.Mail.Left[i].ID))}})
	}
	if n := len(o.Mail.Unknown); n > 0 && !r.Is("add-unknown") {
		o.Notices = append(o.Notices, crm.Notice{Code: "mail-unknown", Values: map[string]any{"n": n, "command": crm.Run("import", crm.TheFile, crm.With("add-unknown", nil))}})
	}
	return o, nil
}

// mailFolder imports a directory of e-mails.
func (a *app) mailFolder(r verb.Request, f importFlags) (*crm.Outcome, error) {
	open := func(limit int64) (mailSource, func() error, error) {
		m, err := a.env.Dir.OpenMaildir(f.path, limit)
		if err != nil {
			return nil, nil, err
		}
		return m, m.Close, nil
	}
	if _, closes, err := open(0); err != nil {
		return nil, err
	} else if err := closes(); err != nil {
		return nil, err
	}
	return a.importMail(r, f, true, open, func() (string, error) {
		m, err := a.env.Dir.OpenMaildir(f.path, 0)
		if err != nil {
			return "", err
		}
		defer m.Close()
		sum := sha256.Sum256([]byte(strings.Join(m.Names(), "\n")))
		return hex.EncodeToString(sum[:]), nil
	})
}

// mailFile imports a file of e-mails, which is read again from its beginning if it can be.
func (a *app) mailFile(r verb.Request, f importFlags, file *importFile) (*crm.Outcome, error) {
	form, read := exchange.OneMail, false
	if file.kind == mailboxFile {
		form = exchange.ManyMail
	}
	open := func(limit int64) (mailSource, func() error, error) {
		nothing := func() error { return nil }
		if !read {
			read = true
			return exchange.NewMessages(file.in, form, limit), nothing, nil
		}
		seeker, ok := file.ReadCloser.(io.Seeker)
		if !ok {
			return nil, nil, crm.Errorf(crm.CodeInvalid, "what comes from the pipe is too large to be read twice").Try("Write it to a file first, and import that.")
		}
		if _, err := seeker.Seek(0, io.SeekStart); err != nil {
			return nil, nil, crm.Errorf(crm.CodeEnvironment, "%s can't be read again", f.path)
		}
		return exchange.NewMessages(file.ReadCloser, form, limit), nothing, nil
	}
	return a.importMail(r, f, form == exchange.ManyMail, open, file.digest)
}

// mailsOf iterates over e-mails as the book takes them.
func mailsOf(open func() (mailSource, func() error, error)) iter.Seq2[book.Mail, error] {
	return func(yield func(book.Mail, error) bool) {
		from, closes, err := open()
		if err != nil {
			yield(book.Mail{}, err)
			return
		}
		defer func() { _ = closes() }()
		for n := 1; ; n++ {
			one, err := from.Next()
			if errors.Is(err, io.EOF) {
				return
			}
			mail := book.Mail{}
			if e, ok := crm.AsError(err); ok && e.Code == crm.CodeInvalid { // of this one alone
				mail.Line = cmp.Or(e.Line, n)
			}
			if err == nil {
				mail = mailOf(one)
			}
			if !yield(mail, err) || err != nil && mail.Line == 0 {
				return
			}
		}
	}
}

// mostHeard is how many bytes of an e-mail are looked at for a wish not to be contacted.
const mostHeard = 500

func mailOf(m *exchange.Message) book.Mail {
	mail := book.Mail{Line: m.Line, ID: m.ID, Refers: m.Refers, Subject: m.Subject, Text: m.Text, Dates: m.Dates, FilesLeft: m.Left, Automatic: m.Automatic, Draft: m.Draft, Discarded: m.Discarded}
	if len(m.From) > 0 {
		mail.From = book.MailPerson(m.From[0])
	}
	for _, list := range [][]exchange.MailName{m.To, m.Cc, m.Bcc} {
		for _, n := range list {
			mail.To = append(mail.To, book.MailPerson(n))
		}
	}
	for _, f := range m.Attachments {
		mail.Files = append(mail.Files, book.NewFile{Name: f.Name, MediaType: f.MediaType, Content: f.Content})
	}
	mail.OptsOut = func() bool {
		own := exchange.OwnWords(m.Text, mostHeard)
		return locale.OptsOut(own) || strings.TrimSpace(own) == "" && locale.OptsOut(m.Subject)
	}
	mail.Heard = func() string {
		if reason := locale.StopReason(m.Subject); reason != "" {
			return reason
		}
		return locale.StopReason(exchange.OwnWords(m.Text, mostHeard))
	}
	return mail
}
