package book

import (
	"context"

	"crm/internal/crm"
	"crm/internal/fold"
)

// AddTeam adds a team.
//
// Errors: CodeConflict if a team or a producer has that name and for a retired member,
// CodeNotFound for an unknown one.
func (b *Book) AddTeam(ctx context.Context, name string, members []string) (*crm.Outcome, error) {
	return b.change(ctx, "team add", func(w *work) error {
		t := &crm.Team{}
		if err := w.join(t, members); err != nil {
			return err
		}
		return w.putTeam(t, Values{"name": {name}})
	})
}

// editTeam puts a team, given by number or name, after what do and values change of it.
func (b *Book) editTeam(ctx context.Context, command, which string, values Values, do func(*work, *crm.Team) error) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		t, err := w.team(which)
		if err != nil {
			return err
		}
		if err := do(w, t); err != nil {
			return err
		}
		return w.putTeam(t, values)
	})
}

// EditTeam sets fields of a team, given by number or name.
//
// Errors: those of AddTeam.
func (b *Book) EditTeam(ctx context.Context, which string, values Values) (*crm.Outcome, error) {
	return b.editTeam(ctx, "team edit", which, values, func(w *work, t *crm.Team) error { return w.expectVersion(t, values) })
}

// JoinTeam adds producers to a team.
//
// Errors: CodeNotFound, CodeConflict for a retired one.
func (b *Book) JoinTeam(ctx context.Context, which string, who []string) (*crm.Outcome, error) {
	return b.editTeam(ctx, "team join", which, nil, func(w *work, t *crm.Team) error { return w.join(t, who) })
}

// LeaveTeam removes producers from a team.
//
// Errors: CodeNotFound.
func (b *Book) LeaveTeam(ctx context.Context, which string, who []string) (*crm.Outcome, error) {
	return b.editTeam(ctx, "team leave", which, nil, func(w *work, t *crm.Team) error {
		for _, text := range who {
			p, err := w.producer(text)
			if err != nil {
				return err
			}
			t.Members = t.Members.Without(p.ID)
		}
		return nil
	})
}

// Team returns the card of a team, given by number or name.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (b *Book) Team(ctx context.Context, which string) (*crm.TeamCard, error) {
	var card *crm.TeamCard
	err := b.read(ctx, func(v reader) error {
		t, err := v.team(which)
		if err != nil {
			return err
		}
		producers, err := v.tx.Producers()
		card = &crm.TeamCard{Team: t}
		for _, p := range producers {
			if t.Members.Has(p.ID) {
				card.Members = append(card.Members, p)
			}
		}
		return err
	})
	return card, err
}

func (w *work) join(t *crm.Team, who []string) error {
	for _, text := range who {
		p, err := w.recipient(text)
		if err != nil {
			return err
		}
		t.Members = t.Members.With(p.ID)
	}
	return nil
}

func (w *work) putTeam(t *crm.Team, values Values) error {
	if err := w.setFields(t, values); err != nil {
		return err
	}
	if fold.Text(t.Name) == "" {
		return crm.Errorf(crm.CodeInvalid, "a team needs a name").On("name")
	}
	if err := w.checkName(t.ID, t.Name); err != nil {
		return err
	}
	w.subject(t)
	_, err := w.put(t)
	return err
}

// checkName rejects the name of another producer or team: notes are shared with either,
// by name.
func (w *work) checkName(id int64, name string) error {
	producers, err := w.tx.Producers()
	if err != nil {
		return err
	}
	teams, err := w.tx.Teams()
	if err != nil {
		return err
	}
	taken := func(word string, other int64, called string) error {
		if other == id || !fold.SameName(called, name) {
			return nil
		}
		return crm.Errorf(crm.CodeConflict, "%s %d is called %s already", word, other, called).On("name")
	}
	for _, p := range producers {
		if err := taken("producer", p.ID, p.Name); err != nil {
			return err
		}
	}
	for _, t := range teams {
		if err := taken("team", t.ID, t.Name); err != nil {
			return err
		}
	}
	return nil
}
