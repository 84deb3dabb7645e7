package book

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"crm/internal/crm"
	"crm/internal/fold"
	"crm/internal/store"
)

// AddPolicy adds a policy of a contact. Without a number it is pending.
//
// Errors: CodeInvalid without line, carrier or premium and for invalid values;
// CodeConflict for an opportunity that was not won or has its policy.
func (b *Book) AddPolicy(ctx context.Context, who string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "policy add", func(w *work) error {
		contact, about, err := w.whoMeant(who)
		if err != nil {
			return err
		}
		p := &crm.Policy{Contact: contact.ID, Owner: w.ownerOr(contact.Owner)}
		if values.text("number") == "" { // it has just been bought
			w.looks = map[string]crm.Direction{"effective": crm.BoughtFrom}
		}
		if err := w.policyFor(p, contact, about, values.text("opportunity")); err != nil {
			return err
		}
		if err := w.fillPolicy(p, values); err != nil {
			return err
		}
		if p.Line == "" {
			return crm.Errorf(crm.CodeInvalid, "a policy needs a line of business").On("line").OneOfList("line", w.settings.Values("line"))
		}
		w.subject(p)
		if _, err := w.put(p); err != nil {
			return err
		}
		if err := w.sayPolicyThere(p, contact); err != nil {
			return err
		}
		return w.noteOn(p, values["note"]...)
	})
}

// sayPolicyThere names the policy that one without a number may be: in force with the
// same carrier, for the same line.
func (w *work) sayPolicyThere(p *crm.Policy, contact *crm.Contact) error {
	theirs, err := w.tx.PoliciesWith(p.Contact)
	for _, other := range theirs {
		if p.Number == "" && other.ID != p.ID && other.InForce() && other.Line == p.Line && areOfCarrier(p, other) {
			w.warn("policy-there", "name", contact.Name, "carrier", other.Carrier, "id", other.ID)
		}
	}
	return err
}

// policyFor makes a policy that of an opportunity that was won: of the one that is named,
// or else of the one whose number, or whose quote's, stands for the contact.
func (w *work) policyFor(p *crm.Policy, contact *crm.Contact, about crm.Record, named string) error {
	if named != "" {
		o, err := w.opportunity(named)
		if err != nil {
			return crm.OnField(err, "opp")
		}
		return w.policyOf(p, contact, o)
	}
	if about == nil || about.Noun() != crm.KindOpportunity && about.Noun() != crm.KindQuote {
		return nil
	}
	o, err := store.Ref[*crm.Opportunity](w.tx.View, crm.About(about, crm.KindOpportunity))
	if o == nil || err != nil {
		return err
	}
	err = w.policyOf(p, contact, o)
	if e, ok := crm.AsError(err); ok {
		e.Try("If it has nothing to do with it, name the contact: %d", contact.ID)
	}
	return err
}

func (w *work) policyOf(p *crm.Policy, contact *crm.Contact, o *crm.Opportunity) error {
	theirs, err := w.contactOrNil(o.Contact)
	if err != nil {
		return err
	}
	switch {
	case theirs.ID != contact.ID && !areTogether(theirs, contact):
		return crm.Errorf(crm.CodeInvalid, "opportunity %d is %s's, not %s's", o.ID, theirs.Name, contact.Name).On("opp")
	case o.Status == crm.Open:
		return crm.Errorf(crm.CodeConflict, "opportunity %d is open", o.ID).On("opp").Next("Win it with its policy", "opp close-won", o.ID, crm.With("carrier", crm.Blank("NAME")), crm.With("premium", crm.Blank("AMOUNT")))
	case o.Status != crm.Won:
		return crm.Errorf(crm.CodeConflict, "opportunity %d is %s since %s", o.ID, o.Status, o.Closed).On("opp").Next("Open it again", "opp reopen", o.ID)
	}
	there, err := w.tx.PoliciesOf(o.ID)
	if err != nil {
		return err
	}
	for _, other := range there {
		if other.Status != crm.PolicyCancelled {
			return crm.Errorf(crm.CodeConflict, "opportunity %d has its policy, %d", o.ID, other.ID).On("opp").Next("Look at it", "policy show", other.ID)
		}
	}
	p.Opportunity, p.Line = o.ID, o.Line
	return nil
}

