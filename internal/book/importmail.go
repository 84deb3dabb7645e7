package book

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"crm/internal/crm"
	"crm/internal/fold"
)

// An e-mail from a mail program is logged as by hand, with each contact who wrote it or to
// whom it is. It is known again by what the program calls it.

// Mail is an e-mail of a file.
type Mail struct {
	Line          int
	ID            string   // what mail programs call it
	Refers        []string // those that it answers, the nearest first
	From          MailPerson
	To            []MailPerson
	Subject, Text string
	Dates         []time.Time // when it was sent, the most trusted first
	Files         []NewFile
	FilesLeft     int
	Automatic     bool // nobody wrote it
	Draft         bool // it was not sent yet
	Discarded     bool // it is in the trash, or with the spam
	// Heard returns the reason to stop whoever wrote it, which their words give, or nothing.
	Heard func() string
	// OptsOut reports whether their words are that they want no e-mails, and nothing else.
	OptsOut func() bool
}

// MailPerson is who wrote or got an e-mail.
type MailPerson struct{ Name, Address string }

// MailImport is what ImportMail is given.
type MailImport struct {
	// Mails are the e-mails of a file. An error with a line is of that e-mail, any other ends
	// the import.
	Mails       iter.Seq2[Mail, error]
	Many        bool     // it may have more than one
	Mine        []string // addresses of who imports, beside those of the producers
	Opportunity string   // which the e-mails with its contact regard
	Contacts    []string // who is meant where several have an address
	AddUnknown  bool     // make leads of those who wrote and are not in the book; the e-mails are read twice
	SkipBad     bool
	CallsPerDay int // spread the calls that rules make for these leads, as those of Import
	// Asks lets the book ask what an e-mail regards, if there is one alone; the e-mails are
	// read again then.
	Asks bool
}

// ImportMail logs the e-mails of a file, as one change. One that the book has already is
// left as it is, except that it may come to regard an opportunity.
//
// Errors: CodeInvalid for e-mails that can't be read unless bad ones are left out, for an
// opportunity that none of them can regard, and where it is not known whose they are.
func (b *Book) ImportMail(ctx context.Context, command string, in MailImport) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		if in.Many {
			w.backsUp = crm.BackupBeforeImport
		}
		m := &mailImport{work: w, in: in, out: &crm.ImportedMail{}, mine: map[string]bool{}, meant: map[int64]bool{}, known: map[string][]*crm.Contact{}, with: map[int64]bool{}, unknown: map[string]*crm.MailSender{}, left: map[crm.LeftMail]int{}, bare: map[int64]int64{}}
		w.outcome.Mail = m.out
		w.paces(in.CallsPerDay)
		return m.run()
	})
}

// mailImport is an import of e-mails in the making.
type mailImport struct {
	*work
	in      MailImport
	out     *crm.ImportedMail
	mine    map[string]bool // points of who imports
	meant   map[int64]bool  // who is, where several have an address
	sale    *crm.Opportunity
	met     bool                      // an e-mail with the contact of sale
	known   map[string][]*crm.Contact // by point
	with    map[int64]bool
	unknown map[string]*crm.MailSender // by point
	strange map[string]*stranger       // who wrote and was not in the book, by point, if leads are made
	left    map[crm.LeftMail]int       // with the count 0
	bare    map[int64]int64            // contacts of e-mails that regard nothing
	heard   []int64                    // contacts whose words were remarked on
	told    []int64                    // those who want no e-mails, of whom that is said
	bad     []*crm.Error
}

// Limits of what is told of e-mails.
const (
	mostSenders = 1_000 // who wrote and is not in the book
	mostHeard   = 20    // whose words are remarked on
	// mostMailsTold is how many e-mails are told of; the others are counted.
	mostMailsTold = 10
)

func (m *mailImport) run() error {
	if err := m.prepare(); err != nil {
		return err
	}
	if m.in.AddUnknown {
		if err := m.addStrangers(); err != nil {
			return err
		}
	}
	for mail, err := range m.in.Mails {
		if e, ok := crm.AsError(err); ok && mail.Line > 0 {
			m.bad = append(m.bad, e)
			if m.out.Bad = append(m.out.Bad, crm.SkippedRow{Line: mail.Line, Reason: reasonAlone(e)}); !m.in.SkipBad && len(m.bad) >= listed {
				break
			}
			continue
		}
		if err != nil {
			return err
		}
		if err := m.take(&mail); err != nil {
			return err
		}
		if len(m.pending) >= mostPending {
			if err := m.journal(); err != nil {
				return err
			}
		}
	}
	if err := m.checkBad(); err != nil {
		return err
	}
	if m.sale != nil && !m.met {
		c, err := m.contactOrNil(m.sale.Contact)
		if c == nil || err != nil {
			return err
		}
		return crm.Errorf(crm.CodeInvalid, "no e-mail of the file is with %s, whose opportunity %d is", c.Name, m.sale.ID).On("opp")
	}
	m.streaming = m.in.Many // what there is to remark on is said
	m.tell()
	return m.offer()
}

