package book

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// Assign gives contacts, open opportunities, policies in force and open activities to a
// producer. An opportunity or a policy takes along the open activities that its owner
// had; a contact takes along policies and what regards no opportunity. Noun narrows
// what a number may mean, as in Show.
//
// Errors: CodeNotFound, CodeConflict for a closed record or a retired producer.
func (b *Book) Assign(ctx context.Context, command, noun string, which []string, to string) (*crm.Outcome, error) {
	return b.change(ctx, command, func(w *work) error {
		p, err := w.recipient(to)
		if err != nil {
			return crm.OnField(err, "to")
		}
		for _, text := range which {
			record, err := w.toAssign(noun, text)
			if err != nil {
				return err
			}
			if err := w.assignTo(record, p); err != nil {
				return err
			}
		}
		return w.sayLeftBehind(p)
	})
}

// AssignList assigns the records of a list. It asks before giving away more than one.
//
// Errors: those of List and Assign, CodeRefused when nobody can be asked.
func (b *Book) AssignList(ctx context.Context, q ListQuery, to string) (*crm.Outcome, error) {
	return b.change(ctx, "assign", func(w *work) error {
		p, err := w.recipient(to)
		if err != nil {
			return crm.OnField(err, "to")
		}
		if q.Noun != crm.KindContact {
			q.Fixed = append(q.Fixed, `status == "open"`)
		}
		of := q
		of.Fixed = append(slices.Clone(q.Fixed), fmt.Sprintf("owner != %d", p.ID))
		ids, err := w.listedIDs(of)
		if err != nil {
			return err
		}
		if len(ids) == 0 {
			return w.noneToAssign(q, p)
		}
		var found []crm.Record
		for _, id := range ids {
			record, err := w.tx.Ref(q.Noun, id)
			if err != nil {
				return err
			}
			found = append(found, record)
		}
		if len(found) > 1 {
			if err := w.confirm("confirm-assign", "n", len(found), "to", p.Name, "records", records(found)); err != nil {
				return err
			}
		}
		for _, id := range ids {
			record, err := w.tx.Ref(q.Noun, id)
			if err != nil {
				return err
			}
			if err := w.assignTo(record, p); err != nil {
				return err
			}
		}
		return w.sayLeftBehind(p)
	})
}

// noneToAssign says that a list has nothing, or nothing that a producer does not have
// already, and what was looked for.
func (w *work) noneToAssign(q ListQuery, to *crm.Producer) error {
	owner, err := w.whoseRecords(q.Owner)
	if err != nil {
		return err
	}
	listed, err := w.listedIDs(q)
	code := "none-to-assign"
	if len(listed) == 0 {
		code = "none-listed"
	}
	w.say(code, "kind", string(q.Noun), "owner", owner.label, "where", q.Where, "to", to.Name)
	return err
}

// listedIDs returns the numbers of the records in a list.
func (v reader) listedIDs(q ListQuery) ([]int64, error) {
	q.Columns = []string{"id"}
	selection, err := v.selection(q)
	if err != nil {
		return nil, err
	}
	_, rows, err := v.tx.Select(selection)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		ids = append(ids, row[0].(int64))
	}
	return ids, nil
}

// toAssign finds the record to give away.
func (w *work) toAssign(noun, text string) (crm.Record, error) {
	if noun == "opp" {
		return w.openOpportunity(text)
	}
	record, err := w.recordMeant(noun, text)
	if err != nil {
		return nil, err
	}
	if crm.NounOf(record.Noun()).Owner != "owner" {
		return nil, crm.Errorf(crm.CodeNotFound, "%d is %s, and only a contact, an opportunity, a policy or an activity has an owner", crm.IDOf(record), crm.Article(crm.WordFor(record)))
	}
	if crm.IsWork(record) {
		return record, nil
	}
	switch r := record.(type) {
	case *crm.Opportunity:
		err = w.mustBeOpen(r)
	case *crm.Activity:
		err = w.notOpen(r)
	case *crm.Policy:
		err = crm.Errorf(crm.CodeConflict, "policy %d is %s since %s", r.ID, r.Status, r.Ended)
	}
	return nil, err
}

// assignTo gives a producer a record and what goes with it.
func (w *work) assignTo(record crm.Record, to *crm.Producer) error {
	w.subject(record)
	from := crm.OwnerOf(record)
	if from == to.ID {
		return nil
	}
	if err := w.give(record, to.ID); err != nil {
		return err
	}
	if err := w.takeAlong(record, from); err != nil {
		return err
	}
	return w.drain()
}

// takeAlong gives the new owner the open activities that the previous owner had: those
// regarding an opportunity or a policy, or for a contact those regarding no open
// opportunity, and the policies in force.
func (w *work) takeAlong(record crm.Record, from int64) error {
	c, all := record.(*crm.Contact)
	if all {
		if w.given == nil {
			w.given = map[int64]int64{}
		}
		w.given[c.ID] = from
		if err := w.policiesAlong(c, from); err != nil {
			return err
		}
	}
	open, err := w.tx.OpenAbout(record.Noun(), crm.IDOf(record))
	if err != nil {
		return err
	}
	for _, a := range open {
		if a.Owner != from {
			continue
		}
		if all && a.Opportunity != 0 && a.Policy == 0 {
			o, err := store.Ref[*crm.Opportunity](w.tx.View, a.Opportunity)
			if err != nil {
				return err
			}
			if o != nil && o.Status == crm.Open {
				continue
			}
		}
		if err := w.give(a, crm.OwnerOf(record)); err != nil {
			return err
		}
	}
	if o, is := record.(*crm.Opportunity); is {
		return w.reviewAlong(o, from)
	}
	return nil
}