// fillPolicy sets the fields of a policy. By default its term is what its days make, or
// a year, and it expires at the end of the term. An end that nobody chose follows the term.
func (w *work) fillPolicy(p *crm.Policy, values Values) error {
	was, err := w.termEnd(p)
	if err != nil {
		return err
	}
	_, endless := w.word("no_end", values.text("expires"))
	if endless {
		values = maps.Clone(values)
		values["expires"] = []string{""}
	}
	w.termBefore(values)
	chosen := !p.Expires.IsZero() && p.Expires != was
	if err := w.setFields(p, values, "opportunity", "note"); err != nil {
		return err
	}
	w.keepLine(p.Line, values, "product", &p.Product)
	p.Number = fold.Number(p.Number)
	if err := w.termOfDays(p, values); err != nil {
		return err
	}
	if p.Term == 0 {
		p.Term = defaultTerm
	}
	if text := values.text("number"); text != "" && !isPolicyNumber(text) {
		return crm.Errorf(crm.CodeInvalid, "%q is not the number of a policy, which has a figure in it", text).On("number").
			Try("While there is none, leave it out: the policy is pending, and a task asks for the number.")
	}
	if err := checkTerm(p.Term); err != nil {
		return err
	}
	over, err := w.termEnd(p)
	if err != nil {
		return err
	}
	switch _, given := values.first("expires"); {
	case endless:
	case p.ID == 0 && p.Expires.IsZero():
		p.Expires = over
	case given || over == was || over.IsZero() || over == p.Expires:
	case chosen:
		w.warn("end-stays", "id", p.ID, "date", p.Expires, "over", over)
	default:
		p.Expires = over
	}
	if p.Status == "" || p.InForce() {
		p.Status = statusInForce(p)
	}
	switch {
	case fold.Text(p.Carrier) == "":
		return crm.Errorf(crm.CodeInvalid, "a policy needs a carrier").On("carrier")
	case !p.Premium.Known && w.importing.file == nil: // which a list may leave out
		return crm.Errorf(crm.CodeInvalid, "a policy needs a premium, that of its term").On("premium")
	case !p.Effective.IsZero() && !p.Expires.IsZero() && !p.Expires.After(p.Effective):
		return crm.Errorf(crm.CodeInvalid, "a policy from %s can't expire on %s", p.Effective, p.Expires).On("expires")
	}
	return w.numberIsFree(p)
}

// statusInForce returns the status of a policy in force: without a number it is
// pending.
func statusInForce(p *crm.Policy) string {
	if p.Number == "" {
		return crm.PolicyPending
	}
	return crm.PolicyActive
}

// EditPolicies sets fields of policies in force. A number makes a pending one active.
//
// Errors: CodeInvalid for an invalid value, CodeConflict for a policy that has ended.
func (b *Book) EditPolicies(ctx context.Context, ids []string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "policy edit", func(w *work) error {
		return eachNamed(w, ids, w.policyInForce, func(p *crm.Policy) error {
			if err := w.expectVersion(p, values); err != nil {
				return err
			}
			if _, given := values.first("number"); given && len(ids) > 1 {
				return crm.Errorf(crm.CodeInvalid, "%d policies can't share one number", len(ids)).On("number")
			}
			before := p.Effective
			var err error
			if w.by, err = w.termBy(p); err != nil {
				return err
			}
			if err := w.fillPolicy(p, values); err != nil {
				return err
			}
			if _, err := w.put(p); err != nil {
				return err
			}
			if p.Effective != before {
				old, err := store.Ref[*crm.Policy](w.tx.View, p.Renews)
				if err != nil {
					return err
				}
				w.sayApart(old, p)
			}
			return w.noteOn(p, values["note"]...)
		})
	})
}

