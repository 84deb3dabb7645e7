package book

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// Erase removes a contact and all that is recorded of them from the book, its journal and
// its backups for good. What reports count stays without a name: amounts, days, stages and
// results. A phone or an e-mail that nobody may use stays refused, though it can't be read
// any more.
//
// Errors: CodeInvalid without a reason, CodeConflict for a producer, CodeRefused for what
// has to be kept, and as Open. CodeBusy and CodeEnvironment with Saved once they are erased,
// and something of it may still be found in the file or a backup: the next command that
// writes goes on there.
func (b *Book) Erase(ctx context.Context, who, reason string) (*crm.Outcome, error) {
	outcome, err := b.change(ctx, crm.EraseCommand, func(w *work) error {
		if w.reason = fold.Clean(reason); w.reason == "" {
			return crm.Errorf(crm.CodeInvalid, "erasing somebody needs a reason, which stays").On("reason").Try("Say who asked and when, without their name: --reason \"asked by letter of 3 May\"")
		}
		if err := w.mayManage("a manager erases, since what colleagues have noted for themselves goes, too"); err != nil {
			return err
		}
		gone, err := w.deletedContact(who)
		if err != nil {
			return err
		}
		if gone != nil {
			return w.eraseDeleted(gone)
		}
		c, err := w.erasable(who)
		if err != nil {
			return err
		}
		return w.erase(c)
	})
	if err != nil || outcome.DryRun {
		return outcome, err
	}
	done, err := b.finishErasing(ctx)
	sayBackups(outcome, done)
	return outcome, err
}

// erasable returns the contact that is meant, and rejects what is not erased.
func (w *work) erasable(who string) (*crm.Contact, error) {
	if id, ok := recordNumber(who); ok {
		p, err := store.Ref[*crm.Producer](w.tx.View, id)
		if err != nil {
			return nil, err
		}
		if p != nil {
			return nil, crm.Errorf(crm.CodeConflict, "%s is a producer, whose work is in the book", p.Name).Next("To retire them", "producer retire", p.ID)
		}
	}
	if err := w.ownNumber(who, "erase"); err != nil {
		return nil, err
	}
	c, err := w.contact(who)
	if err != nil {
		return nil, err
	}
	return c, w.mayForget(c)
}

// The rules by which somebody can't be erased yet.
const (
	policyInForce  = "policy-in-force"
	retentionYears = "retention_years"
)

// mayForget rejects erasing somebody with a policy in force, or one that ended so few years
// ago that it has to be kept.
func (w *work) mayForget(c *crm.Contact) error {
	if !c.Erased.IsZero() {
		return nil
	}
	policies, err := w.tx.PoliciesWith(c.ID)
	if err != nil {
		return err
	}
	for _, p := range policies {
		ended := p.Ended
		if ended.IsZero() && !p.Expires.IsZero() && p.Expires.Before(w.today) {
			ended = p.Expires
		}
		if ended.IsZero() && p.InForce() {
			state := "in force"
			if p.Status == crm.PolicyPending {
				state = "pending"
			}
			return crm.Errorf(crm.CodeRefused, "policy %d of %s is %s; while it is, they can't be erased (rule %s)", p.ID, c.Name, state, policyInForce).
				Next("If it is at its end", "policy cancel", p.ID)
		}
		until := ended.AddMonths(12 * int(w.settings.RetentionYears))
		if w.settings.RetentionYears > 0 && !ended.IsZero() && w.today.Before(until) {
			return crm.Errorf(crm.CodeRefused, "policy %d of %s ended on %s, and the book keeps a policy for %d years, which is until %s (rule %s)", p.ID, c.Name, ended, w.settings.RetentionYears, until, retentionYears).
				Next("What the book keeps, and for how long", "book show").
				Next("If they are to be called no more", "contact stop", c.ID, crm.With("reason", crm.StopAsked))
		}
	}
	return nil
}

// erase removes a contact, with what the household and those who looked after them have to
// do now.
func (w *work) erase(c *crm.Contact) error {
	of, err := w.tx.About(c.ID)
	if err != nil {
		return err
	}
	texts, err := w.namesIn(c)
	if err != nil {
		return err
	}
	if err := w.withoutNames(c, texts); err != nil {
		return err
	}
	e := crm.Erasure{Contact: c.ID, Day: cmp.Or(c.Erased, w.today), Reason: cmp.Or(c.ErasedReason, w.reason)}
	if e.Made, err = w.tx.MadeBy(c.ID); err != nil {
		return err
	}
	if crm.IsErased(c) {
		w.say("erased-before", "id", c.ID, "since", c.Erased)
		_, err := w.carryOutErasure(c, e)
		return err
	}
	told := w.toldOf(of)
	if err := w.confirm("confirm-erase", "name", c.Name, "id", c.ID, "n", told, "command", crm.Run("contact export", c.ID)); err != nil {
		return err
	}
	if err := w.sayClosed(c); err != nil {
		return err
	}
	w.backsUp = crm.BackupBeforeErase
	if err := w.eraseBefore(c, e); err != nil {
		return err
	}
	if of, err = w.carryOutErasure(c, e); err != nil {
		return err
	}
	left, err := store.Get[*crm.Contact](w.tx.View, c.ID)
	if err != nil {
		return err
	}
	w.subject(left)
	before := crm.Copy(left)
	before.Erased, before.ErasedReason = crm.Date{}, ""
	w.outcome.Edits = append([]*crm.Edit{{Action: crm.Update, Kind: crm.KindContact, ID: left.ID, Before: before, After: left, Day: w.day}}, w.outcome.Edits...)
	w.say("erased", "id", c.ID, "n", told)
	w.say("erase-stays")
	if err := w.sayElsewhere(texts, of); err != nil {
		return err
	}
	return w.sayHomeLeft(c)
}