// reviewAlong gives the new owner of an opportunity the review call that a conversation about it
// has made, where the previous one has nothing else to do with the contact.
func (w *work) reviewAlong(o *crm.Opportunity, from int64) error {
	c, err := w.contactOrNil(o.Contact)
	if c == nil || c.Owner == from || err != nil {
		return err
	}
	opportunities, err := w.tx.Opportunities(c.ID)
	if err != nil || slices.ContainsFunc(opportunities, func(other *crm.Opportunity) bool { return other.Status == crm.Open && other.Owner == from }) {
		return err
	}
	policies, err := store.About[*crm.Policy](w.tx.View, []int64{c.ID})
	if err != nil || slices.ContainsFunc(policies, func(p *crm.Policy) bool { return p.InForce() && p.Owner == from }) {
		return err
	}
	open, err := w.tx.OpenActivities(c.ID)
	for _, a := range open {
		if a.Owner == from && a.CallType == crm.ReviewCall && a.Rule != "" {
			err = cmp.Or(err, w.give(a, o.Owner))
		}
	}
	return err
}

// sayLeftBehind names the open opportunities of assigned contacts that their previous
// owners keep.
func (w *work) sayLeftBehind(to *crm.Producer) error {
	opps, err := store.About[*crm.Opportunity](w.tx.View, slices.Sorted(maps.Keys(w.given)))
	if err != nil {
		return err
	}
	var ids, owners []string
	for _, o := range opps {
		if o.Status != crm.Open || o.Owner != w.given[o.Contact] || o.Owner == to.ID {
			continue
		}
		p, err := store.Ref[*crm.Producer](w.tx.View, o.Owner)
		if err != nil {
			return err
		}
		if ids = append(ids, strconv.FormatInt(o.ID, 10)); !slices.Contains(owners, p.Name) {
			owners = append(owners, p.Name)
		}
	}
	if err := w.sayMembersLeft(to); err != nil {
		return err
	}
	if len(ids) > 0 {
		w.say("opportunities-left", "n", len(ids), "ids", strings.Join(ids, " "), "owner", strings.Join(owners, ", "), "id", to.ID)
	}
	return nil
}

// sayMembersLeft names who belongs to assigned households and organizations and stays with
// somebody else.
func (w *work) sayMembersLeft(to *crm.Producer) error {
	var ids, names []string
	for _, id := range slices.Sorted(maps.Keys(w.given)) {
		c, err := w.contactOrNil(id)
		if c == nil || c.Kind == crm.Person || err != nil {
			if err != nil {
				return err
			}
			continue
		}
		members, err := w.tx.Members(id)
		if err != nil {
			return err
		}
		for _, m := range members {
			if number := strconv.FormatInt(m.ID, 10); m.Owner != to.ID && !slices.Contains(ids, number) {
				ids, names = append(ids, number), append(names, m.Name)
			}
		}
	}
	if len(ids) > 0 && len(ids) <= listed {
		w.say("members-left", "names", names, "n", len(ids), "ids", strings.Join(ids, " "), "to", to.Name, "id", to.ID)
	}
	return nil
}

// policiesAlong gives the new owner of a contact the policies in force that the
// previous owner had.
func (w *work) policiesAlong(c *crm.Contact, from int64) error {
	policies, err := store.About[*crm.Policy](w.tx.View, []int64{c.ID})
	if err != nil {
		return err
	}
	for _, p := range policies {
		if p.Owner != from || !p.InForce() {
			continue
		}
		if err := w.give(p, c.Owner); err != nil {
			return err
		}
	}
	return nil
}

func (w *work) give(record crm.Record, to int64) error {
	if err := cmp.Or(crm.Set(record, "owner", to), crm.Set(record, "assigned", w.assignedSince(to))); err != nil {
		return err
	}
	_, err := w.put(record)
	return err
}

// assignedSince returns the day from which a record counts as newly assigned, or none
// if its owner took it.
func (w *work) assignedSince(to int64) crm.Date {
	if w.me != nil && w.me.ID == to {
		return crm.Date{}
	}
	return w.today
}

// notesAlong shares notes with the new owner of a record if they were shared with the
// previous one, as the note of a referral is.
func (w *work) notesAlong(e *crm.Edit) error {
	if e.Action != crm.Update || !e.Changed("owner") {
		return nil
	}
	from, to := crm.OwnerOf(e.Before), crm.OwnerOf(e.After)
	if from == 0 || to == 0 {
		return nil
	}
	notes, err := store.About[*crm.Note](w.tx.View, []int64{crm.About(e.After, crm.KindContact)})
	if err != nil {
		return err
	}
	for _, n := range notes {
		if !goesWith(n, e.After) || !n.Shared.Has(from) || w.isSharedWith(to, n) {
			continue
		}
		w.share(n, crm.Numbers{to})
		if _, err := w.put(n); err != nil {
			return err
		}
	}
	return nil
}

// goesWith reports whether a note is about the record itself and not about a part of it
// with an owner of its own.
func goesWith(n *crm.Note, record crm.Record) bool {
	if record.Noun() == crm.KindContact {
		return n.Opportunity == 0 && n.Policy == 0
	}
	return crm.About(n, record.Noun()) == crm.IDOf(record)
}