// RenewPolicy makes the policy that follows another one, from its expiry and for the
// same term unless values say otherwise.
//
// Errors: CodeConflict for a policy that has ended and, without a day, for a renewal that
// has not begun: the command was typed twice. CodeInvalid if its expiry is unknown.
func (b *Book) RenewPolicy(ctx context.Context, id string, values Values) (*crm.Outcome, error) {
	return b.change(ctx, "policy renew", func(w *work) error {
		old, err := w.policyInForce(id)
		if err != nil {
			return err
		}
		if _, given := values.first("effective"); !given && old.Renews != 0 && old.Effective.After(w.today) {
			e := crm.Errorf(crm.CodeConflict, "policy %d, which renews policy %d, begins on %s", old.ID, old.Renews, old.Effective).On("policy")
			if old.Expires.IsZero() {
				return e
			}
			return e.Next("If it is renewed already, too", "policy renew", old.ID, crm.With("effective", old.Expires))
		}
		w.looks = map[string]crm.Direction{"effective": crm.BoughtFrom}
		p := &crm.Policy{
			Contact: old.Contact, Renews: old.ID, Owner: old.Owner, Number: old.Number, Carrier: old.Carrier, Product: old.Product,
			Line: old.Line, Premium: old.Premium, Term: old.Term, Effective: old.Expires,
		}
		if carrier, given := values.first("carrier"); given && fold.Text(carrier) != fold.Text(old.Carrier) {
			p.Number, p.Product = "", "" // the old carrier's
		}
		crm.CopyOwn(p, old)
		if err := w.fillPolicy(p, values); err != nil {
			return err
		}
		if p.Effective.IsZero() {
			return crm.Errorf(crm.CodeInvalid, "it is not known when policy %d expires", old.ID).On("effective").Try("Say when the new one begins: --effective DATE")
		}
		w.subject(p)
		w.outcome.Given = append(w.outcome.Given, "effective", "expires", "premium") // which follow from the old one's
		if _, err := w.put(p); err != nil {
			return err
		}
		w.sayApart(old, p)
		old.Status, old.Ended = crm.PolicyRenewed, w.today
		if _, err := w.put(old); err != nil {
			return err
		}
		return w.noteOn(p, values["note"]...)
	})
}

// sayApart says that a renewal begins on another day than the one before it expires.
func (w *work) sayApart(old, p *crm.Policy) {
	if old != nil && !old.Expires.IsZero() && p.Effective != old.Expires {
		w.warn("renewed-apart", "id", p.ID, "date", p.Effective, "old", old.ID, "until", old.Expires)
	}
}

// CancelPolicies ends policies before their time.
//
// Errors: CodeConflict for a policy that has ended, CodeInvalid for a day ahead.
func (b *Book) CancelPolicies(ctx context.Context, ids []string, date, note string) (*crm.Outcome, error) {
	return b.change(ctx, "policy cancel", func(w *work) error {
		ended := w.today
		if date != "" {
			var err error
			if ended, err = w.dateFlag("date", date, "a policy is cancelled when it has ended"); err != nil {
				if e, ok := crm.AsError(err); ok && len(ids) > 0 {
					return e.Next("One that is not renewed has its last day", "policy edit", ids[0], crm.With("expires", crm.Blank("DATE")))
				}
				return err
			}
		}
		return eachNamed(w, ids, w.policyInForce, func(p *crm.Policy) error {
			if err := w.mayHaveEnded(p, ended, date); err != nil {
				return err
			}
			p.Status, p.Ended = crm.PolicyCancelled, ended
			if _, err := w.put(p); err != nil {
				return err
			}
			if err := w.notRenewed(p); err != nil {
				return err
			}
			return w.noteOn(p, note)
		})
	})
}