// reasonAlone is what an error says without its line.
func reasonAlone(e *crm.Error) string {
	alone := *e
	alone.Line = 0
	return alone.Error()
}

// prepare finds whose addresses are known, and what the e-mails regard.
func (m *mailImport) prepare() error {
	producers, err := m.tx.Producers()
	if err != nil {
		return err
	}
	for _, p := range producers {
		if point, ok := fold.EmailPoint(p.Email); ok {
			m.mine[point] = true
		}
	}
	for _, address := range m.in.Mine {
		point, ok := fold.EmailPoint(address)
		if !ok {
			return crm.Errorf(crm.CodeUsage, "%q is not an e-mail address", address).On("from-me")
		}
		m.mine[point] = true
	}
	for _, name := range m.in.Contacts {
		c, err := m.contact(name)
		if err != nil {
			return crm.OnFlag(err, "contact")
		}
		m.meant[c.ID] = true
	}
	if m.in.Opportunity != "" {
		if m.sale, err = m.opportunityMeant(m.in.Opportunity); err != nil {
			return crm.OnField(err, "opp")
		}
		return crm.OnField(m.mustBeOpen(m.sale), "opp")
	}
	return nil
}

// checkBad rejects a file with e-mails that can't be read.
func (m *mailImport) checkBad() error {
	if len(m.bad) == 0 || m.in.SkipBad {
		return nil
	}
	if len(m.bad) == 1 {
		if m.in.Many {
			return m.bad[0].Leaving("Leave it out", crm.With("skip-bad", nil))
		}
		return m.bad[0]
	}
	e := crm.Errorf(crm.CodeInvalid, "%d e-mails can't be read", len(m.bad))
	for _, bad := range m.bad {
		e.Try("%s", bad.Error())
	}
	return e.Leaving("Leave them out", crm.With("skip-bad", nil))
}

// take logs an e-mail with each contact who wrote it or got it.
func (m *mailImport) take(mail *Mail) error {
	switch {
	case mail.Discarded:
		m.out.Discarded++
		return nil
	case mail.Draft:
		m.out.Drafts++
		return nil
	}
	mine := m.isMine(mail.From)
	people := []MailPerson{mail.From}
	if mine {
		people = mail.To
	}
	var done []int64
	for _, p := range people {
		if m.isMine(p) {
			continue
		}
		c, several, err := m.contactAt(p)
		if err != nil {
			return err
		}
		if len(several) > 0 {
			if c, err = m.whichOf(p, several); err != nil {
				return err
			}
			if c == nil {
				continue
			}
		}
		if c == nil && !mine {
			return m.passOver(mail)
		}
		if c == nil || slices.Contains(done, c.ID) {
			continue
		}
		done = append(done, c.ID)
		if err := m.log(mail, c, !mine); err != nil {
			return err
		}
	}
	return nil
}

func (m *mailImport) isMine(p MailPerson) bool {
	point, ok := fold.EmailPoint(p.Address)
	return ok && m.mine[point]
}

// log logs an e-mail with a contact, unless the book has it.
func (m *mailImport) log(mail *Mail, c *crm.Contact, inbound bool) error {
	there, err := m.tx.Mails(mail.ID)
	if err != nil {
		return err
	}
	for _, a := range there {
		if a.Contact == c.ID {
			return m.again(a, c)
		}
	}
	at, day, dated := m.sentAt(mail)
	if !dated {
		m.out.Undated++
	}
	m.streaming = m.in.Many && m.out.In+m.out.Out+m.out.Leads >= mostMailsTold
	logged := false
	err = m.onDay(day, func() error {
		if logged, err = m.logOne(mail, c, inbound, at); err != nil {
			return err
		}
		return m.drain()
	})
	if !logged || err != nil {
		return err
	}
	if m.with[c.ID] = true; inbound {
		m.out.In++
		return m.hear(mail, c, day)
	}
	m.out.Out++
	return m.unwanted(c, day)
}

