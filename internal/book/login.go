package book

import (
	"context"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// A book on a server knows by the login who acts. The server keeps private notes and who made a
// change by itself; what stands here says beforehand, and in words, what it would refuse.

// Grant is the input of GrantLogin beside the producer.
type Grant struct {
	Login  string
	For    []string // those for whom the login may act, by name or number
	Revoke bool     // takes the book from the login, or from all logins of the producer
}

// GrantLogin says by which login of the server a producer uses the book. It is not in the journal, and
// no undo takes it back.
//
// Errors: CodeConflict for a book in a file, and those of store.Grant.
func (b *Book) GrantLogin(ctx context.Context, who string, in Grant) (*crm.Outcome, error) {
	if !OnServer(b.options.Path) {
		return nil, crm.Errorf(crm.CodeConflict, "%s is a file, which whoever may read it uses; logins are those of a server", b.Path()).
			Try("Many producers can work with one book on PostgreSQL: docs/agency.md")
	}
	if b.login != nil {
		return nil, crm.Errorf(crm.CodeEnvironment, "%s is the login of a producer, and who may use the book is said by the one that owns its tables", b.login.Name).
			Try("Ask whoever set the book up")
	}
	outcome := b.Nothing("book grant")
	var p *crm.Producer
	l := crm.Login{Name: fold.Clean(in.Login)}
	var there []crm.Login
	err := b.read(ctx, func(v reader) (err error) {
		if p, err = v.producer(who); err != nil {
			return err
		}
		if !in.Revoke {
			if err := v.checkServing(p); err != nil {
				return err
			}
		}
		l.Producer = p.ID
		for _, text := range in.For {
			other, err := v.producer(text)
			if err != nil {
				return crm.OnFlag(err, "acts-for")
			}
			if other.ID != p.ID {
				l.ActsFor = l.ActsFor.With(other.ID)
			}
		}
		there, err = v.tx.Logins()
		return err
	})
	if err != nil {
		return nil, err
	}
	if in.Revoke {
		return outcome, b.revoke(ctx, outcome, p, l.Name, there)
	}
	if l.Name == "" {
		return nil, crm.OnFlag(crm.Errorf(crm.CodeUsage, "says by which login of the server %s uses the book", p.Name).
			Next("For instance", "book grant", p.ID, crm.With("login", strings.ToLower(firstOf(p.Name)))), "login")
	}
	if err := b.store.Grant(ctx, l, b.options.DryRun); err != nil {
		return nil, err
	}
	for _, was := range there {
		if was.Name == l.Name && was.Producer != p.ID {
			outcome.Notices = append(outcome.Notices, notice("login-was", "login", l.Name, "name", b.names[was.Producer]))
		}
	}
	var others []string
	for _, id := range l.ActsFor {
		others = append(others, b.names[id])
	}
	code := "login-granted"
	if len(others) > 0 {
		code = "login-granted-for"
	}
	outcome.Notices = append(outcome.Notices, notice(code, "login", l.Name, "name", p.Name, "names", others))
	return outcome, nil
}

// firstOf is the first word of a name.
func firstOf(name string) string {
	first, _, _ := strings.Cut(name, " ")
	return first
}

// revoke takes the book from a login of a producer, or from all of theirs.
func (b *Book) revoke(ctx context.Context, outcome *crm.Outcome, p *crm.Producer, login string, there []crm.Login) error {
	var of []crm.Login
	for _, l := range there {
		if l.Producer == p.ID && (login == "" || l.Name == login) {
			of = append(of, l)
		}
	}
	if len(of) == 0 {
		return crm.Errorf(crm.CodeNotFound, "%s has no such login", p.Name).On("login").Next("Who has which", "book show")
	}
	if err := b.store.Revoke(ctx, of, b.options.DryRun); err != nil {
		return err
	}
	var names []string
	for _, l := range of {
		names = append(names, l.Name)
	}
	outcome.Notices = append(outcome.Notices, notice("login-revoked", "names", names, "name", p.Name))
	return nil
}

// Logins says which login of the server is which producer: "ann = Ann Lee". A book in a file
// has none.
func (b *Book) Logins(ctx context.Context) (all []string, err error) {
	if !OnServer(b.options.Path) {
		return nil, nil
	}
	err = b.read(ctx, func(v reader) error {
		there, err := v.tx.Logins()
		for _, l := range there {
			text := l.Name + " = " + v.names[l.Producer]
			for i, id := range l.ActsFor {
				if i == 0 {
					text += " (for "
				} else {
					text += ", "
				}
				text += v.names[id]
			}
			if len(l.ActsFor) > 0 {
				text += ")"
			}
			all = append(all, text)
		}
		return err
	})
	return all, err
}

// actBy has the producer of a login act, or the one for whom they may.
//
// Errors: CodeRefused for a login of nobody, and where they may not.
func (b *Book) actBy(producers []*crm.Producer) error {
	b.actor = nil
	for _, p := range producers {
		if p.ID == b.login.Producer {
			b.actor = p
		}
	}
	if b.actor == nil {
		return crm.Errorf(crm.CodeRefused, "the login %s belongs to nobody who works with this book", b.login.Name).
			Try("Whoever owns the book says whose it is: book grant PRODUCER --login %s", b.login.Name)
	}
	b.me = b.actor
	if err := b.checkServing(b.actor); err != nil {
		return err
	}
	if b.options.As == "" {
		return nil
	}
	as, err := pickProducer(producers, b.options.As)
	if err != nil {
		return err
	}
	if b.actor.Role != crm.Manager && !b.login.MayActFor(as.ID) {
		return crm.Errorf(crm.CodeRefused, "%s is %s's login, which may not act for %s", b.login.Name, b.actor.Name, as.Name).On("as").
			Try("Whoever owns the book gives that to support staff: book grant %d --login %s --acts-for %d", b.actor.ID, b.login.Name, as.ID)
	}
	b.me = as
	return b.checkServing(as)
}

// mayManage rejects what the server lets a manager alone do.
func (w *work) mayManage(format string, args ...any) error {
	if w.login == nil || w.manages() {
		return nil
	}
	e := crm.Errorf(crm.CodeRefused, format, args...)
	if len(w.managers) > 0 {
		return e.Try("Ask a manager of this book: %s", strings.Join(w.managers, ", "))
	}
	return e.Try("This book has no manager: whoever owns it gives somebody the role: producer edit PRODUCER --role manager")
}

// seesAll rejects reversing a change with edits of notes that this login may not read.
func (w *work) seesAll(target *store.Change) error {
	hidden, err := w.tx.HasHidden(target.ID)
	if err == nil && hidden {
		err = crm.Errorf(crm.CodeRefused, "change %d is about notes, too, that are not yours to read", target.ID).Try("Ask %s, or a manager", w.names[target.Producer])
	}
	return err
}