// mayHaveEnded rejects the end of a policy before its beginning, and behind its last day. One that has not begun
// may be cancelled up to a year before, on a day that is typed with its year: without one
// it may be a day to come. One of which the last day alone is known began a term
// before that.
func (w *work) mayHaveEnded(p *crm.Policy, ended crm.Date, date string) error {
	if !p.Expires.IsZero() && ended.After(p.Expires) {
		return crm.Errorf(crm.CodeConflict, "policy %d expired on %s, so it can't have been cancelled on %s", p.ID, p.Expires, ended).
			Next("It was not renewed", "policy expire", p.ID).
			Next("It was renewed, and that one is cancelled next", "policy renew", p.ID).
			Next("It was cancelled before", "policy cancel", p.ID, crm.With("date", crm.Blank("DATE")))
	}
	yearless := w.Book.reading(crm.Past).Yearless(date)
	first := p.Expires.AddMonths(-int(cmp.Or(p.Term, defaultTerm)))
	if p.Effective.IsZero() && !p.Expires.IsZero() && (ended.Before(first) || yearless && ended == first) {
		return crm.Errorf(crm.CodeInvalid, "policy %d, which expires on %s, can't have ended on %s", p.ID, p.Expires, ended).On("date").
			Next("One that is not renewed has its last day", "policy edit", p.ID, crm.With("expires", crm.Blank("DATE")))
	}
	begun := !p.Effective.After(w.today)
	if !ended.Before(p.Effective) || !begun && !yearless && !ended.Before(w.today.AddMonths(-12)) {
		return nil
	}
	e := crm.Errorf(crm.CodeInvalid, "policy %d, which begins on %s, can't have ended on %s", p.ID, p.Effective, ended).On("date")
	if !begun && yearless && ended.After(w.today.AddMonths(-6)) {
		e.Next("If it was called off that day", "policy cancel", p.ID, crm.With("date", ended.String()))
	}
	return e.Next("One that is not renewed has its last day", "policy edit", p.ID, crm.With("expires", crm.Blank("DATE")))
}

// notRenewed puts the previous policy back in force after its renewal was cancelled
// before it began.
func (w *work) notRenewed(p *crm.Policy) error {
	old, err := store.Ref[*crm.Policy](w.tx.View, p.Renews)
	if old == nil || err != nil || old.Status != crm.PolicyRenewed || !p.Ended.Before(p.Effective) {
		return err
	}
	old.Status, old.Ended, old.Owner = statusInForce(old), crm.Date{}, p.Owner
	w.say("in-force-again", "id", old.ID)
	_, err = w.put(old)
	return err
}

// ExpirePolicies records that policies ran out without a renewal.
//
// Errors: CodeConflict for a policy that has ended, or expires later.
func (b *Book) ExpirePolicies(ctx context.Context, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, "policy expire", func(w *work) error {
		return eachNamed(w, ids, w.policyInForce, func(p *crm.Policy) error {
			if p.Expires.After(w.today) {
				return crm.Errorf(crm.CodeConflict, "policy %d expires on %s, which lies ahead", p.ID, p.Expires).
					Next("It has ended before", "policy cancel", p.ID)
			}
			p.Status, p.Ended = crm.PolicyExpired, p.Expires
			if p.Ended.IsZero() {
				p.Ended = w.today
			}
			if _, err := w.put(p); err != nil {
				return err
			}
			return w.noteOn(p, note)
		})
	})
}

// ReinstatePolicies puts cancelled or expired policies back in force.
//
// Errors: CodeConflict for a policy in force, a renewed one, and one whose opportunity
// is not won any more or has another policy in force.
func (b *Book) ReinstatePolicies(ctx context.Context, ids []string, note string) (*crm.Outcome, error) {
	return b.change(ctx, "policy reinstate", func(w *work) error {
		return eachNamed(w, ids, w.policyEnded, func(p *crm.Policy) error {
			contact, err := w.contactOrNil(p.Contact)
			if err != nil {
				return err
			}
			if p.Owner, err = w.whoServes(p.Owner, contact); err != nil {
				return err
			}
			p.Status, p.Ended = statusInForce(p), crm.Date{}
			if err := w.numberIsFree(p); err != nil {
				return err
			}
			if _, err := w.put(p); err != nil {
				return err
			}
			return w.noteOn(p, note)
		})
	})
}