// unwanted says once of each contact that they were written to though they, or somebody with
// their address, want no e-mails. Of one e-mail alone the remarks on its change say it.
func (m *mailImport) unwanted(c *crm.Contact, day crm.Date) error {
	if !m.in.Many || c.EmailsBarred.IsZero() || day.Before(c.EmailsBarred) || slices.Contains(m.told, c.ID) || len(m.told) >= mostHeard {
		return nil
	}
	m.told = append(m.told, c.ID)
	if c.EmailsWithdrawn.IsZero() {
		return m.sayNoEmailsBeside(c, nil)
	}
	m.warn("wants-no-emails", "name", c.Name, "since", c.EmailsWithdrawn)
	return nil
}

// again takes an e-mail that the book has already.
func (m *mailImport) again(a *crm.Activity, c *crm.Contact) error {
	m.out.Known++
	named := m.saleOf(c)
	if named == "" || a.Opportunity != 0 {
		return nil
	}
	changed := crm.Copy(a)
	if err := m.regard(changed, nil, named); err != nil {
		return err
	}
	m.out.Regarding++
	if _, err := m.put(changed); err != nil {
		return err
	}
	return m.regardAnswers(changed)
}

// saleOf returns the opportunity that e-mails with a contact regard, if one was named that is
// theirs.
func (m *mailImport) saleOf(c *crm.Contact) string {
	if m.sale == nil {
		return ""
	}
	with, err := m.contactOrNil(m.sale.Contact)
	if err != nil || with == nil || with.ID != c.ID && !areTogether(with, c) {
		return ""
	}
	m.met = true
	return strconv.FormatInt(m.sale.ID, 10)
}

// logOne logs an e-mail that the book does not have.
func (m *mailImport) logOne(mail *Mail, c *crm.Contact, inbound bool, at time.Time) (bool, error) {
	in := EmailLog{Subject: shortSubject(mail.Subject), Note: mail.Text, Inbound: inbound, At: at, Opportunity: m.saleOf(c)}
	a, err := m.plannedEmail(c, in)
	if err != nil {
		return false, err
	}
	var about crm.Record
	if in.Opportunity == "" {
		if about, err = m.answered(mail, c); err != nil {
			return false, err
		}
		if about == nil && m.in.Asks && !m.in.Many {
			if about, err = m.askSale(c); err != nil {
				return false, err
			}
		}
	}
	a.ExternalID = mail.ID
	if a.Thread, err = m.threadOf(mail); err != nil {
		return false, err
	}
	err = m.logEmail(a, about, in)
	if crm.CodeOf(err) == crm.CodeRefused {
		m.left[crm.LeftMail{Why: crm.MailStopped, Name: c.Name, ID: c.ID}]++
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if a.Opportunity == 0 && a.Policy == 0 {
		m.bare[a.ID] = c.ID
	}
	if err := m.joinThread(mail, a); err != nil {
		return true, err
	}
	return true, m.keepFiles(mail, a)
}

// keepFiles attaches the files of an e-mail to it, each once.
func (m *mailImport) keepFiles(mail *Mail, a *crm.Activity) error {
	m.out.FilesLeft += mail.FilesLeft
	var sums []string
	for _, file := range mail.Files {
		if int64(len(file.Content)) > m.FileLimit() {
			m.out.FilesLeft++
			continue
		}
		f, err := m.newFile(a, file.Name, file)
		if err != nil {
			return err
		}
		if slices.Contains(sums, f.SHA256) {
			continue
		}
		sums = append(sums, f.SHA256)
		if _, err := m.put(f); err != nil {
			return err
		}
		if m.out.Files++; isPacked(f) {
			m.sayPacked(f, a)
		}
	}
	return nil
}

// sentAt returns when an e-mail was sent, and the day of that here. A moment that is ahead
// is none.
func (m *mailImport) sentAt(mail *Mail) (at time.Time, day crm.Date, dated bool) {
	for _, at := range mail.Dates {
		at = at.UTC().Truncate(time.Second)
		day := crm.DateOf(at.In(m.zone))
		if !at.After(m.options.Now.Add(time.Hour)) && !day.After(m.today) {
			return at, day, true
		}
	}
	return time.Time{}, m.today, false
}

// tell sets what is told of all e-mails.
func (m *mailImport) tell() {
	m.out.People = len(m.with)
	for _, s := range m.unknown {
		m.out.Unknown = append(m.out.Unknown, *s)
	}
	slices.SortFunc(m.out.Unknown, func(a, b crm.MailSender) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Address, b.Address))
	})
	for left, n := range m.left {
		left.Count = n
		m.out.Left = append(m.out.Left, left)
	}
	slices.SortFunc(m.out.Left, func(a, b crm.LeftMail) int {
		return cmp.Or(strings.Compare(a.Why, b.Why), cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
}
