package screen

import (
	"strings"

	"crm/internal/crm"
	"crm/internal/say"
)

// mail shows what a file of e-mails has brought.
func (p *page) mail(o *crm.Outcome) {
	l, m := p.Locale, o.Mail
	key := "mail.logged"
	logged := m.In + m.Out
	switch {
	case logged == 0:
		key = "mail.none"
	case o.DryRun:
		key = "mail.would.log"
	}
	text := ""
	if logged != 1 || len(o.Subjects) != 1 { // of which a line says more
		text = l.Plural(key, logged, "people", l.Plural("mail.people", m.People), "in", m.In, "out", m.Out)
	}
	for _, part := range []struct {
		key string
		n   int
	}{{"mail.known", m.Known}, {"mail.regarding", m.Regarding}, {"mail.leads", m.Leads}, {"mail.refusing", m.Refusing}, {"mail.opted-out", m.OptedOut}, {"mail.files", m.Files}, {"mail.files-left", m.FilesLeft}, {"mail.undated", m.Undated}, {"mail.automatic", m.Automatic}, {"mail.drafts", m.Drafts}, {"mail.discarded", m.Discarded}} {
		if part.n > 0 {
			text = strings.TrimSpace(text + p.Space() + l.Plural(part.key, part.n))
		}
	}
	if text != "" {
		p.addWrapped(text)
	}
	for _, left := range m.Left[:min(len(m.Left), mostRows)] {
		p.addWrapped(l.Plural("mail.left."+left.Why, left.Count, "name", say.Clean(left.Name)))
	}
	p.more(len(m.Left))
	if len(m.Bad) > 0 {
		p.line(l.Plural("mail.bad", len(m.Bad)))
		for _, r := range m.Bad[:min(len(m.Bad), mostRows)] {
			p.badRow(l.Text("outcome.row", "n", itoa(r.Line)), r)
		}
		p.more(len(m.Bad))
	}
	p.senders(m)
}

// senders shows who wrote and is not in the book.
func (p *page) senders(m *crm.ImportedMail) {
	if len(m.Unknown) == 0 {
		return
	}
	p.line(p.Locale.Plural("mail.unknown", len(m.Unknown)))
	g := &grid{wraps: true}
	for _, s := range m.Unknown[:min(len(m.Unknown), mostRows)] {
		g.add(itoa(s.Count), say.Clean(s.Address), say.Clean(s.Name))
	}
	p.grid("  ", g, 1)
	if more := len(m.Unknown) - mostRows; more > 0 {
		p.line("  " + p.Locale.Plural("mail.unknown.more", more))
	}
}
