package book

import (
	"fmt"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// What a change settles about colleagues, and who may decide it. The question is about
// the edits, whichever command made them, undo and redo included.

// The kinds of decision that are a manager's. Each is the code of the question that a
// book without a manager asks.
const (
	decideOwner  = "confirm-take"     // somebody else looks after what is a colleague's
	decideRole   = "confirm-role"     // a role is given or taken
	decideRetire = "confirm-retire"   // a colleague is retired
	decideReturn = "confirm-return"   // a colleague is retired no longer
	decideErase  = "confirm-erase-of" // what a colleague looks after is erased
	decideMember = "confirm-join"     // somebody joins a team, and reads what it reads
)

// decision is something about colleagues that a change would settle.
type decision struct {
	kind     string
	who      int64      // the producer it is about; of decideOwner who gets the record
	from     int64      // of decideOwner whose the record was
	record   crm.Record // as it becomes, or as it was where it is taken out
	regained bool       // whoever acts would have back what they gave up themselves
}

// decisions returns what an edit settles about colleagues. The edits of rules settle
// nothing, since they follow from a decision.
func (w *work) decisions(e *crm.Edit) []decision {
	if e.Rule != "" {
		return nil
	}
	me := w.MyID()
	var all []decision
	if p, ok := e.Record().(*crm.Producer); ok {
		if e.Changed("role") {
			all = append(all, decision{kind: decideRole, who: p.ID, record: p})
		}
		if e.Action == crm.Update && e.Changed("retired") && p.ID != me {
			kind := decideRetire
			if !p.IsRetired() {
				kind = decideReturn
			}
			all = append(all, decision{kind: kind, who: p.ID, record: p})
		}
	}
	if after, ok := e.After.(*crm.Team); ok && e.Action == crm.Update { // nothing is shared with a team that is new
		for _, id := range after.Members {
			if !e.Before.(*crm.Team).Members.Has(id) {
				all = append(all, decision{kind: decideMember, who: id, record: after})
			}
		}
	}
	if from := crm.OwnerOf(e.Before); e.Kind == crm.KindContact && e.Action == crm.Update && e.Changed("erased") && from != 0 && from != me {
		all = append(all, decision{kind: decideErase, from: from, record: e.Before})
	}
	named := w.importing.named.has(crm.IDOf(e.Record())) // a group that this import has made, of which its own row says whose it is
	if from := crm.OwnerOf(e.Before); e.Action == crm.Update && e.Changed("owner") && from != 0 && from != me && !named {
		all = append(all, decision{kind: decideOwner, who: crm.OwnerOf(e.After), from: from, record: e.After})
	}
	if from := crm.OwnerOf(e.Before); e.Action == crm.Delete && w.command == crm.DeleteCommand && from != 0 && from != me {
		all = append(all, decision{kind: decideOwner, from: from, record: e.Before})
	}
	if from := crm.OwnerOf(e.Before); e.Kind == crm.KindContact && e.Action == crm.Delete && w.command == crm.MergeCommand && from != 0 && from != me {
		if to := w.mergedOwner; to != from {
			all = append(all, decision{kind: decideOwner, who: to, from: from, record: e.Before})
		}
	}
	for i := range all {
		all[i].regained = w.regain && all[i].who == me
	}
	return all
}

// mayDecide asks about, or rejects, what a change settles about colleagues. A manager,
// or somebody who works alone, decides. In a book with a manager nobody else does; in
// one without, they are asked.
//
// Errors: CodeRefused.
func (w *work) mayDecide() error {
	if w.command == crm.RestoreCommand { // it was settled before
		return nil
	}
	if w.manages() {
		return w.lastManager()
	}
	open, err := w.openDecisions()
	if err != nil || len(open) == 0 {
		return err
	}
	if len(w.managers) > 0 {
		return w.notMine(open[0])
	}
	for _, d := range open {
		if d.kind == decideRole {
			if err := w.mayManage("a role is given by a manager"); err != nil {
				return err
			}
		}
	}
	for len(open) > 0 {
		first := open[0]
		together := func(d decision) bool {
			return d.kind == first.kind && (d.kind == decideOwner || crm.IDOf(d.record) == crm.IDOf(first.record))
		}
		var of []decision
		for _, d := range open {
			if together(d) {
				of = append(of, d)
			}
		}
		if err := w.confirmDecision(of); err != nil {
			return err
		}
		open = slices.DeleteFunc(open, together)
	}
	return nil
}

// lastManager asks before a book that several work with loses its last manager.
func (w *work) lastManager() error {
	changed := slices.ContainsFunc(w.outcome.Edits, func(e *crm.Edit) bool { return e.Kind == crm.KindProducer && e.Action != crm.Create })
	if len(w.managers) == 0 || !changed {
		return nil
	}
	producers, err := w.tx.Producers()
	if err != nil {
		return err
	}
	left := 0
	for _, p := range producers {
		switch {
		case p.IsRetired():
		case p.Role == crm.Manager:
			return nil
		default:
			left++
		}
	}
	if left < 2 {
		return nil
	}
	return w.confirm("confirm-no-manager", "names", w.managers)
}

// openDecisions leaves out the decisions that are part of another one: what goes from a
// retired producer or to a returning one, and what goes along with its contact or
// opportunity.
func (w *work) openDecisions() ([]decision, error) {
	back, taken := map[int64]bool{}, map[int64]bool{}
	for _, d := range w.decided {
		switch d.kind {
		case decideReturn:
			back[d.who] = true
		case decideOwner:
			taken[crm.IDOf(d.record)] = true
		}
	}
	var open []decision
	for _, d := range w.decided {
		if d.regained || back[d.who] && d.kind != decideReturn {
			continue
		}
		if d.kind == decideOwner {
			p, err := store.Ref[*crm.Producer](w.tx.View, d.from)
			if err != nil {
				return nil, err
			}
			if p == nil || p.IsRetired() {
				continue
			}
			along := func(id int64) bool { return id != 0 && id != crm.IDOf(d.record) && taken[id] }
			if along(crm.About(d.record, crm.KindContact)) || along(crm.About(d.record, crm.KindOpportunity)) || along(crm.About(d.record, crm.KindPolicy)) {
				continue
			}
		}
		open = append(open, d)
	}
	return open, nil
}

func (w *work) confirmDecision(of []decision) error {
	var from, who []string
	var settled []crm.Record
	for _, d := range of {
		from, who = w.addProducerName(from, d.from), w.addProducerName(who, d.who)
		settled = append(settled, d.record)
	}
	pairs := []any{"names", who, "records", records(settled)}
	switch of[0].kind {
	case decideOwner, decideErase:
		pairs = append(pairs, "from", from)
	case decideMember:
		pairs = []any{"names", who, "team", crm.NameOf(of[0].record)}
	default:
		p := of[0].record.(*crm.Producer)
		var heirs []string
		for _, d := range w.decided {
			if d.kind == decideOwner && d.from == p.ID {
				heirs = w.addProducerName(heirs, d.who)
			}
		}
		pairs = []any{"name", p.Name, "role", p.Role, "to", strings.Join(heirs, ", "), "records", records(settled)}
	}
	return w.confirm(of[0].kind, pairs...)
}

// addProducerName adds the name of a producer to names, once.
func (w *work) addProducerName(names []string, id int64) []string {
	if name := w.names[id]; name != "" && !slices.Contains(names, name) {
		names = append(names, name)
	}
	return names
}

// notMine returns the error for a decision that only a manager may make.
func (w *work) notMine(d decision) *crm.Error {
	refuse := func(format string, args ...any) *crm.Error {
		return crm.Errorf(crm.CodeRefused, format, args...).Try("Ask a manager of this book: %s", strings.Join(w.managers, ", "))
	}
	switch d.kind {
	case decideRole:
		return refuse("only a manager gives roles").On("role")
	case decideRetire:
		return refuse("only a manager retires a colleague")
	case decideReturn:
		return refuse("only a manager brings back a colleague who is retired")
	case decideErase:
		return refuse("%s looks after %s (%d), and only a manager erases them", w.names[d.from], crm.NameOf(d.record), crm.IDOf(d.record))
	case decideMember:
		return refuse("only a manager adds members to a team: %s would read every note that is shared with %s", w.names[d.who], w.names[crm.IDOf(d.record)])
	}
	id := crm.IDOf(d.record)
	what := fmt.Sprintf("%s %d", crm.WordFor(d.record), id)
	if c, ok := d.record.(*crm.Contact); ok {
		what = fmt.Sprintf("%s (%d)", c.Name, id)
	}
	e := refuse("%s looks after %s, and only a manager takes it from them", w.names[d.from], what).On("owner")
	if d.who != 0 && crm.IsWork(d.record) {
		e.Next(fmt.Sprintf("Or have %s give it", w.names[d.from]), "assign", id, crm.With("to", d.who)).ByOther()
	}
	return e
}

// manages reports whether the acting producer is a manager or works alone. They read
// and change every note and decide about colleagues.
func (b *Book) manages() bool {
	return b.solo || b.me == nil || b.me.Role == crm.Manager && (b.actor == nil || b.actor.Role == crm.Manager)
}