// carryOutErasure erases a contact, and returns what was about them.
func (w *work) carryOutErasure(c *crm.Contact, e crm.Erasure) (store.Of, error) {
	if err := w.leaveBehind(c, e); err != nil {
		return nil, err
	}
	of, err := w.tx.About(c.ID) // with what that has made
	if err != nil {
		return nil, err
	}
	for _, kind := range crm.Kinds() {
		for _, id := range of[kind] {
			if crm.NounOf(kind).Remains() {
				break
			}
			if r, err := w.tx.Ref(kind, id); r == nil || err != nil {
				if err != nil {
					return nil, err
				}
				continue
			}
			if err := w.remove(kind, id, crm.ErasedRule); err != nil {
				return nil, err
			}
		}
	}
	if err := cmp.Or(w.drain(), w.journal()); err != nil {
		return nil, err
	}
	if err := w.tx.Erase(e, of); err != nil {
		return nil, err
	}
	return of, w.keepErased(of)
}

// sayClosed names what is open with somebody, and is closed when they are erased.
func (w *work) sayClosed(c *crm.Contact) error {
	sales, err := w.tx.Opportunities(c.ID)
	if err != nil {
		return err
	}
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	var dropped []int64
	var cancelled []crm.Record
	for _, o := range sales {
		if o.Status == crm.Open {
			dropped = append(dropped, o.ID)
		}
	}
	for _, a := range open {
		if a.IsChosen() {
			cancelled = append(cancelled, a)
		}
	}
	if len(dropped) > 0 {
		w.warn("erase-dropped", "n", len(dropped), "ids", strings.Join(numbersOf(dropped), " "))
	}
	if len(cancelled) > 0 {
		w.warn("erase-cancelled", "n", len(cancelled), "records", cancelled)
	}
	return nil
}

// leaveBehind marks somebody as erased, closes what is open with them, and takes others out
// of a household or an organization that is erased. Rules see to those who were served by
// what was planned.
func (w *work) leaveBehind(c *crm.Contact, e crm.Erasure) error {
	if err := w.keepWithdrawn(c); err != nil {
		return err
	}
	if c.Erased.IsZero() {
		marked := crm.Copy(c)
		marked.Erased, marked.ErasedReason = e.Day, e.Reason
		if _, err := w.put(marked); err != nil {
			return err
		}
	}
	w.erasing = store.Of{}
	if err := w.drain(); err != nil { // their household passes on what served it
		return err
	}
	alone, err := store.Get[*crm.Contact](w.tx.View, c.ID)
	if err != nil {
		return err
	}
	alone = crm.Copy(alone)
	alone.Household, alone.Org = 0, 0
	if _, err := w.put(alone); err != nil {
		return err
	}
	if err := w.drain(); err != nil {
		return err
	}
	open, err := w.tx.OpenActivities(c.ID)
	if err != nil {
		return err
	}
	for _, a := range open {
		a.Status, a.DoneOn = crm.Cancelled, w.today
		if _, err := w.put(a); err != nil {
			return err
		}
	}
	sales, err := w.tx.Opportunities(c.ID)
	if err != nil {
		return err
	}
	for _, o := range sales {
		if o.Status != crm.Open {
			continue
		}
		quotes, err := w.tx.Quotes(o.ID)
		if err != nil {
			return err
		}
		for _, q := range quotes {
			if !crm.NounOf(crm.KindQuote).IsLive(q) {
				continue
			}
			q.Status = crm.QuoteDeclined
			if _, err := w.put(q); err != nil {
				return err
			}
		}
		o.Status, o.Closed = crm.Dropped, w.today
		if _, err := w.put(o); err != nil {
			return err
		}
	}
	if c.Kind != crm.Person {
		members, err := w.tx.Members(c.ID)
		if err != nil {
			return err
		}
		for _, m := range members {
			for _, home := range []*int64{&m.Household, &m.Org} {
				if *home == c.ID {
					*home = 0
				}
			}
			if _, err := w.put(m); err != nil {
				return err
			}
		}
	}
	return w.drain()
}

