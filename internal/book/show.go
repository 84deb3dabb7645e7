package book

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"crm/internal/crm"
	"crm/internal/store"
)

// Show returns the card of the record of a number, or of the contact of a name. Noun
// narrows what is meant: a kind of activity, "opp", or a word for contacts.
//
// Errors: CodeNotFound, CodeConflict for an ambiguous name.
func (b *Book) Show(ctx context.Context, noun, text string) (*crm.Card, error) {
	var card *crm.Card
	err := b.read(ctx, func(v reader) error {
		record, err := v.recordMeant(noun, text)
		// Its card names the members of a household, so the command need not ask.
		record, err = orTheGroup(record, err, func(c *crm.Contact) (bool, error) { return c.Kind != crm.Person, nil })
		if err != nil {
			return err
		}
		card, err = v.card(record)
		return err
	})
	return card, err
}

func (v reader) card(record crm.Record) (*crm.Card, error) {
	card := &crm.Card{Record: record}
	var err error
	if card.Contact, err = v.contactOrNil(crm.About(record, crm.KindContact)); err != nil {
		return nil, err
	}
	if card.Contact != nil {
		if card.Stop, err = v.stopOf(card.Contact); err != nil {
			return nil, err
		}
		if err := v.consents(card); err != nil {
			return nil, err
		}
		if card.Via, err = v.reachedThrough(card.Contact); err != nil {
			return nil, err
		}
		if _, card.At, err = v.asReached(card.Contact); err != nil {
			return nil, err
		}
	}
	if a, ok := record.(*crm.Activity); ok {
		item := &crm.AgendaItem{Activity: a, Contact: card.Contact, Via: card.Via}
		if err := v.reason(item); err != nil {
			return nil, err
		}
		card.Reason = &item.Reason
		if a.Kind == crm.Call && a.Status == crm.Open && !a.Due.After(v.today) && card.Contact != nil && card.Contact.MayCall() && v.isNow() {
			with := cmp.Or(card.Via, card.Contact)
			card.Wait = v.waits(with, with.Phone)
		}
	}
	if p, ok := record.(*crm.Policy); ok {
		renewal, err := v.tx.RenewalOf(p.ID)
		if err != nil {
			return nil, err
		}
		if renewal != nil {
			card.Renewal = renewal.ID
		}
	}
	owner, err := v.ownerOf(record)
	if err != nil {
		return nil, err
	}
	if card.Owner, err = v.producerName(owner); err != nil {
		return nil, err
	}
	if card.Contact == nil {
		return card, nil
	}
	if err := v.relations(card); err != nil {
		return nil, err
	}
	if err := v.referrer(card); err != nil {
		return nil, err
	}
	return card, v.timeline(card)
}

// referrer adds who referred an opportunity, unless they referred its contact, too.
func (v reader) referrer(card *crm.Card) error {
	o, ok := card.Record.(*crm.Opportunity)
	if !ok {
		return nil
	}
	referrer, err := v.contactOrNil(o.ReferredBy)
	if err != nil {
		return err
	}
	if referrer != nil {
		card.Referrer, card.ReferrerStopped = referrer.Name, !referrer.Stopped.IsZero()
		return nil
	}
	name, err := v.producerName(o.ReferredByProducer)
	if name != "" {
		card.Referrer, card.ReferrerStopped = name, false
	}
	return err
}

// relations adds whom the contact of a card belongs to and who belongs to it.
func (v reader) relations(card *crm.Card) error {
	c := card.Contact
	for _, to := range []struct {
		id   int64
		name *string
	}{{c.Household, &card.Household}, {c.Org, &card.Org}, {c.ReferredBy, &card.Referrer}} {
		other, err := v.contactOrNil(to.id)
		if err != nil {
			return err
		}
		if other != nil {
			*to.name = other.Name
			card.ReferrerStopped = card.ReferrerStopped || to.name == &card.Referrer && !other.Stopped.IsZero()
		}
	}
	var err error
	switch {
	case c.Kind != crm.Person:
		card.Members, err = v.tx.Members(c.ID)
	case c.Household != 0:
		card.Members, err = v.tx.HouseholdMembers(c.Household)
		card.Members = slices.DeleteFunc(card.Members, func(m *crm.Contact) bool { return m.ID == c.ID })
	}
	if err != nil {
		return err
	}
	if card.Referred, err = v.tx.ReferredBy(c.ID); err != nil {
		return err
	}
	if card.Aliases, err = v.tx.AliasesOf(c.ID); err != nil {
		return err
	}
	return v.related(card)
}

// related adds whom the contact of a card is related to.
func (v reader) related(card *crm.Card) error {
	relations, err := v.tx.RelationsOf(card.Contact.ID)
	if err != nil {
		return err
	}
	for _, r := range relations {
		id, seen := r.To(card.Contact.ID)
		if seen.Contact, err = v.contactOrNil(id); err != nil {
			return err
		}
		if seen.Contact != nil {
			card.Related = append(card.Related, seen)
		}
	}
	return nil
}