// policyEnded finds a policy that can be reinstated.
func (w *work) policyEnded(text string) (*crm.Policy, error) {
	p, err := w.policy(text)
	if err != nil {
		return nil, err
	}
	if p.InForce() {
		return nil, crm.Errorf(crm.CodeConflict, "policy %d is in force", p.ID).Next("Look at it", "policy show", p.ID)
	}
	if p.Status == crm.PolicyRenewed {
		next, err := w.tx.RenewalOf(p.ID)
		if err != nil {
			return nil, err
		}
		return nil, crm.Errorf(crm.CodeConflict, "policy %d has been renewed, policy %d took its place", p.ID, next.ID).Next("Look at that one", "policy show", next.ID)
	}
	o, err := store.Ref[*crm.Opportunity](w.tx.View, p.Opportunity)
	if o == nil || err != nil {
		return p, err
	}
	if o.Status != crm.Won {
		return nil, w.winAgain(crm.Errorf(crm.CodeConflict, "policy %d came of opportunity %d, which is %s", p.ID, o.ID, o.Status), "Win it with its policy", p, o)
	}
	there, err := w.tx.PoliciesOf(o.ID)
	if err != nil {
		return nil, err
	}
	for _, other := range there {
		if other.InForce() {
			return nil, crm.Errorf(crm.CodeConflict, "opportunity %d has another policy by now, %d", o.ID, other.ID).Next("Look at it", "policy show", other.ID)
		}
	}
	return p, nil
}

// winAgain adds to an error how the sale that a policy came of is won with it, once it has
// been opened again.
func (w *work) winAgain(e *crm.Error, what string, p *crm.Policy, o *crm.Opportunity) *crm.Error {
	given := []any{o.ID, crm.With("carrier", p.Carrier), crm.With("premium", crm.Blank("AMOUNT"))}
	if p.Number != "" {
		given = append(given, crm.With("policy-number", p.Number))
	}
	if o.Status == crm.Open {
		return e.Next(what, "opp close-won", given...)
	}
	return e.Next(what, "opp reopen", o.ID).Then("opp close-won", given...)
}

func (w *work) policyInForce(text string) (*crm.Policy, error) {
	p, err := w.policy(text)
	if err != nil {
		return nil, err
	}
	if !p.InForce() {
		e := crm.Errorf(crm.CodeConflict, "policy %d is %s since %s", p.ID, p.Status, p.Ended)
		o, err := store.Ref[*crm.Opportunity](w.tx.View, p.Opportunity)
		switch again := "If it is in force again"; {
		case err != nil:
			return nil, err
		case p.Status == crm.PolicyRenewed:
		case o != nil && o.Status != crm.Won:
			_ = w.winAgain(e, again, p, o)
		default:
			_ = e.Next(again, "policy reinstate", p.ID)
		}
		return nil, e.Next("Those in force", "policy list", crm.With("where", fmt.Sprintf("contact == %d", p.Contact)))
	}
	return p, nil
}

// policy finds a policy by its number in the book or at its carrier.
func (v reader) policy(text string) (*crm.Policy, error) {
	if _, ok := recordNumber(text); ok {
		return byNumber[*crm.Policy](v, text)
	}
	found, err := v.tx.PoliciesNumbered(fold.Clean(text))
	if live := slices.DeleteFunc(slices.Clone(found), func(p *crm.Policy) bool { return !p.InForce() }); len(live) == 1 {
		found = live // which a renewal has from the one it took the place of
	}
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, crm.Errorf(crm.CodeNotFound, "no policy has the number %q", text).Next("List them", "policy list", crm.With("all", nil))
	case len(found) > 1:
		return nil, ofSeveral(text, found)
	}
	return found[0], nil
}