// keepWithdrawn puts on the do-not-contact list what somebody has who wanted no calls, or
// no e-mails: nothing else tells, once they are erased. What others have, too, stays
// without calls, or without e-mails.
func (w *work) keepWithdrawn(c *crm.Contact) error {
	points, err := w.tx.KeepWithdrawn(c)
	if err != nil {
		return err
	}
	for _, s := range points {
		if _, err := w.suppress(s, "", nil); err != nil {
			return err
		}
	}
	return w.drain()
}

// keepErased gives each record that is left an edit that says that it was erased, and
// leaves those of the person out of the outcome.
func (w *work) keepErased(of store.Of) error {
	shown := w.outcome.Edits[:0]
	for _, e := range w.outcome.Edits {
		if !slices.Contains(of[e.Kind], e.ID) {
			shown = append(shown, e)
		}
	}
	w.outcome.Edits, w.queue = shown, nil
	quiet, streaming := w.quiet, w.streaming
	w.quiet, w.streaming = true, true
	defer func() { w.quiet, w.streaming = quiet, streaming }()
	for _, kind := range crm.Kinds() {
		for _, id := range of[kind] {
			edit, err := w.tx.Reached(kind, id)
			if err != nil {
				return err
			}
			if edit != nil {
				w.keep(edit, crm.ErasedRule, nil)
			}
		}
	}
	return nil
}

// toldOf counts the records about a person.
func (w *work) toldOf(of store.Of) (n int) {
	for _, ids := range of {
		n += len(ids)
	}
	return n - 1
}

// notErased rejects a record about somebody who was erased, and one that begins to refer to
// them. What is left of them may get another owner.
//
// Errors: CodeConflict.
func (w *work) notErased(record crm.Record) error {
	some, err := w.tx.SomeStopped() // as whoever was erased is
	if !some || err != nil || w.erasing != nil || record.Noun() == crm.KindSuppression {
		return err
	}
	var before crm.Record
	if id := crm.IDOf(record); id != 0 {
		if before, err = w.tx.Ref(record.Noun(), id); err != nil {
			return err
		}
	}
	if before == nil {
		before = crm.New(record.Noun())
	}
	edit := crm.Edit{Action: crm.Update, Kind: record.Noun(), ID: crm.IDOf(record), Before: before, After: record}
	about := crm.About(record, crm.KindContact)
	if slices.ContainsFunc(edit.Differences(), func(d crm.Difference) bool { return d.Field.Name != "owner" && d.Field.Name != "assigned" }) {
		if err := w.isNotErased(about); err != nil {
			return err
		}
	}
	for _, d := range edit.Differences() {
		if id, ok := d.After.(int64); ok && d.Field.Ref == crm.KindContact && id != about {
			if err := w.isNotErased(id); err != nil {
				return err
			}
		}
	}
	return nil
}

// isNotErased rejects a contact who was erased.
func (w *work) isNotErased(id int64) error {
	c, err := w.contactOrNil(id)
	if err == nil && crm.IsErased(c) {
		err = errorErased(c)
	}
	return err
}

// errorErased returns the error for somebody who was erased.
func errorErased(c *crm.Contact) error {
	return crm.Errorf(crm.CodeConflict, "%d was erased on %s, and nothing more can be recorded about it", c.ID, c.Erased).
		Next("If they are back, they are somebody new", "contact add", crm.Blank("NAME"))
}

// notOfErased rejects taking back, or restoring, a change of somebody who was erased.
//
// Errors: CodeConflict.
func (w *work) notOfErased(target *store.Change) error {
	if target.Command == crm.EraseCommand {
		return crm.Errorf(crm.CodeConflict, "change %d erased somebody, and what was erased can't be brought back", target.ID).
			Next("To take back another", "history").Then("undo", crm.Blank("CHANGE"))
	}
	for _, change := range []int64{target.ID, target.UndoneBy} {
		is, err := w.tx.IsErased(change)
		if err != nil {
			return err
		}
		if is {
			return crm.Errorf(crm.CodeConflict, "change %d was about somebody who has been erased since, and what was erased can't be brought back", target.ID).
				Next("To take back another", "history").Then("undo", crm.Blank("CHANGE"))
		}
	}
	return nil
}

// sayHomeLeft says that nobody is left in the household or the organization of somebody who
// was erased.
func (w *work) sayHomeLeft(c *crm.Contact) error {
	for _, id := range []int64{c.Household, c.Org} {
		home, err := w.contactOrNil(id)
		if err != nil {
			return err
		}
		if home == nil || !home.Erased.IsZero() {
			continue
		}
		members, err := w.tx.Members(id)
		if err != nil {
			return err
		}
		if len(members) == 0 {
			w.say("erase-home", "name", home.Name, "id", home.ID, "command", crm.Run("contact erase", home.ID, crm.With("reason", crm.Blank("REASON"))))
		}
	}
	return nil
}

// numbersOf writes numbers as texts.
func numbersOf(ids []int64) []string {
	var texts []string
	for _, id := range ids {
		texts = append(texts, strconv.FormatInt(id, 10))
	}
	return texts
}
