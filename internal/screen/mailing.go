package screen

import (
	"crm/internal/crm"
	"crm/internal/say"
	"crm/internal/wire"
)

// ExportedMailing tells how many letters were written, or would be.
func (s *Screen) ExportedMailing(e wire.ExportedMailing) error {
	if s.forPrograms() {
		return s.Writer.ExportedMailing(e)
	}
	p := s.page()
	p.addWrapped(p.Locale.Plural(would("mailing.exported", e.DryRun), len(e.Letters), "size", p.Locale.Size(e.Size)))
	p.line("  " + say.Clean(e.Path))
	for _, sentence := range s.MailingLeft(e.Mailing) {
		p.addWrapped(sentence)
	}
	return p.show()
}

// mostLeftNamed is how many people are named of those who get no letter.
const mostLeftNamed = 5

// MailingLeft says who gets no letter, and why.
func (s *Screen) MailingLeft(m *crm.Mailing) (sentences []string) {
	for _, why := range []string{crm.LeftStopped, crm.LeftWithdrawn, crm.LeftNowhere} {
		var names []string
		n := 0
		for _, l := range m.Left {
			if l.Why != why {
				continue
			}
			if n++; n <= mostLeftNamed {
				names = append(names, say.Clean(l.Contact.Name))
			}
		}
		if n > mostLeftNamed {
			names = append(names, s.Locale.Text("mailing.more", "n", n-mostLeftNamed))
		}
		if n > 0 {
			sentences = append(sentences, s.Locale.Plural("mailing.left."+why, n, "names", s.Locale.Join(names...)))
		}
	}
	return sentences
}