// Why explains why an activity, or the next one of a contact, is on the list.
//
// Errors: CodeNotFound for another record, and for a contact without plans.
func (b *Book) Why(ctx context.Context, kind, id string) (*crm.Why, error) {
	var why *crm.Why
	err := b.read(ctx, func(v reader) error {
		a, err := v.nextPlanned(kind, id)
		if err != nil {
			return err
		}
		why, err = v.whyPlanned(a)
		return err
	})
	return why, err
}

func (v reader) whyPlanned(a *crm.Activity) (*crm.Why, error) {
	builtin, pack, err := v.whoseRule(a.Rule)
	if err != nil {
		return nil, err
	}
	why := &crm.Why{Activity: a, Rule: a.Rule, Builtin: builtin, Pack: pack}
	if why.Contact, err = v.contactOrNil(a.Contact); err != nil {
		return nil, err
	}
	reached, _, err := v.asReached(why.Contact)
	if why.Missing = a.Missing(reached); err != nil {
		return nil, err
	}
	if why.Contact != nil {
		why.Birthday = why.Contact.Birthday
	}
	if a.Explanation != nil {
		why.Steps, why.Saw = a.Explanation.Steps, a.Explanation.Saw
		if err := v.explainTrigger(why, a.Explanation.Trigger); err != nil {
			return nil, err
		}
	}
	entries, err := v.tx.EntriesOf(a.ID)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		_, moved := e.After["due"]
		if e.Rule != "" && e.Rule == a.Rule && (e.Action == crm.Create || moved) {
			if err = v.nameVersion(why, e.Change); err != nil {
				return nil, err
			}
			if err = v.sawThen(why, e); err != nil {
				return nil, err
			}
		}
		if e.Action == crm.Create || moved {
			if why.Change, err = v.changeMade(e.Change); err != nil || why.Change == nil {
				return why, err
			}
			if e.Rule == "" && moved { // the rule made it, a person chose the day
				why.Steps = []crm.Step{{Op: "chosen", Is: a.Due}}
			}
		}
		if _, closed := e.After["status"]; closed && e.Action == crm.Update {
			if why.Closed, err = v.closedBy(a, e); err != nil {
				return nil, err
			}
		}
	}
	return why, nil
}

// closedBy says which rule closed an activity, and because of what; nil if none did.
func (v reader) closedBy(a *crm.Activity, e *store.Entry) (*crm.Why, error) {
	if e.Rule == "" || a.Status == crm.Open {
		return nil, nil
	}
	builtin, pack, err := v.whoseRule(e.Rule)
	if err != nil {
		return nil, err
	}
	why := &crm.Why{Activity: a, Rule: e.Rule, Builtin: builtin, Pack: pack}
	if err = v.nameVersion(why, e.Change); err != nil {
		return nil, err
	}
	if why.Change, err = v.changeMade(e.Change); err != nil {
		return why, err
	}
	edit, err := v.causeOf(e)
	if edit == nil || err != nil {
		return why, err
	}
	set, err := v.ruleSet()
	if err != nil {
		return why, err
	}
	trigger, err := set.Trigger(e.Rule, edit)
	if err != nil {
		return why, err
	}
	if err = v.sawOf(why, edit); err != nil {
		return why, err
	}
	return why, v.explainTrigger(why, trigger)
}

// explainTrigger says what set a rule off.
func (v reader) explainTrigger(why *crm.Why, t crm.Trigger) error {
	why.Trigger = &t
	if t.Kind != crm.KindActivity {
		return nil
	}
	record, err := v.tx.Ref(t.Kind, t.ID)
	if a, ok := record.(*crm.Activity); ok {
		why.Cause = a.Kind
	}
	return err
}

// changeMade returns who made a change and when, or nil.
func (v reader) changeMade(id int64) (*crm.ChangeInfo, error) {
	change, err := v.tx.ChangeByID(id)
	if change == nil || err != nil {
		return nil, err
	}
	by, err := v.producerName(change.Producer)
	return &crm.ChangeInfo{ID: change.ID, MadeAt: change.MadeAt, AsOf: change.AsOf, By: by, Command: change.Command}, err
}

// Search finds contacts by part of a name, a phone, an e-mail or a note that the acting
// producer may read.
//
// Errors: CodeUsage for more than 1,000 bytes or invalid UTF-8.
func (b *Book) Search(ctx context.Context, text string, limit int) ([]*crm.Contact, error) {
	if strings.TrimSpace(text) == "" {
		return nil, crm.Errorf(crm.CodeUsage, "there is nothing to search for")
	}
	if limit == 0 { // as for a list
		limit = math.MaxInt32
	}
	if len(text) > 1000 {
		return nil, crm.Errorf(crm.CodeUsage, "the text to search for is longer than 1000 bytes")
	}
	var found []*crm.Contact
	err := b.read(ctx, func(v reader) error {
		var err error
		found, err = v.tx.Search(text, limit, v.circle())
		return err
	})
	return found, err
}
